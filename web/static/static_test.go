package static_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"reftel/web/static"
)

func get(t *testing.T, h http.Handler, url string, header ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func TestFiles(t *testing.T) {
	t.Parallel()
	files, err := static.New()
	if err != nil {
		t.Fatal(err)
	}
	for name, typ := range map[string]string{
		"reftel.css": "text/css; charset=utf-8", "reftel.js": "text/javascript; charset=utf-8", "suggest.js": "text/javascript; charset=utf-8", "list.js": "text/javascript; charset=utf-8", "listpage.js": "text/javascript; charset=utf-8", "icon.svg": "image/svg+xml", "touch.png": "image/png",
		"source-serif-4-latin.woff2": "font/woff2", "public-sans-latin.woff2": "font/woff2",
	} {
		url := files.URL(name)
		if !strings.HasPrefix(url, static.Prefix) || url == static.Prefix+name {
			t.Errorf("URL(%q) = %q, want a hashed name", name, url)
		}
		r := get(t, files, url)
		if r.StatusCode != http.StatusOK || r.Header.Get("Content-Type") != typ || !strings.Contains(r.Header.Get("Cache-Control"), "immutable") {
			t.Errorf("%s: %d %v", url, r.StatusCode, r.Header)
		}
		if r := get(t, files, url, "If-None-Match", r.Header.Get("ETag")); r.StatusCode != http.StatusNotModified {
			t.Errorf("%s with its ETag: %d", url, r.StatusCode)
		}
	}
	for _, url := range []string{"/static/", "/static/reftel.css", "/static/nothing.css", "/static/../static.go"} {
		if r := get(t, files, url); r.StatusCode != http.StatusNotFound || strings.Contains(r.Header.Get("Cache-Control"), "immutable") {
			t.Errorf("%s: %d %v", url, r.StatusCode, r.Header)
		}
	}
	for _, name := range static.Preload() {
		if files.URL(name) == "" {
			t.Errorf("%s is to be preloaded and is not there", name)
		}
	}
}

// TestStylesheet checks that the stylesheet is small and that all it names is
// served from here.
func TestStylesheet(t *testing.T) {
	t.Parallel()
	files, err := static.New()
	if err != nil {
		t.Fatal(err)
	}
	css, err := io.ReadAll(get(t, files, files.URL("reftel.css")).Body)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(css); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if b.Len() > 13<<10 {
		t.Errorf("%d bytes compressed, want at most 13 KB", b.Len())
	}
	found := regexp.MustCompile(`url\("([^"]+)"\)`).FindAllSubmatch(css, -1)
	if len(found) == 0 {
		t.Error("no fonts")
	}
	for _, m := range found {
		if r := get(t, files, static.Prefix+string(m[1])); r.StatusCode != http.StatusOK {
			t.Errorf("%s: %d", m[1], r.StatusCode)
		}
	}
}

// TestThirdParty checks that the fonts are those that the note names.
func TestThirdParty(t *testing.T) {
	t.Parallel()
	note, err := os.ReadFile("fonts/THIRD_PARTY.md")
	if err != nil {
		t.Fatal(err)
	}
	fonts, err := filepath.Glob("fonts/*.woff2")
	if err != nil || len(fonts) == 0 {
		t.Fatal(fonts, err)
	}
	for _, f := range fonts {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(b)
		if !strings.Contains(string(note), filepath.Base(f)+" | "+hex.EncodeToString(sum[:])) {
			t.Errorf("%s is not in THIRD_PARTY.md with its sha256", f)
		}
	}
}
