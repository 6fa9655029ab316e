package desk

import (
	"bufio"
	"fmt"
	"io"
	"net/http"

	"reftel/internal/server/middleware"
)

// streamBuffer is how much of a stream waits to be sent.
const streamBuffer = 8 << 10

// Stream answers with a document that is written while it is sent, so that no more
// of it is held than is being written, however slowly it is read. What fails after
// the first byte cannot become an error page: it is noted in the log and the
// connection is cut, so that a part is not taken for the whole.
func (s *Desk) Stream(c *Call, key, contentType string, write func(w io.Writer) error) error {
	if s.fresh(c, middleware.Document, http.StatusOK, key) {
		return nil
	}
	return s.Written(c, contentType, write)
}

// Written is Stream of what is no document, as the list of a search; how it may be kept
// the caller has said.
func (s *Desk) Written(c *Call, contentType string, write func(w io.Writer) error) error {
	c.W.Header().Set("Content-Type", contentType)
	c.W.WriteHeader(http.StatusOK)
	if c.R.Method == http.MethodHead {
		return nil
	}
	b := bufio.NewWriterSize(&sender{w: c.W}, streamBuffer)
	err := write(b)
	if err == nil {
		err = b.Flush()
	}
	if err == nil {
		return nil
	}
	if sent, _ := err.(hungUp); sent.error == nil && c.Ctx().Err() == nil {
		s.note(c.R, http.StatusInternalServerError, fmt.Errorf("on its way: %w", err))
	}
	panic(http.ErrAbortHandler)
}

// A hungUp is what a client that went away makes of a write.
type hungUp struct{ error }

// A sender marks the faults of sending.
type sender struct{ w io.Writer }

func (s *sender) Write(p []byte) (int, error) {
	n, err := s.w.Write(p)
	if err != nil {
		err = hungUp{err}
	}
	return n, err
}
