package compare

import (
	"context"
	"strings"
)

// The rules by which what differs is brought together.
const (
	leastAlike = 0.3     // of the words of both
	sameNumber = 0.3     // what the same anchor adds: a paragraph that is wholly blotted out is known by it
	mostWork   = 1 << 20 // words to look at
)

// pairs brings the paragraphs of an edit together: those that are most alike, or where
// there are too many those with the same anchor.
func (x *comparison) pairs(e edit) ([][2]int, error) {
	if (e.endA-e.fromA)*(e.endB-e.fromB) > mostWork {
		return x.sameAnchors(e), nil
	}
	var as, bs []bag
	for _, t := range x.a[e.fromA:e.endA] {
		as = append(as, bagOf(tokens(t)))
	}
	for _, t := range x.b[e.fromB:e.endB] {
		bs = append(bs, bagOf(tokens(t)))
	}
	found, ok, err := alike(x.ctx, as, bs, func(i, j int) float64 {
		if x.anchorsA[e.fromA+i] == x.anchorsB[e.fromB+j] {
			return sameNumber
		}
		return 0
	})
	if err != nil {
		return nil, err
	}
	if !ok {
		return x.sameAnchors(e), nil
	}
	for i := range found {
		found[i][0] += e.fromA
		found[i][1] += e.fromB
	}
	return found, nil
}

// sameAnchors brings together what has the same anchor.
func (x *comparison) sameAnchors(e edit) [][2]int {
	places := map[string]int{}
	for j := e.fromB; j < e.endB; j++ {
		places[x.anchorsB[j]] = j
	}
	var out [][2]int
	next := e.fromB
	for i := e.fromA; i < e.endA; i++ {
		if j, ok := places[x.anchorsA[i]]; ok && j >= next {
			out = append(out, [2]int{i, j})
			next = j + 1
		}
	}
	return out
}

// alike brings together those of two rows of texts that are most alike, in the order of
// both. More is what makes two of them more alike; it may be nil. It is not ok where
// there are too many.
func alike(ctx context.Context, a, b []bag, more func(i, j int) float64) (pairs [][2]int, ok bool, err error) {
	n, m := len(a), len(b)
	if n == 0 || m == 0 {
		return nil, true, nil
	}
	if n*m+min(distinct(a)*m, distinct(b)*n) > mostWork {
		return nil, false, nil
	}
	// best[i][j] is the most that those from i and from j on can be alike.
	best := make([][]float64, n+1)
	best[n] = make([]float64, m+1)
	for i := n - 1; i >= 0; i-- {
		if err := ctx.Err(); err != nil {
			return nil, false, err
		}
		best[i] = make([]float64, m+1)
		for j := m - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j], best[i][j+1])
			like := likeness(a[i], b[j])
			if more != nil {
				like += more(i, j)
			}
			if like >= leastAlike {
				best[i][j] = max(best[i][j], like+best[i+1][j+1])
			}
		}
	}
	for i, j := 0, 0; i < n && j < m; {
		switch best[i][j] {
		case best[i+1][j]:
			i++
		case best[i][j+1]:
			j++
		default:
			pairs = append(pairs, [2]int{i, j})
			i, j = i+1, j+1
		}
	}
	return pairs, true, nil
}

// A bag is how often each word stands in a text.
type bag struct {
	words map[string]int
	size  int
}

func bagOf(ts []token) bag {
	b := bag{words: map[string]int{}}
	for _, t := range ts {
		if t.kind == word {
			b.words[strings.ToLower(t.text)]++
			b.size++
		}
	}
	return b
}

func distinct(bs []bag) int {
	n := 0
	for _, b := range bs {
		n += len(b.words)
	}
	return n
}

// likeness is the share of the words of two texts that both have.
func likeness(a, b bag) float64 {
	if len(a.words) > len(b.words) {
		a, b = b, a
	}
	both := 0
	for w, n := range a.words {
		both += min(n, b.words[w])
	}
	if a.size+b.size == 0 {
		return 0
	}
	return float64(2*both) / float64(a.size+b.size)
}
