package server

import (
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
)

// TestAtOnce holds that readers who come at once get what each of them would get
// alone: what is drawn once for all, shared between searches or kept of a long cable
// is never half of one answer and half of another.
func TestAtOnce(t *testing.T) {
	paths := []string{
		"/", "/search", "/search?q=minister", "/search?q=%22foreign+minister%22&sort=oldest", "/search?q=wild*", "/search.csv?q=minister",
		"/tags", "/posts", "/people", "/organisations", "/places", "/countries", "/years", "/names", "/quality", "/about", "/help/search",
		"/cable/09MEXICO2676", "/cable/09MEXICO2676/par1", "/cable/09MEXICO2676/thread", "/cable/09MEXICO2676.txt", "/sitemap.xml", "/suggest?q=min",
		"/api", "/api/v1/openapi.json", "/api/v1/openapi.yaml", "/api/v1/search?q=minister", "/api/v1/cables/09MEXICO2676", "/list?c=09MEXICO2676",
	}
	ask := func(site http.Handler, path string) (int, string) {
		w := httptest.NewRecorder()
		site.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		return w.Code, w.Body.String()
	}
	c := testConfig(t)
	c.Archive = served{testArchive(t)}
	opened := func() http.Handler {
		site, err := New(c)
		if err != nil {
			t.Fatal(err)
		}
		return site
	}
	alone, bodies := opened(), map[string]string{}
	for _, path := range paths {
		status, body := ask(alone, path)
		if status != http.StatusOK {
			t.Fatalf("%s: %d", path, status)
		}
		bodies[path] = body
	}
	site := opened()
	var readers sync.WaitGroup
	for r := range 4 {
		readers.Go(func() {
			for i := range paths {
				path := paths[(i*(2*r+1)+r)%len(paths)] // each in an order of its own
				if status, body := ask(site, path); status != http.StatusOK || body != bodies[path] {
					t.Errorf("%s is another page for reader %d: status %d, %d bytes and not %d", path, r, status, len(body), len(bodies[path]))
				}
			}
		})
	}
	readers.Wait()
}
