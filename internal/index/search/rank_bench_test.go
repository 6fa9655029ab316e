package search_test

import (
	"fmt"
	"testing"

	"reftel/internal/index/indextest"
	"reftel/internal/query"
)

// BenchmarkPages compares the first page of 20,000 cables with the middle and
// the last one, in each order: the snippets of 20 hits cost the same on each, so
// Rank is what a page costs before they are read.
func BenchmarkPages(b *testing.B) {
	a := indextest.Open(b, indextest.Invent(20_000))
	for _, text := range []string{"", "the", "of tag:prel"} {
		for _, sort := range query.Sorts() {
			req := indextest.Request(b, text).WithSort(sort).WithSize(20)
			if req.Sort != sort {
				continue // nothing is relevant to no text
			}
			res := indextest.Search(b, a, req)
			last := (res.Total - res.Folded + req.Size - 1) / req.Size
			for _, page := range []int{1, last / 2, last} {
				req.Page = page
				b.Run(fmt.Sprintf("Search/%s/%s/page%d", text, sort, page), func(b *testing.B) {
					for b.Loop() {
						if res := indextest.Search(b, a, req); len(res.Hits) == 0 {
							b.Fatal("an empty page")
						}
					}
				})
				b.Run(fmt.Sprintf("Rank/%s/%s/page%d", text, sort, page), func(b *testing.B) {
					for b.Loop() {
						if hits, err := a.Ranked(b.Context(), req); err != nil || hits == 0 {
							b.Fatal(hits, err)
						}
					}
				})
			}
		}
	}
}
