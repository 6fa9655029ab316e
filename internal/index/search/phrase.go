package search

import (
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"reftel/internal/archive/plan"
	"reftel/internal/index/bitset"
	"reftel/internal/index/fault"
	"reftel/internal/index/words"
	"reftel/internal/query"
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
	fields := fieldsOf(p.in)
	cands := make([]bitset.Set, len(fields))
	for _, forms := range r.telling(p.places) {
		df := bitset.New(r.a.n)
		for i, field := range fields {
			b := bitset.New(r.a.n)
			if err := r.mark(b, field, forms); err != nil {
				return nil, err
			}
			df.Or(b)
			if cands[i] == nil {
				cands[i] = b
			} else {
				cands[i].And(b)
			}
		}
		l.idf += idf(r.a.n, df.Count())
	}
	matches, err := r.matchRows(cands, p, within)
	if err != nil {
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

// matchRows finds the rows among candidates by field. Pairs of frequent words are
// looked up, all else is read.
func (r *run) matchRows(cands []bitset.Set, p resolved, within bitset.Set) ([]phraseMatch, error) {
	subjectOnly := p.in == words.Subject.String()
	if p.slop == 0 && words.IsSingle(p.places) {
		if len(p.places) == 2 {
			if _, ok := words.PairOf(true, p.places[0][0], p.places[1][0]); ok {
				return r.a.pairMatches(p.places[0][0], p.places[1][0], subjectOnly, within), nil
			}
		}
		for i, field := range fieldsOf(p.in) {
			for k := range p.places[1:] {
				if pair, ok := words.PairOf(field == words.Subject, p.places[k][0], p.places[k+1][0]); ok {
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

// Candidates are counted in pieces of so many, on all cores.
const rowPiece = 2048

// countRows reads the word streams of the candidates and counts the rows in
// each. Those without any are left out.
func (r *run) countRows(cand bitset.Set, p resolved, subjectOnly bool) ([]phraseMatch, error) {
	step := rowPiece / 64
	pieces := make([][]phraseMatch, (len(cand)+step-1)/step)
	eg, ctx := errgroup.WithContext(r.ctx)
	eg.SetLimit(runtime.GOMAXPROCS(0))
	if cand.Count() <= rowPiece {
		step, pieces = max(1, len(cand)), pieces[:1] // not worth a second core
	}
	for i := range pieces {
		eg.Go(func() (err error) {
			defer fault.Guard(&err)()
			if err := ctx.Err(); err != nil {
				return err
			}
			lo := i * step
			pieces[i], err = r.a.countPiece(cand[lo:min(lo+step, len(cand))], uint32(lo*64), words.CountRows(p.places, p.slop), subjectOnly)
			return err
		})
	}
	if err := eg.Wait(); err != nil {
		return nil, err
	}
	return slices.Concat(pieces...), nil
}

// politeBytes is how much of the word streams is read, and politeListed how much of a list,
// before others are let have the core, about half a millisecond: who searches for what
// takes seconds must not make those wait who search for what takes two milliseconds. Left
// to itself the scheduler lets a goroutine run for ten, at each step of theirs.
const (
	politeBytes  = 48 << 10
	politeListed = 4 << 10
)

// countPiece counts rows in a stretch of cables that begins at first.
func (a *Archive) countPiece(cand bitset.Set, first uint32, count func([]byte) (uint32, error), subjectOnly bool) (out []phraseMatch, err error) {
	read := 0
	cand.Each(func(i uint32) bool {
		m := phraseMatch{ord: first + i}
		var subject, body, rest []byte
		stream := a.streams.Get(m.ord)
		if read += len(stream); read > politeBytes {
			runtime.Gosched()
			read = 0
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
