package enginetest

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"reftel/docs"
	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/enginetest/plain"
	"reftel/internal/query"
	"reftel/internal/reference"
	"reftel/internal/sharedtest"
)

// compare holds that an archive finds and counts what a plain reading does, and
// reports how many that are.
func compare(t *testing.T, a archive.Archive, r *plain.Reading, req query.Request) int {
	t.Helper()
	want := r.Answer(req)
	got, res := found(t, a, req)
	if !slices.Equal(got, want.IDs) {
		t.Errorf("%s: found (-want +got)\n%s", req.Encode(), gocmp.Diff(want.IDs, got))
		return 0
	}
	if res.Total != len(got) {
		t.Errorf("%s: %d in all, want %d", req.Encode(), res.Total, len(got))
	}
	if diff := differ(want.Facets, res.Facets); diff != "" {
		t.Errorf("%s: facets (-want +got)\n%s", req.Encode(), diff)
	}
	if diff := differ(want.Timeline, res.Timeline); diff != "" {
		t.Errorf("%s: timeline (-want +got)\n%s", req.Encode(), diff)
	}
	return len(got)
}

// differ tells how two values differ, none and empty being the same. Most are equal, which
// is told at a tenth of the cost of telling how they are not.
func differ(want, got any) string {
	if reflect.DeepEqual(want, got) {
		return ""
	}
	return gocmp.Diff(want, got, cmpopts.EquateEmpty())
}

// testRandom compares made-up requests with a plain reading, until enough of them
// found something.
func testRandom(t *testing.T, e Engine) {
	cables, requests := sharedtest.Size(80, 100, 500), sharedtest.Size(30, 40, 400)
	in := append(inputs(plain.Invent(cables)), demonstration(t)...)
	names := plain.InventNames()
	a, r := publishedWith(t, e, in, names), plain.Read(cablesOf(in), names)
	ask := plain.NewAsker(r, 2)
	done, empty, refused, cut := 0, 0, 0, 0
	for done < requests {
		req, ok := ask.Request()
		if !ok {
			refused++
			continue
		}
		notes := search(t, a, req).Notes
		if slices.ContainsFunc(notes, func(n query.Message) bool { return strings.Contains(n.String(), "most frequent were searched") }) {
			cut++ // it stands for too many words, and says so
			continue
		}
		if compare(t, a, r, req) > 0 {
			done++
		} else {
			empty++
		}
		if t.Failed() {
			t.FailNow()
		}
	}
	t.Logf("%d requests with hits and %d without any are equal; %d over a limit and %d cut short were not compared", done, empty, refused, cut)
	if empty > 2*done || cut > done/20 || refused > done/2 {
		t.Error("too many of the requests say nothing")
	}
	for _, text := range []string{"", "the", "tag:prel of"} {
		for _, sort := range query.Sorts() {
			compareFolded(t, a, request(t, text).WithSort(sort))
		}
	}
}

// compareFolded holds that a list has one cable of each group of copies, the one
// that comes first in its order, and that totals count them all.
func compareFolded(t *testing.T, a archive.Archive, req query.Request) {
	t.Helper()
	req.Apart = true
	apart, all := found(t, a, req)
	copies := map[string][]string{}
	var want []string
	seen := map[string]bool{}
	for _, id := range apart {
		if !seen[id] {
			want = append(want, id)
		}
		rel, err := a.Related(t.Context(), id, archive.Copies, 1000)
		if err != nil {
			t.Fatal(err)
		}
		for i := range rel.Cables {
			copies[id] = append(copies[id], rel.Cables[i].ID)
			seen[rel.Cables[i].ID] = true
		}
	}
	req.Apart, req.Size = false, 17
	got, folded := found(t, a, req)
	if !slices.Equal(got, want) {
		t.Errorf("%s: folded list (-want +got)\n%s", req.Encode(), gocmp.Diff(want, got))
	}
	if folded.Total != all.Total || folded.Folded != len(apart)-len(want) || all.Folded != 0 {
		t.Errorf("%s: %d and %d folded, want %d and %d", req.Encode(), folded.Total, folded.Folded, all.Total, len(apart)-len(want))
	}
	for _, h := range folded.Hits {
		if h.Copies != len(copies[h.ID]) {
			t.Errorf("%s: %s has %d copies, want %d", req.Encode(), h.ID, h.Copies, len(copies[h.ID]))
		}
	}
}

// testDocumented asks the demonstration every example of docs/query.md: each finds
// what a plain reading does, and something.
func testDocumented(t *testing.T, e Engine) {
	in := demonstration(t)
	a, r := published(t, e, in), plain.Read(cablesOf(in), nil)
	texts := examples(string(docs.Query))
	if len(texts) < 70 {
		t.Errorf("%d examples only: %q", len(texts), texts)
	}
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	codes := func(words string) (codes []string) {
		for _, tag := range tables.TagsByMeaning(words) {
			if tag.Kind == "subject" || tag.Kind == "program" {
				codes = append(codes, tag.Code)
			}
		}
		return codes
	}
	for _, text := range texts {
		req := request(t, text)
		n := compare(t, a, r, req)
		req.Expr, _ = query.WithMeanings(req.Expr, codes)
		if compare(t, a, r, req) == 0 {
			t.Errorf("%s: finds nothing, %d without the codes", text, n)
		}
	}
	want, _ := found(t, a, request(t, "lighthause~1"))
	got, _ := found(t, a, request(t, "kighthouse~1"))
	if len(want) == 0 || !slices.Equal(got, want) {
		t.Errorf("kighthouse~1 finds %v, want %v as lighthause~1 does", got, want)
	}
	for _, period := range []cable.Date{{Year: 1979}, {Year: 1979, Month: 6}} {
		compare(t, a, r, request(t, "").WithPeriod(period).WithSort(query.Oldest))
	}
}

// examples are the texts of the search box in the tables of the documents: what
// stands in the first column, and in the last of the fields.
func examples(md string) []string {
	var out []string
	section := ""
	for line := range strings.Lines(md) {
		if s, ok := strings.CutPrefix(line, "## "); ok {
			section = strings.TrimSpace(s)
		}
		if !strings.HasPrefix(line, "| `") {
			continue
		}
		cells := strings.Split(strings.Trim(strings.ReplaceAll(strings.TrimSpace(line), `\|`, "\x00"), "|"), "|")
		cell := cells[0]
		switch section {
		case "Fields":
			cell = cells[len(cells)-1]
		case "Words and phrases", "And, or, not", "Meanings of TAGS", "Dates", "What is read as words", "Ways of writing a word", "Signs of other search tools":
		default:
			continue
		}
		for i, span := range strings.Split(cell, "`") {
			if i%2 == 1 {
				out = append(out, strings.ReplaceAll(span, "\x00", "|"))
			}
		}
	}
	return out
}
