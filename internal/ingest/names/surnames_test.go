package names

import (
	"strings"
	"testing"

	"reftel/internal/cable"
	"reftel/internal/ingest/names/person"
)

// marked makes a paragraph of a text in which {} are round the persons.
func marked(text string) cable.Paragraph {
	var p cable.Paragraph
	for i, piece := range strings.Split(text, "{") {
		name, rest, ok := strings.Cut(piece, "}")
		if i > 0 && ok {
			start := len([]rune(p.Text))
			p.Entities = append(p.Entities, cable.Entity{Kind: cable.PER, Text: name, Start: start, End: start + len([]rune(name))})
			p.Text += name + rest
			continue
		}
		p.Text += piece
	}
	return p
}

func shownPersons(c *cable.Cable) string {
	var out []string
	for i := range c.Paragraphs {
		for _, e := range c.Paragraphs[i].Entities {
			s := e.Text + "=" + e.Normal()
			if e.Inferred {
				s += " (" + e.Basis + ")"
			}
			out = append(out, s)
		}
	}
	return strings.Join(out, "|")
}

func TestSurnames(t *testing.T) {
	for name, c := range map[string]struct {
		texts []string
		tags  []cable.Tag
		rules string
		want  string
	}{
		"one person": {texts: []string{"{Lars Holm} came.", "{Holm} spoke; {Mr. Holm} left."},
			want: "Lars Holm=Lars Holm|Holm=Lars Holm (cable)|Mr. Holm=Lars Holm (cable)"},
		"before the full name": {texts: []string{"{Holm} spoke. {Lars Holm} is minister."}, want: "Holm=Lars Holm (cable)|Lars Holm=Lars Holm"},
		"two persons":          {texts: []string{"{Lars Holm} and {Nils Holm}.", "{Holm} spoke."}, want: "Lars Holm=Lars Holm|Nils Holm=Nils Holm|Holm=Holm"},
		"two forms of one": {texts: []string{"{Henry A. Kissinger}. {Henry Kissinger}. {Kissinger}. {H. Kissinger}. {J. Kissinger}"},
			want: "Henry A. Kissinger=Henry A. Kissinger|Henry Kissinger=Henry Kissinger|Kissinger=Henry A. Kissinger (cable)|H. Kissinger=Henry A. Kissinger (cable)|J. Kissinger=J. Kissinger"},
		"father and son": {texts: []string{"{Adlai Stevenson} and {Adlai Stevenson III}. {Stevenson}."}, want: "Adlai Stevenson=Adlai Stevenson|Adlai Stevenson III=Adlai Stevenson III|Stevenson=Stevenson"},
		"his wife":       {texts: []string{"{Lars Holm} and Mrs. {Holm}. {Mrs. Holm}. Señora {Holm}."}, want: "Lars Holm=Lars Holm|Holm=Holm|Mrs. Holm=Holm|Holm=Holm"},
		"a woman":        {texts: []string{"Mrs. {Anna Holm}; Mrs. {Holm} left, and {Holm} too."}, want: "Anna Holm=Anna Holm|Holm=Anna Holm (cable)|Holm=Anna Holm (cable)"},
		"two surnames":   {texts: []string{"{Jose Lopez Portillo}: {Lopez Portillo}, {Portillo}, {Lopez}."}, want: "Jose Lopez Portillo=Jose Lopez Portillo|Lopez Portillo=Jose Lopez Portillo (cable)|Portillo=Jose Lopez Portillo (cable)|Lopez=Lopez"},
		"of the TAGS":    {texts: []string{"{HOLM} SPOKE."}, tags: []cable.Tag{{Code: "HOLM, LARS", Kind: "person"}}, want: "HOLM=Lars Holm (cable)"},
		"family first":   {texts: []string{"{Chiang Kai-shek}: {Chiang}; {Kai-shek}."}, want: "Chiang Kai-shek=Chiang Kai-shek|Chiang=Chiang Kai-shek (cable)|Kai-shek=Chiang Kai-shek (cable)"},
		"first name":     {texts: []string{"{Lars Holm}: {Lars}."}, want: "Lars Holm=Lars Holm|Lars=Lars"},
		"split":          {texts: []string{"{Lars Holm}: {Holm}."}, rules: "split PER Holm => PER Lars Holm", want: "Lars Holm=Lars Holm|Holm=Holm"},
		"accents":        {texts: []string{"Él {José Núñez}; é {Núñez}."}, want: "José Núñez=José Núñez|Núñez=José Núñez (cable)"},
	} {
		t.Run(name, func(t *testing.T) {
			cbl := &cable.Cable{Tags: c.tags}
			for _, text := range c.texts {
				cbl.Paragraphs = append(cbl.Paragraphs, marked(text))
			}
			finder(t, c.rules).Apply(cbl)
			if got := shownPersons(cbl); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestBearer(t *testing.T) {
	f := finder(t, "").With(func(_ *cable.Cable, _ bool, n person.Name) (string, string) {
		if n.Key() == "holm" {
			return "Lars Holm", BasisThread
		}
		return "", ""
	})
	c := &cable.Cable{Paragraphs: []cable.Paragraph{marked("{Holm}, {Berg}, Mrs. {Holm}, {Nils Dahl}, {Dahl}.")}}
	f.Apply(c)
	if got, want := shownPersons(c), "Holm=Lars Holm (thread)|Berg=Berg|Holm=Holm|Nils Dahl=Nils Dahl|Dahl=Nils Dahl (cable)"; got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
	for _, e := range c.Entities {
		if e.Name == "Lars Holm" && e.Count != 1 {
			t.Errorf("%+v", e)
		}
	}
}

// TestAdd holds that an overlooked name is marked, beside the marks of the source.
func TestAdd(t *testing.T) {
	rules := "add LOC Fog Harbour\nadd PER Lars Holm => 76OSLO1\n"
	text := "{Fog} Harbour is far. Fog Harbour again, said Lars Holm, {Lars Holm Dahl} and {Nils}."
	for id, want := range map[string]string{
		"76OSLO1": "Fog Harbour=Fog Harbour|Fog Harbour=Fog Harbour|Lars Holm=Lars Holm|Lars Holm Dahl=Lars Holm Dahl|Nils=Nils",
		"76OSLO2": "Fog Harbour=Fog Harbour|Fog Harbour=Fog Harbour|Lars Holm Dahl=Lars Holm Dahl|Nils=Nils",
	} {
		c := &cable.Cable{ID: id, Paragraphs: []cable.Paragraph{marked(text)}}
		finder(t, rules).Apply(c)
		if got := shownPersons(c); got != want {
			t.Errorf("%s:\n got %s\nwant %s", id, got, want)
		}
		for _, e := range c.Paragraphs[0].Entities {
			if got := string([]rune(c.Paragraphs[0].Text)[e.Start:e.End]); got != e.Text {
				t.Errorf("%s: %+v does not stand there: %s", id, e, got)
			}
		}
	}
}
