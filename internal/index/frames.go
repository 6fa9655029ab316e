package index

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"

	"github.com/klauspost/compress/zstd"

	"reftel/internal/cable"
)

// A record is what the document store keeps of a cable: one zstd frame of a
// header, the parsed cable as JSON, and then the sources byte for byte. The
// parsed part ends with a block of its own, so that reading it stops there,
// while the sources are compressed against it.
type record struct {
	json    []byte
	sources []Version // first the one that was parsed
}

type recordHeader struct {
	JSON    int            `json:"json"`
	Lengths []int          `json:"lengths"`
	Others  []cable.Source `json:"others,omitempty"` // of the second and later sources
}

type encoder struct {
	z   *zstd.Encoder
	buf bytes.Buffer
}

func newEncoder() *encoder {
	z, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedBetterCompression), zstd.WithWindowSize(1<<20))
	if err != nil {
		panic("index: zstd options: " + err.Error()) // a mistake of ours
	}
	return &encoder{z: z}
}

// encode returns the frame, valid until the next call.
func (e *encoder) encode(r *record) ([]byte, error) {
	h := recordHeader{JSON: len(r.json)}
	for i, s := range r.sources {
		h.Lengths = append(h.Lengths, len(s.Raw))
		if i > 0 {
			h.Others = append(h.Others, s.Source)
		}
	}
	hb, err := json.Marshal(h)
	if err != nil {
		return nil, err
	}
	e.buf.Reset()
	e.z.Reset(&e.buf)
	head := binary.AppendUvarint(nil, uint64(len(hb)))
	parts := [][]byte{head, hb, r.json}
	for _, p := range parts {
		if _, err := e.z.Write(p); err != nil {
			return nil, err
		}
	}
	if err := e.z.Flush(); err != nil {
		return nil, err
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

// decode reads a frame; without sources it stops after the parsed cable.
func (d *decoders) decode(frame []byte, withSources bool) (*record, error) {
	z, err := d.get(frame)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errRecord, err)
	}
	defer d.put(z)
	r, err := readRecord(z, withSources)
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

func readRecord(z io.Reader, withSources bool) (*record, error) {
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
	var h recordHeader
	if err := json.Unmarshal(hb, &h); err != nil {
		return nil, err
	}
	if h.JSON < 0 || len(h.Lengths) != len(h.Others)+1 {
		return nil, errors.New("a header that does not fit")
	}
	r := &record{json: make([]byte, h.JSON)}
	if _, err := io.ReadFull(z, r.json); err != nil {
		return nil, err
	}
	if !withSources {
		return r, nil
	}
	for i, size := range h.Lengths {
		v := Version{Raw: make([]byte, size)}
		if i > 0 {
			v.Source = h.Others[i-1]
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
