// Package ingest turns source files into cables: it walks the inputs, finds
// out the format of each file by its content, has it split and parsed by the
// reader of that format, in parallel and in bounded memory, and hands the
// cables on in the order of the input. What can't be parsed is reported with
// path, line and reason and never stops the job. It knows nothing of the index
// or of the web.
package ingest

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"strings"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"

	"reftel/internal/cable"
	"reftel/internal/ingest/source"
	"reftel/internal/reference"
)

// A Job reads inputs. Its zero value is not usable; use New.
type Job struct {
	formats []source.Format
	workers int
	// Progress, when set, is called from one goroutine after each cable or
	// refusal with the counts so far.
	Progress func(files, cables, refused int)
}

// New makes a job with a worker for each core.
func New(tables *reference.Tables) *Job {
	return &Job{formats: Formats(tables), workers: runtime.GOMAXPROCS(0)}
}

// A task is a part on its way through a worker. The collector takes tasks in
// the order in which they were made and waits for each.
type task struct {
	path   string
	part   source.Part
	format *source.Format
	file   bool // the first task of a file
	cable  *cable.Cable
	err    error
	done   chan struct{}
}

// Run reads the inputs in order and calls sink for each cable with its raw
// source, from one goroutine, ordered by input, path and position in the file.
// It stops only at an error of sink, a cancelled context or an input that does
// not exist.
func (j *Job) Run(ctx context.Context, inputs []Input, sink func(c *cable.Cable, raw []byte) error) (*Report, error) {
	report := newReport()
	group, ctx := errgroup.WithContext(ctx)
	work := make(chan *task)
	ordered := make(chan *task, 4*j.workers)

	push := func(t *task) error {
		t.done = make(chan struct{})
		if t.err != nil {
			close(t.done)
		}
		select {
		case ordered <- t:
		case <-ctx.Done():
			return ctx.Err()
		}
		if t.err != nil {
			return nil
		}
		select {
		case work <- t:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	group.Go(func() error {
		defer close(work)
		defer close(ordered)
		for _, in := range inputs {
			err := in.walk(func(fsys fs.FS, name, shown string) error {
				return j.split(fsys, name, shown, push)
			}, func(r *source.Refusal) { _ = push(&task{path: r.Path, err: r}) })
			if err != nil {
				return err
			}
		}
		return nil
	})
	for range j.workers {
		group.Go(func() error {
			for t := range work {
				t.parse()
				close(t.done)
			}
			return nil
		})
	}
	group.Go(func() error {
		for t := range ordered {
			select {
			case <-t.done:
			case <-ctx.Done():
				return ctx.Err()
			}
			if t.file {
				report.Files++
			}
			if t.err != nil {
				report.refuse(source.AsRefusal(t.path, t.err))
			} else if t.cable != nil {
				report.add(t.cable)
				if err := sink(t.cable, t.part.Raw); err != nil {
					return err
				}
			}
			if j.Progress != nil {
				j.Progress(report.Files, report.Cables, len(report.Refused))
			}
		}
		return nil
	})
	err := group.Wait()
	report.finish()
	return report, err
}

// split opens one file, detects its format and pushes its parts.
func (j *Job) split(fsys fs.FS, name, shown string, push func(*task) error) error {
	if !utf8.ValidString(shown) {
		shown = strings.ToValidUTF8(shown, "\ufffd")
	}
	refuse := func(err error) error { return push(&task{path: shown, err: err, file: true}) }
	f, err := fsys.Open(name)
	if err != nil {
		return refuse(fmt.Errorf("can't be opened: %s", reason(err)))
	}
	defer f.Close()
	r := bufio.NewReaderSize(f, source.HeadSize)
	head, err := r.Peek(source.HeadSize)
	if len(head) == 0 {
		if err != nil && err.Error() != "EOF" {
			return refuse(fmt.Errorf("can't be read: %s", reason(err)))
		}
		return refuse(source.Refuse(0, "empty file"))
	}
	format, ok := detect(j.formats, head)
	if !ok {
		return refuse(source.Refuse(0, "no reader knows this format"))
	}
	first, stopped := true, false
	err = format.Split(r, func(p source.Part) error {
		path := shown
		if p.Name != "" {
			path += "#" + p.Name
		}
		t := &task{path: path, part: p, format: &format, file: first}
		first = false
		if err := push(t); err != nil {
			stopped = true
			return err
		}
		return nil
	})
	if err == nil || stopped {
		return err
	}
	return push(&task{path: shown, err: err, file: first})
}

// parse runs the reader on a part. A panic in a reader is a fault of the
// reader, but must not take the job down with it.
func (t *task) parse() {
	defer func() {
		if p := recover(); p != nil {
			t.cable, t.err = nil, fmt.Errorf("the %s reader failed on it (%v); please report this file", t.format.Name, p)
		}
	}()
	c, err := t.format.Parse(t.path, t.part)
	if err == nil && c == nil {
		err = errors.New("the reader made no cable of it")
	}
	if err != nil {
		t.err = err
		return
	}
	sum := sha256.Sum256(t.part.Raw)
	c.Source = cable.Source{Path: t.path, Format: t.format.Name, SHA256: hex.EncodeToString(sum[:]), Bytes: len(t.part.Raw)}
	if c.ID == "" {
		c.ID, c.IDInferred = "unnumbered-"+c.Source.SHA256[:12], true
		c.Warnings = append(c.Warnings, "The text tells no message number; the id is made of its checksum.")
		c.Doubts = append(c.Doubts, cable.Doubt{Kind: "id unknown", Detail: t.path})
	}
	t.cable = c
}
