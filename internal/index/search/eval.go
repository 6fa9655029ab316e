package search

import (
	"context"
	"fmt"
	"strings"

	"reftel/internal/archive/plan"
	"reftel/internal/archive/polite"
	"reftel/internal/archive/rank"
	"reftel/internal/index/bitset"
	"reftel/internal/index/fault"
	"reftel/internal/index/postings"
	"reftel/internal/index/words"
	"reftel/internal/query"
)

// A run is one evaluation of a query. Every part of a query becomes a set of
// ordinals; posting lists give the sets of words, the columns those of values and
// dates, the word streams those of phrases. Words and phrases that a match
// contains are kept for scoring.
type run struct {
	a       *Archive
	ctx     context.Context
	readers []*postings.Reader
	known   map[plan.Spelling][]uint32 // what forms found
	leaves  []*leaf
	notes   []query.Message
}

// A leaf is a word or phrase that counts for the score.
type leaf struct {
	in      string   // "" or "subject"
	forms   []uint32 // of a word
	hits    int      // cables with one of the forms of a word
	lists   []formLists
	sets    []bitset.Set // cables of each shard with one of the forms
	idf     float64
	matches []phraseMatch // of a phrase
}

// formLists are the posting lists of a word's forms in a shard, by field as
// fieldsOf has them.
type formLists [][]postings.List

// A phraseMatch says how often a phrase occurs in a cable.
type phraseMatch struct {
	ord           uint32
	subject, body uint32
}

func (a *Archive) newRun(ctx context.Context) *run {
	return &run{a: a, ctx: ctx, readers: a.postings.Readers(), known: map[plan.Spelling][]uint32{}}
}

// done gives back what was lent to a run that is over.
func (r *run) done() {
	for _, l := range r.leaves {
		for _, set := range l.sets {
			if set != nil {
				r.a.sets.put(set)
			}
		}
	}
	r.leaves = nil
}

func (r *run) note(m query.Message) { r.notes = append(r.notes, m) }

// eval finds the cables that e holds for, as a set that is the caller's own. A nil set is no
// condition at all, as of a word without letters. Phrases are looked for among within alone, where
// that is not nil. scored says whether words under e count for the score.
func (r *run) eval(e query.Expr, within bitset.Set, scored bool) (bitset.Set, error) {
	if err := r.ctx.Err(); err != nil {
		return nil, err
	}
	switch e := e.(type) {
	case nil:
		return nil, nil
	case query.And:
		return r.and(e.Of, within, scored)
	case query.Or:
		return r.or(e.Of, within, scored)
	case query.Not:
		b, err := r.eval(e.Of, within, false)
		if b == nil || err != nil {
			return nil, err
		}
		for i, all := range r.a.all {
			b[i] = all &^ b[i]
		}
		return b, nil
	case query.Word:
		return r.word(e, within, scored)
	case query.Phrase:
		return r.phrase(e, within, scored)
	case query.Value:
		return r.a.value(e), nil
	case query.Dates:
		return r.a.columns.InRange(e), nil
	}
	return nil, fmt.Errorf("index: a query part of type %T", e)
}

// and evaluates what is cheap first, so that phrases are checked in few cables.
func (r *run) and(parts []query.Expr, within bitset.Set, scored bool) (bitset.Set, error) {
	parts, left := plan.WithoutStops(parts)
	if len(left) > 0 {
		r.note(query.Later("Very common words were left out (%s); between quotation marks they count.", strings.Join(left, ", ")))
	}
	var all bitset.Set
	if within != nil {
		all = within.Clone()
	}
	limited := false
	for _, dear := range []bool{false, true} {
		for _, p := range parts {
			if plan.HasRow(p) != dear {
				continue
			}
			b, err := r.eval(p, all, scored)
			if err != nil {
				return nil, err
			}
			if b == nil {
				continue
			}
			limited = true
			if all == nil {
				all = b
			} else {
				all.And(b)
			}
		}
	}
	if !limited {
		return nil, nil
	}
	return all, nil
}

func (r *run) or(parts []query.Expr, within bitset.Set, scored bool) (bitset.Set, error) {
	var any bitset.Set
	for _, p := range parts {
		b, err := r.eval(p, within, scored)
		if err != nil {
			return nil, err
		}
		switch {
		case b == nil:
		case any == nil:
			any = b
		default:
			any.Or(b)
		}
	}
	return any, nil
}

// word evaluates one word as typed. A compound is its words in a row, or the
// whole written as one word.
func (r *run) word(w query.Word, within bitset.Set, scored bool) (bitset.Set, error) {
	pl := plan.OfWord(w)
	p, err := r.resolve(pl)
	if err != nil || len(p.places) == 0 {
		return nil, err
	}
	if len(p.places) == 1 {
		b, err := r.formSet(p.places[0], w.In, scored)
		if err != nil {
			return nil, err
		}
		if err := r.parted(b, pl, within, scored); err != nil {
			return nil, err
		}
		return b, r.bare(b, pl.Places[0], w.In)
	}
	row, err := r.inRow(p, within, scored)
	if err != nil || len(p.whole) == 0 {
		return row, err
	}
	b, err := r.formSet(p.whole, w.In, scored)
	if err != nil {
		return nil, err
	}
	b.Or(row)
	return b, nil
}

// Fields that a word is looked for in.
var (
	bothFields   = []words.Field{words.Body, words.Subject}
	subjectAlone = []words.Field{words.Subject}
)

func fieldsOf(in string) []words.Field {
	if in == words.Subject.String() {
		return subjectAlone
	}
	return bothFields
}

// The lists of fewer words are read on one core: a second would cost more than
// it saves.
const manyForms = 8

// formSet is the set of cables with one of the words.
func (r *run) formSet(forms []uint32, in string, scored bool) (bitset.Set, error) {
	b := bitset.New(r.a.n)
	if !scored || len(forms) == 0 {
		for _, field := range fieldsOf(in) {
			if err := r.mark(b, field, forms); err != nil {
				return nil, err
			}
		}
		return b, nil
	}
	l := &leaf{in: in, forms: forms, lists: make([]formLists, len(r.readers)), sets: make([]bitset.Set, len(r.readers))}
	var eg fault.Group
	if len(forms) < manyForms {
		eg.SetLimit(1)
	}
	for i, s := range r.readers {
		eg.Go(func() error {
			l.sets[i] = r.a.sets.get()
			for _, field := range fieldsOf(in) {
				lists, err := s.Keep(r.ctx, field, forms)
				if err != nil {
					return err
				}
				marked := 0
				for _, list := range lists {
					if marked += list.Count(); marked > politeMarked {
						marked = 0
						if err := polite.Step(r.ctx); err != nil {
							return err
						}
					}
					if err := s.Mark(l.sets[i], list); err != nil {
						return err
					}
				}
				l.lists[i] = append(l.lists[i], lists)
			}
			return nil
		})
	}
	if err := eg.Wait(); err != nil {
		return nil, err
	}
	for _, set := range l.sets {
		b.Or(set)
	}
	l.hits = b.Count()
	l.idf = rank.Idf(r.a.n, l.hits)
	r.leaves = append(r.leaves, l)
	return b, nil
}

// mark adds the cables that have one of the words in a field.
func (r *run) mark(b bitset.Set, field words.Field, forms []uint32) error {
	for _, s := range r.readers {
		if err := polite.Step(r.ctx); err != nil {
			return err
		}
		if err := s.Ahead(field, forms); err != nil {
			return err
		}
		for _, id := range forms {
			list, err := s.Word(field, id)
			if err != nil {
				return err
			}
			if err := s.Mark(b, list); err != nil {
				return err
			}
		}
	}
	return nil
}

// hits is about how many cables have one of the words: those that have it in
// subject and text count twice.
func (r *run) hits(forms []uint32) (int, error) {
	n := 0
	for _, s := range r.readers {
		if err := r.ctx.Err(); err != nil {
			return 0, err
		}
		for _, id := range forms {
			for _, field := range bothFields {
				list, err := s.Word(field, id)
				if err != nil {
					return 0, err
				}
				n += list.Count()
			}
		}
	}
	return n, nil
}
