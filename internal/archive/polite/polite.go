// Package polite lets long work give way to short work. Left to itself the scheduler of Go
// lets a goroutine run for ten milliseconds while others wait, and a search of two
// milliseconds waits at each of its steps: two long ones made it a hundred. Who lets work
// in marks what is long; the work gives way where it is between two things. It knows the
// standard library alone.
package polite

import (
	"context"
	"io"
	"runtime"
	"time"
)

// mark is the key of until when work is polite.
type mark struct{}

// Long marks the work under a context as long. After some time it gives way no more, so
// that it ends where there is always short work; without a time it does to its end.
func Long(ctx context.Context, patience time.Duration) context.Context {
	var until time.Time
	if patience > 0 {
		until = time.Now().Add(patience)
	}
	return context.WithValue(ctx, mark{}, until)
}

// Step is for work that did something for a fifth of a millisecond or more and goes on:
// what is long lets all others that wait go first. It returns the error of ctx.
func Step(ctx context.Context) error {
	if until, long := ctx.Value(mark{}).(time.Time); long && (until.IsZero() || time.Now().Before(until)) {
		runtime.Gosched()
	}
	return ctx.Err()
}

// Writer is w for work that writes some kilobytes at a time: after each of them it takes a
// Step. What is written under ctx ends with it.
func Writer(ctx context.Context, w io.Writer) io.Writer { return writer{ctx, w} }

type writer struct {
	ctx context.Context
	w   io.Writer
}

func (w writer) Write(b []byte) (int, error) {
	n, err := w.w.Write(b)
	if err == nil {
		err = Step(w.ctx)
	}
	return n, err
}
