package plan

import (
	"reftel/internal/query"
	"reftel/internal/text"
)

// A Neighbour is a word of a query whose nearness to the one before it counts
// for the score. Apart is how many words on it stands from it in the query.
type Neighbour struct {
	Spelling
	Apart int
}

// maxTogether is how many words' nearness counts: those of longer queries are
// rarely meant to stand together.
const maxTogether = 5

// Together are the words of a query whose nearness in a text counts for the
// score, in their order: two to five words without a field that are all asked
// for. Very common words are none of them where there are others; they keep
// their neighbours apart (law of the sea). It is nil where there are fewer words
// or more.
func Together(e query.Expr) []Neighbour {
	var out []Neighbour
	apart := 0
	for _, s := range inOrder(e) {
		apart++
		if s.Term == "" || !s.Exact && !s.Prefix && !s.Fuzzy && !s.Wild && text.IsStop(s.Term) {
			continue
		}
		out = append(out, Neighbour{s, apart})
		apart = 0
	}
	if len(out) < 2 || len(out) > maxTogether {
		return nil
	}
	return out
}

// inOrder are the words of a query that are all asked for, as they were typed.
// Something else between two of them is a spelling without a term.
func inOrder(e query.Expr) (out []Spelling) {
	switch e := e.(type) {
	case query.Word:
		if e.In == "" {
			places := OfWord(e).Places
			for i := range places {
				places[i].AsWritten = false // the rows of texts have no accents
			}
			return places
		}
	case query.And:
		for _, p := range e.Of {
			out = append(out, inOrder(p)...)
		}
		return out
	case query.Or: // words, or the codes that they are a meaning of
		var others []query.Expr
		for _, p := range e.Of {
			if _, ok := p.(query.Value); !ok {
				others = append(others, p)
			}
		}
		if len(others) == 1 && len(others) < len(e.Of) {
			return inOrder(others[0])
		}
	}
	return []Spelling{{}}
}
