package e2e

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"reftel/internal/archivetest"
	"reftel/internal/index"
	"reftel/internal/sharedtest"
)

// A fault is what befalls one ingest of the program, from outside.
type fault struct {
	name   string
	args   []string // before the command
	killed time.Duration
}

// faulty is a program, what it reads, and an archive that it publishes over.
type faulty struct {
	program, in, base, old string
	counts                 map[string]int // of ends, by their kind
}

// long reports whether the program is run some hundred times.
func long() bool { return sharedtest.Size(0, 0, 1) == 1 }

// newFaulty builds the program.
func newFaulty(t *testing.T) *faulty {
	t.Helper()
	f := &faulty{program: filepath.Join(t.TempDir(), "reftel"), in: t.TempDir(), base: archivetest.Dir(t), counts: map[string]int{}}
	if out, err := exec.Command("go", "build", "-o", f.program, "reftel/cmd/server").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for i := range 12 {
		text := fmt.Sprintf("R 031505Z MAY 08\nFM AMEMBASSY OSLO\nTO SECSTATE WASHDC 100\nUNCLAS OSLO %06d\n\nSUBJECT: NETS\n\n1. (U) Nets of %d were mended at the quay.\nHOLM\n", i+1, i)
		if err := os.WriteFile(filepath.Join(f.in, fmt.Sprintf("%d.txt", i)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		if out, err := exec.Command(f.program, "ingest", "--data", f.base, f.in).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	_, old, err := index.Generations(f.base)
	if err != nil {
		t.Fatal(err)
	}
	f.old = old
	return f
}

// strike lets one ingest meet a fault, and holds that its exit status is true, that what
// is served is the old archive or the new one, whole, and that the next ingest goes on
// by itself.
func (f *faulty) strike(t *testing.T, x fault) {
	t.Helper()
	dir := archivetest.Dir(t)
	if err := os.CopyFS(dir, os.DirFS(f.base)); err != nil {
		t.Fatal(err)
	}
	args := append(append([]string{}, x.args...), f.program, "ingest", "--data", dir, f.in)
	c := exec.Command(args[0], args[1:]...)
	c.Env = append(os.Environ(), "GOMAXPROCS=2")
	var out strings.Builder
	c.Stdout, c.Stderr = &out, &out
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	if x.killed > 0 {
		time.AfterFunc(x.killed, func() { _ = c.Process.Kill() })
	}
	err := c.Wait()
	var ended *exec.ExitError
	status := 0
	if errors.As(err, &ended) {
		status = ended.ExitCode() // -1 for killed
	}
	live, err := index.OpenData(dir, nil)
	if err != nil || live.Degraded() != "" {
		t.Errorf("%s: status %d, and then: %v, %+v\n%s", x.name, status, err, live, out.String())
		return
	}
	defer live.Close()
	a, release, err := live.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	published := a.Generation().ID != f.old
	f.counts[fmt.Sprintf("status %d, published %t", status, published)]++
	if want := status == 0 || status == 3 || status == 4; status >= 0 && want != published || a.Generation().Cables != 12 {
		t.Errorf("%s: exit status %d, and %+v is served\n%s", x.name, status, a.Generation(), out.String())
	}
	if r, err := index.Verify(t.Context(), dir); err != nil || len(r.Problems) > 0 {
		t.Errorf("%s: %v %v", x.name, r.Problems, err)
	}
	if out, err := exec.Command(f.program, "ingest", "--data", dir, f.in).CombinedOutput(); err != nil {
		t.Errorf("%s: the next ingest: %v\n%s", x.name, err, out)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "gen", "*")); len(left) != 2 {
		t.Errorf("%s: left %q", x.name, left)
	}
}

// TestRandomKills kills a hundred ingests at random moments. One that came to its end
// before is not counted.
func TestRandomKills(t *testing.T) {
	if !long() {
		t.Skip("set REFTEL_LONG to run the program some hundred times")
	}
	f := newFaulty(t)
	start := time.Now()
	if out, err := exec.Command(f.program, "ingest", "--data", archivetest.Dir(t), f.in).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	took := time.Since(start)
	r := rand.New(rand.NewPCG(3, 4))
	killed := func() int {
		return f.counts["status -1, published false"] + f.counts["status -1, published true"]
	}
	for i := 0; killed() < 100 && i < 1000; i++ {
		after := time.Duration(1 + r.Int64N(int64(took)))
		f.strike(t, fault{name: fmt.Sprintf("kill %d after %v", i, after), killed: after})
	}
	t.Log(f.counts)
	sharedtest.Score(t, "B1 at random", fmt.Sprintf("%d kills, the archive whole after each", killed()), "100", !t.Failed() && killed() >= 100)
}

// failing are calls, and the faults with which they fail.
func failing() (calls map[string][]string, most int) {
	if !long() {
		return map[string][]string{"write,pwrite64": {"ENOSPC"}, "fsync,fdatasync": {"EIO"}, "rename,renameat,renameat2": {"EIO"}, "openat": {"EMFILE"}}, 2
	}
	return map[string][]string{
		"write,pwrite64": {"EIO", "ENOSPC"}, "fsync,fdatasync": {"EIO", "ENOSPC"}, "rename,renameat,renameat2": {"EIO", "ENOSPC"},
		"openat": {"EMFILE", "EIO"}, "mkdirat": {"ENOSPC"}, "unlinkat": {"EIO"}, "fchmodat": {"EIO"}, "mmap": {"ENOMEM"}, "ftruncate": {"EIO"},
	}, 50
}

// TestFailingCalls lets the n-th call of a kind fail, of each thread of the program: for the
// scorecard the first two of four kinds, in the long form fifty of all.
func TestFailingCalls(t *testing.T) {
	if !long() && !sharedtest.Scoring() {
		t.Skip("for the scorecard, or REFTEL_LONG")
	}
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace is not here")
	}
	f := newFaulty(t)
	log := filepath.Join(t.TempDir(), "log")
	all := 0
	kinds, most := failing()
	for calls, faults := range kinds {
		for _, errno := range faults {
			struck, missed := 0, 0
			clear(f.counts)
			for n := 1; n <= most && missed < 3; n++ {
				inject := fmt.Sprintf("inject=%s:error=%s:when=%d", calls, errno, n)
				f.strike(t, fault{name: inject, args: []string{strace, "-f", "-qq", "--seccomp-bpf", "-o", log, "-e", "trace=" + calls, "-e", inject}})
				b, err := os.ReadFile(log)
				if err != nil {
					t.Fatal(err)
				}
				if !strings.Contains(string(b), "INJECTED") {
					missed++ // there may be no more: threads do not always share the work alike
					continue
				}
				struck++
			}
			t.Logf("%s of %s: %d ingests struck: %v", errno, calls, struck, f.counts)
			all += struck
		}
	}
	if all == 0 {
		t.Error("no call failed")
	}
	sharedtest.Score(t, "B5", fmt.Sprintf("%d ingests with a call that fails: no bad archive, a true exit status", all), "none", !t.Failed())
}
