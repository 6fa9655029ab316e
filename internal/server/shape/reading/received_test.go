package reading

import (
	"strings"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/cable"
)

func TestReceived(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, format, raw, want string }{
		{"text", "plain", "UNCLAS LIMA 12\r\n\r\n\r\n\r\n1. Fog.  \r\n\f2. Rain.\r\n", "UNCLAS LIMA 12\n\n1. Fog.\n\n2. Rain."},
		{"text with a byte of Windows", "nara", "1. CAF\xc9 CLOSED.", "1. CAFÉ CLOSED."},
		{"a page", "site-html", "<html><p>Menu</p><code><pre>HEAD &amp; FOOT</pre></code><pre>1. <a href='/tag/X'>FOG</a><br>2. RAIN &lt;HEAVY&gt;</pre></html>", "HEAD & FOOT\n\n1. FOG\n2. RAIN <HEAVY>"},
		{"a page that ends too early", "site-html", "<pre>1. FOG", "1. FOG"},
		{"a page without lines", "site-html", "<html><p>Fog</p></html>", ""},
		{"a record", "csv-dump", `"12","1/2/1974 3:04","74LIMA12","Embassy Lima","` + "VZ 12\nFM LIMA" + `","` + "1. HE SAID \\\"FOG\\\".\n2. \"\"RAIN\"\"." + `"`, "VZ 12\nFM LIMA\n\n1. HE SAID \"FOG\".\n2. \"RAIN\"."},
		{"a record of one line", "csv-dump", `"12","A long line of fog"`, "A long line of fog"},
		{"an object", "json-dump", `{"id":"74LIMA12","text":"1. FOG\n2. RAIN","n":3}`, "1. FOG\n2. RAIN"},
		{"a volume", "frus", "<div><p>Fog</p></div>", ""},
		{"nothing", "plain", "", ""},
	} {
		if got := Received([]byte(tt.raw), tt.format); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func telegram(texts ...string) *cable.Cable {
	c := &cable.Cable{}
	for i, text := range texts {
		c.Paragraphs = append(c.Paragraphs, cable.Paragraph{Anchor: "par" + string(rune('1'+i)), Number: i + 1, Text: text})
	}
	return c
}

const sent = `UNCLAS LIMA 12
SUBJECT: FOG

1. THE AIRPORT HAS BEEN CLOSED BY FOG; REPRESENTA-
TIVES OF TWO CHOIRS SING.

UNCLASSIFIED
PAGE 02 LIMA 12

2. SO THE CHOIRS SING ON. 3. THE FOG
STAYS.
4. END.`

func TestAlign(t *testing.T) {
	t.Parallel()
	c := telegram("THE AIRPORT HAS BEEN CLOSED BY FOG; REPRESENTATIVES OF TWO CHOIRS SING.", "SO THE CHOIRS SING ON.", "THE FOG STAYS.", "Nothing of this stands there.", "END.")
	matches := map[string][]archive.Span{"par1": {{Start: 36, End: 51}}, "par2": {{Start: 7, End: 18}}}
	var got []string
	for _, s := range Align(sent, c, matches) {
		line, _, _ := strings.Cut(s.Text, "\n")
		for _, p := range s.Paragraphs {
			line = c.Paragraphs[p].Anchor + " " + line
		}
		for _, m := range s.Marks {
			line += " [" + strings.ReplaceAll(s.Text[m.Start:m.End], "\n", "|") + "]"
		}
		got = append(got, line)
	}
	want := []string{
		"UNCLAS LIMA 12",
		"par1 1. THE AIRPORT HAS BEEN CLOSED BY FOG; REPRESENTA- [REPRESENTA-|TIVES]",
		"par4 par3 par2 2. SO THE CHOIRS SING ON. 3. THE FOG [CHOIRS] [SING]",
		"par5 4. END.",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// FuzzAlign holds that no line is lost, that marks lie within, and that each
// paragraph has its place once.
func FuzzAlign(f *testing.F) {
	f.Add(sent, "THE AIRPORT HAS BEEN", "SO THE CHOIRS SING ON.", 0, 9)
	f.Add("a\n\nb É", "b é", "", 0, 1)
	f.Add("", "x", "x", -1, 5)
	f.Fuzz(func(t *testing.T, received, first, second string, from, to int) {
		c := telegram(first, second)
		var b strings.Builder
		n := 0
		for _, s := range Align(received, c, map[string][]archive.Span{"par1": {{Start: from, End: to}}}) {
			b.WriteString(s.Text)
			for _, p := range s.Paragraphs {
				if p != n {
					t.Errorf("paragraph %d in place of %d", p, n)
				}
				n++
			}
			for _, m := range s.Marks {
				if m.Start < 0 || m.Start >= m.End || m.End > len(s.Text) {
					t.Errorf("mark %v in %q", m, s.Text)
				}
			}
		}
		if b.String() != received || n != 2 {
			t.Errorf("%q became %q with %d paragraphs", received, b.String(), n)
		}
	})
}

func FuzzReceived(f *testing.F) {
	for _, s := range []string{"<pre>x<br>", `"a","b\"c`, `{"a":["b`, "\xff\xfe<\x00"} {
		f.Add(s, "csv-dump")
		f.Add(s, "json-dump")
		f.Add(s, "site-html")
	}
	f.Fuzz(func(t *testing.T, raw, format string) {
		got := Received([]byte(raw), format)
		if got != strings.Trim(got, "\n") || strings.Contains(got, "\n\n\n") {
			t.Errorf("%q", got)
		}
	})
}
