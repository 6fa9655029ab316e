// Package correct offers another spelling of a query, made of the words of an archive,
// for any engine: which words are doubted and what they may have been meant for. It knows
// queries and words; how many cables have a word, and which are near it, an engine tells.
package correct

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"reftel/internal/archive/plan"
	"reftel/internal/query"
	"reftel/internal/text"
)

// Rules of a correction. Letters, not bytes, are counted.
const (
	minCorrected = 4  // letters; shorter words have too many neighbours
	minFarLetter = 8  // letters from which two mistakes are looked for
	rareWord     = 3  // cables; a word of more is taken as meant
	muchMore     = 20 // times as many cables must have the neighbour of a rare word
	maxCorrected = 4  // words of one query
	maxNeighbour = 64 // the most frequent neighbours that are weighed
)

// A Vocabulary tells of the words of an archive.
type Vocabulary interface {
	// Hits is about how many cables have a form of a spelling.
	Hits(plan.Spelling) (int, error)
	// Near are the folded words that differ from one by so many letters at most, 1 or 2,
	// the most frequent first.
	Near(word string, distance int) ([]string, error)
	// Having is about how many cables have a word of Near.
	Having(word string) (int, error)
}

// Query offers another spelling of a query: a word that no cable or nearly none has becomes
// the neighbour that most have, if it has a frequent one. One letter may be wrong, missing,
// too much or swapped with the next, two in long words. Nothing under a Not, no value and no
// word with a wildcard changes. ok is false where there is nothing to offer.
func Query(e query.Expr, v Vocabulary) (better query.Expr, ok bool, err error) {
	c := corrector{v: v}
	better, err = c.expr(e)
	return better, err == nil && c.changed > 0, err
}

type corrector struct {
	v       Vocabulary
	changed int
}

func (c *corrector) expr(e query.Expr) (_ query.Expr, err error) {
	switch e := e.(type) {
	case query.And:
		of, err := c.list(e.Of)
		return query.And{Of: of}, err
	case query.Or:
		of, err := c.list(e.Of)
		return query.Or{Of: of}, err
	case query.Word:
		if !e.Prefix && !e.Fuzzy && !e.Wild {
			e.Text, err = c.text(e.Text, e.Exact)
		}
		return e, err
	case query.Phrase:
		e.Text, err = c.text(e.Text, true)
		return e, err
	}
	return e, nil
}

func (c *corrector) list(es []query.Expr) ([]query.Expr, error) {
	out := make([]query.Expr, len(es))
	for i, e := range es {
		var err error
		if out[i], err = c.expr(e); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// text corrects the words of a text and leaves what stands between them.
func (c *corrector) text(s string, exact bool) (string, error) {
	var b strings.Builder
	at := 0
	for _, t := range text.Tokens(s) {
		if t.Kind != text.Plain || c.changed == maxCorrected {
			continue
		}
		spelling := plan.SpellingOf(s, t)
		spelling.Exact = exact
		better, err := c.word(spelling)
		if err != nil {
			return s, err
		}
		if better != "" {
			b.WriteString(s[at:t.Start] + better)
			at = t.End
			c.changed++
		}
	}
	return b.String() + s[at:], nil
}

// word is a better spelling of a folded word, or "".
func (c *corrector) word(s plan.Spelling) (string, error) {
	w := s.Term
	n := utf8.RuneCountInString(w)
	if n < minCorrected || n > 2*text.MaxTerm/3 || text.IsStop(w) || strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsLetter(r) }) {
		return "", nil
	}
	own, err := c.v.Hits(s)
	if err != nil || own > rareWord {
		return "", err
	}
	for distance := 1; distance == 1 || distance == 2 && n >= minFarLetter; distance++ {
		best, err := c.best(w, distance, max(own*muchMore, 1)-1)
		if best != "" || err != nil {
			return best, err
		}
	}
	return "", nil
}

// best is the neighbour that most cables have, and more than some; the other forms of the
// word itself are none.
func (c *corrector) best(w string, distance, most int) (string, error) {
	near, err := c.v.Near(w, distance)
	if err != nil {
		return "", err
	}
	best, weighed, own := "", 0, text.Stem(w)
	for _, other := range near {
		if text.Stem(other) == own {
			continue
		}
		if weighed++; weighed > maxNeighbour {
			break
		}
		hits, err := c.v.Having(other)
		if err != nil {
			return "", err
		}
		if hits > most {
			best, most = other, hits
		}
	}
	return best, nil
}
