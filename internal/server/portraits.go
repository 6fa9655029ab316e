package server

import (
	"context"
	"sync"

	"reftel/internal/archive"
	"reftel/internal/query"
	"reftel/internal/server/shape/things"
)

// portraitsKept is how many portraits are kept: of a few kilobytes each.
const portraitsKept = 500

// portraits keeps what was told of subjects, which is dear to find where many cables
// have the value and the same until another generation is served.
type portraits struct {
	mu         sync.Mutex
	generation string
	kept       map[query.Filter]*archive.Portrait
}

// of is the portrait of a value, kept or asked for. It must not be changed.
func (k *portraits) of(ctx context.Context, a archive.Archive, f query.Facet, value string) (*archive.Portrait, error) {
	g, v := a.Generation().ID, query.Filter{Facet: f, Value: value}
	k.mu.Lock()
	p := k.kept[v]
	if k.generation != g {
		p = nil
	}
	k.mu.Unlock()
	if p != nil {
		return p, nil
	}
	p, err := a.Portrait(ctx, f, value, things.CompanyShown, things.Company(f)...)
	if err != nil {
		return nil, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.generation != g || len(k.kept) >= portraitsKept {
		k.generation, k.kept = g, map[query.Filter]*archive.Portrait{}
	}
	k.kept[v] = p
	return p, nil
}
