package postings

import (
	"context"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"path/filepath"
	"slices"

	segment "github.com/blevesearch/scorch_segment_api/v2"

	"reftel/internal/codec"
	"reftel/internal/index/bitset"
	"reftel/internal/index/words"
	"reftel/internal/recfile"
)

// A Want is what a keyword field must hold.
type Want struct {
	Field  string
	Values int                                                          // how many there are
	Cables func(value string) (number uint32, cables []uint32, ok bool) // which have one, in order, until the next is asked for
}

// Verify decodes every posting and holds it against what is known without the
// index: how many cables have each word and how often all have it, by what was
// counted when the texts were read, and which cables have each value, by the
// columns.
func (x *Index) Verify(ctx context.Context, census *words.Census, wants []Want) error {
	if err := x.verifyWords(ctx, census); err != nil {
		return err
	}
	for _, w := range wants {
		if err := x.verifyKeyword(ctx, w); err != nil {
			return fmt.Errorf("field %s: %w", w.Field, err)
		}
	}
	return nil
}

func (x *Index) verifyWords(ctx context.Context, census *words.Census) error {
	times := make([]uint64, x.words.Len())
	for _, field := range []words.Field{words.Subject, words.Body} {
		docs := make([]int, x.words.Len())
		find, of := x.words.Finder(), x.shards[0]
		err := x.eachTerm(ctx, field.String(), true, func(s *shard, term string, list segment.PostingsList, it segment.PostingsIterator) error {
			if s != of { // the dictionary of another shard begins
				find, of = x.words.Finder(), s
			}
			id := find(term)
			if id == 0 {
				return fmt.Errorf("a word that no cable has: %q", term)
			}
			n, sum, err := s.sum(list, it)
			docs[id] += n
			times[id] += sum
			return err
		})
		if err != nil {
			return fmt.Errorf("field %s: %w", field, err)
		}
		for id := 1; id < x.words.Len(); id++ {
			if want := census.Docs(field, uint32(id)); docs[id] != want {
				return fmt.Errorf("field %s: %d cables with %q instead of %d", field, docs[id], x.words.Word(uint32(id)), want)
			}
		}
	}
	for id := 1; id < x.words.Len(); id++ {
		if want := census.Times(uint32(id)); times[id] != want {
			return fmt.Errorf("%q occurs %d times instead of %d", x.words.Word(uint32(id)), times[id], want)
		}
	}
	return nil
}

// sum counts the documents of a list and adds up how often they have the word.
func (s *shard) sum(list segment.PostingsList, it segment.PostingsIterator) (docs int, times uint64, err error) {
	for {
		p, err := it.Next()
		if err != nil || p == nil {
			if err == nil && uint64(docs) != list.Count() {
				err = fmt.Errorf("a list of %d documents that says it has %d", docs, list.Count())
			}
			return docs, times, err
		}
		if p.Number() >= uint64(s.size) || p.Frequency() == 0 {
			return 0, 0, fmt.Errorf("a posting that cannot be: document %d, %d times", p.Number(), p.Frequency())
		}
		docs++
		times += p.Frequency()
	}
}

// verifyKeyword compares, value by value, the cables of the postings with those
// of the columns.
func (x *Index) verifyKeyword(ctx context.Context, w Want) error {
	seen := bitset.New(w.Values)
	here := bitset.New(x.size())
	err := x.eachTerm(ctx, w.Field, false, func(s *shard, term string, _ segment.PostingsList, it segment.PostingsIterator) error {
		number, want, ok := w.Cables(term)
		if !ok {
			return fmt.Errorf("a value that no cable has: %q", term)
		}
		seen.Add(number)
		lo, _ := slices.BinarySearch(want, s.first)
		hi, _ := slices.BinarySearch(want, s.first+uint32(s.size))
		want = want[lo:hi]
		n := 0
		for {
			p, err := it.Next()
			if err != nil {
				return err
			}
			if p == nil {
				break
			}
			if p.Number() >= uint64(s.size) {
				return fmt.Errorf("%q: a posting that cannot be: document %d", term, p.Number())
			}
			here.Add(s.ord(uint32(p.Number())))
			n++
		}
		both := 0
		for _, ord := range want {
			if here.Has(ord) {
				both++
				here.Remove(ord)
			}
		}
		if both != len(want) || n != len(want) {
			return fmt.Errorf("%q: %d cables instead of %d, of which %d are the same", term, n, len(want), both)
		}
		return nil
	})
	if n := seen.Count(); err == nil && n != w.Values {
		err = fmt.Errorf("%d values instead of %d", n, w.Values)
	}
	return err
}

func (x *Index) size() int {
	n := 0
	for _, s := range x.shards {
		n += s.size
	}
	return n
}

// lastingTerms is after how many terms the memory is given back in which their lists stood.
const lastingTerms = 1 << 14

// forget gives back the memory in which what was read of the segment stands.
func (s *shard) forget() {
	if f, ok := s.segment.(interface{ Data() []byte }); ok {
		recfile.Forget(f.Data())
	}
}

// eachTerm calls f with each term of a field in each shard, its list and an
// iterator over it. Bleve panics on some damaged segments.
func (x *Index) eachTerm(ctx context.Context, field string, freqs bool, f func(*shard, string, segment.PostingsList, segment.PostingsIterator) error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("damaged: %v", r)
		}
	}()
	for i, s := range x.shards {
		dict, err := s.segment.Dictionary(field)
		if err != nil {
			return fmt.Errorf("shard %d: %w", i, err)
		}
		terms := dict.AutomatonIterator(nil, nil, nil)
		var list segment.PostingsList
		var it segment.PostingsIterator
		for n := 1; ; n++ {
			if n%lastingTerms == 0 {
				s.forget()
			}
			t, err := terms.Next()
			if err != nil {
				return fmt.Errorf("shard %d: %w", i, err)
			}
			if t == nil {
				break
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			if list, err = dict.PostingsList([]byte(t.Term), nil, list); err != nil {
				return fmt.Errorf("shard %d: %q: %w", i, t.Term, err)
			}
			it = list.Iterator(freqs, false, false, it)
			if err := f(s, t.Term, list, it); err != nil {
				return fmt.Errorf("shard %d: %w", i, err)
			}
		}
	}
	return nil
}

// Segments checks the checksum in the footer of each segment, which Bleve writes
// and never reads, and hands its bytes to sum, by its path within the generation.
func (x *Index) Segments(sum func(path string) io.Writer) error {
	for i, s := range x.shards {
		f, ok := s.segment.(interface {
			Path() string
			Data() []byte
			CRC() uint32
		})
		if !ok {
			return fmt.Errorf("postings: a segment of a kind that is not understood (%T)", s.segment)
		}
		rel, err := filepath.Rel(x.dir, f.Path())
		if err != nil {
			return fmt.Errorf("shard %d: %w", i, err)
		}
		b := f.Data()
		const footer = 4
		if len(b) < footer {
			return fmt.Errorf("%s: %w", f.Path(), codec.ErrShort)
		}
		w, crc := sum(rel), crc32.NewIEEE()
		if err := recfile.WriteMapped(io.MultiWriter(w, crc), b[:len(b)-footer]); err != nil {
			return err
		}
		if _, err := w.Write(b[len(b)-footer:]); err != nil {
			return err
		}
		if crc.Sum32() != f.CRC() || crc.Sum32() != binary.BigEndian.Uint32(b[len(b)-footer:]) {
			return fmt.Errorf("%s: its checksum does not fit", f.Path())
		}
	}
	return nil
}
