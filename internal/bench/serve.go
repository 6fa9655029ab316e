package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os/exec"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"reftel/internal/archive"
)

// clients is how many visitors ask at once, each the next page as soon as it
// has one.
const clients = 8

// Serve starts the server as a process of its own on the loopback and asks it
// for whole pages: searches, then cables, each plain and compressed, for so
// long each.
func Serve(ctx context.Context, r *Record, program, data string, each time.Duration) error {
	a, queries, done, err := openFor(ctx, r, data)
	if err != nil {
		return err
	}
	searches, cables, err := Paths(ctx, a, queries)
	if err := errors.Join(err, done()); err != nil {
		return err
	}
	s, err := startServer(ctx, program, data)
	if err != nil {
		return err
	}
	defer s.stop()
	t := Table{Title: fmt.Sprintf("Whole pages over HTTP, %d clients", clients), Columns: append(append([]string{"pages", "a second", "KB a page"}, "mean ms"), "p50 ms", "p95 ms", "p99 ms", "max ms")}
	for _, l := range []struct {
		name  string
		paths []string
		least float64
		p99   float64
	}{{"search", searches, 250, 150}, {"cable", cables, 2000, 0}} {
		for _, compressed := range []bool{false, true} {
			name := l.name + map[bool]string{false: ", plain", true: ", compressed"}[compressed]
			got, err := s.load(ctx, l.paths, compressed, each)
			if err != nil {
				return err
			}
			perSecond := float64(len(got.took)) / got.wall.Seconds()
			t.Add(name, append([]float64{perSecond, float64(got.bytes) / float64(len(got.took)) / 1e3}, Spread(got.took)...)...)
			if r.Cables >= large {
				continue // how many pages a second is wanted of the usual size alone
			}
			r.least(name+" pages a second", l.least, perSecond)
			if l.p99 > 0 {
				r.most(name+" pages, p99, ms", l.p99, Spread(got.took)[3])
			}
		}
	}
	memory, err := unmapped(s.cmd.Process.Pid)
	if err != nil {
		return err
	}
	r.Tables = append(r.Tables, t, Table{Title: "The process", Columns: []string{"", "value"}, Rows: []Row{
		{"seconds from start to ready", []float64{s.ready.Seconds()}}, {"MB of memory without mapped files, after the load", []float64{memory}},
	}})
	r.most("server ready, s", r.goal(3, 10), s.ready.Seconds())
	r.most("server memory without mapped files, MB", r.goal(500, 3000), memory)
	r.Notes = append(r.Notes, "Clients and server share the cores of the machine; clients read each page to its end and do not unpack it.")
	return nil
}

// Paths are the pages of searches, and those of cables that lie evenly over the archive.
func Paths(ctx context.Context, a archive.Archive, queries []Query) (searches, cables []string, err error) {
	for _, q := range queries {
		if len(q.Values) > 0 {
			searches = append(searches, "/search?"+q.Values.Encode())
		}
	}
	ids, err := a.IDs(ctx, 0, a.Generation().Cables)
	if err != nil {
		return nil, nil, err
	}
	step := max(1, len(ids)/sampleSize)
	for i := 0; i < len(ids); i += step {
		cables = append(cables, "/cable/"+ids[i])
	}
	return searches, cables, nil
}

// A server is the program, serving.
type server struct {
	cmd    *exec.Cmd
	base   string
	client *http.Client
	ready  time.Duration // from start to the first good answer
}

func startServer(ctx context.Context, program, data string) (*server, error) {
	addr, err := freeAddress()
	if err != nil {
		return nil, err
	}
	s := &server{base: "http://" + addr, client: &http.Client{
		Transport: &http.Transport{MaxIdleConnsPerHost: clients, DisableCompression: true},
		Timeout:   time.Minute,
	}}
	s.cmd = exec.CommandContext(ctx, program, "serve", "--data", data, "--addr", addr)
	s.cmd.Stderr = io.Discard
	start := time.Now()
	if err := s.cmd.Start(); err != nil {
		return nil, fmt.Errorf("starting the server: %w", err)
	}
	const patience = time.Minute
	for time.Since(start) < patience {
		if _, err := s.get(ctx, "/readyz", false); err == nil {
			s.ready = time.Since(start)
			return s, nil
		}
		time.Sleep(5 * time.Millisecond)
	}
	s.stop()
	return nil, errors.New("the server was not ready after a minute")
}

// freeAddress is an address on the loopback that nobody listens on.
func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", fmt.Errorf("finding a free address: %w", err)
	}
	defer l.Close()
	return l.Addr().String(), nil
}

func (s *server) stop() {
	if s.cmd.Process.Signal(syscall.SIGTERM) != nil { // Windows knows none
		_ = s.cmd.Process.Kill()
	}
	_ = s.cmd.Wait()
}

// get asks for a page and reads all of it.
func (s *server) get(ctx context.Context, path string, compressed bool) (int64, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.base+path, nil)
	if err != nil {
		return 0, err
	}
	if compressed {
		req.Header.Set("Accept-Encoding", "gzip")
	}
	res, err := s.client.Do(req)
	if err != nil {
		return 0, err
	}
	defer res.Body.Close()
	n, err := io.Copy(io.Discard, res.Body)
	if err == nil && res.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s answers %s", path, res.Status)
	}
	return n, err
}

// A load is what clients saw.
type load struct {
	took  []time.Duration
	bytes int64
	wall  time.Duration
}

// load has all clients ask for the paths in turn for a time. Any answer but a
// good one is an error.
func (s *server) load(ctx context.Context, paths []string, compressed bool, each time.Duration) (load, error) {
	var (
		out  load
		next atomic.Int64
		mu   sync.Mutex
		errs []error
		all  sync.WaitGroup
	)
	start := time.Now()
	for range clients {
		all.Go(func() {
			var took []time.Duration
			var size int64
			var failed error
			for time.Since(start) < each && failed == nil {
				path := paths[int(next.Add(1)-1)%len(paths)]
				asked := time.Now()
				n, err := s.get(ctx, path, compressed)
				took = append(took, time.Since(asked))
				size, failed = size+n, err
			}
			mu.Lock()
			defer mu.Unlock()
			out.took, out.bytes = append(out.took, took...), out.bytes+size
			errs = append(errs, failed)
		})
	}
	all.Wait()
	out.wall = time.Since(start)
	return out, errors.Join(errs...)
}
