package server

import (
	"net/http"
	"net/http/httptest"
	"os"
	"testing"

	"reftel/internal/archivetest"
)

// BenchmarkPages draws whole pages, without the network. They are those of the
// test cables or, where REFTEL_BENCH_DATA names the folder of an archive, of its
// newest cable and of the query REFTEL_BENCH_QUERY.
func BenchmarkPages(b *testing.B) {
	var site http.Handler
	id, q := "09MEXICO2676", "minister"
	if dir := os.Getenv("REFTEL_BENCH_DATA"); dir != "" {
		c := testConfig(b)
		c.Archive = archivetest.Open(b, dir)
		var err error
		if site, err = New(c); err != nil {
			b.Fatal(err)
		}
		a, release, err := c.Archive.Acquire(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		ids, err := a.IDs(b.Context(), a.Generation().Cables/2, 1)
		if err != nil {
			b.Fatal(err)
		}
		id = ids[0]
		release()
		if s := os.Getenv("REFTEL_BENCH_QUERY"); s != "" {
			q = s
		}
	} else {
		site = testSite(b)
	}
	for _, p := range []struct{ name, path string }{
		{"home", "/"},
		{"browse", "/search"},
		{"search", "/search?q=" + q},
		{"cable", "/cable/" + id},
		{"paragraph", "/cable/" + id + "/par1"},
	} {
		b.Run(p.name, func(b *testing.B) {
			b.ReportAllocs()
			size := 0
			for b.Loop() {
				w := httptest.NewRecorder()
				site.ServeHTTP(w, httptest.NewRequest(http.MethodGet, p.path, nil))
				if w.Code != http.StatusOK {
					b.Fatalf("%s: %d", p.path, w.Code)
				}
				size = w.Body.Len()
			}
			b.ReportMetric(float64(size)/1000, "KB/page")
		})
	}
}
