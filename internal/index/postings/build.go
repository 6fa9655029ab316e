package postings

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
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
// and many take memory. One alone is never merged, and it is by merging that a word of
// one cable does without a list.
func batch(size int) int { return max(1000, min(2000, (size+1)/2)) }

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
}

// Build writes a Bleve index a shard, side by side, and which document is which
// cable.
func Build(ctx context.Context, dir string, src Source, sizes []int, progress func(done int)) error {
	steps := make(chan int)
	terms := src.keywords()
	var merging sync.Mutex
	eg, ctx := errgroup.WithContext(ctx)
	lo := 0
	for i, size := range sizes {
		from := lo
		lo += size
		eg.Go(func() error {
			if err := src.buildShard(ctx, dir, i, from, from+size, terms, steps, &merging); err != nil {
				return fmt.Errorf("build shard %d: %w", i, err)
			}
			return nil
		})
	}
	wait := make(chan error, 1)
	go func() { wait <- eg.Wait() }()
	for done := 0; ; {
		select {
		case k := <-steps:
			done += k
			progress(done)
		case err := <-wait:
			if err != nil {
				return err
			}
			return src.writeNumbers(dir, sizes)
		}
	}
}

// keywords are the values of each facet, by their numbers.
func (src *Source) keywords() map[query.Facet][]string {
	out := map[query.Facet][]string{}
	for _, f := range Facets() {
		out[f] = src.Values[f].Values()
	}
	return out
}

func (src *Source) buildShard(ctx context.Context, dir string, shard, lo, hi int, terms map[query.Facet][]string, steps chan<- int, merging *sync.Mutex) error {
	streams, err := recfile.Open(src.Streams, len(src.IDs))
	if err != nil {
		return err
	}
	defer streams.Close()
	path := shardPath(dir, shard)
	if err := os.MkdirAll(path, 0o755); err != nil {
		return err
	}
	mapping, err := mappingJSON()
	if err != nil {
		return err
	}
	b, err := scorch.NewBuilder(map[string]any{
		"path":            filepath.Join(path, storeFolder),
		"buildPathPrefix": dir,
		"batchSize":       batch(hi - lo),
		"mergeMax":        1000,
		"internal":        map[string][]byte{mappingKey: mapping},
	})
	if err != nil {
		return err
	}
	lists, err := src.lists(lo)
	if err != nil {
		return err
	}
	defer func() {
		for _, l := range lists {
			_ = l.Close() // which was only read
		}
	}()
	docs := src.documents(lists, terms)
	err = streams.Each(lo, hi, func(ord int, rec []byte) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		doc, err := docs(ord, rec)
		if err != nil {
			return err
		}
		if err := b.Index(doc); err != nil {
			return err
		}
		if (ord+1)%1000 == 0 {
			steps <- 1000
		}
		return nil
	})
	if err != nil {
		return err
	}
	// Bleve maps all that it merges: one shard after another takes half the memory.
	merging.Lock()
	err = b.Close()
	merging.Unlock()
	if err != nil {
		return err
	}
	return writeMeta(path)
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

// documents makes the documents of cables in order, of their streams and of the values
// that they have.
func (src *Source) documents(lists []*columns.Written, values map[query.Facet][]string) func(ord int, stream []byte) (*document, error) {
	var s words.Stream
	fields := newFieldMaker(src.Vocab)
	facets := Facets()
	row := &row{}
	return func(ord int, stream []byte) (*document, error) {
		if err := s.Decode(stream); err != nil {
			return nil, err
		}
		id := src.IDs[ord]
		subject, body := s.Lengths()
		its := make([]field, 0, 5+len(facets))
		add := func(f field) { its = append(its, f) }
		add(fields.words(words.Subject, subject, s.Subject, s.JoinedSubject))
		add(fields.words(words.Body, body, s.Body, s.JoinedBody))
		add(fields.values(idField, index.IndexField|index.StoreField, id))
		add(fields.values(FieldID, keywordOptions, id))
		if d := src.Date(ord); d != "" {
			add(fields.values(FieldDate, keywordOptions, d))
		}
		for i, f := range facets {
			list, err := lists[i].Next()
			if err != nil {
				return nil, err
			}
			var here []string
			for _, v := range list {
				here = append(here, values[f][v])
			}
			if len(here) > 0 {
				add(fields.values(FieldOf(f), keywordOptions, here...))
			}
		}
		return row.document(id, its), nil
	}
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
