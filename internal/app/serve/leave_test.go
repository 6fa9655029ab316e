package serve

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"reftel/internal/sharedtest"
)

// A keeper is a client that keeps its connection open and asks again at once, as a proxy
// does, and that tries nothing twice.
type keeper struct {
	dial     func() (net.Conn, error)
	answers  atomic.Int64
	broken   atomic.Int64
	firstErr atomic.Pointer[error]
}

// run asks until nobody listens any more.
func (k *keeper) run() {
	for {
		c, err := k.dial()
		if errors.Is(err, syscall.ECONNREFUSED) || errors.Is(err, os.ErrNotExist) {
			return
		}
		if err == nil {
			err = k.keep(c)
			c.Close()
		}
		if err != nil {
			k.broken.Add(1)
			k.firstErr.CompareAndSwap(nil, &err)
			return
		}
	}
}

func (k *keeper) keep(c net.Conn) error {
	in := bufio.NewReader(c)
	for {
		if _, err := io.WriteString(c, "GET / HTTP/1.1\r\nHost: a\r\n\r\n"); err != nil {
			return fmt.Errorf("asking: %w", err)
		}
		res, err := http.ReadResponse(in, nil)
		if err != nil {
			return fmt.Errorf("reading an answer: %w", err)
		}
		if _, err := io.Copy(io.Discard, res.Body); err != nil {
			return fmt.Errorf("reading a body: %w", err)
		}
		k.answers.Add(1)
		if res.Close {
			return nil
		}
	}
}

// TestLeave holds that a server that is told to stop breaks no request of clients that
// ask without a pause, on connections that they keep and on new ones.
func TestLeave(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("connections that nobody took yet can be kept on Linux alone")
	}
	page := strings.Repeat("words ", 3000)
	h := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		time.Sleep(time.Millisecond)
		_, _ = io.WriteString(w, page[:len(page)/2])
		_, _ = io.WriteString(w, page[len(page)/2:])
	})
	total := 0
	for i := range sharedtest.Size(1, 2, 40) {
		addr, network := "127.0.0.1:0", "tcp"
		if i%2 == 1 {
			network, addr = "unix", unixPrefix+filepath.Join(t.TempDir(), "s")
		}
		d, err := openDoor(addr, 0)
		if err != nil {
			t.Fatal(err)
		}
		at := d.Addr().String()
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- serveAt(ctx, []*door{d}, h, slog.New(slog.DiscardHandler)) }()
		k := &keeper{dial: func() (net.Conn, error) { return net.Dial(network, at) }}
		var wg sync.WaitGroup
		for range 32 {
			wg.Go(k.run)
		}
		time.Sleep(50 * time.Millisecond)
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
		wg.Wait()
		if n := k.broken.Load(); n > 0 {
			t.Errorf("%s, stop %d: %d requests are broken: %v", network, i, n, *k.firstErr.Load())
		}
		total += int(k.answers.Load())
	}
	t.Logf("%d answers", total)
	sharedtest.Score(t, "B9 clients", fmt.Sprintf("%d stops under 32 clients, %d answers, none broken", sharedtest.Size(1, 2, 40), total), "0 broken", !t.Failed())
}

func TestUnixSocket(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no modes of sockets there")
	}
	data := archiveOf(t)
	path := filepath.Join(t.TempDir(), "reftel.sock")
	left, err := net.Listen("unix", path) // of a process that ended without leaving
	if err != nil {
		t.Fatal(err)
	}
	left.(*net.UnixListener).SetUnlinkOnClose(false)
	left.Close()
	s := startAt(t, unixPrefix+path, Options{Data: data, SocketMode: 0o660})
	st, err := os.Stat(path)
	if err != nil || st.Mode().Perm() != 0o660 {
		t.Errorf("mode %v, %v", st.Mode(), err)
	}
	if err := Check(t.Context(), unixPrefix+path); err != nil {
		t.Error(err)
	}
	if _, err := openDoor(unixPrefix+path, 0); err == nil || !strings.Contains(err.Error(), "another process listens") {
		t.Errorf("a socket that is listened on: %v", err)
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, []byte("kept"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := openDoor(unixPrefix+file, 0); err == nil {
		t.Error("a file that is no socket is taken for one")
	}
	if b, err := os.ReadFile(file); err != nil || string(b) != "kept" {
		t.Errorf("the file is %q, %v", b, err)
	}
	if err := s.stop(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the socket is left: %v", err)
	}
	if err := Check(t.Context(), unixPrefix+path); err == nil {
		t.Error("well without a server")
	}
}

// TestHandedSocket restarts a server whose socket is handed to it: who comes in between
// waits for the next one, and no request is lost.
func TestHandedSocket(t *testing.T) {
	if data := os.Getenv("REFTEL_TEST_HANDED"); data != "" { // we are the server
		ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
		defer stop()
		if err := Run(ctx, Options{Data: data, Addr: "127.0.0.1:1", Log: slog.New(slog.NewJSONHandler(os.Stderr, nil))}); err != nil {
			t.Fatal(err)
		}
		return
	}
	restarts := sharedtest.Size(0, 0, 5) // a second of processor time each
	if sharedtest.Scoring() {
		restarts = max(1, restarts)
	}
	if runtime.GOOS == "windows" || restarts == 0 {
		t.Skip("no handed sockets, or no long test")
	}
	data := archiveOf(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	f, err := l.(*net.TCPListener).File()
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	url := "http://" + l.Addr().String() + "/healthz"
	l.Close()
	run := func() *exec.Cmd {
		c := exec.Command("sh", "-c", `LISTEN_PID=$$ LISTEN_FDS=1 exec "$0" -test.run '^TestHandedSocket$'`, os.Args[0])
		c.Env = append(os.Environ(), "REFTEL_TEST_HANDED="+data)
		c.ExtraFiles = []*os.File{f}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		return c
	}
	server := run()
	get(t, url) // waits until somebody serves
	var asked atomic.Int64
	ctx, cancel := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}, Timeout: time.Minute}
			for ctx.Err() == nil {
				res, err := client.Get(url)
				if err != nil {
					t.Errorf("a request is lost: %v", err)
					return
				}
				res.Body.Close()
				asked.Add(1)
			}
		})
	}
	for range restarts {
		if err := server.Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		if err := server.Wait(); err != nil {
			t.Errorf("the server ended with %v", err)
		}
		server = run()
		get(t, url)
	}
	cancel()
	wg.Wait()
	_ = server.Process.Signal(syscall.SIGTERM)
	if err := server.Wait(); err != nil {
		t.Errorf("the server ended with %v", err)
	}
	if asked.Load() == 0 {
		t.Error("nothing was asked")
	}
	sharedtest.Score(t, "B9 handed socket", fmt.Sprintf("%d restarts behind a socket of systemd, %d requests, none lost", restarts, asked.Load()), "0 lost", !t.Failed())
}

// TestReadyIsTold holds that who started the server is told when it listens, and when it
// stops.
func TestReadyIsTold(t *testing.T) {
	path := filepath.Join(t.TempDir(), "notify")
	l, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: path, Net: "unixgram"})
	if err != nil {
		t.Skipf("no such sockets here: %v", err)
	}
	defer l.Close()
	t.Setenv("NOTIFY_SOCKET", path)
	s := start(t, Options{Data: archiveOf(t)})
	read := func() string {
		b := make([]byte, 100)
		_ = l.SetReadDeadline(time.Now().Add(10 * time.Second))
		n, err := l.Read(b)
		if err != nil {
			t.Error(err)
		}
		return string(b[:n])
	}
	if got := read(); got != "READY=1" {
		t.Errorf("told %q", got)
	}
	if err := s.stop(); err != nil {
		t.Error(err)
	}
	if got := read(); got != "STOPPING=1" {
		t.Errorf("told %q", got)
	}
}
