package postings

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"

	"reftel/internal/codec"
	"reftel/internal/index/words"
)

// digestsFile has a digest for each cable, in their order.
const digestsFile = "digests"

// A digest is of all that the index holds of a cable: equal ones stand for equal documents,
// whatever the numbers of words and values were.
type digest [16]byte

// digestKind is the first byte of what a digest is made of: another for another way to
// make documents of the same cables.
const digestKind = 2

// A digester makes digests. It may be used by several goroutines.
type digester struct {
	sums [][2]uint64 // of the words, by number
}

func newDigester(v *words.Vocab) *digester {
	d := &digester{sums: make([][2]uint64, v.Len())}
	for i := range d.sums {
		sum := sha256.Sum256([]byte(v.Word(uint32(i))))
		d.sums[i] = [2]uint64{binary.LittleEndian.Uint64(sum[:]), binary.LittleEndian.Uint64(sum[8:])}
	}
	return d
}

// of is the digest of what an entry says. Which words a text has, and how often, is told by
// the sum of their checksums: the index knows no order of them.
func (d *digester) of(e *entry) digest {
	b := make([]byte, 0, 1<<10)
	b = append(b, digestKind)
	b = codec.AppendString(b, e.id)
	b = codec.AppendString(b, e.date)
	for _, p := range []prose{e.subject, e.body} {
		var sum [2]uint64
		for _, w := range p.words {
			sum[0] += uint64(w.times) * d.sums[w.word][0]
			sum[1] += uint64(w.times) * d.sums[w.word][1]
		}
		b = binary.LittleEndian.AppendUint64(b, sum[0])
		b = binary.LittleEndian.AppendUint64(b, sum[1])
	}
	var sorted []string
	for _, values := range e.values {
		b = binary.AppendUvarint(b, uint64(len(values)))
		sorted = append(sorted[:0], values...)
		slices.Sort(sorted)
		for _, v := range sorted {
			b = codec.AppendString(b, v)
		}
	}
	sum := sha256.Sum256(b)
	return digest(sum[:])
}
