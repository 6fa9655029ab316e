package index

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"sync"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/klauspost/compress/zstd"

	"reftel/internal/cable"
)

// A record is what the document store keeps of a cable: one zstd frame of a
// header, the texts of its paragraphs, the rest of the parsed cable as JSON, and
// then the sources byte for byte. Each part ends with a block of its own, so that
// reading can stop there, while the next is compressed against it.
type record struct {
	texts   []byte    // by appendTexts
	json    []byte    // of the cable without texts
	sources []Version // first the one that was parsed
	count   int       // how many sources there are, read or not
}

func newRecord(c *cable.Cable, sources []Version) (*record, error) {
	js, err := withoutTexts(c).JSON()
	if err != nil {
		return nil, err
	}
	return &record{texts: appendTexts(nil, c.Paragraphs), json: js, sources: sources, count: len(sources)}, nil
}

// cable is the parsed cable. Each is read twice in an ingest, and once for each
// page that shows it, so that a faster reader of JSON pays.
func (r *record) cable() (*cable.Cable, error) {
	var c cable.Cable
	if err := jsonv2.Unmarshal(r.json, &c); err != nil {
		return nil, err
	}
	ps, err := readTexts(r.texts)
	if err != nil {
		return nil, err
	}
	if len(ps) != len(c.Paragraphs) {
		return nil, fmt.Errorf("%d texts of %d paragraphs", len(ps), len(c.Paragraphs))
	}
	for i := range ps {
		c.Paragraphs[i].Text = ps[i].Text
	}
	return &c, nil
}

// A recordHeader tells how many bytes each part has. The others are the second
// and later sources.
type recordHeader struct {
	texts, json int
	lengths     []int
	others      []cable.Source
}

func (h *recordHeader) encode() ([]byte, error) {
	var b []byte
	for _, n := range append([]int{h.texts, h.json, len(h.lengths)}, h.lengths...) {
		b = binary.AppendUvarint(b, uint64(n))
	}
	if len(h.others) == 0 {
		return b, nil
	}
	js, err := json.Marshal(h.others)
	return append(b, js...), err
}

func decodeHeader(b []byte) (*recordHeader, error) {
	r := &byteScanner{b: b}
	size := func() int {
		n := r.uvarint()
		r.bad = r.bad || n > maxRecord
		return int(n)
	}
	h := &recordHeader{texts: size(), json: size(), lengths: make([]int, r.count())}
	for i := range h.lengths {
		h.lengths[i] = size()
	}
	if len(r.b) > 0 {
		if err := json.Unmarshal(r.b, &h.others); err != nil {
			return nil, err
		}
	}
	if r.bad || len(h.lengths) != len(h.others)+1 {
		return nil, errors.New("a header that does not fit")
	}
	return h, nil
}

// maxRecord is the most bytes of a part of a record.
const maxRecord = 1 << 30

type encoder struct {
	z   *zstd.Encoder
	buf bytes.Buffer
}

func newEncoder() *encoder {
	z, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithWindowSize(1<<20))
	if err != nil {
		panic("index: zstd options: " + err.Error()) // a mistake of ours
	}
	return &encoder{z: z}
}

// encode returns the frame, valid until the next call.
func (e *encoder) encode(r *record) ([]byte, error) {
	h := recordHeader{texts: len(r.texts), json: len(r.json)}
	for i, s := range r.sources {
		h.lengths = append(h.lengths, len(s.Raw))
		if i > 0 {
			h.others = append(h.others, s.Source)
		}
	}
	hb, err := h.encode()
	if err != nil {
		return nil, err
	}
	e.buf.Reset()
	e.z.Reset(&e.buf)
	head := binary.AppendUvarint(nil, uint64(len(hb)))
	for _, part := range [][]byte{slices.Concat(head, hb, r.texts), r.json} {
		if _, err := e.z.Write(part); err != nil {
			return nil, err
		}
		if err := e.z.Flush(); err != nil {
			return nil, err
		}
	}
	for _, s := range r.sources {
		if _, err := e.z.Write(s.Raw); err != nil {
			return nil, err
		}
	}
	if err := e.z.Close(); err != nil {
		return nil, err
	}
	return e.buf.Bytes(), nil
}

// decoders are reused readers of frames.
type decoders struct{ pool sync.Pool }

func (d *decoders) get(frame []byte) (*zstd.Decoder, error) {
	r := bytes.NewReader(frame)
	if z, ok := d.pool.Get().(*zstd.Decoder); ok {
		return z, z.Reset(r)
	}
	return zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxMemory(1<<30))
}

func (d *decoders) put(z *zstd.Decoder) {
	if z.Reset(nil) == nil {
		d.pool.Put(z)
	}
}

var errRecord = errors.New("the record is damaged")

// A depth is how much of a record is read.
type depth int

const (
	onlyTexts depth = iota
	parsed          // and the JSON
	withSources
)

// decode reads a frame as far as is asked.
func (d *decoders) decode(frame []byte, far depth) (*record, error) {
	z, err := d.get(frame)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errRecord, err)
	}
	defer d.put(z)
	r, err := readRecord(z, far)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errRecord, err)
	}
	return r, nil
}

type byteReader struct{ io.Reader }

func (r byteReader) ReadByte() (byte, error) {
	var b [1]byte
	_, err := io.ReadFull(r, b[:])
	return b[0], err
}

func readRecord(z io.Reader, far depth) (*record, error) {
	n, err := binary.ReadUvarint(byteReader{z})
	if err != nil {
		return nil, err
	}
	if n > 1<<28 {
		return nil, fmt.Errorf("a header of %d bytes", n)
	}
	hb := make([]byte, n)
	if _, err := io.ReadFull(z, hb); err != nil {
		return nil, err
	}
	h, err := decodeHeader(hb)
	if err != nil {
		return nil, err
	}
	r := &record{texts: make([]byte, h.texts), count: len(h.lengths)}
	if _, err := io.ReadFull(z, r.texts); err != nil || far == onlyTexts {
		return r, err
	}
	r.json = make([]byte, h.json)
	if _, err := io.ReadFull(z, r.json); err != nil || far == parsed {
		return r, err
	}
	for i, size := range h.lengths {
		v := Version{Raw: make([]byte, size)}
		if i > 0 {
			v.Source = h.others[i-1]
		}
		if _, err := io.ReadFull(z, v.Raw); err != nil {
			return nil, err
		}
		r.sources = append(r.sources, v)
	}
	return r, nil
}

// readAt reads n bytes of a file at off.
func readAt(f *os.File, off int64, n int) ([]byte, error) {
	b := make([]byte, n)
	if _, err := f.ReadAt(b, off); err != nil {
		return nil, fmt.Errorf("read %s at %d: %w", f.Name(), off, err)
	}
	return b, nil
}
