// Package plan says what the words of a query stand for, before any engine or
// text is looked at: which spellings may stand at which place of a row, which
// words are too common to be looked for, and what needs a look into the texts. It
// knows queries and words.
package plan

import (
	"slices"
	"strings"

	"reftel/internal/query"
	"reftel/internal/text"
)

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
	if w.Wild {
		parts := strings.Split(w.Text, "?")
		for i := range parts {
			parts[i] = text.Squeeze(parts[i])
		}
		p.Places = []Spelling{{Term: strings.Join(parts, "?"), Wild: true, Prefix: w.Prefix}}
		return p
	}
	ts := text.Tokens(w.Text)
	row := slices.DeleteFunc(slices.Clone(ts), func(t text.Token) bool { return t.Kind != text.Plain })
	if number, ok := wholeNumber(ts, row); ok {
		p.Places = []Spelling{{Term: number, Exact: w.Exact, AsWritten: w.Exact}}
		return p
	}
	for i, t := range row {
		s := SpellingOf(w.Text, t)
		s.Exact = w.Exact
		s.AsWritten = w.Exact && len(row) == 1
		if i == len(row)-1 {
			s.Prefix, s.Fuzzy = w.Prefix, w.Fuzzy
		}
		p.Places = append(p.Places, s)
	}
	for _, t := range ts {
		if t.Kind == text.Joined && t.Start == row[0].Start && t.End == row[len(row)-1].End {
			p.Whole = &Spelling{Term: t.Term, Prefix: w.Prefix, Fuzzy: w.Fuzzy, Exact: w.Exact}
		}
	}
	return p
}

// wholeNumber is a number with its thousands marked that is all of a word. It comes
// before its groups, which make the row.
func wholeNumber(ts, row []text.Token) (string, bool) {
	if len(row) == 0 || ts[0].Kind != text.Joined || ts[0].End != row[len(row)-1].End {
		return "", false
	}
	return ts[0].Term, true
}

// OfPhrase are the plans of a phrase, whose words are exact: one, or of a phrase
// with numbers one with their thousands parted and one without. Any of them will do.
func OfPhrase(ph query.Phrase) []Plan {
	parted, whole := Plan{In: ph.In, Slop: ph.Slop}, Plan{In: ph.In, Slop: ph.Slop}
	last, end := 0, 0 // of the word before, of the number at hand
	other := false
	for _, t := range text.Tokens(ph.Text) {
		s := SpellingOf(ph.Text, t)
		s.Exact = true
		switch groups := text.Thousands(t.Term); {
		case t.Kind == text.Joined && t.Start >= last && text.IsNumber(t.Term): // before its groups
			whole.Places = append(whole.Places, s)
			end, other = t.End, true
		case t.Kind != text.Plain:
		case t.End <= end:
			parted.Places = append(parted.Places, s)
		case len(groups) > 1:
			for _, g := range groups {
				parted.Places = append(parted.Places, Spelling{Term: g, Exact: true})
			}
			whole.Places = append(whole.Places, s)
			other = true
		default:
			parted.Places, whole.Places = append(parted.Places, s), append(whole.Places, s)
		}
		if t.Kind == text.Plain {
			last = t.End
		}
	}
	if other && len(whole.Places) > 1 { // a number alone is found as a word
		return []Plan{whole, parted}
	}
	return []Plan{whole}
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
		for _, p := range plansOf(e) {
			if len(p.Places) > 0 {
				out = append(out, p)
			}
		}
	}
	return out
}

// plansOf are the plans of a word or phrase.
func plansOf(e query.Expr) []Plan {
	switch e := e.(type) {
	case query.Word:
		return []Plan{OfWord(e)}
	case query.Phrase:
		return OfPhrase(e)
	}
	return nil
}

// Words are the folded words of all that a match of e contains, each once.
func Words(e query.Expr) []string {
	var out []string
	for _, e := range query.Terms(e) {
		for _, p := range plansOf(e) {
			for _, s := range p.Places {
				for _, t := range s.Terms(func(string) []string { return nil }) {
					if !slices.Contains(out, t) {
						out = append(out, t)
					}
				}
			}
		}
	}
	return out
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
		return len(OfWord(e).Places) > 1
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
