// Package generation is which generations of an archive a cluster holds, which of them
// is in force, and who may change that. It knows names, aliases and manifests, and not
// what is in an index.
//
//	PREFIX                    an alias: the cables of the generation in force
//	PREFIX-ID                 the cables of a generation; its manifest is the _meta of the mapping
//	PREFIX-ID-values          what is told of them all: values, things, volumes, files
//	PREFIX-lock               who builds or rolls back
//
// An ID is the time at which the generation was begun and six digits that no other has.
// An index without a manifest is that of a build that did not end.
package generation

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"reftel/internal/opensearch/client"
)

var (
	// ErrNone says that nothing was published yet under a prefix.
	ErrNone = errors.New("nothing was published yet")
	// ErrLost says that no alias tells which of the generations is in force.
	ErrLost = errors.New("the alias is lost")
	// ErrPublished marks what failed after another generation was in force: it is served,
	// and something is left to be done by hand.
	ErrPublished = errors.New("published, but something after it failed")
	// ErrBusy says that another ingest holds the archive.
	ErrBusy = errors.New("another ingest is running")
	// ErrMoved says that another generation is in force than the one that was to be
	// replaced.
	ErrMoved = errors.New("another generation was put in force meanwhile")
)

// A Place is where the generations of one archive are: a cluster and a prefix.
type Place struct {
	Client *client.Client
	Prefix string

	beat, stale time.Duration // of the lock
}

var prefixForm = regexp.MustCompile(`^[a-z][a-z0-9_-]{0,99}$`)

// At is a place.
func At(c *client.Client, prefix string) (*Place, error) {
	if !prefixForm.MatchString(prefix) {
		return nil, fmt.Errorf("opensearch: %q cannot begin the names of indices: small letters, digits, - and _, a letter first", prefix)
	}
	return &Place{Client: c, Prefix: prefix, beat: 10 * time.Second, stale: time.Minute}, nil
}

// Cables is the index of the cables of a generation.
func (p *Place) Cables(id string) string { return p.Prefix + "-" + id }

// Values is the index of what is told of them all.
func (p *Place) Values(id string) string { return p.Cables(id) + "-values" }

// idTime is how an ID begins, in capital letters.
const idTime = "20060102T150405.000Z"

var idForm = regexp.MustCompile(`^[0-9]{8}t[0-9]{6}\.[0-9]{3}z-[0-9a-f]{6}$`)

// NewID is that of a generation that is begun at a time.
func NewID(at time.Time) string {
	var b [3]byte
	_, _ = rand.Read(b[:]) // never fails
	return strings.ToLower(at.UTC().Format(idTime)) + "-" + hex.EncodeToString(b[:])
}

// BegunAt is the time in an ID; zero where there is none.
func BegunAt(id string) time.Time {
	at, _, _ := strings.Cut(strings.ToUpper(id), "-")
	t, err := time.Parse(idTime, at)
	if err != nil {
		return time.Time{}
	}
	return t
}

// idOf is the ID in the name of an index of cables.
func (p *Place) idOf(index string) (string, bool) {
	id, ok := strings.CutPrefix(index, p.Prefix+"-")
	return id, ok && idForm.MatchString(id)
}

// Current is the generation in force.
func (p *Place) Current(ctx context.Context) (string, error) {
	var x map[string]any
	r := client.Request{Method: http.MethodGet, Path: "/_alias/" + p.Prefix}
	err := p.Client.Do(ctx, r, &x)
	if errors.Is(err, client.ErrMissing) {
		return "", p.lost(ctx)
	}
	if err != nil {
		return "", fmt.Errorf("which generation is in force: %w", err)
	}
	var ids []string
	for index := range x {
		if id, ok := p.idOf(index); ok {
			ids = append(ids, id)
		}
	}
	if len(ids) != 1 || len(x) != 1 {
		return "", fmt.Errorf("%w: %s names %d indices, of which %d are cables", ErrLost, p.Prefix, len(x), len(ids))
	}
	return ids[0], nil
}

// lost is the error of an alias that is not there.
func (p *Place) lost(ctx context.Context) error {
	gs, err := p.sealed(ctx)
	switch {
	case err != nil:
		return err
	case len(gs) == 0:
		return fmt.Errorf("%s: %w", p.Prefix, ErrNone)
	}
	return fmt.Errorf("%s: %w, and %d generations are there", p.Prefix, ErrLost, len(gs))
}

// Switch puts a generation in force instead of another, "" for none: at once, and only
// where that one still is. Its error is ErrPublished where it is known that it was done
// all the same, and ErrMoved where another was faster.
func (p *Place) Switch(ctx context.Context, from, to string) error {
	add := map[string]any{"add": map[string]any{"index": p.Cables(to), "alias": p.Prefix}}
	actions := []any{add}
	if from != "" {
		remove := map[string]any{"remove": map[string]any{"index": p.Cables(from), "alias": p.Prefix, "must_exist": true}}
		actions = []any{remove, add}
	}
	r := client.Request{Method: http.MethodPost, Path: "/_aliases", Body: map[string]any{"actions": actions}, Once: true}
	err := p.Client.Do(ctx, r, nil)
	if err == nil {
		return nil
	}
	// The answer may be lost, and the work done.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), settle)
	defer cancel()
	if now, cerr := p.Current(ctx); cerr == nil && now == to {
		return nil
	}
	if errors.Is(err, client.ErrMissing) {
		return fmt.Errorf("%w: %w", ErrMoved, err)
	}
	return fmt.Errorf("put %s in force: %w", to, err)
}

// settle is how long what must be put in order may take though who asked for it is gone.
const settle = 30 * time.Second

// Delete removes a generation that is not in force. Where it is not known which one is,
// it removes nothing.
func (p *Place) Delete(ctx context.Context, id string) error {
	now, err := p.Current(ctx)
	if err != nil && !errors.Is(err, ErrNone) && !errors.Is(err, ErrLost) {
		return fmt.Errorf("delete %s: %w", id, err)
	}
	if now == id {
		return fmt.Errorf("delete %s: it is in force", id)
	}
	// The cables first: what is left of half of it is told as no generation.
	for _, index := range []string{p.Cables(id), p.Values(id)} {
		if err := p.remove(ctx, index); err != nil {
			return fmt.Errorf("delete %s: %w", id, err)
		}
	}
	return nil
}

func (p *Place) remove(ctx context.Context, index string) error {
	err := p.Client.Do(ctx, client.Request{Method: http.MethodDelete, Path: "/" + index}, nil)
	if errors.Is(err, client.ErrMissing) {
		return nil
	}
	return err
}

// Sweep removes what builds left behind that did not end. The lock must be held.
func (p *Place) Sweep(ctx context.Context) error {
	all, err := p.indices(ctx)
	if err != nil {
		return err
	}
	gs, err := p.sealed(ctx)
	if err != nil {
		return err
	}
	for index := range all {
		id, ok := p.idOf(strings.TrimSuffix(index, "-values"))
		whole := slices.ContainsFunc(gs, func(m Manifest) bool { return m.ID == id })
		if !ok || whole {
			continue
		}
		if err := p.Delete(ctx, id); err != nil {
			return err
		}
	}
	return nil
}

// Prune removes the oldest generations, so that as many are left as are to be kept: the
// one in force and the one that it replaced before all others.
func (p *Place) Prune(ctx context.Context, previous string, keep int) error {
	gs, current, err := p.List(ctx)
	if err != nil {
		return err
	}
	first := func(m Manifest) int {
		if m.ID == current || m.ID == previous {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(gs, func(a, b Manifest) int { return first(a) - first(b) })
	for _, m := range gs[min(keep, len(gs)):] {
		if m.ID == current {
			continue
		}
		if err := p.Delete(ctx, m.ID); err != nil {
			return err
		}
	}
	return nil
}

// indices are the metadata of all indices whose names begin so.
func (p *Place) indices(ctx context.Context) (map[string]meta, error) {
	var x map[string]struct {
		Mappings struct {
			Meta meta `json:"_meta"`
		} `json:"mappings"`
	}
	r := client.Request{Method: http.MethodGet, Path: "/" + p.Prefix + "-*/_mapping", Query: url.Values{"expand_wildcards": {"open"}}}
	if err := p.Client.Do(ctx, r, &x); err != nil {
		return nil, fmt.Errorf("list generations: %w", err)
	}
	all := map[string]meta{}
	for index, m := range x {
		all[index] = m.Mappings.Meta
	}
	return all, nil
}
