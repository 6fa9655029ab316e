package server

import (
	"context"
	"net/http/httptest"
	"testing"

	"reftel/internal/archive"
)

func (m *memory) Account(context.Context) (*archive.Account, error) { return nil, nil }

// TestQuality holds that the ingest's doubts reach the page, with cables that they
// lead to, and that a post that nothing is known of has none.
func TestQuality(t *testing.T) {
	srv := httptest.NewServer(demoSite(t))
	defer srv.Close()
	page := fetch(t, srv.URL, "GET", "/quality", nil)
	for _, id := range []string{"doubts", "refused", "coverage"} {
		if problem := page.check("select", "h2[id='"+id+"'] exists"); problem != "" {
			t.Errorf("%s: %s", id, problem)
		}
	}
	for _, want := range []string{"contains Date inferred", "contains Nothing: every file became cables.", "contains class=\"detail\"", "!contains .txt", "!contains .html"} {
		if problem := page.check("body", want); problem != "" {
			t.Errorf("%s: %.300s", want, problem)
		}
	}
	if code := fetch(t, srv.URL, "GET", "/quality/NOWHERE", nil).code; code != 404 {
		t.Errorf("a post that is not known: %d", code)
	}
	if code := fetch(t, srv.URL, "GET", "/quality/LISBON", nil).code; code != 200 {
		t.Errorf("a post: %d", code)
	}
}
