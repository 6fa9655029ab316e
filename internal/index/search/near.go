package search

import (
	"context"
	"runtime"
	"slices"

	"reftel/internal/archive/plan"
	"reftel/internal/archive/polite"
	"reftel/internal/archive/rank"
	"reftel/internal/index/fault"
	"reftel/internal/index/words"
	"reftel/internal/query"
)

// What stands beside one another in a query is often one thing: good offices,
// peace treaty. Of the hits that are best by BM25F those rank higher whose texts
// have such words near each other. For each two words that follow one another in
// the query
//
//	score(d) += weight · (idf(w) + idf(w')) · n / (n + k)
//
// where n is their nearness (rows.Together), that of the subject weighed like
// its words. It is not made fair to the length of a text: a phrase once in a
// long document is still the phrase. The first rank.Hits are looked at: those behind them
// have none of it and stay behind.

// nearBytes is how much of the word streams of those hits is read, at about two bytes a
// word: of very long documents it is fewer. It takes some five milliseconds on two cores.
const nearBytes = 8 << 20

// A nearness adds to the scores of hits what their words' nearness counts for.
type nearness struct {
	a       *Archive
	places  [][]uint32
	typed   []uint32
	apart   []int
	weights []float32 // of each pair of words
}

// nearness is nil where the query has no words whose nearness counts.
func (r *run) nearness(e query.Expr) (*nearness, error) {
	words := plan.Together(e)
	if words == nil {
		return nil, nil
	}
	k := len(words)
	n := &nearness{r.a, make([][]uint32, k), make([]uint32, k), make([]int, k), make([]float32, k)}
	for i, w := range words {
		var err error
		if n.places[i], err = r.forms(w.Spelling); err != nil {
			return nil, err
		}
		if n.weights[i], err = r.weight(n.places[i]); err != nil {
			return nil, err
		}
		n.typed[i], n.apart[i] = r.a.words.Find(w.Term), w.Apart
	}
	for i := range n.weights[1:] {
		n.weights[i] = rank.NearWeight * (n.weights[i] + n.weights[i+1])
	}
	return n, nil
}

// weight is the idf of a word that was searched, or about that of a part of a
// compound.
func (r *run) weight(forms []uint32) (float32, error) {
	for _, l := range r.leaves {
		if l.in == "" && l.lists != nil && slices.Equal(l.forms, forms) {
			return float32(l.idf), nil
		}
	}
	hits, err := r.hits(forms)
	return float32(rank.Idf(r.a.n, min(hits, r.a.n))), err
}

// add raises the scores of rankings, which are in order.
func (n *nearness) add(ctx context.Context, rs []ranking) error {
	read := 0
	for i, r := range rs {
		if read += len(n.a.some.Get(r.ord)); read > nearBytes {
			rs = rs[:i]
			break
		}
	}
	n.a.some.Ahead(slices.Sorted(slices.Values(ordsOf(rs))))
	var eg fault.Group
	for part := range slices.Chunk(rs, len(rs)/runtime.GOMAXPROCS(0)+1) {
		eg.Go(func() error { return n.addPart(ctx, part) })
	}
	return eg.Wait()
}

func (n *nearness) addPart(ctx context.Context, rs []ranking) error {
	together := words.NewTogether(n.places, n.typed, n.apart)
	read := 0
	for i := range rs {
		stream := n.a.some.Get(rs[i].ord)
		if read += len(stream); read > politeBytes {
			read = 0
			if err := polite.Step(ctx); err != nil {
				return err
			}
		}
		subject, rest, err := words.CutList(stream)
		if err != nil {
			return err
		}
		body, _, err := words.CutList(rest)
		if err != nil {
			return err
		}
		together.Begin()
		if err := together.AddList(subject, rank.WeightSubject); err != nil {
			return err
		}
		if err := together.AddList(body, rank.WeightBody); err != nil {
			return err
		}
		for k, near := range together.Pairs {
			rs[i].score += n.weights[k] * near / (near + rank.NearK)
		}
	}
	return nil
}
