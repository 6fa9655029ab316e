package search_test

import (
	"fmt"
	"os"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/index/indextest"
	"reftel/internal/query"
)

// BenchmarkMark is what the cables of a value cost, by our column and by Bleve's
// posting list, for values from frequent to rare: the reason that values are looked
// up in columns. REFTEL_BENCH_DATA names a data folder to measure instead of
// made-up cables.
func BenchmarkMark(b *testing.B) {
	var a archive.Archive
	if dir := os.Getenv("REFTEL_BENCH_DATA"); dir != "" {
		a = indextest.OpenDir(b, dir)
	} else {
		a = indextest.Open(b, indextest.Invent(20_000))
	}
	type marker interface {
		ByColumn(query.Facet, string) (int, error)
		ByPostings(query.Facet, string) (int, error)
	}
	for _, f := range []query.Facet{query.Tags, query.Persons} {
		p, err := a.FacetValues(b.Context(), query.Request{}, f, archive.FacetOptions{Size: 1000})
		if err != nil {
			b.Fatal(err)
		}
		for at := 0; at < len(p.Buckets); at = at*8 + 7 {
			v := p.Buckets[at]
			for name, mark := range map[string]func(query.Facet, string) (int, error){
				"column": a.(marker).ByColumn, "postings": a.(marker).ByPostings,
			} {
				b.Run(fmt.Sprintf("%s/%dcables/%s", f, v.Count, name), func(b *testing.B) {
					for b.Loop() {
						if n, err := mark(f, v.Value); err != nil || n != v.Count {
							b.Fatal(n, err)
						}
					}
				})
			}
		}
	}
}
