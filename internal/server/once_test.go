package server

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"testing"

	"reftel/internal/archive"
)

// onceRoutes are what is the same for all.
var onceRoutes = []string{
	"/", "/tags", "/tags?order=name", "/posts", "/countries", "/people", "/organisations", "/places", "/names", "/years", "/about",
	"/quality", "/help/search", "/opensearch.xml", "/robots.txt", "/sitemap.xml", "/sitemap/0.xml", "/sitemap/1.xml",
}

// TestOnce holds that what is the same for all is drawn once, whatever else stands in
// the address, and anew for another generation.
func TestOnce(t *testing.T) {
	w := &watched{Archive: newMemory(), asked: map[string]int{}}
	c := testConfig(t)
	c.Archive = served{w}
	h, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	asked := func() (n int) {
		w.mu.Lock()
		defer w.mu.Unlock()
		for _, k := range w.asked {
			n += k
		}
		return n
	}
	for _, path := range onceRoutes {
		first := bodyOf(t, get(h, path))
		before := asked()
		other := path + "?utm_source=somewhere"
		if bytes.ContainsRune([]byte(path), '?') {
			other = path + "&utm_source=somewhere"
		}
		for _, p := range []string{path, other} {
			res := get(h, p)
			if b := bodyOf(t, res); res.StatusCode != 200 || !bytes.Equal(b, first) {
				t.Errorf("%s: status %d, another body", p, res.StatusCode)
			}
		}
		if n := asked() - before; n > 0 {
			t.Errorf("%s asks the archive %d times though it was drawn", path, n)
		}
	}
	before := asked()
	w.Archive = anotherGeneration{w.Archive, "-next"}
	if get(h, "/"); asked() == before {
		t.Error("the home page of another generation is not drawn")
	}
}

// anotherGeneration is an archive as its next generation has it.
type anotherGeneration struct {
	archive.Archive
	next string
}

func (a anotherGeneration) Generation() archive.Generation {
	g := a.Archive.Generation()
	g.ID += a.next
	return g
}

func bodyOf(t *testing.T, res *http.Response) []byte {
	t.Helper()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestOnceOverHTTP holds that an answer from memory is one like any other: whole,
// compressed, as a head alone and not at all where the client has it.
func TestOnceOverHTTP(t *testing.T) {
	h := memorySite(t, testConfig(t), newMemory())
	for _, path := range onceRoutes {
		plain := get(h, path)
		body := bodyOf(t, plain)
		tag := plain.Header.Get("ETag")
		with := func(name, value string) func(*http.Request) {
			return func(r *http.Request) { r.Header.Set(name, value) }
		}
		packed := get(h, path, with("Accept-Encoding", "br, gzip;q=0.8"))
		packedTag := packed.Header.Get("ETag")
		sent := bodyOf(t, packed)
		if packed.Header.Get("Content-Encoding") == "gzip" {
			z, err := gzip.NewReader(bytes.NewReader(sent))
			if err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			if sent, err = io.ReadAll(z); err != nil || packedTag == tag {
				t.Errorf("%s: %v, entity tags %s and %s", path, err, tag, packedTag)
			}
		} else if len(body) > 2000 {
			t.Errorf("%s of %d bytes is not compressed", path, len(body))
		}
		if !bytes.Equal(sent, body) || packed.Header.Get("Vary") != "Accept-Encoding" {
			t.Errorf("%s: another body when compressed, Vary %q", path, packed.Header.Get("Vary"))
		}
		for _, refuses := range []string{"gzip;q=0", "gzip; q=0.0, identity", "deflate", ""} {
			if res := get(h, path, with("Accept-Encoding", refuses)); res.Header.Get("Content-Encoding") != "" {
				t.Errorf("%s is compressed for %q", path, refuses)
			}
		}
		head := get(h, path, func(r *http.Request) { r.Method = http.MethodHead; r.Header.Set("Accept-Encoding", "gzip") })
		for _, name := range []string{"ETag", "Content-Length", "Content-Type", "Content-Encoding", "Cache-Control"} {
			if got, want := head.Header.Get(name), packed.Header.Get(name); got != want {
				t.Errorf("%s: %s %q of HEAD, %q of GET", path, name, got, want)
			}
		}
		for _, known := range []string{tag, packedTag} {
			res := get(h, path, with("If-None-Match", known))
			if b := bodyOf(t, res); res.StatusCode != http.StatusNotModified || len(b) > 0 || res.Header.Get("ETag") != known {
				t.Errorf("%s: status %d, entity tag %s for one who has %s", path, res.StatusCode, res.Header.Get("ETag"), known)
			}
		}
	}
}
