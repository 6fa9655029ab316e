package source

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzCheckText holds that just what is text passes, and that a refusal names
// a line of it.
func FuzzCheckText(f *testing.F) {
	for _, s := range []string{"", " \n", "cod\n", "c\x00d", "a\nb\xff", "\ufeff", "\xed\xa0\x80"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		err := CheckText(raw)
		want := utf8.Valid(raw) && !bytes.Contains(raw, []byte{0}) && len(bytes.TrimSpace(raw)) > 0
		if (err == nil) != want {
			t.Fatalf("%q: %v", raw, err)
		}
		var r *Refusal
		if err != nil && (!errors.As(err, &r) || r.Line < 0 || r.Line > bytes.Count(raw, []byte("\n"))+1) {
			t.Errorf("%q: %v", raw, err)
		}
	})
}

// TestWhole holds that a file is one part, byte for byte, up to the limit.
func TestWhole(t *testing.T) {
	var got []Part
	emit := func(p Part) error { got = append(got, p); return nil }
	if err := Whole(strings.NewReader("cod\r\n"), emit); err != nil || len(got) != 1 || string(got[0].Raw) != "cod\r\n" || got[0].Line != 1 {
		t.Errorf("%v, %v", got, err)
	}
	if err := Whole(strings.NewReader(strings.Repeat("x", MaxPart+1)), emit); AsRefusal("a", err).Reason != "larger than 5 MB, the limit for one cable" {
		t.Errorf("beyond the limit: %v", err)
	}
	stop := errors.New("stop")
	if err := Whole(strings.NewReader("x"), func(Part) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("error %v", err)
	}
}

func TestStem(t *testing.T) {
	for name, want := range map[string]string{"a/b/09LIMA12.txt": "09LIMA12", "a.zip!b/09LIMA12.html": "09LIMA12", "a.zip!09LIMA12.txt": "09LIMA12", "09LIMA12": "09LIMA12"} {
		if got := Stem(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// TestSeveral holds that a file is cut where parts begin, byte for byte and by
// line, however large it is, and is one part where nothing is cut.
func TestSeveral(t *testing.T) {
	marks := func(text []byte) (at []int) {
		for i := 1; i < len(text); i++ {
			if text[i] == '#' {
				at = append(at, i)
			}
		}
		return at
	}
	run := func(in string) (names, parts []string, lines []int, err error) {
		err = Several(marks)(strings.NewReader(in), func(p Part) error {
			names, parts, lines = append(names, p.Name), append(parts, string(p.Raw)), append(lines, p.Line)
			return nil
		})
		return names, parts, lines, err
	}
	if names, parts, _, err := run("#cod\n"); err != nil || len(parts) != 1 || names[0] != "" {
		t.Errorf("%q %q %v", names, parts, err)
	}
	if names, parts, lines, err := run("#a\nb\n#c\n\n#d"); err != nil || strings.Join(parts, "|") != "#a\nb\n|#c\n\n|#d" || strings.Join(names, "") != "123" || lines[1] != 3 || lines[2] != 5 {
		t.Errorf("%q %q %v %v", names, parts, lines, err)
	}
	long := "#" + strings.Repeat("x\n", MaxPart/5)
	if _, parts, lines, err := run(strings.Repeat(long, 4)); err != nil || len(parts) != 4 || strings.Join(parts, "") != strings.Repeat(long, 4) || lines[3] != 3*(MaxPart/5)+1 {
		t.Errorf("%d parts, lines %v, %v", len(parts), lines, err)
	}
	if _, parts, _, err := run("#a\n#" + strings.Repeat("x", MaxPart+1)); len(parts) != 1 || AsRefusal("a", err).Line != 2 {
		t.Errorf("beyond the limit: %d parts, %v", len(parts), err)
	}
}
