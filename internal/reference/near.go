package reference

import (
	"math/bits"

	"github.com/xrash/smetrics"
)

// A candidate is a spelling that misspelt names are compared with.
type candidate struct {
	key  string
	post int
	has  uint32 // one bit for each letter in it
}

// Limits of closeness, in letters: shorter names are too much alike, and
// longer texts are no names of posts.
const (
	minNear   = 4
	maxNear   = 20
	shortNear = 6   // up to here one mistake is allowed, beyond it two
	likeness  = .92 // Jaro-Winkler, where the first letter is another
)

// nearest finds the one post whose name is the word but for a mistake or two.
// Where two posts are equally near there is none.
func (t *Tables) nearest(word []byte) (post int, ok bool) {
	n := len(word)
	if n < minNear || n > maxNear || NoOrigin(string(word)) {
		return 0, false
	}
	allowed := 2
	if n <= shortNear {
		allowed = 1
	}
	var w string
	has := letterSet(word)
	best := allowed + 1
	for _, c := range t.nearby {
		if d := len(c.key) - n; d > allowed || -d > allowed {
			continue
		}
		// A mistake changes two letters of the set at most.
		if bits.OnesCount32(has^c.has) > 2*allowed {
			continue
		}
		d := distance(word, c.key, allowed)
		if d > allowed || d > best {
			continue
		}
		if word[0] != c.key[0] {
			if w == "" {
				w = string(word)
			}
			if smetrics.JaroWinkler(w, c.key, .7, 4) < likeness {
				continue
			}
		}
		switch {
		case d < best:
			best, post, ok = d, c.post, true
		case post != c.post:
			ok = false
		}
	}
	return post, ok
}

func letterSet(word []byte) (set uint32) {
	for _, c := range word {
		set |= 1 << (c - 'A')
	}
	return set
}

// distance counts the letters that must be put in, left out, changed or
// swapped with their neighbour to make b of a. Beyond limit it stops counting.
func distance(a []byte, b string, limit int) int {
	var rows [3][maxNear + 3]int
	before, above, row := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		above[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(above[j]+1, row[j-1]+1, above[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			row[j] = d
			least = min(least, d)
		}
		if least > limit {
			return limit + 1
		}
		before, above, row = above, row, before
	}
	return above[len(b)]
}
