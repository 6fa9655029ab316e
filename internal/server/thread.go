package server

import (
	"context"
	"errors"
	"net/http"

	"reftel/internal/server/desk"
	"reftel/internal/server/middleware"
	"reftel/internal/server/shape"
	threads "reftel/internal/server/shape/thread"
	"reftel/internal/thread"
	pages "reftel/web/templates/thread"
	"reftel/web/templates/words"
)

// threadMost is how many cables the page of a thread shows, each of which is read.
const threadMost = 200

// thread is the page of the cables that a cable hangs together with by references.
func (s *server) thread(c *desk.Call) error {
	asked, err := desk.Param(c.R, "id")
	if err != nil {
		return err
	}
	rec, err := s.held(c, asked, shape.Trail{}, shape.ThreadPath)
	if err != nil || rec == nil {
		return err
	}
	x := threads.Page{Words: c.Words, Start: rec.Cable}
	err = s.WithSlot(c, func(ctx context.Context) (err error) {
		x.Thread, err = thread.Of(ctx, c.A, rec.Cable.ID, threadMost)
		return err
	})
	if desk.RanOut(c, err) {
		return tooLong(words.Later("This thread takes too long"), err)
	}
	if err != nil {
		return err
	}
	return s.Render(c, http.StatusOK, middleware.Document, "", pages.Page(x.View(s.Page(c.R, c))))
}

// tooLong is a 503 for what is no search. Where no slot came free the archive is busy.
func tooLong(heading words.Message, err error) error {
	if errors.Is(err, desk.ErrBusy) || errors.Is(err, desk.ErrShare) {
		return err
	}
	return &desk.Failure{Status: http.StatusServiceUnavailable, Heading: heading.Key, Sentence: "It was stopped after its time was up. Load the page again.", Err: err}
}
