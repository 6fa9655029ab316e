package plain

import (
	"math/rand/v2"
	"slices"
	"strings"

	"reftel/internal/query"
	"reftel/internal/text"
)

// An Asker makes up requests from what the cables say, the conditions of one
// mostly about one cable, so that conditions that are joined find something.
type Asker struct {
	r         *rand.Rand
	reading   *Reading
	compounds []string
	odd       []*Passage // with words that are written in some other way
	about     *one       // nil for any
}

// NewAsker makes up the same requests for the same seed and cables.
func NewAsker(r *Reading, seed uint64) *Asker {
	a := &Asker{r: rand.New(rand.NewPCG(seed, 71)), reading: r}
	for _, c := range r.cables {
		for i := range c.passages {
			p := &c.passages[i]
			a.compounds = append(a.compounds, p.Compounds...)
			if len(p.Elided) > 0 || !slices.Equal(p.Words, p.Written) {
				a.odd = append(a.odd, p)
			}
		}
	}
	return a
}

// Request makes up a request, copies apart. It is not ok where its text is over a
// limit of the language.
func (a Asker) Request() (query.Request, bool) {
	a.about = a.cable()
	req := query.Request{Page: 1, Size: query.DefaultSize, Sort: query.Oldest, Apart: true}
	if a.r.IntN(10) > 0 {
		x := a.ask(a.r.IntN(4))
		e, _, err := query.Parse(x.text)
		if err != nil {
			return req, false
		}
		req.Text, req.Expr = x.text, e
	}
	if a.r.IntN(5) == 0 {
		req.Since = a.date()
	}
	if a.r.IntN(5) == 0 {
		req.Until = a.date()
	}
	req.Filters = a.filters()
	return req, true
}

// Words makes up a request for n words out of the texts of one cable, by relevance. It is
// not ok where that is over a limit of the language.
func (a Asker) Words(n int) (query.Request, bool) {
	a.about = a.cable()
	ws := make([]string, n)
	for i := range ws {
		ws[i], _ = a.word(3)
	}
	text := strings.Join(ws, " ")
	e, _, err := query.Parse(text)
	return query.Request{Text: text, Expr: e, Page: 1, Size: query.DefaultSize}, err == nil
}

// cable is the one that is asked about, or at times any other.
func (a Asker) cable() *one {
	if a.about != nil && a.r.IntN(8) > 0 {
		return a.about
	}
	return a.reading.cables[a.r.IntN(len(a.reading.cables))]
}

// stretch is n words in a row out of some text, and whether of a subject.
func (a Asker) stretch(n int) (ws []string, subject bool) {
	for {
		xs := a.cable().passages
		if len(xs) == 0 {
			continue
		}
		x := xs[a.r.IntN(len(xs))]
		if a.r.IntN(4) == 0 {
			x = xs[0]
		}
		if len(x.Words) >= n {
			i := a.r.IntN(len(x.Words) - n + 1)
			return x.Words[i : i+n], x.Subject
		}
	}
}

// word is one of at least so many letters that no search leaves out.
func (a Asker) word(letters int) (w string, subject bool) {
	for {
		ws, subject := a.stretch(1)
		if len(ws[0]) >= letters && !text.IsStop(ws[0]) {
			return ws[0], subject
		}
	}
}

// A joint is how the parts of a condition are joined.
type joint int

const (
	single joint = iota
	and
	or
	not
)

// asked is a condition as a reader types it.
type asked struct {
	text  string
	joint joint
}

// ask makes up a condition, with conditions in it to some depth.
func (a Asker) ask(depth int) asked {
	x := a.r.IntN(20)
	switch {
	case depth == 0 || x < 8:
		return asked{text: a.leaf()}
	case x < 15:
		sep := " "
		if a.r.IntN(4) == 0 {
			sep = " AND "
		}
		return joined(a.parts(depth, 4), sep, and, and, or)
	case x < 19:
		return joined(a.parts(depth, 3), " OR ", or, or)
	}
	return a.denied(depth)
}

// denied is a NOT, of any cable: of the one that is asked about it would leave
// nothing to find. One before a NOT would take it back, and is not asked.
func (a Asker) denied(depth int) asked {
	a.about = nil
	x := a.ask(depth - 1)
	switch {
	case x.joint == not:
		return x
	case x.joint != single:
		x.text = "(" + x.text + ")"
	}
	sign := "NOT "
	if a.r.IntN(2) == 0 {
		sign = "-"
	}
	return asked{sign + x.text, not}
}

func (a Asker) parts(depth, most int) []asked {
	var of []asked
	for range 2 + a.r.IntN(most-1) {
		if a.r.IntN(6) == 0 {
			of = append(of, a.denied(depth))
		} else {
			of = append(of, a.ask(depth-1))
		}
	}
	return of
}

// joined puts brackets around some of the parts.
func joined(of []asked, sep string, as joint, bracket ...joint) asked {
	texts := make([]string, len(of))
	for i, x := range of {
		texts[i] = x.text
		if slices.Contains(bracket, x.joint) {
			texts[i] = "(" + x.text + ")"
		}
	}
	return asked{strings.Join(texts, sep), as}
}

// filters are values chosen and excluded, of one facet or of several.
func (a Asker) filters() []query.Filter {
	var fs []query.Filter
	f := query.Facets()[0]
	for i := range a.r.IntN(5) {
		if i == 0 || a.r.IntN(3) > 0 {
			f = query.Facets()[a.r.IntN(len(query.Facets()))]
		}
		x := query.Filter{Facet: f, Value: query.None, Exclude: a.r.IntN(3) == 0}
		from := a
		if x.Exclude {
			from.about = nil
		}
		vs := from.cable().values[f]
		if len(vs) > 0 && a.r.IntN(8) > 0 {
			x.Value = a.other(x.Facet, vs[a.r.IntN(len(vs))])
		}
		if !slices.ContainsFunc(fs, func(o query.Filter) bool { return o.Facet == x.Facet && o.Value == x.Value }) {
			fs = append(fs, x)
		}
	}
	every := a.r.IntN(2) == 0
	for i := range fs {
		fs[i].All = every && !fs[i].Exclude
	}
	return fs
}
