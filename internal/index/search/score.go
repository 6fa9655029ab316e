package search

import (
	"context"
	"sync"

	"reftel/internal/archive/polite"
	"reftel/internal/archive/rank"
	"reftel/internal/index/bitset"
	"reftel/internal/index/fault"
	"reftel/internal/index/postings"
	"reftel/internal/index/words"
)

// The ranking is that of package rank: the occurrences of a word in subject and body,
// each made fair to the length of the field, are added with their weights, and the sum
// saturates once.
//
// The frequency of a word is that of all words with its stem together, df the
// number of cables with any of them. A phrase has the idf of its words added,
// but those of very common ones. Bleve's own BM25 takes the number of distinct
// words for the length of all texts in this release, hence our own.
// lengths hold weight/(1−b+b·length/mean) of each cable and field.
type lengths struct{ subject, body []float32 }

func newLengths(of [][2]uint32) lengths {
	n := len(of)
	var sumS, sumB float64
	for _, l := range of {
		sumS += float64(l[0])
		sumB += float64(l[1])
	}
	meanS, meanB := max(1, sumS)/float64(n), max(1, sumB)/float64(n)
	out := lengths{make([]float32, n), make([]float32, n)}
	for i, l := range of {
		out.subject[i] = float32(rank.WeightSubject / (1 - rank.BSubject + rank.BSubject*float64(l[0])/meanS))
		out.body[i] = float32(rank.WeightBody / (1 - rank.BBody + rank.BBody*float64(l[1])/meanB))
	}
	return out
}

// scratch lends arrays of so many numbers, which are zeros.
type scratch[T float32 | uint32 | uint64] struct {
	n    int
	pool sync.Pool
}

func (s *scratch[T]) get() []T {
	if p, ok := s.pool.Get().(*[]T); ok {
		return *p
	}
	return make([]T, s.n)
}

// put takes back an array of any numbers.
func (s *scratch[T]) put(p []T) {
	clear(p)
	s.giveBack(p)
}

// giveBack takes back an array of zeros.
func (s *scratch[T]) giveBack(p []T) { s.pool.Put(&p) }

// Lists of fewer cables are added up on one core: a second would cost more than
// it saves.
const alone = 1000

// narrow reports whether only what matches is read of the lists of a leaf, of so many
// matches: to leave out the rest pays where that is most.
func (l *leaf) narrow(total int) bool { return l.hits > 2*total }

// giveBack takes back the scores that score filled for match. In an archive of millions to
// make zeros of all takes longer than most searches.
func (r *run) giveBack(match bitset.Set, scores []float32) {
	total := match.Count()
	wrote := total
	for _, l := range r.leaves {
		if l.lists != nil && !l.narrow(total) {
			wrote += l.hits
		}
	}
	if wrote > len(scores)/8 {
		r.a.scratch.put(scores)
		return
	}
	forget := func(ord uint32) bool { scores[ord] = 0; return true }
	match.EachIn(0, uint32(len(scores)), forget)
	for _, l := range r.leaves {
		if l.lists == nil || l.narrow(total) { // which wrote to matches alone
			continue
		}
		for i, s := range r.readers {
			l.sets[i].EachIn(s.First(), s.First()+uint32(s.Len()), forget)
		}
	}
	r.a.scratch.giveBack(scores)
}

// score fills scores for the cables in match. Others may get one too.
func (r *run) score(match bitset.Set, scores []float32) (err error) {
	var tf []float32 // of all but the first
	if len(r.leaves) > 1 {
		tf = r.a.scratch.get()
		defer func() {
			if err != nil {
				r.a.scratch.put(tf)
			} else {
				r.a.scratch.giveBack(tf) // each word leaves zeros
			}
		}()
	}
	total := match.Count()
	docs := make([]*postings.Docs, len(r.readers)) // of match
	for k, l := range r.leaves {
		if l.lists == nil {
			r.scorePhrase(l, match, scores)
			continue
		}
		narrow := l.narrow(total)
		var eg fault.Group
		if l.hits < alone {
			eg.SetLimit(1)
		}
		for i, s := range r.readers {
			eg.Go(func() error {
				if narrow && docs[i] == nil {
					docs[i] = s.Documents(match)
				}
				w := weigher{s: s, lengths: &r.a.lengths, scores: scores, touched: l.sets[i]}
				if k > 0 {
					w.tf = tf
				}
				if narrow {
					w.docs, w.touched, w.of = docs[i], match, l.sets[i]
				}
				return w.word(r.ctx, l, l.lists[i])
			})
		}
		if err := eg.Wait(); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) scorePhrase(l *leaf, match bitset.Set, scores []float32) {
	for _, m := range l.matches {
		if match.Has(m.ord) {
			t := float32(m.subject)*r.a.lengths.subject[m.ord] + float32(m.body)*r.a.lengths.body[m.ord]
			scores[m.ord] += float32(l.idf) * t / (t + rank.K1)
		}
	}
}

// A weigher adds up the occurrences of a word in the cables of a shard.
type weigher struct {
	s       *postings.Reader
	docs    *postings.Docs // nil for all
	lengths *lengths
	tf      []float32 // zeros, by ordinal; nil for the first word, while all scores are zeros
	scores  []float32
	touched bitset.Set // the cables that are weighed
	of      bitset.Set // as far as they are in this one, unless it is nil
}

func (w *weigher) word(ctx context.Context, l *leaf, fields formLists) error {
	tf := w.tf
	if tf == nil {
		tf = w.scores // a second array of a number a cable is more than a cache holds
	}
	for f, lists := range fields {
		norms := w.lengths.body
		if fieldsOf(l.in)[f] == words.Subject {
			norms = w.lengths.subject
		}
		for _, list := range lists {
			if err := ctx.Err(); err != nil {
				return err
			}
			read := 0
			err := w.s.Frequencies(list, w.docs, func(ords, freqs []uint32) {
				if read += len(ords); read > politeListed {
					read = 0
					_ = polite.Step(ctx) // the next list sees the end
				}
				for i, ord := range ords {
					tf[ord] += float32(freqs[i]) * norms[ord]
				}
			})
			if err != nil {
				return err
			}
		}
	}
	idf := float32(l.idf)
	first := w.s.First()
	w.touched.EachIn(first, first+uint32(w.s.Len()), func(ord uint32) bool {
		if w.of != nil && !w.of.Has(ord) {
			return true
		}
		t := tf[ord]
		if w.tf == nil {
			w.scores[ord] = idf * t / (t + rank.K1)
		} else {
			w.scores[ord] += idf * t / (t + rank.K1)
			tf[ord] = 0
		}
		return true
	})
	return nil
}
