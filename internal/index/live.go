package index

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"reftel/internal/archive"
	"reftel/internal/index/generation"
	"reftel/internal/index/search"
)

// Live is the archive of a data folder as it is published over time.
type Live struct {
	dataDir  string
	log      *slog.Logger
	serving  atomic.Pointer[opened]
	mu       sync.Mutex // one reload at a time
	closed   atomic.Bool
	degraded atomic.Pointer[string]
}

var _ archive.Source = (*Live)(nil)

// An opened generation closes its files when nobody uses it any more.
type opened struct {
	*search.Archive
	name, hash string
	users      atomic.Int64 // Live included
}

// open opens a generation. Where newer ones are there, as after a rollback, what they
// published is known in it as gone.
func (l *Live) open(name string) (*opened, error) {
	a, err := Open(generation.Path(l.dataDir, name))
	if err != nil {
		return nil, err
	}
	o := &opened{Archive: a, name: name, hash: a.Generation().ManifestHash}
	o.users.Store(1)
	names, err := generation.Names(l.dataDir)
	if err != nil {
		return nil, errors.Join(err, o.release())
	}
	for _, newer := range names[:max(0, slices.Index(names, name))] {
		t, err := ReadIDs(generation.Path(l.dataDir, newer))
		if err != nil {
			l.log.Warn("the ids of a newer generation are not known", "generation", newer, "error", err)
			continue
		}
		a.Remember(t, newer)
	}
	return o, nil
}

// acquire adds a user; it fails once the archive is closed.
func (o *opened) acquire() bool {
	for {
		n := o.users.Load()
		if n <= 0 {
			return false
		}
		if o.users.CompareAndSwap(n, n+1) {
			return true
		}
	}
}

// release takes a user away; the last one closes the files.
func (o *opened) release() error {
	if o.users.Add(-1) > 0 {
		return nil
	}
	return o.Close()
}

// OpenData opens the current generation of a data folder, or where that is
// damaged the newest one that is not: Degraded then tells why, and the log, which
// may be nil.
func OpenData(dataDir string, log *slog.Logger) (*Live, error) {
	if log == nil {
		log = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	l := &Live{dataDir: dataDir, log: log}
	o, err := l.openCurrent("")
	if err == nil {
		l.serving.Store(o)
		return l, nil
	}
	if errors.Is(err, ErrNoGeneration) {
		return nil, fmt.Errorf("open archive: %w", err)
	}
	names, lerr := generation.Names(dataDir)
	if lerr != nil {
		return nil, fmt.Errorf("open archive: %w", errors.Join(err, lerr))
	}
	cur, _ := generation.ReadCurrent(dataDir)
	for _, name := range slices.DeleteFunc(names, func(n string) bool { return n == cur.Name }) {
		older, oerr := l.open(name)
		if oerr != nil {
			err = errors.Join(err, oerr)
			continue
		}
		l.serving.Store(older)
		l.degrade(fmt.Errorf("serving %s: %w", name, err))
		return l, nil
	}
	return nil, fmt.Errorf("open archive: %w", err)
}

// openCurrent opens what CURRENT names; nil where that is the one named have.
func (l *Live) openCurrent(have string) (*opened, error) {
	c, err := generation.ReadCurrent(l.dataDir)
	if err != nil {
		return nil, err
	}
	if c.Name == have {
		return nil, nil
	}
	dir := generation.Path(l.dataDir, c.Name)
	o, err := l.open(c.Name)
	if err != nil {
		return nil, err
	}
	if o.hash != c.Hash {
		return nil, errors.Join(fmt.Errorf("%s: its manifest is not the one that CURRENT names", dir), o.release())
	}
	return o, nil
}

func (l *Live) degrade(err error) {
	text := err.Error()
	if old := l.degraded.Swap(&text); old == nil || *old != text {
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
			return o.Archive, sync.OnceFunc(func() { l.giveBack(o) }), nil
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
// is open and checked. When that fails the old one stays.
func (l *Live) Reload(ctx context.Context) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed.Load() {
		return errors.New("index: the archive was closed")
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	old := l.serving.Load()
	o, err := l.openCurrent(old.name)
	if err != nil {
		err = fmt.Errorf("serving %s: %w", old.name, err)
		l.degrade(err)
		return err
	}
	if l.degraded.Swap(nil) != nil {
		l.log.Info("archive no longer degraded")
	}
	if o == nil {
		return nil
	}
	l.serving.Store(o)
	l.log.Info("archive swapped", "generation", o.name, "cables", o.Generation().Cables)
	return old.release()
}

// Watch reloads every so often (30 s for 0) until ctx ends, and returns its
// error. Failures show in Degraded.
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
		case <-t.C:
			_ = l.Reload(ctx) // told by Degraded and the log
		}
	}
}

// Degraded says why the archive that is served is not the current one; it is
// empty when all is well.
func (l *Live) Degraded() string {
	if s := l.degraded.Load(); s != nil {
		return *s
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
