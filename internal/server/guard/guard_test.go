package guard

import (
	"context"
	"errors"
	"reftel/internal/sharedtest"
	"testing"
	"time"
)

const (
	small = 1000 // cables
	usual = 10 * time.Millisecond
	dear  = time.Second
)

// entered lets a search in or fails.
func entered(t *testing.T, g *Gate, v Visitor, cost time.Duration) func() {
	t.Helper()
	leave, err := g.Enter(t.Context(), v, cost, small)
	if err != nil {
		t.Fatalf("visitor %d, cost %v: %v", v, cost, err)
	}
	return leave
}

func refused(t *testing.T, g *Gate, v Visitor, cost time.Duration, want error) {
	t.Helper()
	if leave, err := g.Enter(t.Context(), v, cost, small); !errors.Is(err, want) {
		t.Errorf("visitor %d, cost %v: %v, want %v", v, cost, err, want)
		if leave != nil {
			leave()
		}
	}
}

// TestPools holds that dear and usual searches take no slot of others, and that each of
// the pools ends.
func TestPools(t *testing.T) {
	t.Parallel()
	g := New(Config{Slots: 3, Dear: 2, Wait: time.Millisecond})
	leave := entered(t, g, Unknown, dear)
	entered(t, g, Unknown, dear)
	refused(t, g, Unknown, dear, ErrBusy)
	entered(t, g, Unknown, usual)
	refused(t, g, Unknown, usual, ErrBusy)
	for range 3 {
		entered(t, g, Unknown, 0)
	}
	refused(t, g, Unknown, 0, ErrBusy)
	leave()
	entered(t, g, Unknown, dear)
}

// TestShare holds what one visitor may have of each pool, and that others may have the rest.
func TestShare(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		slots, share int
	}{{1, 1}, {2, 1}, {3, 1}, {4, 2}, {8, 4}} {
		for _, cost := range []time.Duration{0, dear} {
			g := New(Config{Slots: tt.slots, Dear: tt.slots, Wait: time.Millisecond})
			var last func()
			for range tt.share {
				last = entered(t, g, 7, cost)
			}
			if tt.share == tt.slots {
				refused(t, g, 7, cost, ErrBusy)
				continue
			}
			refused(t, g, 7, cost, ErrShare)
			entered(t, g, 8, cost)
			last()
			entered(t, g, 7, cost)
			if n := len(g.pools[Light].held) + len(g.pools[Dearest].held); n != 2 {
				t.Errorf("%d slots: %d visitors are remembered", tt.slots, n)
			}
		}
	}
	sharedtest.Score(t, "E7", "one address holds half of the slots at the most, and nothing of it is kept after", "half", !t.Failed())
}

// TestLent holds that of usual searches a visitor has more than the share only while
// nobody waits who is within it.
func TestLent(t *testing.T) {
	t.Parallel()
	p := newLending(2)
	for range p.slots {
		if !p.enter(1) {
			t.Fatal("a free slot is not lent")
		}
	}
	over, within := p.line(1, 0), p.line(2, time.Second)
	p.leave(1)
	select {
	case <-within.in:
	default:
		t.Error("who is within the share waits for one who is over it")
	}
	third := p.line(3, time.Second)
	p.leave(2)
	select {
	case <-third.in:
	default:
		t.Error("the next one within the share waits")
	}
	p.leave(3)
	select {
	case <-over.in:
	default:
		t.Error("a free slot is not lent to the one who waits")
	}
	p.leave(1)
	p.leave(1)
	if p.free != p.slots || len(p.held) > 0 || len(p.queue) > 0 {
		t.Errorf("%d slots free, %d visitors, %d wait", p.free, len(p.held), len(p.queue))
	}
}

// TestCheapestFirst holds the order of a line, and that nobody waits behind one who is
// over the share.
func TestCheapestFirst(t *testing.T) {
	t.Parallel()
	p := newPool(2)
	for _, v := range []Visitor{1, 2} {
		if !p.enter(v) {
			t.Fatal("a slot is not free")
		}
	}
	ms := func(n int) time.Duration { return time.Duration(n) * time.Millisecond }
	first, second := p.line(Unknown, ms(5)), p.line(Unknown, ms(5))
	cheap, over := p.line(3, ms(1)), p.line(1, ms(0))
	in := func(w *waiter) bool {
		select {
		case <-w.in:
			return true
		default:
			return false
		}
	}
	for i, step := range []struct {
		leaves Visitor
		want   *waiter
	}{{2, cheap}, {3, first}, {Unknown, second}, {1, over}} {
		p.leave(step.leaves)
		for _, w := range []*waiter{first, second, cheap, over} {
			if w == step.want && !in(w) {
				t.Errorf("step %d: the one whose turn it is waits", i)
			}
		}
	}
	if len(p.queue) > 0 || p.free != 0 {
		t.Errorf("%d wait while %d slots are free", len(p.queue), p.free)
	}
}

// TestLongWait holds that a search that costs more than all others is let in as well, and
// that they do not wait for many of its kind.
func TestLongWait(t *testing.T) {
	t.Parallel()
	p := newPool(1)
	if !p.enter(Unknown) {
		t.Fatal("the slot is not free")
	}
	const each = 30
	var dear, cheap []*waiter
	for range each {
		dear = append(dear, p.line(Unknown, 5*time.Millisecond))
	}
	in := func(ws []*waiter) (n int) {
		for _, w := range ws {
			select {
			case <-w.in:
				n++
			default:
			}
		}
		return n
	}
	for range each { // one comes whenever one leaves
		cheap = append(cheap, p.line(Unknown, time.Millisecond))
		p.leave(Unknown)
	}
	if got, want := in(dear), each/patient; got != want {
		t.Errorf("%d of those that cost more were let in, want %d", got, want)
	}
	if got, want := in(cheap), each-each/patient; got != want {
		t.Errorf("%d of the others were let in, want %d", got, want)
	}
	select {
	case <-dear[0].in:
	default:
		t.Error("the first of them still waits")
	}
}

// TestGivingUp holds that who goes away takes no slot along.
func TestGivingUp(t *testing.T) {
	t.Parallel()
	g := New(Config{Slots: 1, Dear: 1, Wait: time.Minute})
	leave := entered(t, g, Unknown, 0)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := g.Enter(ctx, Unknown, 0, small); !errors.Is(err, context.Canceled) {
		t.Errorf("gave up: %v", err)
	}
	leave()
	if g.pools[Light].free != 1 || len(g.pools[Light].queue) > 0 {
		t.Errorf("%d slots free, %d wait", g.pools[Light].free, len(g.pools[Light].queue))
	}
}

// TestDear holds what is dear as archives grow.
func TestDear(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		cables int
		want   time.Duration
	}{{0, 15 * time.Millisecond}, {20_000, 15 * time.Millisecond}, {250_000, 125 * time.Millisecond}} {
		if got := Dear(tt.cables); got != tt.want {
			t.Errorf("%d cables: %v, want %v", tt.cables, got, tt.want)
		}
	}
}

// TestEachInTurn holds under many at once that no slot is lost and none is made.
func TestEachInTurn(t *testing.T) {
	t.Parallel()
	g := New(Config{Slots: 4, Dear: 1, Wait: time.Minute})
	done := make(chan error)
	for i := range 64 {
		go func() {
			for range 50 {
				leave, err := g.Enter(t.Context(), Visitor(i%3), time.Duration(i)*time.Microsecond, small)
				if err != nil {
					done <- err
					return
				}
				leave()
			}
			done <- nil
		}()
	}
	for range 64 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if p := g.pools[Light]; p.free != 4 || len(p.queue) > 0 || len(p.held) > 0 {
		t.Errorf("left: %d free, %d waiting, %d remembered", p.free, len(p.queue), len(p.held))
	}
}

// TestForgotten holds that of visitors who have gone nothing is left.
func TestForgotten(t *testing.T) {
	t.Parallel()
	g := New(Config{Slots: 8, Dear: 2, Wait: time.Minute})
	for i := range 20_000 {
		entered(t, g, Visitor(i+1), 0)()
	}
	if n := len(g.pools[Light].held); n > 0 {
		t.Errorf("%d visitors are remembered", n)
	}
}
