package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"reftel/internal/demo"
	"reftel/internal/index"
	"reftel/internal/ingest"
	"reftel/internal/reference"
	"reftel/internal/server"
)

// serveCommand serves an archive until it is told to stop.
type serveCommand struct {
	Data        string        `type:"path" env:"REFTEL_DATA" help:"Folder of the archive. Without it, a demonstration archive of fictional cables is built in a temporary folder."`
	Addr        string        `default:":8080" env:"REFTEL_ADDR" help:"Address to listen on, HOST:PORT."`
	BaseURL     string        `env:"REFTEL_BASE_URL" help:"Public address of the site (https://cables.example.org), for links that leave it; default: as the visitor sees it."`
	SearchSlots int           `default:"0" env:"REFTEL_SEARCH_SLOTS" help:"Searches at once; 0: eight."`
	Timeout     time.Duration `default:"2s" env:"REFTEL_SEARCH_TIMEOUT" help:"Longest time of one search."`
	Poll        time.Duration `default:"30s" env:"REFTEL_POLL" help:"How often to look for a new generation (also at SIGHUP)."`
}

// drain is how long requests under way may take when the server stops.
const drain = 20 * time.Second

func (c *serveCommand) Run(ctx context.Context) error {
	log := slog.New(slog.NewJSONHandler(os.Stderr, nil))
	tables, err := reference.Open()
	if err != nil {
		return err
	}
	data := c.Data
	if data == "" {
		dir, err := os.MkdirTemp("", "reftel-demo-")
		if err != nil {
			return fmt.Errorf("making a folder for the demonstration archive: %w", err)
		}
		defer removeAll(dir)
		if err := buildDemo(ctx, tables, dir); err != nil {
			return fmt.Errorf("building the demonstration archive: %w", err)
		}
		data = dir
	}
	live, err := index.OpenData(data)
	if err != nil {
		if errors.Is(err, index.ErrNoGeneration) {
			return fmt.Errorf("%s holds no archive yet; make one with: reftel ingest --data %s PATH…", data, data)
		}
		return fmt.Errorf("opening the archive in %s: %w", data, err)
	}
	defer live.Close()
	if why := live.Degraded(); why != "" {
		log.Warn("serving an older generation", "reason", why)
	}
	handler, err := server.New(server.Config{
		Archive: live, Tables: tables, Logger: log, BaseURL: c.BaseURL, Demo: c.Data == "", Version: version(),
		SearchSlots: c.SearchSlots, SearchTimeout: c.Timeout,
	})
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return fmt.Errorf("listening on %s: %w", c.Addr, err)
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	go func() { _ = live.Watch(ctx, c.Poll) }()
	go reloadOnHangup(ctx, live, log)
	log.Info("serving", "url", shownURL(listener.Addr()), "generation", generationOf(live), "demonstration", c.Data == "")
	return listen(ctx, listener, handler, log)
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
		ErrorLog:          slog.NewLogLogger(discardAddresses{log.Handler()}, slog.LevelDebug),
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
	return nil
}

// discardAddresses keeps what net/http logs of connections (their addresses)
// out of the log.
type discardAddresses struct{ slog.Handler }

func (discardAddresses) Enabled(context.Context, slog.Level) bool { return false }

func reloadOnHangup(ctx context.Context, live *index.Live, log *slog.Logger) {
	hup := make(chan os.Signal, 1)
	signal.Notify(hup, syscall.SIGHUP)
	defer signal.Stop(hup)
	for {
		select {
		case <-ctx.Done():
			return
		case <-hup:
			if err := live.Reload(ctx); err != nil {
				log.Error("reloading", "error", err)
				continue
			}
			log.Info("reloaded", "generation", generationOf(live))
		}
	}
}

func generationOf(live *index.Live) string {
	a, release := live.Acquire()
	defer release()
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

// buildDemo publishes the embedded cables in dir.
func buildDemo(ctx context.Context, tables *reference.Tables, dir string) error {
	input := ingest.Input{FS: demo.Cables(), Root: ".", Name: "demo"}
	report, _, err := publish(ctx, ingest.New(tables, nil), []ingest.Input{input}, dir, index.BuildOptions{Tool: "reftel " + version()})
	if err != nil {
		return err
	}
	if len(report.Refused) > 0 {
		return fmt.Errorf("%s was refused: %s", report.Refused[0].Path, report.Refused[0].Reason)
	}
	return nil
}

// removeAll removes a published archive; its folders are read-only.
func removeAll(dir string) {
	_ = index.Remove(dir)
}
