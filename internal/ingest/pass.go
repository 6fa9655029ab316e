package ingest

import (
	"context"
	"io/fs"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"

	"reftel/internal/authority"
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
}

// A flow is a pass under way. Tasks go from the reader of the inputs, in their
// order, to the collector, and to the workers beside.
type flow struct {
	job    *Job
	pass   pass
	report *Report

	work    chan *task
	ordered chan *task // the same tasks, and those that need no work
	room    *semaphore.Weighted
	number  int // of the next task
	size    int64
	bytes   atomic.Int64 // of the files, read so far
}

// pass reads the inputs once and notes files and refusals in a report.
func (j *Job) pass(ctx context.Context, p pass, inputs []Input, report *Report) error {
	group, ctx := errgroup.WithContext(ctx)
	f := &flow{job: j, pass: p, report: report, work: make(chan *task), ordered: make(chan *task, 4*j.workers), room: semaphore.NewWeighted(maxInFlight)}
	if j.Progress != nil {
		for _, in := range inputs {
			f.size += in.size()
		}
	}
	group.Go(func() error { return f.read(ctx, inputs) })
	for range j.workers {
		group.Go(func() error {
			for t := range f.work {
				t.parse(j.tables, &f.pass)
				close(t.done)
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
	return nil
}

// push hands a task on when there is room for it.
func (f *flow) push(ctx context.Context, t *task) error {
	if t.number = -1; !t.changed {
		t.number = f.number
		f.number++
	}
	if f.pass.push != nil && len(t.part.Things) > 0 {
		f.pass.push(t.part.Things)
	}
	if err := f.room.Acquire(ctx, t.weight()); err != nil {
		return err
	}
	t.done = make(chan struct{})
	ready := t.err != nil || t.passed || f.pass.wanted != nil && !f.pass.wanted(t)
	if ready {
		close(t.done)
	}
	select {
	case f.ordered <- t:
	case <-ctx.Done():
		return ctx.Err()
	}
	if ready {
		return nil
	}
	select {
	case f.work <- t:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// collect waits for each task in turn and notes what became of it.
func (f *flow) collect(ctx context.Context) error {
	cables := 0
	for t := range f.ordered {
		select {
		case <-t.done:
		case <-ctx.Done():
			return ctx.Err()
		}
		weight := t.weight()
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
			cables++
		}
		f.room.Release(weight)
		if f.job.Progress != nil {
			f.job.Progress(Progress{
				Stage: f.pass.stage, Files: f.report.Files, Cables: cables, Refused: len(f.report.Refused),
				Read: min(f.bytes.Load(), f.size), Size: f.size,
			})
		}
	}
	return nil
}
