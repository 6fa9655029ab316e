package longs

import (
	"context"
	"sync"
	"time"
)

// turns is how many pages of long texts are made at once, and patience how long one
// waits for its turn. They take a hundred times what the page of a usual cable takes,
// which they must not hold up.
const (
	turns    = 2
	patience = 10 * time.Second
)

// Turn waits for a turn to make a page of a long text, and returns what ends it. ok is
// false where none came.
func (s *Shelf) Turn(ctx context.Context) (end func(), ok bool) {
	wait := time.NewTimer(patience)
	defer wait.Stop()
	select {
	case s.turns <- struct{}{}:
		return sync.OnceFunc(func() { <-s.turns }), true
	case <-wait.C:
	case <-ctx.Done():
	}
	return func() {}, false
}
