package columns

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"reftel/internal/archive/values"
	"reftel/internal/codec"
)

// A Builder collects a Column cable by cable, and writes its file. In memory it keeps
// the values; which of them each cable has goes to a file beside until all are known.
type Builder struct {
	path   string
	ids    map[string]uint32
	values []string
	freq   []uint32
	labels []map[string]int
	cables int
	here   []uint32 // of the cable at hand
	buf    []byte

	rows *os.File // lists of the cables, by the numbers in which values came
	w    *bufio.Writer

	size  int64   // of what was written of the column
	marks []int64 // where in the file of the column every so many lists begin
}

// NewBuilder has no cable yet. The file is to be at path.
func NewBuilder(path string) (*Builder, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	b := &Builder{path: path, ids: map[string]uint32{}}
	var err error
	if b.rows, err = os.OpenFile(b.rowsPath(), os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600); err != nil {
		return nil, err
	}
	b.w = bufio.NewWriterSize(b.rows, rowsBuffer)
	return b, nil
}

// rowsBuffer is the memory through which lists of cables are written and read.
const rowsBuffer = 1 << 16

func (b *Builder) rowsPath() string { return b.path + ".rows" }

// Add takes the values of the next cable.
func (b *Builder) Add(fs []values.Value) error {
	b.here = b.here[:0]
	for _, f := range fs {
		if f.Text == "" {
			continue
		}
		id, ok := b.ids[f.Text]
		if !ok {
			id = uint32(len(b.values))
			v := strings.Clone(f.Text)
			b.ids[v] = id
			b.values = append(b.values, v)
			b.freq = append(b.freq, 0)
			b.labels = append(b.labels, nil)
		}
		if f.Label != "" {
			if b.labels[id] == nil {
				b.labels[id] = map[string]int{}
			}
			b.labels[id][f.Label]++
		}
		if !slices.Contains(b.here, id) {
			b.here = append(b.here, id)
			b.freq[id]++
		}
	}
	b.cables++
	b.buf = appendList(b.buf[:0], b.here)
	_, err := b.w.Write(b.buf)
	return err
}

func appendList(b []byte, list []uint32) []byte {
	b = binary.AppendUvarint(b, uint64(len(list)))
	for _, v := range list {
		b = binary.AppendUvarint(b, uint64(v))
	}
	return b
}

// readList reads what appendList wrote.
func readList(list []uint32, r *bufio.Reader) ([]uint32, error) {
	n, err := binary.ReadUvarint(r)
	for list = list[:0]; err == nil && uint64(len(list)) < n; {
		var v uint64
		v, err = binary.ReadUvarint(r)
		list = append(list, uint32(v))
	}
	return list, err
}

// Write renumbers the values by frequency and writes the Column. No cable may be added
// any more.
func (b *Builder) Write() error {
	if err := b.write(); err != nil {
		return fmt.Errorf("write column %s: %w", filepath.Base(b.path), err)
	}
	return b.Close()
}

func (b *Builder) write() (err error) {
	if err := b.w.Flush(); err != nil {
		return err
	}
	if _, err := b.rows.Seek(0, 0); err != nil {
		return err
	}
	f, err := os.Create(b.path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	b.w.Reset(f)
	rank := b.rank()
	if err := b.put(b.head()); err != nil {
		return err
	}
	b.ids, b.labels = nil, nil
	in := bufio.NewReaderSize(b.rows, rowsBuffer)
	for ord := range b.cables {
		if b.here, err = readList(b.here, in); err != nil {
			return err
		}
		for i, v := range b.here {
			b.here[i] = rank[v]
		}
		if ord%markEach == 0 {
			b.marks = append(b.marks, b.size)
		}
		if err := b.put(appendList(b.buf[:0], b.here)); err != nil {
			return err
		}
	}
	return b.w.Flush()
}

// put writes a piece of the column, whose memory it may use again.
func (b *Builder) put(piece []byte) error {
	b.buf = piece
	b.size += int64(len(piece))
	_, err := b.w.Write(piece)
	return err
}

// rank sorts the values by frequency, and tells which number each has now.
func (b *Builder) rank() []uint32 {
	order := make([]uint32, len(b.values))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(x, y uint32) int {
		return cmp.Or(cmp.Compare(b.freq[y], b.freq[x]), strings.Compare(b.values[x], b.values[y]))
	})
	rank := make([]uint32, len(order))
	sorted, freq, labels := make([]string, len(order)), make([]uint32, len(order)), make([]map[string]int, len(order))
	for i, id := range order {
		rank[id], sorted[i], freq[i], labels[i] = uint32(i), b.values[id], b.freq[id], b.labels[id]
	}
	b.values, b.freq, b.labels = sorted, freq, labels
	return rank
}

// head is what stands before the lists: the values and their labels.
func (b *Builder) head() []byte {
	out := binary.AppendUvarint(nil, uint64(len(b.values)))
	out = binary.AppendUvarint(out, uint64(b.cables))
	for _, v := range b.values {
		out = codec.AppendString(out, v)
	}
	if !slices.ContainsFunc(b.labels, func(l map[string]int) bool { return l != nil }) {
		return append(out, 0)
	}
	out = append(out, 1)
	for _, l := range b.labels {
		out = codec.AppendString(out, values.MostUsed(l))
	}
	return out
}

// Close lets go of what only Add and Write need.
func (b *Builder) Close() error {
	if b.rows == nil {
		return nil
	}
	err := errors.Join(b.rows.Close(), os.Remove(b.rowsPath()))
	b.rows, b.w, b.here, b.buf = nil, nil, nil, nil
	return err
}

// Values are all values, once the column is written by the numbers that Lists gives.
func (b *Builder) Values() []string { return b.values }

// Distinct is how many values there are.
func (b *Builder) Distinct() int { return len(b.values) }

// Total is how often cables have a value for which ok holds.
func (b *Builder) Total(ok func(value string) bool) int {
	n := 0
	for i, v := range b.values {
		if ok(v) {
			n += int(b.freq[i])
		}
	}
	return n
}
