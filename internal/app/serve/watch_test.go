package serve

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"reftel/internal/archivetest"
	"reftel/internal/sharedtest"
)

// TestDamagedIsNotReady holds what is told of an archive that is damaged while it is
// served: the older one answers, and whoever asks whether all is well is told that it is
// not, without the folders of the machine.
func TestDamagedIsNotReady(t *testing.T) {
	data := archiveOf(t)
	g := publish(t, data, "SALT PRICES")
	s := start(t, Options{Data: data, Poll: 5 * time.Millisecond})
	if err := Check(t.Context(), s.addr); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(data, "gen", g.ID, "columns", "summaries")
	if err := os.Chmod(file, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(file, 1); err != nil {
		t.Fatal(err)
	}
	s.log.await(t, "archive swapped")
	res, err := http.Get("http://" + s.addr + "/readyz")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	if res.StatusCode != http.StatusServiceUnavailable || res.Header.Get("Retry-After") == "" || !strings.Contains(string(b), `"ready":false,"degraded":"`) {
		t.Errorf("%s: %s", res.Status, b)
	}
	for _, told := range []string{data, "/" + filepath.Base(data), "summaries", "/gen/"} {
		if strings.Contains(string(b), told) {
			t.Errorf("/readyz tells %s: %s", told, b)
		}
	}
	if err := Check(t.Context(), s.addr); err == nil || !strings.Contains(err.Error(), "503") {
		t.Errorf("the health check says %v", err)
	}
	if page := get(t, "http://"+s.addr+"/cable/09TESTVILLE1"); !strings.Contains(strings.ToUpper(page), "COD PRICES") {
		t.Error("not the generation before")
	}
	if m := s.log.line("archive degraded"); !strings.Contains(fmt.Sprint(m["reason"]), "summaries") {
		t.Errorf("the log tells %v", m)
	}
}

// load is what a process holds.
type load struct {
	goroutines, files int
	heap              int64
}

func (l load) String() string {
	return fmt.Sprintf("%d goroutines, %d files, %.1f MB", l.goroutines, l.files, float64(l.heap)/1e6)
}

// held is what the process holds once nothing is under way. Connections end some time
// behind their last answer, on a machine with other work later: it is looked until there
// are about as many as expected, for ten seconds.
func held(t *testing.T, expected load) load {
	t.Helper()
	http.DefaultClient.CloseIdleConnections()
	var l load
	for range 500 {
		now := load{goroutines: runtime.NumGoroutine()}
		if fs, err := os.ReadDir("/proc/self/fd"); err == nil {
			now.files = len(fs)
		}
		same := now.goroutines == l.goroutines && now.files == l.files
		if l = now; same && now.goroutines <= expected.goroutines+5 && now.files <= expected.files+5 {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	l.heap = int64(m.HeapAlloc)
	return l
}

// TestNothingIsLeft holds that requests leave no goroutine, no file and no memory behind.
func TestNothingIsLeft(t *testing.T) {
	n, data := sharedtest.Size(100, 300, 1_000_000), ""
	if n > 1000 {
		data = archivetest.Demo(t)
	} else {
		data = archiveOf(t)
	}
	s := start(t, Options{Data: data, Poll: 10 * time.Millisecond, SearchTimeout: time.Minute})
	page := get(t, "http://"+s.addr+"/search?q=text")
	paths := []string{"/", "/search?q=the+harbour", "/search?q=%22of+the%22", "/search?q=xyzzy", "/tags", "/people", "/suggest?q=li", "/readyz", "/none", "/sitemap.xml", "/search?page=x"}
	for part := range strings.SplitSeq(page, `href="/cable/`) {
		if id := part[:strings.IndexAny(part, `"?#/<`)]; id != "" {
			paths = append(paths, "/cable/"+id, "/cable/"+id+".json", "/cable/"+id+"/raw", "/cable/"+id+"/thread")
		}
	}
	if len(paths) < 15 {
		t.Fatalf("only %d paths", len(paths))
	}
	ask := func(n int) {
		var next atomic.Int64
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				for i := next.Add(1); i <= int64(n); i = next.Add(1) {
					res, err := http.Get("http://" + s.addr + paths[i%int64(len(paths))])
					if err != nil {
						t.Error(err)
						return
					}
					if i%50 != 0 { // some go away before they have all
						_, _ = io.Copy(io.Discard, res.Body)
					}
					res.Body.Close()
				}
			})
		}
		wg.Wait()
	}
	idle := held(t, load{goroutines: 1 << 20, files: 1 << 20})
	ask(n/10 + 3*len(paths)) // what is kept for a generation is kept once
	before := held(t, idle)
	ask(n)
	after := held(t, before)
	t.Logf("%d requests: %v before, %v after", n, before, after)
	if d := after.goroutines - before.goroutines; d > 5 || d < -5 {
		t.Errorf("%d goroutines more", d)
	}
	if d := after.files - before.files; d > 5 || d < -5 {
		t.Errorf("%d files more", d)
	}
	if d := after.heap - before.heap; d > 10e6 || d < -10e6 {
		t.Errorf("%d bytes more", d)
	}
	sharedtest.Score(t, "A5", fmt.Sprintf("%d requests: %d goroutines, %d files and %d MB more", n, after.goroutines-before.goroutines, after.files-before.files, (after.heap-before.heap)/1e6), "±5, ±5, ±10 MB", !t.Failed())
}
