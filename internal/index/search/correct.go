package search

import (
	"context"
	"fmt"
	"slices"
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

// Correct offers another spelling of a query, made of the archive's own words:
// a word that no cable or nearly none has becomes the neighbour that most
// have, if it has a frequent one. One letter may be wrong, missing, too much
// or swapped with the next, two in long words. Nothing under a Not, no value
// and no word with a wildcard changes. ok is false where there is nothing to
// offer.
func (a *Archive) Correct(ctx context.Context, e query.Expr) (better query.Expr, ok bool, err error) {
	if err := ctx.Err(); err != nil {
		return nil, false, fmt.Errorf("correct: %w", err)
	}
	c := corrector{r: a.newRun(ctx)}
	better, err = c.expr(e)
	if err != nil {
		return nil, false, fmt.Errorf("correct: %w", err)
	}
	return better, c.changed > 0, nil
}

type corrector struct {
	r       *run
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
	own, err := c.hits(s)
	if err != nil || own > rareWord {
		return "", err
	}
	for distance := 1; distance == 1 || distance == 2 && n >= minFarLetter; distance++ {
		best, most := "", max(own*muchMore, 1)-1
		near, err := c.r.a.neighbours(w, distance)
		if err != nil {
			return "", err
		}
		for _, id := range near {
			hits, err := c.r.hits([]uint32{id})
			if err != nil {
				return "", err
			}
			if hits > most {
				best, most = c.r.a.words.Word(id), hits
			}
		}
		if best != "" {
			return best, nil
		}
	}
	return "", nil
}

// hits is about how many cables have a form of a spelling.
func (c *corrector) hits(s plan.Spelling) (int, error) {
	forms, err := c.r.forms(s)
	if err != nil {
		return 0, err
	}
	return c.r.hits(forms)
}

// neighbours are the words that differ from w by so many letters at most, the
// most frequent first, w itself and its other forms left out.
func (a *Archive) neighbours(w string, distance int) ([]uint32, error) {
	ids, err := a.postings.Near(w, distance)
	if err != nil {
		return nil, err
	}
	own := text.Stem(w)
	ids = slices.DeleteFunc(ids, func(id uint32) bool { return text.Stem(a.words.Word(id)) == own })
	return ids[:min(maxNeighbour, len(ids))], nil
}
