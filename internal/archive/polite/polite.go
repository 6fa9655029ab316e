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
)

type mark struct{}

// Long marks the work under a context as long.
func Long(ctx context.Context) context.Context { return context.WithValue(ctx, mark{}, true) }

// Is reports whether work is marked as long.
func Is(ctx context.Context) bool { return ctx.Value(mark{}) != nil }

// Step is for work that did something for a fifth of a millisecond or more and goes on:
// what is long lets all others that wait go first. It returns the error of ctx.
func Step(ctx context.Context) error {
	if Is(ctx) {
		runtime.Gosched()
	}
	return ctx.Err()
}

// Writer is w for long work that writes some kilobytes at a time: after each of them it
// lets all others that wait go first. What is written under ctx ends with it.
func Writer(ctx context.Context, w io.Writer) io.Writer { return writer{Long(ctx), w} }

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
