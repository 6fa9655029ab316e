package postings

import (
	"context"
	"fmt"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"

	"reftel/internal/archive/polite"
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

	finders [2]*finder // by field, those that were asked for

	// What is used again for each list: a prefix has thousands.
	asked segment.PostingsIterator
	many  roaring.ManyIntIterator
	room  [256]uint32 // for document numbers
	freqs [256]uint32
	set   bitset.Set // for a list as a set
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
func (r *Reader) Len() int { return r.size }

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
type List struct {
	list  segment.PostingsList
	read  bool            // what follows is known
	bm    *roaring.Bitmap // document numbers; nil where there are none or one
	one   uint32          // of a word that occurs once in one document
	isOne bool

	find *finder // that knows how often each has the word, and
	at   uint64  // where the list stands; nil and 0 where Bleve is asked

	asked bool // the disk was, for the list
}

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
	return List{list: r.last}, err
}

// betweenSteps is how many words are looked up between two looks at whether they are wanted
// still: a millisecond of them.
const betweenSteps = 256

// Keep are the lists of those words that occur, to be read again.
func (r *Reader) Keep(ctx context.Context, f words.Field, ids []uint32) ([]List, error) {
	d, err := r.dict(f.String())
	if err != nil {
		return nil, err
	}
	find, err := r.finder(f)
	if err != nil {
		return nil, err
	}
	var lists []List
	for some := range slices.Chunk(ids, betweenSteps) {
		if err := polite.Step(ctx); err != nil {
			return nil, err
		}
		asked, err := r.ahead(f, some)
		if err != nil {
			return nil, err
		}
		for _, w := range some {
			word := r.words.Word(w)
			list, err := d.PostingsList([]byte(word), nil, nil)
			if err != nil {
				return nil, err
			}
			if list.Count() == 0 {
				continue
			}
			l, err := r.docs(List{list: list})
			if err != nil {
				return nil, err
			}
			if find != nil && !l.isOne {
				if l.at, err = find.find(word); err != nil {
					return nil, err
				}
				l.find, l.asked = find, asked
			}
			lists = append(lists, l)
		}
	}
	return lists, nil
}

// Mark adds the cables of a list to a set.
func (r *Reader) Mark(b bitset.Set, l List) error {
	l, err := r.docs(l)
	if err != nil {
		return err
	}
	if l.isOne {
		b.Add(r.ord(l.one))
	}
	if l.bm != nil {
		r.mark(b, l.bm)
	}
	return nil
}

// denser: a list of more than one cable in so many is read as a set.
const denser = 64

// mark adds the cables of documents to a set.
func (r *Reader) mark(b bitset.Set, bm *roaring.Bitmap) {
	if r.dense && bm.GetCardinality() > uint64(r.size/denser) {
		// Of many the words of the set are made at once.
		r.set = bitset.Emptied(r.set, r.size)
		bm.WriteDenseTo(r.set)
		b[r.first>>6:][:len(r.set)].Or(r.set)
		return
	}
	r.many.Initialize(bm)
	for n := r.many.NextMany(r.room[:]); n > 0; n = r.many.NextMany(r.room[:]) {
		for _, ord := range r.toOrds(r.room[:n]) {
			b.Add(ord)
		}
	}
}

// Each calls f with each cable of a list.
func (r *Reader) Each(l List, f func(ord uint32)) error {
	l, err := r.docs(l)
	if err != nil {
		return err
	}
	if l.isOne {
		f(r.ord(l.one))
	}
	if l.bm == nil {
		return nil
	}
	r.many.Initialize(l.bm)
	for n := r.many.NextMany(r.room[:]); n > 0; n = r.many.NextMany(r.room[:]) {
		for _, ord := range r.toOrds(r.room[:n]) {
			f(ord)
		}
	}
	return nil
}

// docs reads which documents a list has, without a copy. A word that occurs once in one
// document has its number alone.
func (r *Reader) docs(l List) (List, error) {
	if l.read {
		return l, nil
	}
	r.asked = l.list.Iterator(false, false, false, r.asked)
	opt, understood := r.asked.(segment.OptimizablePostingsIterator)
	if !understood {
		return l, errList(r.asked)
	}
	one, ok := opt.DocNum1Hit()
	l.read, l.bm, l.one, l.isOne = true, opt.ActualBitmap(), uint32(one), ok
	return l, nil
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
	if err := r.Ahead(f, ids); err != nil {
		return nil, err
	}
	var of []*roaring.Bitmap
	for _, w := range ids {
		list, err := d.PostingsList([]byte(r.words.Word(w)), nil, nil)
		if err != nil {
			return nil, err
		}
		l, err := r.docs(List{list: list})
		if err != nil {
			return nil, err
		}
		if l.isOne {
			of = append(of, roaring.BitmapOf(l.one))
		} else if l.bm != nil {
			of = append(of, l.bm)
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
	if r.dense {
		return &Docs{roaring.FromDense(set[r.first>>6:][:(r.size+63)>>6], true)}
	}
	here := bitset.New(r.size)
	last := r.first + uint32(r.size)
	set.EachIn(r.first, last, func(ord uint32) bool { here.Add(r.num(ord)); return true })
	return &Docs{roaring.FromDense(here, true)}
}

// frequencies are those that Bleve reads.
func (l List) frequencies(docs *Docs, f func(nums, freqs []uint32)) error {
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
