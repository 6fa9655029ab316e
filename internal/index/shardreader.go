package index

import (
	"context"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// A shardReader reads the posting lists of one shard for one query. It is not
// to be used by two goroutines at once.
type shardReader struct {
	*shard
	words *vocab
	dicts map[string]segment.TermDictionary // by field
	last  segment.PostingsList
	room  [256]uint32 // for document numbers
}

func (s *shardReader) dict(field string) (segment.TermDictionary, error) {
	d := s.dicts[field]
	if d == nil {
		var err error
		if d, err = s.segment.Dictionary(field); err != nil {
			return nil, err
		}
		s.dicts[field] = d
	}
	return d, nil
}

// postings is the list of a word, valid until the next call.
func (s *shardReader) postings(field string, word uint32) (segment.PostingsList, error) {
	d, err := s.dict(field)
	if err != nil {
		return nil, err
	}
	s.last, err = d.PostingsList([]byte(s.words.word(word)), nil, s.last)
	return s.last, err
}

// keep are the lists of words that occur, to be read again.
func (s *shardReader) keep(ctx context.Context, field string, words []uint32) ([]segment.PostingsList, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	d, err := s.dict(field)
	if err != nil {
		return nil, err
	}
	var lists []segment.PostingsList
	for _, w := range words {
		list, err := d.PostingsList([]byte(s.words.word(w)), nil, nil)
		if err != nil {
			return nil, err
		}
		if list.Count() > 0 {
			lists = append(lists, list)
		}
	}
	return lists, nil
}

// markList adds the cables of a list.
func (s *shardReader) markList(b bitset, list segment.PostingsList) { s.eachCable(list, b.set) }

// eachCable calls f with each cable of a list.
func (s *shardReader) eachCable(list segment.PostingsList, f func(ord uint32)) {
	bm, one, ok := bitmapOf(list)
	if ok {
		f(s.ords[one])
	}
	if bm == nil {
		return
	}
	it := bm.ManyIterator()
	for n := it.NextMany(s.room[:]); n > 0; n = it.NextMany(s.room[:]) {
		for _, num := range s.room[:n] {
			f(s.ords[num])
		}
	}
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

// documents are the numbers of the cables of a set that are in the shard.
func (s *shardReader) documents(set bitset) *roaring.Bitmap {
	here := newBitset(len(s.ords))
	last := s.first + uint32(len(s.nums))
	set.eachIn(s.first, last, func(ord uint32) { here.set(s.nums[ord-s.first]) })
	return roaring.FromDense(here, true)
}

// frequencies calls f with the documents of a list and how often each has the
// word, many at a time. Where docs is not nil, only those count that are in it.
func frequencies(list segment.PostingsList, docs *roaring.Bitmap, f func(nums, freqs []uint32)) error {
	it := list.Iterator(true, false, false, nil)
	opt, ok := it.(segment.OptimizablePostingsIterator)
	if !ok {
		return nil
	}
	if one, ok := opt.DocNum1Hit(); ok {
		if docs == nil || docs.Contains(uint32(one)) {
			f([]uint32{uint32(one)}, []uint32{1})
		}
		return nil
	}
	all := opt.ActualBitmap()
	if all == nil {
		return nil
	}
	if docs != nil {
		some := roaring.And(all, docs)
		switch some.GetCardinality() {
		case 0:
			return nil
		case all.GetCardinality():
		default:
			opt.ReplaceActual(some)
		}
	}
	var nums, freqs [128]uint32
	n := 0
	for {
		p, err := it.Next()
		if err != nil {
			return err
		}
		if p == nil {
			f(nums[:n], freqs[:n])
			return nil
		}
		nums[n], freqs[n] = uint32(p.Number()), uint32(p.Frequency())
		if n++; n == len(nums) {
			f(nums[:], freqs[:])
			n = 0
		}
	}
}
