package copies

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
)

// blockCables is of how many cables the keys stand together, those of one band after
// those of another.
const blockCables = 1 << 12

// Sketches are the keys of the cables in their order. But for the last they are in a
// file, so that memory does not grow with them.
type sketches struct {
	path string
	f    *os.File
	n    int
	last [bands][]uint64 // of the cables that are not in the file
	buf  []byte
}

// keys are those of one cable.
type keys [bands]uint64

func (s *sketches) add(k keys) error {
	if len(s.last[0]) == blockCables {
		if err := s.put(); err != nil {
			return fmt.Errorf("put by keys of copies: %w", err)
		}
	}
	for band := range s.last {
		s.last[band] = append(s.last[band], k[band])
	}
	s.n++
	return nil
}

// put writes a full block.
func (s *sketches) put() (err error) {
	if s.f == nil {
		if s.f, err = os.OpenFile(s.path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600); err != nil {
			return err
		}
	}
	s.buf = s.buf[:0]
	for band := range s.last {
		for _, k := range s.last[band] {
			s.buf = binary.LittleEndian.AppendUint64(s.buf, k)
		}
		s.last[band] = s.last[band][:0]
	}
	_, err = s.f.Write(s.buf)
	return err
}

// inFile is how many cables have their keys in the file.
func (s *sketches) inFile() int { return s.n - len(s.last[0]) }

// band appends the keys of one band of all cables, but for those of short texts.
func (s *sketches) band(out []uint64, band int) ([]uint64, error) {
	add := func(k uint64) {
		if k != 0 {
			out = append(out, k)
		}
	}
	const size = 8 * blockCables
	buf := make([]byte, size)
	for block := range s.inFile() / blockCables {
		if _, err := s.f.ReadAt(buf, int64(block*bands+band)*size); err != nil {
			return nil, err
		}
		for b := buf; len(b) > 0; b = b[8:] {
			add(binary.LittleEndian.Uint64(b))
		}
	}
	for _, k := range s.last[band] {
		add(k)
	}
	return out, nil
}

// each calls do with the keys of all cables in order.
func (s *sketches) each(do func(ord uint32, k *keys) error) error {
	var in *bufio.Reader
	if s.f != nil {
		in = bufio.NewReader(io.NewSectionReader(s.f, 0, int64(s.inFile())*bands*8))
	}
	block := s.last
	for ord := range s.n {
		at := ord % blockCables
		switch {
		case ord == s.inFile():
			block = s.last
		case at == 0:
			for band := range block {
				block[band] = make([]uint64, blockCables)
				if err := binary.Read(in, binary.LittleEndian, block[band]); err != nil {
					return err
				}
			}
		}
		var k keys
		for band := range k {
			k[band] = block[band][at]
		}
		if err := do(uint32(ord), &k); err != nil {
			return err
		}
	}
	return nil
}

// close closes the file and removes it.
func (s *sketches) close() error {
	if s.f == nil {
		return nil
	}
	err := errors.Join(s.f.Close(), os.Remove(s.path))
	s.f = nil
	return err
}
