package index

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// pairWords is how many of the most frequent words have lists of pairs. Of two
// words that half of all cables have, the streams of half the archive would have
// to be read to know where one follows the other; of others, few.
const pairWords = 1 << 10

// A wordPair is two frequent words of which one follows the other in a field:
// the field, then ten bits for each word.
type wordPair uint32

func pairOf(subject bool, first, second uint32) (wordPair, bool) {
	if first == lineBreak || second == lineBreak || first >= pairWords || second >= pairWords {
		return 0, false
	}
	p := wordPair(first<<10 | second)
	if !subject {
		p |= 1 << 20
	}
	return p, true
}

// pairKinds is how many pairs there can be.
const pairKinds = 2 * pairWords * pairWords

// A pairBuilder collects the lists of pairs, cable by cable.
type pairBuilder struct {
	lists []*pairList // by pair; nil for one that does not occur
	ord   uint32
	here  []*pairList // of the cable at hand, each once
}

// A pairList tells which cables have a pair and how often: for each cable a
// number of which the lower two bits are the occurrences less one, and the rest
// the cables since the one before. Where both bits are set, the occurrences less
// four follow.
type pairList struct {
	b    []byte
	next uint32 // the first cable that may follow
	here uint32 // occurrences in the cable at hand
}

func newPairBuilder() *pairBuilder { return &pairBuilder{lists: make([]*pairList, pairKinds)} }

// add takes the stream of the next cable, whose words are ranks.
func (p *pairBuilder) add(s *wordStream) {
	p.here = p.here[:0]
	for _, field := range []struct {
		ids     []uint32
		subject bool
	}{{s.subject, true}, {s.body, false}} {
		for i := 1; i < len(field.ids); i++ {
			pair, ok := pairOf(field.subject, field.ids[i-1], field.ids[i])
			if !ok {
				continue
			}
			list := p.lists[pair]
			if list == nil {
				list = &pairList{}
				p.lists[pair] = list
			}
			if list.here == 0 {
				p.here = append(p.here, list)
			}
			list.here++
		}
	}
	for _, list := range p.here {
		list.add(p.ord, list.here)
		list.here = 0
	}
	p.ord++
}

func (l *pairList) add(ord, count uint32) {
	low := min(count-1, 3)
	l.b = binary.AppendUvarint(l.b, uint64(ord-l.next)<<2|uint64(low))
	if low == 3 {
		l.b = binary.AppendUvarint(l.b, uint64(count-4))
	}
	l.next = ord + 1
}

// write makes the file of pairs: a record of all pairs in order, and then a
// record of the list of each.
func (p *pairBuilder) write(dir string) error {
	var pairs []wordPair
	for pair, list := range p.lists {
		if list != nil {
			pairs = append(pairs, wordPair(pair))
		}
	}
	head := binary.AppendUvarint(nil, uint64(len(pairs)))
	for _, pair := range pairs {
		head = binary.LittleEndian.AppendUint32(head, uint32(pair))
	}
	w, err := newRecordWriter(pairsPath(dir))
	if err != nil {
		return err
	}
	defer w.abandon()
	if err := w.write(head); err != nil {
		return err
	}
	for _, pair := range pairs {
		if err := w.write(p.lists[pair].b); err != nil {
			return err
		}
	}
	return w.close()
}

func pairsPath(dir string) string { return filepath.Join(dir, "words", "pairs") }

// pairLists are the lists of pairs of an archive.
type pairLists struct {
	pairs []wordPair
	file  *mappedFile
}

func openPairs(dir string) (_ *pairLists, err error) {
	path := pairsPath(dir)
	st, err := os.Stat(path + ".offsets")
	if err != nil {
		return nil, err
	}
	n := int(st.Size()/8) - 1
	if n < 1 {
		return nil, fmt.Errorf("%s: %w", path, errShort)
	}
	l := &pairLists{}
	if l.file, err = mapRecords(path, n); err != nil {
		return nil, err
	}
	head := &byteScanner{b: l.file.get(0)}
	if k := head.uvarint(); head.bad || k != uint64(n-1) || len(head.b) != 4*(n-1) {
		return nil, fmt.Errorf("%s: %d lists do not fit", path, n-1)
	}
	for i := range n - 1 {
		l.pairs = append(l.pairs, wordPair(binary.LittleEndian.Uint32(head.b[4*i:])))
	}
	return l, nil
}

func (l *pairLists) close() error { return l.file.close() }

// each calls f with the cables that have a pair and how often, in order.
func (l *pairLists) each(pair wordPair, f func(ord, count uint32)) {
	i, ok := slices.BinarySearch(l.pairs, pair)
	if !ok {
		return
	}
	b := l.file.get(uint32(i + 1))
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

// cutUvarint takes a number off. What cannot be read ends the list.
func cutUvarint(b []byte) (uint64, []byte) {
	v, k := binary.Uvarint(b)
	if k <= 0 {
		return 0, nil
	}
	return v, b[k:]
}

// verify reads every list once.
func (l *pairLists) verify(cables int) error {
	for i, pair := range l.pairs {
		if i > 0 && pair <= l.pairs[i-1] {
			return fmt.Errorf("pair %d is not in order", i)
		}
		n, last := 0, uint32(0)
		l.each(pair, func(ord, _ uint32) { n, last = n+1, ord })
		if n == 0 || int(last) >= cables {
			return fmt.Errorf("pair %d has cables that cannot be", i)
		}
	}
	return nil
}
