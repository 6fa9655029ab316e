package desk

import (
	"bytes"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"reftel/internal/archive/polite"
	"reftel/internal/server/middleware"
)

// Once makes a handler of one whose answer is the same for all: it depends on the
// generation, the path and some parameters of the address. It is drawn once, compressed
// once and then given from memory. What is no document, an error or a redirect, is
// not kept.
func (s *Desk) Once(h Handler, params ...string) Handler {
	return func(c *Call) error {
		a, err := s.kept.of(c.Ctx(), s.onceKey(c, params), func() (*answer, bool, error) {
			leave, err := s.kept.turns.Enter(c.Ctx(), s.Visitor(c.R))
			if err != nil {
				return nil, false, err
			}
			defer leave()
			return s.drawn(c, h, params)
		})
		if err != nil {
			return err
		}
		s.give(c, a)
		return nil
	}
}

// onceKey is all that an answer depends on.
func (s *Desk) onceKey(c *Call, params []string) string {
	g := c.A.Generation()
	return strings.Join([]string{g.ID, g.ManifestHash, s.Base(c.R), tongueOf(c.R).key(), c.R.URL.EscapedPath(), counted(c.R, params)}, "\x00")
}

// counted is the query of a request with the parameters that count.
func counted(r *http.Request, params []string) string {
	asked, counted := r.URL.Query(), url.Values{}
	for _, p := range params {
		if v, ok := asked[p]; ok {
			counted[p] = v
		}
	}
	return counted.Encode()
}

// record has a handler draw its answer as if it was asked for the first time, and by
// nothing but what counts.
func (s *Desk) record(c *Call, h Handler, params []string) (*answer, error) {
	r := c.R.Clone(c.Ctx())
	r.Method, r.URL.RawQuery = http.MethodGet, counted(c.R, params)
	for _, condition := range []string{"If-None-Match", "If-Modified-Since", "If-Match", "If-Unmodified-Since", "If-Range", "Range"} {
		r.Header.Del(condition)
	}
	w := &recorder{answer: answer{status: http.StatusOK, header: http.Header{}}}
	if err := h(s.call(w, r, c.A, c.lease)); err != nil {
		return nil, err
	}
	a := &w.answer
	a.body, a.length = w.b.Bytes(), w.b.Len()
	return a, nil
}

// lasts reports whether an answer is a document, which is the same until the next generation.
func (a *answer) lasts() bool {
	return a.status == http.StatusOK && a.header.Get("Cache-Control") == string(middleware.Document)
}

// drawn is what a handler draws, compressed, and whether to keep it.
func (s *Desk) drawn(c *Call, h Handler, params []string) (*answer, bool, error) {
	a, err := s.record(c, h, params)
	if err != nil {
		return nil, false, err
	}
	a.body = bytes.Clone(a.body)
	if !a.lasts() || len(a.body) > keptMost {
		return a, false, nil
	}
	if a.packed, err = middleware.Packed(a.body); a.packed != nil && a.length > keptPlain {
		a.body = nil
	}
	return a, err == nil, err
}

// give answers a call.
func (s *Desk) give(c *Call, a *answer) {
	h := c.W.Header()
	for name, values := range a.header {
		h[name] = append([]string(nil), values...)
	}
	etag := a.header.Get("ETag")
	if etag != "" && (middleware.NotModified(c.R, etag) || middleware.Since(c.R, c.A.Generation().Built)) {
		for _, name := range []string{"Content-Type", "Content-Length"} {
			h.Del(name)
		}
		c.W.WriteHeader(http.StatusNotModified)
		return
	}
	if a.packed != nil && middleware.TakesPacked(c.R) {
		h.Set("Content-Encoding", "gzip")
		if etag != "" {
			h.Set("ETag", middleware.PackedTag(etag))
		}
		Send(c.W, a.status, a.packed)
		return
	}
	if len(a.body) == a.length {
		Send(c.W, a.status, a.body)
		return
	}
	h.Set("Content-Length", strconv.Itoa(a.length))
	c.W.WriteHeader(a.status)
	if c.R.Method != http.MethodHead {
		to := polite.Writer(polite.Long(c.Ctx(), patience), c.W) // it is large: others go first
		_ = s.packer.Unpack(to, a.packed)                        // a client that went away is no error of ours
	}
}

// A recorder takes down an answer.
type recorder struct {
	answer
	b bytes.Buffer
}

func (w *recorder) Header() http.Header         { return w.header }
func (w *recorder) WriteHeader(status int)      { w.status = status }
func (w *recorder) Write(b []byte) (int, error) { return w.b.Write(b) }
