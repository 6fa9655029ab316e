package search_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/index/indextest"
	"reftel/internal/index/search"
)

func TestSimilar(t *testing.T) {
	t.Parallel()
	lens := "The lighthouse keeper polished the prisms of the lens, and the museum asked for its return."
	cs := indextest.Invent(200)
	one := indextest.Simple("79ALFA9001", "1979-01-02", "LIGHTHOUSE LENS", lens, "The drawing shows forty prisms.")
	two := indextest.Simple("79ALFA9002", "1979-01-03", "THE LENS AGAIN", "A keeper counted the prisms of the lighthouse. The museum wrote a letter.")
	three := indextest.Simple("79ALFA9003", "1979-01-04", "PRISMS", "Nine prisms are lost, says the keeper, and the museum sends a drawing of its own.")
	twin := indextest.Simple("79ALFA9004", "1979-01-05", "LIGHTHOUSE LENS", lens, "The drawing shows forty prisms.")
	weak := indextest.Simple("79ALFA9005", "1979-01-06", "OTHER", "The lighthouse is closed.")
	one.Tags = []cable.Tag{{Code: "EWWT"}, {Code: "PREL"}}
	two.Tags = []cable.Tag{{Code: "EWWT"}}
	a := indextest.Open(t, append(cs, one, two, three, twin, weak))
	got, err := a.Similar(context.Background(), "79ALFA9001", 5)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, l := range got {
		ids = append(ids, l.ID)
		if len(l.Words) == 0 || len(l.Words) > search.SimilarReasons {
			t.Errorf("%s: reasons %q", l.ID, l.Words)
		}
	}
	if !slices.Equal(ids, []string{"79ALFA9002", "79ALFA9003"}) {
		t.Errorf("like 79ALFA9001: %v", ids)
	}
	if len(got) > 0 && (!slices.Equal(got[0].Tags, []string{"EWWT"}) || !slices.Contains(got[0].Words, "prisms")) {
		t.Errorf("reasons %+v", got[0])
	}
	if got, _ := a.Similar(context.Background(), "79ALFA9001", 1); len(got) != 1 || got[0].ID != "79ALFA9002" {
		t.Errorf("the best one: %v", got)
	}
	if got, err := a.Similar(context.Background(), "79ALFA9005", 5); err != nil || len(got) != 0 {
		t.Errorf("like a cable of few words: %v %v", got, err)
	}
	if _, err := a.Similar(context.Background(), "79NONE1", 5); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("like nothing: %v", err)
	}
	stopped, stop := context.WithCancel(context.Background())
	stop()
	if _, err := a.Similar(stopped, "79ALFA9001", 5); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
}

// BenchmarkSimilar finds what is similar to cables that were not looked at
// lately, in made-up archives and in that of the folder REFTEL_BENCH_DATA.
func BenchmarkSimilar(b *testing.B) {
	for _, n := range []int{2_000, 20_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) { benchSimilar(b, indextest.Open(b, indextest.Invent(n))) })
	}
	b.Run("data", func(b *testing.B) {
		dir := os.Getenv("REFTEL_BENCH_DATA")
		if dir == "" {
			b.Skip("REFTEL_BENCH_DATA names no data folder")
		}
		benchSimilar(b, indextest.OpenDir(b, dir))
	})
}

func benchSimilar(b *testing.B, a *search.Archive) {
	ids, err := a.IDs(b.Context(), 0, a.Generation().Cables)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i = (i + 37) % len(ids) {
		if i < 37 {
			a.Forget()
		}
		if _, err := a.Similar(b.Context(), ids[i], 6); err != nil {
			b.Fatal(err)
		}
	}
}
