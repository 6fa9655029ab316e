package index

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"syscall"

	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
	"golang.org/x/sync/errgroup"

	"reftel/internal/cable"
	"reftel/internal/query"
)

// An Archive is one generation, opened for reading. It never changes and may be
// used by any number of goroutines.
type Archive struct {
	dir      string
	manifest *manifest
	hash     string
	n        int // cables
	dated    int // of which the first have a date

	ids       *idTable
	words     *vocab
	shards    []*shard
	columns   map[query.Facet]*column
	rows      *facetRows
	streams   *mappedFile
	pairs     *pairLists
	docs      *recordFile
	summaries *recordFile
	dec       decoders

	dates    []byte
	from, to []int32 // first and last day that a date may mean, as YYYYMMDD; 0 for the undated
	lengths  lengths
	copies   copyGroups
	all      bitset
	scratch  scratch[float32]
	places   scratch[uint32]
	like     likeMemory

	refs atomic.Int64 // users, the opener included
}

// A shard is one part of the Bleve index: one segment.
type shard struct {
	index   index.Index
	reader  index.IndexReader
	segment segment.Segment
	ords    []uint32 // ordinal by document number
	first   uint32   // lowest ordinal
	nums    []uint32 // document number by ordinal, from first on
}

// Open opens a generation folder after a full check: the manifest's hash, the
// set of files, their sizes and SHA-256, the counts, and a few words whose
// numbers of hits are known. The error names the file that is damaged.
func Open(genDir string) (*Archive, error) {
	m, hash, problems := readChecked(genDir)
	if len(problems) > 0 {
		return nil, fmt.Errorf("open generation: %w", problems[0])
	}
	a, err := openFiles(genDir, m)
	if err != nil {
		return nil, fmt.Errorf("open generation: %w", err)
	}
	a.hash = hash
	if err := a.checkCanaries(); err != nil {
		a.Close()
		return nil, fmt.Errorf("open generation: %w", err)
	}
	return a, nil
}

// openFiles opens a generation without checking the bytes of its files.
func openFiles(dir string, m *manifest) (_ *Archive, err error) {
	a := &Archive{dir: dir, manifest: m, n: m.Cables, columns: map[query.Facet]*column{}}
	a.refs.Store(1)
	defer func() {
		if r := recover(); r != nil { // Bleve panics on some damaged segments
			err = fmt.Errorf("%s: %v", dir, r)
		}
		if err != nil {
			err = errors.Join(err, a.closeFiles())
		}
	}()
	if a.n <= 0 {
		return nil, fmt.Errorf("%s: no cables", dir)
	}
	a.all = fullBitset(a.n)
	a.scratch.n, a.places.n = a.n, a.n
	var eg errgroup.Group
	eg.Go(a.openIDs)
	eg.Go(a.openWords)
	eg.Go(a.openColumns)
	if err := eg.Wait(); err != nil {
		return nil, err
	}
	for name, f := range map[string]**recordFile{"docs/records": &a.docs, "columns/summaries": &a.summaries} {
		if *f, err = openRecords(filepath.Join(dir, filepath.FromSlash(name)), a.n); err != nil {
			return nil, err
		}
	}
	if a.streams, err = mapRecords(filepath.Join(dir, "words", "streams"), a.n); err != nil {
		return nil, err
	}
	if a.pairs, err = openPairs(dir); err != nil {
		return nil, err
	}
	return a, a.openShards()
}

func (a *Archive) openIDs() (err error) {
	if a.ids, err = readIDTable(a.dir); err == nil && len(a.ids.held) != a.n {
		err = fmt.Errorf("%s: %d ids for %d cables", a.dir, len(a.ids.held), a.n)
	}
	return err
}

func (a *Archive) openWords() error {
	b, err := os.ReadFile(filepath.Join(a.dir, "words", "words"))
	if err != nil {
		return err
	}
	a.words, err = decodeVocab(b)
	return err
}

func (a *Archive) openColumns() error {
	var eg errgroup.Group
	eg.SetLimit(runtime.GOMAXPROCS(0))
	names := columnNames()
	cols, lists := make([]*column, len(names)), make([]*valueLists, len(names))
	for i, name := range names {
		eg.Go(func() error {
			p := filepath.Join(a.dir, "columns", string(name))
			b, err := os.ReadFile(p)
			if err != nil {
				return err
			}
			c, l, err := decodeColumn(b, a.n)
			if err != nil {
				return fmt.Errorf("%s: %w", p, err)
			}
			if name != colRef {
				c.foldNames()
			}
			cols[i], lists[i] = c, l
			return nil
		})
	}
	if err := eg.Wait(); err != nil {
		return err
	}
	for i, name := range names {
		a.columns[name] = cols[i]
	}
	facets := query.Facets() // of all columns the first
	a.rows = newFacetRows(facets, cols[:len(facets)], lists[:len(facets)], a.n, maxHot, smallSet)
	lengths, err := readSized(filepath.Join(a.dir, "columns", "lengths"), 8*a.n)
	if err != nil {
		return err
	}
	a.lengths = newLengths(lengths)
	copies, err := readSized(filepath.Join(a.dir, "columns", "copies"), 4*a.n)
	if err != nil {
		return err
	}
	if a.copies, err = decodeCopies(copies); err != nil {
		return fmt.Errorf("%s: %w", a.dir, err)
	}
	if a.dates, err = readSized(filepath.Join(a.dir, "columns", "dates"), dateSize*a.n); err != nil {
		return err
	}
	a.from, a.to = make([]int32, a.n), make([]int32, a.n)
	for i := range a.n {
		d := a.date(uint32(i))
		if d.IsZero() {
			continue
		}
		if i != a.dated {
			return fmt.Errorf("%s: cables are not in the order of their dates", a.dir)
		}
		a.dated = i + 1
		a.from[i], a.to[i] = daySpan(d)
	}
	return nil
}

func (a *Archive) date(ord uint32) cable.Date { return decodeDate(a.dates[dateSize*ord:]) }

func readSized(path string, size int) ([]byte, error) {
	b, err := os.ReadFile(path)
	if err == nil && len(b) != size {
		err = fmt.Errorf("%s: %d bytes instead of %d", path, len(b), size)
	}
	return b, err
}

func (a *Archive) openShards() error {
	b, err := readSized(filepath.Join(a.dir, "columns", "docnumbers"), 4*a.n)
	if err != nil {
		return err
	}
	first := 0
	for i, size := range a.manifest.Shards {
		s, err := openShard(shardPath(a.dir, i), size)
		if err != nil {
			return err
		}
		a.shards = append(a.shards, s)
		s.first = uint32(first)
		s.ords, s.nums = make([]uint32, size), make([]uint32, size)
		for n := range size {
			ord := binary.LittleEndian.Uint32(b[4*(first+n):])
			if int(ord) < first || int(ord) >= first+size {
				return fmt.Errorf("%s: document numbers do not fit", a.dir)
			}
			s.ords[n] = ord
			s.nums[int(ord)-first] = uint32(n)
		}
		first += size
	}
	if first != a.n {
		return fmt.Errorf("%s: shards of %d documents for %d cables", a.dir, first, a.n)
	}
	return nil
}

// openShard opens a Bleve index read-only and checks that it is one segment of
// so many documents: Bleve itself would serve fewer without a word.
func openShard(path string, size int) (_ *shard, err error) {
	idx, err := scorch.NewScorch(scorch.Name, map[string]any{"path": path, "read_only": true, "bolt_timeout": "2s"}, nil)
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
	return errors.Join(err, s.index.Close())
}

// Close gives back the archive. Its files are closed when nobody uses it.
func (a *Archive) Close() error {
	if a.refs.Add(-1) > 0 {
		return nil
	}
	return a.closeFiles()
}

func (a *Archive) closeFiles() error {
	var err error
	for _, s := range a.shards {
		err = errors.Join(err, s.close())
	}
	for _, f := range []*recordFile{a.docs, a.summaries} {
		if f != nil {
			err = errors.Join(err, f.f.Close())
		}
	}
	if a.streams != nil {
		err = errors.Join(err, a.streams.close())
	}
	if a.pairs != nil {
		err = errors.Join(err, a.pairs.close())
	}
	return err
}

// acquire adds a user; it fails once the archive is closed.
func (a *Archive) acquire() bool {
	for {
		n := a.refs.Load()
		if n <= 0 {
			return false
		}
		if a.refs.CompareAndSwap(n, n+1) {
			return true
		}
	}
}

// A recordFile is a file of records and where they begin.
type recordFile struct {
	f    *os.File
	offs []uint64
}

func openRecords(path string, n int) (*recordFile, error) {
	offs, err := readOffsets(path+".offsets", n)
	if err != nil {
		return nil, err
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	return &recordFile{f, offs}, nil
}

func readOffsets(path string, n int) ([]uint64, error) {
	b, err := readSized(path, 8*(n+1))
	if err != nil {
		return nil, err
	}
	offs := make([]uint64, n+1)
	for i := range offs {
		offs[i] = binary.LittleEndian.Uint64(b[8*i:])
		if i > 0 && offs[i] < offs[i-1] {
			return nil, fmt.Errorf("%s: offsets go backwards", path)
		}
	}
	return offs, nil
}

func (r *recordFile) get(i uint32) ([]byte, error) {
	return readAt(r.f, int64(r.offs[i]), int(r.offs[i+1]-r.offs[i]))
}

// A mappedFile is a file of records in mapped memory. Like Bleve's segments it
// must never be cut short while it is mapped; published files never change.
type mappedFile struct {
	b    []byte
	offs []uint64
}

func mapRecords(path string, n int) (*mappedFile, error) {
	r, err := openRecords(path, n)
	if err != nil {
		return nil, err
	}
	defer r.f.Close()
	st, err := r.f.Stat()
	if err != nil {
		return nil, err
	}
	if st.Size() == 0 || uint64(st.Size()) != r.offs[n] {
		return nil, fmt.Errorf("%s: %d bytes instead of %d", path, st.Size(), r.offs[n])
	}
	b, err := syscall.Mmap(int(r.f.Fd()), 0, int(st.Size()), syscall.PROT_READ, syscall.MAP_SHARED)
	if err != nil {
		return nil, fmt.Errorf("map %s: %w", path, err)
	}
	return &mappedFile{b, r.offs}, nil
}

func (m *mappedFile) close() error { return syscall.Munmap(m.b) }

func (m *mappedFile) get(i uint32) []byte { return m.b[m.offs[i]:m.offs[i+1]] }
