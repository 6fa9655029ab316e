package prepare

import (
	"cmp"
	"context"

	"golang.org/x/sync/errgroup"
)

// InOrder makes n things with several workers and takes them in order.
func InOrder[T any](ctx context.Context, n, workers int, work func(int) (T, error), take func(T) error) error {
	eg, ctx := errgroup.WithContext(ctx)
	slots := make(chan chan T, workers*2)
	eg.Go(func() error {
		defer close(slots)
		inner, ictx := errgroup.WithContext(ctx)
		inner.SetLimit(workers)
		for i := range n {
			slot := make(chan T, 1)
			select {
			case slots <- slot:
			case <-ictx.Done():
				return cmp.Or(inner.Wait(), ctx.Err())
			}
			inner.Go(func() error {
				v, err := work(i)
				if err != nil {
					return err
				}
				slot <- v
				return nil
			})
		}
		return inner.Wait()
	})
	eg.Go(func() error {
		for slot := range slots {
			select {
			case v := <-slot:
				if err := take(v); err != nil {
					return err
				}
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	return eg.Wait()
}
