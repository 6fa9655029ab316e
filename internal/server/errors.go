package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"reftel/internal/index"
	"reftel/internal/query"
	"reftel/web/templates"
)

// A failure is an error that knows what the visitor is told. Status and
// Sentence go to the page, Err stays in the log.
type failure struct {
	Status   int
	Heading  string
	Sentence string
	Links    []templates.Link // where to go instead
	Err      error
}

func (f *failure) Error() string {
	if f.Err != nil {
		return fmt.Sprintf("%d: %v", f.Status, f.Err)
	}
	return fmt.Sprintf("%d: %s", f.Status, f.Sentence)
}

func (f *failure) Unwrap() error { return f.Err }

// errBusy says that no search slot came free in time.
var errBusy = errors.New("all search slots are taken")

// errUnready says that there is no generation to answer from.
var errUnready = errors.New("no generation is open")

// notFound is a 404 with a sentence; "" is the usual one.
func notFound(sentence string, links ...templates.Link) error {
	return &failure{Status: http.StatusNotFound, Sentence: sentence, Links: links}
}

// badRequest is a 400 with its reason.
func badRequest(sentence string) error {
	return &failure{Status: http.StatusBadRequest, Sentence: sentence}
}

// explain turns any error into what the visitor is told. It alone decides on
// statuses, by errors.Is and errors.As.
func explain(err error) *failure {
	f := &failure{Err: err}
	if own, ok := errors.AsType[*failure](err); ok {
		*f = *own
	}
	switch {
	case f.Status != 0:
	case errors.Is(err, index.ErrNotFound):
		f.Status = http.StatusNotFound
	case errors.Is(err, index.ErrBadRequest):
		f.Status = http.StatusBadRequest
	case errors.Is(err, errBusy), errors.Is(err, errUnready):
		f.Status = http.StatusServiceUnavailable
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		f.Status = http.StatusServiceUnavailable
		f.Heading = "This search takes too long"
		f.Sentence = "The search was stopped after its time was up. Use fewer wildcards, longer words or a shorter period."
	default:
		f.Status = http.StatusInternalServerError
	}
	words := phrases[f.Status]
	if f.Heading == "" {
		f.Heading = words.heading
	}
	if f.Heading == "" {
		f.Heading = http.StatusText(f.Status)
	}
	if f.Sentence == "" {
		f.Sentence = words.sentence
	}
	return f
}

// phrases are the usual words for a status.
var phrases = map[int]struct{ heading, sentence string }{
	http.StatusBadRequest: {"This address cannot be read",
		"Something in the address names what does not exist here. Search again, or start from the home page."},
	http.StatusNotFound:         {"Page not found", ""},
	http.StatusMethodNotAllowed: {"Not allowed", ""},
	http.StatusServiceUnavailable: {"Busy",
		"The archive is busy. Wait a few seconds and load the page again."},
	http.StatusInternalServerError: {"Something went wrong",
		"The page could not be made. The fault is ours and was noted under the request number below."},
}

// paramReason is a 400 with the reason for which a parameter was refused.
func paramReason(err error) error {
	if bad, ok := errors.AsType[*query.ParamError](err); ok {
		return badRequest(bad.Reason)
	}
	return err
}
