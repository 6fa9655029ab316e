package middleware

import (
	"context"
	"net/http"
	"strconv"
)

// wholeBytes is how much of an answer waits for its end, so that its length can be told.
const wholeBytes = 256 << 10

// whole stands around the compression, which answers HEAD as if nothing was compressed
// and does not tell how long a compressed answer is. It asks for what GET would get,
// and tells the length of answers that are not too long to wait for.
func whole(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		m := &measuring{ResponseWriter: w, head: r.Method == http.MethodHead}
		if m.head {
			r = r.Clone(context.WithValue(r.Context(), headAsked{}, true))
			r.Method = http.MethodGet
			r.Header.Del("Range") // which is for GET alone
		}
		next.ServeHTTP(m, r)
		m.finish()
	})
}

// headAsked marks a request for the head of an answer alone.
type headAsked struct{}

// HeadAsked reports whether the head alone is sent, for answers that are too long to be
// made for nothing. Such a head tells no length.
func HeadAsked(r *http.Request) bool {
	return r.Method == http.MethodHead || r.Context().Value(headAsked{}) != nil
}

// A measuring writer keeps an answer back until its length is known, or it is too long.
type measuring struct {
	http.ResponseWriter
	head   bool
	status int
	buf    []byte // of an answer whose length is not told
	size   int    // of that
	passes bool   // the header is out
}

func (m *measuring) WriteHeader(status int) {
	switch {
	case m.passes || m.status != 0:
		return
	case status < 200: // not the answer yet
		m.ResponseWriter.WriteHeader(status)
		return
	}
	m.status = status
	told := m.Header().Get("Content-Length") != ""
	if told || status == http.StatusNoContent || status == http.StatusNotModified {
		m.pass()
	}
}

// pass sends the header and what was kept back.
func (m *measuring) pass() {
	m.passes = true
	m.ResponseWriter.WriteHeader(m.status)
	if !m.head && len(m.buf) > 0 {
		_, _ = m.ResponseWriter.Write(m.buf) // a client that went away is no error of ours
	}
	m.buf = nil
}

func (m *measuring) Write(b []byte) (int, error) {
	if m.status == 0 {
		m.WriteHeader(http.StatusOK)
	}
	switch {
	case m.head:
		m.size += len(b)
		return len(b), nil
	case m.passes:
		return m.ResponseWriter.Write(b)
	}
	m.size += len(b)
	m.buf = append(m.buf, b...)
	if m.size > wholeBytes {
		m.pass()
	}
	return len(b), nil
}

// finish ends an answer. What net/http is to make of a handler that said nothing it
// makes itself.
func (m *measuring) finish() {
	if m.passes || m.status == 0 {
		return
	}
	if m.size <= wholeBytes && (m.size > 0 || !m.head) { // a body that was not made has no length
		m.Header().Set("Content-Length", strconv.Itoa(m.size))
	}
	m.pass()
}

// Flush sends what there is: who flushes wants nothing kept back.
func (m *measuring) Flush() {
	if m.status == 0 {
		m.WriteHeader(http.StatusOK)
	}
	if !m.passes {
		m.size = wholeBytes + 1
		m.pass()
	}
	_ = http.NewResponseController(m.ResponseWriter).Flush()
}

// Unwrap is for http.ResponseController.
func (m *measuring) Unwrap() http.ResponseWriter { return m.ResponseWriter }
