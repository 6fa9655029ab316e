package siege

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"reftel/internal/sharedtest"
)

// slow is a connection whose window is small, with what was asked on it.
func slow(t *testing.T, s *site, request string) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", s.addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	_ = c.(*net.TCPConn).SetReadBuffer(4096)
	if _, err := io.WriteString(c, request); err != nil {
		t.Fatal(err)
	}
	return c
}

// TestSlowClients holds that clients that say their request a byte at a time, or read
// nothing of an answer, do not keep others out, and are sent away.
func TestSlowClients(t *testing.T) {
	costly(t)
	a := largeArchive(t)
	s := serve(t, a.dir, nil)
	c := crowdOf(t, s, 8)
	c.closed(4, time.Second)
	quiet := c.open(20, 3*time.Second)
	n := long(300, 900)
	var heads, bodies []net.Conn
	for i := range n {
		switch i % 3 {
		case 0:
			heads = append(heads, slow(t, s, "GET / HTTP/1.1\r\nHost: a\r\nX-"))
		case 1:
			bodies = append(bodies, slow(t, s, "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n"))
		default:
			slow(t, s, "GET /sitemap/1.xml HTTP/1.1\r\nHost: a\r\n\r\n")
		}
	}
	go func() { // they go on, a byte a second
		for range 20 {
			time.Sleep(time.Second)
			for _, k := range heads {
				_, _ = io.WriteString(k, "x")
			}
		}
	}()
	most := s.watch()
	y := c.open(20, 10*time.Second)
	peak := most()
	if len(y.wrong) > 0 || y.status[200] != len(y.took) {
		t.Errorf("others: %v %v", y.status, y.wrong)
	}
	left := 0
	for _, k := range append(heads, bodies...) {
		if stays(k, 5*time.Second) {
			left++
		}
	}
	if left > 0 {
		t.Errorf("%d of %d slow clients are still let to speak after 15 seconds", left, len(heads)+len(bodies))
	}
	sharedtest.Score(t, "E3", fmt.Sprintf("%d slow connections: others are answered within %v at the 99th percentile (%v where it is quiet), %d MB at most, %d of %d that speak slowly are there after 10 s", n, y.at(.99), quiet.at(.99), peak, left, len(heads)+len(bodies)),
		"200 ms, none there", left == 0 && len(y.wrong) == 0 && y.at(.99) <= 200*time.Millisecond)
}

// stays reports whether a connection is still open after some time.
func stays(c net.Conn, wait time.Duration) bool {
	_ = c.SetReadDeadline(time.Now().Add(wait))
	_, err := io.Copy(io.Discard, c)
	e, ok := err.(net.Error)
	return ok && e.Timeout()
}

// TestSlowTakers holds what many that read the largest answers slowly cost, the server and
// the others.
func TestSlowTakers(t *testing.T) {
	costly(t)
	a := largeArchive(t)
	s := serve(t, a.dir, nil)
	c := crowdOf(t, s, 8)
	c.closed(4, time.Second)
	quiet := c.open(20, 4*time.Second)
	n := long(100, 300)
	var worst cost
	for _, path := range []string{"/sitemap/1.xml", "/search.csv?q=the", "/search.jsonl?q=the", "/search?q=the+of&size=100", "/tags", "/people", "/api/v1/openapi.json"} {
		for _, packs := range []string{"identity", "gzip"} {
			if res, err := http.Get("http://" + s.addr + path); err != nil || res.StatusCode >= 400 && res.StatusCode != http.StatusServiceUnavailable {
				t.Fatalf("%s: %v, %v", path, res, err)
			} else {
				_, _ = io.Copy(io.Discard, res.Body)
				res.Body.Close()
			}
			before := s.memory()
			var takers []net.Conn
			for range n {
				takers = append(takers, slow(t, s, "GET "+path+" HTTP/1.1\r\nHost: a\r\nAccept-Encoding: "+packs+"\r\n\r\n"))
			}
			most := s.watch()
			y := c.open(20, time.Duration(long(2, 3))*time.Second)
			more := most() - before
			for _, k := range takers {
				_ = k.Close()
			}
			if len(y.wrong) > 0 {
				t.Errorf("%s: others: %v %v", path, y.status, y.wrong)
			}
			if more > 300 {
				t.Errorf("%s, %s: %d MB more", path, packs, more)
			}
			t.Logf("%s, %s: %d MB more, others p99 %v (%v where it is quiet), %v", path, packs, more, y.at(.99), quiet.at(.99), y.status)
			worst.add(strings.SplitN(path, "?", 2)[0]+", "+packs, more, y.at(.99))
		}
	}
	sharedtest.Score(t, "E6", fmt.Sprintf("%d slow readers of each of 7 large answers: %d MB more at most (%s), others p99 %v at most (%v where it is quiet)", n, worst.more, worst.most, worst.p99, quiet.at(.99)),
		"300 MB, five times", worst.more <= 300 && worst.p99 <= 5*quiet.at(.99) && !t.Failed())
}

// A cost is the most that slow takers cost.
type cost struct {
	most string
	more int
	p99  time.Duration
}

func (c *cost) add(path string, more int, p99 time.Duration) {
	if more > c.more {
		c.most, c.more = path, more
	}
	c.p99 = max(c.p99, p99)
}
