package words

import (
	"encoding/binary"
	"iter"
	"path/filepath"

	"reftel/internal/recfile"
	"reftel/internal/recfile/runs"
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

// pairRow is how many pairs have their places beside each other.
const pairRow = 32

// A pairTable has a list for each pair that occurs. Most never do, so the places of a row
// are there from the first list in it: a table of all would be 16 MB, to be cleared and
// looked through for an archive of one cable too.
type pairTable struct {
	rows [pairKinds / pairRow]*[pairRow]*pairList
	free []pairList // lists that were made together, and are not asked for yet
}

// list is that of a pair, which is made when it is asked for first.
func (t *pairTable) list(pair Pair) *pairList {
	row := t.rows[pair/pairRow]
	if row == nil {
		row = new([pairRow]*pairList)
		t.rows[pair/pairRow] = row
	}
	list := row[pair%pairRow]
	if list == nil {
		list = t.make()
		row[pair%pairRow] = list
	}
	return list
}

// make makes a list.
func (t *pairTable) make() *pairList {
	if len(t.free) == 0 {
		t.free = make([]pairList, 64)
	}
	list := &t.free[0]
	t.free = t.free[1:]
	list.b = list.first[:0]
	return list
}

// all are the pairs that have a list, in their order.
func (t *pairTable) all() iter.Seq2[Pair, *pairList] {
	return func(yield func(Pair, *pairList) bool) {
		for i, row := range &t.rows {
			if row == nil {
				continue
			}
			for j, list := range row {
				if list != nil && !yield(Pair(i*pairRow+j), list) {
					return
				}
			}
		}
	}
}

// A PairBuilder collects the lists of pairs, cable by cable. Where they take more memory
// than there is room, what there is of each is put by.
type PairBuilder struct {
	dir   string
	lists *pairTable
	ord   uint32
	met   []*pairList // of the cable at hand, as often as its pair stands there
	here  []*pairList // of the cable at hand, each once
	read  uint32      // of lists that were asked of the memory
	room  int
	taken int // bytes of the lists
	put   *runs.File
	buf   []byte
}

// A pairList tells which cables have a pair and how often: for each cable a
// number of which the lower two bits are the occurrences less one, and the rest
// the cables since the one before. Where both bits are set, the occurrences less
// four follow.
type pairList struct {
	b     []byte
	next  uint32  // the first cable that may follow
	here  uint32  // occurrences in the cable at hand
	first [8]byte // b at first: most lists never grow longer
}

// NewPairBuilder has no cable yet. The file is to be in the folder of a generation; the
// bytes of lists may take so much memory.
func NewPairBuilder(dir string, room int) *PairBuilder {
	return &PairBuilder{dir: dir, lists: new(pairTable), room: room, put: runs.New(filepath.Join(dir, PairsFile+".runs"))}
}

// Add takes the stream of the next cable, whose words are ranks.
func (p *PairBuilder) Add(s *Stream) error {
	p.met, p.here = p.met[:0], p.here[:0]
	p.meet(s.Subject, true)
	p.meet(s.Body, false)
	for _, list := range p.met { // no decision waits for the memory of a list
		p.read |= list.here
	}
	for _, list := range p.met {
		if list.here == 0 {
			p.here = append(p.here, list)
		}
		list.here++
	}
	for _, list := range p.here {
		before := len(list.b)
		list.add(p.ord, list.here)
		p.taken += len(list.b) - before
		list.here = 0
	}
	if p.ord++; p.taken <= p.room {
		return nil
	}
	return p.putBy()
}

// meet collects the lists of the pairs of a field.
func (p *PairBuilder) meet(ids []uint32, subject bool) {
	for i := 1; i < len(ids); i++ {
		if pair, ok := PairOf(subject, ids[i-1], ids[i]); ok {
			p.met = append(p.met, p.lists.list(pair))
		}
	}
}

// putBy writes what there is of each list, each behind its pair and the first cable that
// may follow: so the parts of one list are sorted as they follow each other.
func (p *PairBuilder) putBy() error {
	for pair, list := range p.lists.all() {
		if len(list.b) == 0 {
			continue
		}
		p.buf = binary.BigEndian.AppendUint32(p.buf[:0], uint32(pair))
		p.buf = binary.BigEndian.AppendUint32(p.buf, list.next)
		if err := p.put.Write(append(p.buf, list.b...)); err != nil {
			return err
		}
		list.b = list.b[:0]
	}
	p.put.End()
	p.taken = 0
	return nil
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
func (p *PairBuilder) Write() error {
	var pairs []Pair
	for pair := range p.lists.all() {
		pairs = append(pairs, pair)
	}
	head := binary.AppendUvarint(nil, uint64(len(pairs)))
	for _, pair := range pairs {
		head = binary.LittleEndian.AppendUint32(head, uint32(pair))
	}
	w, err := recfile.Create(filepath.Join(p.dir, PairsFile))
	if err != nil {
		return err
	}
	defer w.Abandon()
	if err := w.Write(head); err != nil {
		return err
	}
	if p.put.Runs() > 0 {
		err = p.merge(w)
	} else {
		for _, list := range p.lists.all() {
			if err = w.Write(list.b); err != nil {
				break
			}
		}
	}
	if err != nil {
		return err
	}
	return w.Close()
}

// merge writes the lists of which parts were put by.
func (p *PairBuilder) merge(w *recfile.Writer) error {
	if err := p.putBy(); err != nil {
		return err
	}
	p.lists = nil // the memory is for reading now
	const behind = 8
	list, of := []byte(nil), uint32(0)
	err := p.put.Merge(p.room, func(part []byte) error {
		if pair := binary.BigEndian.Uint32(part); pair != of && len(list) > 0 {
			if err := w.Write(list); err != nil {
				return err
			}
			list, of = list[:0], pair
		} else {
			of = pair
		}
		list = append(list, part[behind:]...)
		return nil
	})
	if err != nil {
		return err
	}
	return w.Write(list)
}

// Close removes what was put by.
func (p *PairBuilder) Close() error { return p.put.Close() }
