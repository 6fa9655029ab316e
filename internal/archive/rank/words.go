package rank

import (
	"sync"

	"reftel/internal/archive/plan"
	"reftel/internal/archive/values"
	"reftel/internal/cable"
	"reftel/internal/text"
	"reftel/internal/text/rows"
)

// forms are the words of the texts that a spelling stands for, by their numbers, in order.
type forms struct {
	*plan.Fit
	terms []string
	ids   []uint32
}

// other is the number of all words that no spelling stands for.
const other = 1

// A vocabulary numbers the words of texts, those from 2 that a spelling stands for.
type vocabulary struct {
	known map[string]uint32
	forms []*forms
	last  uint32
	first [256]bool // bytes with which words begin that may fit
	any   bool      // words may begin with any

	mu sync.Mutex // of what is known, while several texts are read
}

func (v *vocabulary) begin(fs []*forms) {
	v.forms, v.last = fs, other
	for _, f := range fs {
		v.any = v.any || f.Fuzzy || f.Wild
		for _, t := range append(f.terms[:len(f.terms):len(f.terms)], f.Written) {
			if t != "" {
				v.first[t[0]] = true
			}
		}
	}
}

// number is that of a word, which is known from then on.
func (v *vocabulary) number(term []byte) uint32 {
	at := term
	if at[0] == text.Elided[0] {
		at = at[1:]
	}
	if !v.any && (len(at) == 0 || !v.first[at[0]]) {
		return other
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if id, ok := v.known[string(term)]; ok {
		return id
	}
	word, id := string(term), uint32(other)
	for _, f := range v.forms {
		if !f.Is(word) {
			continue
		}
		if id == other {
			v.last++
			id = v.last
		}
		f.ids = append(f.ids, id)
	}
	v.known[word] = id
	return id
}

// id is the number of a word that was read, 0 for none.
func (v *vocabulary) id(word string) uint32 {
	if id := v.known[word]; id != other {
		return id
	}
	return 0
}

// textWords are the words of a subject or a body.
type textWords struct {
	row    []uint32 // with a break behind each text
	beside []uint32 // what stands beside the row: those that a spelling stands for
	length int      // words of the row
}

func (v *vocabulary) read(c *cable.Cable) *Text {
	t := &Text{}
	take := func(s string, subject bool) {
		w := &t.body
		if subject {
			w = &t.subject
		}
		text.Scan(s, func(term []byte, _, _ int, kind text.Kind) {
			id := v.number(term)
			switch {
			case kind == text.Plain:
				w.row = append(w.row, id)
				w.length++
			case id != other:
				w.beside = append(w.beside, id)
			}
		})
		w.row = append(w.row, rows.Break)
	}
	values.EachProse(c, take)
	values.EachAddition(c, take)
	return t
}
