package library

import (
	"context"
	"fmt"
	"slices"

	"reftel/internal/archive"
	"reftel/internal/query"
)

// Portrait tells of the cables that have a value of a facet.
func (l *Library) Portrait(ctx context.Context, f query.Facet, value string, n int, of ...query.Facet) (*archive.Portrait, error) {
	for _, g := range append([]query.Facet{f}, of...) {
		if err := archive.CheckFacet(g); err != nil {
			return nil, fmt.Errorf("portrait: %w", err)
		}
	}
	v, ok, err := l.Tables.Counted(ctx, f, value)
	if err != nil {
		return nil, fmt.Errorf("portrait: %w", err)
	}
	if !ok {
		return &archive.Portrait{}, nil
	}
	p := &archive.Portrait{Cables: v.Count, Label: v.Shown()}
	c := company{l: l, having: is(string(f), v.Text), cables: v.Count}
	if err := c.ask(ctx, p, of, n > 0 && v.Count < l.Cables); err != nil {
		return nil, fmt.Errorf("portrait: %w", err)
	}
	for i, g := range of {
		own := ""
		if g == f {
			own = v.Text
		}
		if vs := c.best(i, n, own); len(vs) > 0 {
			p.Company = append(p.Company, archive.Company{Facet: g, Values: vs})
		}
	}
	if err := l.facets(ctx, p, f, v.Text, of); err != nil {
		return nil, fmt.Errorf("portrait: %w", err)
	}
	return p, nil
}

// facets adds what the cables have most often, as a search for them tells it.
func (l *Library) facets(ctx context.Context, p *archive.Portrait, f query.Facet, value string, of []query.Facet) error {
	if !slices.ContainsFunc(of, func(g query.Facet) bool { return g != f }) {
		return nil
	}
	r := query.Request{Filters: []query.Filter{{Facet: f, Value: value}}, Apart: true, Sort: query.Oldest, Page: 1, Size: 1}
	res, err := l.Searcher.Search(ctx, r)
	if err != nil {
		return err
	}
	for _, g := range of {
		i := slices.IndexFunc(res.Facets, func(c archive.FacetCounts) bool { return c.Facet == g })
		if g != f && i >= 0 {
			p.Facets = append(p.Facets, res.Facets[i])
		}
	}
	return nil
}
