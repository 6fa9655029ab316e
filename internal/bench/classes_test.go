package bench

import (
	"context"
	"os"
	"testing"
)

// BenchmarkSearch runs the queries of each class over the data folder that
// REFTEL_BENCH_DATA names, to be read with a profile. One operation is all
// queries of a class, once.
func BenchmarkSearch(b *testing.B) {
	data := os.Getenv("REFTEL_BENCH_DATA")
	if data == "" {
		b.Skip("REFTEL_BENCH_DATA names no data folder")
	}
	ctx := context.Background()
	a, queries, done, err := openFor(ctx, &Record{}, data)
	if err != nil {
		b.Fatal(err)
	}
	defer done()
	for _, c := range classes {
		var some []Query
		for _, q := range queries {
			if q.Class == c.name {
				some = append(some, q)
			}
		}
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := runQueries(ctx, a, some); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
