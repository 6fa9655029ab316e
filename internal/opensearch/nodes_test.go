//go:build unix

package opensearch_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"reftel/internal/archive"
	"reftel/internal/archive/prepare"
	"reftel/internal/cable"
	"reftel/internal/enginetest"
	"reftel/internal/opensearch"
	"reftel/internal/opensearch/client"
	"reftel/internal/opensearch/nodetest"
	"reftel/internal/query"
	"reftel/internal/reference"
	"reftel/internal/server"
	"reftel/internal/sharedtest"
)

// TestNodeDies ends a node of a cluster of three while it is asked, and then all of them:
// one costs no answer and changes none, and without a cluster what is held is told to be
// out of reach, and not unknown. The tests of this file end the nodes that they are given,
// so each runs alone: .ci/nodes
func TestNodeDies(t *testing.T) {
	f := fleetOf(t)
	dying := f.others()[0]
	source := f.searched(func() { f.kill(dying) })
	for _, name := range f.names {
		if name != dying {
			f.kill(name)
		}
	}
	f.outOfReach(source)
}

// TestManagerDies is the same of the node that the others elected to manage them.
func TestManagerDies(t *testing.T) {
	f := fleetOf(t)
	f.searched(func() { f.kill(f.manager()) })
}

// TestNodeDiesInIngest ends a node while cables are loaded: each that was taken is there
// in the end, as it was.
func TestNodeDiesInIngest(t *testing.T) {
	f := fleetOf(t)
	want := lit(sharedtest.Size(500, 5000, 20000))
	dying := f.others()[0]
	var once sync.Once
	f.publish(want, func(p prepare.Progress) {
		if p.Stage == "index" && p.Done > len(want)/3 {
			once.Do(func() { f.kill(dying) })
		}
	})
	a, _ := f.open()
	for _, in := range want {
		rec, err := a.Record(t.Context(), in.Cable.ID, archive.Sources)
		if err != nil {
			t.Fatal(err)
		}
		if diff := gocmp.Diff(in.Cable, rec.Cable); diff != "" || len(rec.Sources) != 1 || string(rec.Sources[0].Raw) != string(in.Raw) {
			t.Fatalf("%s is not as it was added (-want +got)\n%s", in.Cable.ID, diff)
		}
	}
	r, err := opensearch.Verify(t.Context(), f.cfg)
	if err != nil || len(r.Problems) > 0 {
		t.Errorf("verify: %v, %v", r.Problems, err)
	}
	t.Logf("%d cables are as they were added", len(want))
}

// A fleet is three nodes that may be ended.
type fleet struct {
	t     *testing.T
	cfg   opensearch.Config
	names []string
	pids  map[string]int
}

// fleetOf are the nodes of the test. It is skipped where it may end none.
func fleetOf(t *testing.T) *fleet {
	t.Helper()
	file := os.Getenv("OPENSEARCH_PIDS")
	if file == "" {
		t.Skip("OPENSEARCH_PIDS names no nodes that may be ended: .ci/nodes starts some")
	}
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	// Nobody will be there to remove the indices.
	f := &fleet{t: t, pids: map[string]int{}, cfg: opensearch.Config{Config: client.Config{URLs: nodetest.URLs(t)}, Prefix: "nodes"}}
	for i, text := range strings.Fields(string(b)) {
		pid, err := strconv.Atoi(text)
		if err != nil {
			t.Fatal(err)
		}
		name := fmt.Sprintf("n%d", i+1)
		f.names, f.pids[name] = append(f.names, name), pid
	}
	if len(f.names) != 3 {
		t.Fatalf("%d nodes, want 3", len(f.names))
	}
	return f
}

// manager is the node that the others elected.
func (f *fleet) manager() string {
	f.t.Helper()
	var of []struct {
		Node string `json:"node"`
	}
	r := client.Request{Method: http.MethodGet, Path: "/_cat/cluster_manager", Query: map[string][]string{"format": {"json"}}}
	if err := nodetest.Client(f.t).Do(f.t.Context(), r, &of); err != nil || len(of) != 1 {
		f.t.Fatal(of, err)
	}
	return of[0].Node
}

// others are the nodes that do not manage.
func (f *fleet) others() []string {
	manager := f.manager()
	return slices.DeleteFunc(slices.Clone(f.names), func(n string) bool { return n == manager })
}

func (f *fleet) kill(name string) {
	f.t.Helper()
	if err := syscall.Kill(f.pids[name], syscall.SIGKILL); err != nil {
		f.t.Error(name, err)
	}
}

// lights is how many lighthouses there are.
const lights = 7

// lit are cables about lighthouses.
func lit(n int) []enginetest.Input {
	var out []enginetest.Input
	for i := range n {
		c := &cable.Cable{
			ID: "79LISBON" + strconv.Itoa(i+1), Subject: "Lights of the coast", Date: cable.Date{Year: 1979, Month: 1 + i%12, Day: 1 + i%28},
			Paragraphs: []cable.Paragraph{{Anchor: "par1", Number: 1, Text: "The lens of lighthouse " + strconv.Itoa(i%lights) + " was lit at dusk."}},
		}
		out = append(out, enginetest.Input{Cable: c, Raw: []byte("SUBJECT: Lights of the coast\n\n1. " + c.Paragraphs[0].Text + "\n" + c.ID)})
	}
	return out
}

// publish loads cables in three shards, each of which stands on two nodes.
func (f *fleet) publish(cables []enginetest.Input, progress func(prepare.Progress)) {
	f.t.Helper()
	b, err := opensearch.Create(f.t.Context(), f.cfg, opensearch.Options{Options: prepare.Options{Progress: progress}, Folder: f.t.TempDir(), Shards: 3, Replicas: 1})
	if err != nil {
		f.t.Fatal(err)
	}
	defer b.Abort()
	for _, in := range cables {
		if err := b.Add(in.Cable, in.Raw); err != nil {
			f.t.Fatal(err)
		}
	}
	if _, err := b.Publish(f.t.Context(), prepare.Report{}); err != nil {
		f.t.Fatal(err, client.Detail(err))
	}
}

func (f *fleet) open() (archive.Archive, *opensearch.Source) {
	f.t.Helper()
	source, err := opensearch.Open(f.t.Context(), f.cfg, nil)
	if err != nil {
		f.t.Fatal(err)
	}
	f.t.Cleanup(func() { source.Close() })
	a, release, err := source.Acquire(f.t.Context())
	if err != nil {
		f.t.Fatal(err)
	}
	f.t.Cleanup(release)
	return a, source
}

// searched holds that all of 2,000 searches are answered, and as before something happens
// to the nodes.
func (f *fleet) searched(happens func()) *opensearch.Source {
	t := f.t
	t.Helper()
	const cables, searches, clients = 900, 2000, 4
	f.publish(lit(cables), nil)
	a, source := f.open()
	want := make([][]string, lights)
	var err error
	for i := range want {
		if want[i], err = listed(t.Context(), a, i, cables/lights); err != nil {
			t.Fatal(err)
		}
	}
	var asked, slowest, failed atomic.Int64
	var asking sync.WaitGroup
	for range clients {
		asking.Go(func() {
			for n := asked.Add(1); n <= searches; n = asked.Add(1) {
				began := time.Now()
				got, err := listed(t.Context(), a, lights+int(n), cables/lights)
				if err != nil || !slices.Equal(got, want[n%lights]) {
					failed.Add(1)
					t.Errorf("search %d: %v, %v, want %v", n, err, got, want[n%lights])
				}
				slowest.Store(max(slowest.Load(), int64(time.Since(began))))
			}
		})
	}
	for asked.Load() < searches/4 {
		time.Sleep(10 * time.Millisecond)
	}
	happens()
	asking.Wait()
	t.Logf("%d searches, %d failed or wrong, the slowest took %v", searches, failed.Load(), time.Duration(slowest.Load()))
	return source
}

// listed are the first ids of what the n-th search finds, where that are at least so many.
// It asks for one of the lights, and in words that no other search has: what was asked
// before would be remembered.
func listed(ctx context.Context, a archive.Archive, n, atLeast int) ([]string, error) {
	e, _, err := query.Parse(fmt.Sprintf(`dusk "lighthouse %d" -storm%d`, n%lights, n))
	if err != nil {
		return nil, err
	}
	req := query.Request{Expr: e, Page: 1, Size: 20, Apart: true, Sort: query.Oldest}
	ctx, cancel := context.WithTimeout(ctx, 60*time.Second)
	defer cancel()
	res, err := a.Search(ctx, req)
	if err != nil {
		return nil, err
	}
	if res.Total < atLeast {
		return nil, fmt.Errorf("%d are found, want %d", res.Total, atLeast)
	}
	var ids []string
	for _, h := range res.Hits {
		ids = append(ids, h.ID)
	}
	return ids, nil
}

// outOfReach holds what is told once no node is left, by the archive and by the server.
func (f *fleet) outOfReach(source *opensearch.Source) {
	t := f.t
	t.Helper()
	a, release, err := source.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	if _, err := a.Record(t.Context(), "79LISBON1", archive.Parsed); !errors.Is(err, archive.ErrUnavailable) || errors.Is(err, archive.ErrNotFound) {
		t.Errorf("a cable that is held, without a cluster: %v", err)
	}
	if found, err := a.Lookup(t.Context(), "79LISBON1"); !errors.Is(err, archive.ErrUnavailable) {
		t.Errorf("looked up without a cluster: %+v, %v", found, err)
	}
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	h, err := server.New(server.Config{Archive: source, Tables: tables})
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/cable/79LISBON1", "/cable/79LISBON2/par1", "/cable/79lisbon3", "/cable/79LISBON4.json", "/search?q=dusk", "/cable/NEVERSEEN1"} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
		if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" {
			t.Errorf("%s without a cluster: %d, Retry-After %q", path, w.Code, w.Header().Get("Retry-After"))
		}
	}
}
