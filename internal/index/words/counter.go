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
	words []string  // by number
	seen  tally     // by number
	text  uint32    // number of the cable at hand, from 1

	waiting []waiting // words whose numbers were asked for; as many as there is room for
	texts   []byte    // of those
	read    uint32    // of slots that were asked of the memory
}

// A slot is where a word stands by its hash, with its first letters, so that of most
// words nothing else need be looked at. They are a plain table: to look words up in a
// map was most of the time in which texts were read.
type slot struct {
	ends
	length uint32
	id     uint32 // 0 where none stands
}

// ends are the first eight bytes of a word, and the next eight, as numbers. What it has
// not is zero.
type ends struct{ front, back uint64 }

// endsOf are those of a word of n bytes, which sixteen bytes begin with. No decision is
// made on the length: words are of all lengths, and a processor that guesses them guesses
// wrong.
func endsOf(b *[16]byte, n int) ends {
	return ends{
		binary.LittleEndian.Uint64(b[:8]) & (1<<(8*min(n, 8)) - 1),
		binary.LittleEndian.Uint64(b[8:]) & (1<<(8*min(max(n-8, 0), 8)) - 1),
	}
}

// hash is that of a word with these ends. Where they are all of it, two numbers are mixed.
func (c *Cache) hash(word []byte, e ends) uint64 {
	if len(word) > 16 {
		return maphash.Bytes(c.seed, word)
	}
	high, low := bits.Mul64(e.front^c.keys[0], e.back^uint64(len(word))^c.keys[1])
	return high ^ low
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
	ends
	hash     uint64
	from, to int // of the texts of those that wait
	kind     text.Kind
}

// ask has a word wait for its number, and reports whether enough wait.
func (c *Cache) ask(term []byte, kind text.Kind) bool {
	from, to := len(c.texts), len(c.texts)+len(term)
	c.texts = append(slices.Grow(c.texts, len(term)+16), term...)
	e := endsOf((*[16]byte)(c.texts[from:from+16]), len(term))
	c.waiting = append(c.waiting, waiting{e, c.hash(term, e), from, to, kind})
	return len(c.waiting) == cap(c.waiting)
}

// answer appends the numbers of the words that wait, in their order: of plain ones to row,
// of others to beside.
func (c *Cache) answer(row, beside []uint32) (_, _ []uint32) {
	for i := range c.waiting {
		c.read |= c.slots[c.waiting[i].hash&uint64(len(c.slots)-1)].length
	}
	for i := range c.waiting {
		w := &c.waiting[i]
		term := c.texts[w.from:w.to]
		at := c.find(term, w.ends, w.hash)
		if at.id == 0 {
			at = c.learn(at, term, w.ends)
		}
		if w.kind == text.Plain {
			row = append(row, at.id)
		} else {
			beside = append(beside, at.id)
		}
	}
	c.waiting, c.texts = c.waiting[:0], c.texts[:0]
	return row, beside
}

// count counts the words of a field of the cable at hand.
func (c *Cache) count(f Field, lists ...[]uint32) {
	for _, ids := range lists {
		c.seen.note(f, ids, c.text) // all are of this Cache
	}
}

// find is where a word stands, or would stand.
func (c *Cache) find(term []byte, e ends, hash uint64) *slot {
	for i := hash; ; i++ {
		at := &c.slots[i&uint64(len(c.slots)-1)]
		if at.id == 0 || at.ends == e && at.length == uint32(len(term)) && (len(term) <= 16 || c.words[at.id][16:] == string(term[16:])) {
			return at
		}
	}
}

// place is find for a word whose hash is not known.
func (c *Cache) place(term []byte, e ends) *slot { return c.find(term, e, c.hash(term, e)) }

// learn takes the number of a word from the counter, to stand at its slot.
func (c *Cache) learn(at *slot, term []byte, e ends) *slot {
	id, word := c.all.number(term)
	for int(id) >= len(c.seen) {
		more := max(1024, len(c.seen))
		c.seen, c.words = append(c.seen, make(tally, more)...), append(c.words, make([]string, more)...)
	}
	c.words[id] = word
	*at = slot{e, uint32(len(term)), id}
	if c.n++; c.n*2 <= len(c.slots) {
		return at
	}
	old := c.slots
	c.slots = make([]slot, 2*len(old))
	for _, s := range old {
		if s.id != 0 {
			*c.place([]byte(c.words[s.id]), s.ends) = s
		}
	}
	return c.place(term, e)
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
	sum := make(tally, n)
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
	// Sorted is what is compared itself: words stand far apart.
	type counted struct {
		times     uint64
		place, id uint32
	}
	order := make([]counted, n-1)
	for i, id := range byText {
		order[i] = counted{sum[id].times, uint32(i), id}
	}
	slices.SortFunc(order, func(a, b counted) int {
		if a.times != b.times {
			return cmp.Compare(b.times, a.times)
		}
		return cmp.Compare(a.place, b.place)
	})
	once, _ := slices.BinarySearchFunc(order, 1, func(w counted, times uint64) int { return cmp.Compare(times, w.times) })
	rank := make([]uint32, n)
	census := newCensus(n)
	texts := make([]string, n)
	for i, w := range order {
		r := uint32(i + 1)
		rank[w.id], texts[r] = r, c.words[w.id]
		census.set(r, &sum[w.id])
	}
	for i, id := range byText {
		byText[i] = rank[id]
	}
	return newVocab(texts, byText, uint32(once+1)), rank, census
}
