// Package search is the embedded engine: one generation, opened, that answers what
// package archive asks. Every part of a query becomes a set of cables: of words
// from the posting lists, of phrases from the word streams, of values and dates
// from the columns. Facets are counted over the set, the hits of a page ranked and
// cut into snippets. It reads what lies below it and writes nothing.
package search

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"

	"reftel/internal/archive"
	"reftel/internal/archive/history"
	"reftel/internal/index/account"
	"reftel/internal/index/bitset"
	"reftel/internal/index/columns"
	"reftel/internal/index/cost"
	"reftel/internal/index/fault"
	"reftel/internal/index/lately"
	"reftel/internal/index/names"
	"reftel/internal/index/packed"
	"reftel/internal/index/postings"
	"reftel/internal/index/store"
	"reftel/internal/index/volumes"
	"reftel/internal/index/words"
	"reftel/internal/recfile"
)

// An Archive is one generation, opened for reading. It never changes and may be
// used by any number of goroutines.
type Archive struct {
	n          int // cables
	written    bool
	generation archive.Generation
	stats      archive.Stats

	words    *words.Vocab
	streams  *recfile.Mapped
	some     *recfile.Mapped // the streams again, for who reads few of them: see Sparse
	pairs    *words.PairLists
	columns  *columns.Set
	postings *postings.Index
	store    *store.Store
	names    *names.File
	volumes  *volumes.File
	account  *archive.Account
	history  *history.History

	lengths lengths
	ranks   cost.Ranks
	all     bitset.Set
	listed  sync.Map         // of all without their copies, by orders
	scratch scratch[float32] // one number a cable
	places  scratch[uint32]
	sets    scratch[uint64] // of a set of cables
	marks   scratch[uint32] // by the numbers of words
	like    likeMemory
	found   *lately.Memory[found]
}

var _ archive.Archive = (*Archive)(nil)

// A Description is what the manifest of a generation says of it.
type Description struct {
	Generation archive.Generation
	Stats      archive.Stats
	Shards     []int // documents of each part of the index
	Written    bool  // words stand in it with their accents too
}

// Open opens the files of a generation. It does not check their bytes.
func Open(dir string, d Description) (_ *Archive, err error) {
	n := d.Generation.Cables
	a := &Archive{n: n, written: d.Written, generation: d.Generation, stats: d.Stats, found: lately.New[found](foundKept, foundBytes)}
	defer func() {
		if r := recover(); r != nil { // Bleve panics on some damaged segments
			err = fmt.Errorf("%s: %v", dir, r)
		}
		if err != nil {
			err = errors.Join(err, a.Close())
		}
	}()
	if n <= 0 {
		return nil, fmt.Errorf("%s: no cables", dir)
	}
	a.all = bitset.Full(n)
	a.scratch.n, a.places.n, a.sets.n = n, n, len(bitset.New(n))
	var eg fault.Group
	eg.Go(func() (err error) {
		if a.store, err = store.Open(dir, n); err != nil {
			return err
		}
		a.history, err = history.Open(dir, a.store.IDs, d.Generation.Built, a.collection)
		return err
	})
	eg.Go(func() error { return a.openWords(dir) })
	eg.Go(func() (err error) { a.volumes, err = volumes.Open(dir); return err })
	eg.Go(func() (err error) { a.account, err = account.Read(dir); return err })
	eg.Go(func() (err error) {
		if a.names, err = names.Open(dir); err != nil {
			return err
		}
		a.columns, err = columns.Open(dir, n, a.names)
		return err
	})
	if err := eg.Wait(); err != nil {
		return nil, err
	}
	total := 0
	for _, size := range d.Shards {
		total += size
	}
	if total != n {
		return nil, fmt.Errorf("%s: shards of %d documents for %d cables", dir, total, n)
	}
	ls, err := columns.Lengths(dir, n)
	if err != nil {
		return nil, err
	}
	a.lengths = newLengths(ls)
	if a.postings, err = postings.Open(dir, d.Shards, a.words); err != nil {
		return nil, err
	}
	r := a.newRun(context.Background())
	a.ranks, err = cost.NewRanks(a.words.Len(), func(id uint32) (int, error) { return r.hits([]uint32{id}) })
	return a, err
}

// Sparse is for who searches. What it needs of the large files it asks the disk for; who reads
// all of them, as a verification does, is served better by what the system reads ahead.
func (a *Archive) Sparse() {
	a.postings.Sparse()
	a.some.Sparse()
	a.pairs.Sparse()
}

// Prepare makes what few ask for and nobody should wait for. It needs no file.
func (a *Archive) Prepare() { a.store.IDs.Numbers() }

func (a *Archive) openWords(dir string) error {
	b, err := packed.Read(filepath.Join(dir, words.VocabFile))
	if err != nil {
		return err
	}
	if a.words, err = words.DecodeVocab(b); err != nil {
		return err
	}
	if a.streams, err = recfile.Map(filepath.Join(dir, words.StreamsFile), a.n); err != nil {
		return err
	}
	if a.some, err = recfile.Map(filepath.Join(dir, words.StreamsFile), a.n); err != nil {
		return err
	}
	a.marks.n = a.words.Len()
	a.pairs, err = words.OpenPairs(dir)
	return err
}

// Close closes the files. The archive must not be used any more.
func (a *Archive) Close() error {
	var err error
	if a.postings != nil {
		err = errors.Join(err, a.postings.Close())
	}
	if a.store != nil {
		err = errors.Join(err, a.store.Close())
	}
	if a.names != nil {
		err = errors.Join(err, a.names.Close())
	}
	if a.volumes != nil {
		err = errors.Join(err, a.volumes.Close())
	}
	for _, m := range []*recfile.Mapped{a.streams, a.some} {
		if m != nil {
			err = errors.Join(err, m.Close())
		}
	}
	if a.pairs != nil {
		err = errors.Join(err, a.pairs.Close())
	}
	return err
}

// Account is what the ingest told of what it read.
func (a *Archive) Account(ctx context.Context) (*archive.Account, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("account: %w", err)
	}
	return a.account, nil
}

// Generation names the archive.
func (a *Archive) Generation() archive.Generation { return a.generation }
