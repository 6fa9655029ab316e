package desk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"path"
	"slices"
	"strings"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"reftel/internal/archive"
	"reftel/internal/query"
	"reftel/internal/server/guard"
	"reftel/internal/server/middleware"
	"reftel/web/templates"
	"reftel/web/templates/words"
)

// A failure is an error that knows what the visitor is told. Status and
// Sentence go to the page, Err stays in the log. Heading and Sentence are texts that are
// said in the language of the page.
type Failure struct {
	Status   int
	Heading  string
	Sentence string
	Args     []any            // what stands in the places of the sentence
	Links    []templates.Link // where to go instead
	Last     string           // of a list: the path of its last page
	Param    string           // the parameter that is refused, "" for none or the path
	Led      archive.Found    // where the id that was asked for leads, if it is Absent or Gone
	Err      error
}

func (f *Failure) Error() string {
	if f.Err != nil {
		return fmt.Sprintf("%d: %v", f.Status, f.Err)
	}
	var english *words.Speaker
	return fmt.Sprintf("%d: %s", f.Status, english.Say(f.Sentence, f.Args...))
}

func (f *Failure) Unwrap() error { return f.Err }

// ErrBusy says that no search slot came free in time, ErrShare that the visitor has all
// that one visitor may have.
var (
	ErrBusy  = guard.ErrBusy
	ErrShare = guard.ErrShare
)

// ErrUnready says that there is no generation to answer from.
var ErrUnready = errors.New("no generation is open")

// NotFound is a 404 with a sentence; "" is the usual one.
func NotFound(sentence string, links ...templates.Link) error {
	return &Failure{Status: http.StatusNotFound, Sentence: sentence, Links: links}
}

// NotFoundOf is a 404 with a sentence about something.
func NotFoundOf(m words.Message, links ...templates.Link) error {
	return &Failure{Status: http.StatusNotFound, Sentence: m.Key, Args: m.Args, Links: links}
}

// BadRequest is a 400 with its reason.
func BadRequest(sentence string) error {
	return &Failure{Status: http.StatusBadRequest, Sentence: sentence}
}

// Explain turns any error into what the visitor is told. It alone decides on
// statuses, by errors.Is and errors.As. An archive that cannot answer comes
// first: nothing is unknown because a machine is away.
func Explain(err error) *Failure {
	f := &Failure{Err: err}
	if own, ok := errors.AsType[*Failure](err); ok {
		*f = *own
	}
	switch {
	case f.Status != 0:
	case errors.Is(err, archive.ErrUnavailable), errors.Is(err, ErrUnready):
		f.Status = http.StatusServiceUnavailable
		f.Heading = "The archive cannot answer now"
		f.Sentence = "A part of the archive is out of reach. What you asked for may be here: wait a few seconds and load the page again."
	case errors.Is(err, ErrShare):
		f.Status = http.StatusTooManyRequests
	case errors.Is(err, ErrBusy):
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
	usual := Phrases[f.Status]
	if f.Heading == "" {
		f.Heading = usual.heading
	}
	if f.Heading == "" {
		f.Heading = http.StatusText(f.Status)
	}
	if f.Sentence == "" {
		f.Sentence = usual.sentence
	}
	return f
}

// Phrases are the usual words for a status.
var Phrases = map[int]struct{ heading, sentence string }{
	http.StatusBadRequest: {heading: "This address cannot be read",
		sentence: "Something in the address names what does not exist here. Search again, or start from the home page."},
	http.StatusNotFound:         {heading: "Page not found"},
	http.StatusMethodNotAllowed: {heading: "Not allowed"},
	http.StatusTooManyRequests: {heading: "Too many searches at once",
		sentence: "As many searches as one visitor may make at once are still running. Wait a few seconds and load the page again."},
	http.StatusServiceUnavailable: {heading: "Busy",
		sentence: "The archive is busy. Wait a few seconds and load the page again."},
	http.StatusInternalServerError: {heading: "Something went wrong",
		sentence: "The page could not be made. The fault is ours and was noted under the request number below."},
}

// ParamReason is a 400 with the reason for which a parameter was refused.
func ParamReason(err error) error {
	if bad, ok := errors.AsType[*query.ParamError](err); ok {
		return &Failure{Status: http.StatusBadRequest, Sentence: bad.Reason.Key, Args: bad.Reason.Args, Param: bad.Param}
	}
	return err
}

// BadRequestOf is a 400 with its reason, which is about something.
func BadRequestOf(m words.Message) error {
	return &Failure{Status: http.StatusBadRequest, Sentence: m.Key, Args: m.Args}
}

// BadParam is a 400 with the parameter that is refused and the reason.
func BadParam(name, sentence string) error {
	return &Failure{Status: http.StatusBadRequest, Sentence: sentence, Param: name}
}

// RetryAfter is what a client is asked to wait when the archive is busy.
const RetryAfter = "5"

// Fail turns an error into a page, or for programs into a problem, and into one line of
// the log when it is ours. c is nil when no generation could be had.
func (s *Desk) Fail(w http.ResponseWriter, r *http.Request, c *Call, err error) {
	f := Explain(err)
	id, say := middleware.ID(r.Context()), words.From(r.Context())
	if wentAway(r, err) {
		w.WriteHeader(StatusGone)
		return
	}
	if f.Status >= 500 {
		s.note(r, f.Status, err)
	}
	h := w.Header()
	h.Set("Cache-Control", string(middleware.NoStore))
	h.Del("ETag")
	later := f.Status == http.StatusServiceUnavailable || f.Status == http.StatusTooManyRequests
	if later {
		h.Set("Retry-After", RetryAfter)
	}
	if forPrograms(r) {
		s.problem(w, r, f, err)
		return
	}
	f.Heading, f.Sentence = say.Say(f.Heading), say.Say(f.Sentence, f.Args...)
	if f.Last != "" {
		f.Links = append(f.Links, templates.Link{Label: say.Say("Its last page"), Href: f.Last})
	}
	page := s.Page(r, c)
	page.Title, page.NoIndex, page.Canonical = f.Heading, true, ""
	var view templ.Component
	if f.Status == http.StatusNotFound {
		view = templates.NotFoundPage(templates.NotFound{Page: page, What: f.Sentence, Suggestions: f.Links})
	} else {
		v := templates.Failure{Page: page, Status: f.Status, Heading: f.Heading, Sentence: f.Sentence, RequestID: id}
		if later {
			v.Retry = r.URL.RequestURI()
			if !strings.HasPrefix(v.Retry, "/") || strings.HasPrefix(v.Retry, "//") {
				v.Retry = ""
			}
		}
		view = templates.FailurePage(v)
	}
	var b bytes.Buffer
	if err := view.Render(context.WithoutCancel(r.Context()), &b); err != nil {
		s.Log.LogAttrs(r.Context(), slog.LevelError, "error page failed", Attr("request", id), Attr("error", reason(err, r)))
		b.Reset()
		fmt.Fprintf(&b, "%s\n%s\nRequest %s\n", f.Heading, f.Sentence, id)
		h.Set("Content-Type", "text/plain; charset=utf-8")
	} else {
		h.Set("Content-Type", "text/html; charset=utf-8")
	}
	Send(w, f.Status, s.Localized(r, b.Bytes()))
}

// Panicked answers for a handler that panicked.
func (s *Desk) Panicked(w http.ResponseWriter, r *http.Request, value any, stack []byte) {
	s.Fail(w, r, nil, fmt.Errorf("panic: %v\n%s", value, stack))
}

// Refused answers for a request beyond the limits.
func (s *Desk) Refused(w http.ResponseWriter, r *http.Request, status int, reason words.Message) {
	f := &Failure{Status: status, Sentence: reason.Key, Args: reason.Args}
	switch status {
	case http.StatusRequestURITooLong:
		f.Heading = "Request URI Too Long"
	case http.StatusRequestHeaderFieldsTooLarge:
		f.Heading = "Request Header Fields Too Large"
	}
	s.Fail(w, r, nil, f)
}

// Route is the pattern of the request, such as /cable/{id}.
func Route(r *http.Request) string {
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
	route := strings.Split(Route(r), "/")
	for part := range strings.SplitSeq(r.URL.Path, "/") {
		if !slices.Contains(route, part) { // the id of a cable, a name
			typed = append(typed, part, strings.TrimSuffix(part, path.Ext(part)))
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
