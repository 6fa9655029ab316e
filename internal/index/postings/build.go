package postings

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"

	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"
	"golang.org/x/sync/errgroup"

	"reftel/internal/index/columns"
	"reftel/internal/index/words"
	"reftel/internal/query"
	"reftel/internal/recfile"
)

// Archives below this many cables are one shard.
const minShard = 4000

// batch is how many cables of a shard become a segment before all are merged. Few at a
// time are dear, since each segment has a dictionary and a list for each of its words of its own,
// and many take memory: with 4,000 an ingest of a quarter of a million cables on two cores took
// 1.4 GB, with 3,000 it takes 1.15. One alone is never merged, and it is by merging that a word of
// one cable does without a list.
func batch(size int) int { return max(1000, min(2500, (size+1)/2)) }

// Sizes divides n cables among at most so many shards. Each begins where a word of a set
// does, so that its lists can be put into one as they are.
func Sizes(n, most int) []int {
	k := max(1, min(most, n/minShard))
	var sizes []int
	for i, from := 1, 0; i <= k; i++ {
		to := n
		if i < k {
			to = n * i / k &^ 63
		}
		sizes = append(sizes, to-from)
		from = to
	}
	return sizes
}

// A Source is what an index is built of. Cables are in archive order.
type Source struct {
	Vocab   *words.Vocab
	Streams string                           // file of the word streams
	IDs     []string                         // of the cables
	Date    func(ord int) string             // "" for the undated
	Values  map[query.Facet]*columns.Builder // of Facets
	Past    *Past                            // of which what did not change is taken over; nil for none
}

// Build writes a Bleve index a shard, side by side, which document is which
// cable, and the digest of each. Where the past cannot be read, or is of another kind, all
// is made anew.
func Build(ctx context.Context, dir string, src Source, sizes []int, progress func(done int)) (err error) {
	b := &builder{Source: src, dir: dir, terms: src.keywords(), digester: newDigester(src.Vocab), steps: make(chan int)}
	b.digests = make([]byte, len(digest{})*len(src.IDs))
	if src.Past != nil {
		if b.past, _ = src.Past.open(); b.past != nil {
			defer func() { err = errors.Join(err, b.past.Close()) }()
		}
	}
	eg, ctx := errgroup.WithContext(ctx)
	b.built.Add(len(sizes))
	lo := 0
	for i, size := range sizes {
		from := lo
		lo += size
		eg.Go(func() error {
			handed := sync.OnceFunc(b.built.Done)
			defer handed() // also where it fails
			if err := b.shard(ctx, shardPath(dir, i), from, from+size, handed); err != nil {
				return fmt.Errorf("build shard %d: %w", i, err)
			}
			return nil
		})
	}
	wait := make(chan error, 1)
	go func() { wait <- eg.Wait() }()
	for done := 0; ; {
		select {
		case k := <-b.steps:
			done += k
			progress(done)
		case err := <-wait:
			if err != nil {
				return err
			}
			if err := os.WriteFile(filepath.Join(dir, Folder, digestsFile), b.digests, 0o644); err != nil {
				return err
			}
			return src.writeNumbers(dir, sizes)
		}
	}
}

// A builder has what the shards of an index share while they are built.
type builder struct {
	Source
	dir      string
	terms    map[query.Facet][]string
	past     *past // nil for none
	digester *digester
	digests  []byte // of all cables
	steps    chan int
	built    sync.WaitGroup // shards whose documents are not all handed over
	merging  sync.Mutex     // Bleve maps all that it merges: one shard after another takes half the memory
	freed    sync.Once
}

// merge has Bleve merge a shard, once no other is built any more: what it maps is twice as
// large as what it makes, and would stand in memory beside what the others are building.
func (b *builder) merge(do func() error) error {
	b.built.Wait()
	b.merging.Lock()
	defer b.merging.Unlock()
	b.freed.Do(debug.FreeOSMemory) // what was needed to build is garbage now
	return do()
}

// keywords are the values of each facet, by their numbers.
func (src *Source) keywords() map[query.Facet][]string {
	out := map[query.Facet][]string{}
	for _, f := range Facets() {
		out[f] = src.Values[f].Values()
	}
	return out
}

// shard builds one, of the cables from lo to hi, and tells when all were handed over.
func (b *builder) shard(ctx context.Context, path string, lo, hi int, handed func()) error {
	if err := os.MkdirAll(path, 0o755); err != nil {
		return err
	}
	if b.past != nil {
		if ok, err := b.takeOver(ctx, path, lo, hi, handed); ok || err != nil {
			return err
		}
	}
	s, err := b.create(path, hi-lo)
	if err != nil {
		return err
	}
	fields := newFieldMaker(b.Vocab)
	r := &row{maker: fields}
	err = b.each(ctx, lo, hi, func(ord int, e *entry) error {
		b.note(ord, e)
		if err := s.Index(fields.document(e, r)); err != nil {
			return err
		}
		if (ord+1)%1000 == 0 {
			b.steps <- 1000
		}
		return nil
	})
	if err != nil {
		return err
	}
	handed()
	if err := b.merge(s.Close); err != nil {
		return err
	}
	return writeMeta(path)
}

// create begins a shard of so many cables.
func (b *builder) create(path string, size int) (*scorch.Builder, error) {
	mapping, err := mappingJSON()
	if err != nil {
		return nil, err
	}
	return scorch.NewBuilder(map[string]any{
		"path":            filepath.Join(path, storeFolder),
		"buildPathPrefix": b.dir,
		"batchSize":       batch(size),
		"mergeMax":        1000,
		"internal":        map[string][]byte{mappingKey: mapping},
	})
}

// note keeps the digest of a cable.
func (b *builder) note(ord int, e *entry) {
	d := b.digester.of(e)
	copy(b.digests[ord*len(d):], d[:])
}

// takeOver builds a shard of what the past has of it and of what is new, and reports whether
// it did: where there is too little of the past it leaves all to be built.
func (b *builder) takeOver(ctx context.Context, path string, lo, hi int, handed func()) (bool, error) {
	err := b.each(ctx, lo, hi, func(ord int, e *entry) error {
		b.note(ord, e)
		return nil
	})
	if err != nil {
		return false, err
	}
	pieces := b.past.pieces(lo, b.IDs[lo:hi], b.digests[lo*len(digest{}):])
	if pieces == nil {
		return false, nil
	}
	fields := newFieldMaker(b.Vocab)
	merged := filepath.Join(path, "merged")
	m := merger{documents: func(from, to int, wanted []string) (docs []index.Document, err error) {
		err = b.each(ctx, from, to, func(_ int, e *entry) error {
			d := fields.document(e, &row{maker: fields}, wanted...)
			d.AddIDField()
			docs = append(docs, d)
			return nil
		})
		return docs, err
	}}
	handed()
	if err := b.merge(func() error { return m.merge(pieces, merged) }); err != nil {
		return false, err
	}
	// Of a shard with one document, Bleve writes what else belongs to one.
	s, err := b.create(path, 1)
	if err != nil {
		return false, err
	}
	if err := b.each(ctx, lo, lo+1, func(_ int, e *entry) error { return s.Index(fields.document(e, &row{maker: fields})) }); err != nil {
		return false, err // and not closed: Bleve panics where it has no document
	}
	if err := s.Close(); err != nil {
		return false, err
	}
	b.steps <- hi - lo
	return true, errors.Join(replace(path, merged), writeMeta(path))
}

// lists are the values of the cables from one on, of each facet.
func (src *Source) lists(from int) (lists []*columns.Written, err error) {
	for _, f := range Facets() {
		l, err := src.Values[f].From(from)
		if err != nil {
			for _, l := range lists {
				_ = l.Close()
			}
			return nil, err
		}
		lists = append(lists, l)
	}
	return lists, nil
}

// An entry is what the index holds of a cable.
type entry struct {
	id, date      string
	subject, body prose
	values        [][]string // by Facets
}

// each gives the entries of the cables from lo to hi, in order.
func (b *builder) each(ctx context.Context, lo, hi int, do func(ord int, e *entry) error) error {
	streams, err := recfile.Open(b.Streams, len(b.IDs))
	if err != nil {
		return err
	}
	defer streams.Close()
	lists, err := b.lists(lo)
	if err != nil {
		return err
	}
	defer func() {
		for _, l := range lists {
			_ = l.Close() // which was only read
		}
	}()
	facets := Facets()
	var s words.Stream
	t := newTally(b.Vocab)
	return streams.Each(lo, hi, func(ord int, rec []byte) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := s.Decode(rec); err != nil {
			return err
		}
		subject, body := s.Lengths()
		e := &entry{
			id: b.IDs[ord], date: b.Date(ord),
			subject: t.of(subject, s.Subject, s.JoinedSubject), body: t.of(body, s.Body, s.JoinedBody),
			values: make([][]string, len(facets)),
		}
		for i, f := range facets {
			list, err := lists[i].Next()
			if err != nil {
				return err
			}
			for _, v := range list {
				e.values[i] = append(e.values[i], b.terms[f][v])
			}
		}
		return do(ord, e)
	})
}

// writeNumbers writes the ordinal of each document number of each shard.
func (src *Source) writeNumbers(dir string, sizes []int) error {
	var out []byte
	first := 0
	for i, size := range sizes {
		ords := make(map[string]uint32, size)
		for ord := first; ord < first+size; ord++ {
			ords[src.IDs[ord]] = uint32(ord)
		}
		first += size
		s, err := openShard(shardPath(dir, i), size)
		if err != nil {
			return err
		}
		for n := range uint64(size) {
			id, err := s.segment.DocID(n)
			ord, ok := ords[string(id)]
			if err == nil && !ok {
				err = fmt.Errorf("document %d of shard %d is no cable of it: %q", n, i, id)
			}
			if err != nil {
				return errors.Join(err, s.close())
			}
			out = binary.LittleEndian.AppendUint32(out, ord)
		}
		if err := s.close(); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(dir, Folder, numbersFile), out, 0o644)
}
