package compare

import (
	"context"

	"github.com/aymanbagabas/go-udiff/lcs"
)

// An edit is a stretch of two sequences that is the same in both, or is not.
type edit struct {
	same                     bool
	fromA, endA, fromB, endB int
}

// edits divide two sequences into stretches that are the same and those between.
func edits(ctx context.Context, a, b []string) ([]edit, error) {
	numbers := map[string]rune{}
	coded := func(things []string) []rune { // the library knows characters
		rs := make([]rune, len(things))
		for i, t := range things {
			n, ok := numbers[t]
			if !ok {
				n = rune(len(numbers))
				numbers[t] = n
			}
			rs[i] = n
		}
		return rs
	}
	var out []edit
	i, j := 0, 0
	ds, err := differences(ctx, coded(a), coded(b))
	if err != nil {
		return nil, err
	}
	for _, d := range ds {
		if i < d.Start {
			out = append(out, edit{true, i, d.Start, j, d.ReplStart})
		}
		out = append(out, edit{false, d.Start, d.End, d.ReplStart, d.ReplEnd})
		i, j = d.End, d.ReplEnd
	}
	if i < len(a) {
		out = append(out, edit{true, i, len(a), j, len(b)})
	}
	return out, nil
}

// differences are those of two sequences. The library looks for a hundred at a time,
// from both ends, and tells all between as one: that is looked through again, until
// there is nothing in it that both have.
func differences(ctx context.Context, a, b []rune) ([]lcs.Diff, error) {
	var out []lcs.Diff
	todo := []lcs.Diff{{End: len(a), ReplEnd: len(b)}} // the next one last
	for len(todo) > 0 {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		whole := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		found := lcs.DiffRunes(a[whole.Start:whole.End], b[whole.ReplStart:whole.ReplEnd])
		for i := range found {
			d := &found[i]
			d.Start, d.End, d.ReplStart, d.ReplEnd = d.Start+whole.Start, d.End+whole.Start, d.ReplStart+whole.ReplStart, d.ReplEnd+whole.ReplStart
		}
		more := -1 // the one between
		for i, d := range found {
			if d != whole && d.End-d.Start > 0 && d.ReplEnd-d.ReplStart > 0 && (more < 0 || size(d) > size(found[more])) {
				more = i
			}
		}
		if more < 0 || len(found) < 2 {
			out = append(out, found...)
			continue
		}
		out = append(out, found[:more]...)
		for i := len(found) - 1; i >= more; i-- {
			todo = append(todo, found[i])
		}
	}
	return out, nil
}

func size(d lcs.Diff) int { return d.End - d.Start + d.ReplEnd - d.ReplStart }
