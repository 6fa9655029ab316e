package locate

import (
	"context"

	"reftel/internal/archive"
)

// known is what a library said of the spots of a text.
type known struct {
	ids     map[string]archive.Found
	numbers map[string][]string
}

// ask asks for all spots at once: first which ids the numbers without a year
// have, then where all ids lead.
func ask(ctx context.Context, lib Library, spots []spot) (*known, error) {
	k := &known{ids: map[string]archive.Found{}, numbers: map[string][]string{}}
	var numbers, ids list
	for _, s := range spots {
		numbers.add(s.numbers)
		ids.add(s.forms)
		ids.add(s.years)
	}
	if len(numbers.all) > 0 {
		got, err := lib.Numbered(ctx, sameNumber, numbers.all...)
		if err != nil {
			return nil, err
		}
		for i, text := range numbers.all {
			k.numbers[text] = got[i]
			ids.add(got[i])
		}
	}
	if len(ids.all) > 0 {
		got, err := lib.Lookup(ctx, ids.all...)
		if err != nil {
			return nil, err
		}
		for i, id := range ids.all {
			k.ids[id] = got[i]
		}
	}
	return k, nil
}

// at are the cables that a spot names.
func (k *known) at(s spot) []Named {
	var best Named
	for _, form := range s.forms {
		n := Named{Found: k.ids[form]}
		if n.State == archive.Alias {
			n.State = archive.Held
		}
		if n.State == archive.Unknown || best.ID != "" && (best.State == archive.Held || n.State != archive.Held) {
			continue
		}
		if form == s.guessed {
			n.Inferred = s.post
		}
		best = n
	}
	if best.ID != "" {
		return []Named{best}
	}
	var out []Named
	for _, text := range s.numbers {
		for _, id := range k.numbers[text] {
			if n := (Named{Found: k.ids[id], AnyYear: true}); n.State.Here() {
				n.State = archive.Held
				out = append(out, n)
			}
		}
		if len(out) > 0 {
			break
		}
	}
	for _, id := range s.years {
		if n := (Named{Found: k.ids[id], AnyYear: true}); len(out) < sameNumber && (n.State == archive.Absent || n.State == archive.Gone) {
			out = append(out, n)
		}
	}
	return out
}

// A list holds texts in order, each once.
type list struct {
	all []string
	has map[string]bool
}

func (l *list) add(texts []string) {
	for _, t := range texts {
		if !l.has[t] {
			if l.has == nil {
				l.has = map[string]bool{}
			}
			l.has[t] = true
			l.all = append(l.all, t)
		}
	}
}
