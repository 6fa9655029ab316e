package guard

import (
	"context"
	"sync"
	"time"
)

// Turns are the slots of what may take a minute where a search takes milliseconds, as
// taking out a list does. Of one visitor that is known no more than half of them are in
// use.
type Turns struct {
	pool *pool
	wait time.Duration
}

// NewTurns makes n turns, for which one waits so long.
func NewTurns(n int, wait time.Duration) *Turns { return &Turns{newPool(n), wait} }

// Enter waits for a turn. The function that it returns gives it back, and may be called
// again. ErrShare says that the visitor has a share already, ErrBusy that others have all.
func (t *Turns) Enter(ctx context.Context, v Visitor) (leave func(), err error) {
	leave, err = t.pool.let(ctx, v, 0, t.wait)
	if err != nil {
		return nil, err
	}
	return sync.OnceFunc(leave), nil
}
