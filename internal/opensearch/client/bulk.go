package client

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"time"

	"reftel/internal/archive"
)

// What a Loader has on its way at a time, and how long it bears with a cluster that
// takes nothing: as long as a node takes to start again, and more.
const (
	batchBytes = 4 << 20
	batchDocs  = 2000
	inFlight   = 2
	patience   = 5 * time.Minute
	answer     = 2 * time.Minute // to one batch, from a node that hangs
)

// A Loader writes documents into an index, a few megabytes at a time. Add waits where
// the cluster is slower than who adds, and what a busy cluster refuses is sent again:
// each document has an id of its own, so that it is there once however often it is sent.
type Loader struct {
	c        *Client
	ctx      context.Context
	cancel   context.CancelCauseFunc
	index    string
	patience time.Duration
	docs     int // of a batch, at most

	batch []item
	bytes int
	slots chan struct{}
	wg    sync.WaitGroup
}

// An item is a document as it is sent.
type item struct {
	id    string
	lines []byte
}

// Load begins to write into an index. One goroutine adds, and Close ends it.
func (c *Client) Load(ctx context.Context, index string) *Loader {
	l := &Loader{c: c, index: index, patience: patience, docs: batchDocs, slots: make(chan struct{}, inFlight)}
	l.ctx, l.cancel = context.WithCancelCause(ctx)
	return l
}

// Add takes a document, which becomes JSON, under an id. Its error may be that of an
// earlier document.
func (l *Loader) Add(id string, doc any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	err := enc.Encode(map[string]any{"index": map[string]string{"_id": id}})
	if err == nil {
		err = enc.Encode(doc)
	}
	if err != nil {
		return fmt.Errorf("opensearch: write %s: %w", id, err)
	}
	l.batch = append(l.batch, item{id, b.Bytes()})
	l.bytes += b.Len()
	if l.bytes >= batchBytes || len(l.batch) >= l.docs {
		l.send()
	}
	return l.failed()
}

// Close sends what is left and waits until all is written.
func (l *Loader) Close() error {
	l.send()
	l.wg.Wait()
	err := l.failed()
	l.cancel(nil)
	return err
}

func (l *Loader) failed() error {
	if l.ctx.Err() == nil {
		return nil
	}
	return fmt.Errorf("opensearch: write documents: %w", context.Cause(l.ctx))
}

// send hands the batch to the cluster once it has taken an earlier one.
func (l *Loader) send() {
	if len(l.batch) == 0 {
		return
	}
	batch := l.batch
	l.batch, l.bytes = nil, 0
	select {
	case <-l.ctx.Done():
		return
	case l.slots <- struct{}{}:
	}
	l.wg.Go(func() {
		defer func() { <-l.slots }()
		if err := l.write(batch); err != nil {
			l.cancel(err)
		}
	})
}

// write sends a batch, and what the cluster could not take of it again and again.
func (l *Loader) write(batch []item) error {
	pause, until := l.c.pause, time.Now().Add(l.patience)
	for {
		left, err := l.once(batch)
		if err != nil && !errors.Is(err, archive.ErrUnavailable) || errors.Is(err, ErrNotAllowed) {
			return err
		}
		if err == nil && len(left) == 0 {
			return nil
		}
		if err == nil {
			batch = left
			err = fmt.Errorf("%w: %d documents were refused", archive.ErrUnavailable, len(left))
		}
		if time.Now().After(until) {
			return fmt.Errorf("after %s of trying again: %w", l.patience, err)
		}
		if err := sleep(l.ctx, pause); err != nil {
			return err
		}
		pause = min(2*pause, 5*time.Second)
	}
}

// once sends a batch and tells what of it is to be sent again.
func (l *Loader) once(batch []item) (left []item, err error) {
	size := 0
	for _, it := range batch {
		size += len(it.lines)
	}
	body := make(Lines, 0, size)
	for _, it := range batch {
		body = append(body, it.lines...)
	}
	var x struct {
		Errors bool `json:"errors"`
		Items  []map[string]struct {
			Status int             `json:"status"`
			Error  json.RawMessage `json:"error"`
		} `json:"items"`
	}
	q := url.Values{"filter_path": {"errors,items.*.status,items.*.error"}}
	r := Request{Method: http.MethodPost, Path: "/" + url.PathEscape(l.index) + "/_bulk", Query: q, Body: body}
	ctx, cancel := context.WithTimeout(l.ctx, answer)
	defer cancel()
	if err := l.c.Do(ctx, r, &x); err != nil {
		if ctx.Err() != nil && l.ctx.Err() == nil {
			err = fmt.Errorf("%w: no answer in %s", archive.ErrUnavailable, answer)
		}
		return nil, err
	}
	if len(x.Items) != len(batch) {
		return nil, fmt.Errorf("%w: %d of %d documents were answered", archive.ErrUnavailable, len(x.Items), len(batch))
	}
	for i, answers := range x.Items {
		for _, a := range answers { // one, under the name of what was to be done
			if a.Status < http.StatusMultipleChoices {
				continue
			}
			e := &Error{Node: "the cluster", Status: a.Status}
			e.tell(a.Error)
			if !e.again() {
				return nil, fmt.Errorf("%s: %w: %s", batch[i].id, e, e.Reason)
			}
			left = append(left, batch[i])
		}
	}
	return left, nil
}
