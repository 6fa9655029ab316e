package opensearch_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"

	"reftel/internal/archive/prepare"
	"reftel/internal/cable"
	"reftel/internal/opensearch"
	"reftel/internal/opensearch/client"
)

// TestMerge holds that what a cluster keeps for copies that are behind does not stay in an
// index that is published.
func TestMerge(t *testing.T) {
	t.Parallel()
	size := func(mergeFrom int) (bytes, segments int) {
		cfg := config(t)
		b, err := opensearch.Create(t.Context(), cfg, opensearch.Options{Options: prepare.Options{Tool: "test"}, Shards: 1, MergeFrom: mergeFrom})
		if err != nil {
			t.Fatal(err, client.Detail(err))
		}
		t.Cleanup(func() { _ = b.Abort() })
		r := rand.New(rand.NewPCG(1, 2))
		for i := range 3000 {
			words := make([]string, 250)
			for k := range words {
				words[k] = fmt.Sprintf("lamp%d", r.IntN(5000))
			}
			c := &cable.Cable{ID: fmt.Sprintf("79LISBON%d", i+1), Date: cable.Date{Year: 1979}, Paragraphs: []cable.Paragraph{{Anchor: "par1", Number: 1, Text: strings.Join(words, " ")}}}
			if err := b.Add(c, []byte(c.ID)); err != nil {
				t.Fatal(err)
			}
		}
		g, err := b.Publish(t.Context(), prepare.Report{})
		if err != nil {
			t.Fatal(err, client.Detail(err))
		}
		c, err := client.New(cfg.Config)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		var stats struct {
			All struct {
				Primaries struct {
					Store struct {
						Size int `json:"size_in_bytes"`
					} `json:"store"`
					Segments struct{ Count int }
				}
			} `json:"_all"`
		}
		if err := c.Do(t.Context(), client.Request{Method: http.MethodGet, Path: "/" + cfg.Prefix + "-" + g.ID + "/_stats"}, &stats); err != nil {
			t.Fatal(err)
		}
		if r, err := opensearch.Verify(t.Context(), cfg); err != nil || len(r.Problems) > 0 {
			t.Errorf("merged from %d on: %v, %v", mergeFrom, r.Problems, err)
		}
		return stats.All.Primaries.Store.Size, stats.All.Primaries.Segments.Count
	}
	loaded, many := size(4000)
	merged, one := size(3000)
	t.Logf("%d bytes in %d segments, merged %d in %d", loaded, many, merged, one)
	if one != 1 || merged*3 > loaded*2 {
		t.Errorf("%d bytes in %d segments as loaded, %d in %d merged", loaded, many, merged, one)
	}
}
