package words

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"

	"reftel/internal/codec"
)

// A Vocab is the list of all words of an archive. A word's number is its rank
// by frequency, from 1; 0 stands for a break between paragraphs.
type Vocab struct {
	text   string   // all words one after another, by number
	offs   []uint32 // word i is text[offs[i]:offs[i+1]]
	byText []uint32 // numbers in the order of the words
	byStem []uint32 // numbers in the order of their stems, then words
	stems  []string // of each stemEach in that order
	Once   uint32   // words from this number on occur once
	spelt  map[string][]string
}

// newVocab takes the words by their numbers, and the numbers in the order of the words;
// word 0 is empty.
func newVocab(ws []string, byText []uint32, once uint32) *Vocab {
	n := len(ws)
	v := &Vocab{offs: make([]uint32, 1, n+1), byText: byText, Once: once}
	var all strings.Builder
	for _, w := range ws {
		all.WriteString(w)
		v.offs = append(v.offs, uint32(all.Len()))
	}
	v.text = all.String()
	stems := make([]string, n)
	for i := 1; i < n; i++ {
		stems[i] = stemOf(ws[i])
	}
	v.byStem = slices.Clone(byText) // which is nearly the order of the stems
	slices.SortFunc(v.byStem, func(a, b uint32) int {
		if c := strings.Compare(stems[a], stems[b]); c != 0 {
			return c
		}
		return cmp.Compare(a, b)
	})
	v.know()
	v.learn()
	return v
}

// Len is one more than the number of the last word.
func (v *Vocab) Len() int { return len(v.offs) - 1 }

// Word is the word of a number.
func (v *Vocab) Word(i uint32) string { return v.text[v.offs[i]:v.offs[i+1]] }

// Encode writes the vocab: count, first word that occurs once, lengths, words,
// the two orders.
func (v *Vocab) Encode() []byte {
	b := binary.AppendUvarint(nil, uint64(v.Len()))
	b = binary.AppendUvarint(b, uint64(v.Once))
	for i := range v.Len() {
		b = append(b, byte(v.offs[i+1]-v.offs[i]))
	}
	b = append(b, v.text...)
	for _, order := range [][]uint32{v.byText, v.byStem} {
		for _, id := range order {
			b = binary.LittleEndian.AppendUint32(b, id)
		}
	}
	return b
}

func DecodeVocab(b []byte) (*Vocab, error) {
	n64, k := binary.Uvarint(b)
	if k <= 0 || n64 == 0 || n64 > uint64(len(b)) {
		return nil, fmt.Errorf("words: %w", codec.ErrShort)
	}
	n := int(n64)
	b = b[k:]
	once, k := binary.Uvarint(b)
	if k <= 0 || once > n64 {
		return nil, fmt.Errorf("words: %w", codec.ErrShort)
	}
	b = b[k:]
	v := &Vocab{offs: make([]uint32, n+1), Once: uint32(once)}
	if len(b) < n {
		return nil, fmt.Errorf("words: %w", codec.ErrShort)
	}
	for i := range n {
		v.offs[i+1] = v.offs[i] + uint32(b[i])
	}
	b = b[n:]
	size := int(v.offs[n])
	if len(b) != size+8*(n-1) {
		return nil, fmt.Errorf("words: %w", codec.ErrShort)
	}
	v.text = string(b[:size])
	b = b[size:]
	beyond := false
	read := func() []uint32 {
		ids := make([]uint32, n-1)
		for i := range ids {
			ids[i] = binary.LittleEndian.Uint32(b[4*i:])
			beyond = beyond || ids[i] >= uint32(n)
		}
		b = b[4*(n-1):]
		return ids
	}
	v.byText = read()
	v.byStem = read()
	if beyond {
		return nil, errors.New("words: an order has a word that is not there")
	}
	v.know()
	v.learn()
	return v, nil
}

// Finder finds words that come in their alphabetical order, each from where the one
// before was.
func (v *Vocab) Finder() func(w string) uint32 {
	at := 0
	return func(w string) uint32 {
		for at < len(v.byText) && v.Word(v.byText[at]) < w {
			at++
		}
		if at == len(v.byText) || v.Word(v.byText[at]) != w {
			return 0
		}
		return v.byText[at]
	}
}

// Span is where the word of a number stands in Bytes.
func (v *Vocab) Span(i uint32) (from, to uint32) { return v.offs[i], v.offs[i+1] }

// Bytes is a copy of all words one after another.
func (v *Vocab) Bytes() []byte { return []byte(v.text) }
