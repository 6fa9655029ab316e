package shape

import (
	"fmt"
	"strings"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/web/templates"
)

// named marks each place of a text where a name stands.
func named(text, name, as string) []cable.Entity {
	var es []cable.Entity
	rs, n := []rune(text), len([]rune(name))
	for i := 0; i+n <= len(rs); i++ {
		if string(rs[i:i+n]) == name {
			es = append(es, cable.Entity{Kind: cable.PER, Text: name, Name: as, Start: i, End: i + n})
		}
	}
	return es
}

// bracketed is a stretch of text with the names in brackets.
func bracketed(ps []templates.Part) string {
	var b strings.Builder
	for _, p := range ps {
		if p.Match {
			b.WriteString("[" + p.Text + "]")
		} else {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

func TestSentences(t *testing.T) {
	t.Parallel()
	x := Mentions{Facet: query.Persons, Names: map[string]bool{"Maude Ostrand": true}}
	long := strings.Repeat("herrings and nets and ", 40)
	for _, c := range []struct{ text, want string }{
		{"Ostrand left.", "[Ostrand] left."},
		{"It rained. Ostrand left. He came back.", "[Ostrand] left."},
		{"It rained! “Ostrand left?” He asked.", "“[Ostrand] left?”"},
		{"So said Mr. Ostrand to Dr. A. Moe of the U.S. Navy. End.", "So said Mr. [Ostrand] to Dr. A. Moe of the U.S. Navy."},
		{"3. Ostrand left in 1974. Moe stayed.", "3. [Ostrand] left in 1974."},
		{"NETS WERE SOLD. MR.\nOSTRAND", ""},
		{"Sold:\n\nOstrand, two nets\n\nMoe, three", "[Ostrand], two nets"},
		{"Ostrand met Ostrand.\nThen Ostrand left. No more.", "[Ostrand] met [Ostrand].|Then [Ostrand] left."},
		{"Née à São Tomé. Øst Ostrand é. Fim.", "Øst [Ostrand] é."},
		{long + "Ostrand " + long, "… and herrings and nets and herrings and nets and herrings and nets and herrings and nets and herrings and nets and [Ostrand] herrings and nets and herrings and nets and herrings and nets and herrings and nets and herrings and nets and …"},
		{"Ostrand" + strings.Repeat("x", 1000), "[Ostrand] …"},
	} {
		var got []string
		for _, ps := range x.cut(c.text, named(c.text, "Ostrand", "Maude Ostrand")) {
			got = append(got, bracketed(ps))
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%.60q\n got %q\nwant %q", c.text, s, c.want)
		}
	}
	// Names of others, of another kind, and places that are none.
	for _, e := range []cable.Entity{{Kind: cable.PER, Text: "Ostrand", End: 7}, {Kind: cable.ORG, Text: "Maude Ostrand", End: 7}, {Kind: cable.PER, Text: "Maude Ostrand", Start: -1, End: 7}, {Kind: cable.PER, Text: "Maude Ostrand", Start: 5, End: 700}, {Kind: cable.PER, Text: "Maude Ostrand", Start: 5, End: 5}} {
		if ps := x.cut("Ostrand left.", []cable.Entity{e}); ps != nil {
			t.Errorf("%+v: %v", e, ps)
		}
	}
}

func TestMentions(t *testing.T) {
	t.Parallel()
	var many []cable.Paragraph
	for i := range 50 {
		text := "Then Ostrand spoke again. "
		many = append(many, cable.Paragraph{Number: i + 1, Text: text, Entities: named(text, "Ostrand", "Maude Ostrand")})
	}
	cs := []*cable.Cable{
		{
			ID: "74OSLO1", Subject: "OSTRAND'S NETS", SubjectDisplay: "Ostrand's nets", SubjectEntities: named("OSTRAND", "OSTRAND", "Maude Ostrand"),
			Paragraphs: []cable.Paragraph{{Text: "Ostrand.", Entities: named("Ostrand.", "Ostrand", "Maude Ostrand")}, {Number: 2, Mark: "C", Text: "Moe."}},
		},
		{ID: "74OSLO2", Subject: "MANY", Paragraphs: many}, {ID: "74OSLO3", Subject: "NONE"}, {ID: "74OSLO4", Subject: "Memorandum From Ostrand", SubjectDisplay: "Nets: Memorandum From Ostrand", SubjectEntities: named("Memorandum From Ostrand", "Ostrand", "Maude Ostrand")},
	}
	x := Mentions{
		Facet: query.Persons, Name: "Maude Ostrand", Kind: "Person", Names: map[string]bool{"Maude Ostrand": true},
		Request: query.Request{Page: 2, Size: 3}, Result: &archive.Result{Total: 9}, Cables: cs,
	}
	for _, c := range cs {
		cable.SetAnchors(c.Paragraphs)
		x.Result.Hits = append(x.Result.Hits, archive.Hit{Summary: archive.Summary{ID: c.ID, Title: c.Title()}})
	}
	v := x.View(templates.Page{})
	var got []string
	for _, c := range v.Cables {
		line := fmt.Sprint(c.ID, " ", len(c.Snippets), " ", c.Note)
		if c.More != nil {
			line += c.More.Label + " " + c.More.Href
		}
		for _, s := range c.Snippets[:min(2, len(c.Snippets))] {
			line += " | " + s.Href + " " + s.Place + s.Paragraph + " " + bracketed(s.Parts)
		}
		got = append(got, line)
	}
	want := []string{
		"74OSLO1 2  | /cable/74OSLO1 Subject [Ostrand]'s nets | /cable/74OSLO1/p1  [Ostrand].",
		"74OSLO2 12 All 50 sentences that name it /entity/per/Maude%20Ostrand/mentions?cable=74OSLO2 | /cable/74OSLO2/par1 1 Then [Ostrand] spoke again. | /cable/74OSLO2/par2 2 Then [Ostrand] spoke again.",
		"74OSLO3 0 Named outside of the text: in the TAGS, the header, the signature or a note.",
		"74OSLO4 1  | /cable/74OSLO4 Subject Memorandum From [Ostrand]",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if v.Pagination.Prev != "/entity/per/Maude%20Ostrand/mentions" || v.Pagination.Next != "/entity/per/Maude%20Ostrand/mentions?page=3" || !v.NoIndex {
		t.Errorf("pages %+v", v.Pagination)
	}
	if names := MentionedNames(query.Persons, cs); len(names) != 1 || !names["Maude Ostrand"] {
		t.Errorf("names %v", names)
	}
}

// TestMentionsIn holds that each sentence of a cable has its place on one page.
func TestMentionsIn(t *testing.T) {
	t.Parallel()
	c := &cable.Cable{ID: "74OSLO2"}
	for i := range sentencesOfOne + 7 {
		c.Paragraphs = append(c.Paragraphs, cable.Paragraph{
			Number: i + 1, Text: fmt.Sprintf("Nets were hauled %d times. Ostrand left. Then Ostrand spoke again.", i+2),
			Entities: []cable.Entity{{Kind: cable.PER, Text: "Ostrand", Name: "Maude Ostrand", Start: 0, End: 4}},
		})
		p := &c.Paragraphs[i]
		at := strings.Index(p.Text, "Ostrand left")
		p.Entities[0].Start, p.Entities[0].End = at, at+7
	}
	cable.SetAnchors(c.Paragraphs)
	var seen []string
	for page := 1; ; page++ {
		x := MentionsIn{
			Mentions: Mentions{Facet: query.Persons, Name: "Maude Ostrand", Kind: "Person", Names: map[string]bool{"Maude Ostrand": true}},
			Cable:    c, Summary: archive.Summary{ID: c.ID}, Page: page,
		}
		v, ok := x.View(templates.Page{})
		if !ok {
			break
		}
		if v.Sentences != sentencesOfOne+7 || v.Name != "Maude Ostrand in 74OSLO2" || !v.NoIndex || len(v.Cables) != 1 {
			t.Errorf("page %d: %+v", page, v)
		}
		for _, s := range v.Cables[0].Snippets {
			seen = append(seen, s.Paragraph)
		}
		if page == 1 && v.Pagination.Next != "/entity/per/Maude%20Ostrand/mentions?cable=74OSLO2&page=2" {
			t.Errorf("the next page is %s", v.Pagination.Next)
		}
	}
	if len(seen) != sentencesOfOne+7 || seen[0] != "1" || seen[len(seen)-1] != fmt.Sprint(sentencesOfOne+7) {
		t.Errorf("%d sentences: %v", len(seen), seen)
	}
	none := MentionsIn{Mentions: Mentions{Facet: query.Places, Name: "Utsira"}, Cable: c, Page: 1}
	if _, ok := none.View(templates.Page{}); ok {
		t.Error("a page without a sentence")
	}
}
