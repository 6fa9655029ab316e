package opensearch_test

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"reftel/internal/app"
	"reftel/internal/archive"
	"reftel/internal/archive/rank"
	"reftel/internal/archivetest"
	"reftel/internal/bench/corpus"
	"reftel/internal/cable"
	"reftel/internal/demo"
	"reftel/internal/enginetest/beside"
	"reftel/internal/enginetest/plain"
	"reftel/internal/query"
	"reftel/internal/reference"
	"reftel/internal/sharedtest"
)

// Of how much of the first ten by relevance both engines must be of one mind in the mean,
// where more than ten are found, and how far the recall among the first five of judged
// searches may be apart.
const (
	wantOverlap = 0.9
	wantRecall  = 0.02
)

// TestEqual holds that the cluster answers as the embedded engine does, over made-up
// cables and those of the demonstration. The long form (REFTEL_LONG) asks 3,000 requests
// of 20,000 cables, and as many of the real documents, where they are. REFTEL_EQUAL names
// a folder of cables to ask of instead.
func TestEqual(t *testing.T) {
	cables, requests := sharedtest.Size(100, 400, 20000), sharedtest.Size(50, 100, 3000)
	sources := map[string]func(t *testing.T) []string{
		"made up": func(t *testing.T) []string { return []string{madeUp(t, cables), demonstration(t)} },
	}
	if folder := os.Getenv("REFTEL_EQUAL"); folder != "" {
		sources = map[string]func(t *testing.T) []string{folder: func(*testing.T) []string { return []string{folder} }}
	} else if os.Getenv("REFTEL_LONG") != "" {
		sources["real"] = func(t *testing.T) []string {
			var paths []string
			for _, name := range []string{"seed", "site-html", "nara-text", "frus-tei"} {
				paths = append(paths, sharedtest.Dir(t, name))
			}
			return paths
		}
	}
	for name, of := range sources {
		t.Run(name, func(t *testing.T) {
			// Each has a prefix of its own: a cable that both have would be in the cluster since
			// the first of them.
			p := pairOf(t, app.Cluster{Config: config(t), Replicas: -1}, of(t))
			askAll(t, p, requests)
			turn(t, p.Other, "of the")
			if _, known := os.LookupEnv("REFTEL_EQUAL"); name == "made up" && !known {
				judge(t, p, "../server/testdata/judged.tsv")
			}
		})
	}
}

// pairOf are the archives that both engines make of some sources.
func pairOf(t *testing.T, c app.Cluster, paths []string) *beside.Pair {
	t.Helper()
	dir := archivetest.Dir(t)
	c.Folder = t.TempDir()
	for _, o := range []app.IngestOptions{{Data: dir}, {Cluster: &c}} {
		o.Paths, o.Tool, o.AllowShrink = paths, "test", true
		if _, err := app.Ingest(t.Context(), o); err != nil {
			t.Fatal(err)
		}
	}
	source, err := app.OpenCluster(t.Context(), c, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { source.Close() })
	a, release, err := source.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(release)
	one, back, err := archivetest.Open(t, dir).Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(back)
	return &beside.Pair{One: one, Other: a}
}

// sampled is how many cables requests are made up of.
const sampled = 500

// askAll asks a number of made-up requests, in all orders and on several pages, and for
// each third of them a few words by relevance.
func askAll(t *testing.T, p *beside.Pair, requests int) {
	t.Helper()
	ctx := t.Context()
	ask, r := plain.NewAsker(sample(ctx, t, p.One), 5), rand.New(rand.NewPCG(5, 9))
	for done := 0; done < requests; {
		req, ok := ask.Request()
		if !ok {
			continue
		}
		done++
		req.Sort, req.Apart = query.Sorts()[r.IntN(len(query.Sorts()))], r.IntN(2) == 0
		if r.IntN(5) == 0 {
			req.Page = 2 + r.IntN(3)
		}
		whole := p.Compare(t, req)
		if ranked, ok := ask.Words(1 + r.IntN(3)); ok && done%3 == 0 {
			p.Compare(t, ranked)
		}
		switch f, kind := query.Facets()[r.IntN(len(query.Facets()))], r.IntN(4); {
		case !whole:
		case kind == 0:
			p.Values(t, req, f, archive.FacetOptions{ByName: r.IntN(2) == 0, Page: 1 + r.IntN(2), Size: 50})
		case kind == 1:
			p.Around(t, req, 1+r.IntN(30))
		}
		if t.Failed() && os.Getenv("REFTEL_LONG") == "" {
			break
		}
	}
	t.Log(p)
	if mean, of := p.Overlap(); of < requests/20 || mean < wantOverlap {
		t.Errorf("of %d requests by relevance the first ten overlap by %.3f, want %.2f", of, mean, wantOverlap)
	}
	if p.Cut > requests/20 {
		t.Errorf("%d of %d requests were cut short", p.Cut, requests)
	}
}

// turn holds that the pages of a list by relevance have each cable once, also where they
// go beyond those whose order is made anew.
func turn(t *testing.T, a archive.Archive, asked string) {
	t.Helper()
	e, _, err := query.Parse(asked)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for page := 1; page <= 12; page++ {
		res, err := a.List(t.Context(), query.Request{Expr: e, Page: page, Size: 30})
		if err != nil {
			t.Fatal(err)
		}
		if want := min(30, max(0, res.Listed()-30*(page-1))); len(res.Hits) != want {
			t.Errorf("%s: page %d has %d hits, want %d", asked, page, len(res.Hits), want)
		}
		for _, h := range res.Hits {
			if seen[h.ID] {
				t.Errorf("%s: page %d has %s again", asked, page, h.ID)
			}
			seen[h.ID] = true
		}
	}
	if len(seen) <= rank.Hits && os.Getenv("REFTEL_EQUAL") == "" && !testing.Short() {
		t.Errorf("%s: %d cables are too few", asked, len(seen))
	}
}

// sample reads cables from all over an archive.
func sample(ctx context.Context, t *testing.T, a archive.Archive) *plain.Reading {
	t.Helper()
	all, err := a.IDs(ctx, 0, a.Generation().Cables)
	if err != nil {
		t.Fatal(err)
	}
	var cs []*cable.Cable
	for i := 0; i < len(all); i += max(1, len(all)/sampled) {
		r, err := a.Record(ctx, all[i], archive.Parsed)
		if err != nil {
			t.Fatal(err)
		}
		cs = append(cs, r.Cable)
	}
	return plain.Read(cs, nil)
}

// judge holds that searches that were judged by hand find about as much among the first
// five in both engines.
func judge(t *testing.T, p *beside.Pair, file string) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var recall [2]float64
	searches := 0
	for line := range strings.Lines(string(b)) {
		f := strings.Split(line, "\t")
		if len(f) < 2 || strings.HasPrefix(line, "#") {
			continue
		}
		searches++
		want := strings.Fields(f[1])
		e, _, err := query.Parse(f[0])
		if err != nil {
			t.Fatal(err)
		}
		for i, a := range []archive.Archive{p.One, p.Other} {
			res, err := a.List(t.Context(), query.Request{Expr: e, Page: 1, Size: 5})
			if err != nil {
				t.Fatal(err)
			}
			found := 0
			for _, h := range res.Hits {
				if slices.Contains(want, h.ID) {
					found++
				}
			}
			recall[i] += float64(found) / float64(min(5, len(want)))
		}
	}
	one, other := recall[0]/float64(searches), recall[1]/float64(searches)
	t.Logf("%d judged searches: recall among the first five %.4f and %.4f", searches, one, other)
	if searches == 0 || one-other > wantRecall {
		t.Errorf("%d searches: recall %.4f, and %.4f in the cluster", searches, one, other)
	}
}

// madeUp is a folder of n cables that nobody sent.
func madeUp(t *testing.T, n int) string {
	t.Helper()
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	c, err := corpus.New(tables, n, 1, corpus.Dense)
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "made-up")
	if _, err := c.Write(t.Context(), dir, 1); err != nil {
		t.Fatal(err)
	}
	return dir
}

// demonstration is a folder of the cables of the demonstration archive.
func demonstration(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "demo")
	if err := os.CopyFS(dir, demo.Cables()); err != nil {
		t.Fatal(err)
	}
	return dir
}
