package postings

import (
	"encoding/binary"
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
	"github.com/blevesearch/vellum"

	"reftel/internal/codec"
	"reftel/internal/index/words"
	"reftel/internal/recfile"
)

// How often the documents of a list have a word stands behind the list, in chunks of about
// a thousand documents: how many bytes up to the end of each chunk, then for each document
// its frequency and a number that is the same for all. Bleve's iterator takes several times
// as long for a document as these two bytes do, and a prefix reads a million of them.

// A zapSegment tells where its bytes are. It is the one kind whose frequencies are read
// here; those of any other are read by Bleve.
type zapSegment interface {
	Data() []byte
	DictAddr(field string) (uint64, error)
	Version() uint32
	ChunkMode() uint32
}

// What of a segment is understood.
const (
	zapVersion   = 17
	zapChunkMode = 1026
	zapChunk     = 1024 // documents of a list that a chunk has on average
)

// A dictionary is the words of a field of a segment, with where their lists stand.
type dictionary struct {
	data []byte       // of the segment
	own  recfile.Span // where the words stand in it
	fst  *vellum.FST
}

// loadDictionary reads the head of the words of a field. It is nil for segments of another kind, and
// where no cable has such a field.
func loadDictionary(of segment.Segment, field string) (*dictionary, error) {
	s, ok := of.(zapSegment)
	if !ok || s.Version() != zapVersion || s.ChunkMode() != zapChunkMode {
		return nil, nil
	}
	at, err := s.DictAddr(field)
	if err != nil {
		return nil, nil
	}
	data := s.Data()
	r := codec.Scanner{B: data[min(at, uint64(len(data))):]}
	b := r.Bytes(r.Count())
	if r.Bad {
		return nil, fmt.Errorf("postings: words of %s: %w", field, codec.ErrShort)
	}
	fst, err := vellum.Load(b)
	if err != nil {
		return nil, fmt.Errorf("postings: words of %s: %w", field, err)
	}
	end := uint64(len(data) - len(r.B))
	return &dictionary{data, recfile.Span{From: end - uint64(len(b)), To: end}, fst}, nil
}

// A finder finds where the lists of words stand in a field of a segment.
type finder struct {
	*dictionary
	words *vellum.Reader
}

// finder is nil where Bleve is asked for all.
func (r *Reader) finder(f words.Field) (*finder, error) {
	if r.finders[f] == nil && r.own[f] != nil {
		words, err := r.own[f].fst.Reader()
		if err != nil {
			return nil, fmt.Errorf("postings: words of %s: %w", f, err)
		}
		r.finders[f] = &finder{r.own[f], words}
	}
	return r.finders[f], nil
}

// find is where the list of a word stands; 0 where that says itself that it is in one
// document, or there is none.
func (f *finder) find(word string) (uint64, error) {
	at, ok, err := f.words.Get([]byte(word))
	if err != nil || !ok || at >= uint64(len(f.data)) {
		return 0, err
	}
	return at, nil
}

// extents are where the list that stands at a place has its documents, and where their
// frequencies, which are none where it has none. Bleve writes these before the documents.
func (f *finder) extents(at uint64) (docs, freqs recfile.Span) {
	r := codec.Scanner{B: f.data[at:]}
	begin, _, n := r.Uvarint(), r.Uvarint(), r.Count()
	if r.Bad {
		return docs, freqs
	}
	docs = recfile.Span{From: at, To: at + uint64(len(f.data[at:])-len(r.B)+n)}
	if 0 < begin && begin < at {
		freqs = recfile.Span{From: begin, To: at}
	}
	return docs, freqs
}

// A chunked reads frequencies of documents that are asked for in their order.
type chunked struct {
	size  uint32 // documents of the segment that a chunk is about
	ends  []byte // of the chunks, by their number, those that were not come to yet
	data  []byte // all chunks
	chunk []byte // what was not read of the chunk at hand
	at    uint32 // number of the next chunk
	begin uint64 // where it begins
}

// newChunked reads what stands before the chunks of a list of so many documents.
func newChunked(b []byte, list, docs int) (c chunked, err error) {
	r := codec.Scanner{B: b}
	n := r.Uvarint()
	c.ends = r.B
	for range n {
		if r.Uvarint(); r.Bad {
			break
		}
	}
	c.data, c.size = r.B, uint32(docs/(list/zapChunk+1))
	if r.Bad || c.size == 0 {
		return c, errFrequencies
	}
	return c, nil
}

var errFrequencies = fmt.Errorf("postings: frequencies: %w", codec.ErrShort)

// enter goes to the chunk of a number and tells the first number behind it.
func (c *chunked) enter(num uint32) (end uint32, err error) {
	for want := num / c.size; c.at <= want; c.at++ {
		last, k := binary.Uvarint(c.ends)
		if k <= 0 || last < c.begin || last > uint64(len(c.data)) {
			return 0, errFrequencies
		}
		c.chunk, c.begin, c.ends = c.data[c.begin:last], last, c.ends[k:]
	}
	return c.at * c.size, nil
}

// next is the frequency of the next document of the chunk.
func (c *chunked) next() (uint32, error) {
	if b := c.chunk; len(b) > 1 && b[0] < 0x80 && b[1] < 0x80 {
		c.chunk = b[2:]
		return uint32(b[0] >> 1), nil // the last bit says that places are told
	}
	times, k := binary.Uvarint(c.chunk)
	if k <= 0 {
		return 0, errFrequencies
	}
	_, m := binary.Uvarint(c.chunk[k:])
	if m <= 0 {
		return 0, errFrequencies
	}
	c.chunk = c.chunk[k+m:]
	return uint32(times >> 1), nil
}

// Frequencies calls f with the cables of a list of a word and how often each has the
// word, many at a time. Where docs is not nil, only those count that are in it.
func (r *Reader) Frequencies(l List, docs *Docs, f func(ords, freqs []uint32)) error {
	l, err := r.docs(l)
	bm := l.bm
	switch {
	case err != nil:
		return err
	case l.isOne && (docs == nil || docs.bm.Contains(l.one)):
		f([]uint32{r.ord(l.one)}, []uint32{1})
		return nil
	case bm == nil:
		return nil
	}
	var told recfile.Span
	if l.at != 0 {
		_, told = l.find.extents(l.at)
	}
	if told.To == 0 {
		return l.frequencies(docs, func(nums, freqs []uint32) { f(r.toOrds(nums), freqs) })
	}
	some, wanted := bm, bm.GetCardinality()
	if docs != nil {
		some = roaring.And(bm, docs.bm)
		wanted = some.GetCardinality()
	}
	if wanted == 0 {
		return nil
	}
	if l.asked && told.To-told.From <= wanted*apart {
		recfile.Fetch(r.file, []recfile.Span{told})
	}
	c, err := newChunked(l.find.data[told.From:told.To], l.Count(), r.size)
	if err != nil {
		return err
	}
	if wanted == bm.GetCardinality() {
		return r.readAll(bm, c, f)
	}
	return r.readSome(bm, some, c, f)
}

func (r *Reader) readAll(all *roaring.Bitmap, c chunked, f func(ords, freqs []uint32)) error {
	end := uint32(0)
	r.many.Initialize(all)
	for n := r.many.NextMany(r.room[:]); n > 0; n = r.many.NextMany(r.room[:]) {
		for i, num := range r.room[:n] {
			var err error
			if num >= end {
				if end, err = c.enter(num); err != nil {
					return err
				}
			}
			if r.freqs[i], err = c.next(); err != nil {
				return err
			}
		}
		f(r.toOrds(r.room[:n]), r.freqs[:n])
	}
	return nil
}

// readSome passes over the documents that are not in some, and decodes no chunk that has
// none of these.
func (r *Reader) readSome(all, some *roaring.Bitmap, c chunked, f func(ords, freqs []uint32)) error {
	nums, freqs := &r.room, &r.freqs
	n := 0
	wanted := some.Iterator()
	it := all.Iterator()
	for wanted.HasNext() {
		num := wanted.Next()
		end, err := c.enter(num)
		if err != nil {
			return err
		}
		it.AdvanceIfNeeded(end - c.size)
		for it.HasNext() && it.PeekNext() < end {
			doc := it.Next()
			times, err := c.next()
			if err != nil {
				return err
			}
			if doc != num {
				continue
			}
			nums[n], freqs[n] = num, times
			if n++; n == len(nums) {
				f(r.toOrds(nums[:]), freqs[:])
				n = 0
			}
			if !wanted.HasNext() || wanted.PeekNext() >= end {
				break
			}
			num = wanted.Next()
		}
	}
	f(r.toOrds(nums[:n]), freqs[:n])
	return nil
}
