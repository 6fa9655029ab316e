package api

import (
	"context"
	"fmt"
	"strings"
	"time"

	"reftel/internal/archive"
	"reftel/internal/authority"
	"reftel/internal/query"
	"reftel/internal/server/desk"
	"reftel/internal/server/shape"
	"reftel/internal/server/shape/forms"
	"reftel/internal/server/shape/things"
)

// kinds are the facets of names, by how addresses call them.
var kinds = []query.Facet{query.Persons, query.Organisations, query.Places, query.Misc}

// thing is what is known of a name, by any of the names of the thing.
func (s *Pages) thing(c *desk.Call) (*ThingAnswer, error) {
	kind, err := desk.Param(c.R, "kind")
	if err != nil {
		return nil, err
	}
	name, err := desk.Param(c.R, "name")
	if err != nil {
		return nil, err
	}
	f := query.Facet(kind)
	if !isKind(f) {
		return nil, desk.NotFound("The kinds of names are per, org, loc and misc.")
	}
	told, err := c.A.Named(c.Ctx(), f, name)
	if err != nil {
		return nil, err
	}
	if told == nil {
		told = &authority.Thing{Kind: strings.ToUpper(kind), Name: name}
	}
	p, err := desk.InSlot(s.Desk, c, func(ctx context.Context) (*archive.Portrait, error) {
		return c.A.Portrait(ctx, f, told.Name, things.CompanyShown, things.Facets()...)
	})
	if err != nil {
		return nil, err
	}
	if p.Cables == 0 {
		return nil, desk.NotFound("No cable here names it so.")
	}
	at, asked := linker{s.Base(c.R)}, query.Request{}.WithFilter(query.Filter{Facet: f, Value: told.Name})
	out := &ThingAnswer{
		Thing: *told, Count: p.Cables, Company: []Company{}, URL: at.to(shape.EntityPath(kind, told.Name)),
		Cables: at.to(asked.URL(desk.APIPath + "/search")), Generation: c.A.Generation().ID,
	}
	if p.First != nil && p.Last != nil {
		first, last := at.summary(*p.First), at.summary(*p.Last)
		out.First, out.Last = &first, &last
	}
	for _, company := range p.Company {
		v := Company{Facet: string(company.Facet), Values: []Companion{}}
		for _, x := range company.Values {
			label := x.Label
			if label == x.Value {
				label = ""
			}
			v.Values = append(v.Values, Companion{x.Value, label, x.Together, x.Count, at.to(shape.ValuePath(company.Facet, x.Value))})
		}
		out.Company = append(out.Company, v)
	}
	return out, nil
}

func isKind(f query.Facet) bool {
	for _, k := range kinds {
		if k == f {
			return true
		}
	}
	return false
}

// suggest completes a text, as the search box does.
func (s *Pages) suggest(c *desk.Call) (*SuggestAnswer, error) {
	text := c.R.URL.Query().Get("q")
	if len(text) > query.MaxBytes {
		return nil, desk.BadParam("q", fmt.Sprintf("The text is %d bytes long; %d is the most.", len(text), query.MaxBytes))
	}
	list, err := s.finding.Suggestions(c, nil, text)
	if err != nil {
		return nil, err
	}
	at, out := linker{s.Base(c.R)}, &SuggestAnswer{Q: text, Suggestions: []Suggestion{}, Generation: c.A.Generation().ID}
	for _, g := range list {
		v := Suggestion{Kind: g.Kind, Value: g.Value, Label: g.Label, Count: g.Count, Q: g.Fill}
		if g.Href != "" {
			v.URL = at.to(g.Href)
		}
		out.Suggestions = append(out.Suggestions, v)
	}
	return out, nil
}

// export tells where the whole list of a search can be had.
func (s *Pages) export(c *desk.Call) (*ExportAnswer, error) {
	req, err := s.request(c)
	if err != nil {
		return nil, err
	}
	counts, err := s.Counts(c, req)
	if err != nil {
		return nil, err
	}
	at := linker{s.Base(c.R)}
	out := &ExportAnswer{Count: counts[0], URL: at.to(req.URL("/search")), Generation: c.A.Generation().ID}
	for _, f := range forms.All() {
		out.Forms = append(out.Forms, ExportForm{f.Ext, f.Type, at.to(req.URL("/search." + f.Ext))})
	}
	out.Forms = append(out.Forms, ExportForm{forms.AtomExt, forms.AtomType, at.to(req.URL("/search." + forms.AtomExt))})
	return out, nil
}

// stats describe the archive.
func (s *Pages) stats(c *desk.Call) (*StatsAnswer, error) {
	st, err := c.A.Stats(c.Ctx())
	if err != nil {
		return nil, err
	}
	g := c.A.Generation()
	out := &StatsAnswer{
		Cables: st.Cables, Paragraphs: st.Paragraphs, First: st.First, Last: st.Last, Undated: st.Undated, Posts: st.Posts, Entities: st.Entities,
		References: st.References, Resolved: st.Resolved, Volumes: g.Volumes, Generation: g.ID, Program: s.Version, Demo: s.Demo, URL: linker{s.Base(c.R)}.to("/about"),
	}
	if !g.Built.IsZero() {
		out.Built = g.Built.UTC().Format(time.RFC3339)
	}
	return out, nil
}

// examples are values that the document can show: of the first cable of the archive that
// has a paragraph and names something, and a search that finds something.
func (s *Pages) examples(c *desk.Call) (ex examples, err error) {
	tries, err := s.finding.Examples(c)
	if err != nil {
		return ex, err
	}
	if len(tries) > 0 {
		ex.search = tries[0].Query
	}
	ids, err := c.A.IDs(c.Ctx(), 0, looked)
	if err != nil {
		return ex, err
	}
	for _, id := range ids {
		rec, err := c.A.Record(c.Ctx(), id, archive.Parsed)
		if err != nil {
			return ex, fmt.Errorf("reading cable %s: %w", id, err)
		}
		d := rec.Cable
		if ex.id == "" {
			ex.id, ex.typed = d.ID, d.ID[:min(4, len(d.ID))]
		}
		if len(d.Paragraphs) == 0 || len(d.Entities) == 0 {
			continue
		}
		if k := strings.ToLower(d.Entities[0].Kind); isKind(query.Facet(k)) {
			ex.id, ex.anchor, ex.kind, ex.name = d.ID, d.Paragraphs[0].Anchor, k, d.Entities[0].Name
			return ex, nil
		}
	}
	return ex, nil
}

// looked is how many cables are looked at for an example.
const looked = 20
