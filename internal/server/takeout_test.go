package server

import (
	"context"
	"net/http/httptest"
	"slices"
	"testing"

	"reftel/internal/query"
)

func (m *memory) Following(_ context.Context, r query.Request, after string, n int) (ids []string, err error) {
	for _, c := range m.cables {
		if m.matches(c, r) {
			ids = append(ids, c.ID)
		}
	}
	ids = ids[slices.Index(ids, after)+1:]
	return ids[:min(n, len(ids))], nil
}

// TestHeadOfList holds that the head of a list is told without making the list.
func TestHeadOfList(t *testing.T) {
	t.Parallel()
	srv := httptest.NewServer(testSite(t))
	t.Cleanup(srv.Close)
	for _, form := range []string{"csv", "jsonl", "ris", "bib", "txt"} {
		got := fetch(t, srv.URL, "HEAD", "/search."+form, nil)
		if got.code != 200 || got.header.Get("Content-Type") == "" || got.header.Get("Content-Disposition") == "" || got.header.Get("Content-Length") != "" || got.body != "" {
			t.Errorf("%s: code %d, %v", form, got.code, got.header)
		}
	}
}
