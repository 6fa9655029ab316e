package index

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// Live is the archive of a data folder as it is published over time.
type Live struct {
	dataDir  string
	archive  atomic.Pointer[Archive]
	mu       sync.Mutex // one reload at a time
	closed   bool
	degraded atomic.Pointer[string]
}

// OpenData opens the current generation of a data folder, or where that is
// damaged the newest one that is not: Degraded then tells why.
func OpenData(dataDir string) (*Live, error) {
	l := &Live{dataDir: dataDir}
	a, err := l.openCurrent("")
	if err == nil {
		l.archive.Store(a)
		return l, nil
	}
	if errors.Is(err, ErrNoGeneration) {
		return nil, fmt.Errorf("open archive: %w", err)
	}
	names, lerr := generationNames(dataDir)
	if lerr != nil {
		return nil, fmt.Errorf("open archive: %w", errors.Join(err, lerr))
	}
	cur, _ := readCurrent(dataDir)
	for _, name := range slices.DeleteFunc(names, func(n string) bool { return n == cur.name }) {
		older, oerr := Open(filepath.Join(dataDir, genFolder, name))
		if oerr != nil {
			err = errors.Join(err, oerr)
			continue
		}
		l.archive.Store(older)
		l.degrade(fmt.Errorf("serving %s: %w", name, err))
		return l, nil
	}
	return nil, fmt.Errorf("open archive: %w", err)
}

// openCurrent opens what CURRENT names; nil where that is the one named have.
func (l *Live) openCurrent(have string) (*Archive, error) {
	c, err := readCurrent(l.dataDir)
	if err != nil {
		return nil, err
	}
	if c.name == have {
		return nil, nil
	}
	a, err := Open(filepath.Join(l.dataDir, genFolder, c.name))
	if err != nil {
		return nil, err
	}
	if a.hash != c.hash {
		a.Close()
		return nil, fmt.Errorf("%s: its manifest is not the one that CURRENT names", a.dir)
	}
	return a, nil
}

func (l *Live) degrade(err error) {
	text := err.Error()
	if old := l.degraded.Swap(&text); old == nil || *old != text {
		slog.Error("archive degraded", "reason", text)
	}
}

// Acquire returns the archive that is served now and a function that gives it
// back, to be called once the request is answered: one answer never mixes two
// generations.
func (l *Live) Acquire() (*Archive, func()) {
	for {
		a := l.archive.Load()
		if a.acquire() {
			return a, sync.OnceFunc(func() { a.Close() })
		}
	}
}

// Reload looks whether another generation was published and serves it, once it
// is open and checked. When that fails the old one stays.
func (l *Live) Reload(ctx context.Context) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return errors.New("index: the archive was closed")
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	old := l.archive.Load()
	a, err := l.openCurrent(filepath.Base(old.dir))
	if err != nil {
		err = fmt.Errorf("serving %s: %w", filepath.Base(old.dir), err)
		l.degrade(err)
		return err
	}
	if l.degraded.Swap(nil) != nil {
		slog.Info("archive no longer degraded")
	}
	if a == nil {
		return nil
	}
	l.archive.Store(a)
	slog.Info("archive swapped", "generation", filepath.Base(a.dir), "cables", a.n)
	return old.Close()
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

// Close closes the archive once its users have given it back. Acquire must not
// be called any more.
func (l *Live) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return nil
	}
	l.closed = true
	return l.archive.Load().Close()
}
