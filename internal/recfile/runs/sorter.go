package runs

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"
)

// A Sorter sorts the records that it is given.
type Sorter struct {
	room   int // bytes that records may take in memory
	taken  int
	blocks [][]byte // where they stand; the last one is being filled
	free   [][]byte // blocks to be filled again
	held   []held
	file   *File
}

// A held record is one in memory, with its first bytes as a number: most records differ
// in them, and need not be looked up to be compared.
type held struct {
	front uint64
	rec   []byte
}

// heldSize is what a record takes beside its bytes.
const heldSize = 32

// blockSize is how much memory is taken at once.
const blockSize = 1 << 18

// NewSorter has no records. Those that take more memory than there is room go to a file
// at path.
func NewSorter(path string, room int) *Sorter { return &Sorter{room: room, file: New(path)} }

// Add takes a record, which it copies.
func (s *Sorter) Add(rec []byte) error {
	if s.taken > 0 && s.taken+len(rec)+heldSize > s.room {
		if err := s.spill(); err != nil {
			return err
		}
	}
	s.taken += len(rec) + heldSize
	last := len(s.blocks) - 1
	if last < 0 || cap(s.blocks[last])-len(s.blocks[last]) < len(rec) {
		s.blocks = append(s.blocks, s.block(len(rec)))
		last++
	}
	b := append(s.blocks[last], rec...)
	s.blocks[last] = b
	mine := b[len(b)-len(rec) : len(b) : len(b)]
	s.held = append(s.held, held{frontOf(mine), mine})
	return nil
}

// block is an empty one with room for n bytes.
func (s *Sorter) block(n int) []byte {
	if last := len(s.free) - 1; last >= 0 && n <= cap(s.free[last]) {
		b := s.free[last]
		s.free = s.free[:last]
		return b[:0]
	}
	return make([]byte, 0, max(n, min(blockSize, s.room)))
}

// sort sorts what is in memory.
func (s *Sorter) sort() {
	slices.SortFunc(s.held, func(a, b held) int { return compare(a.front, b.front, a.rec, b.rec) })
}

// spill writes what is in memory as a run.
func (s *Sorter) spill() error {
	s.sort()
	for _, h := range s.held {
		if err := s.file.Write(h.rec); err != nil {
			return err
		}
	}
	s.file.End()
	clear(s.held)
	s.held, s.free, s.blocks, s.taken = s.held[:0], append(s.free, s.blocks...), nil, 0
	return nil
}

// Each calls do with all records in order. What it gets is valid until it returns. It
// ends the sorter, but for Close.
func (s *Sorter) Each(do func(rec []byte) error) error {
	if s.file.Runs() == 0 {
		s.sort()
		for _, h := range s.held {
			if err := do(h.rec); err != nil {
				return err
			}
		}
		return nil
	}
	if err := s.spill(); err != nil {
		return err
	}
	s.held, s.free = nil, nil // the memory is for reading now
	return s.file.Merge(s.room, do)
}

// Close gives back what it holds and removes its file.
func (s *Sorter) Close() error {
	s.held, s.blocks, s.free = nil, nil, nil
	return s.file.Close()
}

// compare compares records of which the first bytes are known as numbers.
func compare(a, b uint64, x, y []byte) int { return cmp.Or(cmp.Compare(a, b), bytes.Compare(x, y)) }

// frontOf are the first eight bytes of a record as a number, with zeros behind it.
func frontOf(rec []byte) uint64 {
	if len(rec) >= 8 {
		return binary.BigEndian.Uint64(rec)
	}
	var front [8]byte
	copy(front[:], rec)
	return binary.BigEndian.Uint64(front[:])
}
