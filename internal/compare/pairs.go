package compare

import (
	"slices"
	"strings"
)

// The rules by which paragraphs that differ are brought together.
const (
	leastAlike = 0.3     // of the words of both
	sameNumber = 0.3     // what the same anchor adds: a paragraph that is wholly blotted out is known by it
	mostWork   = 4 << 20 // words to look at; beyond them anchors alone tell
)

// pairs brings the paragraphs of an edit together: those that are most alike, in the
// order of both.
func (x *comparison) pairs(e edit) ([][2]int, error) {
	n, m := e.endA-e.fromA, e.endB-e.fromB
	if n == 0 || m == 0 {
		return nil, nil
	}
	bagsA, sizeA := x.bags(x.a[e.fromA:e.endA])
	bagsB, sizeB := x.bags(x.b[e.fromB:e.endB])
	if n*m+min(sizeA*m, sizeB*n) > mostWork {
		return x.sameAnchors(e), nil
	}
	// best[i][j] is the most that paragraphs from i and from j on can be alike.
	best := make([][]float64, n+1)
	alike := make([][]float64, n)
	best[n] = make([]float64, m+1)
	for i := n - 1; i >= 0; i-- {
		if err := x.ctx.Err(); err != nil {
			return nil, err
		}
		best[i], alike[i] = make([]float64, m+1), make([]float64, m)
		for j := m - 1; j >= 0; j-- {
			alike[i][j] = likeness(bagsA[i], bagsB[j])
			if x.anchorsA[e.fromA+i] == x.anchorsB[e.fromB+j] {
				alike[i][j] += sameNumber
			}
			best[i][j] = max(best[i+1][j], best[i][j+1])
			if alike[i][j] >= leastAlike {
				best[i][j] = max(best[i][j], alike[i][j]+best[i+1][j+1])
			}
		}
	}
	var out [][2]int
	for i, j := 0, 0; i < n && j < m; {
		switch best[i][j] {
		case best[i+1][j]:
			i++
		case best[i][j+1]:
			j++
		default:
			out = append(out, [2]int{e.fromA + i, e.fromB + j})
			i, j = i+1, j+1
		}
	}
	return out, nil
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

// A bag is how often each word stands in a text.
type bag struct {
	words map[string]int
	size  int
}

func (x *comparison) bags(texts []string) (bags []bag, distinct int) {
	bags = make([]bag, len(texts))
	for i, t := range texts {
		b := bag{words: map[string]int{}}
		for _, k := range slices.DeleteFunc(tokens(t), func(t token) bool { return t.kind != word }) {
			b.words[strings.ToLower(k.text)]++
			b.size++
		}
		bags[i] = b
		distinct += len(b.words)
	}
	return bags, distinct
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
