package index

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"reftel/internal/cable"
	"reftel/internal/query"
)

// changed replaces every so many of the words of a text.
func changed(text string, every int) string {
	ws := strings.Fields(text)
	for i := every; i < len(ws); i += every {
		ws[i] = fmt.Sprintf("other%d", i)
	}
	return strings.Join(ws, " ")
}

// numbered is a text of n words without order.
func numbered(n int, seed uint64) string {
	rnd := rand.New(rand.NewPCG(seed, 1))
	ws := make([]string, n)
	for i := range ws {
		ws[i] = fmt.Sprintf("w%d", rnd.IntN(5000))
	}
	return strings.Join(ws, " ")
}

func copyIDs(a *Archive, id string) []string {
	var ids []string
	for _, s := range a.Copies(id) {
		ids = append(ids, s.ID)
	}
	return ids
}

func TestCopies(t *testing.T) {
	t.Parallel()
	text, short := numbered(400, 1), "Thank you for your message. We shall answer it next week."
	half := strings.Fields(text)
	edited := simple("74ALFA2", "1974-01-02", "THE SAME UNDER ANOTHER NUMBER", text)
	edited.Notes, edited.Signers = []cable.Note{{Number: "1", Text: numbered(90, 2)}}, []string{"SAMPLE"} // the editors' words
	a := open(t, []*cable.Cable{
		simple("74ALFA1", "1974-01-01", "FIRST", text),
		edited,
		simple("74ALFA3", "1974-01-03", "OTHER PARAGRAPHS", strings.Join(half[:150], " "), strings.ToUpper(strings.Join(half[150:], ", "))),
		simple("74ALFA4", "1974-01-04", "CORRECTED", changed(text, 100)),
		simple("74ALFA5", "1974-01-05", "ANOTHER TEXT WITH THE SAME WORDS", changed(text, 12)),
		simple("74ALFA6", "1974-01-06", "THE FIRST HALF", strings.Join(half[:200], " ")),
		simple("74ALFA7", "1974-01-07", "SHORT", short),
		simple("74ALFA8", "1974-01-08", "SHORT", short),
		simple("74ALFA9", "", "NO TEXT"),
	})
	for id, want := range map[string][]string{
		"74ALFA1": {"74ALFA2", "74ALFA3", "74ALFA4"},
		"74alfa3": {"74ALFA1", "74ALFA2", "74ALFA4"},
		"74ALFA4": {"74ALFA1", "74ALFA2", "74ALFA3"},
		"74ALFA5": nil, "74ALFA6": nil, "74ALFA7": nil, "74ALFA8": nil, "74ALFA9": nil, "nothing": nil,
	} {
		if got := copyIDs(a, id); !slices.Equal(got, want) {
			t.Errorf("copies of %s: %v, want %v", id, got, want)
		}
	}
	for text, want := range map[string]int{
		"copies:74ALFA2": 4, `copies:"74 alfa 2"`: 4, "copies:74ALFA5": 1, "copies:none": 5, "-copies:none": 4, "copies:zebra": 0,
	} {
		if got := search(t, a, request(t, text)).Total; got != want {
			t.Errorf("%s: %d cables, want %d", text, got, want)
		}
	}
}

// TestCopiesExact compares every cable with every other: a copy is alike to the
// first of its group, and what is alike to the first is in the group.
func TestCopiesExact(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(5, 5))
	var f copyFinder
	var bodies [][]uint32
	add := func(body []uint32) {
		bodies, f.prose = append(bodies, body), append(f.prose, len(body))
		f.add(&wordStream{body: body})
	}
	for range 150 {
		body := make([]uint32, 20+rnd.IntN(600))
		for i := range body {
			body[i] = uint32(rnd.IntN(3000)) // a few are breaks
		}
		add(body)
		for range rnd.IntN(4) {
			again := slices.Clone(body)
			for range rnd.IntN(2 + len(body)/20) {
				again[rnd.IntN(len(again))] = uint32(rnd.IntN(3000))
			}
			add(again)
		}
	}
	first, err := f.groups(func(ord uint32) ([]uint32, error) { return bodies[ord], nil })
	if err != nil {
		t.Fatal(err)
	}
	runs := make([]map[string]bool, len(bodies))
	for i, body := range bodies {
		body = slices.DeleteFunc(slices.Clone(body), func(id uint32) bool { return id == lineBreak })
		runs[i] = map[string]bool{}
		for k := 0; k+3 <= len(body) && len(body) >= leastWords; k++ {
			runs[i][fmt.Sprint(body[k:k+3])] = true
		}
	}
	similar := func(a, b int) bool {
		x, y := runs[a], runs[b]
		both := 0
		for s := range x {
			if y[s] {
				both++
			}
		}
		return both > 0 && 10*both >= 9*(len(x)+len(y)-both)
	}
	grouped := 0
	for i, l := range first {
		if int(l) != i {
			grouped++
			if first[l] != l || !similar(i, int(l)) {
				t.Errorf("%d is no copy of %d", i, l)
			}
			continue
		}
		for k := range i {
			if int(first[k]) == k && similar(i, k) {
				t.Errorf("%d is a copy of %d and not found", i, k)
			}
		}
	}
	if grouped < 50 {
		t.Errorf("%d copies only: the test has nothing to find", grouped)
	}
}

// TestFold holds that pages list one cable of each group, the one that comes
// first in the order, and that totals and facets count them all.
func TestFold(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(9, 9))
	cs := invent(150)
	for i := range 60 {
		again := *cs[rnd.IntN(150)]
		again.ID = fmt.Sprintf("%s%d", again.ID, 9000+i)
		if rnd.IntN(3) > 0 {
			again.Date = cable.Date{Year: 1970 + rnd.IntN(8), Month: 3}
		}
		cs = append(cs, &again)
	}
	a := open(t, cs)
	for _, text := range []string{"", "the", "tag:prel of"} {
		for _, sort := range query.Sorts() {
			req := request(t, text).WithSort(sort).WithApart(true)
			apart := search(t, a, req)
			var want []string
			seen := map[string]bool{}
			for _, h := range apart.Hits {
				if !seen[h.ID] {
					want = append(want, h.ID)
				}
				for _, id := range copyIDs(a, h.ID) {
					seen[id] = true
				}
			}
			req = req.WithApart(false)
			req.Size = 17
			var got []string
			for {
				res := search(t, a, req)
				if res.Total != len(apart.Hits) || res.Folded != len(apart.Hits)-len(want) {
					t.Fatalf("%q %s: %d and %d folded, want %d and %d", text, sort, res.Total, res.Folded, len(apart.Hits), len(apart.Hits)-len(want))
				}
				if len(res.Hits) == 0 {
					break
				}
				for _, h := range res.Hits {
					got = append(got, h.ID)
					if n := len(copyIDs(a, h.ID)); h.Copies != n {
						t.Errorf("%s has %d copies, want %d", h.ID, h.Copies, n)
					}
				}
				req.Page++
			}
			if !slices.Equal(got, want) {
				t.Errorf("%q %s: %v\nwant %v", text, sort, got, want)
			}
		}
	}
}

func TestDecodeCopies(t *testing.T) {
	t.Parallel()
	for _, b := range [][]byte{{1, 0, 0, 0, 1, 0, 0, 0}, {0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0}, {0, 0, 0, 0, 255, 255, 255, 255}} {
		if _, err := decodeCopies(b); err == nil {
			t.Errorf("%v is taken", b)
		}
	}
}

// BenchmarkCopies is what finding copies costs a build, a cable of 600 words.
func BenchmarkCopies(b *testing.B) {
	rnd := rand.New(rand.NewPCG(1, 1))
	zipf := rand.NewZipf(rnd, 1.1, 4, 1<<18)
	bodies, prose := make([][]uint32, 5000), make([]int, 5000)
	for i := range bodies {
		prose[i] = 600
		bodies[i] = make([]uint32, 600)
		for k := range bodies[i] {
			bodies[i][k] = uint32(zipf.Uint64() + 1)
		}
		if i%20 == 19 {
			bodies[i] = slices.Clone(bodies[i-10])
		}
	}
	for b.Loop() {
		f := copyFinder{prose: prose}
		for _, body := range bodies {
			f.add(&wordStream{body: body})
		}
		if _, err := f.groups(func(ord uint32) ([]uint32, error) { return bodies[ord], nil }); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(bodies)), "µs/cable")
}
