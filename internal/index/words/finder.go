package words

import (
	"encoding/binary"
	"math/bits"

	"reftel/internal/text/rows"
)

// A finder finds certain words, and breaks, in encoded lists. It compares the first
// byte or two of their codes with eight places of a list at once, so that nearly all
// other words are passed over without being decoded: the lengths of codes follow no
// rule that a processor could guess.
type finder struct {
	ones []uint64    // codes of one byte, that byte eight times
	more [][2]uint64 // the first and the second byte of longer ones
}

// fewCodes is up to how many codes to compare all is faster than to decode the list.
const fewCodes = 12

// newFinder looks for the words of all sets; nil where these are too many.
func newFinder(sets [][]uint32) *finder {
	f := &finder{ones: []uint64{rows.Break}}
	n := 1
	for _, set := range sets {
		if n += len(set); n > fewCodes {
			return nil
		}
		for _, id := range set {
			code := appendIDs(nil, []uint32{id})
			if len(code) == 1 {
				f.ones = append(f.ones, lowBits*uint64(code[0]))
			} else {
				f.more = append(f.more, [2]uint64{lowBits * uint64(code[0]), lowBits * uint64(code[1])})
			}
		}
	}
	return f
}

// The lowest and the highest bit of each of eight bytes.
const (
	lowBits  = 0x0101010101010101
	highBits = 0x8080808080808080
)

// each calls found with what may be one of the words, or a break: where it begins in the
// list, and how many words stand before it.
func (f *finder) each(list []byte, found func(at, pos int)) {
	pos, at := 0, 0
	begins := uint64(0x80) // that a word begins at the first of the next eight bytes
	for ; at+9 <= len(list); at += 8 {
		x := binary.LittleEndian.Uint64(list[at:])
		next := binary.LittleEndian.Uint64(list[at+1:])
		var may uint64 // the highest bit of each byte at which a word may begin
		for _, one := range f.ones {
			a := x ^ one
			may |= (a - lowBits) &^ a
		}
		for i := range f.more {
			a, b := x^f.more[i][0], next^f.more[i][1]
			may |= (a - lowBits) &^ a & (b - lowBits) &^ b
		}
		ends := ^x & highBits // where words end, behind which others begin
		for may &= ends<<8 | begins; may != 0; may &= may - 1 {
			found(at+bits.TrailingZeros64(may)>>3, pos+bits.OnesCount64(ends&(may&-may-1)))
		}
		begins = ends >> 56
		pos += bits.OnesCount64(ends)
	}
	for ; at < len(list); at++ {
		if at == 0 || list[at-1] < 0x80 {
			found(at, pos)
		}
		pos += int(1 - list[at]>>7)
	}
}
