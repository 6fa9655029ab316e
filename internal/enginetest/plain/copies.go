package plain

import (
	"strings"

	"reftel/internal/query"
)

// Copies of a cable share nine tenths of their runs of three words with the first
// cable of their group, in archive order. Short texts are copies of none.
const (
	runWords   = 3
	leastWords = 30
)

// isCopy reports whether a cable has nearly the text of another, itself included,
// or of no other where none is asked for.
func (r *Reading) isCopy(c *one, v query.Value) bool {
	r.group()
	if v.None {
		return len(c.copies) == 1
	}
	for _, o := range r.cables {
		for _, id := range append([]string{o.ID}, o.Aliases...) {
			if sameID(id, v.Text) {
				return c.copies[o.ID]
			}
		}
	}
	return false
}

// group compares every cable with the first one of each group.
func (r *Reading) group() {
	if len(r.cables) == 0 || r.cables[0].copies != nil {
		return
	}
	runs := map[*one]map[string]bool{}
	var firsts []*one
next:
	for _, c := range r.cables {
		runs[c] = c.runs()
		for _, f := range firsts {
			if alike(runs[c], runs[f]) {
				f.copies[c.ID] = true
				c.copies = f.copies
				continue next
			}
		}
		c.copies = map[string]bool{c.ID: true}
		firsts = append(firsts, c)
	}
}

// runs are the runs of three words of the paragraphs.
func (c *one) runs() map[string]bool {
	var ws []string
	for _, p := range c.Paragraphs {
		w, _ := Words(p.Heading + " \n " + p.Text)
		ws = append(ws, w...)
	}
	out := map[string]bool{}
	if len(ws) < leastWords {
		return out
	}
	for i := 0; i+runWords <= len(ws); i++ {
		out[strings.Join(ws[i:i+runWords], " ")] = true
	}
	return out
}

func alike(a, b map[string]bool) bool {
	both := 0
	for s := range a {
		if b[s] {
			both++
		}
	}
	return both > 0 && 10*both >= 9*(len(a)+len(b)-both)
}
