package search_test

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/index/indextest"
	"reftel/internal/query"
	"reftel/internal/sharedtest"
	"reftel/internal/text"
)

// A plainDoc holds the stems of a cable's words.
type plainDoc struct{ subject, body []string }

func plainDocs(cs []*cable.Cable) map[string]plainDoc {
	stems := func(t string) []string {
		ws := text.Words(t)
		for i := range ws {
			ws[i] = text.Stem(ws[i])
		}
		return ws
	}
	docs := map[string]plainDoc{}
	for _, c := range cs {
		d := plainDoc{subject: stems(c.Subject)}
		for _, p := range c.Paragraphs {
			d.body = append(d.body, stems(p.Text)...)
		}
		docs[c.ID] = d
	}
	return docs
}

// plainScores is the formula of score.go over texts split anew.
func plainScores(docs map[string]plainDoc, terms []string) map[string]float64 {
	var sumS, sumB float64
	for _, d := range docs {
		sumS += float64(len(d.subject))
		sumB += float64(len(d.body))
	}
	n := float64(len(docs))
	scores := map[string]float64{}
	for _, term := range terms {
		tfs := map[string]float64{}
		stem := text.Stem(term)
		count := func(ws []string) (k float64) {
			for _, w := range ws {
				if w == stem {
					k++
				}
			}
			return k
		}
		for id, d := range docs {
			s, b := count(d.subject), count(d.body)
			if s+b > 0 {
				tfs[id] = 4*s/(0.5+0.5*float64(len(d.subject))/(sumS/n)) + b/(0.25+0.75*float64(len(d.body))/(sumB/n))
			}
		}
		df := float64(len(tfs))
		for id, tf := range tfs {
			scores[id] += math.Log(1+(n-df+0.5)/(df+0.5)) * tf / (tf + 1.2)
		}
	}
	return scores
}

func TestRanking(t *testing.T) {
	t.Parallel()
	cs := indextest.Invent(sharedtest.Size(100, 150, 300))
	a := indextest.Open(t, cs)
	docs := plainDocs(cs)
	rnd := rand.New(rand.NewPCG(3, 3))
	for range 40 {
		var terms []string
		for len(terms) < 1+rnd.IntN(3) {
			ws := text.Words(cs[rnd.IntN(len(cs))].Paragraphs[0].Text)
			if w := ws[rnd.IntN(len(ws))]; !text.IsStop(w) {
				terms = append(terms, w)
			}
		}
		req := indextest.Request(t, strings.Join(terms, " OR "))
		req.Sort = query.Relevance
		res := indextest.Search(t, a, req)
		want := plainScores(docs, terms)
		if res.Total != len(want) {
			t.Fatalf("%v: %d hits, want %d", terms, res.Total, len(want))
		}
		for i, h := range res.Hits {
			if d := math.Abs(h.Score - want[h.ID]); d > 1e-4 {
				t.Fatalf("%v: %s has %f, want %f", terms, h.ID, h.Score, want[h.ID])
			}
			if i > 0 && want[res.Hits[i-1].ID] < want[h.ID]-1e-4 {
				t.Fatalf("%v: %s stands after a lower score", terms, h.ID)
			}
		}
	}
}

func TestSubjectWeighsMore(t *testing.T) {
	t.Parallel()
	a := indextest.Open(t, []*cable.Cable{
		indextest.Simple("74ALFA1", "1974", "OTHER THINGS", "Fisheries talks went on for a long time here."),
		indextest.Simple("74ALFA2", "1974", "FISHERIES TALKS", "Nothing of importance went on for a long time."),
	})
	if got := indextest.HitIDs(indextest.Search(t, a, indextest.Request(t, "fisheries"))); !slices.Equal(got, []string{"74ALFA2", "74ALFA1"}) {
		t.Errorf("got %v", got)
	}
}

func TestOrderAndPages(t *testing.T) {
	t.Parallel()
	cs := indextest.Invent(150)
	a := indextest.Open(t, cs)
	slices.SortFunc(cs, func(a, b *cable.Cable) int {
		if c := a.Date.Compare(b.Date); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
	var oldest, newest, undated []string
	for _, c := range cs {
		if c.Date.IsZero() {
			undated = append(undated, c.ID)
			continue
		}
		oldest = append(oldest, c.ID)
		newest = append([]string{c.ID}, newest...)
	}
	oldest, newest = append(oldest, undated...), append(newest, undated...)
	for sort, want := range map[query.Sort][]string{query.Oldest: oldest, query.Newest: newest} {
		for _, size := range []int{7, 100, 1000} {
			var got []string
			for page := 1; ; page++ {
				req := indextest.Request(t, "")
				req.Sort, req.Page, req.Size = sort, page, size
				ids := indextest.HitIDs(indextest.Search(t, a, req))
				if len(ids) == 0 {
					break
				}
				got = append(got, ids...)
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s by %d: order differs", sort, size)
			}
		}
	}
	req := indextest.Request(t, "the OR of")
	req.Sort = query.Relevance
	all := indextest.HitIDs(indextest.Search(t, a, req))
	var got []string
	for req.Page, req.Size = 1, 30; len(got) < len(all); req.Page++ {
		got = append(got, indextest.HitIDs(indextest.Search(t, a, req))...)
	}
	if !slices.Equal(got, all) {
		t.Error("pages by relevance do not join to the whole")
	}
	for _, bad := range []query.Request{{Page: 0, Size: 20}, {Page: 1}, {Page: 1, Size: 20, Sort: "x"}, {Page: 1 << 40, Size: 100}, {Page: 1, Size: 1, Filters: []query.Filter{{Facet: "x"}}}} {
		if _, err := a.Search(t.Context(), bad); !errors.Is(err, archive.ErrBadRequest) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
}

func TestDeadline(t *testing.T) {
	t.Parallel()
	a := indextest.Open(t, indextest.Invent(50))
	ctx, cancel := context.WithTimeout(t.Context(), time.Nanosecond)
	defer cancel()
	<-ctx.Done()
	if _, err := a.Search(ctx, indextest.Request(t, `"the of" AND a*`)); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
}
