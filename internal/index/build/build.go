// Package build makes a generation of cables and publishes it: it collects them,
// sorts them, writes what package search reads, verifies all of it as package index
// does, and switches CURRENT by one rename. It writes into a folder of its own
// until then.
package build

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"reftel/internal/archive/prepare"
	"reftel/internal/cable"
	"reftel/internal/index/generation"
	"reftel/internal/index/postings"
)

var (
	// ErrBusy is returned by Create while another ingest holds the archive.
	ErrBusy = generation.ErrBusy

	// ErrShrunk is returned by Publish when ids of the generation in force would lead
	// nowhere without a reason and Options.AllowShrink is not set.
	ErrShrunk = prepare.ErrShrunk

	// ErrPublished marks what failed after the new generation was in force.
	ErrPublished = generation.ErrPublished
)

// A Builder collects cables and publishes them as a new generation. Add may be
// called by several goroutines; Publish or Abort ends it.
type Builder struct {
	dataDir string
	tmp     string // folder of the generation while it is built
	o       prepare.Options
	lock    *generation.Lock
	spool   *prepare.Spool
	added   atomic.Int64
	done    bool
	telling sync.Mutex // of progress, one call at a time

	spoil     func(*postings.Source) // puts a fault into the index; for tests
	unchecked bool                   // publishes what is not verified; for tests
	step      func(name string)      // is told which step of a publication begins; for tests
}

// Create begins a generation in a data folder, which it makes if need be. Only
// one Builder can exist for a folder, whatever the process: others get ErrBusy.
// What an ingest that died left behind is removed.
func Create(dataDir string, o prepare.Options) (_ *Builder, err error) {
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.Keep <= 0 {
		o.Keep = 2
	}
	gens := filepath.Join(dataDir, generation.Folder)
	if err := os.MkdirAll(gens, 0o755); err != nil {
		return nil, fmt.Errorf("create archive: %w", err)
	}
	lock, err := generation.TakeLock(dataDir)
	if err != nil {
		return nil, fmt.Errorf("create archive in %s: %w", dataDir, err)
	}
	defer func() {
		if err != nil {
			err = fmt.Errorf("create archive: %w", errors.Join(err, lock.Release()))
		}
	}()
	if err := removeLeftovers(gens); err != nil {
		return nil, err
	}
	if err := generation.Settle(dataDir); err != nil {
		return nil, err
	}
	if _, err := readPast(dataDir); err != nil { // told before all is read, and not after it
		return nil, err
	}
	if err := checkSpace(dataDir); err != nil {
		return nil, err
	}
	tmp, err := os.MkdirTemp(gens, fmt.Sprintf("%s%d-", generation.Temporary, os.Getpid()))
	if err != nil {
		return nil, err
	}
	s, err := prepare.New(filepath.Join(tmp, "spool"), o.Room(spoolPart))
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(tmp))
	}
	return &Builder{dataDir: dataDir, tmp: tmp, o: o, lock: lock, spool: s}, nil
}

// removeLeftovers deletes the folders of builds that ended half-way. The lock
// must be held.
func removeLeftovers(gens string) error {
	es, err := os.ReadDir(gens)
	if err != nil {
		return err
	}
	for _, e := range es {
		if strings.HasPrefix(e.Name(), generation.Temporary) {
			if err := generation.RemoveTree(filepath.Join(gens, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkSpace refuses a disk that has less free than twice the size of the
// current generation.
func checkSpace(dataDir string) error {
	c, err := generation.ReadCurrent(dataDir)
	if err != nil {
		return nil // the first generation, or one that Publish will speak about
	}
	m, _, err := generation.ReadManifest(generation.Path(dataDir, c.Name))
	if err != nil && m == nil {
		return nil
	}
	var need int64
	for _, f := range m.Files {
		need += 2 * f.Size
	}
	return isFree(dataDir, need)
}

// spoolSpace is what a generation takes, in hundredths of the spool that it is made of,
// while it is written: 160 of marked cables, more of others. With less than this there is
// no hope.
const spoolSpace = 125

// isFree refuses a disk that has less free.
func isFree(dataDir string, need int64) error {
	free, err := generation.FreeSpace(dataDir)
	if err != nil {
		return fmt.Errorf("free space of %s: %w", dataDir, err)
	}
	if free < need {
		return fmt.Errorf("%s: %d MB are free, a new generation may need %d MB", dataDir, free>>20, need>>20)
	}
	return nil
}

var errBuilderDone = errors.New("build: the builder was published or aborted")

// Add takes a cable and the source bytes that it was read from. A cable whose
// id came before is kept as a version of the same cable: the one with most text
// is shown.
func (b *Builder) Add(c *cable.Cable, raw []byte) error {
	if b.done {
		return errBuilderDone
	}
	if err := b.spool.Add(c, raw); err != nil {
		return fmt.Errorf("add %s: %w", c.ID, err)
	}
	if n := b.added.Add(1); n%1000 == 0 {
		b.progress("read", int(n), 0)
	}
	return nil
}

// Abort gives up the build and leaves nothing behind. After Publish it does
// nothing, so that it may be deferred.
func (b *Builder) Abort() error {
	if b.done {
		return nil
	}
	b.done = true
	err := b.spool.Close()
	if b.tmp != "" {
		err = errors.Join(err, generation.RemoveTree(b.tmp))
	}
	return errors.Join(err, generation.Settle(b.dataDir), b.lock.Release())
}

func (b *Builder) reached(step string) {
	if b.step != nil {
		b.step(step)
	}
}

func (b *Builder) progress(stage string, done, total int) {
	if b.o.Progress == nil {
		return
	}
	b.telling.Lock()
	defer b.telling.Unlock()
	b.o.Progress(prepare.Progress{Stage: stage, Done: done, Total: total})
}
