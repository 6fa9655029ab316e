package search

import (
	"cmp"
	"fmt"

	"reftel/internal/archive/plan"
	"reftel/internal/archive/snippet"
	"reftel/internal/query"
)

// Limits of what one word with a sign may stand for.
const (
	maxPrefixForms = 512
	maxNearForms   = 64
)

// A resolved plan has at each place the numbers of one of several words.
type resolved struct {
	in     string
	places [][]uint32
	slop   int
	whole  []uint32
}

func (r *run) resolve(p plan.Plan) (resolved, error) {
	out := resolved{in: p.In, slop: p.Slop}
	for _, s := range p.Places {
		forms, err := r.forms(s)
		if err != nil {
			return out, err
		}
		out.places = append(out.places, forms)
	}
	if p.Whole != nil {
		var err error
		if out.whole, err = r.forms(*p.Whole); err != nil {
			return out, err
		}
	}
	return out, nil
}

// forms are the words of the archive that a spelling stands for, in the order of
// their numbers.
func (r *run) forms(s plan.Spelling) ([]uint32, error) {
	ids, ok := r.known[s]
	if ok {
		return ids, nil
	}
	ids, err := r.findForms(s)
	if err != nil {
		return nil, fmt.Errorf("forms of a word: %w", err)
	}
	r.known[s] = ids
	return ids, nil
}

func (r *run) findForms(s plan.Spelling) ([]uint32, error) {
	v := r.a.words
	switch {
	case s.Prefix:
		ids, all := v.Prefixed(s.Term, maxPrefixForms)
		if all > len(ids) {
			r.note("%d words begin with “%s”; the %d most frequent were searched.", all, s.Term, len(ids))
		}
		return ids, nil
	case s.Fuzzy:
		ids, err := r.a.postings.Near(s.Term, 1)
		if all := len(ids); all > maxNearForms {
			ids = ids[:maxNearForms]
			r.note("%d words are like “%s”; the %d most frequent were searched.", all, s.Term, len(ids))
		}
		return ids, err
	case s.Exact:
		if id := v.Find(s.Term); id != 0 {
			return []uint32{id}, nil
		}
		return nil, nil
	}
	return v.Forms(s.Term), nil
}

// matcher finds in texts what the run found in the index.
func (r *run) matcher(e query.Expr) (*snippet.Matcher, error) {
	var failed error
	m := snippet.New(e, func(s plan.Spelling) []string {
		ids, err := r.forms(s)
		failed = cmp.Or(failed, err)
		forms := make([]string, len(ids))
		for i, id := range ids {
			forms[i] = r.a.words.Word(id)
		}
		return forms
	})
	return m, failed
}
