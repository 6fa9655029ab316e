package postings

import (
	"context"
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"

	"reftel/internal/index/bitset"
	"reftel/internal/index/words"
)

// A Reader reads the posting lists of one shard for one query. It is not to be
// used by two goroutines at once.
type Reader struct {
	*shard
	words *words.Vocab
	dicts map[string]segment.TermDictionary // by field
	last  segment.PostingsList
	room  [256]uint32 // for document numbers
	dense bitset.Set  // for a list as a set
}

// Readers are new readers, one for each shard.
func (x *Index) Readers() []*Reader {
	rs := make([]*Reader, len(x.shards))
	for i, s := range x.shards {
		rs[i] = &Reader{shard: s, words: x.words, dicts: map[string]segment.TermDictionary{}}
	}
	return rs
}

// First is the first cable of the shard, Len how many follow each other from it on.
func (r *Reader) First() uint32 { return r.first }

// Len is how many cables the shard has.
func (r *Reader) Len() int { return len(r.ords) }

// Ords are the cables by document number.
func (r *Reader) Ords() []uint32 { return r.ords }

func (r *Reader) dict(field string) (segment.TermDictionary, error) {
	d := r.dicts[field]
	if d == nil {
		var err error
		if d, err = r.segment.Dictionary(field); err != nil {
			return nil, err
		}
		r.dicts[field] = d
	}
	return d, nil
}

// A List is the cables of a shard that have a word in a field, or a value.
type List struct{ list segment.PostingsList }

// Count is how many cables that are.
func (l List) Count() int { return int(l.list.Count()) }

// Word is the list of a word, valid until the next call of Word or Value.
func (r *Reader) Word(f words.Field, word uint32) (List, error) {
	return r.lookup(f.String(), r.words.Word(word))
}

// Value is the list of a value of a keyword field, valid until the next call of
// Word or Value.
func (r *Reader) Value(field, value string) (List, error) { return r.lookup(field, value) }

func (r *Reader) lookup(field, term string) (List, error) {
	d, err := r.dict(field)
	if err != nil {
		return List{}, err
	}
	r.last, err = d.PostingsList([]byte(term), nil, r.last)
	return List{r.last}, err
}

// Keep are the lists of those words that occur, to be read again.
func (r *Reader) Keep(ctx context.Context, f words.Field, ids []uint32) ([]List, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	d, err := r.dict(f.String())
	if err != nil {
		return nil, err
	}
	var lists []List
	for _, w := range ids {
		list, err := d.PostingsList([]byte(r.words.Word(w)), nil, nil)
		if err != nil {
			return nil, err
		}
		if list.Count() > 0 {
			lists = append(lists, List{list})
		}
	}
	return lists, nil
}

// Mark adds the cables of a list to a set.
func (r *Reader) Mark(b bitset.Set, l List) error {
	if !r.inOrder {
		return r.Each(l, b.Add)
	}
	bm, one, ok, err := bitmapOf(l.list)
	if err != nil {
		return err
	}
	if ok {
		b.Add(r.first + uint32(one))
	}
	if bm != nil {
		r.mark(b, bm)
	}
	return nil
}

// mark adds the cables of documents to a set.
func (r *Reader) mark(b bitset.Set, bm *roaring.Bitmap) {
	if r.inOrder && bm.GetCardinality() > uint64(len(r.ords)/denser) {
		// Of many the words of the set are made at once.
		r.dense = bitset.Emptied(r.dense, len(r.ords))
		bm.WriteDenseTo(r.dense)
		b[r.first>>6:][:len(r.dense)].Or(r.dense)
		return
	}
	it := bm.ManyIterator()
	for n := it.NextMany(r.room[:]); n > 0; n = it.NextMany(r.room[:]) {
		for _, num := range r.room[:n] {
			b.Add(r.ords[num])
		}
	}
}

// denser: a list of more than one cable in so many is read as a set.
const denser = 64

// Each calls f with each cable of a list.
func (r *Reader) Each(l List, f func(ord uint32)) error {
	bm, one, ok, err := bitmapOf(l.list)
	if err != nil {
		return err
	}
	if ok {
		f(r.ords[one])
	}
	if bm == nil {
		return nil
	}
	it := bm.ManyIterator()
	for n := it.NextMany(r.room[:]); n > 0; n = it.NextMany(r.room[:]) {
		for _, num := range r.room[:n] {
			f(r.ords[num])
		}
	}
	return nil
}

// bitmapOf is the set of document numbers of a list, without a copy. A word
// that occurs once in one document has its number alone.
func bitmapOf(list segment.PostingsList) (bm *roaring.Bitmap, one uint64, ok bool, err error) {
	it := list.Iterator(false, false, false, nil)
	opt, understood := it.(segment.OptimizablePostingsIterator)
	if !understood {
		return nil, 0, false, errList(it)
	}
	one, ok = opt.DocNum1Hit()
	return opt.ActualBitmap(), one, ok, nil
}

// errList is for lists of another release of Bleve, which would find nothing
// otherwise.
func errList(it segment.PostingsIterator) error {
	return fmt.Errorf("postings: a list of a kind that is not understood (%T)", it)
}

// Docs are documents of a shard.
type Docs struct{ bm *roaring.Bitmap }

// Having are the documents that have one of some words in a field.
func (r *Reader) Having(f words.Field, ids []uint32) (*Docs, error) {
	d, err := r.dict(f.String())
	if err != nil {
		return nil, err
	}
	var of []*roaring.Bitmap
	for _, w := range ids {
		list, err := d.PostingsList([]byte(r.words.Word(w)), nil, nil)
		if err != nil {
			return nil, err
		}
		bm, one, ok, err := bitmapOf(list)
		if err != nil {
			return nil, err
		}
		if ok {
			of = append(of, roaring.BitmapOf(uint32(one)))
		} else if bm != nil {
			of = append(of, bm)
		}
	}
	switch len(of) {
	case 0:
		return &Docs{roaring.New()}, nil
	case 1:
		return &Docs{of[0]}, nil
	}
	return &Docs{roaring.FastOr(of...)}, nil
}

// Count is how many documents there are.
func (d *Docs) Count() int { return int(d.bm.GetCardinality()) }

// CountOr is how many there are in one of two.
func (d *Docs) CountOr(o *Docs) int { return int(d.bm.OrCardinality(o.bm)) }

// And are those that are in both.
func (d *Docs) And(o *Docs) *Docs { return &Docs{roaring.And(d.bm, o.bm)} }

// MarkDocs adds the cables of documents to a set.
func (r *Reader) MarkDocs(b bitset.Set, d *Docs) { r.mark(b, d.bm) }

// Documents are those cables of a set that are in the shard.
func (r *Reader) Documents(set bitset.Set) *Docs {
	if r.inOrder {
		return &Docs{roaring.FromDense(set[r.first>>6:][:(len(r.ords)+63)>>6], true)}
	}
	here := bitset.New(len(r.ords))
	last := r.first + uint32(len(r.nums))
	set.EachIn(r.first, last, func(ord uint32) { here.Add(r.nums[ord-r.first]) })
	return &Docs{roaring.FromDense(here, true)}
}

// Frequencies calls f with the documents of a list of a word and how often each
// has the word, many at a time. Where docs is not nil, only those count that are
// in it.
func (l List) Frequencies(docs *Docs, f func(nums, freqs []uint32)) error {
	it := l.list.Iterator(true, false, false, nil)
	opt, ok := it.(segment.OptimizablePostingsIterator)
	if !ok {
		return errList(it)
	}
	if one, ok := opt.DocNum1Hit(); ok {
		if docs == nil || docs.bm.Contains(uint32(one)) {
			f([]uint32{uint32(one)}, []uint32{1})
		}
		return nil
	}
	all := opt.ActualBitmap()
	if all == nil {
		return nil
	}
	if docs != nil {
		some := roaring.And(all, docs.bm)
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
