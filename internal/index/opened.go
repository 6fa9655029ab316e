package index

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"sync/atomic"
	"time"

	"reftel/internal/archive"
	"reftel/internal/index/fault"
	"reftel/internal/index/generation"
	"reftel/internal/index/search"
)

// An opened generation closes its files when nobody uses it any more. It answers what
// the engine answers, and notes what could not be read: see asked.
type opened struct {
	*search.Archive
	dir, name string
	users     atomic.Int64            // Live included
	damage    atomic.Pointer[verdict] // why it is not as it was published
	noted     bool                    // among the known; guarded by Live.mu
	tell      func()                  // that it is damaged; once
	doubted   chan struct{}           // asks for its files to be hashed now
}

// open opens a generation to be served. Where its files were hashed since they were written
// they are not hashed before the first answer, but soon after: see Live.Recheck.
func open(dataDir, name string, tell func()) (*opened, error) {
	dir := generation.Path(dataDir, name)
	check, checked := hashed, generation.IsChecked(dataDir, name)
	if checked {
		check = listed
	}
	a, err := openWith(dir, check)
	if err != nil {
		return nil, err
	}
	o := &opened{Archive: a, dir: dir, name: name, tell: tell, doubted: make(chan struct{}, 1)}
	o.users.Store(1)
	go a.Prepare() // behind the first answers
	if checked {
		o.doubt()
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

// damaged is why the files are not as they were published, nil while nothing is known.
func (o *opened) damaged() error {
	if v := o.damage.Load(); v != nil {
		return v.err
	}
	return nil
}

// spoil notes that the files are not as they were published.
func (o *opened) spoil(err error) {
	if o.damage.Load() == nil && o.damage.CompareAndSwap(nil, &verdict{err, generation.Looks(o.dir), time.Now()}) {
		o.tell()
	}
}

// doubt asks for the files to be hashed soon.
func (o *opened) doubt() {
	select {
	case o.doubted <- struct{}{}:
	default:
	}
}

// doubts reports whether somebody asked for that, and forgets it.
func (o *opened) doubts() bool {
	select {
	case <-o.doubted:
		return true
	default:
		return false
	}
}

// asked guards one question to the engine. What cannot be read is damage: files
// that passed all checks when they were opened do not fail otherwise. An error or a
// panic that may as well be a mistake of the program's is a doubt, or one query
// that meets the mistake would take the generation from all readers.
func (o *opened) asked(err *error) func() {
	restore := fault.On()
	return func() {
		restore()
		if v := recover(); v != nil {
			e, ok := fault.Error(v)
			if !ok {
				o.doubt()
				panic(v)
			}
			*err = e
		}
		switch {
		case ordinary(*err):
		case unreadable(*err):
			o.unread(*err)
		default:
			o.doubt()
		}
	}
}

// unread is spoil for a read that failed.
func (o *opened) unread(err error) {
	if o.damaged() != nil {
		return
	}
	if file := present(o.dir); file != nil && !exhausted(file) {
		err = file // tells more
	} else {
		err = told(err)
	}
	o.spoil(err)
}

// ordinary reports whether an error says nothing of the files.
func ordinary(err error) bool {
	return err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) ||
		errors.Is(err, archive.ErrBadRequest) || errors.Is(err, archive.ErrNotFound)
}

// unreadable reports whether an error says that a file could not be read.
func unreadable(err error) bool {
	_, path := errors.AsType[*fs.PathError](err)
	return path || errors.Is(err, archive.ErrUnavailable) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}

// told is what the log says of a read that failed: which file, and not what a reader
// asked of it, which names a cable.
func told(err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return fmt.Errorf("%s %s: %w", p.Op, p.Path, p.Err)
	}
	switch {
	case errors.Is(err, fault.ErrMapped):
		return fault.ErrMapped
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("a file is shorter than it was published")
	}
	return errors.New("what a file holds cannot be read")
}
