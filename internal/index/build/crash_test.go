package build_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/archive/prepare"
	"reftel/internal/cable"
	"reftel/internal/index"
	"reftel/internal/index/build"
	"reftel/internal/index/generation"
	"reftel/internal/index/indextest"
	"reftel/internal/sharedtest"
)

// Where the process that is to be killed publishes, and at which step it dies.
const (
	killedIn = "REFTEL_TEST_KILLED_IN"
	killedAt = "REFTEL_TEST_KILLED_AT"
)

// few are cables to publish: the first two are in both generations.
func few(last string) []*cable.Cable {
	return []*cable.Cable{
		indextest.Simple("74OSLO1", "1974-01-01", "NETS", "Nets were mended."),
		indextest.Simple("74OSLO2", "1974-01-02", "ROPES", "Ropes came by the ferry."),
		indextest.Simple(last, "1974-01-03", "LAMPS", "The lamp is out."),
	}
}

// publishTelling publishes a generation and calls step at each step of it.
func publishTelling(t *testing.T, dir string, cs []*cable.Cable, step func(string)) {
	t.Helper()
	b, err := build.Create(dir, prepare.Options{AllowShrink: true, Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = b.Abort() }()
	b.OnStep(step)
	for _, c := range cs {
		if err := b.Add(c, indextest.Source(c)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := b.Publish(t.Context(), prepare.Report{}); err != nil {
		t.Fatal(err)
	}
}

// TestKilled kills a publication as each of its steps begins. The archive is then the
// old one or the new one, whole, and the next ingest goes on by itself.
func TestKilled(t *testing.T) {
	if dir := os.Getenv(killedIn); dir != "" {
		publishTelling(t, dir, few("74OSLO4"), func(step string) {
			if step == os.Getenv(killedAt) {
				p, err := os.FindProcess(os.Getpid())
				if err == nil {
					err = p.Kill()
				}
				t.Fatal("lives on: ", err)
			}
		})
		return
	}
	t.Parallel()
	base := indextest.TempDir(t)
	indextest.Publish(t, base, few("74OSLO9"))
	old := indextest.Publish(t, base, few("74OSLO3")).ID
	var steps []string
	publishTelling(t, copied(t, base), few("74OSLO4"), func(s string) { steps = append(steps, s) })
	for range sharedtest.Size(1, 1, 10) {
		committed := false
		for _, step := range steps {
			committed = committed || step == "settle" // the step behind the rename of CURRENT
			telling := slices.Contains([]string{"close", "switch", "settle"}, step)
			if telling || sharedtest.Size(0, 0, 1) == 1 || sharedtest.Scoring() {
				t.Run(step, func(t *testing.T) { killed(t, copied(t, base), step, old, committed) })
			}
			if telling && sharedtest.Scoring() || sharedtest.Size(0, 0, 1) == 1 {
				t.Run("first/"+step, func(t *testing.T) { killed(t, indextest.TempDir(t), step, "", committed) })
			}
		}
	}
	// The normal test kills at the steps round the rename of CURRENT; the scorecard at all.
	sharedtest.Score(t, "B1", fmt.Sprintf("killed at each of %d steps of publishing, %d times: the old or the new is whole, the next ingest goes on", len(steps), sharedtest.Size(1, 1, 10)), "all", !t.Failed())
}

func killed(t *testing.T, dir, step, old string, committed bool) {
	t.Helper()
	c := exec.Command(os.Args[0], "-test.run=^TestKilled$")
	c.Env = append(os.Environ(), killedIn+"="+dir, killedAt+"="+step)
	out, err := c.CombinedOutput()
	var died *exec.ExitError
	if !errors.As(err, &died) || died.ExitCode() >= 0 && died.ExitCode() != 1 || strings.Contains(string(out), "FAIL") {
		t.Fatalf("not killed: %v\n%s", err, out)
	}
	live, err := index.OpenData(dir, nil)
	switch {
	case old == "" && !committed:
		if !errors.Is(err, index.ErrNoGeneration) {
			t.Fatalf("with nothing published: %v", err)
		}
	case err != nil || live.Degraded() != "":
		t.Fatalf("%v, %+v", err, live)
	default:
		served(t, live, old, committed)
	}
	g := indextest.Publish(t, dir, few("74OSLO5"))
	if left, _ := filepath.Glob(filepath.Join(dir, generation.Folder, ".*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
	if _, err := os.Stat(filepath.Join(dir, "PENDING")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("PENDING is left behind: %v", err)
	}
	gs, current, err := index.Generations(dir)
	if most := 2; err != nil || len(gs) > most || current != g.ID {
		t.Errorf("generations %v, in force %s: %v", gs, current, err)
	}
	want := map[string]archive.State{"74OSLO1": archive.Held, "74OSLO5": archive.Held, "74OSLO4": archive.Unknown, "74OSLO3": archive.Unknown}
	if committed {
		want["74OSLO4"] = archive.Gone
	}
	if old != "" {
		want["74OSLO3"], want["74OSLO9"] = archive.Gone, archive.Gone
	}
	a := indextest.OpenDir(t, dir)
	for id, state := range want {
		if f, err := a.Lookup(t.Context(), id); err != nil || f[0].State != state {
			t.Errorf("%s is %+v, %v; want %d", id, f, err, state)
		}
	}
}

// served holds that the archive is the old one until CURRENT was renamed, and then the new.
func served(t *testing.T, live *index.Live, old string, committed bool) {
	t.Helper()
	defer live.Close()
	a, release, err := live.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	if g := a.Generation(); (g.ID != old) != committed || g.Cables != 3 {
		t.Errorf("%+v is served, the old one is %s", g, old)
	}
	last := map[bool]string{false: "74OSLO3", true: "74OSLO4"}[committed]
	if r, err := a.Record(t.Context(), last, archive.Sources); err != nil || r.Cable.Subject != "LAMPS" {
		t.Errorf("%s: %v", last, err)
	}
}

// copied is a data folder of its own with what is published in another.
func copied(t *testing.T, from string) string {
	t.Helper()
	dir := indextest.TempDir(t)
	if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	return dir
}
