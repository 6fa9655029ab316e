package words

import (
	"cmp"
	"encoding/binary"
	"hash/maphash"
	"math/bits"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"

	"reftel/internal/text"
	"reftel/internal/text/rows"
)

// A Counter numbers words in the order in which they come, and counts them.
// It may be used by many goroutines, each through an own Cache.
type Counter struct {
	mu    sync.Mutex
	ids   map[string]uint32
	words []string
}

// NewCounter counts from nothing.
func NewCounter() *Counter {
	return &Counter{ids: map[string]uint32{}, words: []string{""}}
}

// A Cache numbers words for one goroutine.
type Cache struct {
	all   *Counter
	seed  maphash.Seed
	keys  [2]uint64 // of hashes, which no text can foresee
	slots []slot    // a power of two of them, half of them free
	n     int       // slots that are taken
	seen  []seen    // by number
	text  uint32    // number of the cable at hand, from 1

	waiting []waiting // words whose numbers were asked for; as many as there is room for
	texts   []byte    // of those
	read    uint32    // of slots that were asked of the memory
}

// A slot is where a word stands by its hash, with its first letters, so that of most
// words nothing else need be looked at. They are a plain table: to look words up in a
// map was most of the time in which texts were read.
type slot struct {
	front  uint64 // the first eight bytes
	length uint32
	id     uint32 // 0 where none stands
}

// frontOf are the first eight bytes of a word as a number. Of shorter words it is made of
// pieces that overlap: what stands twice is the same.
func frontOf(word []byte) uint64 {
	switch n := len(word); {
	case n >= 8:
		return binary.LittleEndian.Uint64(word)
	case n >= 4:
		return uint64(binary.LittleEndian.Uint32(word)) | uint64(binary.LittleEndian.Uint32(word[n-4:]))<<(8*(n-4))
	case n > 0:
		return uint64(word[0]) | uint64(word[n/2])<<(8*(n/2)) | uint64(word[n-1])<<(8*(n-1))
	}
	return 0
}

// hash is that of a word with this front. The ends of a word of up to sixteen bytes are all
// of it, so that two numbers are mixed; of longer ones they are not.
func (c *Cache) hash(word []byte, front uint64) uint64 {
	n := len(word)
	if n > 16 {
		return maphash.Bytes(c.seed, word)
	}
	back := uint64(n)
	if n > 8 {
		back ^= binary.LittleEndian.Uint64(word[n-8:])
	}
	high, low := bits.Mul64(front^c.keys[0], back^c.keys[1])
	return high ^ low
}

// seen is what a Cache knows of a word.
type seen struct {
	word  string
	times uint64
	docs  [2]uint32 // cables, by field
	last  [2]uint32 // the last of them
}

// Cache is a new one.
func (c *Counter) Cache() *Cache {
	return &Cache{all: c, seed: maphash.MakeSeed(), keys: [2]uint64{rand.Uint64(), rand.Uint64()}, slots: make([]slot, 1<<12), waiting: make([]waiting, 0, atOnce)}
}

// atOnce is how many words wait at most. Twice or four times as many gain no more.
const atOnce = 32

// next is before the words of another cable.
func (c *Cache) next() { c.text++ }

// A waiting word is one whose number was asked for and is not looked for yet. Each stands far
// from the last one: the memory is asked for many at once instead of being waited for each time.
type waiting struct {
	front, hash uint64
	from, to    int // of the texts of those that wait
	kind        text.Kind
}

// ask has a word wait for its number, and reports whether enough wait.
func (c *Cache) ask(term []byte, kind text.Kind) bool {
	front, from := frontOf(term), len(c.texts)
	c.texts = append(c.texts, term...)
	c.waiting = append(c.waiting, waiting{front, c.hash(term, front), from, len(c.texts), kind})
	return len(c.waiting) == cap(c.waiting)
}

// answer calls give with the number of each word that waits, in their order.
func (c *Cache) answer(give func(id uint32, kind text.Kind)) {
	for i := range c.waiting {
		c.read |= c.slots[c.waiting[i].hash&uint64(len(c.slots)-1)].length
	}
	for i := range c.waiting {
		w := &c.waiting[i]
		term := c.texts[w.from:w.to]
		at := c.find(term, w.front, w.hash)
		if at.id == 0 {
			at = c.learn(at, term)
		}
		give(at.id, w.kind)
	}
	c.waiting, c.texts = c.waiting[:0], c.texts[:0]
}

// count counts the words of a field of the cable at hand.
func (c *Cache) count(f Field, lists ...[]uint32) {
	for _, ids := range lists {
		for _, id := range ids {
			if id == rows.Break {
				continue
			}
			s := &c.seen[id]
			s.times++
			if s.last[f] != c.text {
				s.last[f] = c.text
				s.docs[f]++
			}
		}
	}
}

// find is where a word stands, or would stand.
func (c *Cache) find(term []byte, front, hash uint64) *slot {
	for i := hash; ; i++ {
		at := &c.slots[i&uint64(len(c.slots)-1)]
		if at.id == 0 || at.front == front && at.length == uint32(len(term)) && (len(term) <= 8 || c.seen[at.id].word[8:] == string(term[8:])) {
			return at
		}
	}
}

// place is find for a word that nothing is known of.
func (c *Cache) place(term []byte) *slot {
	front := frontOf(term)
	return c.find(term, front, c.hash(term, front))
}

// learn takes the number of a word from the counter, to stand at its slot.
func (c *Cache) learn(at *slot, term []byte) *slot {
	id, word := c.all.number(term)
	for int(id) >= len(c.seen) {
		c.seen = append(c.seen, make([]seen, max(1024, len(c.seen)))...)
	}
	c.seen[id].word = word
	*at = slot{frontOf(term), uint32(len(term)), id}
	if c.n++; c.n*2 <= len(c.slots) {
		return at
	}
	old := c.slots
	c.slots = make([]slot, 2*len(old))
	for _, s := range old {
		if s.id != 0 {
			*c.place([]byte(c.seen[s.id].word)) = s
		}
	}
	return c.place(term)
}

// number is the number of a word, and its text that is kept.
func (c *Counter) number(term []byte) (uint32, string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	id, ok := c.ids[string(term)]
	if !ok {
		id = uint32(len(c.words))
		w := string(term)
		c.ids[w] = id
		c.words = append(c.words, w)
	}
	return id, c.words[id]
}

// Ranked makes the vocabulary, the rank of each number that the counter gave, and
// what was counted.
func (c *Counter) Ranked(caches []*Cache) (*Vocab, []uint32, *Census) {
	n := len(c.words)
	sum := make([]seen, n)
	for _, k := range caches {
		for id := range k.seen[:min(n, len(k.seen))] {
			s := &k.seen[id]
			sum[id].times += s.times
			for f := range s.docs {
				sum[id].docs[f] += s.docs[f]
			}
		}
	}
	byText := make([]uint32, n-1)
	for i := range byText {
		byText[i] = uint32(i + 1)
	}
	slices.SortFunc(byText, func(a, b uint32) int { return strings.Compare(c.words[a], c.words[b]) })
	place := make([]uint32, n) // of a word by its text: texts are compared once
	for i, id := range byText {
		place[id] = uint32(i)
	}
	order := slices.Clone(byText)
	slices.SortFunc(order, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(sum[b].times, sum[a].times), cmp.Compare(place[a], place[b]))
	})
	once, _ := slices.BinarySearchFunc(order, 1, func(id uint32, times uint64) int { return cmp.Compare(times, sum[id].times) })
	rank := make([]uint32, n)
	census := newCensus(n)
	texts := make([]string, n)
	for i, id := range order {
		r := uint32(i + 1)
		rank[id], texts[r] = r, c.words[id]
		census.set(r, &sum[id])
	}
	for i, id := range byText {
		byText[i] = rank[id]
	}
	return newVocab(texts, byText, uint32(once+1)), rank, census
}
