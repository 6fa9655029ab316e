// Package meter counts what the server does, for programs that watch it. Whatever it tells
// is told of routes and of the server as a whole: it is handed patterns of routes and
// statuses, and never sees an address, a query or the id of a cable. It may touch HTTP
// and nothing of the archive.
package meter

import (
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/VictoriaMetrics/metrics"
)

// bounds are those of the time of an answer, in seconds.
var bounds = []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}

// A Meter is made by [New]. It may be used by any number of goroutines; nil counts
// nothing.
type Meter struct {
	set      *metrics.Set
	answers  sync.Map // of answered: *metrics.Counter
	times    sync.Map // of routes: *metrics.PrometheusHistogram
	underway *metrics.Counter
}

// An answered request, as far as it is told.
type answered struct {
	route  string
	status int
}

// New makes a meter.
func New() *Meter {
	m := &Meter{set: metrics.NewSet()}
	m.underway = m.set.NewCounter("reftel_requests_under_way")
	return m
}

// Gauge has f asked for a value whenever somebody looks.
func (m *Meter) Gauge(name string, f func() float64) {
	if m != nil {
		m.set.NewGauge(name, f)
	}
}

// Requests is a middleware that counts answers by the pattern of their route, and takes
// their time. route is asked after the answer.
func (m *Meter) Requests(route func(*http.Request) string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		if m == nil {
			return next
		}
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			start := time.Now()
			s := &statusWriter{ResponseWriter: w}
			m.underway.Inc()
			defer func() {
				m.underway.Dec()
				m.count(route(r), s.status, time.Since(start))
			}()
			next.ServeHTTP(s, r)
		})
	}
}

func (m *Meter) count(route string, status int, took time.Duration) {
	if route == "" {
		route = "none"
	}
	if status == 0 { // nothing was written, which net/http makes a 200, or the connection was cut
		status = http.StatusOK
	}
	key := answered{route, status}
	c, ok := m.answers.Load(key)
	if !ok {
		c, _ = m.answers.LoadOrStore(key, m.set.GetOrCreateCounter(fmt.Sprintf("reftel_requests_total{route=%q,status=\"%d\"}", route, status)))
	}
	c.(*metrics.Counter).Inc()
	h, ok := m.times.Load(route)
	if !ok {
		h, _ = m.times.LoadOrStore(route, m.set.GetOrCreatePrometheusHistogramExt(fmt.Sprintf("reftel_request_seconds{route=%q}", route), bounds))
	}
	h.(*metrics.PrometheusHistogram).Update(took.Seconds())
}

// ServeHTTP tells all of it, in the text form of Prometheus, with the memory of the
// process and what the Go runtime tells.
func (m *Meter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.URL.Path != "/metrics":
		http.NotFound(w, r)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "metrics can only be read", http.StatusMethodNotAllowed)
	default:
		w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
		w.Header().Set("Cache-Control", "no-store")
		m.set.WritePrometheus(w)
		metrics.WriteProcessMetrics(w)
	}
}

type statusWriter struct {
	http.ResponseWriter
	status int
}

func (s *statusWriter) WriteHeader(status int) {
	if s.status == 0 && status >= 200 {
		s.status = status
	}
	s.ResponseWriter.WriteHeader(status)
}

// Unwrap is for http.ResponseController.
func (s *statusWriter) Unwrap() http.ResponseWriter { return s.ResponseWriter }
