package forms

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/mmcdole/gofeed/atom"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/server/shape"
	"reftel/internal/sharedtest"
)

func TestCell(t *testing.T) {
	t.Parallel()
	cells := map[string]string{
		"": "", "lamps": "lamps", "=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@SUM(A1)": "'@SUM(A1)", "\t=1": "'\t=1", "\r=1": "'\n=1", "\n=1": "'\n=1",
		"＝1": "'＝1", "＋1": "'＋1", "－1": "'－1", "＠A": "'＠A", "1-1": "1-1", "a\r\nb\rc": "a\nb\nc", "a\x00b\u0085": "a\ufffdb\ufffd", "’=1": "’=1",
	}
	for in, want := range cells {
		if got := Cell(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	sharedtest.Score(t, "D5", fmt.Sprintf("no cell begins like a formula, of %d texts, some of full width or behind ends of lines", len(cells)), "0", !t.Failed())
}

// oddText makes a text of characters that forms have trouble with.
func oddText(r *rand.Rand) string {
	odd := []string{"=", "\"", ",", "\r\n", "\n", "\r", "\t", "\x00", "\x0b", "\x1b", "<", ">", "&", "]]>", "é", "\u0085", "\u2028", "\ufffe", "\uffff", "😀", "\xff", "\xed\xa0\x80", "'", " ", "lamps", "＝", "%", "{", "}"}
	var b strings.Builder
	for range r.IntN(12) {
		b.WriteString(odd[r.IntN(len(odd))])
	}
	return b.String()
}

// TestTable holds that a table is read back as it was written by any reader of CSV.
func TestTable(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	var b bytes.Buffer
	form, _ := Of("csv")
	w, err := form.NewWriter(&b, "https://cables.example")
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for range 200 {
		c := &cable.Cable{ID: "79LISBON1", Subject: oddText(r), Paragraphs: []cable.Paragraph{{Text: oddText(r)}}}
		texts = append(texts, Cell(c.Paragraphs[0].Text))
		if err := w.Write(c); err != nil {
			t.Fatal(err)
		}
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil || len(rows) != 201 {
		t.Fatalf("%d rows: %v", len(rows), err)
	}
	for i, row := range rows[1:] {
		if got := row[len(row)-1]; got != texts[i] {
			t.Errorf("row %d: %q, want %q", i, got, texts[i])
		}
		for _, cell := range row {
			if first, _ := utf8.DecodeRuneInString(cell); cell != "" && strings.ContainsRune(formulas, first) {
				t.Errorf("row %d: a formula: %q", i, cell)
			}
		}
	}
}

// TestAtom has feeds of odd texts read back by another library, and holds what RFC 4287
// asks of a feed beyond its grammar.
func TestAtom(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(3, 4))
	for range 10 {
		f := Feed{Key: "q=" + oddText(r), Title: oddText(r), Base: "https://cables.example", Self: "/search.atom?page=2", Page: "/search", First: "/search.atom", Prev: "/search.atom", Next: "/search.atom?page=3",
			Updated: time.Date(2026, 3, 5, 1, 2, 3, 0, time.FixedZone("", 3600))}
		for i := range FeedSize {
			f.Hits = append(f.Hits, archive.Hit{
				Summary: archive.Summary{ID: "79LISBON" + string(rune('A'+i)), Title: oddText(r), From: oddText(r), To: []string{oddText(r)}, Classification: oddText(r),
					Date: cable.Date{Year: r.IntN(3) * 990, Month: r.IntN(13), Day: r.IntN(29)}},
				Snippets: []archive.Snippet{{Parts: []archive.Part{{Text: oddText(r)}, {Text: oddText(r), Match: true}}}},
			})
		}
		body, err := f.XML()
		if err != nil {
			t.Fatal(err)
		}
		got, err := (&atom.Parser{}).Parse(bytes.NewReader(body))
		if err != nil {
			t.Fatalf("%v\n%s", err, body)
		}
		if got.ID == "" || got.Title == "" && strings.TrimSpace(f.Title) == "lamps" || got.Updated != "2026-03-05T00:02:03Z" || len(got.Authors) != 1 || len(got.Entries) != FeedSize || len(got.Links) != 5 {
			t.Fatalf("feed %q %q %s, %d entries, %d links", got.ID, got.Title, got.Updated, len(got.Entries), len(got.Links))
		}
		ids := map[string]bool{}
		for i, e := range got.Entries {
			if ids[e.ID] = true; e.UpdatedParsed == nil || e.Title == "" || len(e.Links) != 1 || e.Links[0].Href != "https://cables.example"+shape.CablePath(f.Hits[i].ID) {
				t.Errorf("entry %+v", e)
			}
			for _, text := range []string{e.ID, e.Links[0].Href} {
				if u, err := url.Parse(text); err != nil || !u.IsAbs() {
					t.Errorf("%q is no absolute address: %v", text, err)
				}
			}
		}
		if len(ids) != FeedSize {
			t.Errorf("%d ids of %d entries", len(ids), FeedSize)
		}
	}
}

// TestLasting holds that an entry is the same in each generation and at each address but
// for its links.
func TestLasting(t *testing.T) {
	t.Parallel()
	if got := urn("cable 79LISBON4410"); got != "urn:uuid:2cd5e2e3-b7ab-5ac1-9abd-cd0bb7826ace" {
		t.Error(got)
	}
	h := archive.Hit{Summary: archive.Summary{ID: "79LISBON4410", Title: "Lamps", Date: cable.Date{Year: 1979, Month: 6, Day: 12, Hour: 15, Minute: 30, HasTime: true}}}
	h.Added, h.Changed = time.Date(2026, 3, 5, 1, 2, 3, 0, time.UTC), time.Date(2026, 4, 5, 1, 2, 3, 0, time.UTC)
	one := (&Feed{Base: "https://a.example", Updated: time.Unix(1, 0)}).entry(&h)
	other := (&Feed{Base: "https://b.example", Updated: time.Unix(2, 0)}).entry(&h)
	if one.ID != other.ID || one.Updated != other.Updated || one.Published != "2026-03-05T01:02:03Z" || one.Updated != "2026-04-05T01:02:03Z" {
		t.Errorf("%+v and %+v", one, other)
	}
}

// TestNamed holds that pages offer the forms that there are.
func TestNamed(t *testing.T) {
	t.Parallel()
	var got, want []string
	for _, l := range shape.TakenOut(nil, "") {
		got = append(got, l.Label+" "+l.Href)
	}
	for _, f := range All() {
		want = append(want, f.Label+" /search."+f.Ext)
	}
	if want = append(want, "Atom /search."+AtomExt); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
