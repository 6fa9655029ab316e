package plain

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"reftel/internal/archive/values"
	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/query"
)

// valuesOf are the values of a cable of each facet, of addressees and references,
// each once and in order.
func valuesOf(c *cable.Cable, names authority.File) map[query.Facet][]string {
	sets := map[query.Facet]map[string]bool{}
	add := func(f query.Facet, v string) {
		if v != "" {
			if sets[f] == nil {
				sets[f] = map[string]bool{}
			}
			sets[f][v] = true
		}
	}
	for _, t := range c.Tags {
		add(query.Tags, t.Code)
	}
	for f, kind := range facetKinds {
		for _, e := range c.Entities {
			if e.Kind == kind {
				add(f, counted(names, kind, e.Name))
			}
		}
	}
	for _, s := range c.Captions {
		add(query.Captions, s)
	}
	for _, s := range slices.Concat(c.To, c.Info) {
		add(values.To, s)
	}
	for _, a := range c.Addressees {
		add(values.To, a.Name)
	}
	for _, r := range c.References {
		if r.Kind == "cable" {
			add(values.Ref, r.ID)
		}
	}
	add(query.Origin, c.Origin.Code)
	if c.Origin.Code == "" {
		add(query.Origin, c.Origin.Name)
	}
	add(query.Country, c.Origin.Country)
	add(query.Classification, c.Classification)
	add(query.Language, c.Language)
	add(query.Collection, c.Collection)
	if c.Date.Year > 0 {
		add(query.Year, fmt.Sprintf("%04d", c.Date.Year))
	}
	out := map[query.Facet][]string{}
	for f, set := range sets {
		out[f] = slices.Sorted(maps.Keys(set))
	}
	return out
}

// labelsOf are the labels of TAGS and posts that most cables give them, of equal
// ones the first.
func labelsOf(cs []*one) map[query.Facet]map[string]string {
	counts := map[query.Facet]map[string]map[string]int{query.Tags: {}, query.Origin: {}}
	add := func(f query.Facet, value, label string) {
		if value == "" || label == "" {
			return
		}
		if counts[f][value] == nil {
			counts[f][value] = map[string]int{}
		}
		counts[f][value][label]++
	}
	for _, c := range cs {
		for _, t := range c.Tags {
			add(query.Tags, t.Code, t.Meaning)
		}
		add(query.Origin, c.Origin.Code, c.Origin.Name)
	}
	out := map[query.Facet]map[string]string{}
	for f, of := range counts {
		out[f] = map[string]string{}
		for value, labels := range of {
			best := ""
			for _, l := range slices.Sorted(maps.Keys(labels)) {
				if labels[l] > labels[best] {
					best = l
				}
			}
			out[f][value] = best
		}
	}
	return out
}

// label is what readers see of a value.
func (r *Reading) label(f query.Facet, value string) string {
	if l := r.labels[f][value]; l != "" {
		return l
	}
	return value
}

// hasValue reports whether a cable has a value of a field.
func (r *Reading) hasValue(c *one, v query.Value) bool {
	f, _ := values.FacetOf(v.Field)
	switch {
	case v.Field == query.FieldCopies:
		return r.isCopy(c, v)
	case v.Field == query.FieldID:
		return slices.ContainsFunc(append([]string{c.ID}, c.Aliases...), func(id string) bool {
			return sameID(id, v.Text) || v.Prefix && strings.HasPrefix(strings.ToUpper(id), strings.ToUpper(v.Text))
		})
	case v.None:
		return len(c.values[f]) == 0
	case v.Field == query.FieldRef:
		return r.cites(c, v.Text)
	}
	return slices.ContainsFunc(c.values[f], r.asks(v, f))
}

// asks reports of a value of a facet whether it is the one that is asked for.
func (r *Reading) asks(v query.Value, f query.Facet) func(string) bool {
	want := squeezed(v.Text)
	is := func(value string) bool {
		return want != "" && (squeezed(value) == want || v.Prefix && strings.HasPrefix(squeezed(value), want))
	}
	named := func(value string) bool { return r.holdsWords(f, value, v) }
	switch v.Field {
	case query.FieldTag, query.FieldCaption, query.FieldYear, query.FieldLang:
		return is
	case query.FieldClass:
		return func(value string) bool { return values.IsClass(value, v.Text, v.Prefix) }
	case query.FieldFrom:
		code := slices.ContainsFunc(r.cables, func(c *one) bool { return slices.ContainsFunc(c.values[f], is) })
		if code {
			return is
		}
	}
	return named
}

// holdsWords reports whether a value, its label and its other names have all words
// of a text; the last may be the beginning of one.
func (r *Reading) holdsWords(f query.Facet, value string, v query.Value) bool {
	ws := r.typed(v.Text)
	names := strings.Join(append(r.otherNames(f, value), value, r.label(f, value)), " \n ")
	have, _ := Words(names)
	for _, e := range elisions(names) {
		have = append(have, e.Word)
	}
	for i, w := range ws {
		begins := v.Prefix && i == len(ws)-1
		if !slices.ContainsFunc(have, r.fits(r.terms(w, begins), true, begins, false)) {
			return false
		}
	}
	return len(ws) > 0
}

func squeezed(s string) string {
	ws, _ := Words(s)
	return strings.Join(ws, "")
}

// cites reports whether a cable cites an id, or another id of the same cable.
func (r *Reading) cites(c *one, id string) bool {
	ids := []string{id}
	for _, o := range r.cables {
		if all := append([]string{o.ID}, o.Aliases...); slices.ContainsFunc(all, func(s string) bool { return sameID(s, id) }) {
			ids = all
		}
	}
	return slices.ContainsFunc(c.values[values.Ref], func(ref string) bool {
		return slices.ContainsFunc(ids, func(id string) bool { return sameID(ref, id) })
	})
}

func sameID(a, b string) bool {
	if strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b)) {
		return true
	}
	m, err := cable.ParseMRN(a)
	n, err2 := cable.ParseMRN(b)
	return err == nil && err2 == nil && m.String() == n.String()
}

// inRange reports whether a date lies in a range of days as a whole; either end
// may be open.
func inRange(d, from, to cable.Date) bool {
	return !d.IsZero() && (from.IsZero() || !FirstDay(d).Before(FirstDay(from))) && (to.IsZero() || !LastDay(d).After(LastDay(to)))
}

// FirstDay is the first day that a date may mean.
func FirstDay(d cable.Date) time.Time {
	return time.Date(d.Year, time.Month(max(1, d.Month)), max(1, d.Day), 0, 0, 0, 0, time.UTC)
}

// LastDay is the last one.
func LastDay(d cable.Date) time.Time {
	switch {
	case d.Month == 0:
		return time.Date(d.Year, 12, 31, 0, 0, 0, 0, time.UTC)
	case d.Day == 0:
		return time.Date(d.Year, time.Month(d.Month)+1, 0, 0, 0, 0, 0, time.UTC)
	}
	return FirstDay(d)
}
