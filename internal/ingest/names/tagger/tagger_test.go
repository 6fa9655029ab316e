package tagger

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reftel/internal/sharedtest"
)

func model(t testing.TB) *Model {
	t.Helper()
	m, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestTokens(t *testing.T) {
	for text, want := range map[string]string{
		"Holm's boat":                 "Holm 's boat",
		"THE U.S. AND J.J. BERG.":     "THE U.S. AND J.J. BERG .",
		"MR. O'ROURKE, DR. HOLM":      "MR. O'ROURKE , DR. HOLM",
		"AL-BAHR (ref. 3) -- 1,200":   "AL - BAHR ( ref . 3 ) -- 1 , 200",
		"Perú ’90":                    "Perú ’ 90",
		"one\n\ntwo\nthree":           "one \n\n two three",
		"":                            "",
		"\xff\xfeA":                   "\xff \xfe A",
		"CITY OF ST. JOHN ON A. HILL": "CITY OF ST. JOHN ON A. HILL",
	} {
		var got []string
		row := tokens(text, nil)
		for _, tok := range row[pad : len(row)-pad] {
			got = append(got, text[tok.Start:tok.End])
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q: %q, want %q", text, s, want)
		}
	}
}

// TestFolded holds that case and accents make no other word, and that stops do.
func TestFolded(t *testing.T) {
	word := func(s string) uint64 { return tokens(s, nil)[pad].word }
	for _, c := range []struct {
		a, b string
		same bool
	}{{"Perú", "PERU", true}, {"O'Rourke", "O’ROURKE", true}, {"1974", "2008", true}, {"US", "U.S.", false}, {"Холм", "ХОЛМ", true}} {
		if got := word(c.a) == word(c.b); got != c.same {
			t.Errorf("%s and %s are one word: %v", c.a, c.b, got)
		}
	}
}

func list(texts []string, names [][]Name) string {
	var out []string
	for i, ns := range names {
		for _, n := range ns {
			out = append(out, fmt.Sprintf("%s %s", n.Kind, texts[i][n.Start:n.End]))
		}
	}
	return strings.Join(out, "|")
}

func TestTag(t *testing.T) {
	m := model(t)
	for name, c := range map[string]struct {
		texts, known []string
		want         string
	}{
		"capitals": {[]string{"AMBASSADOR CALLED ON FOREIGN MINISTER LARS TVEITEN IN OSLO TO DISCUSS NATO. TVEITEN SAID THAT NORWAY WOULD AGREE."}, nil,
			"PER LARS TVEITEN|LOC OSLO|ORG NATO|PER TVEITEN|LOC NORWAY"},
		"mixed case": {[]string{"The Ambassador called on Foreign Minister Lars Tveiten in Oslo. Tveiten said that Norway would agree."}, nil,
			"PER Lars Tveiten|LOC Oslo|PER Tveiten|LOC Norway"},
		"a possessive is no part":         {[]string{"WE REGRET BRAZIL'S DECISION."}, nil, "LOC BRAZIL"},
		"a bracket is no part":            {[]string{"THE CENTRAL BANK (OF BRAZIL) AGREED."}, nil, "ORG CENTRAL BANK|LOC BRAZIL"},
		"dollars are no country":          {[]string{"THE LOAN IS FOR $US 50 MILLION, OR US$ 60 MILLION."}, nil, ""},
		"what was taken out is no person": {[]string{"MINISTER XXXXXXXXXXXX AGREED."}, nil, ""},
		"ordinary words":                  {[]string{"WE BELIEVE THAT NO DECISION WILL BE MADE UNTIL THE BUDGET HAS PASSED."}, nil, ""},
		"nothing":                         {[]string{"", "1974 -- 12."}, nil, ""},
	} {
		if got := list(c.texts, m.Tag(c.texts, c.known)); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
	}
}

// TestSame holds that a model gives the same names again, also where several
// goroutines ask it, and after it was written and read.
func TestSame(t *testing.T) {
	m := model(t)
	var b bytes.Buffer
	if err := m.Write(&b); err != nil {
		t.Fatal(err)
	}
	again, err := Read(&b)
	if err != nil {
		t.Fatal(err)
	}
	want := m.Tag(speech, nil)
	if diff := cmp.Diff(want, again.Tag(speech, nil)); diff != "" {
		t.Errorf("after it was written and read: %s", diff)
	}
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 20 {
				m.Tag(speech[:1], nil)
				if diff := cmp.Diff(want, m.Tag(speech, nil)); diff != "" {
					t.Error(diff)
				}
			}
		})
	}
	wait.Wait()
}

// TestLong holds that a text of any length is read, and that names stay where
// they stand.
func TestLong(t *testing.T) {
	if testing.Short() {
		t.Skip("long texts, one after another; the run without -short does it")
	}
	sharedtest.Dear(t)
	m := model(t)
	text := strings.Repeat("THE AMBASSADOR LEFT OSLO. ", 3*together/26)
	for _, texts := range [][]string{{text}, {speech[0], text, speech[0]}} {
		names := m.Tag(texts, nil)
		found := names[len(texts)/2]
		if want := len(text) / 26; len(found) < want-4 || len(found) > want+4 {
			t.Errorf("%d names, want %d", len(found), want)
		}
		for _, n := range found {
			if s := text[n.Start:n.End]; s != "OSLO" {
				t.Fatalf("%q at %d", s, n.Start)
			}
		}
	}
	if names := m.Tag([]string{strings.Repeat("é", together)}, nil); len(names[0]) > 4 {
		t.Errorf("%d names in one word", len(names[0]))
	}
}

func TestReadErrors(t *testing.T) {
	for name, b := range map[string][]byte{"empty": nil, "no model": []byte("hello"), "cut": embedded[:len(embedded)/2]} {
		if _, err := Read(bytes.NewReader(b)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func FuzzTag(f *testing.F) {
	f.Add("THE AMBASSADOR CALLED ON DR. O'ROURKE (AND J.J. BERG) IN \"OSLO\".", "x")
	f.Add("U.S.\xff O'\u2019 PERÚ\n\n$US -- A", "")
	m := model(f)
	f.Fuzz(func(t *testing.T, a, b string) {
		texts := []string{a, b}
		for i, names := range m.Tag(texts, []string{b}) {
			last := 0
			for _, n := range names {
				if n.Start < last || n.Start >= n.End || n.End > len(texts[i]) || !(n.Confidence >= 0 && n.Confidence <= 1.0001) {
					t.Fatalf("%+v in %q", n, texts[i])
				}
				if s := texts[i][n.Start:n.End]; strings.ContainsAny(s, "()[]{}<>\"“”«»`*") || strings.Contains(s, "\n\n") {
					t.Fatalf("%q is no name", s)
				}
				last = n.End
			}
		}
	})
}
