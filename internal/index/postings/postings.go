// Package postings is the Bleve index of an archive: which cables have a word,
// and which have a value. It alone knows Bleve. Bleve's offline builder writes the
// segments; what is read of them are Bleve's dictionaries and posting lists, with
// no query objects of its between (docs/design.md says why).
//
// An archive has one index or several side by side, its shards, each of one
// segment. A document of Bleve is a cable, under the id of the cable. Its fields
// are the words of the subject and of the text, as written and without positions,
// and as keywords TAGS, names, origin, classification, date and id, so that Bleve
// itself answers from a published shard (index_meta.json and the mapping are
// there): see Keywords.
package postings

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"

	"reftel/internal/index/words"
	"reftel/internal/recfile"
)

// Folder is the folder of the shards in a generation.
const Folder = "index"

// numbersFile tells, shard after shard, the ordinal of each document number. A build
// has them in the order of the cables; what was built before it did has them in any.
const numbersFile = "numbers"

// An Index is the shards of an archive, opened for reading. It may be used by any
// number of goroutines, each through a Reader.
type Index struct {
	dir    string
	words  *words.Vocab
	shards []*shard
}

// A shard is one part of the index: one segment.
type shard struct {
	index   index.Index
	reader  index.IndexReader
	segment segment.Segment
	own     [2]*dictionary // by field; nil where Bleve is asked for all
	file    *os.File       // of the segment, which Bleve maps; to have it read ahead
	size    int            // documents
	first   uint32         // lowest ordinal

	// Where documents are not numbered as the cables are, ordinals by number, and numbers by
	// ordinal from first on; nil where they are.
	ords, nums []uint32
	// dense says that they are, and that the first stands at the beginning of a word of a
	// set: lists are parts of sets as they are.
	dense bool
}

// ord is the ordinal of a document.
func (s *shard) ord(num uint32) uint32 {
	if s.ords == nil {
		return s.first + num
	}
	return s.ords[num]
}

// num is the document of an ordinal.
func (s *shard) num(ord uint32) uint32 {
	if s.nums == nil {
		return ord - s.first
	}
	return s.nums[ord-s.first]
}

// toOrds makes ordinals of document numbers.
func (s *shard) toOrds(nums []uint32) []uint32 {
	switch {
	case s.ords != nil:
		for i, num := range nums {
			nums[i] = s.ords[num]
		}
	case s.first > 0:
		for i := range nums {
			nums[i] += s.first
		}
	}
	return nums
}

// Open opens the shards of a generation, of so many documents each.
func Open(dir string, sizes []int, v *words.Vocab) (_ *Index, err error) {
	x := &Index{dir: dir, words: v}
	defer func() {
		if err != nil {
			err = errors.Join(err, x.Close())
		}
	}()
	n := 0
	for _, size := range sizes {
		n += size
	}
	b, err := recfile.ReadSized(filepath.Join(dir, Folder, numbersFile), 4*n)
	if err != nil {
		return nil, err
	}
	first := 0
	for i, size := range sizes {
		s, err := openShard(shardPath(dir, i), size)
		if err != nil {
			return nil, err
		}
		x.shards = append(x.shards, s)
		if err := s.number(b[4*first:4*(first+size)], first); err != nil {
			return nil, fmt.Errorf("%s: %w", shardPath(dir, i), err)
		}
		first += size
	}
	return x, nil
}

// number takes the ordinals of the documents of a shard.
func (s *shard) number(b []byte, first int) error {
	s.size, s.first = len(b)/4, uint32(first)
	told := func(n int) int { return int(binary.LittleEndian.Uint32(b[4*n:])) }
	n := 0
	for n < s.size && told(n) == first+n {
		n++
	}
	if n == s.size {
		s.dense = first%64 == 0
		return nil
	}
	s.ords, s.nums = make([]uint32, s.size), make([]uint32, s.size)
	seen := make([]bool, s.size)
	for n := range s.size {
		ord := told(n)
		if ord < first || ord >= first+s.size || seen[ord-first] {
			return errors.New("document numbers do not fit")
		}
		seen[ord-first] = true
		s.ords[n], s.nums[ord-first] = uint32(ord), uint32(n)
	}
	return nil
}

// openShard opens a Bleve index read-only and checks that it is one segment of
// so many documents: Bleve itself would serve fewer without a word.
func openShard(path string, size int) (_ *shard, err error) {
	idx, err := scorch.NewScorch(scorch.Name, map[string]any{"path": filepath.Join(path, storeFolder), "read_only": true, "bolt_timeout": "2s"}, nil)
	if err != nil {
		return nil, err
	}
	if err := idx.Open(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	s := &shard{index: idx}
	defer func() {
		if err != nil {
			err = fmt.Errorf("%s: %w", path, errors.Join(err, s.close()))
		}
	}()
	if s.reader, err = idx.Reader(); err != nil {
		return nil, err
	}
	snap, ok := s.reader.(*scorch.IndexSnapshot)
	if !ok {
		return nil, fmt.Errorf("a reader of type %T", s.reader)
	}
	segs := snap.Segments()
	if len(segs) != 1 || segs[0].Deleted() != nil {
		return nil, fmt.Errorf("%d segments instead of one that is whole", len(segs))
	}
	s.segment = segs[0].Segment()
	if p, ok := s.segment.(segment.PersistedSegment); ok {
		if s.file, err = os.Open(p.Path()); err != nil {
			return nil, err
		}
		for _, f := range []words.Field{words.Subject, words.Body} {
			if s.own[f], err = loadDictionary(s.segment, f.String()); err != nil {
				return nil, err
			}
		}
	}
	if n := s.segment.Count(); n != uint64(size) {
		return nil, fmt.Errorf("%d documents instead of %d", n, size)
	}
	return s, nil
}

func (s *shard) close() error {
	var err error
	if s.reader != nil {
		err = s.reader.Close()
	}
	if s.file != nil {
		err = errors.Join(err, s.file.Close())
	}
	return errors.Join(err, s.index.Close())
}

// Close closes the shards.
func (x *Index) Close() error {
	var err error
	for _, s := range x.shards {
		err = errors.Join(err, s.close())
	}
	return err
}

func shardPath(dir string, shard int) string {
	return filepath.Join(dir, Folder, strconv.Itoa(shard))
}
