package main

import (
	"strings"
	"testing"
	"time"

	"reftel/internal/app"
)

// TestProgress holds what a pipe is told: each stage at its beginning and at its
// end, and every few seconds between.
func TestProgress(t *testing.T) {
	var b strings.Builder
	p := newProgress(&b)
	for _, s := range []app.Progress{
		{Stage: "read", Text: "0%, 1 files", Total: 100, Percent: true}, {Stage: "read", Text: "40%, 2 files", Done: 40, Total: 100, Percent: true},
		{Stage: "read", Text: "100%, 3 files", Done: 100, Total: 100, Percent: true}, {Stage: "sort"}, {Stage: "write", Text: "3 of 3", Done: 3, Total: 3},
	} {
		if s.Done == 40 {
			p.last = time.Now().Add(-lineEvery)
		}
		p.show(s)
	}
	p.end()
	if want := "read: 0%, 1 files\nread: 40%, 2 files\nread: 100%, 3 files\nsort\nwrite: 3 of 3\n"; b.String() != want {
		t.Errorf("told %q, want %q", b.String(), want)
	}
}

// TestProgressBar holds that a terminal is shown the percentage in the line that
// is drawn anew.
func TestProgressBar(t *testing.T) {
	var b strings.Builder
	p := &progress{w: &b, terminal: true}
	p.show(app.Progress{Stage: "read", Text: "0%, 1 files", Total: 100, Percent: true})
	time.Sleep(120 * time.Millisecond) // the bar is drawn ten times a second
	p.show(app.Progress{Stage: "read", Text: "40%, 2 files", Done: 40, Total: 100, Percent: true})
	p.show(app.Progress{Stage: "sort"})
	p.end()
	if out := b.String(); !strings.Contains(out, "\rread: 40%, 2 files") || !strings.Contains(out, "sort") {
		t.Errorf("drawn %q", out)
	}
}
