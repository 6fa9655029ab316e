package index

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"
)

// A vocab is the list of all words of an archive. A word's number is its rank
// by frequency, from 1; 0 stands for a break between paragraphs.
type vocab struct {
	text   string   // all words one after another, by number
	offs   []uint32 // word i is text[offs[i]:offs[i+1]]
	byText []uint32 // numbers in the order of the words
	byStem []uint32 // numbers in the order of their stems, then words
	once   uint32   // words from this number on occur once
}

func (v *vocab) len() int             { return len(v.offs) - 1 }
func (v *vocab) word(i uint32) string { return v.text[v.offs[i]:v.offs[i+1]] }

// find is the number of a word, 0 where it does not occur.
func (v *vocab) find(w string) uint32 {
	i, ok := sort.Find(len(v.byText), func(i int) int { return strings.Compare(w, v.word(v.byText[i])) })
	if !ok {
		return 0
	}
	return v.byText[i]
}

// forms are the words with the stem of w, most frequent first.
func (v *vocab) forms(w string) []uint32 {
	s := stem(w)
	i := sort.Search(len(v.byStem), func(i int) bool { return stem(v.word(v.byStem[i])) >= s })
	var ids []uint32
	for ; i < len(v.byStem) && stem(v.word(v.byStem[i])) == s; i++ {
		ids = append(ids, v.byStem[i])
	}
	slices.Sort(ids)
	return ids
}

// prefixed are the words that begin with p, the most frequent n of them, and
// how many there are in all.
func (v *vocab) prefixed(p string, n int) ([]uint32, int) {
	lo := sort.Search(len(v.byText), func(i int) bool { return v.word(v.byText[i]) >= p })
	hi := lo
	for hi < len(v.byText) && strings.HasPrefix(v.word(v.byText[hi]), p) {
		hi++
	}
	return mostFrequent(slices.Clone(v.byText[lo:hi]), n), hi - lo
}

// near are the words that differ from w by one letter at most and begin with
// the same one.
func (v *vocab) near(w string, n int) ([]uint32, int) {
	var ids []uint32
	first := w[:1]
	lo := sort.Search(len(v.byText), func(i int) bool { return v.word(v.byText[i]) >= first })
	for _, id := range v.byText[lo:] {
		o := v.word(id)
		if !strings.HasPrefix(o, first) {
			break
		}
		if d := len(o) - len(w); d >= -4 && d <= 4 && within1(w, o) {
			ids = append(ids, id)
		}
	}
	return mostFrequent(ids, n), len(ids)
}

func mostFrequent(ids []uint32, n int) []uint32 {
	slices.Sort(ids)
	return ids[:min(n, len(ids))]
}

// within1 reports whether a and b differ by one letter at most: one other, one
// more, one less, or two exchanged.
func within1(a, b string) bool {
	// What differs lies between what both begin and end with. In nearly all
	// pairs that is more than two characters, and they need not be decoded.
	head, tail := 0, 0
	for head < min(len(a), len(b)) && a[head] == b[head] {
		head++
	}
	for tail < min(len(a), len(b))-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	if max(len(a), len(b))-head-tail > 2*utf8.UTFMax {
		return false
	}
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(y)-len(x) > 1 {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	if len(x) < len(y) {
		return slices.Equal(x[i:], y[i+1:])
	}
	if i == len(x) {
		return true
	}
	if slices.Equal(x[i+1:], y[i+1:]) {
		return true
	}
	return i+1 < len(x) && x[i] == y[i+1] && x[i+1] == y[i] && slices.Equal(x[i+2:], y[i+2:])
}

// A wordCounter numbers words in the order in which they come, and counts them.
// It may be used by many goroutines, each through an own wordCache.
type wordCounter struct {
	mu    sync.Mutex
	ids   map[string]uint32
	words []string
}

func newWordCounter() *wordCounter {
	return &wordCounter{ids: map[string]uint32{}, words: []string{""}}
}

type wordCache struct {
	all  *wordCounter
	ids  map[string]uint32
	seen []uint64 // how often, by number
}

func (c *wordCounter) cache() *wordCache { return &wordCache{all: c, ids: map[string]uint32{}} }

// id numbers and counts a word.
func (c *wordCache) id(term []byte) uint32 {
	id, ok := c.ids[string(term)]
	if !ok {
		w := string(term)
		c.all.mu.Lock()
		if id, ok = c.all.ids[w]; !ok {
			id = uint32(len(c.all.words))
			c.all.ids[w] = id
			c.all.words = append(c.all.words, w)
		}
		w = c.all.words[id]
		c.all.mu.Unlock()
		c.ids[w] = id
	}
	for int(id) >= len(c.seen) {
		c.seen = append(c.seen, make([]uint64, max(1024, len(c.seen)))...)
	}
	c.seen[id]++
	return id
}

// ranked makes the vocab, and the rank of each number that the counter gave.
func (c *wordCounter) ranked(caches []*wordCache) (*vocab, []uint32) {
	n := len(c.words)
	freq := make([]uint64, n)
	for _, k := range caches {
		for id, f := range k.seen {
			if id < n {
				freq[id] += f
			}
		}
	}
	order := make([]uint32, n-1)
	for i := range order {
		order[i] = uint32(i + 1)
	}
	slices.SortFunc(order, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(freq[b], freq[a]), strings.Compare(c.words[a], c.words[b]))
	})
	rank := make([]uint32, n)
	var text strings.Builder
	v := &vocab{offs: make([]uint32, 1, n+1)}
	v.offs = append(v.offs, 0) // word 0 is empty
	once, _ := slices.BinarySearchFunc(order, 1, func(id uint32, f uint64) int { return cmp.Compare(f, freq[id]) })
	v.once = uint32(once + 1)
	for i, id := range order {
		rank[id] = uint32(i + 1)
		text.WriteString(c.words[id])
		v.offs = append(v.offs, uint32(text.Len()))
	}
	v.text = text.String()
	v.byText = make([]uint32, n-1)
	stems := make([]string, n)
	for i := range v.byText {
		v.byText[i] = uint32(i + 1)
		stems[i+1] = stem(v.word(uint32(i + 1)))
	}
	v.byStem = slices.Clone(v.byText)
	slices.SortFunc(v.byText, func(a, b uint32) int { return strings.Compare(v.word(a), v.word(b)) })
	slices.SortFunc(v.byStem, func(a, b uint32) int {
		return cmp.Or(strings.Compare(stems[a], stems[b]), cmp.Compare(a, b))
	})
	return v, rank
}

// encode writes the vocab: count, first word that occurs once, lengths, words,
// the two orders.
func (v *vocab) encode() []byte {
	b := binary.AppendUvarint(nil, uint64(v.len()))
	b = binary.AppendUvarint(b, uint64(v.once))
	for i := range v.len() {
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

var errShort = errors.New("the file ends too early")

func decodeVocab(b []byte) (*vocab, error) {
	n64, k := binary.Uvarint(b)
	if k <= 0 || n64 == 0 || n64 > uint64(len(b)) {
		return nil, fmt.Errorf("words: %w", errShort)
	}
	n := int(n64)
	b = b[k:]
	once, k := binary.Uvarint(b)
	if k <= 0 || once > n64 {
		return nil, fmt.Errorf("words: %w", errShort)
	}
	b = b[k:]
	v := &vocab{offs: make([]uint32, n+1), once: uint32(once)}
	if len(b) < n {
		return nil, fmt.Errorf("words: %w", errShort)
	}
	for i := range n {
		v.offs[i+1] = v.offs[i] + uint32(b[i])
	}
	b = b[n:]
	size := int(v.offs[n])
	if len(b) != size+8*(n-1) {
		return nil, fmt.Errorf("words: %w", errShort)
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
	return v, nil
}
