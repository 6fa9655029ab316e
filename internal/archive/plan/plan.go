// Package plan says what the words of a query stand for, before any engine or
// text is looked at: which spellings may stand at which place of a row, which
// words are too common to be looked for, and what needs a look into the texts. It
// knows queries and words.
package plan

import (
	"reftel/internal/query"
	"reftel/internal/text"
)

// A Spelling is a folded word of a query with its signs. Without any it stands
// for all words of its stem.
type Spelling struct {
	Term                 string
	Prefix, Fuzzy, Exact bool
}

// Fits reports whether a folded word is one that the spelling stands for.
func (s Spelling) Fits(word string) bool {
	switch {
	case s.Prefix:
		return len(word) >= len(s.Term) && word[:len(s.Term)] == s.Term
	case s.Fuzzy:
		return text.Within1(s.Term, word)
	case s.Exact:
		return word == s.Term
	}
	return text.Stem(word) == text.Stem(s.Term)
}

// A Plan is what a word or phrase of a query stands for: at each place of a row a
// spelling, and for a compound also the whole as one word. Without places it
// stands for nothing.
type Plan struct {
	In     string // "" or "subject"
	Places []Spelling
	Slop   int
	Whole  *Spelling
}

// OfWord is the plan of one word as typed. A compound is its words in a row, or the
// whole as one word where nothing else was typed with it.
func OfWord(w query.Word) Plan {
	p := Plan{In: w.In}
	spelling := func(term string) Spelling { return Spelling{term, w.Prefix, w.Fuzzy, w.Exact} }
	ts := text.Tokens(w.Text)
	last := len(ts) - 1
	for last >= 0 && ts[last].Joined {
		last--
	}
	for i, t := range ts {
		switch {
		case t.Joined && i == len(ts)-1 && t.Start == ts[0].Start:
			whole := spelling(t.Term)
			p.Whole = &whole
		case t.Joined:
		case i == last:
			p.Places = append(p.Places, spelling(t.Term))
		default:
			p.Places = append(p.Places, Spelling{Term: t.Term, Exact: w.Exact})
		}
	}
	return p
}

// OfPhrase is the plan of a phrase, whose words are exact.
func OfPhrase(ph query.Phrase) Plan {
	p := Plan{In: ph.In, Slop: ph.Slop}
	for _, w := range text.Words(ph.Text) {
		p.Places = append(p.Places, Spelling{Term: w, Exact: true})
	}
	return p
}

// Marked are the plans of all that a match of e contains, and that is to be
// marked in texts: not very common words, unless there is nothing else.
func Marked(e query.Expr) []Plan {
	terms := query.Terms(e)
	only := false
	for _, e := range terms {
		only = only || !isStop(e)
	}
	var out []Plan
	for _, e := range terms {
		if only && isStop(e) {
			continue
		}
		var p Plan
		switch e := e.(type) {
		case query.Word:
			p = OfWord(e)
		case query.Phrase:
			p = OfPhrase(e)
		}
		if len(p.Places) > 0 {
			out = append(out, p)
		}
	}
	return out
}

// isStop reports whether e is a very common word without a sign.
func isStop(e query.Expr) bool {
	_, ok := stopWord(e)
	return ok
}

func stopWord(e query.Expr) (string, bool) {
	w, ok := e.(query.Word)
	if !ok || w.Exact || w.Prefix || w.Fuzzy {
		return "", false
	}
	ws := text.Words(w.Text)
	if len(ws) != 1 || !text.IsStop(ws[0]) {
		return "", false
	}
	return ws[0], true
}

// WithoutStops leaves out parts of an And that nearly every cable has, and tells
// which words that were. Where nothing else is asked for, none is left out.
func WithoutStops(parts []query.Expr) (kept []query.Expr, left []string) {
	others := false
	for _, p := range parts {
		if w, ok := stopWord(p); ok {
			left = append(left, w)
			continue
		}
		if _, not := p.(query.Not); !not {
			others = others || len(query.Terms(p)) > 0
		}
		kept = append(kept, p)
	}
	if len(left) == 0 || !others {
		return parts, nil
	}
	return kept, left
}

// HasRow reports whether e needs a look at which word follows which.
func HasRow(e query.Expr) bool {
	switch e := e.(type) {
	case query.And:
		return anyRow(e.Of)
	case query.Or:
		return anyRow(e.Of)
	case query.Not:
		return HasRow(e.Of)
	case query.Phrase:
		return true
	case query.Word:
		return len(text.Words(e.Text)) > 1
	}
	return false
}

func anyRow(es []query.Expr) bool {
	for _, e := range es {
		if HasRow(e) {
			return true
		}
	}
	return false
}
