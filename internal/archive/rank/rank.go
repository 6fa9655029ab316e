// Package rank puts cables in the order of relevance by their texts. It is for an engine
// whose own order comes near: of the cables that it has first this tells which of them
// come first, by the rules by which the embedded engine orders all by its index. It knows
// cables and queries, and asks nobody.
package rank

import (
	"math"
	"slices"

	"reftel/internal/archive/plan"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/internal/text"
	"reftel/internal/text/rows"
)

// The order is by BM25F, in which words and rows of words add up
//
//	tf(d)    = Σ weight(f) · freq(f,d) / (1 − b(f) + b(f) · length(f,d) / mean length(f))
//	score(d) = Σ idf · tf / (tf + k1)
//
// over subject and body. To the first Hits of it is added, for each two words that follow
// one another in the query, weight · (idf + idf') · n / (n + k), where n is their nearness
// (rows.Together).
const (
	K1            = 1.2
	BBody         = 0.75
	BSubject      = 0.5
	WeightBody    = 1.0
	WeightSubject = 4.0

	NearWeight = 2.0
	NearK      = 0.5

	// Hits is how many of the first are looked at for nearness.
	Hits = 200
)

// Means are the mean numbers of words of all subjects and bodies.
type Means struct {
	Subject float64 `json:"subject"`
	Body    float64 `json:"body"`
}

// Norms are weight/(1−b+b·length/mean) of a subject and a body of so many words.
func (m Means) Norms(subject, body int) (ofSubject, ofBody float64) {
	return WeightSubject / (1 - BSubject + BSubject*float64(subject)/max(m.Subject, 1e-9)), WeightBody / (1 - BBody + BBody*float64(body)/max(m.Body, 1e-9))
}

// Idf is what a word tells that df of n cables have.
func Idf(n, df int) float64 { return math.Log(1 + (float64(n)-float64(df)+0.5)/(float64(df)+0.5)) }

// A Word is a spelling that stands somewhere: in any text, or in subjects alone.
type Word struct {
	plan.Spelling
	In string // "" or "subject"
}

// A Ranking is what of a query counts for the order. It takes the texts that are to be put
// in order, and is used by one goroutine.
type Ranking struct {
	leaves []leaf
	near   []plan.Neighbour
	forms  []*forms
	words  vocabulary
}

// A leaf is a word, or a row of words, that counts for the order.
type leaf struct {
	in     string
	places []*forms
	slop   int
	asked  []Word // whose weights are added
}

// New reads a query. spellings are those of a folded word, itself among them.
func New(e query.Expr, spellings func(word string) []string) *Ranking {
	r := &Ranking{near: plan.Together(e), words: vocabulary{known: map[string]uint32{}}}
	known := map[plan.Spelling]*forms{}
	of := func(s plan.Spelling) *forms {
		if known[s] == nil {
			terms := s.Terms(spellings)
			known[s] = &forms{Fit: s.Fit(terms), terms: terms}
			r.forms = append(r.forms, known[s])
		}
		return known[s]
	}
	add := func(in string, slop int, places ...plan.Spelling) {
		l := leaf{in: in, slop: slop}
		for _, s := range places {
			l.places = append(l.places, of(s))
		}
		for _, s := range telling(places) {
			l.asked = append(l.asked, Word{s, in})
		}
		r.leaves = append(r.leaves, l)
	}
	each(e, func(p plan.Plan) {
		if len(p.Places) > 0 {
			add(p.In, p.Slop, p.Places...)
		}
		if p.Whole != nil {
			add(p.In, 0, *p.Whole)
		}
	})
	for _, n := range r.near {
		of(n.Spelling)
	}
	r.words.begin(r.forms)
	return r
}

// each calls f with the plans of what counts for the order.
func each(e query.Expr, f func(plan.Plan)) {
	switch e := e.(type) {
	case query.And:
		parts, _ := plan.WithoutStops(e.Of)
		for _, p := range parts {
			each(p, f)
		}
	case query.Or:
		for _, p := range e.Of {
			each(p, f)
		}
	case query.Word:
		f(plan.OfWord(e))
	case query.Phrase:
		for _, p := range plan.OfPhrase(e) {
			f(p)
		}
	}
}

// telling are the words of a row whose weights it has: those that are not very common, or
// all where there is no other, each once.
func telling(places []plan.Spelling) []plan.Spelling {
	if len(places) == 1 {
		return places
	}
	var rare, all []plan.Spelling
	for _, s := range places {
		if slices.Contains(all, s) {
			continue
		}
		all = append(all, s)
		if s.Prefix || s.Fuzzy || s.Wild || !text.IsStop(s.Term) {
			rare = append(rare, s)
		}
	}
	if len(rare) > 0 {
		return rare
	}
	return all
}

// Plain reports whether all that counts are words without signs and their nearness: no
// rows, and no word that stands for others than those of its stem.
func (r *Ranking) Plain() bool {
	return !slices.ContainsFunc(r.leaves, func(l leaf) bool {
		s := l.places[0].Spelling
		return len(l.places) > 1 || s.Prefix || s.Fuzzy || s.Wild || s.AsWritten || len(l.places[0].terms) > 1
	})
}

// Near are the words of the query whose nearness counts, each behind the one before it.
func (r *Ranking) Near() []plan.Neighbour { return r.near }

// Words are those of which it is to be known how many cables have them, each once.
func (r *Ranking) Words() []Word {
	var out []Word
	add := func(w Word) {
		if !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	for _, l := range r.leaves {
		for _, w := range l.asked {
			add(w)
		}
	}
	for _, n := range r.near {
		add(Word{Spelling: n.Spelling})
	}
	return out
}

// Counts reports whether a query counts for the order at all: of some word or row of it each
// word stands in a cable, wherever that is. having tells in how many.
func (r *Ranking) Counts(having map[Word]int) bool {
	return slices.ContainsFunc(r.leaves, func(l leaf) bool {
		return !slices.ContainsFunc(l.places, func(f *forms) bool { return having[Word{Spelling: f.Spelling}] == 0 })
	})
}

// Anywhere are the words of which Counts asks.
func (r *Ranking) Anywhere() []Word {
	out := make([]Word, len(r.forms))
	for i, f := range r.forms {
		out[i] = Word{Spelling: f.Spelling}
	}
	return out
}

// A Corpus is what is known of all cables.
type Corpus struct {
	Cables int
	Having map[Word]int // in how many cables a word is
	Means  Means
}

func (c *Corpus) idf(w Word) float32 { return float32(Idf(c.Cables, min(c.Having[w], c.Cables))) }

// A Text is a cable as far as it counts for the order.
type Text struct {
	subject, body textWords
}

// Read takes a cable. It need not be kept. Several goroutines may read.
func (r *Ranking) Read(c *cable.Cable) *Text { return r.words.read(c) }

// Scores are what the words and rows count for in texts. All texts were read before.
func (r *Ranking) Scores(texts []*Text, c Corpus) []float32 {
	out := make([]float32, len(texts))
	for _, l := range r.leaves {
		var idf float32
		for _, w := range l.asked {
			idf += c.idf(w)
		}
		count := l.counter()
		for i, t := range texts {
			ofSubject, ofBody := c.Means.Norms(t.subject.length, t.body.length)
			tf := float32(count(&t.subject)) * float32(ofSubject)
			if l.in == "" {
				tf += float32(count(&t.body)) * float32(ofBody)
			}
			if tf > 0 {
				out[i] += idf * tf / (tf + K1)
			}
		}
	}
	return out
}

// counter counts a leaf in a text.
func (l *leaf) counter() func(*textWords) int {
	places := make([][]uint32, len(l.places))
	for i, f := range l.places {
		if places[i] = f.ids; len(f.ids) == 0 {
			return func(*textWords) int { return 0 }
		}
	}
	n := 0
	one := func(int) { n++ }
	var near *rows.Near
	if l.slop > 0 {
		near = rows.NewNear(places, l.slop)
	}
	return func(t *textWords) int {
		n = 0
		switch {
		case len(places) == 1:
			rows.Each(t.row, places, one)
			rows.Each(t.beside, places, one)
		case near != nil:
			near.Each(t.row, func([]int) { n++ })
		default:
			rows.Each(t.row, places, one)
		}
		return n
	}
}

// Nearness is what the nearness of words counts for in texts. All texts were read before.
func (r *Ranking) Nearness(texts []*Text, c Corpus) []float32 {
	out := make([]float32, len(texts))
	n := len(r.near)
	if n < 2 {
		return out
	}
	places, typed, apart, weights := make([][]uint32, n), make([]uint32, n), make([]int, n), make([]float32, n)
	for i, w := range r.near {
		f := r.forms[slices.IndexFunc(r.forms, func(f *forms) bool { return f.Spelling == w.Spelling })]
		places[i], typed[i], apart[i], weights[i] = f.ids, r.words.id(w.Term), w.Apart, c.idf(Word{Spelling: w.Spelling})
	}
	together := rows.NewTogether(places, typed, apart)
	add := func(ids []uint32, weight float32) {
		together.Text()
		for pos, id := range ids {
			switch {
			case id == rows.Break:
				together.Break(pos)
			case id != other:
				together.Add(pos, id, weight)
			}
		}
	}
	for i, t := range texts {
		together.Begin()
		add(t.subject.row, WeightSubject)
		add(t.body.row, WeightBody)
		for k, near := range together.Pairs {
			out[i] += NearWeight * (weights[k] + weights[k+1]) * near / (near + NearK)
		}
	}
	return out
}
