package words

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"path/filepath"
	"sort"

	"reftel/internal/codec"
	"reftel/internal/recfile"
)

// PairLists are the lists of pairs of an archive.
type PairLists struct {
	pairs []byte // of four bytes each, in mapped memory
	file  *recfile.Mapped
}

func (l *PairLists) pair(i int) Pair { return Pair(binary.LittleEndian.Uint32(l.pairs[4*i:])) }

// find is the place of a pair.
func (l *PairLists) find(pair Pair) (int, bool) {
	return sort.Find(len(l.pairs)/4, func(i int) int { return cmp.Compare(pair, l.pair(i)) })
}

func OpenPairs(dir string) (_ *PairLists, err error) {
	path := filepath.Join(dir, PairsFile)
	n, err := recfile.Count(path)
	if err != nil {
		return nil, err
	}
	if n < 1 {
		return nil, fmt.Errorf("%s: %w", path, codec.ErrShort)
	}
	l := &PairLists{}
	if l.file, err = recfile.Map(path, n); err != nil {
		return nil, err
	}
	head := &codec.Scanner{B: l.file.Get(0)}
	if k := head.Uvarint(); head.Bad || k != uint64(n-1) || len(head.B) != 4*(n-1) {
		return nil, errors.Join(fmt.Errorf("%s: %d lists do not fit", path, n-1), l.file.Close())
	}
	l.pairs = head.B
	return l, nil
}

// Close gives the memory back.
func (l *PairLists) Close() error { return l.file.Close() }

// Each calls f with the cables that have a pair and how often, in order.
func (l *PairLists) Each(pair Pair, f func(ord, count uint32)) {
	if i, ok := l.find(pair); ok {
		l.file.Ahead([]uint32{uint32(i + 1)})
		l.each(i, f)
	}
}

func (l *PairLists) each(i int, f func(ord, count uint32)) {
	b := l.file.Get(uint32(i + 1))
	next := uint32(0)
	for len(b) > 0 {
		v, count := uint64(b[0]), uint32(0)
		if v < 0x80 {
			b = b[1:]
		} else {
			v, b = cutUvarint(b)
		}
		if count = uint32(v&3) + 1; count == 4 {
			var more uint64
			more, b = cutUvarint(b)
			count += uint32(more)
		}
		ord := next + uint32(v>>2)
		f(ord, count)
		next = ord + 1
	}
}

// Sparse is for who reads few of the lists: see recfile.Sparse.
func (l *PairLists) Sparse() { l.file.Sparse() }

// Size is about how many cables have a pair.
func (l *PairLists) Size(pair Pair) int {
	i, ok := l.find(pair)
	if !ok {
		return 0
	}
	return len(l.file.Get(uint32(i + 1)))
}

// cutUvarint takes a number off. What cannot be read ends the list.
func cutUvarint(b []byte) (uint64, []byte) {
	v, k := binary.Uvarint(b)
	if k <= 0 {
		return 0, nil
	}
	return v, b[k:]
}

// lasting is after how many lists Verify gives back the memory in which they stood.
const lasting = 1 << 16

// Verify reads every list once.
func (l *PairLists) Verify(cables int) error {
	for i := range len(l.pairs) / 4 {
		pair := l.pair(i)
		if i%lasting == 0 {
			recfile.Forget(l.file.Bytes())
		}
		if i > 0 && pair <= l.pair(i-1) {
			return fmt.Errorf("pair %d is not in order", i)
		}
		n, last := 0, uint32(0)
		l.each(i, func(ord, _ uint32) { n, last = n+1, ord })
		if n == 0 || int(last) >= cables {
			return fmt.Errorf("pair %d has cables that cannot be", i)
		}
	}
	return nil
}

// Bytes is the whole file, in mapped memory.
func (l *PairLists) Bytes() []byte { return l.file.Bytes() }
