package search

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"math/bits"
	"slices"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"reftel/internal/archive"
	"reftel/internal/archive/rank"
	"reftel/internal/index/words"
	"reftel/internal/query"
	"reftel/internal/text"
	"reftel/internal/text/rows"
)

// Rules of likeness. The cost follows similarPostings.
const (
	similarTerms    = 16   // telling words that are looked up
	similarTried    = 60   // words that are tried for it
	similarPostings = 5000 // cables that are looked at, counted for each word
	similarWeighed  = 3    // times as many candidates are compared as are shown
	similarCommon   = 10   // a word that one in so many cables has tells little
	similarShared   = 3    // telling words that like cables share at least
	similarTwins    = 0.9  // part of words shared from which cables are the same text
	similarReasons  = 4    // words shown as reason
	subjectWorth    = 3    // a word of the subject counts as so many of the text
)

// Similar finds up to n cables that share the telling words of a cable: those
// that it uses much and few others use. Cables of nearly the same text are left
// out, the most alike come first.
func (a *Archive) Similar(ctx context.Context, id string, n int) ([]archive.Likeness, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("similar to %.64q: %w", id, err)
	}
	ord, err := a.ordinal(id)
	if err != nil || n < 1 {
		return nil, err
	}
	f, err := a.findLike(ctx, ord, n)
	if err != nil {
		return nil, fmt.Errorf("similar to %s: %w", id, err)
	}
	var out []archive.Likeness
	for _, c := range f.cables {
		l, err := a.likeness(ord, c, f.words)
		if err != nil {
			return nil, fmt.Errorf("similar to %s: %w", id, err)
		}
		out = append(out, l)
	}
	return out, nil
}

// likeSlots is how many cables' similar ones are remembered. Pages that many
// people look at are few, and to find what is similar takes as long as all else
// on a page.
const likeSlots = 1 << 13

// foundLike are the cables that are like one, with the words of their bits.
type foundLike struct {
	ord, n uint32
	words  []uint32
	cables []candidate
}

// likeMemory remembers what was found last in each slot.
type likeMemory [likeSlots]atomic.Pointer[foundLike]

// Forget lets go of what is remembered of answers, for who measures how long they take.
func (a *Archive) Forget() {
	a.found.Forget()
	for i := range a.like {
		a.like[i].Store(nil)
	}
}

func (a *Archive) findLike(ctx context.Context, ord uint32, n int) (*foundLike, error) {
	slot := &a.like[ord%likeSlots]
	if f := slot.Load(); f != nil && f.ord == ord && f.n == uint32(n) {
		return f, nil
	}
	words, err := a.telling(ctx, ord)
	if err != nil {
		return nil, err
	}
	f := &foundLike{ord: ord, n: uint32(n)}
	if f.cables, err = a.alike(ord, words, n); err != nil {
		return nil, err
	}
	for _, w := range words {
		f.words = append(f.words, w.id)
	}
	slot.Store(f)
	return f, nil
}

// A tellingWord is a word of a cable with its weight and the cables that have
// it, each of them once for the text and once for the subject.
type tellingWord struct {
	id     uint32
	weight float64
	cables []uint32
}

// telling are the words of a cable that say most about it, the heaviest first:
// by their number there, and by how few cables have them. Numbers of words are
// ranks by frequency, which tells beforehand which are worth a look.
func (a *Archive) telling(ctx context.Context, ord uint32) ([]tellingWord, error) {
	var s words.Stream
	if err := a.readWords(&s, ord); err != nil {
		return nil, err
	}
	r := a.newRun(ctx)
	var out []tellingWord
	common := max(a.n/similarCommon, similarShared)
	all := make([]uint32, 0, similarPostings) // cables of all words of out
	tried := a.tried(a.weighed(&s))
	var ids []uint32
	for _, w := range tried[:min(len(tried), similarTerms)] {
		ids = append(ids, w.id)
	}
	if err := r.ahead(ids); err != nil {
		return nil, err
	}
	for _, w := range tried {
		if len(out) == similarTerms {
			break
		}
		cables, err := r.having(w.id, all[len(all):min(cap(all), len(all)+common)])
		if err != nil {
			return nil, err
		}
		df := len(cables)
		if df < 2 {
			continue
		}
		all = all[:len(all)+df]
		out = append(out, tellingWord{w.id, (1 + math.Log(float64(w.count))) * rank.Idf(a.n, df), cables})
	}
	slices.SortFunc(out, func(x, y tellingWord) int {
		return cmp.Or(cmp.Compare(y.weight, x.weight), cmp.Compare(x.id, y.id))
	})
	return out, nil
}

// A weighedWord is a word of a cable, how often it has it, and a guess of what
// the word is worth.
type weighedWord struct {
	id, count uint32
	weight    float32
}

// weighed are the words of a cable that others have too, the heaviest first.
func (a *Archive) weighed(s *words.Stream) []weighedWord {
	counts := a.marks.get() // by the numbers of words: to sort a text takes ten times as long
	for _, id := range s.Body {
		counts[id]++
	}
	for _, id := range s.Subject {
		counts[id] += subjectWorth
	}
	var words []weighedWord
	for _, ids := range [][]uint32{s.Body, s.Subject} {
		for _, id := range ids {
			count := counts[id]
			counts[id] = 0
			if count > 0 && id < a.words.Once && id != rows.Break {
				words = append(words, weighedWord{id, count, float32((1 + math.Log(float64(count))) * math.Log(1+float64(id)))})
			}
		}
	}
	a.marks.giveBack(counts)
	slices.SortFunc(words, func(x, y weighedWord) int {
		return cmp.Or(cmp.Compare(y.weight, x.weight), cmp.Compare(x.id, y.id))
	})
	return words
}

// tried are the first of some words that can say something.
func (a *Archive) tried(ws []weighedWord) []weighedWord {
	out := ws[:0]
	for _, w := range ws {
		if len(out) == similarTried {
			break
		}
		if tells(a.words.Word(w.id)) {
			out = append(out, w)
		}
	}
	return out
}

// having fills room with the cables that have a word, in texts and in subjects.
// There are none where they do not fit.
func (r *run) having(word uint32, room []uint32) ([]uint32, error) {
	if err := r.ctx.Err(); err != nil {
		return nil, err
	}
	n := 0
	for _, field := range bothFields {
		for _, s := range r.readers {
			list, err := s.Word(field, word)
			if err != nil {
				return nil, err
			}
			if list.Count() > len(room)-n {
				return nil, nil
			}
			err = s.Each(list, func(ord uint32) {
				room[n] = ord
				n++
			})
			if err != nil {
				return nil, err
			}
		}
	}
	return room[:n], nil
}

// tells reports whether a word can say what a cable is about.
func tells(w string) bool {
	first, _ := utf8.DecodeRuneInString(w)
	return unicode.IsLetter(first) && len(w) > 2 && !text.IsStop(w)
}

// A candidate shares words with a cable.
type candidate struct {
	ord    uint32
	score  float32
	shared uint32 // a bit for each telling word
}

// alike are the best cables of the words, without ord and its twins.
func (a *Archive) alike(ord uint32, words []tellingWord, n int) ([]candidate, error) {
	var out []candidate
	twins := twinFinder{a: a, ord: ord}
	for _, c := range a.sharing(ord, words, similarWeighed*n) {
		if len(out) == n {
			break
		}
		if bits.OnesCount32(c.shared) < similarShared {
			continue
		}
		same, err := twins.has(c, len(words))
		if err != nil {
			return nil, err
		}
		if !same {
			out = append(out, c)
		}
	}
	twins.end()
	return out, nil
}

// sharing are the k cables that share most, without one, equal ones in archive
// order.
func (a *Archive) sharing(ord uint32, words []tellingWord, k int) []candidate {
	n := 0
	for _, w := range words {
		n += len(w.cables)
	}
	places := a.places.get() // one more than the place among all; 0 for none
	all := make([]candidate, 0, n)
	for i, w := range words {
		for _, o := range w.cables {
			if places[o] == 0 {
				all = append(all, candidate{ord: o})
				places[o] = uint32(len(all))
			}
			if c := &all[places[o]-1]; c.shared>>i&1 == 0 {
				t := a.lengths.body[o]
				c.score += float32(w.weight) * t / (t + rank.K1)
				c.shared |= 1 << i
			}
		}
	}
	best := make([]candidate, 0, k+1)
	for _, c := range all {
		places[c.ord] = 0
		if c.ord == ord || c.shared&(c.shared-1) == 0 || len(best) == k && c.compare(best[k-1]) > 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(best, c, candidate.compare)
		best = slices.Insert(best, at, c)
		best = best[:min(k, len(best))]
	}
	a.places.giveBack(places)
	return best
}

// compare is less than 0 for the better of two candidates.
func (c candidate) compare(d candidate) int {
	return cmp.Or(cmp.Compare(d.score, c.score), cmp.Compare(c.ord, d.ord))
}

// A twinFinder finds the cables of nearly the same text as one.
type twinFinder struct {
	a           *Archive
	ord         uint32
	own, theirs words.Stream
	count       int      // words of the one, each once
	marks       []uint32 // by the numbers of words, whose they are; nil until they are needed
}

// Whose a word is.
const (
	ownWord   = 1
	theirWord = 2
)

// has reports whether a candidate has nearly the same text. One that shares
// less than half of the telling words has not.
func (t *twinFinder) has(c candidate, telling int) (bool, error) {
	if slices.Contains(t.a.columns.Copies.Group(t.ord), c.ord) {
		return true, nil
	}
	if 2*bits.OnesCount32(c.shared) < telling {
		return false, nil
	}
	if t.marks == nil {
		if err := t.a.readWords(&t.own, t.ord); err != nil {
			return false, err
		}
		t.marks = t.a.marks.get()
		for _, id := range t.own.Body {
			t.count += int(1 - t.marks[id])
			t.marks[id] = ownWord
		}
	}
	if err := t.a.readWords(&t.theirs, c.ord); err != nil {
		return false, err
	}
	all, both := t.count, 0
	for _, id := range t.theirs.Body {
		switch t.marks[id] {
		case 0:
			all++
		case ownWord:
			both++
		}
		t.marks[id] |= theirWord
	}
	for _, id := range t.theirs.Body {
		t.marks[id] &^= theirWord
	}
	return float64(both)/float64(max(1, all)) >= similarTwins, nil
}

// end gives the marks back, as they were lent.
func (t *twinFinder) end() {
	if t.marks == nil {
		return
	}
	for _, id := range t.own.Body {
		t.marks[id] = 0
	}
	t.a.marks.giveBack(t.marks)
}

// likeness says why a cable is like ord.
func (a *Archive) likeness(ord uint32, c candidate, words []uint32) (l archive.Likeness, err error) {
	for i, id := range words {
		if c.shared>>i&1 == 1 && len(l.Words) < similarReasons {
			l.Words = append(l.Words, a.words.Word(id))
		}
	}
	theirs := a.columns.Rows.Of(query.Tags, c.ord)
	for _, v := range a.columns.Rows.Of(query.Tags, ord) {
		if slices.Contains(theirs, v) {
			l.Tags = append(l.Tags, a.columns.Column(query.Tags).Values[v])
		}
	}
	l.Summary, err = a.store.Summary(c.ord)
	return l, err
}

// readWords takes the words of a cable, all of which the vocabulary has.
func (a *Archive) readWords(s *words.Stream, ord uint32) error {
	a.some.Ahead([]uint32{ord})
	if err := s.Decode(a.some.Get(ord)); err != nil {
		return err
	}
	for _, ids := range [][]uint32{s.Subject, s.Body} {
		for _, id := range ids {
			if int(id) >= a.words.Len() {
				return fmt.Errorf("word stream %d: no word has the number %d", ord, id)
			}
		}
	}
	return nil
}
