package build

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"path/filepath"
	"sync"

	"reftel/internal/archive"
	"reftel/internal/archive/history"
	"reftel/internal/archive/prepare"
	"reftel/internal/archive/record"
	"reftel/internal/archive/values"
	"reftel/internal/archive/volumes"
	"reftel/internal/cable"
	"reftel/internal/index/columns"
	"reftel/internal/index/store"
	"reftel/internal/index/words"
	"reftel/internal/query"
	"reftel/internal/recfile"
)

// An analysis is the first pass over the sorted cables. It writes documents,
// summaries and word streams and collects the columns.
type analysis struct {
	gs      *prepare.Groups
	spool   *prepare.Spool
	before  *store.Past
	dir     string
	ids     []string          // canonical, by ordinal
	done    int               // cables that were taken
	names   map[string]string // under which name each key of a name is counted
	settle  func(*cable.Cable) bool
	batches sync.Pool
	counts  *words.Counter
	caches  []*words.Cache

	columns     map[query.Facet]*columns.Builder
	packer      *store.Packer // of the summaries
	docs        *recfile.Writer
	summaries   *recfile.Writer
	streams     *recfile.Writer // words by number of the counter, not yet ranked
	dates       []byte
	prints      []byte // store.Fingerprints
	digests     []byte // store.Digests
	lengths     []byte
	prose       []uint32 // words of each body that are paragraphs
	content     hash.Hash
	printed     []volumes.Line // of the cables that stand in volumes
	collections map[string]int
	named       []string // the collections, by their numbers
	numbers     map[string]uint32
	history     []lived
	stats       archive.Stats
}

// analysed is what a worker makes of one cable.
type analysed struct {
	frame, summary, stream, content []byte
	print                           record.Fingerprint
	digest                          record.Digest
	mark                            history.Mark
	columns                         [][]values.Value
	date                            cable.Date
	printed                         *volumes.Line
	subjectLen, bodyLen             uint32
	prose                           int
	paragraphs                      int
	collection                      string
}

// A batch is what is made of some cables. Its memory is used again once they were taken.
type batch struct {
	cables []analysed
	bytes  []byte
	values []values.Value
	lists  [][]values.Value
}

// maxBatch is how many bytes of a batch are kept for another: long cables are few.
const maxBatch = 4 << 20

// keep keeps bytes as long as the batch.
func (b *batch) keep(some ...[]byte) []byte {
	at := len(b.bytes)
	for _, p := range some {
		b.bytes = append(b.bytes, p...)
	}
	return b.bytes[at:len(b.bytes):len(b.bytes)]
}

// columns are the values of a cable in each column.
func (b *batch) columns(c *cable.Cable, names map[string]string) [][]values.Value {
	first := len(b.lists)
	for _, name := range values.Names() {
		at := len(b.values)
		b.values = values.Append(b.values, c, name, names)
		b.lists = append(b.lists, b.values[at:len(b.values):len(b.values)])
	}
	return b.lists[first:len(b.lists):len(b.lists)]
}

// empty makes the batch one of no cables.
func (b *batch) empty() {
	clear(b.cables)
	clear(b.values)
	b.cables, b.bytes, b.values, b.lists = b.cables[:0], b.bytes[:0], b.values[:0], b.lists[:0]
	if cap(b.bytes) > maxBatch {
		b.bytes = nil
	}
}

func analyse(ctx context.Context, gs *prepare.Groups, held []string, s *prepare.Spool, r prepare.Report, past *store.Past, dir string, workers int, progress func(done int)) (_ *analysis, err error) {
	a := &analysis{
		gs: gs, spool: s, before: past, ids: held, names: r.Names.Names(), settle: r.Settle, dir: dir,
		counts:      words.NewCounter(),
		columns:     map[query.Facet]*columns.Builder{},
		content:     sha256.New(),
		collections: map[string]int{}, numbers: map[string]uint32{},
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, a.close())
		}
	}()
	for _, name := range values.Names() {
		if a.columns[name], err = columns.NewBuilder(filepath.Join(dir, columns.Folder, string(name))); err != nil {
			return nil, err
		}
	}
	for path, w := range map[string]**recfile.Writer{store.Records: &a.docs, store.Summaries: &a.summaries, rawStreams: &a.streams} {
		rw, err := recfile.Create(filepath.Join(dir, path))
		if err != nil {
			return nil, err
		}
		*w = rw
		defer rw.Abandon()
	}
	if err := a.learn(); err != nil {
		return nil, err
	}
	const chunk = 64
	chunks := (gs.Len() + chunk - 1) / chunk
	free := make(chan *worker, workers)
	for range workers {
		c := a.counts.Cache()
		a.caches = append(a.caches, c)
		free <- &worker{cache: c}
	}
	work := func(i int) (*batch, error) {
		w := <-free
		defer func() { free <- w }()
		b, _ := a.batches.Get().(*batch)
		if b == nil {
			b = &batch{cables: make([]analysed, 0, chunk)}
		}
		err := gs.Each(i*chunk, min((i+1)*chunk, gs.Len()), func(g prepare.Group) error {
			x, err := a.one(g, w, b)
			if err != nil {
				return fmt.Errorf("analyse %s: %w", g[0].ID, err)
			}
			b.cables = append(b.cables, x)
			return nil
		})
		return b, err
	}
	take := func(b *batch) error {
		for i := range b.cables {
			if err := a.take(&b.cables[i]); err != nil {
				return err
			}
		}
		b.empty()
		a.batches.Put(b)
		progress(a.done)
		return nil
	}
	if err := prepare.InOrder(ctx, chunks, workers, work, take); err != nil {
		return nil, err
	}
	for _, w := range []*recfile.Writer{a.docs, a.summaries, a.streams} {
		if err := w.Close(); err != nil {
			return nil, err
		}
	}
	return a, nil
}

// learned is of how many cables the dictionary of summaries is made, from all over the
// archive.
const learned = 128

// learn makes the dictionary of summaries and writes it.
func (a *analysis) learn() error {
	var some [][]byte
	var d record.Drafter
	n := a.gs.Len()
	for k := range min(n, learned) {
		at := k * n / min(n, learned)
		err := a.gs.Each(at, at+1, func(g prepare.Group) error {
			r, err := a.spool.Record(g, &d)
			if err != nil {
				return err
			}
			c, err := r.Cable()
			if err != nil {
				return err
			}
			js, err := json.Marshal(record.List(c))
			some = append(some, js)
			return err
		})
		if err != nil {
			return fmt.Errorf("learn of summaries: %w", err)
		}
	}
	var err error
	a.packer, err = store.NewPacker(a.dir, some)
	return err
}

// A worker has what is used again for each cable.
type worker struct {
	cache *words.Cache
	words words.Stream
	draft record.Drafter
	enc   *record.Encoder
}

// one makes of a cable what is kept in a batch.
func (a *analysis) one(g prepare.Group, w *worker, b *batch) (x analysed, err error) {
	r, err := a.spool.Record(g, &w.draft)
	if err != nil {
		return x, err
	}
	c, err := r.Cable()
	if err != nil {
		return x, err
	}
	if a.settle != nil && a.settle(c) {
		if r, err = record.New(c, r.Sources); err != nil {
			return x, err
		}
	}
	frame, digest, err := a.encode(c.ID, r, w)
	if err != nil {
		return x, err
	}
	x.frame, x.digest, x.content = b.keep(frame), digest, b.keep(r.Texts, r.JSON)
	x.print = record.FingerprintOf(c.Subject, r)
	if x.mark, err = history.MarkOf(c, x.print); err != nil {
		return x, err
	}
	s := &w.words
	s.Read(c, w.cache)
	x.subjectLen, x.bodyLen = s.Lengths()
	at := len(b.bytes)
	b.bytes = s.Encode(b.bytes)
	x.stream, x.prose = b.bytes[at:len(b.bytes):len(b.bytes)], s.Prose
	js, err := json.Marshal(record.List(c))
	if err != nil {
		return x, err
	}
	x.summary = a.packer.Pack(js)
	x.columns = b.columns(c, a.names)
	if l, ok := volumes.LineOf(c); ok {
		x.printed = &l
	}
	x.date, x.paragraphs, x.collection = c.Date, len(c.Paragraphs), c.Collection
	return x, nil
}

// encode makes the frame of a record, or takes that of the past where it is the same. It is
// valid until the worker makes another.
func (a *analysis) encode(id string, r *record.Record, w *worker) ([]byte, record.Digest, error) {
	parts, err := r.Parts()
	if err != nil {
		return nil, record.Digest{}, err
	}
	d := parts.Digest()
	if frame, err := a.before.Frame(id, d); frame != nil || err != nil {
		return frame, d, err
	}
	if w.enc == nil {
		w.enc = record.NewEncoder()
	}
	frame, err := w.enc.Frame(parts)
	return frame, d, err
}

func (a *analysis) take(x *analysed) error {
	a.done++
	if err := a.docs.Write(x.frame); err != nil {
		return err
	}
	if err := a.summaries.Write(x.summary); err != nil {
		return err
	}
	if err := a.streams.Write(x.stream); err != nil {
		return err
	}
	for i, name := range values.Names() {
		if err := a.columns[name].Add(x.columns[i]); err != nil {
			return err
		}
	}
	a.dates = values.AppendDate(a.dates, x.date)
	a.prints = append(a.prints, x.print[:]...)
	a.digests = append(a.digests, x.digest[:]...)
	a.history = append(a.history, lived{x.mark, a.collection(x.collection)})
	a.lengths = binary.LittleEndian.AppendUint32(a.lengths, x.subjectLen)
	a.lengths = binary.LittleEndian.AppendUint32(a.lengths, x.bodyLen)
	a.prose = append(a.prose, uint32(x.prose))
	a.content.Write(x.content)
	if x.printed != nil {
		a.printed = append(a.printed, *x.printed)
	}
	st := &a.stats
	st.Cables++
	st.Paragraphs += x.paragraphs
	switch {
	case x.date.IsZero():
		st.Undated++
	case st.First.IsZero():
		st.First, st.Last = x.date, x.date
	default:
		st.Last = x.date
	}
	return nil
}

// A lived cable is what its history is made of, with the number of its collection.
type lived struct {
	mark       history.Mark
	collection uint32
}

// collection counts a cable of a collection, "" for none, and gives the number of that.
func (a *analysis) collection(name string) uint32 {
	if name != "" {
		a.collections[name]++
	}
	n, ok := a.numbers[name]
	if !ok {
		n = uint32(len(a.named))
		a.named, a.numbers[name] = append(a.named, name), n
	}
	return n
}

// past is what the history is told of a cable.
func (a *analysis) past(ord int) history.Cable {
	l := a.history[ord]
	return history.Cable{ID: a.ids[ord], Collection: a.named[l.collection], Mark: l.mark}
}

// close removes what the columns keep until they are written.
func (a *analysis) close() (err error) {
	for _, b := range a.columns {
		if b != nil {
			err = errors.Join(err, b.Close())
		}
	}
	return err
}

func (a *analysis) contentHash() string { return hex.EncodeToString(a.content.Sum(nil)) }
