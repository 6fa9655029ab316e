package compare

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"reftel/internal/cable"
)

// drawn writes parts as text: [-of the first alone-], {+of the second alone+}, and
// what stands for removed text in <>.
func drawn(parts []Part) string {
	var b strings.Builder
	for _, p := range parts {
		t := p.Text
		if p.Cut {
			t = "<" + t + ">"
		}
		switch p.Side {
		case First:
			t = "[-" + t + "-]"
		case Second:
			t = "{+" + t + "+}"
		}
		b.WriteString(t)
	}
	return b.String()
}

func TestWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, first, second, want string }{
		{"the same", "The lens was lit.", "The lens was lit.", ""},
		{"other lines", "The lens\nwas  lit. ", "The lens was lit.", ""},
		{"a word", "The lens was lit at dusk.", "The lens was lit at dawn.", "The lens was lit at [-dusk-]{+dawn+}."},
		{"a word less", "The old lens was lit.", "The lens was lit.", "The [-old -]lens was lit."},
		{"one text", "", "Lit.", "{+Lit.+}"},
		{"blotted out", "He met XXXXXXXXXX at noon.", "He met Vera Sample at noon.", "He met [-<XXXXXXXXXX>-]{+Vera Sample+} at noon."},
		{"blotted out in both, of another length", "He met XXXXXXXX XXXX at noon.", "He met XXXXX at noon.", ""},
		{"blotted out in large and small", "He met XXXXXXXX at noon.", "He met XXXXXxxx xxxx at noon.", ""},
		{"a note set in other lines", "He met [name not\n declassified] at noon.", "He met [name not declassified] at noon.", ""},
		{"a note of the editors", "The [name not declassified] came.", "The envoy came.", "The [-<[name not declassified]>-]{+envoy+} came."},
		{"less than a line", "So it was. [less than 1 line not declassified] Then rain.", "So it was. Two of them left. Then rain.",
			"So it was. [-<[less than 1 line not declassified]>-]{+Two of them left.+} Then rain."},
		{"black boxes", "By ███ ██ alone.", "By her alone.", "By [-<███ ██>-]{+her+} alone."},
		{"a note that cuts nothing", "The [sic] lens.", "The lens.", "The [-[sic] -]lens."},
		{"no cut", "Model AXXXXB.", "Model B.", "Model [-AXXXXB-]{+B+}."},
		{"one word by chance", "the harbour master of Lisbon asks for ten new ropes", "every citizen in Oslo knows of tall old ships",
			"[-the harbour master of Lisbon asks for ten new ropes-]{+every citizen in Oslo knows of tall old ships+}"},
		{"two cuts in one row of words",
			"the keeper of the old lighthouse on the rock asks the harbour master in writing for a new lens and for oil", "the keeper on the rock asks for a new lens and for oil",
			"the keeper [-of the old lighthouse -]on the rock asks [-the harbour master in writing -]for a new lens and for oil"},
		{"a sentence told otherwise", "It rained. The mayor spoke for an hour about rope. He left.", "It rained. Nobody came at all today. He left.",
			"It rained. [-The mayor spoke for an hour about rope-]{+Nobody came at all today+}. He left."},
		{"a sentence more", "One came. Three left.", "One came. Two sat down. Three left.", "One came. {+Two sat down. +}Three left."},
		{"a title with a full stop", "Paid by Mr. Vessel, who asked for silence. He left.", "Paid by XXXXXXXX, who asked for silence. He left.",
			"Paid by [-Mr. Vessel-]{+<XXXXXXXX>+}, who asked for silence. He left."},
		{"accents", "Réunion à Évian", "Réunion à Genève", "Réunion à [-Évian-]{+Genève+}"},
		{"bytes that are no text", "a\xffb", "a\xfeb", "a[-\xff-]{+\xfe+}b"},
	} {
		if got := drawn(Words(c.first, c.second)); got != c.want {
			t.Errorf("%s:\ngot  %q\nwant %q", c.name, got, c.want)
		}
	}
}

// TestManyWords holds that in a long text the sentences are found again behind others
// that were left out or written anew.
func TestManyWords(t *testing.T) {
	t.Parallel()
	sentence := func(i int) string {
		return fmt.Sprintf("On day %d the keeper of light %d saw %d ships and noted the wind of hour %d. ", i, 3*i+1, 7*i%50, i*i%24)
	}
	var a, b, want strings.Builder
	for i := range 120 {
		a.WriteString(sentence(i))
		switch {
		case i >= 20 && i < 45: // left out
			if i == 20 {
				want.WriteString("[-")
			}
			want.WriteString(sentence(i))
			if i == 44 {
				want.WriteString("-]")
			}
		case i == 80:
			b.WriteString(strings.Replace(sentence(i), "wind", "rain", 1))
			want.WriteString(strings.Replace(sentence(i), "wind", "[-wind-]{+rain+}", 1))
		default:
			b.WriteString(sentence(i))
			want.WriteString(sentence(i))
		}
	}
	if got := drawn(Words(a.String(), b.String())); got != want.String() {
		t.Errorf("got  %s\nwant %s", got, want.String())
	}
}

// numbered are paragraphs of a cable.
func numbered(texts ...string) []cable.Paragraph {
	ps := make([]cable.Paragraph, len(texts))
	for i, t := range texts {
		ps[i] = cable.Paragraph{Number: i + 1, Text: t}
	}
	cable.SetAnchors(ps)
	return ps
}

func TestParagraphs(t *testing.T) {
	t.Parallel()
	const one, two, three = "The keeper asks for a lens.", "The harbour has no light since May.", "No ship came nearer than a mile."
	marked := numbered(one)
	marked[0].Mark, marked[0].Heading = "C", "A lens"
	for _, c := range []struct {
		name          string
		first, second []cable.Paragraph
		want          string // rows: the places of both, = for the same
		noCase        bool
	}{
		{"nothing", nil, nil, "", false},
		{"the same", numbered(one, two), numbered(one, two), "0=0 1=1", false},
		{"one less", numbered(one, two, three), numbered(one, three), "0=0 1- 2=1", false},
		{"one more", numbered(one, three), numbered(one, two, three), "0=0 -1 1=2", false},
		{"one changed", numbered(one, two, three), numbered(one, strings.Replace(two, "May", "June", 1), three), "0=0 1~1 2=2", false},
		{"one blotted out", numbered(one, two, three), numbered(one, "XXXXXXXXXXXXXXXXX", three), "0=0 1~1 2=2", false},
		{"two blotted out", numbered(one, two, three), numbered("XXXXXXXX", "XXXXXXX", three), "0~0 1~1 2=2", false},
		{"in another order", numbered(one, two), numbered(two, one), "-0 0=1 1-", false},
		{"nothing in common", numbered(one), []cable.Paragraph{{Anchor: "p7", Text: "Rain."}}, "0- -0", false},
		{"a portion mark and a heading", marked, numbered(one), "0~0", false},
		{"in capitals", numbered(strings.ToUpper(one), strings.ToUpper(two)), numbered(one, two+" Or June."), "0=0 1~1", true},
	} {
		got, err := Paragraphs(t.Context(), c.first, c.second)
		if err != nil {
			t.Fatal(err)
		}
		var rows []string
		for _, r := range got.Rows {
			switch {
			case r.Same():
				rows = append(rows, fmt.Sprintf("%d=%d", r.First, r.Second))
			case r.Second < 0:
				rows = append(rows, fmt.Sprintf("%d-", r.First))
			case r.First < 0:
				rows = append(rows, fmt.Sprintf("-%d", r.Second))
			default:
				rows = append(rows, fmt.Sprintf("%d~%d", r.First, r.Second))
			}
		}
		if s := strings.Join(rows, " "); s != c.want || got.NoCase != c.noCase {
			t.Errorf("%s: %s, case left out: %v; want %s", c.name, s, got.NoCase, c.want)
		}
	}
}

// TestLong holds that long texts are compared in a short time, and that a reader who
// goes away ends it.
func TestLong(t *testing.T) {
	t.Parallel()
	var a, b []cable.Paragraph
	for i := range 1500 {
		a = append(a, cable.Paragraph{Anchor: fmt.Sprint("p", i), Text: fmt.Sprintf("Ship %d carries %d barrels of oil to the harbour.", i, 7*i)})
		b = append(b, cable.Paragraph{Anchor: fmt.Sprint("p", i), Text: fmt.Sprintf("Ship %d carries %d barrels of wine to the harbour.", i, 7*i)})
	}
	start := time.Now()
	got, err := Paragraphs(t.Context(), a, b)
	if err != nil || len(got.Rows) != len(a) || got.Rows[7].Parts == nil {
		t.Fatalf("%d rows, %v", len(got.Rows), err)
	}
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("took %v", took)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Paragraphs(ctx, a, b); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end: %v", err)
	}
}

// FuzzParagraphs holds that nothing of either text is lost or told on the wrong side.
func FuzzParagraphs(f *testing.F) {
	f.Add("One.\n\nTwo XXXXX.", "One.\n\nTwo ships.")
	f.Add("A\n\nA\n\nB", "B\n\nA")
	f.Add("[1 line not declassified]", "x █")
	f.Add("ALL OF IT", "all of it and more")
	f.Add("XXXXX\n\nA", "XXXXx\n\na") // in capitals and not
	f.Add("[name not\ndeclassified] XXXX\tXXXX", "[name not declassified] XXXX XXXX")
	f.Fuzz(func(t *testing.T, first, second string) {
		if len(first)+len(second) > 4000 || !utf8.ValidString(first+second) {
			return // texts of the archive are valid
		}
		a, b := numbered(strings.Split(first, "\n\n")...), numbered(strings.Split(second, "\n\n")...)
		got, err := Paragraphs(t.Context(), a, b)
		if err != nil {
			t.Fatal(err)
		}
		// How long the mark of a cut is does not count, nor how wide a blank is.
		key := func(s string) string {
			return strings.TrimSpace(strings.Join(keyed(tokens(s), got.NoCase), ""))
		}
		unspaced := func(s string) string { return strings.ReplaceAll(key(s), " ", "") }
		i, j := 0, 0
		for _, r := range got.Rows {
			if r.First >= 0 && r.First != i || r.Second >= 0 && r.Second != j {
				t.Fatalf("row %+v, next are %d and %d", r, i, j)
			}
			var told [2]string
			for _, p := range r.Parts {
				if p.Side != Second {
					told[0] += p.Text
				}
				if p.Side != First {
					told[1] += p.Text
				}
			}
			if r.First >= 0 {
				if !r.Same() && told[0] != a[i].Text {
					t.Errorf("first: %q told as %q", a[i].Text, told[0])
				}
				i++
			}
			if r.Second >= 0 {
				if want := b[j].Text; !r.Same() && key(told[1]) != key(want) {
					t.Errorf("second: %q told as %q", want, told[1])
				}
				j++
			}
			if r.Same() && unspaced(a[r.First].Text) != unspaced(b[r.Second].Text) {
				t.Errorf("%q and %q are told to be the same", a[r.First].Text, b[r.Second].Text)
			}
		}
		if i != len(a) || j != len(b) {
			t.Errorf("%d of %d and %d of %d paragraphs", i, len(a), j, len(b))
		}
	})
}
