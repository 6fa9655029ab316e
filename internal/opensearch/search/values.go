package search

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/archive/ids"
	"reftel/internal/archive/plan"
	"reftel/internal/archive/values"
	"reftel/internal/opensearch/client"
	"reftel/internal/opensearch/mapping"
	"reftel/internal/query"
	"reftel/internal/text"
)

// value holds for cables that have a value of a field.
func (r *run) value(v query.Value) (clause, error) {
	if v.Field == query.FieldCopies {
		return r.copiesOf(v)
	}
	if v.None {
		f, ok := values.FacetOf(v.Field)
		if !ok {
			return nothing(), nil
		}
		return not(exists(string(f))), nil
	}
	switch v.Field {
	case query.FieldID:
		return r.id(v)
	case query.FieldRef:
		return r.citing(v.Text)
	case query.FieldFrom:
		if vs := r.a.equal(query.Origin, v); len(vs) > 0 {
			return terms(string(query.Origin), vs), nil
		}
		return r.named(query.Origin, v), nil
	case query.FieldClass:
		return r.class(v), nil
	case query.FieldTag, query.FieldCaption, query.FieldYear, query.FieldLang:
		f, _ := values.FacetOf(v.Field)
		return terms(string(f), r.a.equal(f, v)), nil
	}
	f, ok := values.FacetOf(v.Field)
	if !ok {
		return nothing(), nil
	}
	return r.named(f, v), nil
}

// equal are the values of a facet that are the text, but for case and spaces, or begin
// with it.
func (a *Archive) equal(f query.Facet, v query.Value) []string {
	want := text.Squeeze(v.Text)
	if want == "" {
		return nil
	}
	var out []string
	all := a.tables.Values(f)
	for i, s := range a.squeezed[f] {
		if s == want || v.Prefix && strings.HasPrefix(s, want) {
			out = append(out, all[i].Text)
		}
	}
	return out
}

// class holds for cables of a classification.
func (r *run) class(v query.Value) clause {
	var out []string
	for _, c := range r.a.tables.Values(query.Classification) {
		if values.IsClass(c.Text, v.Text, v.Prefix) {
			out = append(out, c.Text)
		}
	}
	return terms(string(query.Classification), out)
}

// named holds for cables with a name that has all words of the text.
func (r *run) named(f query.Facet, v query.Value) clause {
	if slices.Contains(mapping.Named(), f) {
		return r.inNames(f, v)
	}
	var out []string
	for _, asked := range plan.Names(v, r.a.tables.Spellings) {
		words := text.Words(asked)
		for _, x := range r.a.tables.Values(f) {
			if len(words) > 0 && holds(" "+x.Words+" ", words, v.Prefix) && !slices.Contains(out, x.Text) {
				out = append(out, x.Text)
			}
		}
	}
	return terms(string(f), out)
}

// holds reports whether a name has all of some words; with prefix the last may be the
// beginning of one.
func holds(name string, words []string, prefix bool) bool {
	for i, w := range words {
		needle := " " + w
		if !prefix || i < len(words)-1 {
			needle += " "
		}
		if !strings.Contains(name, needle) {
			return false
		}
	}
	return true
}

// inNames is named of a facet of many names, whose words the index knows.
func (r *run) inNames(f query.Facet, v query.Value) clause {
	field := mapping.Words(f)
	var any []clause
	for _, asked := range plan.Names(v, r.a.tables.Spellings) {
		words := text.Words(asked)
		if len(words) == 0 {
			continue
		}
		var of []clause
		last := words[len(words)-1]
		for i, w := range words {
			if i == len(words)-1 && v.Prefix || slices.Contains(words[:i], w) {
				continue
			}
			of = append(of, clause{"match": clause{"query": w}})
		}
		if v.Prefix {
			of = append(of, clause{"prefix": clause{"prefix": last}})
		}
		if len(of) == 1 {
			any = append(any, clause{"intervals": clause{field: of[0]}})
			continue
		}
		any = append(any, clause{"intervals": clause{field: clause{"all_of": clause{"intervals": of, "max_gaps": mapping.Gap - 1, "ordered": false}}}})
	}
	return either(any...)
}

// A target is the cable that an id leads to.
type target struct {
	id      string
	ord     int
	aliases []string
	group   int // the first of its copies
}

// find is the cable that an id leads to, nil for none.
func (a *Archive) find(ctx context.Context, id string) (*target, error) {
	keys := ids.Keys(id)
	res, err := a.client.Search(ctx, client.Search{Index: a.index, Body: clause{
		"query": either(terms(mapping.Key, keys), terms(mapping.Aliases, keys)), "size": 100,
		"_source": []string{mapping.ID, mapping.Ord, mapping.Aliases, mapping.Copies}, "sort": clause{mapping.Ord: "desc"},
	}})
	if err != nil {
		return nil, err
	}
	found := make([]mapping.Stored, len(res.Hits.Hits))
	for i, h := range res.Hits.Hits {
		if err := json.Unmarshal(h.Source, &found[i]); err != nil {
			return nil, fmt.Errorf("%w: %w", archive.ErrUnavailable, err)
		}
	}
	for _, k := range keys {
		for _, alias := range []bool{false, true} {
			i := slices.IndexFunc(found, func(s mapping.Stored) bool {
				return !alias && ids.Key(s.ID) == k || alias && slices.Contains(s.Aliases, k)
			})
			if i < 0 {
				continue
			}
			s := &found[i]
			t := &target{id: s.ID, ord: s.Ord, aliases: s.Aliases, group: s.Ord}
			if s.Copies != nil {
				t.group = *s.Copies
			}
			return t, nil
		}
	}
	return nil, nil
}

// id holds for the cable that an id leads to, or for those whose ids begin so.
func (r *run) id(v query.Value) (clause, error) {
	if v.Prefix {
		p := ids.Key(v.Text)
		return either(clause{"prefix": clause{mapping.Key: p}}, clause{"prefix": clause{mapping.Aliases: p}}), nil
	}
	t, err := r.a.find(r.ctx, v.Text)
	if err != nil || t == nil {
		return nothing(), err
	}
	if ids.First(t.id) != t.id {
		return term(mapping.ID, t.id), nil
	}
	// A number without its place asks for all that bear it.
	return either(term(mapping.ID, t.id), clause{"prefix": clause{mapping.Key: ids.AgainKey(t.id)}}), nil
}

// citing holds for cables that cite an id under any of its spellings.
func (r *run) citing(id string) (clause, error) {
	keys := append([]string{id}, ids.Keys(id)...)
	t, err := r.a.find(r.ctx, id)
	if err != nil {
		return nil, err
	}
	if t != nil {
		keys = append(append(keys, t.id), t.aliases...)
	}
	return terms(string(values.Ref), keys), nil
}

// copiesOf holds for a cable and its copies; with none for cables without any.
func (r *run) copiesOf(v query.Value) (clause, error) {
	if v.None {
		return not(exists(mapping.Copies)), nil
	}
	t, err := r.a.find(r.ctx, v.Text)
	if err != nil || t == nil {
		return nothing(), err
	}
	return term(mapping.Group, t.group), nil
}
