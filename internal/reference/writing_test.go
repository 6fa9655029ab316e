package reference

import (
	"maps"
	"strings"
	"testing"
	"unicode"
)

// FuzzWriting holds that no word of a title is passed over in a text: that it is read as
// if each word of the text were looked at.
func FuzzWriting(f *testing.F) {
	for _, s := range [][2]string{
		{"THE IMF AND ÉTATS R2D2", "The IMF and the études IMF. of Imf É imf, ÉTATS"},
		{"CAFE 1ST CAFÉ", "ab\xc3\xa9\xa9cafe café 1st CAFÉ’CAFE ¶cafe CAFE"},
		{"ABC AB", "x\u0301ABC y AB ab\nAB AB\xffab"},
	} {
		f.Add(s[0], s[1])
	}
	f.Fuzz(func(t *testing.T, title, text string) {
		if !strings.ContainsFunc(text, unicode.IsLower) {
			return // it tells of words in brackets alone
		}
		title = strings.ToUpper(title)
		got, want := writingOf(title, []string{text}), writingOf(title, []string{""})
		before := true
		for w := nextPlain(text, 0); w.start < w.end; {
			next := nextPlain(text, w.end)
			if w.small || before && (next.start == next.end || next.small) {
				want.reads(text[w.start:w.end], w.plain, nil)
			}
			before, w = w.small, next
		}
		if !maps.Equal(got, want) {
			t.Errorf("words of %q in %q: %v, want %v", title, text, got, want)
		}
	})
}
