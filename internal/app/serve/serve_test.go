package serve

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"reftel/internal/app"
	"reftel/internal/archive"
	"reftel/internal/archivetest"
	"reftel/internal/cable"
	"reftel/internal/sharedtest"
)

// A journal is a log that tests read.
type journal struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.Write(p)
}

// line is the first line of the log with a message, nil where there is none.
func (j *journal) line(msg string) map[string]any {
	j.mu.Lock()
	defer j.mu.Unlock()
	for line := range bytes.Lines(j.b.Bytes()) {
		var m map[string]any
		if json.Unmarshal(line, &m) == nil && m["msg"] == msg {
			return m
		}
	}
	return nil
}

func (j *journal) await(t *testing.T, msg string) map[string]any {
	t.Helper()
	for range 3000 {
		if m := j.line(msg); m != nil {
			return m
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("the log has no %q: %s", msg, j.b.String())
	return nil
}

// A running server.
type running struct {
	addr string
	log  *journal
	stop func() error // ends the context and hands on what Run returns
}

// start runs a server on the loopback until the test ends.
func start(t *testing.T, o Options) *running {
	t.Helper()
	return startAt(t, "127.0.0.1:0", o)
}

// archiveOf is the folder of an archive of one cable.
func archiveOf(t *testing.T) string {
	t.Helper()
	data := archivetest.Dir(t)
	publish(t, data, "COD PRICES")
	return data
}

// startAt is start at an address.
func startAt(t *testing.T, addr string, o Options) *running {
	t.Helper()
	r := &running{log: &journal{}}
	ctx, cancel := context.WithCancel(t.Context())
	ready, done := make(chan net.Addr, 1), make(chan error, 1)
	o.Addr, o.Version, o.Log = addr, "test", slog.New(slog.NewJSONHandler(r.log, nil))
	o.Ready = func(a net.Addr) { ready <- a }
	go func() { done <- Run(ctx, o) }()
	r.stop = sync.OnceValue(func() error {
		cancel()
		return <-done
	})
	t.Cleanup(func() { _ = r.stop() })
	select {
	case a := <-ready:
		r.addr = a.String()
	case err := <-done:
		done <- err
		t.Fatalf("the server ended: %v", err)
	}
	return r
}

func get(t *testing.T, url string) string {
	t.Helper()
	res, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s, %v", url, res.Status, err)
	}
	return string(b)
}

func publish(t *testing.T, dir, subject string) archive.Generation {
	t.Helper()
	return archivetest.Publish(t, dir, func(add app.Add) error {
		c := &cable.Cable{ID: "09TESTVILLE1", Subject: subject, Paragraphs: []cable.Paragraph{{Anchor: "par1", Number: 1, Text: "Text."}}}
		return add(c, []byte(subject))
	})
}

// TestDemo holds that without a data folder the demonstration archive is
// served, and leaves nothing behind.
func TestDemo(t *testing.T) {
	tmp := t.TempDir()
	t.Setenv("TMPDIR", tmp)
	s := start(t, Options{})
	if page := get(t, "http://"+s.addr+"/search?q=%22double+basses%22"); !strings.Contains(page, "/par") {
		t.Errorf("no paragraph is found: %s", page)
	}
	if m := s.log.await(t, "serving"); m["url"] != "http://"+s.addr || m["demonstration"] != true {
		t.Errorf("the log tells %v", m)
	}
	if err := s.stop(); err != nil {
		t.Error(err)
	}
	if es, err := os.ReadDir(tmp); err != nil || len(es) > 0 {
		t.Errorf("left behind: %v, %v", es, err)
	}
}

// TestHangup holds that a new generation is taken up at a signal, long before
// the next look for one.
func TestHangup(t *testing.T) {
	data := archivetest.Dir(t)
	publish(t, data, "COD PRICES")
	hangup := make(chan os.Signal)
	s := start(t, Options{Data: data, Poll: time.Hour, Hangup: hangup})
	cablePage := "http://" + s.addr + "/cable/09TESTVILLE1"
	if page := get(t, cablePage); !strings.Contains(strings.ToUpper(page), "COD PRICES") {
		t.Errorf("not the first generation: %s", page)
	}
	g := publish(t, data, "SALT PRICES")
	hangup <- syscall.SIGHUP
	if m := s.log.await(t, "reloaded"); m["generation"] != g.ID {
		t.Errorf("reloaded %v, published was %s", m, g.ID)
	}
	if page := get(t, cablePage); !strings.Contains(strings.ToUpper(page), "SALT PRICES") {
		t.Errorf("not the second generation: %s", page)
	}
	if err := os.WriteFile(data+"/CURRENT", []byte("nonsense\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	hangup <- syscall.SIGHUP
	s.log.await(t, "reloading") // failed, and the old one is served on
	get(t, cablePage)
	if err := s.stop(); err != nil {
		t.Error(err)
	}
	s.log.await(t, "stopped")
}

// TestPoll holds that a new generation, or a rollback, is found without a signal.
func TestPoll(t *testing.T) {
	data := archivetest.Dir(t)
	publish(t, data, "COD PRICES")
	publish(t, data, "SALT PRICES")
	s := start(t, Options{Data: data, Poll: 5 * time.Millisecond})
	if _, _, err := app.Rollback(data, ""); err != nil {
		t.Fatal(err)
	}
	for range 3000 {
		if strings.Contains(strings.ToUpper(get(t, "http://"+s.addr+"/cable/09TESTVILLE1")), "COD PRICES") {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Error("the rollback is not taken up")
}

// TestDrain holds that a request under way is answered after the server was
// told to stop, and that no new one is taken.
func TestDrain(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	url := "http://" + l.Addr().String()
	arrived, finish := make(chan struct{}), make(chan struct{})
	slow := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(arrived)
		<-finish
		if r.Context().Err() != nil {
			t.Error("the request was given up")
		}
		fmt.Fprint(w, "answered")
	})
	ctx, stop := context.WithCancel(t.Context())
	log := &journal{}
	done, answer := make(chan error, 1), make(chan string, 1)
	go func() { done <- listen(ctx, l, slow, slog.New(slog.NewJSONHandler(log, nil))) }()
	go func() { answer <- get(t, url) }()
	<-arrived
	stop()
	log.await(t, "stopping")
	for range 10_000 { // the listener is closed a moment later
		c, err := net.Dial("tcp", l.Addr().String())
		if err != nil {
			break
		}
		c.Close()
		time.Sleep(time.Millisecond)
	}
	if _, err := http.Get(url); err == nil {
		t.Error("a request is taken while the server stops")
	}
	select {
	case err := <-done:
		t.Fatalf("the server did not wait: %v", err)
	default:
	}
	close(finish)
	if got := <-answer; got != "answered" {
		t.Errorf("the answer is %q", got)
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
	sharedtest.Score(t, "B9", "a request under way is answered", "answered", !t.Failed())
}

func TestRunFails(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	data := archivetest.Dir(t)
	publish(t, data, "COD PRICES")
	for _, x := range []struct {
		name string
		o    Options
		want string
	}{
		{"nothing published", Options{Data: t.TempDir()}, "make an archive with: reftel ingest"},
		{"address taken", Options{Data: data, Addr: taken.Addr().String()}, "listening on " + taken.Addr().String()},
		{"base URL", Options{Data: data, Addr: "127.0.0.1:0", BaseURL: "cables.example"}, "cables.example"},
	} {
		x.o.Log = slog.New(slog.DiscardHandler)
		if err := Run(t.Context(), x.o); err == nil || !strings.Contains(err.Error(), x.want) {
			t.Errorf("%s: %v", x.name, err)
		}
	}
}

func TestCheck(t *testing.T) {
	data := archivetest.Dir(t)
	publish(t, data, "COD PRICES")
	s := start(t, Options{Data: data})
	_, port, err := net.SplitHostPort(s.addr)
	if err != nil {
		t.Fatal(err)
	}
	for _, addr := range []string{s.addr, "localhost:" + port} {
		if err := Check(t.Context(), addr); err != nil {
			t.Errorf("%s: %v", addr, err)
		}
	}
	if err := s.stop(); err != nil {
		t.Fatal(err)
	}
	for _, addr := range []string{s.addr, "no port", "a b:c"} {
		if err := Check(t.Context(), addr); err == nil {
			t.Errorf("%s is well", addr)
		}
	}
}

func TestShownURL(t *testing.T) {
	for want, a := range map[string]net.Addr{
		"http://localhost:8080": &net.TCPAddr{IP: net.IPv6unspecified, Port: 8080},
		"http://192.0.2.1:80":   &net.TCPAddr{IP: net.IPv4(192, 0, 2, 1), Port: 80},
		"http://[::1]:8080":     &net.TCPAddr{IP: net.IPv6loopback, Port: 8080},
		"/run/reftel":           &net.UnixAddr{Name: "/run/reftel", Net: "unix"},
	} {
		if got := shownURL(a); got != want {
			t.Errorf("%v is shown as %s", a, got)
		}
	}
}
