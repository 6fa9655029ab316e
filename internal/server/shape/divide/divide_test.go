package divide

import (
	"fmt"
	"strings"
	"testing"

	"reftel/internal/cable"
	"reftel/web/templates/words"
)

// long is an invented cable of n paragraphs of a text that has a name in it.
func long(n int, text string) *cable.Cable {
	c := &cable.Cable{ID: "88OSLO1"}
	for i := range n {
		p := cable.Paragraph{Number: i + 1, Text: text}
		at := len([]rune(text[:strings.Index(text, "Holm")]))
		p.Entities = []cable.Entity{{Kind: cable.PER, Text: "Holm", Start: at, End: at + 4}}
		c.Paragraphs = append(c.Paragraphs, p)
	}
	cable.SetAnchors(c.Paragraphs)
	return c
}

// TestDivide holds that each paragraph stands in one part, that no part is too heavy,
// that none is a small rest, and that a cable which fits a page is left alone.
func TestDivide(t *testing.T) {
	t.Parallel()
	if l := Divided(long(100, "Captain Holm counts the herring.")); l != nil {
		t.Errorf("a short cable has %d parts", len(l.Parts))
	}
	c := long(3000, "Captain Holm counts the herring. "+strings.Repeat("The annex goes on. ", 80))
	c.Notes = []cable.Note{{Number: "1", Anchor: "par1", Text: "One."}, {Number: "2", Anchor: "par2999", Text: "Two."}, {Number: "*", Text: "Source."}}
	l := Divided(c)
	if l == nil || len(l.Parts) < 10 {
		t.Fatalf("parts %+v", l)
	}
	at := 0
	for i, p := range l.Parts {
		w := l.Part(i)
		size := 0
		for j := range w.Paragraphs {
			size += weight(&w.Paragraphs[j], nil)
		}
		if p.From != at || p.To <= p.From || size > most || i+1 < len(l.Parts) && size < most/2 {
			t.Errorf("part %d is %+v behind %d and weighs %d", i, p, at, size)
		}
		for j := p.From; j < p.To; j++ {
			if l.Holding(j) != i {
				t.Errorf("paragraph %d stands in part %d, not %d", j, l.Holding(j), i)
			}
		}
		var notes []string
		for _, n := range w.Notes {
			notes = append(notes, n.Number)
		}
		if want := map[int]string{0: "1 *", len(l.Parts) - 1: "2"}[i]; strings.Join(notes, " ") != want {
			t.Errorf("part %d has notes %q, want %q", i, notes, want)
		}
		at = p.To
	}
	if at != 3000 || len(c.Paragraphs) != 3000 || len(c.Notes) != 3 {
		t.Errorf("%d paragraphs of %d stand in parts", at, len(c.Paragraphs))
	}
}

// TestPieces holds that a long paragraph stands in pieces that have its text, its
// names at their places and its notes.
func TestPieces(t *testing.T) {
	t.Parallel()
	unit := "Captain Holm — of the Ørn — counts herring. "
	const n = 20000
	c := &cable.Cable{ID: "88OSLO2", Paragraphs: []cable.Paragraph{{Anchor: "p1", Heading: "Herring", Text: strings.Repeat(unit, n)}, {Anchor: "p2", Text: "HOLM"}}}
	runes, at := len([]rune(unit)), strings.Index(unit, "Holm")
	for i := range n {
		c.Paragraphs[0].Entities = append(c.Paragraphs[0].Entities, cable.Entity{Kind: cable.PER, Text: "Holm", Start: i*runes + at, End: i*runes + at + 4})
	}
	for i := range 100 {
		c.Notes = append(c.Notes, cable.Note{Number: fmt.Sprint(i), Anchor: "p1", Offset: i*200*runes + at + 4, Text: "A captain."})
	}
	whole := Divided(c).Whole
	ps := whole.Paragraphs
	if len(ps) < 20 || ps[0].Anchor != "p1" || ps[0].Heading != "Herring" || ps[1].Anchor != "p1-2" || ps[1].Heading != "" || ps[len(ps)-1].Anchor != "p2" {
		t.Fatalf("%d pieces, %.80q", len(ps), []string{ps[0].Anchor, ps[1].Anchor, ps[len(ps)-1].Anchor})
	}
	text, names := "", 0
	of := map[string][]rune{}
	for _, p := range ps[:len(ps)-1] {
		text += p.Text
		rs := []rune(p.Text)
		of[p.Anchor] = rs
		for _, e := range p.Entities {
			if names++; e.End > len(rs) || string(rs[e.Start:e.End]) != "Holm" {
				t.Fatalf("%s: %+v is not at its place", p.Anchor, e)
			}
		}
		if weight(&p, nil) > most/2 {
			t.Errorf("%s weighs %d", p.Anchor, weight(&p, nil))
		}
	}
	if text != c.Paragraphs[0].Text || names != n {
		t.Errorf("the pieces have %d bytes of %d and %d names of %d", len(text), len(c.Paragraphs[0].Text), names, n)
	}
	for _, note := range whole.Notes {
		if rs := of[note.Anchor]; note.Offset > len(rs) || string(rs[note.Offset-4:note.Offset]) != "Holm" {
			t.Errorf("note %s stands at %d of %s", note.Number, note.Offset, note.Anchor)
		}
	}
	if c.Notes[99].Anchor != "p1" || len(c.Paragraphs) != 2 {
		t.Error("the cable was changed")
	}
	// No blank is in it, and a name goes on to its end.
	c.Paragraphs = []cable.Paragraph{{Anchor: "p1", Text: strings.Repeat("Ørn", 200000), Entities: []cable.Entity{{Kind: cable.ORG, Start: 0, End: 600000}}}}
	if l := Divided(c); len(l.Parts) < 2 {
		t.Errorf("a text without blanks has %d parts", len(l.Parts))
	}
}

// TestLists holds that long lists of the head are cut, and that the page says so.
func TestLists(t *testing.T) {
	t.Parallel()
	c := long(1, "Captain Holm counts the herring.")
	for i := range 1000 {
		c.References = append(c.References, cable.Reference{Kind: "cable", ID: fmt.Sprintf("88OSLO%d", i+2)})
	}
	l := Divided(c)
	if l == nil || len(l.Parts) != 1 {
		t.Fatalf("parts %+v", l)
	}
	w, said := l.Part(0), l.Cuts()
	var english *words.Speaker
	if len(w.References) != mostListed || said == nil || english.Tell(said[0]) != "The cable has 1,000 references; the page shows the first 300, its JSON form all." {
		t.Errorf("%d references, %+v", len(w.References), said)
	}
}
