package server

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"testing"
)

// TestOften holds that a page of a cable is drawn once for all who ask for nothing but the
// page, in both forms and with one header, and for others anew: with parameters, by another
// generation, in parts, and where it is no page that may be kept.
func TestOften(t *testing.T) {
	w := &watched{Archive: newMemory(), asked: map[string]int{}}
	c := testConfig(t)
	c.Archive = served{w}
	h, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	reads := func() int {
		w.mu.Lock()
		defer w.mu.Unlock()
		return w.asked["Record"]
	}
	const page = "/cable/09MEXICO2676"
	for _, tt := range []struct {
		first, then string
		header      string // of the request
		reads       int    // of the two, by the second
	}{
		{page, page, "", 0},
		{page, page, "Accept-Encoding: gzip", 0},
		{page + "/par1", page + "/par1", "", 0},
		{"/de" + page, "/de" + page, "", 0},
		{"/de" + page, "/fr" + page, "", 1},
		{page, page + "?names=off", "", 1},
		{page, page + "?q=minister", "", 1},
		{page, page, "Range: bytes=0-9", 1},
		{page + ".txt", page + ".txt", "", 1},
		{page + ".json", page + ".json", "", 1},
		{"/cable/09MEXICO1", "/cable/09MEXICO1", "", 1},
	} {
		a := get(h, tt.first)
		first := bodyOf(t, a)
		before := reads()
		b := get(h, tt.then, func(r *http.Request) {
			if name, value, ok := strings.Cut(tt.header, ": "); ok {
				r.Header.Set(name, value)
			}
		})
		second := bodyOf(t, b)
		if n := reads() - before; n != tt.reads {
			t.Errorf("%s, then %s (%s): read %d times, want %d", tt.first, tt.then, tt.header, n, tt.reads)
		}
		if b.Header.Get("Content-Encoding") == "gzip" {
			zr, err := gzip.NewReader(bytes.NewReader(second))
			if err != nil {
				t.Fatal(err)
			}
			if second, err = io.ReadAll(zr); err != nil {
				t.Fatal(err)
			}
		}
		if tt.first == tt.then && b.StatusCode == a.StatusCode && !bytes.Equal(first, second) {
			t.Errorf("%s (%s) is another page the second time", tt.then, tt.header)
		}
		for name := range a.Header {
			other := map[string]bool{"Content-Length": true, "Etag": true, "Content-Range": true, "X-Request-Id": true}
			if tt.first == tt.then && !other[name] && a.Header.Get(name) != b.Header.Get(name) {
				t.Errorf("%s (%s): %s is %q, and was %q", tt.then, tt.header, name, b.Header.Get(name), a.Header.Get(name))
			}
		}
	}
	etag := get(h, page).Header.Get("ETag")
	before := reads()
	if res := get(h, page, func(r *http.Request) { r.Header.Set("If-None-Match", etag) }); res.StatusCode != http.StatusNotModified || etag == "" || reads() > before {
		t.Errorf("with the tag %s: %d, read %d times", etag, res.StatusCode, reads()-before)
	}
	w.Archive = anotherGeneration{w.Archive, "-next"}
	if get(h, page); reads() == before {
		t.Error("the page of another generation is not drawn")
	}
}
