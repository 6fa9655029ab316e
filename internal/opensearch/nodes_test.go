//go:build unix

package opensearch_test

import (
	"context"
	"errors"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"reftel/internal/archive"
	"reftel/internal/archive/prepare"
	"reftel/internal/cable"
	"reftel/internal/opensearch"
	"reftel/internal/opensearch/client"
	"reftel/internal/opensearch/nodetest"
	"reftel/internal/query"
)

// TestNodesDie ends nodes of a cluster of three while it is asked: one of them costs no
// answer, and once all are gone what is held is told to be out of reach, and not unknown.
// It ends the nodes of the test, so it runs alone: OPENSEARCH_NODES=3
// OPENSEARCH_PIDS=FILE .ci/opensearch go test -run TestNodesDie ./internal/opensearch
func TestNodesDie(t *testing.T) {
	pids := nodes(t)
	cfg := opensearch.Config{Config: client.Config{URLs: nodetest.URLs(t)}, Prefix: "nodes-die"} // nobody will be there to remove it
	b, err := opensearch.Create(t.Context(), cfg, opensearch.Options{Options: prepare.Options{}, Shards: 3, Replicas: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Abort()
	const cables = 600
	for i := range cables {
		c := &cable.Cable{
			ID: "79LISBON" + strconv.Itoa(i+1), Subject: "Lights of the coast", Date: cable.Date{Year: 1979, Month: 1 + i%12, Day: 1 + i%28},
			Paragraphs: []cable.Paragraph{{Anchor: "par1", Number: 1, Text: "The lens of lighthouse " + strconv.Itoa(i%7) + " was lit at dusk."}},
		}
		if err := b.Add(c, []byte(c.ID)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := b.Publish(t.Context(), prepare.Report{}); err != nil {
		t.Fatal(err, client.Detail(err))
	}
	source, err := opensearch.Open(t.Context(), cfg, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer source.Close()
	a, release, err := source.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	e, _, err := query.Parse("lens dusk")
	if err != nil {
		t.Fatal(err)
	}
	var asked, slowest atomic.Int64
	ask := func() {
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
		defer cancel()
		began := time.Now()
		res, err := a.Search(ctx, query.Request{Expr: e, Page: 1, Size: 20, Apart: true})
		if err != nil || res.Total != cables {
			t.Errorf("search %d: %v", asked.Load(), err)
		}
		asked.Add(1)
		slowest.Store(max(slowest.Load(), int64(time.Since(began))))
	}
	var asking sync.WaitGroup
	for range 4 {
		asking.Go(func() {
			for range 100 {
				ask()
			}
		})
	}
	for asked.Load() < 100 {
		time.Sleep(10 * time.Millisecond)
	}
	kill(t, pids[0])
	asking.Wait()
	t.Logf("%d searches, the slowest took %v", asked.Load(), time.Duration(slowest.Load()))
	for _, pid := range pids[1:] {
		kill(t, pid)
	}
	if _, err := a.Record(t.Context(), "79LISBON1", archive.Parsed); !errors.Is(err, archive.ErrUnavailable) || errors.Is(err, archive.ErrNotFound) {
		t.Errorf("a cable that is held, without a cluster: %v", err)
	}
	if f, err := a.Lookup(t.Context(), "79LISBON1"); !errors.Is(err, archive.ErrUnavailable) {
		t.Errorf("looked up without a cluster: %+v, %v", f, err)
	}
}

// nodes are the processes of the nodes. The test is skipped where it may end none.
func nodes(t *testing.T) (pids []int) {
	t.Helper()
	file := os.Getenv("OPENSEARCH_PIDS")
	if file == "" {
		t.Skip("OPENSEARCH_PIDS names no nodes that may be ended")
	}
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range strings.Fields(string(b)) {
		pid, err := strconv.Atoi(text)
		if err != nil {
			t.Fatal(err)
		}
		pids = append(pids, pid)
	}
	if len(pids) != 3 {
		t.Fatalf("%d nodes, want 3", len(pids))
	}
	return pids
}

func kill(t *testing.T, pid int) {
	t.Helper()
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
}
