package quality_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"reftel/web/templates"
	"reftel/web/templates/quality"
)

var update = flag.Bool("update", false, "write the golden pages anew")

func render(t *testing.T, c templ.Component) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func rows() []quality.Row {
	return []quality.Row{{
		Label: "Embassy Aurel", Href: "/quality/AUREL", Said: "12 cables; 3 of 41 numbers held (7.3%)", More: &templates.Link{Label: "Numbers held and missing", Href: "/post/AUREL/1974"},
		Cells: []quality.Cell{{Label: "May", Rest: " 1974", Count: 1204, Shade: 4, Href: "/search?post=AUREL&since=1974&until=1974"}, {Label: "Jun"}},
	}}
}

func TestPages(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]templ.Component{
		"quality": quality.Page(quality.View{
			Title: "Quality and gaps", Lead: "What is not here.", Figures: []templates.Fact{{Term: "Cables", Values: []templates.FactValue{{Text: "1,300"}}}},
			Doubts: []quality.Doubt{{Kind: "Date inferred", Count: 12, Cases: []quality.Case{
				{Link: templates.Link{Label: "74AUREL1", Href: "/cable/74AUREL1"}, Detail: "<1974>"}, {Link: templates.Link{Label: "74AUREL2"}},
			}}},
			Refused: []quality.Refused{{Kind: "Empty file", Count: 2}}, Posts: rows(), Note: "The stronger the colour, the more cables.",
		}),
		"coverage": quality.PostPage(quality.Post{Kicker: "Quality and gaps", Heading: "Embassy Aurel", Links: []templates.Link{{Label: "About this post", Href: "/post/AUREL"}}, Years: rows(), Notes: []string{"Numbers begin anew."}}),
	} {
		got := render(t, c)
		path := filepath.Join("testdata", name+".html")
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s is not as in %s; run with -update and look at the difference", name, path)
		}
	}
}

// TestEmpty holds that nothing is drawn for what is not there.
func TestEmpty(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]templ.Component{"quality": quality.Page(quality.View{}), "coverage": quality.PostPage(quality.Post{})} {
		got := render(t, c)
		for _, part := range []string{`href=""`, "<dl", `id="doubts"`, `id="refused"`, `class="cells"`} {
			if strings.Contains(got, part) {
				t.Errorf("an empty %s has %s", name, part)
			}
		}
	}
}
