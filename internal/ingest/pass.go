package ingest

import (
	"context"
	"io/fs"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"

	"reftel/internal/authority"
	"reftel/internal/ingest/kept"
	"reftel/internal/ingest/names"
	"reftel/internal/ingest/source"
)

// A pass is one reading of the inputs.
type pass struct {
	stage     string
	stamps    []stamps      // of each input, the same in all passes
	finder    *names.Finder // nil leaves the names as the readers made them
	annotated bool          // names of the others wait
	wanted    func(*task) bool
	lists     func([]authority.Thing)
	push      func([]authority.Thing) // what a container tells, before its cables are parsed; from one goroutine
	sight     bool                    // whom cables name is learnt
	gather    bool                    // what they tell of names is gathered
	take      func(*task) error       // a task that became a cable
	kept      *kept.Store             // nil: all is parsed
}

// A flow is a pass under way. Tasks go from the reader of the inputs, in their
// order, to the collector, and to the workers beside, some at a time.
type flow struct {
	job    *Job
	pass   pass
	report *Report

	work    chan *batch
	ordered chan *batch // the same tasks, and those that need no work
	room    *semaphore.Weighted
	next    batch // not yet handed over
	number  int   // of the next task
	cables  int   // taken
	size    int64
	bytes   atomic.Int64 // of the files, read so far
}

// pass reads the inputs once and notes files and refusals in a report.
func (j *Job) pass(ctx context.Context, p pass, inputs []Input, report *Report) error {
	group, ctx := errgroup.WithContext(ctx)
	p.kept = j.kept
	f := &flow{job: j, pass: p, report: report, work: make(chan *batch), ordered: make(chan *batch, 4*j.workers), room: semaphore.NewWeighted(maxInFlight)}
	if j.Progress != nil {
		for _, in := range inputs {
			f.size += in.size()
		}
	}
	group.Go(func() error { return f.read(ctx, inputs) })
	for range j.workers {
		group.Go(func() error {
			for b := range f.work {
				for _, t := range b.tasks {
					if !t.ready {
						t.parse(j.tables, &f.pass)
					}
				}
				close(b.done)
			}
			return nil
		})
	}
	group.Go(func() error { return f.collect(ctx) })
	return group.Wait()
}

// read takes the inputs apart.
func (f *flow) read(ctx context.Context, inputs []Input) error {
	defer close(f.work)
	defer close(f.ordered)
	push := func(t *task) error { return f.push(ctx, t) }
	for i, in := range inputs {
		err := in.walk(func(fsys fs.FS, name, shown string) error {
			rd := reading{ctx: ctx, formats: f.job.formats, push: push, stamps: f.pass.stamps[i], bytes: &f.bytes}
			return rd.file(fsys, name, shown)
		}, func(bad *source.Refusal) { _ = push(&task{path: bad.Path, err: bad}) })
		if err != nil {
			return err
		}
	}
	return f.handOver(ctx)
}

// push hands a task on, with those before it when they are enough.
func (f *flow) push(ctx context.Context, t *task) error {
	if t.number = -1; !t.changed {
		t.number = f.number
		f.number++
	}
	if f.pass.push != nil && len(t.part.Things) > 0 {
		f.pass.push(t.part.Things)
	}
	unwanted := f.pass.wanted != nil && !f.pass.wanted(t)
	if unwanted && t.err == nil && !t.file && !t.passed && len(t.part.Things) == 0 {
		return nil // nothing would be noted of it
	}
	t.ready = t.err != nil || t.passed || unwanted
	f.next.tasks = append(f.next.tasks, t)
	if f.next.bytes += len(t.part.Raw); f.next.full() {
		return f.handOver(ctx)
	}
	return nil
}

// handOver hands on what was pushed, when there is room for it.
func (f *flow) handOver(ctx context.Context) error {
	b := f.next
	f.next = batch{}
	if len(b.tasks) == 0 {
		return nil
	}
	if err := f.room.Acquire(ctx, b.weight()); err != nil {
		return err
	}
	b.done = make(chan struct{})
	idle := b.idle()
	if idle {
		close(b.done)
	}
	select {
	case f.ordered <- &b:
	case <-ctx.Done():
		return ctx.Err()
	}
	if idle {
		return nil
	}
	select {
	case f.work <- &b:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// collect waits for each batch in turn and notes what became of its tasks.
func (f *flow) collect(ctx context.Context) error {
	for b := range f.ordered {
		select {
		case <-b.done:
		case <-ctx.Done():
			return ctx.Err()
		}
		for _, t := range b.tasks {
			if err := f.note(t); err != nil {
				return err
			}
		}
		f.room.Release(b.weight())
	}
	return nil
}

// note takes a task that a worker is done with.
func (f *flow) note(t *task) error {
	if t.file {
		f.report.Files++
	}
	if t.passed {
		f.report.Passed++
	}
	if f.pass.lists != nil && len(t.part.Things) > 0 {
		f.pass.lists(t.part.Things)
	}
	if t.err != nil {
		f.report.refuse(source.AsRefusal(t.path, t.err))
	} else if t.cable != nil {
		if err := f.pass.take(t); err != nil {
			return err
		}
		f.cables++
	}
	if f.job.Progress != nil {
		f.job.Progress(Progress{
			Stage: f.pass.stage, Files: f.report.Files, Cables: f.cables, Refused: len(f.report.Refused),
			Read: min(f.bytes.Load(), f.size), Size: f.size,
		})
	}
	return nil
}
