package finding

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"reftel/internal/archive"
	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/locate"
	"reftel/internal/query"
)

// inSeveral finds the words of a full name in several names of one person, whom a
// suggestion with all of them offers: the given name as one list spells it with the
// surname as another does.
func (n *namer) inSeveral(ctx context.Context, asked locate.NameSearch, g *archive.Suggestion) (locate.Fit, error) {
	switch {
	case g.Kind != query.FieldPer || len(asked.Words) < 2 || g.Also != "":
		return locate.NoFit, nil
	case asked.Bears(g.Value):
		return locate.ShortFit, nil
	}
	t, err := n.a.Named(ctx, query.Persons, g.Value)
	if err != nil || t == nil {
		return locate.NoFit, err
	}
	for _, f := range t.Forms {
		if asked.Bears(f.Name) {
			g.Also = f.Name
			return locate.ShortFit, nil
		}
	}
	return locate.NoFit, nil
}

// shorter looks for a person whom cables name by all but one of the names, where
// nothing else is found: Fidel Castro Ruz where cables name Fidel Castro.
func (n *namer) shorter(ctx context.Context) error {
	for _, name := range n.asked.Shorter() {
		if len(n.found) > 0 {
			return nil
		}
		found, err := n.a.Suggest(ctx, name, asName, query.FieldPer)
		if err != nil {
			return err
		}
		for _, g := range found {
			asked := locate.ReadName(name)
			if max(asked.Of(g.Value), asked.Of(g.Also)) > locate.LastFit {
				n.add(g, locate.PartFit)
			}
		}
	}
	return nil
}

// surnamesTried is in how many spellings a surname is looked for.
const surnamesTried = 40

// bySurname looks for the surname of a full name where nothing else is found: Gamal
// Abdel Nasser where cables name Nasser; in other spellings too, where next to no
// cable has the words.
func (n *namer) bySurname(ctx context.Context, text string, rare bool) error {
	k := len(n.asked.Words)
	if len(n.found) > 0 || k < 2 || k > 4 || !n.meantAsName(text) {
		return nil
	}
	if n.s.commonWords(locate.NameSearch{Words: n.asked.Words[k-1:]}) && !(rare && n.s.writtenAsName(text, locate.NameSearch{Words: n.asked.Words[k-1:]})) {
		return nil
	}
	surnames := []string{n.asked.Words[k-1]}
	if others := locate.Respelled(surnames[0]); rare && !n.s.commonWords(locate.NameSearch{Words: surnames}) {
		surnames = append(surnames, others[:min(len(others), surnamesTried)]...)
	}
	for some := range slices.Chunk(surnames, atOnce) {
		found, err := n.suggest(ctx, some, query.FieldPer)
		if err != nil {
			return err
		}
		for i, surname := range some {
			for _, g := range found[i] {
				if have := locate.ReadName(g.Value).Words; len(have) == 1 && have[0] == surname {
					n.add(g, locate.BareFit)
				}
			}
			if len(n.found) > 0 {
				return nil
			}
		}
	}
	return nil
}

// writtenAsName reports whether each word of a text has a capital, and some of these
// words are ordinary words of no language: Raul Castro, and not Sea Wall.
func (s *Pages) writtenAsName(text string, of locate.NameSearch) bool {
	small := slices.ContainsFunc(strings.Fields(text), func(w string) bool {
		first, _ := utf8.DecodeRuneInString(w)
		return !unicode.IsUpper(first)
	})
	return !small && s.Tables != nil && slices.ContainsFunc(of.Words, func(w string) bool { return !s.Tables.IsOrdinary(w) })
}

// ranked puts what fits best first, of persons behind a title those of whom the
// title is told, then what most cables name.
func (n *namer) ranked(ctx context.Context) error {
	held := map[string]bool{}
	for _, f := range n.found {
		if n.asked.Title == "" || f.Kind != query.FieldPer || len(n.found) == 1 {
			continue
		}
		t, err := n.a.Named(ctx, query.Persons, f.Value)
		if err != nil {
			return err
		}
		held[f.Value] = t != nil && slices.ContainsFunc(t.Facts, func(fact authority.Fact) bool {
			return strings.Contains(cable.NameKey(fact.Text), n.asked.Title)
		})
	}
	office := func(f named) int {
		if held[f.Value] {
			return 1
		}
		return 0
	}
	fit := func(f named) locate.Fit {
		if f.Kind == query.FieldPer && len(n.asked.Words) == 1 {
			return min(f.fit, locate.LastFit) // all who bear the surname
		}
		return f.fit
	}
	slices.SortStableFunc(n.found, func(a, b named) int {
		return cmp.Or(cmp.Compare(office(b), office(a)), cmp.Compare(fit(b), fit(a)), cmp.Compare(b.Count, a.Count))
	})
	return nil
}
