package desk

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
)

// TestKept holds that an answer is drawn once, also where many ask at once, and that
// what is not to be kept is not.
func TestKept(t *testing.T) {
	t.Parallel()
	k := newAnswers(1 << 20)
	var drawn atomic.Int32
	begin := make(chan struct{})
	draw := func() (*answer, bool, error) {
		<-begin
		drawn.Add(1)
		return &answer{body: []byte("page")}, true, nil
	}
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if a, err := k.of(t.Context(), "/", draw); err != nil || string(a.body) != "page" {
				t.Errorf("%v, %v", a, err)
			}
		})
	}
	close(begin)
	all.Wait()
	if n := drawn.Load(); n != 1 {
		t.Errorf("drawn %d times", n)
	}
	broken := errors.New("broken")
	for range 2 {
		if _, err := k.of(t.Context(), "/fails", func() (*answer, bool, error) { drawn.Add(1); return nil, true, broken }); !errors.Is(err, broken) {
			t.Errorf("failed: %v", err)
		}
		if _, err := k.of(t.Context(), "/redirect", func() (*answer, bool, error) { drawn.Add(1); return &answer{}, false, nil }); err != nil {
			t.Error(err)
		}
	}
	if n := drawn.Load(); n != 5 {
		t.Errorf("drawn %d times with what is not kept", n)
	}
	if len(k.drawn) > 0 {
		t.Errorf("%d answers are being drawn for ever", len(k.drawn))
	}
}

// TestKeptWaits holds that who waits for another's drawing may go away.
func TestKeptWaits(t *testing.T) {
	t.Parallel()
	k := newAnswers(1 << 20)
	if a, wait := k.begin("/"); a != nil || wait != nil {
		t.Fatal("not the first")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := k.of(ctx, "/", nil); !errors.Is(err, context.Canceled) {
		t.Errorf("waited: %v", err)
	}
}

// TestKeptIsBounded holds how much is kept, and that it is what was asked for last.
func TestKeptIsBounded(t *testing.T) {
	t.Parallel()
	const size = 10_000
	k := newAnswers(10 * (size + 2048))
	ask := func(i int) (drawn bool) {
		_, err := k.of(t.Context(), fmt.Sprint(i), func() (*answer, bool, error) {
			drawn = true
			return &answer{body: make([]byte, size)}, true, nil
		})
		if err != nil {
			t.Error(err)
		}
		return drawn
	}
	for i := range 1000 {
		ask(i)
		if ask(0) {
			t.Fatalf("what is always asked for was forgotten after %d others", i)
		}
		if k.bytes > k.most || len(k.kept) != k.order.Len() {
			t.Fatalf("%d bytes in %d answers, %d in order", k.bytes, len(k.kept), k.order.Len())
		}
	}
	if ask(999) || !ask(1) || len(k.kept) != 10 {
		t.Errorf("not the last are kept, of %d", len(k.kept))
	}
}
