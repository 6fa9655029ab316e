package middleware

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"reftel/web/templates/words"
)

func serve(h http.Handler, change ...func(*http.Request)) *http.Response {
	r := httptest.NewRequest(http.MethodGet, "/x", nil)
	for _, c := range change {
		c(r)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func TestRequestID(t *testing.T) {
	var ids []string
	h := RequestID(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { ids = append(ids, ID(r.Context())) }))
	for range 2 {
		serve(h, func(r *http.Request) { r.Header.Set("X-Request-Id", "theirs") })
	}
	if len(ids[0]) != 12 || ids[0] == ids[1] || ids[0] == "theirs" {
		t.Errorf("ids %q", ids)
	}
}

func TestRecover(t *testing.T) {
	var value any
	h := Recover(func(w http.ResponseWriter, _ *http.Request, v any, stack []byte) {
		value = v
		if !bytes.Contains(stack, []byte("TestRecover")) {
			t.Error("the stack does not show the panic")
		}
		w.WriteHeader(500)
	})(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("oh") }))
	if res := serve(h); res.StatusCode != 500 || value != "oh" {
		t.Errorf("code %d, value %v", res.StatusCode, value)
	}
	defer func() {
		if recover() != http.ErrAbortHandler {
			t.Error("ErrAbortHandler was stopped")
		}
	}()
	serve(Recover(nil)(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })))
}

func TestLimit(t *testing.T) {
	h := Limit(func(w http.ResponseWriter, _ *http.Request, status int, reason words.Message) {
		if reason.Key == "" {
			t.Errorf("%d without a reason", status)
		}
		w.WriteHeader(status)
	})(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	for name, c := range map[string]struct {
		want   int
		change func(*http.Request)
	}{
		"good":          {200, func(*http.Request) {}},
		"HEAD":          {200, func(r *http.Request) { r.Method = "HEAD" }},
		"POST":          {405, func(r *http.Request) { r.Method = "POST" }},
		"long":          {414, func(r *http.Request) { r.URL.RawQuery = strings.Repeat("a", 2100) }},
		"long path":     {414, func(r *http.Request) { r.URL.Path = "/" + strings.Repeat("a", 2100) }},
		"body":          {400, func(r *http.Request) { r.ContentLength = 1 }},
		"chunked":       {400, func(r *http.Request) { r.ContentLength = -1; r.TransferEncoding = []string{"chunked"} }},
		"100 params":    {200, func(r *http.Request) { r.URL.RawQuery = strings.Repeat("a&", 99) + "a" }},
		"101 params":    {400, func(r *http.Request) { r.URL.RawQuery = strings.Repeat("a&", 100) + "a" }},
		"NUL":           {400, func(r *http.Request) { r.URL.Path = "/a\x00" }},
		"line end":      {400, func(r *http.Request) { r.URL.Path = "/a\r\n" }},
		"not UTF-8":     {400, func(r *http.Request) { r.URL.Path = "/\xff" }},
		"query NUL":     {400, func(r *http.Request) { r.URL.RawQuery = "q=%00" }},
		"query UTF-8":   {400, func(r *http.Request) { r.URL.RawQuery = "q=%ff" }},
		"query escape":  {400, func(r *http.Request) { r.URL.RawQuery = "q=%" }},
		"query newline": {200, func(r *http.Request) { r.URL.RawQuery = "q=a%0Ab" }},
	} {
		res := serve(h, c.change)
		if res.StatusCode != c.want {
			t.Errorf("%s: code %d, want %d", name, res.StatusCode, c.want)
		}
		if (res.StatusCode == 405) != (res.Header.Get("Allow") != "") {
			t.Errorf("%s: Allow %q", name, res.Header.Get("Allow"))
		}
	}
}

func TestHeadersOverTLS(t *testing.T) {
	h := Headers(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", "https://a/", nil))
	if w.Header().Get("Strict-Transport-Security") == "" {
		t.Error("no HSTS over TLS")
	}
	if res := serve(h); res.Header.Get("Strict-Transport-Security") != "" {
		t.Error("HSTS without TLS")
	}
}

func TestCompress(t *testing.T) {
	compress, err := Compress()
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Repeat("words and words ", 500)
	etag := ETag("a", "b")
	h := compress(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", etag)
		if NotModified(r, etag) {
			w.WriteHeader(304)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, text)
	}))
	plain := serve(h)
	res := serve(h, func(r *http.Request) { r.Header.Set("Accept-Encoding", "gzip") })
	zr, err := gzip.NewReader(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	if b, err := io.ReadAll(zr); err != nil || string(b) != text {
		t.Errorf("unpacked %d bytes, %v", len(b), err)
	}
	tag := res.Header.Get("ETag")
	if plain.Header.Get("ETag") != etag || tag == etag {
		t.Errorf("tags %s and %s", plain.Header.Get("ETag"), tag)
	}
	for _, asked := range []string{tag, etag, `"x", ` + tag, "W/" + etag} {
		again := serve(h, func(r *http.Request) {
			r.Header.Set("Accept-Encoding", "gzip")
			r.Header.Set("If-None-Match", asked)
		})
		if again.StatusCode != 304 || !strings.Contains(asked, again.Header.Get("ETag")) {
			t.Errorf("asked %s: code %d, tag %s", asked, again.StatusCode, again.Header.Get("ETag"))
		}
	}
}

func TestETag(t *testing.T) {
	if same := ETag("a", ""); ETag("a", "b") == ETag("ab", "") || ETag("a", "") != same {
		t.Error("tags do not tell parts apart")
	}
}
