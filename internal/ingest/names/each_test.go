package names

import (
	"strings"
	"testing"
	"unicode/utf8"

	"reftel/internal/cable"
)

// TestEachIn: each mention is handed on with the byte at which it stands, whatever
// stands before it and in whatever order they come.
func TestEachIn(t *testing.T) {
	t.Parallel()
	text := "The delegation from Reykjavík met Foreign Minister Þórir Ólafsson in Tromsø on Monday; Señor Muñoz was with the Ambassador of Norway, and Ólafsson’s staff."
	at := func(name string) cable.Entity {
		start := utf8.RuneCountInString(text[:strings.Index(text, name)])
		return cable.Entity{Text: name, Start: start, End: start + utf8.RuneCountInString(name)}
	}
	mentions := []cable.Entity{at("Reykjavík"), at("Þórir Ólafsson"), at("Tromsø"), at("Muñoz"), at("Norway"), at("Ólafsson’s"), at("Foreign Minister"), at("The")}
	c := &cable.Cable{Paragraphs: []cable.Paragraph{{Text: text, Entities: mentions}}}
	n := 0
	EachIn(c, func(text string, at int, e *cable.Entity) {
		n++
		if !strings.HasPrefix(text[at:], e.Text) {
			t.Errorf("%q is not at byte %d, where %.20q stands", e.Text, at, text[at:])
		}
	})
	if n != len(mentions) {
		t.Errorf("%d mentions of %d", n, len(mentions))
	}
}
