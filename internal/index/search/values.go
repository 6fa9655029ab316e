package search

import (
	"fmt"
	"slices"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/archive/ids"
	"reftel/internal/archive/plan"
	"reftel/internal/archive/values"
	"reftel/internal/authority"
	"reftel/internal/index/bitset"
	"reftel/internal/query"
	"reftel/internal/text"
)

// counted is the value of a facet that a name stands for: itself where cables have
// it, else the one under which the thing of this name is counted.
func (a *Archive) counted(f query.Facet, name string) (string, error) {
	kind := values.KindOf(f)
	if _, ok := a.columns.Column(f).Find(name); ok || kind == "" {
		return name, nil
	}
	t, err := a.thing(kind, name)
	if err != nil || t == nil {
		return name, err
	}
	return t.Name, nil
}

// thing is the thing with a name, nil where nothing is told of it.
func (a *Archive) thing(kind, name string) (*authority.Thing, error) {
	t, err := a.names.Find(kind, name)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", archive.ErrUnavailable, err)
	}
	return t, nil
}

// value finds the cables that have a value of a field.
func (a *Archive) value(v query.Value) bitset.Set {
	if v.Field == query.FieldCopies {
		return a.copiesOf(v.Text, v.None)
	}
	if v.None {
		return a.without(v.Field)
	}
	b := bitset.New(a.n)
	switch v.Field {
	case query.FieldID:
		a.markID(b, v)
	case query.FieldRef:
		for _, ord := range a.citing(v.Text) {
			b.Add(ord)
		}
	case query.FieldFrom:
		if a.markEqual(b, query.Origin, v) == 0 {
			a.markNamed(b, query.Origin, v)
		}
	case query.FieldClass:
		a.markClass(b, v)
	case query.FieldTag, query.FieldCaption, query.FieldYear, query.FieldLang:
		name, _ := values.FacetOf(v.Field)
		a.markEqual(b, name, v)
	default:
		if name, ok := values.FacetOf(v.Field); ok {
			a.markNamed(b, name, v)
		}
	}
	return b
}

// without finds the cables that have no value of a field.
func (a *Archive) without(f query.Field) bitset.Set {
	name, ok := values.FacetOf(f)
	if !ok {
		return bitset.New(a.n)
	}
	b := a.all.Clone()
	b.AndNot(a.columns.Column(name).Has)
	return b
}

func (a *Archive) markID(b bitset.Set, v query.Value) {
	if v.Prefix {
		p := ids.Key(v.Text)
		for _, o := range []*ids.Order{&a.store.IDs.Sorted, &a.store.IDs.Others} {
			for _, ord := range o.Beginning(p, len(o.Keys)) {
				b.Add(ord)
			}
		}
		return
	}
	t, ok := a.store.IDs.Find(v.Text)
	if !ok {
		return
	}
	b.Add(t.Ord)
	if id := a.store.ID(t.Ord); ids.First(id) == id { // a number without its place asks for all that bear it
		for _, ord := range a.ofNumber(id) {
			b.Add(ord)
		}
	}
}

// markEqual marks the cables with a value that is the text, but for case and
// spaces, or begins with it. It returns how many values that are.
func (a *Archive) markEqual(b bitset.Set, f query.Facet, v query.Value) int {
	c := a.columns.Column(f)
	want := text.Squeeze(v.Text)
	if want == "" {
		return 0
	}
	n := 0
	for i, value := range c.Values {
		if s := text.Squeeze(value); s == want || v.Prefix && strings.HasPrefix(s, want) {
			c.Mark(b, uint32(i))
			n++
		}
	}
	return n
}

// markClass marks a classification.
func (a *Archive) markClass(b bitset.Set, v query.Value) {
	c := a.columns.Column(query.Classification)
	for i, value := range c.Values {
		if values.IsClass(value, v.Text, v.Prefix) {
			c.Mark(b, uint32(i))
		}
	}
}

// markNamed marks the cables with a name that holds all words of the text.
func (a *Archive) markNamed(b bitset.Set, f query.Facet, v query.Value) {
	c := a.columns.Column(f)
	for _, asked := range plan.Names(v, a.words.Spellings) {
		for _, i := range c.Named(asked, v.Prefix, 0) {
			c.Mark(b, i)
		}
	}
}

// citing are the cables that cite an id under any of its spellings.
func (a *Archive) citing(id string) []uint32 {
	c := a.columns.Column(values.Ref)
	keys := append([]string{id}, ids.Keys(id)...)
	if t, ok := a.store.IDs.Find(id); ok {
		keys = append(keys, a.store.ID(t.Ord))
		keys = append(keys, a.store.IDs.OthersOf(t.Ord)...)
	}
	var found []uint32
	var ords []uint32
	for _, k := range keys {
		if v, ok := c.Find(k); ok && !slices.Contains(found, v) {
			found = append(found, v)
			ords = c.Cables(ords, v)
		}
	}
	slices.Sort(ords)
	return slices.Compact(ords)
}

// copiesOf finds a cable with its copies; with none, the cables without any.
func (a *Archive) copiesOf(id string, none bool) bitset.Set {
	b := bitset.New(a.n)
	if none {
		b.Or(a.all)
		b.AndNot(a.columns.Copies.Some())
		return b
	}
	if t, ok := a.store.IDs.Find(id); ok {
		b.Add(t.Ord)
		for _, ord := range a.columns.Copies.Group(t.Ord) {
			b.Add(ord)
		}
	}
	return b
}
