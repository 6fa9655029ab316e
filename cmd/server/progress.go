package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"reftel/internal/app"
)

// A progress shows how far the ingest is: a bar on a terminal, else a line
// every few seconds, at the beginning of each stage and at its end.
type progress struct {
	w        io.Writer
	terminal bool
	bar      *progressbar.ProgressBar
	stage    string
	pending  string // the newest step of the stage, where it was not printed
	last     time.Time
}

const lineEvery = 5 * time.Second

func newProgress(w io.Writer) *progress {
	f, ok := w.(*os.File)
	return &progress{w: w, terminal: ok && term.IsTerminal(int(f.Fd())), last: time.Now()}
}

func (p *progress) show(s app.Progress) {
	begins := s.Stage != p.stage
	if begins {
		p.end()
		p.stage = s.Stage
	}
	if !p.terminal {
		p.pending = s.Stage
		if s.Text != "" {
			p.pending += ": " + s.Text
		}
		if begins || time.Since(p.last) >= lineEvery {
			p.print()
		}
		return
	}
	if begins {
		total := s.Total
		if total == 0 {
			total = -1
		}
		options := []progressbar.Option{progressbar.OptionSetDescription(s.Stage), progressbar.OptionSetWriter(p.w), progressbar.OptionThrottle(100 * time.Millisecond)}
		if !s.Percent {
			options = append(options, progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString("cables"))
		}
		p.bar = progressbar.NewOptions(total, options...)
	}
	if s.Percent {
		p.bar.Describe(s.Stage + ": " + s.Text)
	}
	_ = p.bar.Set(s.Done)
}

// print writes the newest step.
func (p *progress) print() {
	fmt.Fprintln(p.w, p.pending)
	p.pending, p.last = "", time.Now()
}

func (p *progress) end() {
	if p.pending != "" {
		p.print()
	}
	if p.bar != nil {
		_ = p.bar.Finish()
		fmt.Fprintln(p.w)
		p.bar = nil
	}
}
