// Package ingest turns source files into cables: it walks the inputs, opens
// archives, finds out the format and encoding of each file by its content, has
// it split and parsed by the reader of that format, in parallel and in bounded
// memory, and hands the cables on in the order of the input. What can't be
// parsed is reported with path, line and reason and never stops the job. It
// knows nothing of the index or of the web.
package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"strings"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"

	"reftel/internal/cable"
	"reftel/internal/ingest/charset"
	"reftel/internal/ingest/names"
	"reftel/internal/ingest/source"
	"reftel/internal/reference"
)

// A Job reads inputs. Its zero value is not usable; use New.
type Job struct {
	tables  *reference.Tables
	formats []source.Format
	names   *names.Finder
	workers int
	// Progress, when set, is called from one goroutine after each cable or
	// refusal with the stage ("survey", then "read") and its counts so far.
	Progress func(stage string, files, cables, refused int)
}

// New makes a job with a worker for each core. The corrections of names may be
// nil.
func New(tables *reference.Tables, c names.Corrections) *Job {
	return &Job{tables: tables, formats: Formats(tables), names: names.New(tables, c), workers: runtime.GOMAXPROCS(0)}
}

// A task is a part on its way through a worker. The collector takes tasks in
// the order in which they were made and waits for each.
type task struct {
	path    string
	part    source.Part
	format  *source.Format
	file    bool // the first task of a file
	repairs []charset.Repair
	cable   *cable.Cable
	err     error
	done    chan struct{}
}

// weight is what a task counts for maxInFlight.
func (t *task) weight() int64 { return min(int64(len(t.part.Raw)), maxInFlight) }

// Run reads the inputs in order and calls sink for each cable with its raw
// source, from one goroutine, ordered by input, path and position in the file.
// It stops only at an error of sink, a cancelled context or an input that does
// not exist.
//
// The input is read twice: first to learn which persons it names, so that they
// are found in texts without annotation as well, then for good.
func (j *Job) Run(ctx context.Context, inputs []Input, sink func(c *cable.Cable, raw []byte) error) (*Report, error) {
	persons := names.NewPersons(j.tables)
	if _, err := j.pass(ctx, "survey", inputs, nil, func(c *cable.Cable, _ []byte) error {
		persons.Add(c)
		return nil
	}); err != nil {
		return newReport(), err
	}
	return j.pass(ctx, "read", inputs, j.names.Knowing(persons), sink)
}

// pass reads the inputs once. A nil finder leaves the names as the readers made
// them.
func (j *Job) pass(ctx context.Context, stage string, inputs []Input, finder *names.Finder, sink func(c *cable.Cable, raw []byte) error) (*Report, error) {
	report := newReport()
	group, ctx := errgroup.WithContext(ctx)
	work := make(chan *task)
	ordered := make(chan *task, 4*j.workers)
	room := semaphore.NewWeighted(maxInFlight)

	push := func(t *task) error {
		if err := room.Acquire(ctx, t.weight()); err != nil {
			return err
		}
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
				rd := reading{ctx: ctx, formats: j.formats, push: push}
				return rd.file(fsys, name, shown)
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
				t.parse(finder)
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
			weight := t.weight()
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
			room.Release(weight)
			if j.Progress != nil {
				j.Progress(stage, report.Files, report.Cables, len(report.Refused))
			}
		}
		return nil
	})
	err := group.Wait()
	report.finish()
	return report, err
}

// decode makes the clean text of a part.
func (t *task) decode() error {
	text, repairs, err := charset.Decode(t.part.Raw, charset.Declared(t.part.Raw))
	var bad *charset.Error
	if errors.As(err, &bad) {
		return source.Refuse(max(t.part.Line, 1)+bad.Line-1, "%s", bad.Reason)
	}
	t.part.Text = text
	t.repairs = append(t.repairs, repairs...)
	return err
}

// tell notes the repairs of the encoding on a cable.
func (t *task) tell(c *cable.Cable) {
	for _, r := range t.repairs {
		detail := ""
		switch r.Kind {
		case charset.Windows1252:
			detail = characters(r.Count)
			c.Warnings = append(c.Warnings, "The source is not sound UTF-8; "+detail+" in it were read as windows-1252.")
		case charset.Mojibake:
			detail = characters(r.Count)
			c.Warnings = append(c.Warnings, "The source was garbled by a wrong encoding; "+detail+" in it were restored.")
		case charset.BareUTF16:
			c.Warnings = append(c.Warnings, "The source does not say that it is UTF-16, but was read as such.")
		}
		c.Doubts = append(c.Doubts, cable.Doubt{Kind: "encoding repaired: " + r.Kind, Detail: strings.TrimSpace(t.path + " " + detail)})
	}
}

func characters(n int) string { return fmt.Sprintf("%d characters", n) }

// parse runs the reader on a part. A panic in a reader is a fault of the
// reader, but must not take the job down with it.
func (t *task) parse(n *names.Finder) {
	defer func() {
		if p := recover(); p != nil {
			t.cable, t.err = nil, fmt.Errorf("the %s reader failed on it (%v); please report this file", t.format.Name, p)
		}
	}()
	if t.err = t.decode(); t.err != nil {
		return
	}
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
		c.Warnings = append(c.Warnings, "The text does not tell post, number and year of the message; the id is made of its checksum.")
		c.Doubts = append(c.Doubts, cable.Doubt{Kind: "id unknown", Detail: t.path})
	}
	t.tell(c)
	if n != nil {
		n.Apply(c)
	}
	t.cable = c
}
