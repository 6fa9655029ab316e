// Package serve runs the server: it opens the archive of a data folder, listens,
// takes up new generations, and stops without breaking off what is under way.
// It stands beside package app, which tests of the server use.
package serve

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"sync"
	"time"

	"reftel/internal/app"
	"reftel/internal/app/memory"
	"reftel/internal/index"
	"reftel/internal/reference"
	"reftel/internal/server"
)

// drain is how long requests under way may take when the server stops.
const drain = 20 * time.Second

// Options say what is served, and how.
type Options struct {
	Data          string // folder of the archive; "": a demonstration archive is built in a temporary folder
	Addr          string // HOST:PORT
	BaseURL       string // https://cables.example.org; "": as the visitor sees it
	Version       string // of the program
	SearchSlots   int    // searches at once; 0: the server's own choice
	SearchTimeout time.Duration
	Poll          time.Duration    // how often to look for a new generation
	Hangup        <-chan os.Signal // look for one now; may be nil
	Log           *slog.Logger
	Ready         func(net.Addr) // called once the server listens; may be nil
}

// Run serves until the context ends. Requests that are under way then are
// answered, new ones are not taken any more.
func Run(ctx context.Context, o Options) error {
	tables, err := reference.Open()
	if err != nil {
		return err
	}
	data := o.Data
	if data == "" {
		dir, err := os.MkdirTemp("", "reftel-demo-")
		if err != nil {
			return fmt.Errorf("making a folder for the demonstration archive: %w", err)
		}
		defer func() { _ = index.Remove(dir) }()
		if err := app.Demo(ctx, tables, dir, "reftel "+o.Version); err != nil {
			return err
		}
		data = dir
	}
	live, err := app.Open(data, o.Log)
	if err != nil {
		return err
	}
	defer live.Close()
	if why := live.Degraded(); why != "" {
		o.Log.Warn("serving an older generation", "reason", why)
	}
	handler, err := server.New(server.Config{
		Archive: live, Tables: tables, Logger: o.Log, BaseURL: o.BaseURL, Demo: o.Data == "", Version: o.Version,
		SearchSlots: o.SearchSlots, SearchTimeout: o.SearchTimeout,
	})
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", o.Addr)
	if err != nil {
		return fmt.Errorf("listening on %s: %w", o.Addr, err)
	}
	var watching sync.WaitGroup
	defer watching.Wait() // before the archive is closed
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	watching.Go(func() { _ = live.Watch(ctx, o.Poll) })
	watching.Go(func() { reloadAt(ctx, o.Hangup, live, o.Log) })
	limit := memory.Keep(os.DirFS("/"))
	o.Log.Info("serving", "url", shownURL(listener.Addr()), "generation", generationOf(live), "demonstration", o.Data == "",
		"memory_limit", limit.Bytes, "memory_limit_from", limit.From)
	if o.Ready != nil {
		o.Ready(listener.Addr())
	}
	return listen(ctx, listener, handler, o.Log)
}

// listen serves until the context ends, then lets requests under way finish.
func listen(ctx context.Context, l net.Listener, h http.Handler, log *slog.Logger) error {
	s := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      30 * time.Second,
		IdleTimeout:       60 * time.Second,
		MaxHeaderBytes:    16 << 10,
		// What net/http logs of connections holds their addresses.
		ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelDebug),
	}
	done := make(chan error, 1)
	go func() { done <- s.Serve(l) }()
	select {
	case err := <-done:
		return fmt.Errorf("serving: %w", err)
	case <-ctx.Done():
	}
	log.Info("stopping")
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), drain)
	defer cancel()
	if err := s.Shutdown(ctx); err != nil {
		return fmt.Errorf("stopping: %w", err)
	}
	log.Info("stopped")
	return nil
}

// reloadAt looks for a new generation at each signal.
func reloadAt(ctx context.Context, hangup <-chan os.Signal, live *index.Live, log *slog.Logger) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-hangup:
			if err := live.Reload(ctx); err != nil {
				log.Error("reloading", "error", err)
				continue
			}
			log.Info("reloaded", "generation", generationOf(live))
		}
	}
}

func generationOf(live *index.Live) string {
	a, release, err := live.Acquire(context.Background())
	defer release()
	if err != nil {
		return ""
	}
	return a.Generation().ID
}

func shownURL(a net.Addr) string {
	tcp, ok := a.(*net.TCPAddr)
	if !ok {
		return a.String()
	}
	host := "localhost"
	if !tcp.IP.IsUnspecified() {
		host = tcp.IP.String()
	}
	return "http://" + net.JoinHostPort(host, fmt.Sprint(tcp.Port))
}
