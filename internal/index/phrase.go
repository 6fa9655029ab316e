package index

import (
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"reftel/internal/query"
)

// phrase evaluates words in a row as written, or near each other.
func (r *run) phrase(p query.Phrase, within bitset, scored bool) (bitset, error) {
	switch pl := r.phrasePlan(p); len(pl.places) {
	case 0:
		return nil, nil
	case 1:
		return r.formSet(pl.places[0], p.In, scored)
	default:
		return r.inRow(pl.places, p.In, p.Slop, within, scored)
	}
}

// inRow finds the cables where words stand in a row, each place with one of
// several words. The index tells the cables that have them all; the word
// streams of these tell which have them in order.
func (r *run) inRow(places [][]uint32, in string, slop int, within bitset, scored bool) (bitset, error) {
	found := newBitset(r.a.n)
	l := &leaf{in: in}
	for _, forms := range places {
		if len(forms) == 0 {
			return found, nil
		}
	}
	fields := fieldsOf(in)
	cands := make([]bitset, len(fields))
	for _, forms := range r.telling(places) {
		df := newBitset(r.a.n)
		for i, field := range fields {
			b := newBitset(r.a.n)
			if err := r.mark(b, field, forms); err != nil {
				return nil, err
			}
			df.or(b)
			if cands[i] == nil {
				cands[i] = b
			} else {
				cands[i].and(b)
			}
		}
		l.idf += idf(r.a.n, df.count())
	}
	matches, err := r.matchRows(cands, places, in, slop, within)
	if err != nil {
		return nil, err
	}
	for _, m := range matches {
		found.set(m.ord)
	}
	if scored {
		l.matches = matches
	}
	if scored {
		r.leaves = append(r.leaves, l)
	}
	return found, nil
}

// matchRows finds the rows among candidates by field. Pairs of frequent words are
// looked up, all else is read.
func (r *run) matchRows(cands []bitset, places [][]uint32, in string, slop int, within bitset) ([]phraseMatch, error) {
	subjectOnly := in == fieldSubject
	if slop == 0 && isSingle(places) {
		if len(places) == 2 {
			if _, ok := pairOf(true, places[0][0], places[1][0]); ok {
				return r.a.pairMatches(places[0][0], places[1][0], subjectOnly, within), nil
			}
		}
		for i, field := range fieldsOf(in) {
			for k := range places[1:] {
				if pair, ok := pairOf(field == fieldSubject, places[k][0], places[k+1][0]); ok {
					having := newBitset(r.a.n)
					r.a.pairs.each(pair, func(ord, _ uint32) { having.set(ord) })
					cands[i].and(having)
				}
			}
		}
	}
	cand := cands[0]
	for _, c := range cands[1:] {
		cand.or(c)
	}
	if within != nil {
		cand.and(within)
	}
	return r.countRows(cand, places, slop, subjectOnly)
}

// isSingle reports whether each place has one word, as in all phrases.
func isSingle(places [][]uint32) bool {
	return !slices.ContainsFunc(places, func(p []uint32) bool { return len(p) != 1 })
}

// pairMatches are the rows of two frequent words.
func (a *Archive) pairMatches(first, second uint32, subjectOnly bool, within bitset) []phraseMatch {
	var subjects, out []phraseMatch
	pair, _ := pairOf(true, first, second)
	a.pairs.each(pair, func(ord, count uint32) {
		if within == nil || within.has(ord) {
			subjects = append(subjects, phraseMatch{ord: ord, subject: count})
		}
	})
	if subjectOnly {
		return subjects
	}
	pair, _ = pairOf(false, first, second)
	a.pairs.each(pair, func(ord, count uint32) {
		if within != nil && !within.has(ord) {
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
func (r *run) countRows(cand bitset, places [][]uint32, slop int, subjectOnly bool) ([]phraseMatch, error) {
	step := rowPiece / 64
	pieces := make([][]phraseMatch, (len(cand)+step-1)/step)
	eg, ctx := errgroup.WithContext(r.ctx)
	eg.SetLimit(runtime.GOMAXPROCS(0))
	if cand.count() <= rowPiece {
		step, pieces = max(1, len(cand)), pieces[:1] // not worth a second core
	}
	for i := range pieces {
		eg.Go(func() (err error) {
			if err := ctx.Err(); err != nil {
				return err
			}
			lo := i * step
			pieces[i], err = r.a.countPiece(cand[lo:min(lo+step, len(cand))], uint32(lo*64), rowCounter(places, slop), subjectOnly)
			return err
		})
	}
	if err := eg.Wait(); err != nil {
		return nil, err
	}
	return slices.Concat(pieces...), nil
}

// countPiece counts rows in a stretch of cables that begins at first.
func (a *Archive) countPiece(cand bitset, first uint32, count func([]byte) (uint32, error), subjectOnly bool) (out []phraseMatch, err error) {
	cand.each(func(i uint32) bool {
		m := phraseMatch{ord: first + i}
		var subject, body, rest []byte
		if subject, rest, err = cutList(a.streams.get(m.ord)); err != nil {
			return false
		}
		if m.subject, err = count(subject); err != nil {
			return false
		}
		if !subjectOnly {
			if body, _, err = cutList(rest); err != nil {
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

// rowCounter counts a row of places in an encoded list of words. As long as
// each place has one word, as in all phrases, nothing need be decoded.
func rowCounter(places [][]uint32, slop int) func(list []byte) (uint32, error) {
	single := isSingle(places)
	if single && slop == 0 {
		row := appendIDs(nil, slices.Concat(places...))
		return func(list []byte) (uint32, error) { return countBytes(list, row), nil }
	}
	if slop > 0 {
		near := newNearFinder(places, slop)
		if single && !near.veryFrequent() {
			return func(list []byte) (uint32, error) { return near.countBytes(list), nil }
		}
		return near.count
	}
	var ids []uint32
	return func(list []byte) (n uint32, err error) {
		if ids, err = decodeIDs(ids[:0], list); err != nil {
			return 0, err
		}
		eachRow(ids, places, func(int) { n++ })
		return n, nil
	}
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
		if !isStop(r.a.words.word(p[0])) {
			rare = append(rare, p)
		}
	}
	if len(rare) > 0 {
		return rare
	}
	return all
}

// eachRow calls f with the beginning of each place in ids where words of the
// places follow each other.
func eachRow(ids []uint32, places [][]uint32, f func(at int)) {
	first := places[0]
	for i := 0; i+len(places) <= len(ids); i++ {
		if !has(first, ids[i]) {
			continue
		}
		k := 1
		for k < len(places) && has(places[k], ids[i+k]) {
			k++
		}
		if k == len(places) {
			f(i)
		}
	}
}

// has reports whether an id is in a set, which is in order.
func has(set []uint32, id uint32) bool {
	switch len(set) {
	case 0:
		return false
	case 1:
		return set[0] == id
	}
	_, ok := slices.BinarySearch(set, id)
	return ok
}
