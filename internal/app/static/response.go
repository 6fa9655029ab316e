package static

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"sync"
)

// bodies are buffers of answers that were written to their files.
var bodies = sync.Pool{New: func() any { return bytes.NewBuffer(make([]byte, 0, usual)) }}

// usual is about the size of a page, most how large a buffer is kept.
const (
	usual = 32 << 10
	most  = 1 << 20
)

// visitor is who asks the site: an address that is kept for examples.
const visitor = "192.0.2.1:1234"

// request asks for an address and names no host: no address of the site stands in pages but
// the one that it is told.
func request(ctx context.Context, address string) (*http.Request, error) {
	u, err := url.ParseRequestURI(address)
	if err != nil {
		return nil, fmt.Errorf("asking the site for a page: %w", err)
	}
	r := &http.Request{
		Method: http.MethodGet, URL: u, RequestURI: address, RemoteAddr: visitor,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{}, Body: http.NoBody,
	}
	return r.WithContext(ctx), nil
}

// A response is what the site answers, in a buffer that is used again.
type response struct {
	header http.Header
	status int
	body   *bytes.Buffer
}

func newResponse() *response {
	b := bodies.Get().(*bytes.Buffer)
	b.Reset()
	return &response{header: http.Header{}, body: b}
}

func (r *response) Header() http.Header { return r.header }

func (r *response) WriteHeader(status int) {
	if r.status == 0 && status >= http.StatusOK { // what comes before an answer is none
		r.status = status
	}
}

func (r *response) Write(b []byte) (int, error) {
	r.WriteHeader(http.StatusOK)
	return r.body.Write(b)
}

// Flush has nothing to do: what is written is there.
func (r *response) Flush() {}

// release gives a buffer back, whose bytes must not be used any more.
func release(b *bytes.Buffer) {
	if b != nil && b.Cap() <= most {
		bodies.Put(b)
	}
}
