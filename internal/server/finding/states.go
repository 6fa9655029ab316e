package finding

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/locate"
	"reftel/internal/query"
	"reftel/internal/server/desk"
	"reftel/internal/server/shape"
)

// Names of states change hands: the Republic of China was China, and then Taiwan. An
// abbreviation like GOI is the government of whoever writes it.

// nameYears are years in which names of states meant different ones.
var nameYears = []int{1860, 1900, 1930, 1948, 1960, 1975, 1995, 2010}

// byState offers each state that a text names at some time, where no place was found.
func (n *namer) byState(ctx context.Context, text string) error {
	if n.s.Tables == nil || slices.ContainsFunc(n.found, func(f named) bool { return f.Kind == query.FieldLoc }) {
		return nil
	}
	for _, year := range nameYears {
		st, ok := n.s.Tables.StateNamed(text, year)
		if !ok {
			continue
		}
		count, err := n.a.Frequency(ctx, query.Places, st.Name)
		if err != nil {
			return fmt.Errorf("counting %.64q: %w", st.Name, err)
		}
		if count > 0 {
			g := archive.Suggestion{Kind: query.FieldLoc, Value: st.Name, Count: count}
			if cable.NameKey(st.Name) != cable.NameKey(text) {
				g.Also = strings.TrimSpace(text)
			}
			n.add(g, locate.ExactFit)
		}
	}
	return nil
}

// governmentsTold is how many governments one abbreviation is told to be.
const governmentsTold = 3

// governments are those that a search of one abbreviation may mean, each with the
// cables of its country that have it: GOI in cables from India.
func (s *Pages) governments(c *desk.Call, req query.Request) ([]shape.Dated, error) {
	words, plain := query.PlainWords(req.Expr)
	if s.Tables == nil || !plain || len(words) != 1 || len(req.Filters) > 0 || !s.Tables.IsAcronym(strings.ToUpper(words[0])) {
		return nil, nil
	}
	short := strings.ToUpper(words[0])
	var asked []shape.Dated
	var seen []string
	for _, meaning := range s.Tables.Acronym(short) {
		for one := range strings.SplitSeq(meaning, ";") {
			one = strings.TrimPrefix(strings.TrimSpace(one), "also ")
			country, ok := strings.CutPrefix(one, "Government of ")
			st, known := s.Tables.StateNamed(strings.TrimPrefix(country, "the "), 0)
			if !ok || !known || slices.Contains(seen, st.Name) {
				continue
			}
			seen = append(seen, st.Name)
			found := req.WithFilter(query.Filter{Facet: query.Country, Value: st.Name})
			asked = append(asked, lead(one, c.Words.Say("cables from %s with %s", st.Name, short), found))
		}
	}
	if len(asked) < 2 {
		return nil, nil // no doubt whose it is
	}
	counted, err := s.counted(c, asked[:min(len(asked), 12)])
	counted = slices.DeleteFunc(counted, func(d shape.Dated) bool { return d.Cables == 0 })
	slices.SortStableFunc(counted, func(a, b shape.Dated) int { return b.Cables - a.Cables })
	return counted[:min(len(counted), governmentsTold)], err
}
