package plan

import (
	"slices"

	"reftel/internal/query"
	"reftel/internal/text"
)

// maxSpelt is in how many spellings the words of a name are looked for.
const maxSpelt = 16

// Names are the words of a value in the ways in which they are spelt, as they are first.
// others tells the spellings of a folded word, itself among them.
func Names(v query.Value, others func(term string) []string) []string {
	out := []string{""}
	words := slices.DeleteFunc(text.Tokens(v.Text), func(t text.Token) bool { return t.Kind != text.Plain })
	for i, t := range words {
		s := SpellingOf(v.Text, t)
		s.Prefix = v.Prefix && i == len(words)-1
		var next []string
		for _, term := range s.Terms(others) {
			for _, begun := range out {
				next = append(next, begun+" "+term)
			}
		}
		out = next[:min(maxSpelt, len(next))]
	}
	return out
}
