// Package corpus makes synthetic cables to measure on: real in their form
// (header, TAGS, references to each other, numbered paragraphs with portion
// marks, annotated names) and in their numbers (length, frequency of words,
// distinct values), invented in every word.
//
// All is made from a seed and the number of the cable alone, so that any part
// of a corpus can be written anywhere, in any order, with the same bytes.
package corpus

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sort"
	"time"

	"reftel/internal/cable"
	"reftel/internal/reference"
)

// Size is the number of cables of the corpus that results are compared on.
const Size = 251287

// The time that a corpus covers.
var (
	first = time.Date(1966, 1, 1, 0, 0, 0, 0, time.UTC)
	last  = time.Date(2010, 3, 1, 0, 0, 0, 0, time.UTC)
)

// A Corpus makes cables. It is safe for use by several goroutines.
type Corpus struct {
	kind   Kind
	seed   uint64
	n      int
	posts  []post
	geo    []string // TAGS of countries, the frequent ones first
	topics []topic
	begins map[int]int // year → number of its first cable
}

// A Kind is what a corpus is like.
type Kind int

const (
	// Dense is the corpus that results are compared on: all in English, each cable with
	// a text of its own and 34 values of facets besides those that each has one of.
	Dense Kind = iota
	// Mixed is nearer to what archives hold: 13 such values a cable, one in fourteen in
	// another language, one in thirty-three sent again under another number, and beside
	// every fifty of them a document of a printed volume, which is its collection.
	Mixed
)

// A Cable is a synthetic cable and what a reader should find in it.
type Cable struct {
	ID         string
	Date       cable.Date
	Tags       []string
	References []string // ids, in the order of the list
	Names      []Name   // mentions in the text, in order
	Collection string   // "" for what stands in no volume
	Text       []byte   // the source, with names in the brackets of a tagger, or in TEI
}

// A Name is a mention in the text.
type Name struct{ Kind, Text string }

// New prepares a corpus of n cables.
func New(tables *reference.Tables, n int, seed uint64, kind Kind) (*Corpus, error) {
	if n < 1 {
		return nil, fmt.Errorf("a corpus of %d cables", n)
	}
	c := &Corpus{kind: kind, seed: seed, n: n, begins: map[int]int{}}
	c.posts = posts(tables)
	subjects, geo := tagCodes(tables)
	c.geo = geo
	c.topics = make([]topic, topics)
	for i := range c.topics {
		c.topics[i] = newTopic(c.random(streamTopic, i), subjects, len(c.posts))
	}
	for y := first.Year(); y <= last.Year(); y++ {
		c.begins[y] = sort.Search(n, func(k int) bool { return c.time(k).Year() >= y })
	}
	return c, nil
}

// Streams keep random numbers for one purpose apart from those for others.
const (
	streamTopic = iota
	streamHead
	streamText
	streamBody // of a mixed corpus
	streamVolume
)

// random is the source of random numbers for thing i of a stream.
func (c *Corpus) random(stream, i int) *rand.Rand {
	return rand.New(rand.NewPCG(c.seed, scramble(uint64(i)<<8|uint64(stream))))
}

// time is when cable k was sent: evenly spread, so that numbers are in the
// order of dates.
func (c *Corpus) time(k int) time.Time {
	span := last.Sub(first).Minutes()
	return first.Add(time.Duration(span*(float64(k)+0.5)/float64(c.n)) * time.Minute)
}

// A head is what other cables must know of a cable to cite it.
type head struct {
	sent   time.Time
	topic  int
	post   post
	serial int
	id     string
}

func (c *Corpus) head(k int) head {
	r := c.random(streamHead, k)
	h := head{sent: c.time(k), topic: zipf(r, topics)}
	if r.Float64() < 0.7 {
		h.post = c.posts[pick(r, c.topics[h.topic].posts)]
	} else {
		h.post = c.posts[zipf(r, len(c.posts))]
	}
	year := h.sent.Year()
	h.serial = k - c.begins[year] + 1
	h.id = cable.MRN{Year: year, Origin: h.post.code, Serial: h.serial}.String()
	return h
}

// cited draws the numbers of the cables that cable k cites, all of them older.
func (c *Corpus) cited(r *rand.Rand, k int) []int {
	const reach = 20000 // cables back in time, most far fewer
	var out []int
	if k == 0 {
		return nil
	}
	for range citations(r) {
		back := r.Float64()
		j := k - 1 - int(back*back*back*float64(min(k, reach)))
		if !slices.Contains(out, j) {
			out = append(out, j)
		}
	}
	return out
}

// citations is how many a cable tries to cite: 1.2 on average, often none.
func citations(r *rand.Rand) int {
	if r.Float64() < 0.4 {
		return 0
	}
	return 1 + zipf(r, 5)
}
