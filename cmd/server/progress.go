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
// every few seconds.
type progress struct {
	w        io.Writer
	terminal bool
	bar      *progressbar.ProgressBar
	stage    string
	last     time.Time
}

const lineEvery = 5 * time.Second

func newProgress(w io.Writer) *progress {
	f, ok := w.(*os.File)
	return &progress{w: w, terminal: ok && term.IsTerminal(int(f.Fd())), last: time.Now()}
}

func (p *progress) show(s app.Progress) {
	if !p.terminal {
		if s.Stage != p.stage || time.Since(p.last) >= lineEvery {
			fmt.Fprintf(p.w, "%s: %s\n", s.Stage, s.Text)
			p.stage, p.last = s.Stage, time.Now()
		}
		return
	}
	if s.Stage != p.stage {
		p.end()
		p.stage = s.Stage
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

func (p *progress) end() {
	if p.bar != nil {
		_ = p.bar.Finish()
		fmt.Fprintln(p.w)
		p.bar = nil
	}
}
