package tagger

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/klauspost/compress/zstd"
)

//go:embed model.bin
var embedded []byte

//go:embed model.sha256
var checksum string

// Default is the model that the binary holds. It is read once.
var Default = sync.OnceValues(func() (*Model, error) {
	sum := sha256.Sum256(embedded)
	if got := hex.EncodeToString(sum[:]); got != strings.TrimSpace(checksum) {
		return nil, fmt.Errorf("the embedded model of names has the checksum %s, not %s", got, strings.TrimSpace(checksum))
	}
	return Read(bytes.NewReader(embedded))
})

const magic = "reftel names 1\n"

// maxModel bounds what a model may unpack to.
const maxModel = 64 << 20

// Write writes a model: the table of words by key, then pairs of labels, then
// the weights label by label.
func (m *Model) Write(w io.Writer) error {
	b := []byte(magic)
	var keys []uint32
	for _, e := range m.words.entries {
		if e.key != 0 {
			keys = append(keys, e.key)
		}
	}
	slices.Sort(keys)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(keys)))
	for _, k := range keys {
		b = binary.LittleEndian.AppendUint32(b, k)
	}
	for _, k := range keys {
		b = binary.LittleEndian.AppendUint32(b, m.words.at(k).value)
	}
	for _, row := range m.trans {
		for _, t := range row {
			b = binary.LittleEndian.AppendUint16(b, uint16(t))
		}
	}
	for y := range Labels {
		for _, row := range m.rows {
			b = append(b, byte(row>>(8*y)))
		}
	}
	z, err := zstd.NewWriter(w, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err == nil {
		if _, err = z.Write(b); err == nil {
			err = z.Close()
		}
	}
	if err != nil {
		return fmt.Errorf("writing a model of names: %w", err)
	}
	return nil
}

var errModel = errors.New("it is no model of this version")

// Read reads a model that Write wrote.
func Read(r io.Reader) (*Model, error) {
	z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxModel))
	if err != nil {
		return nil, fmt.Errorf("reading a model of names: %w", err)
	}
	defer z.Close()
	b, err := io.ReadAll(io.LimitReader(z, maxModel))
	if err != nil {
		return nil, fmt.Errorf("reading a model of names: %w", err)
	}
	rest, ok := bytes.CutPrefix(b, []byte(magic))
	const trans, weights = Labels * Labels * 2, Labels << weightBits
	if !ok || len(rest) < 4 {
		return nil, fmt.Errorf("reading a model of names: %w", errModel)
	}
	n := int(binary.LittleEndian.Uint32(rest))
	rest = rest[4:]
	if n > len(rest) || len(rest) != 8*n+trans+weights {
		return nil, fmt.Errorf("reading a model of names: %w", errModel)
	}
	words := NewWords()
	for words.room() < n {
		words.grow()
	}
	for i := range n {
		words.set(binary.LittleEndian.Uint32(rest[4*i:]), binary.LittleEndian.Uint32(rest[4*(n+i):]))
	}
	rest = rest[8*n:]
	m := New(words, nil, [Labels][Labels]int16{})
	for i := range Labels * Labels {
		m.trans[i/Labels][i%Labels] = int16(binary.LittleEndian.Uint16(rest[2*i:]))
	}
	m.bridge = newBridge(m.trans)
	rest = rest[trans:]
	for i := range m.rows {
		m.rows[i] = 0
		for y := range Labels {
			m.rows[i] |= uint64(rest[y<<weightBits+i]) << (8 * y)
		}
	}
	return m, nil
}
