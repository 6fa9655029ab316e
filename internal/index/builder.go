package index

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"syscall"

	"reftel/internal/cable"
)

// Names in a data folder.
const (
	genFolder   = "gen"
	tmpPrefix   = ".tmp-"
	currentFile = "CURRENT"
	lockFile    = "ingest.lock"
)

// A Builder collects cables and publishes them as a new generation. Add may be
// called by several goroutines; Publish or Abort ends it.
type Builder struct {
	dataDir string
	tmp     string // folder of the generation while it is built
	o       BuildOptions
	lock    *os.File
	spool   *spool
	added   atomic.Int64
	dups    int
	done    bool
}

// Create begins a generation in a data folder, which it makes if need be. Only
// one Builder can exist for a folder, whatever the process: others get ErrBusy.
// What an ingest that died left behind is removed.
func Create(dataDir string, o BuildOptions) (_ *Builder, err error) {
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.Keep <= 0 {
		o.Keep = 2
	}
	gens := filepath.Join(dataDir, genFolder)
	if err := os.MkdirAll(gens, 0o755); err != nil {
		return nil, fmt.Errorf("create archive: %w", err)
	}
	lock, err := takeLock(filepath.Join(dataDir, lockFile))
	if err != nil {
		return nil, fmt.Errorf("create archive in %s: %w", dataDir, err)
	}
	defer func() {
		if err != nil {
			lock.Close()
		}
	}()
	if err := removeLeftovers(gens); err != nil {
		return nil, fmt.Errorf("create archive: %w", err)
	}
	if err := checkSpace(dataDir); err != nil {
		return nil, fmt.Errorf("create archive: %w", err)
	}
	tmp, err := os.MkdirTemp(gens, fmt.Sprintf("%s%d-", tmpPrefix, os.Getpid()))
	if err != nil {
		return nil, fmt.Errorf("create archive: %w", err)
	}
	s, err := newSpool(filepath.Join(tmp, "spool"))
	if err != nil {
		os.RemoveAll(tmp)
		return nil, fmt.Errorf("create archive: %w", err)
	}
	return &Builder{dataDir: dataDir, tmp: tmp, o: o, lock: lock, spool: s}, nil
}

func takeLock(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		f.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, ErrBusy
		}
		return nil, fmt.Errorf("lock %s: %w", path, err)
	}
	return f, nil
}

// removeLeftovers deletes the folders of builds that ended half-way. The lock
// must be held.
func removeLeftovers(gens string) error {
	es, err := os.ReadDir(gens)
	if err != nil {
		return err
	}
	for _, e := range es {
		if strings.HasPrefix(e.Name(), tmpPrefix) {
			if err := removeTree(filepath.Join(gens, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkSpace refuses a disk that has less free than twice the size of the
// current generation.
func checkSpace(dataDir string) error {
	c, err := readCurrent(dataDir)
	if err != nil {
		return nil // the first generation, or one that Publish will speak about
	}
	m, _, err := readManifest(filepath.Join(dataDir, genFolder, c.name))
	if err != nil {
		return nil
	}
	var need int64
	for _, f := range m.Files {
		need += 2 * f.Size
	}
	var fs syscall.Statfs_t
	if err := syscall.Statfs(dataDir, &fs); err != nil {
		return fmt.Errorf("free space of %s: %w", dataDir, err)
	}
	if free := int64(fs.Bavail) * int64(fs.Bsize); free < need {
		return fmt.Errorf("%s: %d MB are free, a new generation may need %d MB", dataDir, free>>20, need>>20)
	}
	return nil
}

var errBuilderDone = errors.New("index: the builder was published or aborted")

// Add takes a cable and the source bytes that it was read from. A cable whose
// id came before is kept as a version of the same cable: the one with most text
// is shown.
func (b *Builder) Add(c *cable.Cable, raw []byte) error {
	if b.done {
		return errBuilderDone
	}
	if c.ID == "" {
		return errors.New("index: a cable without an id")
	}
	if strings.ContainsAny(c.ID, "\t\n\r\x00") {
		return fmt.Errorf("index: the id %q holds control characters", c.ID)
	}
	if err := b.spool.add(c, raw); err != nil {
		return fmt.Errorf("add %s: %w", c.ID, err)
	}
	if n := b.added.Add(1); n%1000 == 0 && b.o.Progress != nil {
		b.progress("read", int(n), 0)
	}
	return nil
}

// Duplicates is how many sources became versions of a cable that has another
// source. It is known once Publish has returned.
func (b *Builder) Duplicates() int { return b.dups }

// Abort gives up the build and leaves nothing behind. After Publish it does
// nothing, so that it may be deferred.
func (b *Builder) Abort() error {
	if b.done {
		return nil
	}
	b.done = true
	return errors.Join(b.spool.close(), removeTree(b.tmp), b.lock.Close())
}

func (b *Builder) progress(stage string, done, total int) {
	if b.o.Progress == nil {
		return
	}
	b.spool.mu.Lock() // one call at a time
	defer b.spool.mu.Unlock()
	b.o.Progress(Progress{stage, done, total})
}
