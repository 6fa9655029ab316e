package load

import (
	"context"
	"sync"
	"sync/atomic"
)

// stretch is how many things are held at a time before they are taken.
const stretch = 128

// inOrder makes n things with several workers, a stretch at a time, and takes them in
// their order.
func inOrder[T any](ctx context.Context, n, workers int, work func(i int) (T, error), take func(i int, x T) error) error {
	for lo := 0; lo < n; lo += stretch {
		made, errs := make([]T, min(stretch, n-lo)), make([]error, min(stretch, n-lo))
		var next atomic.Int64
		var wg sync.WaitGroup
		for range workers {
			wg.Go(func() {
				for ctx.Err() == nil {
					i := int(next.Add(1)) - 1
					if i >= len(made) {
						return
					}
					made[i], errs[i] = work(lo + i)
				}
			})
		}
		wg.Wait()
		if err := ctx.Err(); err != nil {
			return err
		}
		for i := range made {
			if errs[i] != nil {
				return errs[i]
			}
			if err := take(lo+i, made[i]); err != nil {
				return err
			}
		}
	}
	return nil
}
