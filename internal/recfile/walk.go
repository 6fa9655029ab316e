package recfile

import (
	"context"
	"fmt"
	"io"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"
)

// walkBytes is about how much of a file a step of Walk reads.
const walkBytes = 1 << 20

// Walk reads the whole file once, from its first byte to its last: every byte goes
// to sum, and every record to do, which several goroutines call. What do gets is
// valid until it returns.
func (r *File) Walk(ctx context.Context, workers int, sum io.Writer, do func(i uint32, rec []byte) error) error {
	st, err := r.f.Stat()
	if err != nil {
		return err
	}
	n := len(r.offs) - 1
	if size := uint64(st.Size()); size != r.offs[n] {
		return fmt.Errorf("%s: %d bytes instead of %d", r.f.Name(), size, r.offs[n])
	}
	eg, group := errgroup.WithContext(ctx)
	eg.SetLimit(workers)
	var read sync.Pool // memory of steps that are done
	for lo := 0; lo < n; {
		if group.Err() != nil {
			break
		}
		hi := lo + 1
		for hi < n && r.offs[hi+1]-r.offs[lo] <= walkBytes {
			hi++
		}
		size := int(r.offs[hi] - r.offs[lo])
		room, _ := read.Get().(*[]byte)
		if room == nil {
			room = new([]byte)
		}
		*room = slices.Grow((*room)[:0], size)
		b := (*room)[:size]
		if _, err := r.f.ReadAt(b, int64(r.offs[lo])); err != nil {
			_ = eg.Wait()
			return fmt.Errorf("read %s: %w", r.f.Name(), err)
		}
		if _, err := sum.Write(b); err != nil {
			_ = eg.Wait()
			return err
		}
		from, to := lo, hi
		eg.Go(func() error {
			defer read.Put(room)
			for i := from; i < to; i++ {
				if err := group.Err(); err != nil {
					return err
				}
				if err := do(uint32(i), b[r.offs[i]-r.offs[from]:r.offs[i+1]-r.offs[from]]); err != nil {
					return err
				}
			}
			return nil
		})
		lo = hi
	}
	if err := eg.Wait(); err != nil {
		return err
	}
	return ctx.Err()
}
