package index

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"reftel/internal/archive"
	"reftel/internal/index/generation"
)

// Live is the archive of a data folder as it is published over time.
type Live struct {
	dataDir  string
	log      *slog.Logger
	serving  atomic.Pointer[opened]
	mu       sync.Mutex // one reload at a time
	known    known      // generations that are not to be served; guarded by mu
	closed   atomic.Bool
	degraded atomic.Pointer[string]
	told     [2]string     // of what the log told last that it is degraded; guarded by mu
	wake     chan struct{} // what is served was found to be damaged
	pace     pace          // of hashing it again
}

var _ archive.Source = (*Live)(nil)

// OpenData opens the current generation of a data folder, or where that is
// damaged the newest one that is not: Degraded then tells why, and the log, which
// may be nil.
func OpenData(dataDir string, log *slog.Logger) (*Live, error) {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	l := &Live{dataDir: dataDir, log: log, known: known{}, wake: make(chan struct{}, 1), pace: daily}
	o, err := l.openCurrent(nil)
	if err == nil {
		l.serving.Store(o)
		return l, nil
	}
	if errors.Is(err, ErrNoGeneration) {
		return nil, fmt.Errorf("open archive: %w", err)
	}
	cur, _ := generation.ReadCurrent(dataDir)
	older, oerr := l.openOther(cur.Name)
	if older == nil {
		return nil, fmt.Errorf("open archive: %w", errors.Join(err, oerr))
	}
	l.serving.Store(older)
	l.degrade(older.name, err)
	return l, nil
}

// openCurrent opens what CURRENT names; nil where that is had, and is whole.
func (l *Live) openCurrent(had *opened) (*opened, error) {
	c, err := generation.ReadCurrent(l.dataDir)
	if err != nil {
		return nil, err
	}
	if had != nil && c.Name == had.name && had.damaged() == nil {
		return nil, nil
	}
	dir := generation.Path(l.dataDir, c.Name)
	if _, hash, err := generation.ReadManifest(dir); err == nil && hash != c.Hash {
		return nil, fmt.Errorf("%s: its manifest is not the one that CURRENT names", dir)
	}
	return l.open(c.Name)
}

// openOther opens the newest generation that is whole, but those named; nil where there
// is none, with the reasons.
func (l *Live) openOther(but ...string) (*opened, error) {
	names, err := generation.Names(l.dataDir)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if slices.Contains(but, name) {
			continue
		}
		o, oerr := l.open(name)
		if oerr == nil {
			return o, nil
		}
		err = errors.Join(err, oerr)
	}
	return nil, err
}

// open opens a generation, unless it is known to be damaged.
func (l *Live) open(name string) (*opened, error) {
	dir := generation.Path(l.dataDir, name)
	if err := l.known.of(dir); err != nil {
		return nil, err
	}
	looked := generation.Looks(dir)
	o, err := open(l.dataDir, name, l.spoiled)
	if err != nil {
		l.known.note(dir, looked, err)
		return nil, err
	}
	if err := l.remember(o); err != nil {
		return nil, errors.Join(err, o.release())
	}
	return o, nil
}

// remember makes known in a generation what newer ones published, where there are some
// as after a rollback: it is gone.
func (l *Live) remember(o *opened) error {
	names, err := generation.Names(l.dataDir)
	if err != nil {
		return err
	}
	for _, newer := range names[:max(0, slices.Index(names, o.name))] {
		t, err := ReadIDs(generation.Path(l.dataDir, newer))
		if err != nil {
			l.log.Warn("the ids of a newer generation are not known", "generation", newer, "error", err)
			continue
		}
		o.Remember(t, newer, generation.BuiltOf(newer))
	}
	return nil
}

// spoiled has what is served changed soon, where somebody watches.
func (l *Live) spoiled() {
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// degrade notes why another generation is served than the one in force, or a damaged one.
// The log tells it once for each two of them, though the reason may be found anew.
func (l *Live) degrade(serve string, err error) {
	text := fmt.Sprintf("serving %s: %v", serve, err)
	c, _ := generation.ReadCurrent(l.dataDir)
	was := l.told
	l.told = [2]string{serve, c.Name}
	if l.degraded.Swap(&text) == nil || was != l.told {
		l.log.Error("archive degraded", "reason", text)
	}
}

// Acquire returns the archive that is served now and a function that gives it
// back, to be called once the request is answered: one answer never mixes two
// generations.
func (l *Live) Acquire(context.Context) (archive.Archive, func(), error) {
	for {
		o := l.serving.Load()
		if o.acquire() {
			return o, sync.OnceFunc(func() { l.giveBack(o) }), nil
		}
		if l.closed.Load() {
			return nil, func() {}, fmt.Errorf("%w: it was closed", archive.ErrUnavailable)
		}
	}
}

func (l *Live) giveBack(o *opened) {
	if err := o.release(); err != nil {
		l.log.Error("closing a generation", "generation", o.name, "error", err)
	}
}

// Reload looks whether another generation was published and serves it, once it
// is open and checked. When that fails the old one stays, or where that was found to
// be damaged, the newest one that is whole is served.
func (l *Live) Reload(ctx context.Context) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.known.forget()
	return l.reload(ctx)
}

// reload is Reload by who holds the lock, and does not look again at what was found to
// be damaged.
func (l *Live) reload(ctx context.Context) error {
	if l.closed.Load() {
		return errors.New("index: the archive was closed")
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	old := l.serving.Load()
	l.look(old)
	o, err := l.openCurrent(old)
	if err != nil && old.damaged() != nil {
		c, _ := generation.ReadCurrent(l.dataDir)
		o, _ = l.openOther(c.Name, old.name) // else the damaged one answers what it can
	}
	serve := old
	if o != nil {
		serve = o
	}
	if err != nil { // told before the other is served, which looks well by itself
		l.degrade(serve.name, err)
		err = fmt.Errorf("serving %s: %w", serve.name, err)
	}
	if o != nil {
		l.serving.Store(o)
		l.log.Info("archive swapped", "generation", o.name, "cables", o.Generation().Cables)
		l.giveBack(old)
	}
	if err == nil && l.degraded.Swap(nil) != nil {
		l.log.Info("archive no longer degraded")
	}
	return err
}

// look finds whether what is served is still there in its full length, and keeps it in
// mind where it was found to be damaged.
func (l *Live) look(o *opened) {
	if o.damaged() == nil {
		if err := present(o.dir); err != nil && !exhausted(err) {
			o.spoil(err)
		}
	}
	if v := o.damage.Load(); v != nil && !o.noted {
		o.noted = true
		l.known.note(o.dir, v.looks, v.err)
	}
}

// Watch reloads every so often (30 s for 0), and when what is served was found to be
// damaged, until ctx ends, and returns its error. Failures show in Degraded.
func (l *Live) Watch(ctx context.Context, every time.Duration) error {
	if every <= 0 {
		every = 30 * time.Second
	}
	t := time.NewTicker(every)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-l.wake:
		case <-t.C:
		}
		l.mu.Lock()
		_ = l.reload(ctx) // told by Degraded and the log
		l.mu.Unlock()
	}
}

// Degraded says why the archive that is served is not the current one; it is
// empty when all is well.
func (l *Live) Degraded() string {
	if s := l.degraded.Load(); s != nil {
		return *s
	}
	if o := l.serving.Load(); o.damaged() != nil { // and nobody has looked for another yet
		return fmt.Sprintf("serving %s: %v", o.name, o.damaged())
	}
	return ""
}

// Close closes the archive once its users have given it back.
func (l *Live) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed.Swap(true) {
		return nil
	}
	return l.serving.Load().release()
}
