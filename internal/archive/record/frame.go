// Package record is how a cable is kept: its texts, the rest of what was parsed
// and its sources byte for byte, in one compressed frame. It knows cables and
// bytes, and not where frames are kept.
package record

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"

	"github.com/klauspost/compress/zstd"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/codec"
	"reftel/internal/codec/stored"
)

// A Record is what is kept of a cable: one zstd frame of a header, the texts of its
// paragraphs, the rest of the parsed cable as JSON, the sources byte for byte, and
// last the cables that were parsed of the second and later sources. Each part but the
// last two ends with a block of its own, so that reading can stop there, while the
// next is compressed against it.
type Record struct {
	Texts   []byte            // by appendTexts
	JSON    []byte            // of the cable without texts
	Sources []archive.Version // first the one that was parsed
	Count   int               // how many sources there are, read or not
}

// New is the record of a cable and its sources, of which the first was parsed.
func New(c *cable.Cable, sources []archive.Version) (*Record, error) {
	js, err := withoutTexts(c).JSON()
	if err != nil {
		return nil, err
	}
	return &Record{Texts: appendTexts(nil, c.Paragraphs), JSON: js, Sources: sources, Count: len(sources)}, nil
}

// What is read of the JSON of a record.
var (
	cables = stored.Of[cable.Cable]()
	proses = stored.Of[prose]()
)

// A prose is what of a cable has words that are searched, but for the texts.
type prose struct {
	Subject      string `json:"subject"`
	ClassifiedBy string `json:"classified_by"`
	Paragraphs   []struct {
		Heading string `json:"heading"`
	} `json:"paragraphs"`
	Signers []string     `json:"signers"`
	Notes   []cable.Note `json:"notes"`
}

// Cable is the parsed cable.
func (r *Record) Cable() (*cable.Cable, error) {
	var c cable.Cable
	if err := cables.Read(r.JSON, &c); err != nil {
		return nil, err
	}
	ps, err := r.paragraphs(len(c.Paragraphs))
	if err != nil {
		return nil, err
	}
	for i := range ps {
		c.Paragraphs[i].Text = ps[i].Text
		mentioned(&c.Paragraphs[i])
	}
	return &c, nil
}

// Prose is what of the cable has words that are searched: its subject, the paragraphs with
// their headings and what follows them. To read no more takes half the time.
func (r *Record) Prose() (*cable.Cable, error) {
	var c prose
	if err := proses.Read(r.JSON, &c); err != nil {
		return nil, err
	}
	ps, err := r.paragraphs(len(c.Paragraphs))
	if err != nil {
		return nil, err
	}
	for i := range ps {
		ps[i].Heading = c.Paragraphs[i].Heading
	}
	return &cable.Cable{Subject: c.Subject, ClassifiedBy: c.ClassifiedBy, Paragraphs: ps, Signers: c.Signers, Notes: c.Notes}, nil
}

// paragraphs are the texts of so many.
func (r *Record) paragraphs(n int) ([]cable.Paragraph, error) {
	ps, err := ReadTexts(r.Texts)
	if err == nil && len(ps) != n {
		err = fmt.Errorf("%d texts of %d paragraphs", len(ps), n)
	}
	return ps, err
}

// A header tells how many bytes each part has. The others are the second
// and later sources.
type header struct {
	texts, json int
	lengths     []int
	others      []other
}

// An other is the second or a later source, and how many bytes the JSON of the cable
// has that was parsed of it; 0 where that was not kept.
type other struct {
	cable.Source
	Parsed int `json:"parsed,omitempty"`
}

func (h *header) encode() ([]byte, error) {
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

func decodeHeader(b []byte) (*header, error) {
	r := &codec.Scanner{B: b}
	size := func() int {
		n := r.Uvarint()
		r.Bad = r.Bad || n > maxRecord
		return int(n)
	}
	h := &header{texts: size(), json: size(), lengths: make([]int, r.Count())}
	for i := range h.lengths {
		h.lengths[i] = size()
	}
	if len(r.B) > 0 {
		if err := json.Unmarshal(r.B, &h.others); err != nil {
			return nil, err
		}
	}
	if r.Bad || len(h.lengths) != len(h.others)+1 {
		return nil, errors.New("a header that does not fit")
	}
	return h, nil
}

// maxRecord is the most bytes of a part of a record.
const maxRecord = 1 << 30

// An Encoder makes frames.
type Encoder struct {
	z   *zstd.Encoder
	buf bytes.Buffer
}

func NewEncoder() *Encoder {
	z, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithWindowSize(1<<20))
	if err != nil {
		panic("record: zstd options: " + err.Error()) // a mistake of ours
	}
	return &Encoder{z: z}
}

// Encode returns the frame of a record, valid until the next call.
func (e *Encoder) Encode(r *Record) ([]byte, error) {
	parts, err := r.Parts()
	if err != nil {
		return nil, err
	}
	return e.Frame(parts)
}

// Frame returns the frame of a record of these parts, valid until the next call.
func (e *Encoder) Frame(parts Parts) ([]byte, error) {
	e.buf.Reset()
	e.z.Reset(&e.buf)
	for i, part := range parts {
		if _, err := e.z.Write(part); err != nil {
			return nil, err
		}
		if i == partTexts || i == partJSON {
			if err := e.z.Flush(); err != nil {
				return nil, err
			}
		}
	}
	if err := e.z.Close(); err != nil {
		return nil, err
	}
	return e.buf.Bytes(), nil
}

// Where of the parts of a record texts and JSON stand: behind the header, before all else.
const (
	partTexts = 1
	partJSON  = 2
)

// Parts are what a record is written as.
type Parts [][]byte

// A Digest is the same for records of the same parts.
type Digest [16]byte

// Digest is that of the parts: their lengths stand in the first.
func (p Parts) Digest() (d Digest) {
	h := sha256.New()
	for _, part := range p {
		h.Write(part)
	}
	copy(d[:], h.Sum(nil))
	return d
}

// Parts are those of a record.
func (r *Record) Parts() (Parts, error) {
	h := header{texts: len(r.Texts), json: len(r.JSON)}
	var raws, parsed [][]byte
	for i, s := range r.Sources {
		h.lengths = append(h.lengths, len(s.Raw))
		raws = append(raws, s.Raw)
		if i == 0 {
			continue
		}
		var js []byte
		if s.Cable != nil {
			var err error
			if js, err = s.Cable.JSON(); err != nil {
				return nil, err
			}
		}
		parsed = append(parsed, js)
		h.others = append(h.others, other{s.Source, len(js)})
	}
	hb, err := h.encode()
	if err != nil {
		return nil, err
	}
	head := append(binary.AppendUvarint(nil, uint64(len(hb))), hb...)
	return slices.Concat([][]byte{head, r.Texts, r.JSON}, raws, parsed), nil
}

// Decoders are reused readers of frames.
type Decoders struct{ pool sync.Pool }

func (d *Decoders) get(r io.Reader) (*zstd.Decoder, error) {
	if z, ok := d.pool.Get().(*zstd.Decoder); ok {
		return z, z.Reset(r)
	}
	return zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxMemory(1<<30))
}

func (d *Decoders) put(z *zstd.Decoder) {
	if z.Reset(nil) == nil {
		d.pool.Put(z)
	}
}

var errRecord = errors.New("the record is damaged")

// A Depth is how much of a record is read.
type Depth int

const (
	OnlyTexts Depth = iota
	Parsed          // and the JSON
	Sources
)

// Decode reads a frame as far as is asked.
func (d *Decoders) Decode(frame []byte, far Depth) (*Record, error) {
	return d.DecodeInto(nil, frame, far)
}

// DecodeInto does it into memory that is used again: the record is valid until the next call
// with that.
func (d *Decoders) DecodeInto(room *Room, frame []byte, far Depth) (*Record, error) {
	z, err := d.get(bytes.NewReader(frame))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errRecord, err)
	}
	defer d.put(z)
	r, err := readRecord(inFrame{z, room.empty()}, far)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errRecord, err)
	}
	return r, nil
}

// Texts reads the texts of a frame as ReadTexts does, but no more than the first most
// bytes. Whether these are all it tells.
func (d *Decoders) Texts(frame io.Reader, most int) (ps []cable.Paragraph, all bool, err error) {
	z, err := d.get(frame)
	if err != nil {
		return nil, false, fmt.Errorf("%w: %w", errRecord, err)
	}
	defer d.put(z)
	h, err := readHeader(z)
	if err != nil {
		return nil, false, fmt.Errorf("%w: %w", errRecord, err)
	}
	b := make([]byte, min(h.texts, most))
	if _, err := io.ReadFull(z, b); err != nil {
		return nil, false, fmt.Errorf("%w: %w", errRecord, err)
	}
	if len(b) < h.texts {
		return readBegun(b), false, nil
	}
	ps, err = ReadTexts(b)
	return ps, true, err
}

type byteReader struct{ io.Reader }

func (r byteReader) ReadByte() (byte, error) {
	var b [1]byte
	_, err := io.ReadFull(r, b[:])
	return b[0], err
}

func readHeader(z io.Reader) (*header, error) {
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
	return decodeHeader(hb)
}

func readRecord(z reading, far Depth) (*Record, error) {
	h, err := readHeader(z)
	if err != nil {
		return nil, err
	}
	r := &Record{Count: len(h.lengths)}
	if r.Texts, err = z.part(h.texts); err != nil || far == OnlyTexts {
		return r, err
	}
	if r.JSON, err = z.part(h.json); err != nil || far == Parsed {
		return r, err
	}
	for i, size := range h.lengths {
		var v archive.Version
		if i > 0 {
			v.Source = h.others[i-1].Source
		}
		if v.Raw, err = z.part(size); err != nil {
			return nil, err
		}
		r.Sources = append(r.Sources, v)
	}
	for i, o := range h.others {
		if o.Parsed == 0 {
			continue
		}
		if o.Parsed < 0 || o.Parsed > maxRecord {
			return nil, fmt.Errorf("a version of %d bytes", o.Parsed)
		}
		if r.Sources[i+1].Cable, err = readParsed(z, o.Parsed); err != nil {
			return nil, err
		}
	}
	return r, nil
}
