package tagger

import "math/bits"

// A List is a list of names or words that an entry of Words stands in.
type List uint8

// The lists.
const (
	Countries List = iota
	Peoples        // adjectives and peoples of countries
	Places         // cities, regions, rivers
	Forenames
	Surnames
	OrgCodes // abbreviations of organisations
	OrgNames
	Governments // abbreviations of governments
	OtherCodes  // abbreviations of anything else
	Titles      // what stands before the name of a person
	Heads       // words that organisations are called by: ministry, party
	Calendar    // months and days
	Foreign     // small words of Spanish, French, Portuguese, German
	listCount
)

const (
	bucketBits  = 5
	listsAt     = bucketBits
	longerBit   = 1 << 31
	insideShift = 16 // in Token.lists, of the second and later words
)

// Words are what is known of words and names before a text is read: how often a
// word stands in small letters, and the lists of names. They are a hash table
// by the hash of a word or of a row of words: bucket, lists, and whether a
// longer row begins so. One word of 60,000 that are on no list is taken for one.
type Words struct {
	entries []entry
	n       int
}

// An entry is a key and its value, beside each other since both are looked at. The key
// is 0 where none stands.
type entry struct{ key, value uint32 }

// NewWords is an empty table.
func NewWords() *Words { return &Words{entries: make([]entry, 1<<12)} }

// at is where a key stands, or the free place where it would.
func (w *Words) at(key uint32) *entry {
	for i := key * 0x9e3779b1 >> 7; ; i++ {
		if e := &w.entries[i&uint32(len(w.entries)-1)]; e.key == key || e.key == 0 {
			return e
		}
	}
}

func keyOf(h uint64) uint32 { return uint32(h>>32) | 1 }

// get is the value of a hash, 0 where there is none.
func (w *Words) get(h uint64) uint32 { return w.at(keyOf(h)).value }

// set adds bits to the value of a key.
func (w *Words) set(key, value uint32) {
	e := w.at(key)
	if e.key == 0 {
		if w.n*2 >= len(w.entries) {
			w.grow()
			e = w.at(key)
		}
		e.key = key
		w.n++
	}
	e.value |= value
}

func (w *Words) grow() {
	old := w.entries
	*w = Words{entries: make([]entry, 2*len(old))}
	for _, e := range old {
		if e.key != 0 {
			w.set(e.key, e.value)
		}
	}
}

// Count tells how often a word was seen in small letters, with a capital, and
// all in capitals, in texts that tell them apart.
func (w *Words) Count(word string, small, capital, capitals int) {
	row := tokens(word, nil)
	if len(row) != 1+2*pad {
		return
	}
	w.set(keyOf(row[pad].word), uint32(bucketOf(small, capital, capitals)))
}

// bucketOf is one of 28 buckets: how frequent, and which part in small letters.
func bucketOf(small, capital, capitals int) uint8 {
	n := small + capital
	if n == 0 {
		switch {
		case capitals >= 10:
			return 3
		case capitals >= 3:
			return 2
		}
		return 1
	}
	often := 0
	for _, limit := range [...]int{3, 10, 100} {
		if n >= limit {
			often++
		}
	}
	part := 0
	for _, percent := range [...]int{2, 20, 50, 80, 97} {
		if small*100 >= percent*n {
			part++
		}
	}
	return uint8(4 + 6*often + part)
}

// ordinary reports whether words of a bucket are mostly written small.
func ordinary(bucket uint8) bool { return bucket >= 4 && (bucket-4)%6 >= 4 }

// rare reports whether words of a bucket are hardly ever written small.
func rare(bucket uint8) bool { return bucket < 4 || (bucket-4)%6 == 0 }

// Add puts a name or a row of words on a list.
func (w *Words) Add(l List, name string) {
	row := tokens(name, nil)
	row = row[pad : len(row)-pad]
	h := uint64(0)
	for i := range row {
		if h = phrase(h, row[i].word); i < len(row)-1 {
			w.set(keyOf(h), longerBit)
		} else {
			w.set(keyOf(h), 1<<(listsAt+uint32(l)))
		}
	}
}

// phrase is the hash of a row and one more word.
func phrase(h, word uint64) uint64 {
	if h == 0 {
		return word
	}
	return mix(join(h, word))
}

// longest is how many words an entry may have.
const longest = 8

// look finds the words of a row: bucket and lists. Of entries that begin at the
// same word the longest counts, one inside of another does not.
func (w *Words) look(row []Token) {
	var until [listCount]int
	for i := pad; i < len(row)-pad; i++ {
		t := &row[i]
		v := w.get(t.word)
		t.bucket = uint8(v & (1<<bucketBits - 1))
		t.foreign = v>>(listsAt+Foreign)&1 == 1
		best, lists := i, v>>listsAt&(1<<Foreign-1)
		if v&longerBit != 0 {
			best, lists = w.longer(row, i, lists)
		}
		for rest := lists; rest != 0; rest &= rest - 1 {
			l := bits.TrailingZeros32(rest)
			if until[l] > i {
				continue
			}
			until[l] = best + 1
			t.lists |= 1 << l
			for k := i + 1; k <= best; k++ {
				row[k].lists |= 1 << (l + insideShift)
			}
		}
	}
}

// longer follows a row of words as far as an entry goes.
func (w *Words) longer(row []Token, i int, lists uint32) (last int, of uint32) {
	last, of = i, lists
	h := row[i].word
	for k := i + 1; k < len(row)-pad && k-i < longest; k++ {
		h = phrase(h, row[k].word)
		v := w.get(h)
		if found := v >> listsAt & (1<<Foreign - 1); found != 0 {
			last, of = k, found
		}
		if v&longerBit == 0 {
			break
		}
	}
	return last, of
}

// room is how many keys there is room for.
func (w *Words) room() int { return len(w.entries) / 2 }
