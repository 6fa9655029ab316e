package opensearch

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
	"time"

	"reftel/internal/archive"
	"reftel/internal/opensearch/client"
	"reftel/internal/opensearch/generation"
	"reftel/internal/opensearch/library"
	"reftel/internal/opensearch/search"
	"reftel/internal/opensearch/tables"
	"reftel/internal/query"
)

// An opened generation answers what package archive asks. It holds no connection and
// needs no closing.
type opened struct {
	*search.Archive
	*library.Library
	generation archive.Generation
}

var _ archive.Archive = (*opened)(nil)

// Generation names it.
func (o *opened) Generation() archive.Generation { return o.generation }

// remembered is how many bytes of answers are kept of a generation that is served: it
// never changes, and what is the same for many readers is asked once.
const remembered = 32 << 20

// open reads what is kept in memory of a generation.
func open(ctx context.Context, p *generation.Place, m generation.Manifest) (*opened, error) {
	if m.Fault != nil {
		return nil, m.Fault
	}
	c := p.Client.Remembering(remembered)
	t, err := tables.Open(ctx, c, p.Values(m.ID))
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", m.ID, err)
	}
	index := p.Cables(m.ID)
	s := search.New(c, index, search.Facts{Shards: max(1, m.Shards), Cables: m.Cables, Means: m.Means, Edition: m.Edition}, t)
	// What is told of all cables is asked now, so that no visitor waits for it: to count all
	// facets of all takes the cluster longer than of any search.
	if _, err := s.Search(ctx, query.Request{Page: 1, Size: query.DefaultSize}); err != nil {
		return nil, fmt.Errorf("open %s: %w", m.ID, err)
	}
	l := library.New(library.Config{Client: c, Index: index, Cables: m.Cables, Shards: m.Shards, Tables: t, Searcher: s})
	return &opened{Archive: s, Library: l, generation: m.Generation()}, nil
}

// A Source hands out the generation in force, as it is published over time.
type Source struct {
	p        *generation.Place
	log      *slog.Logger
	serving  atomic.Pointer[opened]
	mu       sync.Mutex // one reload at a time
	degraded atomic.Pointer[string]
}

var _ archive.Source = (*Source)(nil)

// Open opens the generation in force. Where it cannot be served the error is a sentence
// for the operator. What happens to it is told in the log, which may be nil.
func Open(ctx context.Context, cfg Config, log *slog.Logger) (*Source, error) {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	p, err := dial(ctx, cfg)
	if err != nil {
		return nil, err
	}
	s := &Source{p: p, log: log}
	o, err := s.openCurrent(ctx)
	if err != nil {
		p.Client.Close()
		return nil, fmt.Errorf("open archive: %w", hinted(err))
	}
	s.serving.Store(o)
	return s, nil
}

// openCurrent opens the generation in force, unless it is what is served.
func (s *Source) openCurrent(ctx context.Context) (*opened, error) {
	id, err := s.p.Current(ctx)
	if err != nil {
		return nil, err
	}
	if o := s.serving.Load(); o != nil && o.generation.ID == id {
		return o, nil
	}
	m, err := s.p.Manifest(ctx, id)
	if err != nil {
		return nil, err
	}
	return open(ctx, s.p, m)
}

// Acquire returns the archive that is served now. Its index stays until two further
// ones were published, so that nothing is to be given back.
func (s *Source) Acquire(ctx context.Context) (archive.Archive, func(), error) {
	if err := ctx.Err(); err != nil {
		return nil, func() {}, err
	}
	return s.serving.Load(), func() {}, nil
}

// patience is how long a look at the cluster may take.
const patience = 20 * time.Second

// Reload looks whether another generation is in force and serves it, once it is opened.
// When that fails the old one stays.
func (s *Source) Reload(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	old := s.serving.Load()
	o, err := s.openCurrent(ctx)
	if err != nil {
		text := fmt.Sprintf("serving %s: %v", old.generation.ID, err)
		if s.degraded.Swap(&text) == nil {
			s.log.Error("archive degraded", "reason", text)
		}
		return fmt.Errorf("serving %s: %w", old.generation.ID, err)
	}
	s.serving.Store(o)
	if o != old {
		s.log.Info("archive swapped", "generation", o.generation.ID, "cables", o.generation.Cables)
	}
	if s.degraded.Swap(nil) != nil {
		s.log.Info("archive no longer degraded")
	}
	return nil
}

// Watch reloads every so often (30 s for 0) until ctx ends, and returns its error.
// Failures show in Degraded; while there are any it looks each second.
func (s *Source) Watch(ctx context.Context, every time.Duration) error {
	if every <= 0 {
		every = 30 * time.Second
	}
	for {
		wait := every
		if s.Degraded() != "" {
			wait = min(wait, time.Second)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(wait):
		}
		if err := s.Reload(ctx); errors.Is(err, context.Canceled) && ctx.Err() != nil {
			return ctx.Err()
		}
	}
}

// Degraded says why what is served may not be the newest, or why nothing can be; it is
// empty when all is well.
func (s *Source) Degraded() string {
	if text := s.degraded.Load(); text != nil {
		return *text
	}
	return ""
}

// Forget has the nodes let go of the answers that they keep of the generation that is
// served: see search.Archive.Forget.
func (s *Source) Forget(ctx context.Context) error {
	r := client.Request{
		Method: http.MethodPost, Path: "/" + s.p.Cables(s.serving.Load().generation.ID) + "/_cache/clear",
		Query: url.Values{"query": {"true"}, "request": {"true"}},
	}
	if err := s.p.Client.Do(ctx, r, nil); err != nil {
		return fmt.Errorf("clear what is kept: %w", err)
	}
	return nil
}

// Close lets go of the connections.
func (s *Source) Close() error {
	s.p.Client.Close()
	return nil
}
