package index

import (
	"context"
	"fmt"
	"strings"

	segment "github.com/blevesearch/scorch_segment_api/v2"
	"golang.org/x/sync/errgroup"

	"reftel/internal/query"
)

// Limits of what one word with a sign may stand for.
const (
	maxPrefixForms = 512
	maxNearForms   = 64
)

// A run is one evaluation of a query. Every part of a query becomes a set of
// ordinals; Bleve's dictionaries and posting lists give the sets of words, the
// columns those of values and dates, the word streams those of phrases. Words
// and phrases that a match contains are kept for scoring.
type run struct {
	a      *Archive
	ctx    context.Context
	shards []*shardReader
	known  map[spelling][]uint32 // what forms found
	leaves []*leaf
	notes  []string
}

// A spelling is a word of a query with its signs.
type spelling struct {
	term                 string
	prefix, fuzzy, exact bool
}

// A leaf is a word or phrase that counts for the score.
type leaf struct {
	in      string // "" or "subject"
	hits    int    // cables with one of the forms of a word
	lists   []formLists
	idf     float64
	matches []phraseMatch // of a phrase
}

// formLists are the posting lists of a word's forms in a shard, by field as
// fieldsOf has them.
type formLists [][]segment.PostingsList

// A phraseMatch says how often a phrase occurs in a cable.
type phraseMatch struct {
	ord           uint32
	subject, body uint32
}

func (a *Archive) newRun(ctx context.Context) *run {
	r := &run{a: a, ctx: ctx, known: map[spelling][]uint32{}}
	for _, s := range a.shards {
		r.shards = append(r.shards, &shardReader{shard: s, words: a.words, dicts: map[string]segment.TermDictionary{}})
	}
	return r
}

func (r *run) note(format string, args ...any) {
	r.notes = append(r.notes, fmt.Sprintf(format, args...))
}

// eval finds the cables that e holds for. A nil set is no condition at all, as
// of a word without letters. Phrases are looked for among within alone, where
// that is not nil. scored says whether words under e count for the score.
func (r *run) eval(e query.Expr, within bitset, scored bool) (bitset, error) {
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
		not := r.a.all.clone()
		not.andNot(b)
		return not, nil
	case query.Word:
		return r.word(e, within, scored)
	case query.Phrase:
		return r.phrase(e, within, scored)
	case query.Value:
		return r.a.value(e), nil
	case query.Dates:
		return r.a.dateRange(e), nil
	}
	return nil, fmt.Errorf("index: a query part of type %T", e)
}

// and evaluates what is cheap first, so that phrases are checked in few cables.
func (r *run) and(parts []query.Expr, within bitset, scored bool) (bitset, error) {
	parts = r.withoutStops(parts)
	var all bitset
	if within != nil {
		all = within.clone()
	}
	limited := false
	for _, dear := range []bool{false, true} {
		for _, p := range parts {
			if hasPhrase(p) != dear {
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
				all = b.clone()
			} else {
				all.and(b)
			}
		}
	}
	if !limited {
		return nil, nil
	}
	return all, nil
}

func (r *run) or(parts []query.Expr, within bitset, scored bool) (bitset, error) {
	var any bitset
	for _, p := range parts {
		b, err := r.eval(p, within, scored)
		if err != nil {
			return nil, err
		}
		switch {
		case b == nil:
		case any == nil:
			any = b.clone()
		default:
			any.or(b)
		}
	}
	return any, nil
}

// withoutStops leaves out words that nearly every cable has, unless nothing
// else is asked for.
func (r *run) withoutStops(parts []query.Expr) []query.Expr {
	var kept []query.Expr
	var left []string
	others := false
	for _, p := range parts {
		if w, ok := p.(query.Word); ok && !w.Exact && !w.Prefix && !w.Fuzzy {
			if ws := words(w.Text); len(ws) == 1 && isStop(ws[0]) {
				left = append(left, ws[0])
				continue
			}
		}
		if _, not := p.(query.Not); !not {
			others = others || len(query.Terms(p)) > 0
		}
		kept = append(kept, p)
	}
	if len(left) == 0 || !others {
		return parts
	}
	r.note("Very common words were left out (%s); between quotation marks they count.", strings.Join(left, ", "))
	return kept
}

// hasPhrase reports whether e needs a look into the word streams.
func hasPhrase(e query.Expr) bool {
	switch e := e.(type) {
	case query.And:
		return anyPhrase(e.Of)
	case query.Or:
		return anyPhrase(e.Of)
	case query.Not:
		return hasPhrase(e.Of)
	case query.Phrase:
		return true
	case query.Word:
		return len(words(e.Text)) > 1
	}
	return false
}

func anyPhrase(es []query.Expr) bool {
	for _, e := range es {
		if hasPhrase(e) {
			return true
		}
	}
	return false
}

// word evaluates one word as typed. A compound is its words in a row, or the
// whole written as one word.
func (r *run) word(w query.Word, within bitset, scored bool) (bitset, error) {
	p := r.wordPlan(w)
	if len(p.places) == 0 {
		return nil, nil
	}
	if len(p.places) == 1 {
		return r.formSet(p.places[0], w.In, scored)
	}
	row, err := r.inRow(p.places, w.In, 0, within, scored)
	if err != nil || len(p.whole) == 0 {
		return row, err
	}
	b, err := r.formSet(p.whole, w.In, scored)
	if err != nil {
		return nil, err
	}
	b.or(row)
	return b, nil
}

// A plan is what a word or phrase of a query stands for: at each place one of
// several words, and for a compound also the whole as one word.
type plan struct {
	in     string
	places [][]uint32
	slop   int
	whole  []uint32
}

func (r *run) wordPlan(w query.Word) plan {
	p := plan{in: w.In}
	ts := tokens(w.Text)
	last := len(ts) - 1
	for last >= 0 && ts[last].joined {
		last--
	}
	for i, t := range ts {
		switch {
		case t.joined && i == len(ts)-1:
			p.whole = r.forms(w, t.term)
		case t.joined:
		case i == last:
			p.places = append(p.places, r.forms(w, t.term))
		default:
			p.places = append(p.places, r.forms(query.Word{Exact: w.Exact}, t.term))
		}
	}
	return p
}

func (r *run) phrasePlan(ph query.Phrase) plan {
	p := plan{in: ph.In, slop: ph.Slop}
	for _, w := range words(ph.Text) {
		p.places = append(p.places, r.forms(query.Word{Exact: true}, w))
	}
	return p
}

// forms are the words of the archive that a word of a query stands for, in the
// order of their numbers.
func (r *run) forms(w query.Word, term string) []uint32 {
	k := spelling{term, w.Prefix, w.Fuzzy, w.Exact}
	ids, ok := r.known[k]
	if !ok {
		ids = r.findForms(w, term)
		r.known[k] = ids
	}
	return ids
}

func (r *run) findForms(w query.Word, term string) []uint32 {
	v := r.a.words
	switch {
	case w.Prefix:
		ids, all := v.prefixed(term, maxPrefixForms)
		if all > len(ids) {
			r.note("%d words begin with “%s”; the %d most frequent were searched.", all, term, len(ids))
		}
		return ids
	case w.Fuzzy:
		ids, all := v.near(term, maxNearForms)
		if all > len(ids) {
			r.note("%d words are like “%s”; the %d most frequent were searched.", all, term, len(ids))
		}
		return ids
	case w.Exact:
		if id := v.find(term); id != 0 {
			return []uint32{id}
		}
		return nil
	}
	return v.forms(term)
}

// The lists of fewer words are read on one core: a second would cost more than
// it saves.
const manyForms = 8

// formSet is the set of cables with one of the words.
func (r *run) formSet(forms []uint32, in string, scored bool) (bitset, error) {
	b := newBitset(r.a.n)
	if !scored || len(forms) == 0 {
		for _, field := range fieldsOf(in) {
			if err := r.mark(b, field, forms); err != nil {
				return nil, err
			}
		}
		return b, nil
	}
	l := &leaf{in: in, lists: make([]formLists, len(r.shards))}
	sets := make([]bitset, len(r.shards))
	var eg errgroup.Group
	if len(forms) < manyForms {
		eg.SetLimit(1)
	}
	for i, s := range r.shards {
		eg.Go(func() error {
			sets[i] = newBitset(r.a.n)
			for _, field := range fieldsOf(in) {
				lists, err := s.keep(r.ctx, field, forms)
				if err != nil {
					return err
				}
				for _, list := range lists {
					s.markList(sets[i], list)
				}
				l.lists[i] = append(l.lists[i], lists)
			}
			return nil
		})
	}
	if err := eg.Wait(); err != nil {
		return nil, err
	}
	for _, set := range sets {
		b.or(set)
	}
	l.hits = b.count()
	l.idf = idf(r.a.n, l.hits)
	r.leaves = append(r.leaves, l)
	return b, nil
}

func fieldsOf(in string) []string {
	if in == fieldSubject {
		return []string{fieldSubject}
	}
	return []string{fieldBody, fieldSubject}
}

// mark adds the cables that have one of the words in a field.
func (r *run) mark(b bitset, field string, forms []uint32) error {
	for _, s := range r.shards {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		for _, id := range forms {
			list, err := s.postings(field, id)
			if err != nil {
				return err
			}
			s.markList(b, list)
		}
	}
	return nil
}

// hits is about how many cables have one of the words: those that have it in
// subject and text count twice.
func (r *run) hits(forms []uint32) (int, error) {
	n := uint64(0)
	for _, s := range r.shards {
		if err := r.ctx.Err(); err != nil {
			return 0, err
		}
		for _, id := range forms {
			for _, field := range fieldsOf("") {
				list, err := s.postings(field, id)
				if err != nil {
					return 0, err
				}
				n += list.Count()
			}
		}
	}
	return int(n), nil
}

// wordHits is the number of cables with a word as written.
func (a *Archive) wordHits(word uint32) int {
	if word == 0 {
		return 0
	}
	b, err := a.newRun(context.Background()).formSet([]uint32{word}, "", false)
	if err != nil {
		return -1
	}
	return b.count()
}
