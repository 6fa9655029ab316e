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
	"maps"
	"runtime"
	"slices"
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
	// refusal with the stage and its counts so far: of Run "survey", then "read",
	// of Collect "read", then "names".
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
	number  int // of all tasks of a pass
	path    string
	part    source.Part
	format  *source.Format
	file    bool // the first task of a file
	repairs []charset.Repair
	persons []string
	waits   bool // for the names of the corpus
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
	persons := names.NewPersons()
	survey := pass{stage: "survey", take: func(t *task) error {
		persons.Add(t.persons)
		return nil
	}}
	if err := j.pass(ctx, survey, inputs, newReport()); err != nil {
		return newReport(), err
	}
	report := newReport()
	err := j.pass(ctx, pass{stage: "read", finder: j.names.Knowing(persons), take: func(t *task) error {
		report.add(t.cable)
		return sink(t.cable, t.part.Raw)
	}}, inputs, report)
	report.finish()
	return report, err
}

// Collect does what Run does, for a sink to which order means nothing: a cable
// whose source marks the names in its text is handed on in the first reading.
// Only the others wait for what the corpus names, and are read again.
func (j *Job) Collect(ctx context.Context, inputs []Input, sink func(c *cable.Cable, raw []byte) error) (*Report, error) {
	report := newReport()
	persons := names.NewPersons()
	waiting := map[int]string{} // paths by number
	take := func(t *task) error {
		persons.Add(t.persons)
		if t.waits {
			waiting[t.number] = t.path
			return nil
		}
		report.add(t.cable)
		return sink(t.cable, t.part.Raw)
	}
	err := j.pass(ctx, pass{stage: "read", finder: j.names, annotated: true, take: take}, inputs, report)
	if err == nil && len(waiting) > 0 {
		err = j.collectWaiting(ctx, inputs, persons, waiting, report, sink)
	}
	report.finish()
	return report, err
}

// collectWaiting is the second reading. What was not there any more is refused.
func (j *Job) collectWaiting(ctx context.Context, inputs []Input, persons *names.Persons, waiting map[int]string, report *Report, sink func(c *cable.Cable, raw []byte) error) error {
	again := newReport() // files and refusals were counted before
	found := map[int]bool{}
	err := j.pass(ctx, pass{stage: "names", finder: j.names.Knowing(persons),
		wanted: func(t *task) bool { return waiting[t.number] == t.path },
		take: func(t *task) error {
			found[t.number] = true
			report.add(t.cable)
			return sink(t.cable, t.part.Raw)
		}}, inputs, again)
	if err != nil {
		return err
	}
	for _, number := range slices.Sorted(maps.Keys(waiting)) {
		if !found[number] {
			report.refuse(source.AsRefusal(waiting[number], errors.New("the file changed while it was read")))
		}
	}
	return nil
}

// A pass is one reading of the inputs.
type pass struct {
	stage     string
	finder    *names.Finder // nil leaves the names as the readers made them
	annotated bool          // names of the others wait
	wanted    func(*task) bool
	take      func(*task) error // a task that became a cable
}

// pass reads the inputs once and notes files and refusals in a report.
func (j *Job) pass(ctx context.Context, p pass, inputs []Input, report *Report) error {
	group, ctx := errgroup.WithContext(ctx)
	work := make(chan *task)
	ordered := make(chan *task, 4*j.workers)
	room := semaphore.NewWeighted(maxInFlight)

	number := 0
	push := func(t *task) error {
		t.number = number
		number++
		if err := room.Acquire(ctx, t.weight()); err != nil {
			return err
		}
		t.done = make(chan struct{})
		ready := t.err != nil || p.wanted != nil && !p.wanted(t)
		if ready {
			close(t.done)
		}
		select {
		case ordered <- t:
		case <-ctx.Done():
			return ctx.Err()
		}
		if ready {
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
				t.parse(j.tables, &p)
				close(t.done)
			}
			return nil
		})
	}
	group.Go(func() error {
		cables := 0
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
				if err := p.take(t); err != nil {
					return err
				}
				cables++
			}
			room.Release(weight)
			if j.Progress != nil {
				j.Progress(p.stage, report.Files, cables, len(report.Refused))
			}
		}
		return nil
	})
	return group.Wait()
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
func (t *task) parse(tables *reference.Tables, p *pass) {
	defer func() {
		if r := recover(); r != nil {
			t.cable, t.err = nil, fmt.Errorf("the %s reader failed on it (%v); please report this file", t.format.Name, r)
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
	t.persons = names.PersonsOf(tables, c)
	t.waits = p.annotated && !names.Annotated(c)
	if p.finder != nil && !t.waits {
		p.finder.Apply(c)
	}
	t.cable = c
}
