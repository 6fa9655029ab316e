package server

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"reftel/internal/archive"
	"reftel/internal/query"
	"reftel/internal/server/middleware"
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
// statuses, by errors.Is and errors.As. An archive that cannot answer comes
// first: nothing is unknown because a machine is away.
func explain(err error) *failure {
	f := &failure{Err: err}
	if own, ok := errors.AsType[*failure](err); ok {
		*f = *own
	}
	switch {
	case f.Status != 0:
	case errors.Is(err, archive.ErrUnavailable), errors.Is(err, errUnready):
		f.Status = http.StatusServiceUnavailable
		f.Heading = "The archive cannot answer now"
		f.Sentence = "A part of the archive is out of reach. What you asked for may be here: wait a few seconds and load the page again."
	case errors.Is(err, errBusy):
		f.Status = http.StatusServiceUnavailable
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		f.Status = http.StatusServiceUnavailable
		f.Heading = "This search takes too long"
		f.Sentence = "The search was stopped after its time was up. Use fewer wildcards, longer words or a shorter period."
	case errors.Is(err, archive.ErrNotFound):
		f.Status = http.StatusNotFound
	case errors.Is(err, archive.ErrBadRequest):
		f.Status = http.StatusBadRequest
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

// retryAfter is what a client is asked to wait when the archive is busy.
const retryAfter = "5"

// fail turns an error into a page, and into one line of the log when it is
// ours. c is nil when no generation could be had.
func (s *server) fail(w http.ResponseWriter, r *http.Request, c *call, err error) {
	f := explain(err)
	id := middleware.ID(r.Context())
	if f.Status >= 500 {
		s.log.LogAttrs(r.Context(), levelOf(f.Status), "request failed", // the route, never the address: it tells what somebody reads
			attr("request", id), attr("route", route(r)), attr("error", scrub(err.Error(), r)))
	}
	h := w.Header()
	h.Set("Cache-Control", string(middleware.NoStore))
	h.Del("ETag")
	if f.Status == http.StatusServiceUnavailable {
		h.Set("Retry-After", retryAfter)
	}
	page := s.page(r, c)
	page.Title, page.NoIndex, page.Canonical = f.Heading, true, ""
	var view templ.Component
	if f.Status == http.StatusNotFound {
		view = templates.NotFoundPage(templates.NotFound{Page: page, What: f.Sentence, Suggestions: f.Links})
	} else {
		v := templates.Failure{Page: page, Status: f.Status, Heading: f.Heading, Sentence: f.Sentence, RequestID: id}
		if f.Status == http.StatusServiceUnavailable {
			v.Retry = r.URL.RequestURI()
			if !strings.HasPrefix(v.Retry, "/") || strings.HasPrefix(v.Retry, "//") {
				v.Retry = ""
			}
		}
		view = templates.FailurePage(v)
	}
	var b bytes.Buffer
	if err := view.Render(context.WithoutCancel(r.Context()), &b); err != nil {
		s.log.LogAttrs(r.Context(), levelOf(500), "error page failed", attr("request", id), attr("error", err.Error()))
		b.Reset()
		fmt.Fprintf(&b, "%s\n%s\nRequest %s\n", f.Heading, f.Sentence, id)
		h.Set("Content-Type", "text/plain; charset=utf-8")
	} else {
		h.Set("Content-Type", "text/html; charset=utf-8")
	}
	send(w, f.Status, b.Bytes())
}

// panicked answers for a handler that panicked.
func (s *server) panicked(w http.ResponseWriter, r *http.Request, value any, stack []byte) {
	s.fail(w, r, nil, fmt.Errorf("panic: %v\n%s", value, stack))
}

// refused answers for a request beyond the limits.
func (s *server) refused(w http.ResponseWriter, r *http.Request, status int, reason string) {
	s.fail(w, r, nil, &failure{Status: status, Sentence: reason})
}

// route is the pattern of the request, such as /cable/{id}.
func route(r *http.Request) string {
	if ctx := chi.RouteContext(r.Context()); ctx != nil {
		return ctx.RoutePattern()
	}
	return ""
}

// scrub takes out of a message what the visitor typed, should some layer have
// put it there.
func scrub(message string, r *http.Request) string {
	typed := []string{r.URL.RequestURI(), r.URL.RawQuery, r.URL.Path}
	for _, values := range r.URL.Query() {
		for _, v := range values {
			typed = append(append(typed, v), strings.Fields(v)...)
		}
	}
	slices.SortFunc(typed, func(a, b string) int { return len(b) - len(a) })
	for _, t := range typed {
		if t = strings.Trim(t, `"'()`); len(t) > 2 {
			message = strings.ReplaceAll(message, t, "[…]")
		}
	}
	return message
}
