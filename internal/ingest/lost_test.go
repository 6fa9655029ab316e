package ingest

import (
	"strings"
	"testing"

	"reftel/internal/cable"
)

// TestLostWords holds what counts as lost: words of the text, not those of the
// form, and not words that were joined. The lines with them are kept.
func TestLostWords(t *testing.T) {
	for _, test := range []struct{ name, line, lost string }{
		{"words of the text", "THE CRANES WERE PAINTED.", "cranes were painted"},
		{"a word that a line end broke", "CORRESPON-\nDENCE", ""},
		{"distribution among offices", "INFO OCT-01 ISO-00 QUAY-00 BOATS-02 /012 W", ""},
		{"addressees of a later section", "PORTMASTER QUARRY HEIGHTS", "portmaster quarry heights"},
		{"a page line", "PAGE 02 OSLO 01204 01 OF 02 POSS DUPE 081728Z", ""},
		{"a classification misspelt", "LIMITED OFFICIEAL USE SECTION 2 OF 3 OSLO 1204/2", ""},
		{"routing", "VZCZCXRO1234\nRR RUEHDBU RUEHFL\nDE RUEHNY #0123 1241505\nZNR UUUUU ZZH", ""},
		{"the day of the group in words", "Sunday, 20 April 2008, 17:11", ""},
	} {
		c := &cable.Cable{Subject: "NETS", From: "AMEMBASSY OSLO", Paragraphs: []cable.Paragraph{{Text: "The correspondence was kept."}}}
		c.Unplaced = "FM AMEMBASSY OSLO\nSUBJECT: NETS\n" + test.line + "\n1. THE CORRESPON-\nDENCE WAS KEPT.\n"
		keepLost(c)
		if test.lost == "" {
			if len(c.Doubts)+len(c.Notes) > 0 {
				t.Errorf("%s: %+v %+v", test.name, c.Doubts, c.Notes)
			}
			continue
		}
		if len(c.Doubts) != 1 || c.Doubts[0].Kind != "words lost" || !strings.HasSuffix(c.Doubts[0].Detail, ": "+test.lost) || len(c.Notes) != 1 || !strings.HasSuffix(c.Notes[0].Text, ": "+test.line) {
			t.Errorf("%s: %+v %+v", test.name, c.Doubts, c.Notes)
		}
	}
}

// TestWordsKept measures, over all real telegrams, the words of a source for
// which no place in its cable was found, and holds that they are kept all the
// same.
func TestWordsKept(t *testing.T) {
	if testing.Short() {
		t.Skip("reads all real telegrams")
	}
	words, lost := 0, 0
	for _, format := range []string{"site-html", "nara"} {
		readReal(t).each(format, func(c *cable.Cable, raw []byte) {
			eachWord(string(raw), func(string) { words++ })
			for _, d := range c.Doubts {
				if d.Kind == "words lost" {
					lost++
					t.Logf("%s: %s: %s", c.Source.Path, d.Detail, c.Notes[len(c.Notes)-1].Text)
				}
			}
		})
	}
	t.Logf("%d cables of %d words lost some", lost, words)
	if lost > 1 {
		t.Errorf("%d cables lost words", lost)
	}
}
