package main

import (
	"bytes"
	"context"
	"log/slog"
	"os"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"reftel/internal/archivetest"
)

// events passes on each line of the log.
type events chan string

func (e events) Write(p []byte) (int, error) {
	e <- string(p)
	return len(p), nil
}

func (e events) await(t *testing.T, msg string) {
	t.Helper()
	deadline := time.After(30 * time.Second)
	for {
		select {
		case line := <-e:
			if strings.Contains(line, `"msg":"`+msg+`"`) {
				return
			}
		case <-deadline:
			t.Fatalf("the log never says %q", msg)
		}
	}
}

// TestServe holds that the server looks for a new generation at SIGHUP and
// ends well once it is told to.
func TestServe(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no SIGHUP here")
	}
	data := archivetest.Dir(t)
	good, _ := inputs(t)
	reftel(t, "ingest", "--data", data, good).want(t, 0, `published: 5 cables`, `(?m)^publish$`)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var out, stderr bytes.Buffer
	log, status := make(events, 100), make(chan int, 1)
	go func() {
		status <- run(ctx, []string{"serve", "--data", data, "--addr", "127.0.0.1:0"}, console{out: &out, err: &stderr, log: slog.New(slog.NewJSONHandler(log, nil))})
	}()
	log.await(t, "serving")
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	if err := self.Signal(syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	log.await(t, "reloaded")
	stop()
	log.await(t, "stopped")
	if s := <-status; s != 0 || out.Len() > 0 || stderr.Len() > 0 {
		t.Errorf("status %d, printed %s%s", s, out.String(), stderr.String())
	}
	reftel(t, "serve", "--data", t.TempDir()).want(t, exitFailed, `^$`, `^reftel: .*make an archive with`)
}
