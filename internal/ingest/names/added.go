package names

import "reftel/internal/cable"

// addedNames are dictionaries of the names that the operator adds, by the id of
// the cable in which they are looked for; "" is all cables.
func addedNames(c Corrections) map[string]*dictionary {
	var out map[string]*dictionary
	put := func(id string, n Named) {
		if out == nil {
			out = map[string]*dictionary{}
		}
		if out[id] == nil {
			out[id] = newEmpty()
		}
		out[id].add(n.Kind, n.Name, n.Name, "")
	}
	for _, x := range c {
		if x.add && len(x.cables) == 0 {
			put("", x.own)
		}
		for _, id := range x.cables {
			put(id, x.own)
		}
	}
	for _, d := range out {
		d.done()
	}
	return out
}

// addNames marks the names that the operator adds. They take the place of what
// was marked inside them, and give way to what reaches beyond them.
func (f *Finder) addNames(c *cable.Cable) {
	if len(f.added) == 0 {
		return
	}
	var dicts []*dictionary
	for _, id := range append([]string{"", c.ID}, c.Aliases...) {
		if d := f.added[id]; d != nil {
			dicts = append(dicts, d)
		}
	}
	if len(dicts) == 0 {
		return
	}
	where := &setting{tables: f.tables, cable: c}
	c.SubjectEntities = withNames(c.SubjectEntities, where.mentions(c.Subject, dicts))
	for i := range c.Paragraphs {
		c.Paragraphs[i].Entities = withNames(c.Paragraphs[i].Entities, where.mentions(c.Paragraphs[i].Text, dicts))
	}
}

// withNames puts names that were found among those that are marked.
func withNames(marked, found []cable.Entity) []cable.Entity {
	if len(found) == 0 {
		return marked
	}
	var out []cable.Entity
	for _, e := range found {
		for len(marked) > 0 && marked[0].End <= e.Start {
			out, marked = append(out, marked[0]), marked[1:]
		}
		inside := 0
		for inside < len(marked) && marked[inside].Start >= e.Start && marked[inside].End <= e.End {
			inside++
		}
		if inside < len(marked) && marked[inside].Start < e.End {
			continue
		}
		out, marked = append(out, e), marked[inside:]
	}
	return append(out, marked...)
}
