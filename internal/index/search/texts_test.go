package search_test

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"reftel/internal/archive/rank"
	"reftel/internal/archive/values"
	"reftel/internal/cable"
	"reftel/internal/index/indextest"
	"reftel/internal/query"
	"reftel/internal/sharedtest"
	"reftel/internal/text"
)

// TestRankedByTexts holds that the order that package rank makes of texts is that of the
// index, down to the scores. Compounds are left out: the index weighs the nearness of their
// parts by a guess of how many cables have them.
func TestRankedByTexts(t *testing.T) {
	t.Parallel()
	cs := indextest.Invent(sharedtest.Size(100, 150, 300))
	a := indextest.Open(t, cs)
	corpus, byID := rank.Corpus{Cables: len(cs)}, map[string]*cable.Cable{}
	for _, c := range cs {
		byID[c.ID] = c
		take := func(s string, subject bool) {
			text.Scan(s, func(_ []byte, _, _ int, kind text.Kind) {
				switch {
				case kind != text.Plain:
				case subject:
					corpus.Means.Subject += 1 / float64(len(cs))
				default:
					corpus.Means.Body += 1 / float64(len(cs))
				}
			})
		}
		values.EachProse(c, take)
		values.EachAddition(c, take)
	}
	compared, plain := 0, 0
	ws := frequent(cs)
	for _, form := range []string{
		"A", "A B", "B A C", "=A", "A* B", "A~1", "?A", `"the A"`, `"A B"~8`, "subject:A", "A OR B", "(A B) OR C", "A -B", `"of A" B`,
	} {
		asked := strings.NewReplacer("?A", "?"+ws[0][1:], "A", ws[0], "B", ws[1], "C", ws[2]).Replace(form)
		e, _, err := query.Parse(asked)
		if err != nil {
			t.Fatal(err)
		}
		res, err := a.List(t.Context(), query.Request{Expr: e, Page: 1, Size: 100, Apart: true})
		if err != nil {
			t.Fatal(err)
		}
		r := rank.New(e, func(w string) []string { return []string{w} })
		if r.Plain() {
			plain++
		}
		corpus.Having = map[rank.Word]int{}
		for _, w := range r.Words() {
			one := query.Word{In: w.In, Text: w.Term, Exact: w.Exact, Prefix: w.Prefix, Fuzzy: w.Fuzzy, Wild: w.Wild}
			if corpus.Having[w], err = a.Count(t.Context(), query.Request{Expr: one}); err != nil {
				t.Fatal(err)
			}
		}
		var texts []*rank.Text
		for _, h := range res.Hits {
			texts = append(texts, r.Read(byID[h.ID]))
		}
		words, near := r.Scores(texts, corpus), r.Nearness(texts, corpus)
		for i, h := range res.Hits {
			if got := float64(words[i] + near[i]); math.Abs(got-h.Score) > 1e-4*h.Score {
				t.Errorf("%s: %s has %.5f, want %.5f (%.5f for nearness)", asked, h.ID, got, h.Score, near[i])
				break
			}
			compared++
		}
	}
	if compared < 300 || plain < 5 {
		t.Errorf("%d scores were compared, of %d plain queries: the texts say too little", compared, plain)
	}
}

// frequent are words of some letters, those first that stand most often in texts.
func frequent(cs []*cable.Cable) []string {
	times := map[string]int{}
	for _, c := range cs {
		values.EachProse(c, func(s string, _ bool) {
			for _, w := range text.Words(s) {
				if len(w) > 4 && !text.IsStop(w) {
					times[w]++
				}
			}
		})
	}
	return slices.SortedFunc(maps.Keys(times), func(x, y string) int { return cmp.Or(cmp.Compare(times[y], times[x]), strings.Compare(x, y)) })
}
