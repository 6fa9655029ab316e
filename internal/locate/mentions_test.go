package locate

import (
	"fmt"
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

func TestMentions(t *testing.T) {
	one, two := []string{"A"}, []string{"a", "B"}
	for _, c := range []struct {
		text    string
		letters []string
		want    string // the first character, the text and the letter of each
	}{
		{"See ref A for more.", two, "4 ref A a;"},
		{"REF B says", two, "0 REF B B;"},
		{"refs A and B", two, "0 refs A a;11 B B;"},
		{"REFS (A), B", two, "0 REFS (A a;10 B B;"},
		{"ref C", two, ""},
		{"as in reftel", two, ""},
		{"as in REFTEL.", one, "6 REFTEL A;"},
		{"as in REFTEL.", []string{""}, "6 REFTEL ;"},
		{"reftel A", one, "0 reftel A A;"},
		{"the reference and reform", one, ""},
		{"ref a", two, ""},
		{"ref And", two, ""},
		{"réf, ref A", two, "5 ref A a;"},
		{"ref A", nil, ""},
	} {
		got := ""
		for _, m := range Mentions(c.text, c.letters) {
			got += fmt.Sprintf("%d %s %s;", m.Start, string([]rune(c.text)[m.Start:m.End]), c.letters[m.Ref])
		}
		if got != c.want {
			t.Errorf("%q: got %s, want %s", c.text, got, c.want)
		}
	}
}
