package opensearch

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"reftel/internal/archive"
	"reftel/internal/archive/ids"
	"reftel/internal/opensearch/generation"
)

// A List is the generations of a place.
type List struct {
	Current string               // the one in force; "" where nothing tells
	Whole   []archive.Generation // those whose manifest can be read, newest first
}

// Generations lists them.
func Generations(ctx context.Context, cfg Config) (List, error) {
	p, err := dial(ctx, cfg)
	if err != nil {
		return List{}, err
	}
	defer p.Client.Close()
	gs, current, err := p.List(ctx)
	if err != nil {
		return List{}, fmt.Errorf("list generations: %w", hinted(err))
	}
	l := List{Current: current}
	for _, m := range gs {
		if m.Fault == nil {
			l.Whole = append(l.Whole, m.Generation())
		}
	}
	return l, nil
}

// A Report says what Verify found. Problems is empty when all is well.
type Report struct {
	Generation archive.Generation
	Documents  int
	Problems   []string
}

// Verify reads the generation in force from the first document to the last. The error is
// for a cluster that cannot be asked.
func Verify(ctx context.Context, cfg Config) (Report, error) {
	p, err := dial(ctx, cfg)
	if err != nil {
		return Report{}, err
	}
	defer p.Client.Close()
	id, err := p.Current(ctx)
	if err != nil {
		return Report{}, fmt.Errorf("verify: %w", hinted(err))
	}
	m, err := p.Manifest(ctx, id)
	r := Report{Generation: m.Generation(), Documents: m.Cables + m.Values}
	if errors.Is(err, generation.ErrDamaged) {
		r.Problems = []string{err.Error()}
		return r, nil
	}
	if err == nil {
		r.Problems, err = verify(ctx, p, m, func(int) {})
	}
	if err != nil {
		return r, fmt.Errorf("verify: %w", err)
	}
	return r, nil
}

// Rollback puts another generation in force, once its documents were counted: the one
// that is named or, for "", the one before the one in force; where nothing tells which
// that is the newest, and from is "".
func Rollback(ctx context.Context, cfg Config, name string) (from string, to archive.Generation, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("roll back: %w", hinted(err))
		}
	}()
	p, err := dial(ctx, cfg)
	if err != nil {
		return "", to, err
	}
	defer p.Client.Close()
	lock, ctx, err := p.Lock(ctx)
	if err != nil {
		return "", to, err
	}
	defer func() { err = errors.Join(err, lock.Release(context.WithoutCancel(ctx))) }()
	gs, from, err := p.List(ctx)
	if err != nil {
		return "", to, err
	}
	m, err := goal(gs, from, name)
	if err != nil {
		return from, to, err
	}
	for index, want := range map[string]int{p.Cables(m.ID): m.Cables, p.Values(m.ID): m.Values} {
		if n, err := p.Client.Count(ctx, index, nil); err != nil || n != want {
			return from, to, errors.Join(err, fmt.Errorf("to %s: %s has %d documents instead of %d", m.ID, index, n, want))
		}
	}
	if err := p.Switch(ctx, from, m.ID); err != nil {
		return from, to, err
	}
	return from, m.Generation(), nil
}

// goal is the generation that a rollback leads to.
func goal(gs []generation.Manifest, current, asked string) (generation.Manifest, error) {
	at := slices.IndexFunc(gs, func(m generation.Manifest) bool { return m.ID == current })
	switch {
	case asked != "":
		if at = slices.IndexFunc(gs, func(m generation.Manifest) bool { return m.ID == asked }); at < 0 {
			return generation.Manifest{}, fmt.Errorf("there is no generation %s", asked)
		}
	case current != "":
		if at++; at >= len(gs) {
			return generation.Manifest{}, fmt.Errorf("there is no generation before %s", current)
		}
	case len(gs) == 0:
		return generation.Manifest{}, generation.ErrNone
	default:
		at = 0
	}
	return gs[at], gs[at].Fault
}

// IDs are the ids of the generation in force or, for a name, of another.
func IDs(ctx context.Context, cfg Config, name string) (*ids.Table, error) {
	p, err := dial(ctx, cfg)
	if err != nil {
		return nil, err
	}
	defer p.Client.Close()
	if name == "" {
		if name, err = p.Current(ctx); err != nil {
			return nil, hinted(err)
		}
	}
	return readIDs(ctx, p, name)
}
