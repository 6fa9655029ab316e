package frus

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"reftel/internal/cable"
)

// sourceText is the text of a document as the XML has it, without documents
// inside of it. Elements that begin a line or stand apart part words.
func sourceText(t testing.TB, raw []byte) string {
	t.Helper()
	d := newDecoder(bytes.NewReader(raw))
	var b strings.Builder
	depth, inner := 0, 0
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return b.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := tok.(type) {
		case xml.StartElement:
			depth++
			if inner == 0 && (depth > 1 && isDocument(e.Name.Local, e.Attr) || e.Name.Local == "page-count-according-to-citation") { // about the document, like an attribute
				inner = depth
			}
			if !isInline(e.Name.Local) || e.Name.Local == "lb" || e.Name.Local == "seg" {
				b.WriteByte(' ')
			}
		case xml.EndElement:
			if !isInline(e.Name.Local) || e.Name.Local == "seg" {
				b.WriteByte(' ')
			}
			if inner == depth {
				inner = 0
			}
			depth--
		case xml.CharData:
			if inner == 0 {
				b.Write(e)
			}
		}
	}
}

// count counts the words of texts, small.
func count(texts ...string) map[string]int {
	out := map[string]int{}
	for _, s := range texts {
		s = strings.ReplaceAll(s, "\u00ad", "")
		for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			out[strings.ToLower(w)]++
		}
	}
	return out
}

// keptTexts are all texts of a cable in which a word of the document may stand.
func keptTexts(c *cable.Cable) []string {
	kept := []string{c.Subject}
	if c.Edition != nil {
		kept = append(kept, "No. "+c.Edition.Number) // as a head begins
	}
	for i := range c.Paragraphs {
		p := &c.Paragraphs[i]
		kept = append(kept, p.Heading, p.Mark, p.Text)
		if p.Number > 0 {
			kept = append(kept, strconv.Itoa(p.Number))
		}
	}
	signed := ""
	for _, n := range c.Notes {
		kept = append(kept, n.Text)
		if n.Number == "signed" {
			signed += n.Text + " "
		}
	}
	for _, s := range c.Signers {
		if !strings.Contains(signed, s) {
			kept = append(kept, s)
		}
	}
	return kept
}

// lost are the words of a document that stand in its cable less often than in
// the document.
func lost(c *cable.Cable, text string) []string {
	texts := keptTexts(c)
	have := count(texts...)
	joined := ""
	var out []string
	for w, n := range count(text) {
		if n -= have[w]; n <= 0 {
			continue
		}
		if joined == "" {
			joined = strings.Map(func(r rune) rune {
				if unicode.IsLetter(r) || unicode.IsDigit(r) {
					return unicode.ToLower(r)
				}
				return -1
			}, strings.ReplaceAll(strings.Join(texts, " "), "\u00ad", ""))
		}
		if strings.Count(joined, w) < n+have[w] { // else it was joined to what stands beside it
			out = append(out, fmt.Sprintf("%s %d", w, n))
		}
	}
	return out
}

// TestNoWordLost holds that every word of every document stands in its cable.
func TestNoWordLost(t *testing.T) {
	f := Format(tables(t))
	total, gone, told := 0, 0, 0
	for _, file := range everySixth(t) {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, doc := range documents(t, f, file, raw) {
			c := doc.cable
			if doc.err != nil {
				t.Fatal(doc.err)
			}
			for _, d := range c.Doubts {
				if d.Kind == "words lost" {
					told++
					t.Logf("%s: told lost %s", c.ID, d.Detail)
				}
			}
			text := sourceText(t, doc.part.Raw)
			for _, n := range count(text) {
				total += n
			}
			if l := lost(c, text); len(l) > 0 {
				gone += len(l)
				t.Logf("%s: %q", c.ID, l)
			}
		}
	}
	t.Logf("%d of %d words lost; %d documents tell of some", gone, total, told)
	if gone*100_000 > total {
		t.Errorf("%d of %d words are lost", gone, total)
	}
}
