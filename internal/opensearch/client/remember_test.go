package client_test

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

	"reftel/internal/archive"
	"reftel/internal/opensearch/client"
)

// counting is a cluster whose answer to a search is how many searches it had before, with
// as many bytes as are asked for; and which is not whole where it is told so.
type counting struct {
	searches atomic.Int64
	broken   atomic.Bool
	bytes    int
}

func (n *counting) one() string {
	total := 1
	if n.broken.Load() {
		total = 2
	}
	return fmt.Sprintf(`{"_shards":{"total":%d,"successful":1},"hits":{"total":{"value":%d},"hits":[{"_id":"74OSLO1","_source":{"text":%q}}]}}`,
		total, n.searches.Add(1), strings.Repeat("x", n.bytes))
}

func (n *counting) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	if !strings.HasSuffix(r.URL.Path, "/_msearch") {
		_, _ = io.WriteString(w, n.one())
		return
	}
	var all []string
	for range strings.Count(string(body), "\n") / 2 {
		all = append(all, n.one())
	}
	_, _ = io.WriteString(w, `{"responses":[`+strings.Join(all, ",")+`]}`)
}

func remembering(t *testing.T, n *counting, bytes int) *client.Client {
	t.Helper()
	s := httptest.NewServer(n)
	t.Cleanup(s.Close)
	c := open(t, client.Config{URLs: []string{s.URL}}).Remembering(bytes)
	return c
}

func about(i int) client.Search {
	return client.Search{Index: "reftel-1", Body: map[string]any{"query": fmt.Sprintf("word%d", i)}}
}

// TestRemembering holds that an answer is given again, alone or among others, and that
// what was done to it by who had it first is not seen.
func TestRemembering(t *testing.T) {
	t.Parallel()
	n := &counting{}
	c := remembering(t, n, 1<<20)
	first, err := c.Search(t.Context(), about(1))
	if err != nil || first.Hits.Total.Value != 1 {
		t.Fatal(first, err)
	}
	first.Hits.Hits = nil
	as, err := c.MultiSearch(t.Context(), about(2), about(1), about(3), about(2))
	if err != nil {
		t.Fatal(err)
	}
	var got []int
	for _, a := range as {
		got = append(got, a.Hits.Total.Value)
		if len(a.Hits.Hits) != 1 {
			t.Errorf("an answer without its hit: %+v", a)
		}
	}
	if fmt.Sprint(got) != "[2 1 3 4]" {
		t.Errorf("answers %v", got)
	}
	other := about(1)
	other.DFS = true
	if a, err := c.Search(t.Context(), other); err != nil || a.Hits.Total.Value != 5 {
		t.Errorf("another kind of search: %+v, %v", a, err)
	}
	if a, err := c.Search(t.Context(), about(3)); err != nil || a.Hits.Total.Value != 3 {
		t.Errorf("asked again: %+v, %v", a, err)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Search(gone, about(1)); !errors.Is(err, context.Canceled) {
		t.Errorf("who is gone is answered: %v", err)
	}
}

// TestRemembersWhole holds that what was not whole is not remembered.
func TestRemembersWhole(t *testing.T) {
	t.Parallel()
	n := &counting{}
	c := remembering(t, n, 1<<20)
	n.broken.Store(true)
	if _, err := c.Search(t.Context(), about(1)); !errors.Is(err, archive.ErrUnavailable) {
		t.Fatal(err)
	}
	n.broken.Store(false)
	if a, err := c.Search(t.Context(), about(1)); err != nil || len(a.Hits.Hits) != 1 {
		t.Errorf("%+v, %v", a, err)
	}
}

// TestRemembersSoMuch holds that no more is kept than may be, the newest of it and what
// was asked again, and nothing that would take the place of all else.
func TestRemembersSoMuch(t *testing.T) {
	t.Parallel()
	n := &counting{bytes: 2000}
	c := remembering(t, n, 100_000)
	ask := func(i int) (known bool) {
		before := n.searches.Load()
		if _, err := c.Search(t.Context(), about(i)); err != nil {
			t.Fatal(err)
		}
		return n.searches.Load() == before
	}
	for i := range 200 {
		ask(i)
		if i > 0 && !ask(0) {
			t.Fatalf("what is asked again and again is forgotten after %d others", i)
		}
	}
	known := 0
	for i := 199; i >= 100; i-- {
		if ask(i) {
			known++
		} else {
			break
		}
	}
	if known < 10 || known > 40 {
		t.Errorf("%d answers of 2.8 KB are known, in 100 KB", known)
	}
	n.bytes = 90_000
	for range 2 {
		if ask(1000) {
			t.Error("an answer is kept that is nearly all that may be")
		}
	}
}
