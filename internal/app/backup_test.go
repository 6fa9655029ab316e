//go:build unix

package app_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"reftel/internal/app"
	"reftel/internal/archivetest"
	"reftel/internal/sharedtest"
)

// TestBackup copies an archive by deploy/backup.sh at each step of an ingest, and with an
// ingest between its own steps: each copy is whole and verifies, and the last can be ingested over.
func TestBackup(t *testing.T) {
	data, few, more := archivetest.Dir(t), folder(t, 3), folder(t, 5)
	first := ingestInto(t, data, few).Generation.ID
	var copies int
	take := func(to, want string) {
		t.Helper()
		out, err := exec.Command("sh", "../../deploy/backup.sh", data, to).CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		copies++
		live, err := app.Open(to, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer live.Close()
		a, release, err := live.Acquire(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer release()
		if got := a.Generation().ID; got != want || live.Degraded() != "" {
			t.Errorf("the copy serves %s, not %s: %q", got, want, live.Degraded())
		}
	}
	backup := archivetest.Dir(t)
	steps := map[string]bool{}
	r, err := app.Ingest(t.Context(), app.IngestOptions{Data: data, Paths: []string{more}, Tool: "test", Progress: func(p app.Progress) {
		if !steps[p.Stage] {
			steps[p.Stage] = true
			take(backup, first)
		}
	}})
	if err != nil || len(steps) < 3 {
		t.Fatalf("%d steps, %v", len(steps), err)
	}
	take(backup, r.Generation.ID)
	if v, err := app.Verify(t.Context(), backup); err != nil || len(v.Problems) > 0 {
		t.Errorf("the copy: %v, %v", v.Problems, err)
	}
	between(t, data, r.Generation.ID, more)
	if sharedtest.Scoring() || sharedtest.Size(0, 0, 1) == 1 { // as any folder that was verified can
		ingestInto(t, backup, more)
	}
	sharedtest.Score(t, "B12", fmt.Sprintf("%d copies at %d steps of an ingest, all whole", copies, len(steps)), "all", !t.Failed())
}

// between publishes after a copy has read CURRENT and before it copies the generation.
func between(t *testing.T, data, current, inputs string) {
	t.Helper()
	to, bin := archivetest.Dir(t), t.TempDir()
	// The first cp of the script waits for a file, so that all that comes between is seen.
	script := "#!/bin/sh\nwhile [ ! -e " + bin + "/go ]; do echo waiting >" + bin + "/here; sleep 0.01; done\nexec /bin/cp \"$@\"\n"
	if err := os.WriteFile(filepath.Join(bin, "cp"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	c := exec.Command("sh", "../../deploy/backup.sh", data, to)
	c.Env = append(os.Environ(), "PATH="+bin+":"+os.Getenv("PATH"))
	var out strings.Builder
	c.Stdout, c.Stderr = &out, &out
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	for range 10_000 {
		if _, err := os.Stat(filepath.Join(bin, "here")); err == nil {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	ingestInto(t, data, inputs)
	if err := os.WriteFile(filepath.Join(bin, "go"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := c.Wait(); err != nil {
		t.Fatalf("%v: %s", err, out.String())
	}
	if v, err := app.Verify(t.Context(), to); err != nil || len(v.Problems) > 0 || v.Generation.ID != current {
		t.Errorf("the copy: %+v, %v", v, err)
	}
}
