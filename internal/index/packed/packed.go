// Package packed is files of a generation that are read whole, compressed. It knows
// files and bytes.
package packed

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/klauspost/compress/zstd"
)

// most is how large a file is that is read.
const most = 4 << 30

// magic begins each frame of zstd (RFC 8878, 3.1.1).
var magic = []byte{0x28, 0xB5, 0x2F, 0xFD}

// Write writes a file, which write makes.
func Write(path string, write func(io.Writer) error) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	z, err := zstd.NewWriter(f, zstd.WithEncoderConcurrency(1))
	if err != nil {
		return fmt.Errorf("pack %s: %w", path, err)
	}
	return errors.Join(write(z), z.Close())
}

// WriteBytes writes a file of some bytes.
func WriteBytes(path string, b []byte) error {
	return Write(path, func(w io.Writer) error {
		_, err := w.Write(b)
		return err
	})
}

// Read reads a file that was written, or one of a generation of before, which stands there
// as it is: lists of words and their counts, of which none begins as a packed file does.
func Read(path string) ([]byte, error) {
	b, err := os.ReadFile(path)
	if err != nil || !bytes.HasPrefix(b, magic) {
		return b, err
	}
	z, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(most))
	if err != nil {
		return nil, fmt.Errorf("unpack %s: %w", path, err)
	}
	defer z.Close()
	out, err := z.DecodeAll(b, nil)
	if err != nil {
		return nil, fmt.Errorf("unpack %s: %w", path, err)
	}
	return out, nil
}
