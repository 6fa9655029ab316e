package server

import (
	"context"
	"sync"

	"reftel/internal/archive"
	"reftel/internal/query"
	"reftel/internal/server/shape/things"
)

// portraitsKept is of how many subjects is kept what was told: some ten kilobytes each.
const portraitsKept = 500

// portraits keeps what was told of subjects, which is dear to find where many cables
// have the value and the same until another generation is served.
type portraits struct {
	mu         sync.Mutex
	generation string
	kept       map[query.Filter]portrait
}

// A portrait is what is told of a subject. It must not be changed.
type portrait struct {
	portrait *archive.Portrait // nil where there are no cables
	numbers  []archive.Numbers // of a post
}

// of is what is told of a value, kept or asked for.
func (k *portraits) of(ctx context.Context, a archive.Archive, f query.Facet, value string) (portrait, error) {
	g, v := a.Generation().ID, query.Filter{Facet: f, Value: value}
	k.mu.Lock()
	p, ok := k.kept[v]
	ok = ok && k.generation == g
	k.mu.Unlock()
	if ok {
		return p, nil
	}
	p, err := draw(ctx, a, f, value)
	if err != nil || p.portrait == nil && p.numbers == nil { // whatever is asked for
		return p, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.generation != g || len(k.kept) >= portraitsKept {
		k.generation, k.kept = g, map[query.Filter]portrait{}
	}
	k.kept[v] = p
	return p, nil
}

func draw(ctx context.Context, a archive.Archive, f query.Facet, value string) (p portrait, err error) {
	if p.portrait, err = a.Portrait(ctx, f, value, things.CompanyShown, things.Facets()...); err != nil {
		return p, err
	}
	if p.portrait.Cables == 0 {
		p.portrait = nil
	}
	if f == query.Origin {
		p.numbers, err = a.Series(ctx, value)
	}
	return p, err
}
