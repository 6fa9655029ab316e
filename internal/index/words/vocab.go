package words

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
	"sort"
	"strings"

	"reftel/internal/codec"
	"reftel/internal/text"
)

// A Vocab is the list of all words of an archive. A word's number is its rank
// by frequency, from 1; 0 stands for a break between paragraphs.
type Vocab struct {
	text   string   // all words one after another, by number
	offs   []uint32 // word i is text[offs[i]:offs[i+1]]
	byText []uint32 // numbers in the order of the words
	byStem []uint32 // numbers in the order of their stems, then words
	Once   uint32   // words from this number on occur once
	spelt  map[string][]string
}

// newVocab takes the words by their numbers; word 0 is empty.
func newVocab(ws []string, once uint32) *Vocab {
	n := len(ws)
	v := &Vocab{offs: make([]uint32, 1, n+1), Once: once}
	var all strings.Builder
	for _, w := range ws {
		all.WriteString(w)
		v.offs = append(v.offs, uint32(all.Len()))
	}
	v.text = all.String()
	v.byText = make([]uint32, n-1)
	stems := make([]string, n)
	for i := range v.byText {
		v.byText[i] = uint32(i + 1)
		stems[i+1] = stemOf(ws[i+1])
	}
	v.byStem = slices.Clone(v.byText)
	slices.SortFunc(v.byText, func(a, b uint32) int { return strings.Compare(ws[a], ws[b]) })
	slices.SortFunc(v.byStem, func(a, b uint32) int {
		return cmp.Or(strings.Compare(stems[a], stems[b]), cmp.Compare(a, b))
	})
	v.learn()
	return v
}

// Len is one more than the number of the last word.
func (v *Vocab) Len() int { return len(v.offs) - 1 }

// Word is the word of a number.
func (v *Vocab) Word(i uint32) string { return v.text[v.offs[i]:v.offs[i+1]] }

// Find is the number of a word, 0 where it does not occur.
func (v *Vocab) Find(w string) uint32 {
	i, ok := sort.Find(len(v.byText), func(i int) int { return strings.Compare(w, v.Word(v.byText[i])) })
	if !ok {
		return 0
	}
	return v.byText[i]
}

// stemOf is the stem by which a word stands in order: of one with accents that of
// its folded form.
func stemOf(w string) string {
	if text.IsWritten(w) {
		w = text.Unmarked(w)
	}
	return text.Stem(w)
}

// group are the words with the stem of w, those with accents and those after an
// elided article among them.
func (v *Vocab) group(w string) []uint32 {
	s := text.Stem(w)
	lo := sort.Search(len(v.byStem), func(i int) bool { return stemOf(v.Word(v.byStem[i])) >= s })
	hi := lo
	for hi < len(v.byStem) && stemOf(v.Word(v.byStem[hi])) == s {
		hi++
	}
	return v.byStem[lo:hi]
}

// Forms are the folded words with the stem of w, most frequent first. What stands
// after an elided article is one of them where it is w itself.
func (v *Vocab) Forms(w string) []uint32 {
	var ids []uint32
	for _, id := range v.group(w) {
		if f := v.Word(id); !text.IsWritten(f) || f == text.Elided+w {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// Exactly are w and w after an elided article, as far as they occur.
func (v *Vocab) Exactly(w string) []uint32 {
	var ids []uint32
	for _, f := range []string{w, text.Elided + w} {
		if id := v.Find(f); id != 0 {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// Marked are the words with accents whose folded form is w, in the row or after an
// elided article.
func (v *Vocab) Marked(w string) []uint32 {
	var ids []uint32
	for _, id := range v.group(w) {
		if f := v.Word(id); text.IsWritten(strings.TrimPrefix(f, text.Elided)) && text.Unmarked(f) == w {
			ids = append(ids, id)
		}
	}
	return ids
}

// learn reads which folded words are spellings of one another off the words that
// are written with other letters.
func (v *Vocab) learn() {
	v.spelt = map[string][]string{}
	for i := 1; i < v.Len(); i++ {
		w := v.Word(uint32(i))
		if !text.HasSpellings(w) {
			continue
		}
		all := text.Spellings(w)
		for _, s := range all {
			v.spelt[s] = append(v.spelt[s], all...)
		}
	}
	for s, all := range v.spelt {
		slices.Sort(all)
		v.spelt[s] = slices.Compact(all)
	}
}

// Spellings are the folded spellings of w, itself among them: schroder and
// schroeder are those of one another where some text has schröder.
func (v *Vocab) Spellings(w string) []string {
	if all := v.spelt[w]; len(all) > 0 {
		return all
	}
	return []string{w}
}

// Prefixed are the folded words that begin with one of some texts, elided articles
// left out: the most frequent n of them, and how many there are in all.
func (v *Vocab) Prefixed(n int, texts ...string) ([]uint32, int) {
	var ids []uint32
	for _, p := range texts {
		ids = v.appendBeginning(ids, p, nil)
	}
	return mostFrequent(ids, n)
}

// Like are the folded words that are like a pattern, or begin so, as Prefixed are.
func (v *Vocab) Like(n int, pattern string, prefix bool) ([]uint32, int) {
	begin, _, _ := strings.Cut(pattern, text.AnyLetter)
	return mostFrequent(v.appendBeginning(nil, begin, func(w string) bool { return text.Like(w, pattern, prefix) }), n)
}

// appendBeginning appends the folded words that begin with p, elided articles left
// out, and fit where that is asked.
func (v *Vocab) appendBeginning(ids []uint32, p string, fits func(w string) bool) []uint32 {
	for _, p := range []string{p, text.Elided + p} {
		i := sort.Search(len(v.byText), func(i int) bool { return v.Word(v.byText[i]) >= p })
		for ; i < len(v.byText) && strings.HasPrefix(v.Word(v.byText[i]), p); i++ {
			w := strings.TrimPrefix(v.Word(v.byText[i]), text.Elided)
			if (fits == nil || fits(w)) && !text.IsWritten(w) {
				ids = append(ids, v.byText[i])
			}
		}
	}
	return ids
}

// mostFrequent are the most frequent n of some words, and how many there are.
func mostFrequent(ids []uint32, n int) ([]uint32, int) {
	slices.Sort(ids)
	ids = slices.Compact(ids)
	return ids[:min(n, len(ids))], len(ids)
}

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
	read := func() []uint32 {
		ids := make([]uint32, n-1)
		for i := range ids {
			ids[i] = binary.LittleEndian.Uint32(b[4*i:])
		}
		b = b[4*(n-1):]
		return ids
	}
	v.byText = read()
	v.byStem = read()
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
