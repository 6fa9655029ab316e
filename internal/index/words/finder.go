package words

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/bits"
	"slices"

	"reftel/internal/codec"
	"reftel/internal/text/rows"
)

// A finder finds certain words, and the breaks between them, in encoded lists. Most words
// of a list are passed over without being decoded: the lengths of codes follow no rule that
// a processor could guess.
//
//   - Of most words the first byte is looked for, as the library does: 32 places of a list
//     at a time.
//   - The most frequent words have one byte each, and stand so close together that they and
//     breaks are compared with eight places at once.
//   - Where there are many words to look for, the list is decoded.
type finder struct {
	frequent []uint64 // the codes of the most frequent words, eight times each
	rare     []code   // those of all others
	many     *sieve   // nil where there are few

	eights [256]eight
	often  []place // the frequent words of a list, and its breaks
	found  []place
}

type code struct {
	id    uint32
	bytes []byte
	next  int // where it stands next in the list, or the end of the list
}

// A place is a word in a list, or a break: the byte at which it begins, and how many words
// stand before it.
type place struct{ at, pos, id uint32 }

const (
	// frequent is the number below which a word is so frequent that to look for it by itself
	// takes longer than to compare all places with it.
	frequent = 32
	// fewCodes is up to how many words to look for each is faster than to decode the list.
	fewCodes = 16
)

// newFinder looks for the words of all sets.
func newFinder(sets [][]uint32) *finder {
	f := &finder{}
	ids := slices.Concat(sets...)
	slices.Sort(ids)
	ids = slices.Compact(ids)
	if len(ids) > fewCodes {
		f.many = newSieve(ids)
		return f
	}
	for _, id := range ids {
		if id < frequent {
			f.frequent = append(f.frequent, lowBits*uint64(id))
		} else {
			f.rare = append(f.rare, code{id: id, bytes: appendIDs(nil, []uint32{id})})
		}
	}
	return f
}

// find are the words in a list, in order, and with them breaks: where there are any between
// two words, one of these at least. There may be other words among them. What is found stays
// as it is until the next list.
func (f *finder) find(list []byte) ([]place, error) {
	if f.many != nil {
		return f.decode(list)
	}
	f.often = f.often[:0]
	if len(f.frequent) > 0 {
		f.findFrequent(list)
	}
	if len(f.rare) == 0 {
		return f.often, nil
	}
	for k := range f.rare {
		f.rare[k].from(list, 0)
	}
	out, often := f.found[:0], f.often
	var last place
	for {
		first := f.first()
		if first.next == len(list) {
			break
		}
		at := uint32(first.next)
		for len(often) > 0 && often[0].at < at {
			last = often[0]
			out, often = append(out, last), often[1:]
		}
		between, broken := countBetween(list, int(last.at), int(at))
		pos := last.pos + uint32(between)
		if broken && len(f.frequent) == 0 {
			out = append(out, place{pos: pos - 1, id: rows.Break})
		}
		last = place{at, pos, first.id}
		out = append(out, last)
		first.from(list, first.next+len(first.bytes))
	}
	f.found = append(out, often...)
	return f.found, nil
}

// first is the rare word that stands first from here on.
func (f *finder) first() *code {
	first := &f.rare[0]
	for k := range f.rare[1:] {
		if c := &f.rare[k+1]; c.next < first.next {
			first = c
		}
	}
	return first
}

// from finds where a word stands next, from a place on. The last byte of a number is below
// 0x80 and no other is, which tells where one begins.
func (c *code) from(list []byte, at int) {
	for ; ; at++ {
		i := bytes.IndexByte(list[at:], c.bytes[0])
		if i < 0 {
			c.next = len(list)
			return
		}
		at += i
		if (at == 0 || list[at-1] < 0x80) && (len(c.bytes) == 1 || bytes.HasPrefix(list[at:], c.bytes)) {
			c.next = at
			return
		}
	}
}

// The lowest and the highest bit of each of eight bytes.
const (
	lowBits  = 0x0101010101010101
	highBits = 0x8080808080808080
)

// An eight is eight bytes of a list of which some are looked for: the highest bit of each
// is set in may where that is so, and in ends where a word ends.
type eight struct {
	may, ends uint64
	at, pos   uint32
}

// findFrequent finds the most frequent words of a list, and the breaks. Which eight bytes
// have one is noted first, since how many come next could not be guessed either.
func (f *finder) findFrequent(list []byte) {
	pos, at := 0, 0
	begins := uint64(0x80) // that a word begins at the first of the next eight bytes
	for at+8 <= len(list) {
		k := 0
		for stop := min(len(list)-7, at+8*len(f.eights)); at < stop; at += 8 {
			x := binary.LittleEndian.Uint64(list[at:])
			may := (x - lowBits) &^ x // a break is 0
			for _, word := range f.frequent {
				a := x ^ word
				may |= (a - lowBits) &^ a
			}
			ends := ^x & highBits
			may &= ends<<8 | begins
			f.eights[k%len(f.eights)] = eight{may, ends, uint32(at), uint32(pos)}
			if may != 0 {
				k++
			}
			begins = ends >> 56
			pos += int((ends >> 7) * lowBits >> 56)
		}
		for i := range f.eights[:k] {
			e := &f.eights[i]
			for may := e.may; may != 0; may &= may - 1 {
				at := e.at + uint32(bits.TrailingZeros64(may))>>3
				f.often = append(f.often, place{at, e.pos + uint32(bits.OnesCount64(e.ends&(may&-may-1))), uint32(list[at])})
			}
		}
	}
	for ; at < len(list); at++ {
		if b := list[at]; (at == 0 || list[at-1] < 0x80) && (b == rows.Break || slices.Contains(f.frequent, lowBits*uint64(b))) {
			f.often = append(f.often, place{uint32(at), uint32(pos), uint32(b)})
		}
		pos += int(1 - list[at]>>7)
	}
}

// decode reads the whole list.
func (f *finder) decode(list []byte) ([]place, error) {
	f.found = f.found[:0]
	for pos, at := uint32(0), 0; at < len(list); pos++ {
		id, n := idAt(list[at:])
		if n == 0 {
			return nil, fmt.Errorf("word stream: %w", codec.ErrShort)
		}
		if f.many.has(id) {
			f.found = append(f.found, place{uint32(at), pos, id})
		}
		at += n
	}
	return f.found, nil
}

// A sieve tells words that can be one of those that are looked for, or a break, from nearly
// all others: bit id%64 of number id/64%16 is set for these.
type sieve [16]uint64

func newSieve(ids []uint32) *sieve {
	var s sieve
	for _, id := range append(ids, rows.Break) {
		s[id>>6%16] |= 1 << (id % 64)
	}
	return &s
}

func (s *sieve) has(id uint32) bool { return s[id>>6%16]>>(id%64)&1 != 0 }

// countBetween is how many words begin in a stretch of a list, which is how many end there,
// and whether there is a break among them.
func countBetween(list []byte, from, to int) (n int, broken bool) {
	var breaks uint64
	for ; from+8 <= to; from += 8 {
		x := binary.LittleEndian.Uint64(list[from:])
		n += int(^x >> 7 & lowBits * lowBits >> 56)
		breaks |= (x - lowBits) &^ x & highBits
	}
	for _, b := range list[from:to] {
		n += int(1 - b>>7)
		if b == rows.Break {
			breaks = 1
		}
	}
	return n, breaks != 0
}
