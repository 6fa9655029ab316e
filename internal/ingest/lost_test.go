package ingest

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"strings"
	"testing"

	"reftel/internal/cable"
	"reftel/internal/sharedtest"
)

var (
	blocks = regexp.MustCompile(`(?s)<pre>(.*?)</pre>`)
	tag    = regexp.MustCompile(`<[^>]*>`)
)

// telegramText is the text of a telegram in a source of the two kinds of
// release: the blocks of a page, the message in front of its attributes.
func telegramText(c *cable.Cable, raw []byte) string {
	if c.Source.Format == "site-html" {
		var b strings.Builder
		for _, m := range blocks.FindAllSubmatch(raw, -1) {
			b.WriteString(html.UnescapeString(tag.ReplaceAllString(string(m[1]), " ")) + "\n")
		}
		return b.String()
	}
	message, _, _ := bytes.Cut(raw, []byte("Message Attributes"))
	return string(message)
}

// TestLostWords holds what counts as lost: words of the text, not those of the
// form, and not words that were joined.
func TestLostWords(t *testing.T) {
	c := &cable.Cable{Subject: "NETS", From: "AMEMBASSY OSLO", Paragraphs: []cable.Paragraph{{Text: "The correspondence was kept."}}}
	text := "ACTION EUROPE\nFM AMEMBASSY OSLO\nSUBJECT: NETS\n1. THE CORRESPON-\nDENCE WAS KEPT. THE CRANES WERE PAINTED.\n"
	if got := strings.Join(lostWords(text, c), " "); got != "cranes were painted" {
		t.Errorf("lost %q", got)
	}
	tellLost(text, c)
	if len(c.Doubts) != 1 || c.Doubts[0].Kind != "words lost" || c.Doubts[0].Detail != "3: cranes were painted" {
		t.Errorf("doubts %+v", c.Doubts)
	}
}

// TestWordsKept measures, over all real telegrams, the words of a source that
// are in none of its cables.
func TestWordsKept(t *testing.T) {
	if testing.Short() {
		t.Skip("reads all real telegrams")
	}
	words, lost := 0, 0
	for _, dir := range []string{"site-html", "nara-text"} {
		_, err := New(tables(t), nil).Run(t.Context(), []Input{input(t, sharedtest.Dir(t, dir))}, func(c *cable.Cable, raw []byte) error {
			text := telegramText(c, raw)
			eachWord(text, func(string) { words++ })
			if l := lostWords(text, c); len(l) > 0 {
				lost += len(l)
				t.Logf("%s: %s", c.Source.Path, fmt.Sprint(l))
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d of %d words lost", lost, words)
	if lost*900 > words { // as measured when this was written: the most part distribution of partial extracts
		t.Errorf("%d of %d words are lost", lost, words)
	}
}
