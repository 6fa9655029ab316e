// Package guard keeps visitors from shutting each other out. A search waits for a
// slot of its pool: dear searches have a small pool of their own, and so have those that
// are not light, so that no number of them makes a light one wait. Of those that wait in a pool the cheapest comes first, but for one slot in four that the first to come gets,
// and of one visitor no more are let in than a share of the slots, of those that are neither light nor dear
// only while others wait. Who asks is told by
// the address of the request (visitor.go), of which nothing is kept but a number that
// means nothing a day later. It knows the standard library alone.
package guard

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"time"
)

var (
	// ErrBusy says that no slot came free in time.
	ErrBusy = errors.New("all slots for such a search are taken")

	// ErrShare says that the visitor has all slots that one visitor may have.
	ErrShare = errors.New("too many searches of one visitor at once")
)

// Config says how many searches run at once.
type Config struct {
	Slots int           // for light searches, and half as many for those between light and dear, but no more than three for two cores, and three at least
	Dear  int           // for dear ones; 0: half as many as there are cores, and at least two
	Wait  time.Duration // how long a search waits for a slot
}

// A Gate lets searches in.
type Gate struct {
	pools [Dearest + 1]*pool // by kind
	wait  time.Duration
}

// New makes a gate.
func New(c Config) *Gate {
	cores := runtime.GOMAXPROCS(0)
	if c.Dear <= 0 {
		c.Dear = max(2, cores/2)
	}
	g := &Gate{wait: c.Wait}
	g.pools[Light] = newPool(c.Slots)
	g.pools[Usual] = newLending(max(1, min(c.Slots/2, max(3, cores+cores/2))))
	g.pools[Dearest] = newPool(c.Dear)
	return g
}

// Dear is what is dear in an archive of so many cables: what takes a core longer than a
// search for two words that each cable has, and long enough to be felt. So two words are
// never dear, however usual they are.
func Dear(cables int) time.Duration {
	return max(leastDear, time.Duration(cables)*twoWords)
}

// lightPart of what is dear is light: most searches, and all that is no search.
const lightPart = 4

// The kinds of searches, each of which has a pool, from the cheapest.
const (
	Light = iota
	Usual
	Dearest
)

// Kind tells the kind of a search that takes a core about so long in an archive of so many
// cables: a number that is the higher the dearer it is.
func Kind(cost time.Duration, cables int) int {
	switch most := Dear(cables); {
	case cost > most:
		return Dearest
	case cost > most/lightPart:
		return Usual
	}
	return Light
}

const (
	leastDear = 15 * time.Millisecond
	twoWords  = 500 * time.Nanosecond // a cable
)

// Enter waits for a slot for a search that takes a core about so long in an archive of
// so many cables. The function that it returns gives the slot back.
func (g *Gate) Enter(ctx context.Context, v Visitor, cost time.Duration, cables int) (leave func(), err error) {
	return g.pools[Kind(cost, cables)].let(ctx, v, cost, g.wait)
}

// Pools are the names of the pools.
func Pools() []string { return []string{Light: "light", Usual: "usual", Dearest: "dear"} }

// Taken tells how the slots of a pool are taken, by its name.
func (g *Gate) Taken(pool string) Taken {
	return g.pools[max(0, slices.Index(Pools(), pool))].taken()
}
