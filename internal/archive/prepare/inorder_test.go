package prepare

import (
	"context"
	"errors"
	"slices"
	"testing"
)

// TestInOrder holds that things are taken in their order whoever makes them, and that a
// fault of a maker, of the taker or the end of the context is told.
func TestInOrder(t *testing.T) {
	t.Parallel()
	const n = 261
	made := func(i int) (int, error) { return i, nil }
	var got []int
	if err := InOrder(t.Context(), n, 3, made, func(x int) error { got = append(got, x); return nil }); err != nil || len(got) != n || !slices.IsSorted(got) {
		t.Errorf("%d were taken, %v", len(got), err)
	}
	fault := errors.New("a full disk")
	for name, c := range map[string]struct {
		work func(int) (int, error)
		take func(int) error
	}{
		"a maker": {func(i int) (int, error) {
			if i == 77 {
				return 0, fault
			}
			return i, nil
		}, func(int) error { return nil }},
		"the taker": {made, func(x int) error {
			if x == 77 {
				return fault
			}
			return nil
		}},
	} {
		if err := InOrder(t.Context(), n, 3, c.work, c.take); !errors.Is(err, fault) {
			t.Errorf("a fault of %s is told as %v", name, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := InOrder(ctx, n, 3, made, func(int) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("what was given up ends with %v", err)
	}
}
