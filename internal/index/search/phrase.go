package search

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"reftel/internal/archive/plan"
	"reftel/internal/archive/polite"
	"reftel/internal/archive/rank"
	"reftel/internal/index/bitset"
	"reftel/internal/index/fault"
	"reftel/internal/index/postings"
	"reftel/internal/index/words"
	"reftel/internal/query"
	"reftel/internal/recfile"
	"reftel/internal/text"
)

// phrase evaluates words in a row as written, or near each other.
func (r *run) phrase(p query.Phrase, within bitset.Set, scored bool) (bitset.Set, error) {
	var any bitset.Set
	for _, pl := range plan.OfPhrase(p) {
		b, err := r.row(pl, within, scored)
		if err != nil {
			return nil, err
		}
		if any == nil {
			any = b
		} else {
			any.Or(b)
		}
	}
	return any, nil
}

func (r *run) row(p plan.Plan, within bitset.Set, scored bool) (bitset.Set, error) {
	pl, err := r.resolve(p)
	switch {
	case err != nil || len(pl.places) == 0:
		return nil, err
	case len(pl.places) == 1:
		return r.formSet(pl.places[0], p.In, scored)
	}
	return r.inRow(pl, within, scored)
}

// inRow finds the cables where words stand in a row, each place with one of
// several words. The index tells the cables that have them all; the word
// streams of these tell which have them in order.
func (r *run) inRow(p resolved, within bitset.Set, scored bool) (bitset.Set, error) {
	found := bitset.New(r.a.n)
	l := &leaf{in: p.in}
	for _, forms := range p.places {
		if len(forms) == 0 {
			return found, nil
		}
	}
	telling := r.telling(p.places)
	pair := p.isPair()
	cands, dfs, err := r.candidates(telling, fieldsOf(p.in), !pair)
	if err != nil {
		return nil, err
	}
	for _, df := range dfs {
		l.idf += rank.Idf(r.a.n, df)
	}
	var matches []phraseMatch
	if pair {
		matches = r.a.pairMatches(p.places[0][0], p.places[1][0], p.in == words.Subject.String(), within)
	} else if matches, err = r.matchRows(cands, p, within); err != nil {
		return nil, err
	}
	for _, m := range matches {
		found.Add(m.ord)
	}
	if scored {
		l.matches = matches
		r.leaves = append(r.leaves, l)
	}
	return found, nil
}

// candidates are the cables that have a word of each place, by field, and how many cables
// have one of each in any field, which is all that is found without marked. Lists are
// compared as Bleve has them: only what is left of the longest is marked one by one.
func (r *run) candidates(places [][]uint32, fields []words.Field, marked bool) ([]bitset.Set, []int, error) {
	cands := make([]bitset.Set, len(fields))
	for i := range cands {
		cands[i] = bitset.New(r.a.n)
	}
	dfs := make([]int, len(places))
	for _, s := range r.readers {
		left := make([]*postings.Docs, len(fields))
		for _, k := range rarestFirst(places) {
			if err := r.ctx.Err(); err != nil {
				return nil, nil, err
			}
			having := make([]*postings.Docs, len(fields))
			for i, field := range fields {
				var err error
				if having[i], err = s.Having(field, places[k]); err != nil {
					return nil, nil, err
				}
				switch {
				case !marked:
				case left[i] == nil:
					left[i] = having[i]
				default:
					left[i] = left[i].And(having[i])
				}
			}
			if len(fields) == 1 {
				dfs[k] += having[0].Count()
			} else {
				dfs[k] += having[0].CountOr(having[1])
			}
		}
		for i, docs := range left {
			if docs != nil {
				s.MarkDocs(cands[i], docs)
			}
		}
	}
	return cands, dfs, nil
}

// isPair reports whether there is a list of the cables that have a row: that of two
// frequent words.
func (p *resolved) isPair() bool {
	if p.slop > 0 || len(p.places) != 2 || !words.IsSingle(p.places) {
		return false
	}
	_, ok := words.PairOf(true, p.places[0][0], p.places[1][0])
	return ok
}

// rarestFirst are the numbers of places in the order in which they narrow down. Words
// have numbers by frequency, and a place is as frequent as its first word.
func rarestFirst(places [][]uint32) []int {
	order := make([]int, len(places))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(places[b][0], places[a][0]) })
	return order
}

// pairWorth is about how many cables of the list of a pair are read in the time in
// which a word stream is.
const pairWorth = 200

// matchRows finds the rows among candidates by field. Where pairs of frequent words in
// it are looked up fewer are read.
func (r *run) matchRows(cands []bitset.Set, p resolved, within bitset.Set) ([]phraseMatch, error) {
	subjectOnly := p.in == words.Subject.String()
	if p.slop == 0 && words.IsSingle(p.places) {
		for i, field := range fieldsOf(p.in) {
			for k := range p.places[1:] {
				pair, ok := words.PairOf(field == words.Subject, p.places[k][0], p.places[k+1][0])
				if ok && r.a.pairs.Size(pair) <= pairWorth*cands[i].Count() {
					having := bitset.New(r.a.n)
					r.a.pairs.Each(pair, func(ord, _ uint32) { having.Add(ord) })
					cands[i].And(having)
				}
			}
		}
	}
	cand := cands[0]
	for _, c := range cands[1:] {
		cand.Or(c)
	}
	if within != nil {
		cand.And(within)
	}
	return r.countRows(cand, p, subjectOnly)
}

// pairMatches are the rows of two frequent words.
func (a *Archive) pairMatches(first, second uint32, subjectOnly bool, within bitset.Set) []phraseMatch {
	var subjects, out []phraseMatch
	pair, _ := words.PairOf(true, first, second)
	a.pairs.Each(pair, func(ord, count uint32) {
		if within == nil || within.Has(ord) {
			subjects = append(subjects, phraseMatch{ord: ord, subject: count})
		}
	})
	if subjectOnly {
		return subjects
	}
	pair, _ = words.PairOf(false, first, second)
	if within == nil {
		out = make([]phraseMatch, 0, len(subjects)+a.pairs.Size(pair))
	}
	a.pairs.Each(pair, func(ord, count uint32) {
		if within != nil && !within.Has(ord) {
			return
		}
		m := phraseMatch{ord: ord, body: count}
		for len(subjects) > 0 && subjects[0].ord <= ord {
			if subjects[0].ord < ord {
				out = append(out, subjects[0])
			} else {
				m.subject = subjects[0].subject
			}
			subjects = subjects[1:]
		}
		out = append(out, m)
	})
	return append(out, subjects...)
}

const (
	// Candidates are counted in pieces of so many, on all cores.
	rowPiece = 2048
	// rowsAhead is up to how many candidates the disk is asked for at once. Of more the memory
	// might not have the first any more when the last are there, and they stand so close together
	// that what Linux reads around each is wanted too.
	rowsAhead = 8 << 10
)

// countRows reads the word streams of the candidates and counts the rows in
// each. Those without any are left out.
func (r *run) countRows(cand bitset.Set, p resolved, subjectOnly bool) ([]phraseMatch, error) {
	step := rowPiece / 64
	pieces := make([][]phraseMatch, (len(cand)+step-1)/step)
	eg, ctx := errgroup.WithContext(r.ctx)
	eg.SetLimit(runtime.GOMAXPROCS(0))
	total := cand.Count()
	if total <= rowPiece {
		step, pieces = max(1, len(cand)), pieces[:1] // not worth a second core
	}
	streams := r.a.streams
	if total <= rowsAhead {
		streams = r.a.some
		streams.Ahead(cand.Members(0))
	}
	counters := sync.Pool{New: func() any { return words.CountRows(p.places, p.slop) }} // with what they use again
	for i := range pieces {
		eg.Go(func() (err error) {
			defer fault.Guard(&err)()
			if err := ctx.Err(); err != nil {
				return err
			}
			count := counters.Get().(func([]byte) (uint32, error))
			defer counters.Put(count)
			lo := i * step
			piece, first := cand[lo:min(lo+step, len(cand))], uint32(lo*64)
			if total > rowsAhead {
				streams.Ahead(piece.Members(first))
			}
			pieces[i], err = countPiece(ctx, streams, piece, first, count, subjectOnly)
			return err
		})
	}
	if err := eg.Wait(); err != nil {
		return nil, err
	}
	return slices.Concat(pieces...), nil
}

// politeBytes is how much of the word streams is read, politeListed how much of a list, and
// politeMarked how many cables of lists are marked between two steps of a search: about half a
// millisecond.
const (
	politeBytes  = 48 << 10
	politeListed = 4 << 10
	politeMarked = 256 << 10
)

// countPiece counts rows in a stretch of cables that begins at first.
func countPiece(ctx context.Context, streams *recfile.Mapped, cand bitset.Set, first uint32, count func([]byte) (uint32, error), subjectOnly bool) (out []phraseMatch, err error) {
	read := 0
	cand.Each(func(i uint32) bool {
		m := phraseMatch{ord: first + i}
		var subject, body, rest []byte
		stream := streams.Get(m.ord)
		if read += len(stream); read > politeBytes {
			read = 0
			if err = polite.Step(ctx); err != nil {
				return false
			}
		}
		if subject, rest, err = words.CutList(stream); err != nil {
			return false
		}
		if m.subject, err = count(subject); err != nil {
			return false
		}
		if !subjectOnly {
			if body, _, err = words.CutList(rest); err != nil {
				return false
			}
			if m.body, err = count(body); err != nil {
				return false
			}
		}
		if m.subject+m.body > 0 {
			out = append(out, m)
		}
		return true
	})
	return out, err
}

// telling are the places that narrow down: those without very common words,
// or all where there is no other. None comes twice.
func (r *run) telling(places [][]uint32) [][]uint32 {
	var rare, all [][]uint32
	for _, p := range places {
		if slices.ContainsFunc(all, func(o []uint32) bool { return slices.Equal(o, p) }) {
			continue
		}
		all = append(all, p)
		if !text.IsStop(r.a.words.Word(p[0])) {
			rare = append(rare, p)
		}
	}
	if len(rare) > 0 {
		return rare
	}
	return all
}
