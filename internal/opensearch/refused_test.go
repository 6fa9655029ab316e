package opensearch_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"reftel/internal/archive"
	"reftel/internal/opensearch"
	"reftel/internal/opensearch/client"
)

// A desk answers as a cluster would, by the address that is asked.
type desk map[string]string

const (
	about   = `{"version":{"distribution":"opensearch","number":"3.8.0"}}`
	inForce = `{"reftel-20260102t030405.678z-00aa11":{"aliases":{"reftel":{}}}}`
	gen     = "20260102t030405.678z-00aa11"
)

func (d desk) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, ok := d[r.URL.Path]
	status, text, coded := strings.Cut(body, " ")
	switch {
	case !ok:
		w.WriteHeader(http.StatusNotFound)
	case coded && len(status) == 3:
		var code int
		_, _ = fmt.Sscan(status, &code)
		w.WriteHeader(code)
		body = text
	}
	_, _ = io.WriteString(w, body)
}

func serving(t *testing.T, h http.Handler) opensearch.Config {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return opensearch.Config{Config: client.Config{URLs: []string{s.URL}}, Prefix: "reftel"}
}

// TestRefused holds that what cannot be served is told by a sentence that says what to do.
func TestRefused(t *testing.T) {
	t.Parallel()
	manifest := func(text string) string {
		return `{"reftel-` + gen + `":{"mappings":{"_meta":{"reftel_manifest":"` + strings.ReplaceAll(text, `"`, `\"`) + `","reftel_sha256":"0"}}}}`
	}
	for want, d := range map[string]desk{
		"cannot be reached":                  {"/": "503 {}"},
		"look at user and password":          {"/": "401 Unauthorized"},
		"is no OpenSearch cluster":           {"/": `<html>`},
		"needs 3.0 or later":                 {"/": `{"version":{"distribution":"opensearch","number":"2.19.1"}}`},
		"make an archive with":               {"/": about, "/reftel-*/_mapping": `{}`},
		"the alias is lost":                  {"/": about, "/reftel-*/_mapping": manifest(`{"id":"` + gen + `","format":1}`)},
		"names 2 indices":                    {"/": about, "/_alias/reftel": `{"reftel-` + gen + `":{},"reftel-20260102t030405.678z-00aa12":{}}`},
		"its format is 9":                    {"/": about, "/_alias/reftel": inForce, "/reftel-*/_mapping": manifest(`{"id":"` + gen + `","format":9}`)},
		"its manifest is damaged":            {"/": about, "/_alias/reftel": inForce, "/reftel-*/_mapping": manifest(`{"id":"` + gen + `","format":1}`)},
		"there is no generation " + gen:      {"/": about, "/_alias/reftel": inForce, "/reftel-*/_mapping": `{}`},
		"which generation is in force: open": {"/": about, "/_alias/reftel": "500 {}"},
	} {
		_, err := opensearch.Open(t.Context(), serving(t, d), nil)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
	for prefix, want := range map[string]string{"Reftel": "small letters", "": "small letters"} {
		cfg := serving(t, desk{})
		cfg.Prefix = prefix
		if _, err := opensearch.Open(t.Context(), cfg, nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the prefix %q: %v", prefix, err)
		}
	}
	if _, err := opensearch.Create(t.Context(), serving(t, desk{"/": "503 {}"}), opensearch.Options{}); !errors.Is(err, archive.ErrUnavailable) {
		t.Errorf("an ingest without a cluster: %v", err)
	}
}

// A broken cluster is one that stands between the program and a node, and fails as it is
// told.
type broken struct {
	node string
	fail atomic.Value // "", or how: "away", "partial", "busy"
}

func (b *broken) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch b.fail.Load() {
	case "away":
		hijacked, _, err := http.NewResponseController(w).Hijack()
		if err == nil {
			_ = hijacked.Close()
		}
		return
	case "busy":
		w.WriteHeader(http.StatusTooManyRequests)
		return
	}
	req, err := http.NewRequestWithContext(r.Context(), r.Method, b.node+r.URL.RequestURI(), r.Body)
	if err != nil {
		return
	}
	if kind := r.Header.Get("Content-Type"); kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer res.Body.Close()
	body, _ := io.ReadAll(res.Body)
	if b.fail.Load() == "partial" { // as a cluster answers that has lost a shard
		body = []byte(strings.ReplaceAll(string(body), `"successful":1`, `"successful":0`))
	}
	w.WriteHeader(res.StatusCode)
	_, _ = w.Write(body)
}

// TestOutage holds that no question has an answer while the cluster gives none, and none
// is told that what is held is not, whatever is wrong; and that all is well afterwards.
func TestOutage(t *testing.T) {
	t.Parallel()
	direct := config(t)
	publish(t, direct)
	b := &broken{node: direct.URLs[0]}
	b.fail.Store("")
	cfg := serving(t, b)
	cfg.Prefix = direct.Prefix
	source, err := opensearch.Open(t.Context(), cfg, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { source.Close() })
	a, release, err := source.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	ask := func() error {
		_, err := a.Lookup(t.Context(), "79LISBON1")
		_, serr := a.Record(t.Context(), "79LISBON1", archive.Parsed)
		return errors.Join(err, serr)
	}
	if err := ask(); err != nil {
		t.Fatal(err)
	}
	for _, how := range []string{"away", "busy", "partial"} {
		b.fail.Store(how)
		// One that was not asked for yet: what was is remembered.
		if _, err := a.Record(t.Context(), "79LISBON2", archive.Parsed); how != "partial" && (!errors.Is(err, archive.ErrUnavailable) || errors.Is(err, archive.ErrNotFound)) {
			t.Errorf("%s: a cable that is held: %v", how, err)
		}
		if _, err := a.Lookup(t.Context(), "79LISBON1", "79LISBON404"); !errors.Is(err, archive.ErrUnavailable) {
			t.Errorf("%s: looked up: %v", how, err)
		}
		if how == "away" {
			if err := source.Reload(t.Context()); err == nil || source.Degraded() == "" {
				t.Errorf("%s: reloaded: %v, degraded %q", how, err, source.Degraded())
			}
		}
		b.fail.Store("")
		if err := ask(); err != nil {
			t.Errorf("after %s: %v", how, err)
		}
	}
	if err := source.Reload(t.Context()); err != nil || source.Degraded() != "" {
		t.Errorf("all is well: %v, degraded %q", err, source.Degraded())
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := source.Watch(ctx, 10*time.Millisecond); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("watched until %v", err)
	}
}
