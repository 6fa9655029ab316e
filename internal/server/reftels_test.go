package server

import (
	"regexp"
	"slices"
	"testing"
)

// reftelShape is the rule of refWords as a regular expression.
var reftelShape = regexp.MustCompile(`(?i)\b(?:reftels?|refs?)\b`)

func FuzzRefWords(f *testing.F) {
	for _, s := range []string{
		"", "ref", "Ref A", "REFTEL.", "refs A and B; reftels", "as in (ref B)", "reference", "prefix ref", "x_ref ref_x",
		"refref", "ref-ref/REF", "rref reftelss", "ref\u00e9", "\u00e9ref", "\xffref\xff", "r", "re", "referred to ref 2",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var want [][2]int
		for _, at := range reftelShape.FindAllStringIndex(text, -1) {
			if text[at[1]-1] >= 0x80 { // the long s, which regular expressions take for an s
				return
			}
			want = append(want, [2]int{at[0], at[1]})
		}
		if got := refWords(text); !slices.Equal(got, want) {
			t.Errorf("%q: %v, not %v", text, got, want)
		}
	})
}
