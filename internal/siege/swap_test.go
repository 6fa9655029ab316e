package siege

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"reftel/internal/app"
	"reftel/internal/archivetest"
	"reftel/internal/bench/corpus"
	"reftel/internal/index"
	"reftel/internal/reference"
	"reftel/internal/sharedtest"
)

// twice is a folder in which two generations of synthetic cables stand.
func twice(t *testing.T) (data string, ids []string) {
	t.Helper()
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	c, err := corpus.New(tables, 400, 1, corpus.Dense)
	if err != nil {
		t.Fatal(err)
	}
	in := filepath.Join(t.TempDir(), "in")
	if _, err := c.Write(t.Context(), in, 1); err != nil {
		t.Fatal(err)
	}
	data = archivetest.Dir(t)
	for range 2 {
		res, err := app.Ingest(t.Context(), app.IngestOptions{Data: data, Paths: []string{in}, Tool: "siege"})
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, res.Generation.ID)
	}
	return data, ids
}

// TestSwaps lets a server take up one generation after another while visitors read and
// search. Each of them has a good answer to each question.
func TestSwaps(t *testing.T) {
	costly(t)
	data, ids := twice(t)
	s := serve(t, data, nil)
	c := crowdOf(t, s, 32)
	quiet := c.closed(8, 2*time.Second)
	ctx, stop := context.WithCancel(t.Context())
	var y tally
	var all sync.WaitGroup
	for k := range 8 {
		all.Go(func() {
			for i := k * 13; ctx.Err() == nil; i++ {
				c.ask(i, time.Now(), &y)
			}
		})
	}
	swaps := long(6, 100)
	for i := range swaps {
		if _, _, err := index.Rollback(data, ids[i%2]); err != nil {
			t.Fatal(err)
		}
		for k := 0; !strings.Contains(c.read(t, "/readyz"), ids[i%2]); k++ {
			if k > 1000 {
				t.Fatalf("swap %d is not taken up", i)
			}
			time.Sleep(20 * time.Millisecond)
		}
	}
	stop()
	all.Wait()
	failed := len(y.took) - y.status[200]
	if len(y.wrong) > 0 {
		t.Errorf("%v %v", y.status, y.wrong)
	}
	sharedtest.Score(t, "B8 served", fmt.Sprintf("%d swaps under 8 clients: %d requests, %d no 200, p99 %v (%v without)", swaps, len(y.took), failed, y.at(.99), quiet.at(.99)),
		"0, twice", failed == 0 && y.at(.99) <= 2*quiet.at(.99))
}
