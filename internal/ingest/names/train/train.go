// Package train makes the model of the names from volumes of the series Foreign
// Relations of the United States, which are in the public domain: it labels
// their texts by rules, from the marks of their editors, their lists and tables
// of names, and learns from them in capitals and without regard to capitals. No
// label is from another model. The same volumes give the same model.
package train

import (
	"fmt"
	"hash/fnv"
	"os"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/ingest/frus"
	"reftel/internal/ingest/names/tagger"
	"reftel/internal/ingest/source"
	"reftel/internal/reference"
)

// Options say how a model is made.
type Options struct {
	Volumes []string // files
	Epochs  int
	Rate    float64
	Others  int     // how often a text is learnt from with other names in it
	Hidden  float64 // part of the names that the tables are not asked about
	Log     func(format string, args ...any)
}

// A volume is what its documents share.
type volume struct {
	surnames map[uint64]bool // last names of the persons that are marked
	titled   map[uint64]int  // words that stand behind a title
	cables   []*cable.Cable
}

// Run makes a model.
func Run(tables *reference.Tables, o Options) (*tagger.Model, error) {
	words, names, err := Words(tables)
	if err != nil {
		return nil, err
	}
	var samples []sample
	tokens := 0
	for _, file := range o.Volumes {
		v, err := read(tables, words, file)
		if err != nil {
			return nil, err
		}
		for _, c := range v.cables { // once for the titles alone
			for _, p := range c.Paragraphs {
				v.label(words, p.Text, p.Entities)
			}
		}
		for _, c := range v.cables {
			for _, p := range c.Paragraphs {
				for _, s := range v.samples(words, names, c, p, o) {
					samples = append(samples, s)
					tokens += len(s.allowed)
				}
			}
			for _, name := range c.Signers {
				if s, ok := v.signed(words, c, name, o.Hidden); ok {
					samples = append(samples, s)
				}
			}
		}
		o.Log("%s: %d documents, %d words so far", file, len(v.cables), tokens)
	}
	l := newLearner()
	order := newShuffle(len(samples))
	for epoch := range o.Epochs {
		for k, i := range order.next() {
			done := (float64(epoch) + float64(k)/float64(len(samples))) / float64(o.Epochs)
			l.learn(&samples[i], o.Rate*(1-0.9*done))
			if epoch > 0 {
				l.steps++
			}
		}
		o.Log("epoch %d of %d", epoch+1, o.Epochs)
	}
	return l.model(words), nil
}

// read reads a volume.
func read(tables *reference.Tables, words *tagger.Words, file string) (*volume, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("reading a volume: %w", err)
	}
	defer f.Close()
	format := frus.Format(tables)
	v := &volume{surnames: map[uint64]bool{}, titled: map[uint64]int{}}
	err = format.Split(f, func(p source.Part) error {
		c, err := format.Parse(file, p)
		if err == nil {
			v.cables = append(v.cables, c)
			v.learnPersons(words, c)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", file, err)
	}
	return v, nil
}

// learnPersons notes the last names of the persons that a document marks.
func (v *volume) learnPersons(words *tagger.Words, c *cable.Cable) {
	for i := range c.Paragraphs {
		for _, e := range c.Paragraphs[i].Entities {
			if e.Kind != cable.PER {
				continue
			}
			r := words.Row(strings.TrimSuffix(strings.TrimSuffix(e.Text, "’s"), "'s"))
			if n := r.Len(); n > 0 && r.Token(n-1).IsWord() && !r.Token(n-1).Ordinary() && r.Token(n-1).Letters() > 2 {
				v.surnames[r.Token(n-1).Word()] = true
			}
		}
	}
}

// samples are a paragraph, and the same with other names in it.
func (v *volume) samples(words *tagger.Words, names *stock, c *cable.Cable, p cable.Paragraph, o Options) []sample {
	row, allowed := v.label(words, p.Text, p.Entities)
	if len(allowed) < 5 {
		return nil
	}
	var out []sample
	seed := hash(c.ID + p.Anchor)
	for n := range o.Others {
		if other, sets, ok := names.replace(words, p.Text, row, allowed, seed+uint64(n)<<32); ok {
			out = append(out, newSample(c, other, sets, o.Hidden))
		}
	}
	return append(out, newSample(c, row, allowed, o.Hidden))
}

func hash(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	return h.Sum64()
}

// signed is a name that stands alone under a telegram.
func (v *volume) signed(words *tagger.Words, c *cable.Cable, name string, hidden float64) (sample, bool) {
	row := words.Row(name)
	if row.Len() == 0 || row.Len() > 5 || strings.ContainsAny(name, "()[],0123456789") || !row.Token(row.Len()-1).IsWord() {
		return sample{}, false
	}
	allowed := make([]tagger.Set, row.Len())
	for i := range allowed {
		allowed[i] = 1 << tagger.InPER
	}
	allowed[0] = 1 << tagger.BeginPER
	return newSample(c, row, allowed, hidden), true
}

// newSample is a text with its labels, after a part of what the tables know of
// its names was taken away. Which part, the document and the word say.
func newSample(c *cable.Cable, row tagger.Row, allowed []tagger.Set, hidden float64) sample {
	doc := hash(c.ID)
	row.Hide(func(word uint64) bool { return scatter(doc^word)%1000 < uint64(1000*hidden) })
	s := sample{allowed: allowed, possible: make([]tagger.Set, len(allowed)), features: make([][]uint32, len(allowed))}
	var f []uint32
	for i := range allowed {
		if s.possible[i] = tagger.Any; row.Token(i).Closed {
			s.possible[i] = 1 << tagger.Out
			continue
		}
		f = row.Features(i, f[:0])
		s.features[i] = append([]uint32(nil), f...)
	}
	return s
}

// scatter mixes the bits of a number.
func scatter(x uint64) uint64 {
	x ^= x >> 31
	x *= 0x7fb5d329728ea185
	x ^= x >> 27
	x *= 0x81dadef4bc2dd44d
	return x ^ x>>33
}

// A shuffle gives the numbers below n in another order each time, always the
// same ones.
type shuffle struct {
	order []int
	state uint64
}

func newShuffle(n int) *shuffle {
	s := &shuffle{order: make([]int, n), state: 1}
	for i := range s.order {
		s.order[i] = i
	}
	return s
}

func (s *shuffle) next() []int {
	for i := len(s.order) - 1; i > 0; i-- {
		s.state += 0x9e3779b97f4a7c15
		j := int(scatter(s.state) % uint64(i+1))
		s.order[i], s.order[j] = s.order[j], s.order[i]
	}
	return s.order
}
