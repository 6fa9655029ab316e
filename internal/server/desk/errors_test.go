package desk

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"reftel/internal/archive"
)

// TestExplain holds the order in which errors count.
func TestExplain(t *testing.T) {
	for _, tt := range []struct {
		err  error
		want int
	}{
		{archive.ErrNotFound, 404}, {archive.ErrBadRequest, 400}, {ErrBusy, 503}, {errors.New("broken"), 500},
		{fmt.Errorf("%w: %w", ErrUnready, archive.ErrNotFound), 503},
		{errors.Join(archive.ErrNotFound, archive.ErrUnavailable), 503},
		{fmt.Errorf("lookup: %w", context.DeadlineExceeded), 503}, {errors.Join(archive.ErrNotFound, context.Canceled), 503},
		{NotFound("No."), 404},
	} {
		if got := Explain(tt.err).Status; got != tt.want {
			t.Errorf("%v: status %d, want %d", tt.err, got, tt.want)
		}
	}
}
