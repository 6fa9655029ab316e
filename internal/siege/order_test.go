package siege

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"reftel/internal/demo"
	"reftel/internal/sharedtest"
)

func sumOf(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

// demoSources are the files of the demonstration.
func demoSources(t *testing.T) (out []string) {
	t.Helper()
	err := fs.WalkDir(demo.Cables(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(demo.Cables(), name)
		out = append(out, string(b))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

var (
	synced  = regexp.MustCompile(`(?:fsync|fdatasync)\(\d+<([^>]+)>\)\s+= 0`)
	renamed = regexp.MustCompile(`rename(?:at2?)?\((?:AT_FDCWD[^,]*, )?"([^"]+)", (?:AT_FDCWD[^,]*, )?"([^"]+)"[^)]*\)\s+= 0`)
)

// TestOrderOfDurability holds that what is named has reached the disk before its name
// does: the files of a generation, their folders, the folder of it under its name, and
// then CURRENT. It stands in for the loss of power.
func TestOrderOfDurability(t *testing.T) {
	costly(t)
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace is not here")
	}
	in, data := small(t)
	if data, err = filepath.EvalSymlinks(data); err != nil {
		t.Fatal(err)
	}
	log := filepath.Join(t.TempDir(), "log")
	if out, err := exec.Command(strace, "-f", "-y", "-qq", "-s", "4096", "-o", log, "-e", "trace=fsync,fdatasync,rename,renameat,renameat2", built(t), "ingest", "--data", data, in).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	at := map[string]int{} // when what was synced first, by its path as it is now
	var names []string     // of what was renamed to, in order
	for i, line := range linesOf(t, log) {
		if m := synced.FindStringSubmatch(line); m != nil {
			if at[m[1]] == 0 || m[1] == data || m[1] == filepath.Join(data, "gen") {
				at[m[1]] = i
			}
		}
		if m := renamed.FindStringSubmatch(line); m != nil {
			from, to := absolute(data, m[1]), absolute(data, m[2])
			names = append(names, to)
			for path, when := range at {
				if rest, ok := strings.CutPrefix(path, from); ok && (rest == "" || rest[0] == '/') {
					delete(at, path)
					at[to+rest] = when
				}
			}
			at["name "+to] = i
		}
	}
	b, err := os.ReadFile(filepath.Join(data, "CURRENT"))
	if err != nil {
		t.Fatal(err)
	}
	current := filepath.Join(data, "CURRENT")
	var gen string
	for _, n := range names {
		if filepath.Dir(n) == filepath.Join(data, "gen") && strings.Contains(string(b), filepath.Base(n)) {
			gen = n
		}
	}
	if gen == "" || !slices.Contains(names, current) {
		t.Fatalf("renamed were %q; CURRENT is %s", names, b)
	}
	count := 0
	err = filepath.WalkDir(gen, func(path string, d fs.DirEntry, err error) error {
		if when, ok := at[path]; !ok || when > at["name "+gen] {
			t.Errorf("%s has its name before it is on the disk", path)
		}
		count++
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	order := []string{"name " + gen, filepath.Join(data, "gen"), "name " + current, data}
	for i := 1; i < len(order); i++ {
		if a, b := at[order[i-1]], at[order[i]]; a == 0 || b == 0 || a > b {
			t.Errorf("%q comes %d, and %q %d", order[i-1], a, order[i], b)
		}
	}
	if when, ok := at[current]; !ok || when > at["name "+current] {
		t.Error("CURRENT has its name before it is on the disk")
	}
	sharedtest.Score(t, "B6", fmt.Sprintf("%d files and folders synced before they have their name, and that before CURRENT has its own", count), "all", !t.Failed())
}

func absolute(dir, path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(dir, path)
}

// linesOf are the calls of a trace; one that another thread or a signal interrupted is put
// together.
func linesOf(t *testing.T, path string) []string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	begun := map[string]string{}
	out := []string{""} // the first has number 1
	for s := bufio.NewScanner(f); s.Scan(); {
		pid, call, _ := strings.Cut(s.Text(), " ")
		call = strings.TrimSpace(call)
		if before, ok := strings.CutSuffix(call, "<unfinished ...>"); ok {
			begun[pid] = strings.TrimSpace(before) // the rest of it begins with what closes it
			continue
		}
		if _, after, ok := strings.Cut(call, "resumed>"); ok {
			call = begun[pid] + after
		}
		out = append(out, call)
	}
	return out
}

// TestInterrupted holds that a call is known for what it is wherever the trace of it was
// interrupted.
func TestInterrupted(t *testing.T) {
	log := filepath.Join(t.TempDir(), "log")
	trace := `11  fsync(8</d/a> <unfinished ...>
12  renameat(AT_FDCWD</d>, "b", AT_FDCWD</d>, "c" <unfinished ...>
11  <... fsync resumed>)                  = 0
12  --- SIGURG {si_signo=SIGURG, si_code=SI_TKILL} ---
12  <... renameat resumed>)               = 0
`
	if err := os.WriteFile(log, []byte(trace), 0o644); err != nil {
		t.Fatal(err)
	}
	calls := strings.Join(linesOf(t, log), "\n")
	if m := synced.FindStringSubmatch(calls); m == nil || m[1] != "/d/a" {
		t.Errorf("synced is %q, of\n%s", m, calls)
	}
	if m := renamed.FindStringSubmatch(calls); m == nil || m[1] != "b" || m[2] != "c" {
		t.Errorf("renamed is %q, of\n%s", m, calls)
	}
}
