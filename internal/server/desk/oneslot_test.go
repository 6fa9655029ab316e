package desk

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"reftel/internal/archive"
	"reftel/internal/query"
	"reftel/internal/server/guard"
)

// A priced archive tells what a request costs by the size of its page, in milliseconds.
type priced struct{ archive.Archive }

func (priced) Generation() archive.Generation { return archive.Generation{Cables: 1000} }

func (priced) Cost(_ context.Context, r query.Request) (time.Duration, error) {
	return time.Duration(r.Size) * time.Millisecond, nil
}

const (
	lightCost = 1
	usualCost = 10
	dearCost  = 100
)

// TestOneSlot holds which slots a call has when, by what it asks.
func TestOneSlot(t *testing.T) {
	t.Parallel()
	failed := errors.New("failed")
	for name, tt := range map[string]struct {
		asks    []int
		asked   [][3]int // slots in use while each question is asked: light, usual, dear
		drawing [3]int
	}{
		"light":            {[]int{lightCost, lightCost}, [][3]int{{1, 0, 0}, {1, 0, 0}}, [3]int{}},
		"usual":            {[]int{usualCost}, [][3]int{{0, 1, 0}}, [3]int{0, 1, 0}},
		"what goes with":   {[]int{usualCost, lightCost, usualCost}, [][3]int{{0, 1, 0}, {0, 1, 0}, {0, 1, 0}}, [3]int{0, 1, 0}},
		"dearer and dear":  {[]int{lightCost, usualCost, dearCost, usualCost}, [][3]int{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {0, 0, 1}}, [3]int{0, 0, 1}},
		"nothing is asked": {nil, nil, [3]int{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := &Desk{gate: guard.New(guard.Config{Slots: 4, Dear: 2, Wait: time.Second}), visitors: guard.NewVisitors()}
			s.SearchTimeout = time.Second
			used := func() (out [3]int) {
				for i, pool := range guard.Pools() {
					out[i] = s.gate.Taken(pool).Used
				}
				return out
			}
			var asked [][3]int
			h := s.OneSlot(func(c *Call) error {
				for _, cost := range tt.asks {
					if _, err := InSlot(s, c, func(context.Context) (int, error) {
						asked = append(asked, used())
						return 0, nil
					}, query.Request{Size: cost}); err != nil {
						t.Error(err)
					}
					synctest.Wait() // for what gives the slot back behind an answer
				}
				if got := used(); got != tt.drawing {
					t.Errorf("%v are in use while it is drawn, want %v", got, tt.drawing)
				}
				if c.R.Method == http.MethodPost {
					return failed
				}
				c.W.WriteHeader(http.StatusOK)
				if got := used(); got != [3]int{} {
					t.Errorf("%v are in use while it is sent", got)
				}
				return nil
			})
			synctest.Test(t, func(t *testing.T) {
				for method, want := range map[string]error{http.MethodGet: nil, http.MethodPost: failed} {
					asked = nil
					c := &Call{W: httptest.NewRecorder(), R: httptest.NewRequest(method, "/", nil), A: priced{}, lease: newLease(nil)}
					if err := h(c); !errors.Is(err, want) {
						t.Error(err)
					}
					if !slices.Equal(asked, tt.asked) {
						t.Errorf("%v were in use, want %v", asked, tt.asked)
					}
					if got := used(); got != [3]int{} {
						t.Errorf("%v are in use at the end", got)
					}
				}
			})
		})
	}
}

// TestOneSlotOutlived holds that a question that outlives its call holds the slot.
func TestOneSlotOutlived(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &Desk{gate: guard.New(guard.Config{Slots: 4, Dear: 2, Wait: time.Second}), visitors: guard.NewVisitors()}
		s.SearchTimeout = time.Second
		end := make(chan struct{})
		h := s.OneSlot(func(c *Call) error {
			_, err := InSlot(s, c, func(context.Context) (int, error) { <-end; return 0, nil }, query.Request{Size: dearCost})
			return err
		})
		c := &Call{W: httptest.NewRecorder(), R: httptest.NewRequest(http.MethodGet, "/", nil), A: priced{}, lease: newLease(nil)}
		if err := h(c); !errors.Is(err, context.DeadlineExceeded) {
			t.Error(err)
		}
		if n := s.gate.Taken("dear").Used; n != 1 {
			t.Errorf("%d slots are in use while it runs", n)
		}
		close(end)
		synctest.Wait()
		if n := s.gate.Taken("dear").Used; n != 0 {
			t.Errorf("%d slots are in use when it has ended", n)
		}
	})
}
