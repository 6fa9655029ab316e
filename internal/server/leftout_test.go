package server

import (
	"context"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"
)

// TestLeftOut holds what the page of a cable can be without: an answer whose own
// time was up, and no other.
func TestLeftOut(t *testing.T) {
	a := testArchive(t)
	c := testConfig(t)
	c.SearchTimeout = 20 * time.Millisecond
	for _, q := range []struct {
		method string
		n      int
		waits  bool   // until the time of all questions is up
		says   string // "" is a 503
	}{
		{"Similar", 1, true, "similar cables"},
		{"Versions", 1, true, "its versions, similar cables"},
		{"Versions", 1, false, "its versions"},
		{"Related", 4, true, "the cable before it, the cable after it, its versions, similar cables"},
		{"Related", 5, false, "the cable after it"},
		{"Related", 1, true, ""}, {"Related", 2, true, ""}, {"Related", 3, true, ""}, {"Related", 1, false, ""},
	} {
		w := &watched{Archive: a, asked: map[string]int{}, fails: func(ctx context.Context, m string, n int) error {
			if m != q.method || n != q.n {
				return nil
			}
			if q.waits {
				<-ctx.Done()
			}
			return fmt.Errorf("too slow: %w", context.DeadlineExceeded)
		}}
		c.Archive = served{w}
		h, err := New(c)
		if err != nil {
			t.Fatal(err)
		}
		res := get(h, "/cable/88OSLO1")
		b, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		if q.says == "" {
			unavailable(t, fmt.Sprintf("%s %d is late", q.method, q.n), res)
			continue
		}
		if res.StatusCode != 200 || res.Header.Get("Cache-Control") != "no-store" || res.Header.Get("ETag") != "" || !strings.Contains(string(b), "took too long: "+q.says+".") {
			t.Errorf("%s is late: code %d, header %v", q.method, res.StatusCode, res.Header)
		}
	}
}
