package plain

import (
	"fmt"
	"slices"

	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/query"
)

var facetKinds = map[query.Facet]string{query.Persons: cable.PER, query.Organisations: cable.ORG, query.Places: cable.LOC, query.Misc: cable.MISC}

// thing is the thing with a name of its own, or else the only one that has it for
// another name; nil for none.
func thing(names authority.File, kind, name string) *authority.Thing {
	var found *authority.Thing
	n := 0
	for i := range names {
		t := &names[i]
		if t.Kind != kind {
			continue
		}
		if sameName(t.Name, name) {
			return t
		}
		if slices.ContainsFunc(t.Forms, func(f authority.Form) bool { return sameName(f.Name, name) }) {
			found = t
			n++
		}
	}
	if n != 1 {
		return nil
	}
	return found
}

func sameName(a, b string) bool { return cable.NameKey(a) == cable.NameKey(b) }

// counted is the name under which one is counted.
func counted(names authority.File, kind, name string) string {
	if t := thing(names, kind, name); t != nil {
		return t.Name
	}
	return name
}

// Named is the thing that has a name in a facet, nil for none.
func (r *Reading) Named(f query.Facet, name string) *authority.Thing {
	return thing(r.names, facetKinds[f], name)
}

// chosen are filters by the names under which values are counted, each once.
func (r *Reading) chosen(fs []query.Filter) []query.Filter {
	var out []query.Filter
	for _, f := range fs {
		has := func(c *one) bool { return slices.Contains(c.values[f.Facet], f.Value) }
		if kind := facetKinds[f.Facet]; kind != "" && !slices.ContainsFunc(r.cables, has) {
			f.Value = counted(r.names, kind, f.Value)
		}
		if !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	return out
}

// otherNames are the names of a value besides its own.
func (r *Reading) otherNames(f query.Facet, value string) []string {
	var out []string
	if t := r.Named(f, value); t != nil && t.Name == value {
		for _, form := range t.Forms {
			out = append(out, form.Name)
		}
	}
	return out
}

// InventNames are things for the cables of Invent: some of the names of each kind
// are one, some are told of and have no other, some may be either of two.
func InventNames() authority.File {
	var f authority.File
	for _, kind := range []string{cable.PER, cable.ORG, cable.LOC, cable.MISC} {
		for l := 'A'; l <= 'P'; l++ {
			name := func(n int) string { return fmt.Sprintf("Name %c%d", l, n) }
			t := authority.Thing{Kind: kind, Name: name(0)}
			switch l % 4 {
			case 0:
				t.Forms = []authority.Form{{Name: name(1), Basis: authority.Table}, {Name: fmt.Sprintf("%c2, NAME", l)}, {Name: name(2)}}
			case 1:
				t.Name = fmt.Sprintf("Doctor %c.", l)
				t.Forms = []authority.Form{{Name: name(3), Basis: authority.List}, {Name: fmt.Sprintf("Alias %c", l), Basis: authority.Text}}
			case 2:
				t.Forms = []authority.Form{{Name: fmt.Sprintf("Name %c3", l+1)}, {Name: name(3)}} // the first of two things
			}
			f = append(f, t)
		}
	}
	return f
}
