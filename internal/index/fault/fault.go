// Package fault turns memory of a mapped file that cannot be read, since the file was
// cut or its disk fails, into an error. Without it the process ends at the first such
// byte. It knows the Go runtime and the contract's error, and no file.
//
// The runtime raises a panic in place of ending only in goroutines that ask for it: who
// reads mapped memory in a goroutine of its own begins it with [Guard] or [Group].
package fault

import (
	"errors"
	"fmt"
	"runtime/debug"

	"golang.org/x/sync/errgroup"

	"reftel/internal/archive"
)

// ErrMapped marks the error of a fault.
var ErrMapped = errors.New("a mapped file cannot be read")

// Guard makes faults of memory panics until the function that it returns is called,
// deferred, which makes such a panic an error. Other panics go on.
func Guard(err *error) func() {
	restore := On()
	return func() {
		restore()
		v := recover()
		if v == nil {
			return
		}
		e, ok := Error(v)
		if !ok {
			panic(v)
		}
		*err = e
	}
}

// On makes faults of memory panics in this goroutine, until restore is called.
func On() (restore func()) {
	old := debug.SetPanicOnFault(true)
	return func() { debug.SetPanicOnFault(old) }
}

// Error is the error of a panic that was a fault of memory, which is
// archive.ErrUnavailable; ok is false for any other panic.
func Error(v any) (err error, ok bool) {
	// Of the errors of the runtime those of faults alone have an address; what
	// dereferences nil, which is a mistake of ours, has none.
	_, ok = v.(interface {
		error
		Addr() uintptr
	})
	if !ok {
		return nil, false
	}
	return fmt.Errorf("%w: %w", archive.ErrUnavailable, ErrMapped), true
}

// A Group is an errgroup.Group whose functions are guarded.
type Group struct{ errgroup.Group }

// Go runs f as errgroup.Group does.
func (g *Group) Go(f func() error) { g.Group.Go(Guarded(f)) }

// Guarded is f with its faults as errors.
func Guarded(f func() error) func() error {
	return func() (err error) {
		defer Guard(&err)()
		return f()
	}
}
