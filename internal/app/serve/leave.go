package serve

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/coreos/go-systemd/v22/daemon"
)

const (
	// drain is how long requests under way may take when the server stops.
	drain = 20 * time.Second
	// farewell is how long clients are told with their answers to ask no more on the
	// same connection, where some keep one open.
	farewell = 2 * time.Second
	// settled is for how long no client may keep one open before that ends sooner.
	settled = 100 * time.Millisecond
	step    = 10 * time.Millisecond
)

// A leaver knows whether the server is about to stop, and which connections are
// open.
type leaver struct {
	leaving atomic.Bool
	mu      sync.Mutex
	open    map[net.Conn]bool // whether a request is under way, or may be
}

// tell tells each client whose answer begins while the server stops that the connection
// ends with it.
func (l *leaver) tell(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(&telling{ResponseWriter: w, l: l}, r)
	})
}

type telling struct {
	http.ResponseWriter
	l    *leaver
	told bool
}

func (t *telling) tell() {
	if !t.told {
		t.told = true
		if t.l.leaving.Load() {
			t.Header().Set("Connection", "close")
		}
	}
}

func (t *telling) WriteHeader(status int) {
	if status >= 200 {
		t.tell()
	}
	t.ResponseWriter.WriteHeader(status)
}

func (t *telling) Write(b []byte) (int, error) {
	t.tell()
	return t.ResponseWriter.Write(b)
}

// Unwrap is for http.ResponseController.
func (t *telling) Unwrap() http.ResponseWriter { return t.ResponseWriter }

// state is http.Server.ConnState.
func (l *leaver) state(c net.Conn, s http.ConnState) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch s {
	case http.StateNew, http.StateActive:
		l.open[c] = true
	case http.StateIdle:
		l.open[c] = false
	default:
		delete(l.open, c)
	}
}

// has reports whether a connection is open that is busy, or is not.
func (l *leaver) has(busy bool) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, b := range l.open {
		if b == busy {
			return true
		}
	}
	return false
}

// sayFarewell waits until no client keeps a connection open, but not for long.
func (l *leaver) sayFarewell() {
	l.leaving.Store(true)
	calm := time.Duration(0)
	for left := farewell; left > 0 && calm < settled; left -= step {
		time.Sleep(step)
		calm += step
		if l.has(false) {
			calm = 0
		}
	}
}

// await waits for the requests that came in before the doors were closed. Shutdown by
// itself closes a connection whose request it has not read yet.
func (l *leaver) await(ctx context.Context) {
	for l.has(true) && ctx.Err() == nil {
		time.Sleep(step)
	}
}

// listen serves until the context ends, then lets requests under way finish.
func listen(ctx context.Context, l net.Listener, h http.Handler, log *slog.Logger) error {
	return serveAt(ctx, []*door{{Listener: l}}, h, log)
}

// serveAt serves at all doors until the context ends. Then clients are told to leave, the
// doors are left, and requests under way are answered.
func serveAt(ctx context.Context, doors []*door, h http.Handler, log *slog.Logger) error {
	l := &leaver{open: map[net.Conn]bool{}}
	s := &http.Server{
		Handler:           l.tell(h),
		ConnState:         l.state,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      30 * time.Second,
		IdleTimeout:       60 * time.Second,
		MaxHeaderBytes:    16 << 10,
		// What net/http logs of connections holds their addresses.
		ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelDebug),
	}
	done := make(chan error, len(doors))
	for _, d := range doors {
		go func() { done <- s.Serve(d) }()
	}
	select {
	case err := <-done:
		return fmt.Errorf("serving: %w", err)
	case <-ctx.Done():
	}
	log.Info("stopping")
	_, _ = daemon.SdNotify(false, daemon.SdNotifyStopping)
	l.sayFarewell()
	for _, d := range doors {
		if err := d.leave(); err != nil {
			log.Warn("leaving", "error", err)
			_ = d.Close()
		}
	}
	for range doors {
		<-done // all who stood there were let in
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), drain)
	defer cancel()
	l.await(ctx)
	if err := s.Shutdown(ctx); err != nil {
		return fmt.Errorf("stopping: %w", err)
	}
	log.Info("stopped")
	return nil
}
