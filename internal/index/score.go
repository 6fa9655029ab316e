package index

import (
	"encoding/binary"
	"math"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// The ranking is BM25F: the occurrences of a word in subject and body, each
// made fair to the length of the field, are added with their weights, and the
// sum saturates once.
//
//	tf(d)    = Σ weight(f) · freq(f,d) / (1 − b(f) + b(f) · length(f,d) / mean length(f))
//	score(d) = Σ idf(w) · tf / (tf + k1)      idf = ln(1 + (N − df + ½) / (df + ½))
//
// The frequency of a word is that of all words with its stem together, df the
// number of cables with any of them. A phrase has the idf of its words added,
// but those of very common ones. Bleve's own BM25 takes the number of distinct
// words for the length of all texts in this release, hence our own.
const (
	bm25K1        = 1.2
	bm25BBody     = 0.75
	bm25BSubject  = 0.5
	weightBody    = 1.0
	weightSubject = 4.0
)

func idf(n, df int) float64 {
	return math.Log(1 + (float64(n)-float64(df)+0.5)/(float64(df)+0.5))
}

// lengths hold weight/(1−b+b·length/mean) of each cable and field.
type lengths struct{ subject, body []float32 }

func newLengths(raw []byte) lengths {
	n := len(raw) / 8
	var sumS, sumB float64
	at := func(i int) (s, b float64) {
		return float64(binary.LittleEndian.Uint32(raw[8*i:])), float64(binary.LittleEndian.Uint32(raw[8*i+4:]))
	}
	for i := range n {
		s, b := at(i)
		sumS += s
		sumB += b
	}
	meanS, meanB := max(1, sumS)/float64(n), max(1, sumB)/float64(n)
	l := lengths{make([]float32, n), make([]float32, n)}
	for i := range n {
		s, b := at(i)
		l.subject[i] = float32(weightSubject / (1 - bm25BSubject + bm25BSubject*s/meanS))
		l.body[i] = float32(weightBody / (1 - bm25BBody + bm25BBody*b/meanB))
	}
	return l
}

// scratch lends arrays of one number a cable. They are returned zeroed.
type scratch struct {
	n    int
	pool sync.Pool
}

func (s *scratch) get() []float32 {
	if p, ok := s.pool.Get().(*[]float32); ok {
		return *p
	}
	return make([]float32, s.n)
}

func (s *scratch) put(p []float32) {
	clear(p)
	s.pool.Put(&p)
}

// score fills scores for the cables in match.
func (r *run) score(match bitset, scores []float32) error {
	tf := r.a.scratch.get()
	defer r.a.scratch.put(tf)
	var docs []*roaring.Bitmap // of match, a shard each
	for _, l := range r.leaves {
		if l.forms == nil {
			for _, m := range l.matches {
				if match.has(m.ord) {
					t := float32(m.subject)*r.a.lengths.subject[m.ord] + float32(m.body)*r.a.lengths.body[m.ord]
					scores[m.ord] += float32(l.idf) * t / (t + bm25K1)
				}
			}
			continue
		}
		if docs == nil {
			docs = r.a.documents(match)
		}
		touched := newBitset(r.a.n)
		for _, field := range fieldsOf(l.in) {
			norms := r.a.lengths.body
			if field == fieldSubject {
				norms = r.a.lengths.subject
			}
			for i, s := range r.a.shards {
				for _, id := range l.forms {
					if err := r.ctx.Err(); err != nil {
						return err
					}
					list, err := r.postings(i, field, id)
					if err != nil {
						return err
					}
					if err := frequencies(list, docs[i], func(num uint64, freq uint64) {
						ord := s.ords[num]
						tf[ord] += float32(freq) * norms[ord]
						touched.set(ord)
					}); err != nil {
						return err
					}
				}
			}
		}
		idf := float32(l.idf)
		touched.each(func(ord uint32) bool {
			t := tf[ord]
			scores[ord] += idf * t / (t + bm25K1)
			tf[ord] = 0
			return true
		})
	}
	return nil
}

// frequencies calls f for the documents of a list that are among docs.
func frequencies(list segment.PostingsList, docs *roaring.Bitmap, f func(num, freq uint64)) error {
	it := list.Iterator(true, false, false, nil)
	opt, ok := it.(segment.OptimizablePostingsIterator)
	if !ok {
		return nil
	}
	if one, ok := opt.DocNum1Hit(); ok {
		if docs.Contains(uint32(one)) {
			f(one, 1)
		}
		return nil
	}
	all := opt.ActualBitmap()
	if all == nil {
		return nil
	}
	some := roaring.And(all, docs)
	switch some.GetCardinality() {
	case 0:
		return nil
	case all.GetCardinality():
	default:
		opt.ReplaceActual(some)
	}
	for {
		p, err := it.Next()
		if err != nil || p == nil {
			return err
		}
		f(p.Number(), p.Frequency())
	}
}

// documents are the numbers of the cables in Bleve, shard by shard.
func (a *Archive) documents(match bitset) []*roaring.Bitmap {
	out := make([]*roaring.Bitmap, len(a.shards))
	for i, s := range a.shards {
		here := newBitset(len(s.ords))
		for num, ord := range s.ords {
			if match.has(ord) {
				here.set(uint32(num))
			}
		}
		out[i] = roaring.FromDense(here, true)
	}
	return out
}
