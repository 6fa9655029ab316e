package server

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"reftel/internal/server/middleware"
	"reftel/web/templates"
)

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
