package words

import (
	"encoding/binary"
	"path/filepath"

	"reftel/internal/recfile"
	"reftel/internal/text/rows"
)

// PairWords is how many of the most frequent words have lists of pairs. Of two
// words that half of all cables have, the streams of half the archive would have
// to be read to know where one follows the other; of others, few.
const PairWords = 1 << 10

// A Pair is two frequent words of which one follows the other in a field:
// the field, then ten bits for each word.
type Pair uint32

func PairOf(subject bool, first, second uint32) (Pair, bool) {
	if first == rows.Break || second == rows.Break || first >= PairWords || second >= PairWords {
		return 0, false
	}
	p := Pair(first<<10 | second)
	if !subject {
		p |= 1 << 20
	}
	return p, true
}

// pairKinds is how many pairs there can be.
const pairKinds = 2 * PairWords * PairWords

// A PairBuilder collects the lists of pairs, cable by cable.
type PairBuilder struct {
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

func NewPairBuilder() *PairBuilder { return &PairBuilder{lists: make([]*pairList, pairKinds)} }

// Add takes the stream of the next cable, whose words are ranks.
func (p *PairBuilder) Add(s *Stream) {
	p.here = p.here[:0]
	for _, field := range []struct {
		ids     []uint32
		subject bool
	}{{s.Subject, true}, {s.Body, false}} {
		for i := 1; i < len(field.ids); i++ {
			pair, ok := PairOf(field.subject, field.ids[i-1], field.ids[i])
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

// Write makes the file of pairs: a record of all pairs in order, and then a
// record of the list of each.
func (p *PairBuilder) Write(dir string) error {
	var pairs []Pair
	for pair, list := range p.lists {
		if list != nil {
			pairs = append(pairs, Pair(pair))
		}
	}
	head := binary.AppendUvarint(nil, uint64(len(pairs)))
	for _, pair := range pairs {
		head = binary.LittleEndian.AppendUint32(head, uint32(pair))
	}
	w, err := recfile.Create(filepath.Join(dir, PairsFile))
	if err != nil {
		return err
	}
	defer w.Abandon()
	if err := w.Write(head); err != nil {
		return err
	}
	for _, pair := range pairs {
		if err := w.Write(p.lists[pair].b); err != nil {
			return err
		}
	}
	return w.Close()
}
