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
		var ran atomic.Bool
		done := make(chan struct{})
		go func() { ran.Store(true); close(done) }()
		if err := Step(c.ctx); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if got := ran.Load(); got != c.long {
			t.Errorf("%s: another ran first: %v", c.name, got)
		}
		<-done
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
	var ran atomic.Bool
	go func() { ran.Store(true) }()
	if n, err := w.Write([]byte("PARA")); n != 4 || err != nil || !ran.Load() {
		t.Errorf("%d bytes, %v; another ran first: %v", n, err, ran.Load())
	}
	cancel()
	if _, err := w.Write([]byte("GRAPH")); !errors.Is(err, context.Canceled) || b.String() != "PARAGRAPH" {
		t.Errorf("after the end: %v, %q", err, b.String())
	}
}
