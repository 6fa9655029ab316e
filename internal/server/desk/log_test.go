package desk

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"reftel/internal/archive"
)

// A sink is a log that timers write to.
type sink struct {
	mu sync.Mutex
	b  strings.Builder
}

func (s *sink) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *sink) lines() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return strings.Split(strings.TrimSpace(s.b.String()), "\n")
}

// TestStorm holds that answers of 503 for one reason are a line, and a minute later their
// number.
func TestStorm(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log sink
		to := slog.New(slog.NewTextHandler(&log, nil))
		s := &Desk{Log: to, storms: newStorms(to, stormTime)}
		r := httptest.NewRequest("GET", "/", nil)
		lines := func(want int, when string) {
			t.Helper()
			synctest.Wait()
			if got := log.lines(); len(got) != want {
				t.Errorf("%d lines %s, want %d:\n%s", len(got), when, want, strings.Join(got, "\n"))
			}
		}
		for i := range 500 {
			s.note(r, 503, fmt.Errorf("search: %w", ErrBusy))
			if i%2 == 0 {
				s.note(r, 503, context.DeadlineExceeded)
			}
		}
		lines(2, "at once")
		time.Sleep(stormTime)
		lines(4, "after a minute")
		all := strings.Join(log.lines(), "\n")
		if !strings.Contains(all, `msg="requests failed" count=499 error="all slots for such a search are taken"`) || !strings.Contains(all, "count=249") {
			t.Errorf("the log:\n%s", all)
		}
		s.note(r, 503, ErrBusy)
		lines(4, "while the storm goes on")
		time.Sleep(stormTime)
		lines(5, "after another minute")
		time.Sleep(stormTime) // in which nothing comes
		lines(5, "once it is over")
		s.note(r, 503, ErrBusy)
		lines(6, "of the next")
		s.note(r, 500, errors.New("one"))
		s.note(r, 500, errors.New("one"))
		lines(8, "with what is broken, which is told each time")
		time.Sleep(2 * stormTime)
	})
}

func TestReason(t *testing.T) {
	r := httptest.NewRequest("GET", "/cable/frus1969-76ve09p1d12?q=secret+words", nil)
	read := &fs.PathError{Op: "read", Path: "/srv/reftel/gen/x/docs/records", Err: syscall.EIO}
	for want, err := range map[string]error{
		"read records: input/output error; the archive cannot answer now": fmt.Errorf("record: cable 09MEXICO2676: %w", errors.Join(fmt.Errorf("at 12345: %w", read), archive.ErrUnavailable)),
		"broken at […]":        errors.New("broken at 09MEXICO2676"),
		"a […], b […], c […]":  errors.New("a 2009 Mexico City 02676_a, b 88oslo1, c 79TELAVIV12"),
		"no […] of […]":        errors.New("no secret of frus1969-76ve09p1d12"),
		"panic at 0xc000112ab": errors.New("panic at 0xc000112ab"),
	} {
		if got := reason(err, r); got != want {
			t.Errorf("%v\ngot  %s\nwant %s", err, got, want)
		}
	}
}

func TestWentAway(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	r := httptest.NewRequest("GET", "/", nil).WithContext(ctx)
	if wentAway(r, context.Canceled) {
		t.Error("went away while it waits")
	}
	cancel()
	var log sink
	to := slog.New(slog.NewTextHandler(&log, nil))
	s := &Desk{Log: to, storms: newStorms(to, time.Minute)}
	w := httptest.NewRecorder()
	s.Fail(w, r, nil, fmt.Errorf("search: %w", context.Canceled))
	if w.Code != StatusGone || len(log.lines()) != 1 || log.lines()[0] != "" {
		t.Errorf("status %d, log %q", w.Code, log.lines())
	}
	if wentAway(r, errors.New("broken")) {
		t.Error("what is broken is a fault of the client")
	}
	if w.Body.Len() > 0 || w.Result().StatusCode == http.StatusOK {
		t.Error("an answer to nobody")
	}
}
