package server

import (
	"context"
	"slices"
	"time"

	"reftel/internal/archive"
	"reftel/internal/cable"
)

func (m *memory) Versions(ctx context.Context, id string, from, n, _ int) ([]archive.Version, error) {
	r, err := m.Record(ctx, id, archive.Sources)
	if err != nil || from > 0 || n < 1 {
		return nil, err
	}
	return r.Sources, nil
}

func (m *memory) Related(_ context.Context, id string, r archive.Relation, limit int) (archive.Related, error) {
	if r != archive.CitedBy {
		return archive.Related{}, nil
	}
	all := m.citing(id)
	return archive.Related{Cables: all[:min(limit, len(all))], Total: len(all)}, nil
}

func (m *memory) citing(id string) (out []archive.Summary) {
	for _, c := range m.cables {
		if slices.ContainsFunc(c.References, func(r cable.Reference) bool { return r.ID == id }) {
			out = append(out, summaryOf(c))
		}
	}
	return out
}

func (m *memory) Stats(context.Context) (archive.Stats, error) {
	return archive.Stats{Cables: len(m.cables), Paragraphs: 9, First: cable.Date{Year: 2009, Month: 8, Day: 30}, Last: cable.Date{Year: 2010, Month: 1, Day: 2}, Posts: 2}, nil
}

func (m *memory) Generation() archive.Generation {
	return archive.Generation{ID: "g1", Built: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC), ManifestHash: "m1", Cables: len(m.cables)}
}

func (m *memory) IDs(_ context.Context, from, n int) (ids []string, err error) {
	for _, c := range m.cables {
		ids = append(ids, c.ID)
	}
	from = min(from, len(ids))
	return ids[from:min(from+n, len(ids))], nil
}
