package polite

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// tries is how many times is tried whether another goes first, and often how many of them
// tell. One try tells nothing: once in sixty-one times Go's scheduler looks first at the
// queue in which what gave way stands, and a busy machine can stop what does not.
const tries, often = 100, 80

// first counts in how many of the tries another ran while work did.
func first(t *testing.T, work func() error) (n int) {
	t.Helper()
	for range tries {
		var ran atomic.Bool
		done := make(chan struct{})
		go func() { ran.Store(true); close(done) }()
		if err := work(); err != nil {
			t.Error(err)
		}
		if ran.Load() {
			n++
		}
		<-done
	}
	return n
}

// TestStep holds that long work gives way to what waits and short work does not, and that
// both end with their context.
func TestStep(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1)) // so that one alone runs at a time
	type key struct{}
	for _, c := range []struct {
		name string
		ctx  context.Context
		long bool
	}{
		{"short", t.Context(), false},
		{"long", Long(t.Context(), 0), true},
		{"within what is long", context.WithValue(Long(t.Context(), 0), key{}, 1), true},
		{"long and patient", Long(t.Context(), time.Hour), true},
		{"long, when its patience is at its end", Long(t.Context(), time.Nanosecond), false},
	} {
		n := first(t, func() error { return Step(c.ctx) })
		if c.long && n < often || !c.long && n > tries-often {
			t.Errorf("%s: another ran first %d times of %d", c.name, n, tries)
		}
		ctx, cancel := context.WithCancel(c.ctx)
		cancel()
		if err := Step(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("%s, after the end: %v", c.name, err)
		}
	}
}

// TestWriter holds that what is written comes whole, that others go first after each part,
// and that it ends with the context.
func TestWriter(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	ctx, cancel := context.WithCancel(t.Context())
	var b strings.Builder
	w := Writer(Long(ctx, 0), &b)
	n := first(t, func() error { _, err := w.Write([]byte("PARA")); return err })
	if n < often || b.String() != strings.Repeat("PARA", tries) {
		t.Errorf("another ran first %d times of %d; %d bytes", n, tries, b.Len())
	}
	b.Reset()
	cancel()
	if _, err := w.Write([]byte("GRAPH")); !errors.Is(err, context.Canceled) || b.String() != "GRAPH" {
		t.Errorf("after the end: %v, %q", err, b.String())
	}
}
