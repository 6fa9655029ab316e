package index

import (
	"context"
	"fmt"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"

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
	dicts  map[dictKey]segment.TermDictionary
	list   segment.PostingsList
	leaves []*leaf
	notes  []string
}

type dictKey struct {
	shard int
	field string
}

// A leaf is a word or phrase that counts for the score.
type leaf struct {
	in      string   // "" or "subject"
	forms   []uint32 // of a word
	idf     float64
	matches []phraseMatch // of a phrase
}

// A phraseMatch says how often a phrase occurs in a cable.
type phraseMatch struct {
	ord           uint32
	subject, body uint32
}

func (a *Archive) newRun(ctx context.Context) *run {
	return &run{a: a, ctx: ctx, dicts: map[dictKey]segment.TermDictionary{}}
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

// forms are the words of the archive that a word of a query stands for.
func (r *run) forms(w query.Word, term string) []uint32 {
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

// formSet is the set of cables with one of the words.
func (r *run) formSet(forms []uint32, in string, scored bool) (bitset, error) {
	b := newBitset(r.a.n)
	for _, field := range fieldsOf(in) {
		if err := r.mark(b, field, forms); err != nil {
			return nil, err
		}
	}
	if scored && len(forms) > 0 {
		r.leaves = append(r.leaves, &leaf{in: in, forms: forms, idf: idf(r.a.n, b.count())})
	}
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
	for i, s := range r.a.shards {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		for _, id := range forms {
			list, err := r.postings(i, field, id)
			if err != nil {
				return err
			}
			bm, one, ok := bitmapOf(list)
			if ok {
				b.set(s.ords[one])
			}
			if bm == nil {
				continue
			}
			var buf [256]uint32
			it := bm.ManyIterator()
			for n := it.NextMany(buf[:]); n > 0; n = it.NextMany(buf[:]) {
				for _, num := range buf[:n] {
					b.set(s.ords[num])
				}
			}
		}
	}
	return nil
}

// postings is the list of a word, valid until the next call.
func (r *run) postings(shard int, field string, word uint32) (segment.PostingsList, error) {
	k := dictKey{shard, field}
	d := r.dicts[k]
	if d == nil {
		var err error
		if d, err = r.a.shards[shard].segment.Dictionary(field); err != nil {
			return nil, err
		}
		r.dicts[k] = d
	}
	list, err := d.PostingsList([]byte(r.a.words.word(word)), nil, r.list)
	r.list = list
	return list, err
}

// hits is about how many cables have one of the words: those that have it in
// subject and text count twice.
func (r *run) hits(forms []uint32) (int, error) {
	n := uint64(0)
	for i := range r.a.shards {
		if err := r.ctx.Err(); err != nil {
			return 0, err
		}
		for _, id := range forms {
			for _, field := range fieldsOf("") {
				list, err := r.postings(i, field, id)
				if err != nil {
					return 0, err
				}
				n += list.Count()
			}
		}
	}
	return int(n), nil
}

// bitmapOf is the set of document numbers of a list, without a copy. A word
// that occurs once in one document has its number alone.
func bitmapOf(list segment.PostingsList) (bm *roaring.Bitmap, one uint64, ok bool) {
	it, isOpt := list.Iterator(false, false, false, nil).(segment.OptimizablePostingsIterator)
	if !isOpt {
		return nil, 0, false
	}
	one, ok = it.DocNum1Hit()
	return it.ActualBitmap(), one, ok
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
