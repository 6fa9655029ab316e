package finding

import (
	"testing"

	"reftel/internal/query"
	"reftel/internal/reference"
	"reftel/internal/server/desk"
)

// TestSent holds what a text asks for that names a post or a mark and papers: of whom,
// about what, of when. A text of the kind that is none has no lead.
func TestSent(t *testing.T) {
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	s := &Pages{Desk: &desk.Desk{Config: desk.Config{Tables: tables}}}
	for in, want := range map[string]string{
		"cables from Lisbon":                             "/search?post=LISBON",
		"cables from Lisbon about tin":                   "/search?q=tin&post=LISBON",
		"cables from Lisbon in 1979 about the lens":      "/search?q=the+lens&post=LISBON&since=1979&until=1979",
		"telegrams from Lisbon on wheat, July 1979":      "/search?q=wheat&post=LISBON&since=1979-07&until=1979-07",
		"secret cables from Lisbon 1979":                 "/search?post=LISBON&class=SECRET&since=1979&until=1979",
		"unclassified Lisbon 1979":                       "/search?post=LISBON&class=UNCLASSIFIED&since=1979&until=1979",
		"limited official use telegrams Portugal":        "/search?country=Portugal&class=LIMITED+OFFICIAL+USE",
		"cables from Portugal in 1979":                   "/search?country=Portugal&since=1979&until=1979",
		"show me all confidential telegrams from Lisbon": "/search?post=LISBON&class=CONFIDENTIAL",
		"telegrams to Nicosia about troops":              `/search?q=%28to%3A%22Nicosia%22+OR+to%3A%22Embassy+in+Cyprus%22%29+troops`,
		"secret nodis cables":                            "/search?class=SECRET&caption=NODIS",
		"cables from the keeper about tin":               "",
		"telegrams from Taipei":                          "/search?post=AITTAIPEI&post=TAIPEI",
		"secret police":                                  "",
		"confidential talks with Lisbon about wheat":     "",
		"news about Lisbon":                              "",
	} {
		got := ""
		if leads := s.sent(nil, query.Request{}.WithText(in)); len(leads) > 0 {
			got = leads[0].Href
		}
		if got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestInEnglish(t *testing.T) {
	for in, want := range map[string]string{
		"embajador en Lisboa": "ambassador en Lisboa", "Ministre des Affaires étrangères de Grèce": "foreign minister de Grèce", "Botschafter": "Botschafter", "lens": "lens", "": "",
	} {
		if got := inEnglish(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
