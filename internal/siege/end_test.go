package siege

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"reftel/internal/archivetest"
	"reftel/internal/index"
	"reftel/internal/sharedtest"
)

const fewCables = 12

// small is a folder with a few telegrams, and one with an archive of them.
func small(t *testing.T) (in, data string) {
	t.Helper()
	in, data = t.TempDir(), archivetest.Dir(t)
	for i := range fewCables {
		text := fmt.Sprintf("R 031505Z MAY 08\nFM AMEMBASSY OSLO\nTO SECSTATE WASHDC 100\nUNCLAS OSLO %06d\n\nSUBJECT: NETS\n\n1. (U) Nets of %d were mended at the quay.\nHOLM\n", i+1, i)
		if err := os.WriteFile(filepath.Join(in, fmt.Sprintf("%d.txt", i)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := exec.Command(built(t), "ingest", "--data", data, in).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return in, data
}

// TestKilledServer kills servers while they take up a generation. One that is started
// behind it serves a whole archive within five seconds.
func TestKilledServer(t *testing.T) {
	costly(t)
	in, data := small(t)
	r := rand.New(rand.NewPCG(5, 6))
	kills := long(8, 100)
	worst := time.Duration(0)
	for i := range kills {
		s := serve(t, data, nil)
		ingest := exec.Command(built(t), "ingest", "--data", data, in)
		if err := ingest.Start(); err != nil {
			t.Fatal(err)
		}
		_, was, _ := index.Generations(data)
		for range 1000 { // until CURRENT is another
			if _, now, err := index.Generations(data); err == nil && now != was {
				break
			}
			time.Sleep(2 * time.Millisecond)
		}
		time.Sleep(time.Duration(r.Int64N(int64(120 * time.Millisecond)))) // it looks every 50 ms
		s.kill()
		if err := ingest.Wait(); err != nil {
			t.Fatalf("kill %d: the ingest: %v", i, err)
		}
		start := time.Now()
		s = serve(t, data, nil)
		took := time.Since(start)
		worst = max(worst, took)
		if took > 5*time.Second {
			t.Errorf("kill %d: ready after %v", i, took)
		}
		if n := cablesOf(t, s); n != fewCables {
			t.Errorf("kill %d: %d cables are served", i, n)
		}
		s.kill()
	}
	sharedtest.Score(t, "B2", fmt.Sprintf("%d kills: each next server serves all %d cables, after %v at most", kills, fewCables, worst.Round(time.Millisecond)), "all, 5 s", !t.Failed())
}

// cablesOf is how many cables a site serves.
func cablesOf(t *testing.T, s *site) int {
	t.Helper()
	n := 0
	for i := range fewCables {
		res, err := http.Get(fmt.Sprintf("http://%s/cable/08OSLO%d", s.addr, i+1))
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode == http.StatusOK {
			n++
		}
	}
	return n
}

// TestFullDisk lets ingests write on disks of rising size. One that is too small keeps its
// archive, leaves nothing half-done and says why; a larger one has the new archive.
func TestFullDisk(t *testing.T) {
	costly(t)
	if out, err := exec.Command("unshare", "-rm", "true").CombinedOutput(); err != nil {
		t.Skipf("no file system can be mounted here: %v %s", err, out)
	}
	in, data := small(t)
	used, err := exec.Command("du", "-sk", data).Output()
	if err != nil {
		t.Skip(err)
	}
	var kb int
	if _, err := fmt.Sscan(string(used), &kb); err != nil {
		t.Fatal(err)
	}
	const script = `set -e
		mount -t tmpfs -o "size=$1k" tmpfs "$2"
		cp -a "$3/." "$2"
		status=0
		"$4" ingest --data "$2" "$5" || status=$?
		echo "status $status"
		"$4" verify --data "$2"
		ls -a "$2/gen" | grep -c '^\.[^.]' | sed 's/^/left /' || true
		cat "$2/CURRENT"`
	old, err := os.ReadFile(filepath.Join(data, "CURRENT"))
	if err != nil {
		t.Fatal(err)
	}
	full, good, steps := 0, 0, long(8, 20)
	for i := range steps {
		size := kb + 8 + i*3*kb/2/steps // with what the archive itself takes
		out, err := exec.Command("unshare", "-rm", "sh", "-c", script, "sh", fmt.Sprint(size), t.TempDir(), data, built(t), in).CombinedOutput()
		said := string(out)
		if err != nil {
			t.Fatalf("%d KB: %v\n%s", size, err, said)
		}
		switch kept := strings.HasSuffix(said, string(old)); {
		case strings.Contains(said, "status 0") && !kept:
			good++
		case strings.Contains(said, "status 1") && kept && strings.Contains(said, "left 0") && toldOfSpace.MatchString(said):
			full++
		default:
			t.Errorf("%d KB: %s", size, said)
		}
	}
	if full < 3 {
		t.Errorf("only %d of %d disks were too small", full, steps)
	}
	sharedtest.Score(t, "B4", fmt.Sprintf("%d disks that were full, %d large enough: the old archive whole, nothing left, the reason told", full, good), "all", !t.Failed())
}

var toldOfSpace = regexp.MustCompile(`no space left|MB are free`)

// TestKept holds that the source of each cable of the demonstration is handed out byte for
// byte as it was read, and that its page tells the checksum of it.
func TestKept(t *testing.T) {
	costly(t)
	data := archivetest.Demo(t)
	sources, n := demoSources(t), 0
	s := serve(t, data, nil)
	c := &crowd{client: http.DefaultClient, base: "http://" + s.addr}
	for _, path := range regexp.MustCompile(`/cable/[^<]+`).FindAllString(c.read(t, "/sitemap/1.xml"), -1) {
		raw := c.read(t, path+"/raw")
		if !slices.ContainsFunc(sources, func(file string) bool { return file == raw || strings.Contains(file, raw) }) {
			t.Errorf("%s/raw is no file, or piece of one, that was read", path)
		}
		sum := sumOf(raw)
		if !strings.Contains(c.read(t, path), sum) {
			t.Errorf("%s does not tell the checksum %s", path, sum)
		}
		n++
	}
	if n < 50 {
		t.Errorf("only %d cables", n)
	}
	sharedtest.Score(t, "C5", fmt.Sprintf("%d sources byte for byte as they were read, their checksum on the page", n), "all", !t.Failed())
}
