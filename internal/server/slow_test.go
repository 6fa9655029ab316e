package server

import (
	"fmt"
	"io"
	"net"
	"net/http/httptest"
	"runtime"
	"testing"
	"time"

	"reftel/internal/cable"
	"reftel/internal/sharedtest"
)

// TestSlowReaders holds that many who read a full part of the sitemap slowly do not each
// have a copy of it: it is made once, and sent to all from the same memory.
func TestSlowReaders(t *testing.T) {
	readers := sharedtest.Size(20, 60, 300)
	m := newMemory()
	for i := range 10000 {
		m.cables = append(m.cables, &cable.Cable{ID: fmt.Sprintf("09MEXICO%d", 10000+i)})
	}
	site := httptest.NewServer(memorySite(t, testConfig(t), m))
	defer site.Close()
	bodyOf(t, get(site.Config.Handler, "/sitemap/1.xml"))
	used := func() uint64 {
		var s runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&s)
		return s.HeapInuse + s.StackInuse
	}
	for _, packs := range []string{"gzip", "identity"} {
		before := used()
		var all []net.Conn
		for range readers {
			c, err := net.Dial("tcp", site.Listener.Addr().String())
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			_ = c.(*net.TCPConn).SetReadBuffer(4096)
			if _, err := fmt.Fprintf(c, "GET /sitemap/1.xml HTTP/1.1\r\nHost: cables.example\r\nAccept-Encoding: %s\r\n\r\n", packs); err != nil {
				t.Fatal(err)
			}
			all = append(all, c)
		}
		for _, c := range all {
			_ = c.SetReadDeadline(time.Now().Add(10 * time.Second))
			if _, err := io.ReadFull(c, make([]byte, 1024)); err != nil {
				t.Fatalf("%s: %v", packs, err)
			}
		}
		after := used()
		more := float64(after-min(before, after)) / (1 << 20)
		if each := more / float64(readers); each > 50.0/300 {
			t.Errorf("%s: %d readers need %.1f MB more", packs, readers, more)
		} else {
			t.Logf("%s: %d readers need %.1f MB more", packs, readers, more)
		}
	}
}
