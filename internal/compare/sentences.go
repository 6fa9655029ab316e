package compare

import (
	"context"
	"strings"
)

// fewWords are so many words, blanks and signs that the library finds the least
// difference of them. In more of them it takes what is near.
const fewWords = 400

// bySentence are the edits of two texts. Between sentences that are the same the words
// are compared; where those are many, sentences are brought together before as they are
// alike.
func bySentence(ctx context.Context, a, b []token, noCase bool) ([]edit, error) {
	x := twoTexts{ctx: ctx, a: keyed(a, noCase), b: keyed(b, noCase)}
	sa, sb := sentences(a), sentences(b)
	es, err := edits(ctx, wordings(x.a, sa), wordings(x.b, sb))
	if err != nil {
		return nil, err
	}
	for _, e := range es {
		at := edit{false, sa[e.fromA], sa[e.endA], sb[e.fromB], sb[e.endB]}
		pairs, ok := [][2]int(nil), false
		if at.endA-at.fromA+at.endB-at.fromB > fewWords && !e.same { // those that are the same may differ in blanks
			if pairs, ok, err = alike(ctx, bagsOf(a, sa[e.fromA:e.endA+1]), bagsOf(b, sb[e.fromB:e.endB+1]), nil); err != nil {
				return nil, err
			}
		}
		if !ok {
			if err := x.compare(at); err != nil {
				return nil, err
			}
			continue
		}
		for _, p := range pairs {
			i, j := e.fromA+p[0], e.fromB+p[1]
			x.edits = append(x.edits, edit{false, at.fromA, sa[i], at.fromB, sb[j]})
			if err := x.compare(edit{false, sa[i], sa[i+1], sb[j], sb[j+1]}); err != nil {
				return nil, err
			}
			at.fromA, at.fromB = sa[i+1], sb[j+1]
		}
		x.edits = append(x.edits, at)
	}
	return x.edits, nil
}

// twoTexts are the keys of their tokens, and what was found of them.
type twoTexts struct {
	ctx   context.Context
	a, b  []string
	edits []edit
}

// compare finds what differs in a stretch.
func (x *twoTexts) compare(at edit) error {
	es, err := edits(x.ctx, x.a[at.fromA:at.endA], x.b[at.fromB:at.endB])
	for _, e := range es {
		x.edits = append(x.edits, edit{e.same, e.fromA + at.fromA, e.endA + at.fromA, e.fromB + at.fromB, e.endB + at.fromB})
	}
	return err
}

// sentences are where those of a text begin, and its end.
func sentences(ts []token) []int {
	starts := []int{0}
	for i := 2; i < len(ts); i++ {
		if ts[i-1].kind == blank && ts[i-2].kind == sign && strings.Contains(".!?:;", ts[i-2].text) {
			starts = append(starts, i)
		}
	}
	if len(ts) > 0 {
		starts = append(starts, len(ts))
	}
	return starts
}

// wordings are the sentences as keys.
func wordings(keys []string, starts []int) []string {
	out := make([]string, len(starts)-1)
	for i := range out {
		out[i] = strings.TrimSpace(strings.Join(keys[starts[i]:starts[i+1]], ""))
	}
	return out
}

func bagsOf(ts []token, starts []int) []bag {
	out := make([]bag, len(starts)-1)
	for i := range out {
		out[i] = bagOf(ts[starts[i]:starts[i+1]])
	}
	return out
}
