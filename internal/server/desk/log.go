package desk

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"net/http"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"reftel/internal/archive"
	"reftel/internal/server/middleware"
)

// StatusGone is what is noted of a request whose client went away before it was
// answered. Nobody reads it.
const StatusGone = 499

// wentAway reports whether a request failed since its client did not wait.
func wentAway(r *http.Request, err error) bool {
	return errors.Is(r.Context().Err(), context.Canceled) &&
		(errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) || errors.Is(err, ErrBusy))
}

// note writes the line of the log of a request that failed for a reason of ours. It
// tells the route and never the address, which tells what somebody reads.
func (s *Desk) note(r *http.Request, status int, err error) {
	more := []slog.Attr{Attr("request", middleware.ID(r.Context())), Attr("route", Route(r)), Attr("error", reason(err, r))}
	if status != http.StatusServiceUnavailable {
		s.Log.LogAttrs(r.Context(), slog.LevelError, "request failed", more...)
		return
	}
	if s.storms.first(kind(err)) {
		s.Log.LogAttrs(r.Context(), slog.LevelWarn, "request failed", more...)
	}
}

// kind is a reason for a 503 in a word or two.
func kind(err error) string {
	for _, known := range []error{archive.ErrUnavailable, ErrUnready, ErrBusy, context.DeadlineExceeded, context.Canceled} {
		if errors.Is(err, known) {
			return known.Error()
		}
	}
	return "no answer"
}

// stormTime is how long lines that say the same are counted before their number is told.
const stormTime = time.Minute

// Storms are lines of the log that say the same again and again: the first is written,
// those after it are counted.
type storms struct {
	mu     sync.Mutex
	counts map[string]int // since the last line; of reasons that had one not long ago
	time   time.Duration
	log    *slog.Logger
}

func newStorms(log *slog.Logger, time time.Duration) *storms {
	return &storms{counts: map[string]int{}, time: time, log: log}
}

// first reports whether a line is the first of its kind, to be written at once; of
// those that follow the number is written later. What waits for that holds nothing of
// a request or of a server.
func (s *storms) first(kind string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, under := s.counts[kind]; under {
		s.counts[kind]++
		return false
	}
	s.counts[kind] = 0
	time.AfterFunc(s.time, func() { s.tell(kind) })
	return true
}

// tell ends a storm of which nothing more was heard, and tells how many came else.
func (s *storms) tell(kind string) {
	s.mu.Lock()
	n := s.counts[kind]
	if n == 0 {
		delete(s.counts, kind)
	} else {
		s.counts[kind] = 0
		time.AfterFunc(s.time, func() { s.tell(kind) })
	}
	s.mu.Unlock()
	if n > 0 {
		s.log.LogAttrs(context.Background(), slog.LevelWarn, "requests failed", slog.Int("count", n), Attr("error", kind))
	}
}

// mrnShape is what the ids of most cables look like.
var mrnShape = regexp.MustCompile(`(?i)\b(?:19|20)?[0-9]{2}[ _]?[A-Z][A-Z ]*[ _]?[0-9]+(?:_[a-z])?\b`)

// reason is what the log tells of an error: what was wrong in the end, and not of what,
// which most often is a cable that somebody reads. Should some layer have put there what
// the visitor typed, or an id, it is taken out.
func reason(err error, r *http.Request) string {
	var causes []string
	for _, c := range roots(err) {
		text := c.Error()
		if p, ok := c.(*fs.PathError); ok {
			text = p.Op + " " + filepath.Base(p.Path) + ": " + p.Err.Error()
		}
		if !slices.Contains(causes, text) {
			causes = append(causes, text)
		}
	}
	return mrnShape.ReplaceAllString(scrub(strings.Join(causes, "; "), r), "[…]")
}

// roots are the errors that an error was made of, without what was said of them on their
// way; of files, with the name of the file.
func roots(err error) []error {
	if _, ok := err.(*fs.PathError); ok {
		return []error{err}
	}
	switch x := err.(type) {
	case interface{ Unwrap() error }:
		if u := x.Unwrap(); u != nil {
			return roots(u)
		}
	case interface{ Unwrap() []error }:
		var all []error
		for _, u := range x.Unwrap() {
			all = append(all, roots(u)...)
		}
		return all
	}
	return []error{err}
}
