// Package kinds decides of which kind a name is that was recognised as two: Omsk, a
// place in one cable and an organisation in the next. All mentions of a corpus are
// asked: what the sources mark and what the tables have stands, else what most of them
// are, by a margin, or what the words before them say. It works on cables whose
// entities are made; where it is not decided, nothing changes.
package kinds

import (
	"strings"
	"unicode/utf8"

	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/ingest/names"
	"reftel/internal/ingest/telegram"
)

// basis is what a mention rests on whose kind was decided so.
const basis = "corpus"

// order is the kinds in a fixed order.
var order = [...]string{cable.PER, cable.ORG, cable.LOC, cable.MISC}

func placeOf(kind string) int {
	for i, k := range order {
		if k == kind {
			return i
		}
	}
	return len(order) - 1
}

// A vote is what one cable says of a name.
type vote struct {
	kinds  [len(order)]uint8 // mentions that were recognised, a few at most
	firm   [len(order)]bool  // a source or a table says so
	placed uint8             // mentions whose neighbours tell a place
	titled bool              // one stands behind a title
}

// Votes are what a cable says, by the keys of names.
type Votes map[string]*vote

// most is how many mentions of a name in one cable count.
const most = 3

// Of are the votes of a cable. Where a source marks all names there is nothing to
// decide: it is asked for nothing.
func Of(c *cable.Cable) Votes {
	if names.Annotated(c) && c.Edition == nil && !anyInferred(c) {
		return nil
	}
	out := make(Votes, len(c.Entities))
	names.EachIn(c, func(text string, at int, e *cable.Entity) {
		name := e.Normal()
		if e.Kind == cable.PER && strings.Contains(name, " ") {
			return // nothing else is named so
		}
		key := cable.NameKey(name)
		v := out[key]
		if v == nil {
			v = &vote{}
			out[key] = v
		}
		k := placeOf(e.Kind)
		if !names.Guessed(e) {
			v.firm[k] = true
			return
		}
		if v.kinds[k] < most {
			v.kinds[k]++
		}
		before, behind := text[:at], text[min(len(text), at+len(e.Text)):]
		switch last := lastWord(before); {
		case v.placed < most && hasSmall(name) && placed(before, last, behind):
			v.placed++
		case names.IsTitle(last):
			v.titled = true
		}
	})
	return out
}

// hasSmall reports whether a name has letters that are no capitals.
func hasSmall(name string) bool {
	for i := range len(name) {
		switch c := name[i]; {
		case 'a' <= c && c <= 'z':
			return true
		case c >= utf8.RuneSelf:
			return name != strings.ToUpper(name)
		}
	}
	return false
}

func anyInferred(c *cable.Cable) bool {
	for i := range c.Paragraphs {
		for j := range c.Paragraphs[i].Entities {
			if c.Paragraphs[i].Entities[j].Inferred {
				return true
			}
		}
	}
	return false
}

// lastWord is the word before the end of a text, in small letters.
func lastWord(text string) string {
	text = strings.TrimRight(text[max(0, len(text)-24):], " \n")
	return strings.ToLower(strings.TrimRight(text[strings.LastIndexAny(text, " \n(")+1:], "."))
}

// A Census is the votes of all cables. It is for one goroutine; the order of the
// cables plays no part.
type Census map[string]*total

// total is what all cables say of a name: cables and mentions.
type total struct {
	kinds  [len(order)]uint32
	firm   [len(order)]bool
	placed uint32
	titled bool
}

// Add takes the votes of one more cable.
func (n Census) Add(votes Votes) {
	for key, v := range votes {
		t := n[key]
		if t == nil {
			t = &total{}
			n[strings.Clone(key)] = t
		}
		for k := range order {
			t.kinds[k] += uint32(v.kinds[k])
			t.firm[k] = t.firm[k] || v.firm[k]
		}
		t.placed += uint32(v.placed)
		t.titled = t.titled || v.titled
	}
}

// What a decision takes: so many times as many mentions as all other kinds have
// together; and of a place, so many whose neighbours tell one, and one of so many.
const (
	margin      = 3
	fewest      = 3
	fewestPlace = 3
	placeShare  = 6
	personShare = 12 // of a name that is else a person's: those hardly ever stand so
)

// Kinds are the decisions: of a name as one kind ("ORG omsk") its true one.
type Kinds map[string]string

// Decide makes the decisions.
func (n Census) Decide() Kinds {
	out := Kinds{}
	for key, t := range n {
		right, ok := t.decide()
		if !ok {
			continue
		}
		for k, mentions := range t.kinds {
			if k != right && mentions > 0 && !t.firm[k] {
				out[order[k]+" "+key] = order[right]
			}
		}
	}
	return out
}

func (t *total) decide() (right int, ok bool) {
	firm, all := -1, uint32(0)
	for k := range order {
		all += t.kinds[k]
		if !t.firm[k] {
			continue
		}
		if firm >= 0 {
			return 0, false // those who know it call two things so
		}
		firm = k
	}
	if firm >= 0 {
		return firm, firm != placeOf(cable.MISC)
	}
	share := uint32(placeShare)
	if 2*t.kinds[placeOf(cable.PER)] > all {
		share = personShare
	}
	if t.placed >= fewestPlace && t.placed*share >= all && !t.titled {
		return placeOf(cable.LOC), true
	}
	best := 0
	for k := range order {
		if t.kinds[k] > t.kinds[best] {
			best = k
		}
	}
	top := t.kinds[best]
	return best, top >= fewest && top >= margin*(all-top)
}

// Apply gives the mentions of a cable that were recognised the kind of their name, and
// reports whether any changed.
func (k Kinds) Apply(c *cable.Cable) bool {
	if len(k) == 0 {
		return false
	}
	changed := false
	turn := func(es []cable.Entity) {
		for i := range es {
			e := &es[i]
			if !names.Guessed(e) {
				continue
			}
			if kind := k[authority.Key(e.Kind, e.Normal())]; kind != "" {
				e.Kind, e.Basis, changed = kind, basis, true
			}
		}
	}
	turn(c.SubjectEntities)
	for i := range c.Paragraphs {
		turn(c.Paragraphs[i].Entities)
	}
	if changed {
		k.count(c)
	}
	return changed
}

// count moves the names in the list of the whole cable.
func (k Kinds) count(c *cable.Cable) {
	at := map[string]int{}
	out := make([]cable.EntityCount, 0, len(c.Entities))
	for _, e := range c.Entities {
		key := authority.Key(e.Kind, e.Name)
		if kind := k[key]; kind != "" {
			e.Kind, key = kind, authority.Key(kind, e.Name)
		}
		if i, ok := at[key]; ok {
			out[i].Count += e.Count
			continue
		}
		at[key] = len(out)
		out = append(out, e)
	}
	c.Entities = out
	telegram.SortEntities(c.Entities)
}

// Settle takes the things out of an authority file whose names are of another kind.
func (k Kinds) Settle(file authority.File) authority.File {
	known := map[string]bool{}
	for i := range file {
		known[authority.Key(file[i].Kind, file[i].Name)] = true
	}
	out := file[:0]
	for _, t := range file {
		if kind := k[authority.Key(t.Kind, t.Name)]; kind != "" {
			if known[authority.Key(kind, t.Name)] {
				continue
			}
			t.Kind = kind
		}
		out = append(out, t)
	}
	out.Sort()
	return out
}
