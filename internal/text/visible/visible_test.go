package visible

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"
)

// hidden are the kinds of what a terminal would obey, and what is shown.
var hidden = map[string]string{
	"\x1b[2J":          "␛[2J",
	"a\rb":             "a␍b",
	"\a\b\v\f\x00":     "␇␈␋␌␀",
	"\x7f":             "␡",
	"\u009b31m\u0085":  "\ufffd31m\ufffd", // C1
	"\x9b31m":          "\ufffd31m",       // C1 that is no UTF-8
	"caf\xe9 \xff\xfe": "caf\ufffd \ufffd\ufffd",
	"\u202egpj.exe":    "\ufffdgpj.exe",
	"\u2066\u2069":     "\ufffd\ufffd",
	"\u200e\u200f":     "\ufffd\ufffd",
	"\u061c\ufeff":     "\ufffd\ufffd",
	"\u2028\u2029":     "\ufffd\ufffd",
}

// seen are texts that stay as they are.
var seen = []string{"", "Oslo", "Côte d’Ivoire — “ferry”", "北京", "مرسى", "क्\u200dष", "e\u0301", "soft\u00adhyphen", "a\u00a0b", "␛", "\ufffd"}

func TestLine(t *testing.T) {
	t.Parallel()
	for in, want := range hidden {
		if got := Line(in); got != want {
			t.Errorf("%q is shown as %q, want %q", in, got, want)
		}
	}
	for _, s := range seen {
		if got := Line(s); got != s {
			t.Errorf("%q is shown as %q", s, got)
		}
	}
	if got := Line("a\tb\nc"); got != "a␉b␊c" {
		t.Errorf("a line of %q", got)
	}
	if got := Lines("a\tb\r\nc"); got != "a\tb␍\nc" {
		t.Errorf("lines of %q", got)
	}
}

// TestWriter holds that a text is shown the same however it is cut into writes.
func TestWriter(t *testing.T) {
	t.Parallel()
	var all, want strings.Builder
	for in, out := range hidden {
		all.WriteString(in + "\n\t")
		want.WriteString(out + "\n\t")
	}
	for _, s := range seen {
		all.WriteString(s + "\n")
		want.WriteString(s + "\n")
	}
	for size := 1; size <= 9; size++ {
		var got strings.Builder
		w := NewWriter(&got)
		for rest := all.String(); rest != ""; {
			n := min(size, len(rest))
			if k, err := w.Write([]byte(rest[:n])); k != n || err != nil {
				t.Fatalf("%d, %v", k, err)
			}
			rest = rest[n:]
		}
		if got.String() != want.String() {
			t.Errorf("by %d bytes: %q", size, got.String())
		}
	}
	var got strings.Builder
	w := NewWriter(&got)
	if _, err := w.Write([]byte("cut \xe2\x80")); err != nil || got.String() != "cut " {
		t.Errorf("%q, %v", got.String(), err)
	}
	if err := w.Flush(); err != nil || got.String() != "cut \ufffd\ufffd" {
		t.Errorf("%q, %v", got.String(), err)
	}
	if _, err := NewWriter(full{}).Write([]byte("x")); !errors.Is(err, errFull) {
		t.Errorf("a disk that is full: %v", err)
	}
}

var errFull = errors.New("no space left")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

func FuzzLine(f *testing.F) {
	for in := range hidden {
		f.Add(in)
	}
	f.Fuzz(func(t *testing.T, in string) {
		got := Line(in)
		if !utf8.ValidString(got) || strings.ContainsFunc(got, Hidden) || Line(got) != got {
			t.Errorf("%q is shown as %q", in, got)
		}
		var b strings.Builder
		w := NewWriter(&b)
		for i := range len(in) {
			_, _ = w.Write([]byte{in[i]})
		}
		if err := w.Flush(); err != nil || b.String() != Lines(in) {
			t.Errorf("%q, byte by byte: %q, %v", in, b.String(), err)
		}
	})
}
