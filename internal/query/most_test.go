package query

import (
	"net/url"
	"testing"
)

func TestMost(t *testing.T) {
	for _, c := range []struct{ text, most, any string }{
		{"tuba", "", ""},
		{"tuba lens", "", "tuba OR lens"},
		{"tuba lens keeper", "lens AND keeper OR tuba AND keeper OR tuba AND lens", "tuba OR lens OR keeper"},
		{`tuba "rigid rules" keeper tag:PREL -quito`, `("rigid rules" AND keeper OR tuba AND keeper OR tuba AND "rigid rules") tag:PREL NOT quito`, `(tuba OR "rigid rules" OR keeper) tag:PREL NOT quito`},
		{"tuba OR lens", "", ""},
		{"tag:PREL date:1979", "", ""},
		{"one two three four five six seven", "", "one OR two OR three OR four OR five OR six OR seven"},
	} {
		e, _, err := Parse(c.text)
		if err != nil {
			t.Fatal(err)
		}
		if got := printed(most(e)); got != c.most {
			t.Errorf("most of %s: %s, want %s", c.text, got, c.most)
		}
		if got := printed(some(e)); got != c.any {
			t.Errorf("some of %s: %s, want %s", c.text, got, c.any)
		}
	}
}

// TestWords holds that a request keeps how many of its words it asks for, in its
// address and in all links but those with another text.
func TestWords(t *testing.T) {
	for _, c := range []struct{ address, want, expr string }{
		{"q=tuba+lens+keeper&words=most&tag=PREL", "q=tuba+lens+keeper&words=most&tag=PREL", "lens AND keeper OR tuba AND keeper OR tuba AND lens"},
		{"words=some&q=tuba+lens", "q=tuba+lens&words=some", "tuba OR lens"},
		{"q=tuba+lens&words=most", "q=tuba+lens", "tuba lens"}, // of two words one is some
		{"q=tuba+lens&words=every", "q=tuba+lens", "tuba lens"},
		{"words=some", "", ""},
	} {
		v, err := url.ParseQuery(c.address)
		if err != nil {
			t.Fatal(err)
		}
		r, err := ParseRequest(v)
		if err != nil {
			t.Fatal(err)
		}
		if r.Encode() != c.want || printed(r.Expr) != c.expr {
			t.Errorf("%s: %s and %s, want %s and %s", c.address, r.Encode(), printed(r.Expr), c.want, c.expr)
		}
		if next := r.WithFilter(Filter{Facet: Tags, Value: "EFIS"}).WithPage(2); next.Words != r.Words {
			t.Errorf("%s: a filter makes it %q", c.address, next.Words)
		}
		if other := r.WithText("flood relief boats"); other.Words != AllWords {
			t.Errorf("%s: another text is asked for %q of its words", c.address, other.Words)
		}
	}
}

func printed(e Expr) string {
	if e == nil {
		return ""
	}
	return e.String()
}
