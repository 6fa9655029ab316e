package guard

import (
	"errors"
	"testing"
	"time"
)

func TestTurns(t *testing.T) {
	t.Parallel()
	turns := NewTurns(2, time.Millisecond)
	enter := func(v Visitor, want error) func() {
		t.Helper()
		leave, err := turns.Enter(t.Context(), v)
		if !errors.Is(err, want) {
			t.Fatalf("visitor %d: %v, want %v", v, err, want)
		}
		return leave
	}
	first := enter(1, nil)
	enter(1, ErrShare)
	second := enter(3, nil)
	enter(5, ErrBusy)
	enter(Unknown, ErrBusy)
	first()
	enter(1, nil)()
	second()
	one, other := enter(Unknown, nil), enter(Unknown, nil) // it may be two
	enter(Unknown, ErrBusy)
	one()
	other()
}
