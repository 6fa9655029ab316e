package siege

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"reftel/internal/app"
	"reftel/internal/bench/corpus"
	"reftel/internal/index"
	"reftel/internal/reference"
	"reftel/internal/sharedtest"
)

// work is a folder of all tests, removed behind them.
var work string

func TestMain(m *testing.M) {
	status := 1
	dir, err := os.MkdirTemp("", "reftel-siege-")
	if err == nil {
		work = dir
		status = m.Run()
		err = errors.Join(index.Remove(filepath.Join(dir, "large")), os.RemoveAll(dir))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		status = 1
	}
	os.Exit(status)
}

// costly skips a test in each run of all tests.
func costly(t *testing.T) {
	t.Helper()
	if !sharedtest.Scoring() && sharedtest.Size(0, 0, 1) == 0 {
		t.Skip("for the scorecard, or REFTEL_LONG")
	}
}

// long is how many of something there are for the scorecard, and in the long form.
func long(short, long int) int {
	if sharedtest.Size(0, 0, 1) == 1 {
		return long
	}
	return short
}

// program is the binary, built once.
var program = sync.OnceValues(func() (string, error) {
	path := filepath.Join(work, "reftel")
	out, err := exec.Command("go", "build", "-o", path, "reftel/cmd/server").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("building the program: %w\n%s", err, out)
	}
	return path, nil
})

func built(t *testing.T) string {
	t.Helper()
	path, err := program()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// An archive is a data folder with so many cables.
type archive struct {
	dir    string
	cables int
}

// large is an archive to measure on, made once: REFTEL_ARCHIVE, or one of synthetic cables.
var large = sync.OnceValues(func() (a archive, err error) {
	if dir := os.Getenv("REFTEL_ARCHIVE"); dir != "" {
		a.dir = dir
	} else {
		in := filepath.Join(work, "corpus")
		a.dir = filepath.Join(work, "large")
		tables, err := reference.Open()
		if err != nil {
			return a, err
		}
		c, err := corpus.New(tables, long(5000, 20000), 1, corpus.Dense)
		if err != nil {
			return a, err
		}
		if _, err := c.Write(context.Background(), in, 1); err != nil {
			return a, err
		}
		if _, err := app.Ingest(context.Background(), app.IngestOptions{Data: a.dir, Paths: []string{in}, Tool: "siege"}); err != nil {
			return a, err
		}
		if err := os.RemoveAll(in); err != nil {
			return a, err
		}
	}
	gs, _, err := index.Generations(a.dir)
	if err == nil {
		a.cables = gs[0].Cables
	}
	return a, err
})

func largeArchive(t *testing.T) archive {
	t.Helper()
	a, err := large()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// A site is the program that serves a data folder.
type site struct {
	t    *testing.T
	cmd  *exec.Cmd
	addr string
	log  strings.Builder
}

// serve starts the program, and waits until it is ready. What stands before the command
// (prlimit) may limit it.
func serve(t *testing.T, dir string, before []string, env ...string) *site {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &site{t: t, addr: l.Addr().String()}
	l.Close()
	args := append(append([]string{}, before...), built(t), "serve", "--data", dir, "--addr", s.addr, "--poll", "50ms")
	s.cmd = exec.Command(args[0], args[1:]...)
	s.cmd.Env = append(os.Environ(), env...)
	s.cmd.Stderr = &s.log
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.kill)
	for range 3000 {
		if res, err := http.Get("http://" + s.addr + "/readyz"); err == nil {
			res.Body.Close()
			if res.StatusCode == http.StatusOK {
				return s
			}
		}
		time.Sleep(20 * time.Millisecond)
	}
	s.kill()
	t.Fatalf("not ready: %s", s.log.String())
	return nil
}

// kill ends the program as the system does where memory is short.
func (s *site) kill() {
	_ = s.cmd.Process.Kill()
	_ = s.cmd.Wait()
}

var anonymous = regexp.MustCompile(`RssAnon:\s*(\d+) kB`)

// memory is what the program holds without mapped files, in MB.
func (s *site) memory() int {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	m := anonymous.FindSubmatch(b)
	if err != nil || m == nil {
		return 0
	}
	kb, _ := strconv.Atoi(string(m[1]))
	return kb >> 10
}

// watch looks at the memory until what it returns is called, which is the most there was.
func (s *site) watch() (most func() int) {
	var peak int
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			peak = max(peak, s.memory())
			select {
			case <-stop:
				return
			case <-time.After(50 * time.Millisecond):
			}
		}
	}()
	return func() int {
		close(stop)
		<-done
		return peak
	}
}
