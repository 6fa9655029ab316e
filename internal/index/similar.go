package index

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"unicode"
	"unicode/utf8"

	"reftel/internal/query"
)

// Rules of likeness. The cost follows similarPostings.
const (
	similarChosen   = 60      // words of a cable that are weighed by their postings
	similarTerms    = 25      // of these, the most telling that are looked up
	similarPostings = 400_000 // cables that are looked at, counted for each word
	similarWeighed  = 3       // times as many candidates are compared as are shown
	similarCommon   = 10      // a word that one in so many cables has tells little
	similarShared   = 3       // telling words that like cables share at least
	similarTwins    = 0.9     // part of words shared from which cables are the same text
	similarReasons  = 4       // words shown as reason
	subjectWorth    = 3       // a word of the subject counts as so many of the text
)

// A Likeness is a cable that is like another, and why.
type Likeness struct {
	Summary
	Words []string // shared words that tell most, folded
	Tags  []string // shared TAGS codes
}

// Similar finds up to n cables that share the telling words of a cable: those
// that it uses much and few others use. Cables of nearly the same text are left
// out, the most alike come first.
func (a *Archive) Similar(ctx context.Context, id string, n int) ([]Likeness, error) {
	ord, err := a.ordinal(id)
	if err != nil || n < 1 {
		return nil, err
	}
	terms, err := a.telling(ctx, ord)
	if err != nil {
		return nil, fmt.Errorf("similar to %s: %w", id, err)
	}
	found, err := a.alike(ord, terms, n)
	if err != nil {
		return nil, fmt.Errorf("similar to %s: %w", id, err)
	}
	return found, nil
}

// A tellingWord is a word of a cable with its weight and its other cables.
type tellingWord struct {
	id     uint32
	weight float64
	cables bitset
}

// telling are the words of a cable that say most about it, the heaviest first:
// by their number there, and by how few cables have them. Numbers of words are
// ranks by frequency, which tells beforehand which are worth a look.
func (a *Archive) telling(ctx context.Context, ord uint32) ([]tellingWord, error) {
	var s wordStream
	if err := s.decode(a.streams.get(ord)); err != nil {
		return nil, err
	}
	freq := map[uint32]float64{}
	for _, id := range s.body {
		freq[id]++
	}
	for _, id := range s.subject {
		freq[id] += subjectWorth
	}
	delete(freq, lineBreak)
	var words []tellingWord
	for id, f := range freq {
		words = append(words, tellingWord{id: id, weight: (1 + math.Log(f)) * math.Log(1+float64(id))})
	}
	heaviest := func(x, y tellingWord) int {
		return cmp.Or(cmp.Compare(y.weight, x.weight), cmp.Compare(x.id, y.id))
	}
	slices.SortFunc(words, heaviest)
	words = slices.DeleteFunc(words, func(w tellingWord) bool { return !tells(a.words.word(w.id)) })
	words = words[:min(similarChosen, len(words))]

	r := a.newRun(ctx)
	for i := range words {
		w := &words[i]
		df, err := r.hits([]uint32{w.id})
		if err != nil {
			return nil, err
		}
		w.weight = 0
		if df > 1 && df <= max(a.n/similarCommon, similarShared) {
			w.weight = (1 + math.Log(freq[w.id])) * idf(a.n, df)
		}
	}
	words = slices.DeleteFunc(words, func(w tellingWord) bool { return w.weight == 0 })
	slices.SortFunc(words, heaviest)
	words = words[:min(similarTerms, len(words))]
	for i := range words {
		var err error
		if words[i].cables, err = r.formSet([]uint32{words[i].id}, "", false); err != nil {
			return nil, err
		}
	}
	return words, nil
}

// tells reports whether a word can say what a cable is about.
func tells(w string) bool {
	first, _ := utf8.DecodeRuneInString(w)
	return unicode.IsLetter(first) && len(w) > 2 && !isStop(w)
}

// alike are the best cables of the words, without ord and its twins.
func (a *Archive) alike(ord uint32, words []tellingWord, n int) ([]Likeness, error) {
	scores := a.scratch.get()
	defer a.scratch.put(scores)
	shared := newBitset(a.n)
	seen := 0
	for _, w := range words {
		if seen > similarPostings {
			break
		}
		w.cables.each(func(o uint32) bool {
			t := a.lengths.body[o]
			scores[o] += float32(w.weight) * t / (t + bm25K1)
			shared.set(o)
			seen++
			return true
		})
	}
	best := bestOf(shared, scores, ord, similarWeighed*n)
	own, err := a.wordSet(ord)
	if err != nil {
		return nil, err
	}
	var out []Likeness
	for _, c := range best {
		if len(out) == n {
			break
		}
		l, ok, err := a.likeness(ord, c.ord, words, own)
		if err != nil {
			return nil, err
		}
		if ok {
			out = append(out, l)
		}
	}
	return out, nil
}

// bestOf are the k best of a set, without one, equal ones in archive order.
func bestOf(set bitset, scores []float32, without uint32, k int) []ranking {
	var best []ranking
	set.each(func(o uint32) bool {
		if o == without || len(best) == k && scores[o] <= best[k-1].score {
			return true
		}
		i, _ := slices.BinarySearchFunc(best, scores[o], func(r ranking, s float32) int {
			if r.score >= s {
				return -1
			}
			return 1
		})
		best = slices.Insert(best[:min(len(best), k-1)], min(i, k-1), ranking{o, scores[o]})
		return true
	})
	return best
}

// likeness says why a cable is like ord; false where it shares too little or
// is nearly the same text.
func (a *Archive) likeness(ord, other uint32, words []tellingWord, own map[uint32]bool) (l Likeness, ok bool, err error) {
	shared := 0
	for _, w := range words {
		if !w.cables.has(other) {
			continue
		}
		if shared++; shared <= similarReasons {
			l.Words = append(l.Words, a.words.word(w.id))
		}
	}
	if shared < similarShared {
		return l, false, nil
	}
	theirs, err := a.wordSet(other)
	if err != nil {
		return l, false, err
	}
	both := 0
	for id := range theirs {
		if own[id] {
			both++
		}
	}
	if float64(both) >= similarTwins*float64(len(own)+len(theirs)-both) {
		return l, false, nil
	}
	tags := a.columns[query.Tags]
	theirTags := a.rows.of(query.Tags, other)
	for _, v := range a.rows.of(query.Tags, ord) {
		if slices.Contains(theirTags, v) {
			l.Tags = append(l.Tags, tags.values[v])
		}
	}
	l.Summary, err = a.summary(other)
	return l, err == nil, err
}

// wordSet are the words of a cable's text.
func (a *Archive) wordSet(ord uint32) (map[uint32]bool, error) {
	var s wordStream
	if err := s.decode(a.streams.get(ord)); err != nil {
		return nil, err
	}
	set := make(map[uint32]bool, len(s.body)/2)
	for _, id := range s.body {
		set[id] = true
	}
	return set, nil
}
