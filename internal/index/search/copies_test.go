package search_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/index/indextest"
	"reftel/internal/index/search"
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

func copyIDs(a *search.Archive, id string) []string {
	var ids []string
	r, err := a.Related(context.Background(), id, archive.Copies, 1000)
	if err != nil {
		return nil
	}
	for _, s := range r.Cables {
		ids = append(ids, s.ID)
	}
	return ids
}

func TestCopies(t *testing.T) {
	t.Parallel()
	text, short := numbered(400, 1), "Thank you for your message. We shall answer it next week."
	half := strings.Fields(text)
	edited := indextest.Simple("74ALFA2", "1974-01-02", "THE SAME UNDER ANOTHER NUMBER", text)
	edited.Notes, edited.Signers = []cable.Note{{Number: "1", Text: numbered(90, 2)}}, []string{"SAMPLE"} // the editors' words
	a := indextest.Open(t, []*cable.Cable{
		indextest.Simple("74ALFA1", "1974-01-01", "FIRST", text),
		edited,
		indextest.Simple("74ALFA3", "1974-01-03", "OTHER PARAGRAPHS", strings.Join(half[:150], " "), strings.ToUpper(strings.Join(half[150:], ", "))),
		indextest.Simple("74ALFA4", "1974-01-04", "CORRECTED", changed(text, 100)),
		indextest.Simple("74ALFA5", "1974-01-05", "ANOTHER TEXT WITH THE SAME WORDS", changed(text, 12)),
		indextest.Simple("74ALFA6", "1974-01-06", "THE FIRST HALF", strings.Join(half[:200], " ")),
		indextest.Simple("74ALFA7", "1974-01-07", "SHORT", short),
		indextest.Simple("74ALFA8", "1974-01-08", "SHORT", short),
		indextest.Simple("74ALFA9", "", "NO TEXT"),
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
		if got := indextest.Search(t, a, indextest.Request(t, text)).Total; got != want {
			t.Errorf("%s: %d cables, want %d", text, got, want)
		}
	}
}

// TestFold holds that pages list one cable of each group, the one that comes
// first in the order, and that totals and facets count them all.
func TestFold(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(9, 9))
	cs := indextest.Invent(150)
	for i := range 60 {
		again := *cs[rnd.IntN(150)]
		again.ID = fmt.Sprintf("%s%d", again.ID, 9000+i)
		if rnd.IntN(3) > 0 {
			again.Date = cable.Date{Year: 1970 + rnd.IntN(8), Month: 3}
		}
		cs = append(cs, &again)
	}
	a := indextest.Open(t, cs)
	copies := map[string][]string{}
	for _, c := range cs {
		copies[c.ID] = copyIDs(a, c.ID)
	}
	for _, text := range []string{"", "the", "tag:prel of"} {
		for _, sort := range query.Sorts() {
			req := indextest.Request(t, text).WithSort(sort).WithApart(true)
			apart := indextest.Search(t, a, req)
			var want []string
			seen := map[string]bool{}
			for _, h := range apart.Hits {
				if !seen[h.ID] {
					want = append(want, h.ID)
				}
				for _, id := range copies[h.ID] {
					seen[id] = true
				}
			}
			req = req.WithApart(false)
			req.Size = 17
			var got []string
			for {
				res := indextest.Search(t, a, req)
				if res.Total != len(apart.Hits) || res.Folded != len(apart.Hits)-len(want) {
					t.Fatalf("%q %s: %d and %d folded, want %d and %d", text, sort, res.Total, res.Folded, len(apart.Hits), len(apart.Hits)-len(want))
				}
				if len(res.Hits) == 0 {
					break
				}
				for _, h := range res.Hits {
					got = append(got, h.ID)
					if n := len(copies[h.ID]); h.Copies != n {
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
