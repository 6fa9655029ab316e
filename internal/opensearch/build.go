package opensearch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"reftel/internal/archive/prepare"
	"reftel/internal/cable"
	"reftel/internal/opensearch/client"
	"reftel/internal/opensearch/generation"
)

// ErrPublished marks what failed after the new generation was in force.
var ErrPublished = generation.ErrPublished

// Options say how a generation is built.
type Options struct {
	prepare.Options
	Folder   string // for the temporary file; "": that of the system
	Shards   int    // of the cables; 0: one for each million of them
	Replicas int    // further copies of each shard; below 0: one where there is more than one node

	MergeFrom int // from how many cables on each shard becomes one segment; 0: 1,000
}

// spoolPart is which part of the memory of a build what is sorted of the spool may take.
const spoolPart = 16

// A Builder collects cables and publishes them as a new generation. Add may be called by
// several goroutines; Publish or Abort ends it.
type Builder struct {
	p       *generation.Place
	since   string // the generation that is replaced
	o       Options
	lock    *generation.Lock
	held    context.Context // ends when the lock is lost
	folder  string
	spool   *prepare.Spool
	id      string // once its indices are being made
	added   atomic.Int64
	done    bool
	telling sync.Mutex // of progress, one call at a time
}

// Create begins a generation. Only one Builder can exist for a prefix of a cluster: others
// get generation.ErrBusy. What a build that died left behind is removed.
func Create(ctx context.Context, cfg Config, o Options) (_ *Builder, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("create archive: %w", err)
		}
	}()
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.Keep <= 0 {
		o.Keep = 2
	}
	p, err := dial(ctx, cfg)
	if err != nil {
		return nil, err
	}
	lock, held, err := p.Lock(ctx)
	if err != nil {
		return nil, err
	}
	b := &Builder{p: p, o: o, lock: lock, held: held}
	defer func() {
		if err != nil {
			err = errors.Join(err, b.Abort())
		}
	}()
	if err := p.Sweep(ctx); err != nil {
		return nil, err
	}
	if _, err := p.Current(ctx); errors.Is(err, generation.ErrLost) { // told before all is read, and not after it
		return nil, hinted(err)
	}
	if b.folder, err = os.MkdirTemp(o.Folder, "reftel-ingest-"); err != nil {
		return nil, err
	}
	b.spool, err = prepare.New(filepath.Join(b.folder, "spool"), o.Room(spoolPart))
	return b, err
}

// Add takes a cable and the source bytes that it was read from. A cable whose id came
// before is kept as a version of the same cable: the one with most text is shown.
func (b *Builder) Add(c *cable.Cable, raw []byte) error {
	switch {
	case b.done:
		return errors.New("opensearch: the builder was published or aborted")
	case b.held.Err() != nil:
		return fmt.Errorf("add %s: %w", c.ID, context.Cause(b.held))
	}
	if err := b.spool.Add(c, raw); err != nil {
		return fmt.Errorf("add %s: %w", c.ID, err)
	}
	if n := b.added.Add(1); n%1000 == 0 {
		b.progress("read", int(n), 0)
	}
	return nil
}

// Since is the generation that was replaced, or was to be; "" for none.
func (b *Builder) Since() string { return b.since }

// Abort gives up the build and leaves nothing behind, as far as the cluster can be
// reached; the next build removes the rest. After Publish it does nothing, so that it may
// be deferred.
func (b *Builder) Abort() error {
	if b.done {
		return nil
	}
	// Whoever wanted the build may be gone.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(b.held), time.Minute)
	defer cancel()
	var err error
	if b.id != "" {
		err = b.p.Delete(ctx, b.id)
	}
	return errors.Join(err, b.end(ctx))
}

// end gives back what a builder holds beside its indices.
func (b *Builder) end(ctx context.Context) error {
	b.done = true
	var err error
	if b.spool != nil {
		err = b.spool.Close()
	}
	if b.folder != "" {
		err = errors.Join(err, os.RemoveAll(b.folder))
	}
	err = errors.Join(err, b.lock.Release(ctx))
	b.p.Client.Close()
	return err
}

func (b *Builder) progress(stage string, done, total int) {
	if b.o.Progress == nil {
		return
	}
	b.telling.Lock()
	defer b.telling.Unlock()
	b.o.Progress(prepare.Progress{Stage: stage, Done: done, Total: total})
}

// cablesPerShard is how many cables one shard holds well.
const cablesPerShard = 1_000_000

// shape decides of how many shards the index of so many cables is, and in how many
// copies each stands beside the first.
func (b *Builder) shape(ctx context.Context, cables int) (shards, replicas int, err error) {
	shards, replicas = b.o.Shards, b.o.Replicas
	if shards <= 0 {
		shards = 1 + cables/cablesPerShard
	}
	if replicas >= 0 {
		return shards, replicas, nil
	}
	var health struct {
		Nodes int `json:"number_of_data_nodes"`
	}
	if err := b.p.Client.Do(ctx, client.Request{Method: http.MethodGet, Path: "/_cluster/health"}, &health); err != nil {
		return 0, 0, fmt.Errorf("how many nodes there are: %w", err)
	}
	return shards, min(1, max(0, health.Nodes-1)), nil
}

// makeIndex makes an index by its body, in so many copies.
func (b *Builder) makeIndex(ctx context.Context, name string, body map[string]any, replicas int) error {
	r := client.Request{Method: http.MethodPut, Path: "/" + name, Body: body, Once: true}
	if err := b.p.Client.Do(ctx, r, nil); err != nil {
		return fmt.Errorf("make the index %s: %w: %s", name, err, client.Detail(err))
	}
	r = client.Request{Method: http.MethodPut, Path: "/" + name + "/_settings", Body: map[string]any{"index.number_of_replicas": replicas}}
	if err := b.p.Client.Do(ctx, r, nil); err != nil {
		return fmt.Errorf("copies of the index %s: %w: %s", name, err, client.Detail(err))
	}
	return nil
}
