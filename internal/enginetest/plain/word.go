package plain

import (
	"regexp"
	"slices"
	"strings"

	"reftel/internal/query"
	"reftel/internal/text"
)

// hasWord looks for a word, or for a compound: its words in a row, or the whole
// written as one. A sign goes with the last word.
func (r *Reading) hasWord(c *one, w query.Word) bool {
	if w.Wild {
		like := r.like(w)
		return c.in(w.In, func(p *Passage) bool { return p.has(like) || p.hasElided(like) })
	}
	ws, compounds := Words(w.Text)
	if isWhole(w.Text) {
		ws = []string{digits(w.Text)}
	}
	typed := written(w.Text, ws)
	if len(ws) == 1 && w.Exact {
		return c.in(w.In, func(p *Passage) bool { return p.hasAsWritten(typed[0]) })
	}
	var places []func(string) bool
	for i := range ws {
		last := i == len(ws)-1
		places = append(places, r.fits(r.terms(typed[i], last && (w.Prefix || w.Fuzzy)), w.Exact, w.Prefix && last, w.Fuzzy && last))
	}
	if len(places) == 1 {
		elided := r.fits(r.terms(typed[0], w.Prefix), true, w.Prefix, false)
		return c.in(w.In, func(p *Passage) bool { return p.has(places[0]) || !w.Fuzzy && p.hasElided(elided) })
	}
	whole := func(string) bool { return false }
	one := strings.Join(ws, "")
	if len(compounds) == 1 && strings.Count(compounds[0], "-") == len(ws)-1 {
		whole = r.fits(r.terms(one, w.Prefix || w.Fuzzy), w.Exact, w.Prefix, w.Fuzzy)
	}
	return c.in(w.In, func(p *Passage) bool { return inRow(p.Words, places) || p.has(whole) })
}

// like reports of a word whether it is like a pattern, by an expression for it.
func (r *Reading) like(w query.Word) func(string) bool {
	x := strings.ReplaceAll(regexp.QuoteMeta(strings.ReplaceAll(lowered(w.Text), "'", "")), `\?`, ".")
	if !w.Prefix {
		x += "$"
	}
	return regexp.MustCompile("^" + x).MatchString
}

// isWhole reports whether a text is a number with its thousands marked.
func isWhole(s string) bool {
	s = small(s)
	for _, at := range numbers(s) {
		if strings.Trim(s[:at[0]]+s[at[1]:], "'.,-") == "" {
			return true
		}
	}
	return false
}

func (p *Passage) has(fits func(string) bool) bool {
	return slices.ContainsFunc(p.Words, fits) || slices.ContainsFunc(p.Joined, fits)
}

func (p *Passage) hasElided(fits func(string) bool) bool {
	return slices.ContainsFunc(p.Elided, func(e Elision) bool { return fits(e.Word) })
}

func (p *Passage) hasAsWritten(w string) bool {
	return slices.Contains(p.Written, w) || slices.Contains(p.Joined, w) || slices.ContainsFunc(p.Elided, func(e Elision) bool { return e.Written == w })
}

// hasPhrase looks for words in a row or near each other, the thousands of numbers
// parted or not.
func (r *Reading) hasPhrase(c *one, ph query.Phrase) bool {
	whole := r.typed(numbersWhole(ph.Text))
	parted := numbersParted(whole)
	return r.hasRow(c, ph, whole) || len(whole) > 1 && !slices.Equal(parted, whole) && r.hasRow(c, ph, parted)
}

// typed are the words of a text with their accents.
func (r *Reading) typed(s string) []string {
	ws, known := r.asked[s]
	if !known {
		ws, _ = Words(s)
		ws = written(s, ws)
		r.asked[s] = ws
	}
	return ws
}

func (r *Reading) hasRow(c *one, ph query.Phrase, typed []string) bool {
	var places []func(string) bool
	ways := [][]string{nil}
	for _, w := range typed {
		terms := r.terms(w, false)
		places = append(places, r.fits(terms, true, false, false))
		var next [][]string
		for _, way := range ways {
			for _, t := range terms {
				next = append(next, append(slices.Clone(way), t))
			}
		}
		ways = next
	}
	return c.in(ph.In, func(p *Passage) bool {
		switch {
		case len(places) == 1:
			return p.has(places[0]) || p.hasElided(places[0])
		case ph.Slop > 0:
			return slices.ContainsFunc(ways, func(ws []string) bool { return Near(p.Words, ws, ph.Slop) })
		}
		return inRow(p.Words, places)
	})
}

// fits reports of a word whether one of some terms stands for it.
func (r *Reading) fits(terms []string, exact, prefix, fuzzy bool) func(string) bool {
	stems := map[string]bool{}
	for _, t := range terms {
		stems[text.Stem(t)] = true
	}
	return func(s string) bool {
		switch {
		case prefix:
			return slices.ContainsFunc(terms, func(t string) bool { return strings.HasPrefix(s, t) })
		case fuzzy:
			return slices.ContainsFunc(terms, func(t string) bool { return oneSlip([]rune(t), []rune(s)) })
		case exact:
			return slices.Contains(terms, s)
		}
		return stems[r.stems[s]]
	}
}
