package server

import (
	"context"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"reftel/internal/query"
)

// TestGuard holds what others are answered while one visitor repeats a dear search that
// does not end: usual searches always, dear ones of others too, and his own 429.
func TestGuard(t *testing.T) {
	c := testConfig(t)
	c.DearSlots, c.SearchTimeout = 2, time.Minute
	c.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")} // httptest comes from there
	m := newMemory()
	stop, running := make(chan struct{}), make(chan struct{}, 10)
	dear := func(r query.Request) bool { return strings.Contains(r.Text, "orchard") }
	m.cost = func(r query.Request) time.Duration {
		if dear(r) {
			return time.Second
		}
		return time.Millisecond
	}
	m.searched = func(_ context.Context, r query.Request) error {
		if dear(r) {
			running <- struct{}{}
			<-stop
		}
		return nil
	}
	h := memorySite(t, c, m)
	from := func(address string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set("X-Forwarded-For", "10.0.0.1, "+address) }
	}
	var all sync.WaitGroup
	defer all.Wait()
	defer close(stop)
	ask := func(address string) {
		all.Go(func() { get(h, "/search?q=orchard", from(address)) })
		<-running
	}
	ask("203.0.113.5")
	res := get(h, "/search?q=orchard", from("203.0.113.5"))
	if res.StatusCode != http.StatusTooManyRequests || res.Header.Get("Retry-After") == "" || res.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("the second of one visitor: status %d", res.StatusCode)
	}
	ask("203.0.113.6") // others have the rest
	if res := get(h, "/search?q=orchard", from("203.0.113.7")); res.StatusCode != http.StatusServiceUnavailable || res.Header.Get("Retry-After") == "" {
		t.Errorf("no slot is free: status %d", res.StatusCode)
	}
	start := time.Now()
	for _, path := range []string{"/", "/search?q=mexico", "/search?tag=PREL", "/tags", "/years", "/suggest?q=me", "/cable/09MEXICO2676"} {
		if res := get(h, path, from("203.0.113.5")); res.StatusCode != http.StatusOK {
			t.Errorf("%s beside dear searches: status %d", path, res.StatusCode)
		}
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("pages beside dear searches took %v", took)
	}
}
