package index

import (
	"bufio"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"reftel/internal/cable"
	"reftel/internal/query"
)

// A group is all that was read under one id, the version to show first.
type group []entry

// order sorts the entries into archive order: by date, the undated last, then
// by id. Neither the order of reading nor that of files plays a part.
func order(es []entry) []group {
	byID := map[string]group{}
	for _, e := range es {
		byID[e.id] = append(byID[e.id], e)
	}
	gs := make([]group, 0, len(byID))
	for _, g := range byID {
		slices.SortFunc(g, func(a, b entry) int {
			return cmp.Or(cmp.Compare(b.letter, a.letter), strings.Compare(a.path, b.path), strings.Compare(a.sha, b.sha))
		})
		gs = append(gs, g)
	}
	slices.SortFunc(gs, func(a, b group) int {
		return cmp.Or(a[0].date.Compare(b[0].date), strings.Compare(a[0].id, b[0].id))
	})
	return gs
}

// An analysis is the first pass over the sorted cables. It writes documents,
// summaries and word streams and collects the columns.
type analysis struct {
	gs     []group
	spool  *spool
	dir    string
	ids    []string // canonical, by ordinal
	counts *wordCounter
	caches []*wordCache

	columns     map[query.Facet]*columnBuilder
	docs        *recordWriter
	summaries   *recordWriter
	streams     *recordWriter // words by number of the counter, not yet ranked
	dates       []byte
	lengths     []byte
	prose       []int // words of each body that are paragraphs
	content     hash.Hash
	aliases     [][]string
	collections map[string]int
	stats       Stats
}

// analysed is what a worker makes of one cable.
type analysed struct {
	frame, summary, stream, texts, json []byte
	columns                             [][]faceted
	date                                cable.Date
	aliases                             []string
	subjectLen, bodyLen                 uint32
	prose                               int
	paragraphs                          int
	collection                          string
}

func analyse(ctx context.Context, gs []group, s *spool, dir string, workers int, progress func(done int)) (*analysis, error) {
	a := &analysis{
		gs: gs, spool: s, dir: dir,
		counts:      newWordCounter(),
		columns:     map[query.Facet]*columnBuilder{},
		content:     sha256.New(),
		collections: map[string]int{},
	}
	for _, name := range columnNames() {
		a.columns[name] = &columnBuilder{ids: map[string]uint32{}}
	}
	for path, w := range map[string]**recordWriter{"docs/records": &a.docs, "columns/summaries": &a.summaries, "streams.tmp": &a.streams} {
		rw, err := newRecordWriter(filepath.Join(dir, path))
		if err != nil {
			return nil, err
		}
		*w = rw
		defer rw.abandon()
	}
	const chunk = 64
	chunks := (len(gs) + chunk - 1) / chunk
	free := make(chan *wordCache, workers)
	for range workers {
		c := a.counts.cache()
		a.caches = append(a.caches, c)
		free <- c
	}
	work := func(i int) ([]analysed, error) {
		words := <-free
		defer func() { free <- words }()
		var out []analysed
		for _, g := range gs[i*chunk : min((i+1)*chunk, len(gs))] {
			x, err := a.one(g, words)
			if err != nil {
				return nil, fmt.Errorf("analyse %s: %w", g[0].id, err)
			}
			out = append(out, x)
		}
		return out, nil
	}
	take := func(xs []analysed) error {
		for i := range xs {
			if err := a.take(&xs[i]); err != nil {
				return err
			}
		}
		progress(len(a.ids))
		return nil
	}
	if err := inOrder(ctx, chunks, workers, work, take); err != nil {
		return nil, err
	}
	for _, w := range []*recordWriter{a.docs, a.summaries, a.streams} {
		if err := w.close(); err != nil {
			return nil, err
		}
	}
	return a, nil
}

// inOrder makes n things with several workers and takes them in order.
func inOrder[T any](ctx context.Context, n, workers int, work func(int) (T, error), take func(T) error) error {
	eg, ctx := errgroup.WithContext(ctx)
	slots := make(chan chan T, workers*2)
	eg.Go(func() error {
		defer close(slots)
		inner, ictx := errgroup.WithContext(ctx)
		inner.SetLimit(workers)
		for i := range n {
			slot := make(chan T, 1)
			select {
			case slots <- slot:
			case <-ictx.Done():
				return cmp.Or(inner.Wait(), ctx.Err())
			}
			inner.Go(func() error {
				v, err := work(i)
				if err != nil {
					return err
				}
				slot <- v
				return nil
			})
		}
		return inner.Wait()
	})
	eg.Go(func() error {
		for slot := range slots {
			select {
			case v := <-slot:
				if err := take(v); err != nil {
					return err
				}
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	return eg.Wait()
}

func (a *analysis) one(g group, words *wordCache) (x analysed, err error) {
	if len(g) > 1 {
		x.frame, err = a.spool.merged(g)
	} else {
		x.frame, err = a.spool.frame(g[0])
	}
	if err != nil {
		return x, err
	}
	r, err := a.spool.dec.decode(x.frame, parsed)
	if err != nil {
		return x, err
	}
	x.texts, x.json = r.texts, r.json
	c, err := r.cable()
	if err != nil {
		return x, err
	}
	var s wordStream
	s.read(c, words)
	x.subjectLen, x.bodyLen = s.lengths()
	x.stream, x.prose = s.encode(nil), s.prose
	if x.summary, err = json.Marshal(listed{summarise(c), opening(c)}); err != nil {
		return x, err
	}
	for _, name := range columnNames() {
		x.columns = append(x.columns, columnValues(c, name))
	}
	x.date, x.aliases, x.paragraphs, x.collection = c.Date, c.Aliases, len(c.Paragraphs), c.Collection
	return x, nil
}

func (a *analysis) take(x *analysed) error {
	ord := len(a.ids)
	a.ids = append(a.ids, a.gs[ord][0].id)
	if err := a.docs.write(x.frame); err != nil {
		return err
	}
	if err := a.summaries.write(x.summary); err != nil {
		return err
	}
	if err := a.streams.write(x.stream); err != nil {
		return err
	}
	for i, name := range columnNames() {
		a.columns[name].add(x.columns[i])
	}
	a.dates = appendDate(a.dates, x.date)
	a.lengths = binary.LittleEndian.AppendUint32(a.lengths, x.subjectLen)
	a.lengths = binary.LittleEndian.AppendUint32(a.lengths, x.bodyLen)
	a.prose = append(a.prose, x.prose)
	a.content.Write(x.texts)
	a.content.Write(x.json)
	a.aliases = append(a.aliases, x.aliases)
	if x.collection != "" {
		a.collections[x.collection]++
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

func (a *analysis) contentHash() string { return hex.EncodeToString(a.content.Sum(nil)) }

func summarise(c *cable.Cable) Summary {
	return Summary{
		ID: c.ID, IDInferred: c.IDInferred, Title: c.Title(), Subject: c.Subject, Date: c.Date, DateInferred: c.DateInferred,
		Origin: c.Origin, From: c.From, To: c.To, Classification: c.Classification, Captions: c.Captions,
	}
}

const dateSize = 8

func appendDate(b []byte, d cable.Date) []byte {
	timed := byte(0)
	if d.HasTime {
		timed = 1
	}
	b = binary.LittleEndian.AppendUint16(b, uint16(d.Year))
	return append(b, byte(d.Month), byte(d.Day), byte(d.Hour), byte(d.Minute), timed, 0)
}

func decodeDate(b []byte) cable.Date {
	return cable.Date{
		Year: int(binary.LittleEndian.Uint16(b)), Month: int(b[2]), Day: int(b[3]),
		Hour: int(b[4]), Minute: int(b[5]), HasTime: b[6] == 1,
	}
}

// A recordWriter writes records one after another, and where they begin into
// a second file with the ending .offsets.
type recordWriter struct {
	path string
	f    *os.File
	w    *bufio.Writer
	off  uint64
	offs []byte
}

func newRecordWriter(path string) (*recordWriter, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	return &recordWriter{path: path, f: f, w: bufio.NewWriterSize(f, 1<<18), offs: make([]byte, 8)}, nil
}

func (w *recordWriter) write(b []byte) error {
	if _, err := w.w.Write(b); err != nil {
		return err
	}
	w.off += uint64(len(b))
	w.offs = binary.LittleEndian.AppendUint64(w.offs, w.off)
	return nil
}

func (w *recordWriter) close() error {
	if err := w.w.Flush(); err != nil {
		return err
	}
	f := w.f
	w.f = nil
	if err := f.Close(); err != nil {
		return err
	}
	return writeFile(w.path+".offsets", w.offs)
}

// abandon closes the file after a failure; after close it does nothing.
func (w *recordWriter) abandon() {
	if w.f != nil {
		w.f.Close()
	}
}
