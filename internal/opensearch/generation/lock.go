package generation

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"time"

	"reftel/internal/opensearch/client"
)

// lockID is the document of the lock.
const lockID = "lock"

// A claim is what the document of the lock says.
type claim struct {
	Owner string    `json:"owner"` // which nobody else can be
	Since time.Time `json:"since"`
	Beat  int       `json:"beat"` // goes up while the owner lives
}

// A Lock is the right to change an archive. Who holds it tells so again and again; one
// who has fallen silent loses it to the next, who waits for that.
type Lock struct {
	p     *Place
	claim claim
	seq   client.Document // of the claim as it stands
	stop  context.CancelFunc
	done  sync.WaitGroup
}

// Lock takes the lock, or fails with ErrBusy. The context that it gives ends when the
// lock is lost.
func (p *Place) Lock(ctx context.Context) (*Lock, context.Context, error) {
	if err := p.lockIndex(ctx); err != nil {
		return nil, nil, fmt.Errorf("lock %s: %w", p.Prefix, err)
	}
	now := time.Now()
	l := &Lock{p: p, claim: claim{Owner: NewID(now) + NewID(now), Since: now.UTC()}}
	if err := l.take(ctx); err != nil {
		return nil, nil, fmt.Errorf("lock %s: %w", p.Prefix, err)
	}
	held, lose := context.WithCancelCause(ctx)
	alive, stop := context.WithCancel(context.WithoutCancel(ctx))
	l.stop = stop
	l.done.Go(func() { l.keep(alive, lose) })
	return l, held, nil
}

// lockIndex makes the index of the lock where it is not there.
func (p *Place) lockIndex(ctx context.Context) error {
	body := map[string]any{"settings": map[string]any{"number_of_shards": 1, "auto_expand_replicas": "0-2"}, "mappings": map[string]any{"enabled": false}}
	err := p.Client.Do(ctx, client.Request{Method: http.MethodPut, Path: "/" + p.lockName(), Body: body}, nil)
	if e, ok := errors.AsType[*client.Error](err); ok && e.Type == "resource_already_exists_exception" {
		return nil
	}
	return err
}

func (p *Place) lockName() string { return p.Prefix + "-lock" }

// take writes the claim where there is none, or where the one that is there is not
// renewed while it is watched.
func (l *Lock) take(ctx context.Context) error {
	err := l.put(ctx, url.Values{"op_type": {"create"}})
	if !errors.Is(err, client.ErrConflict) {
		return err
	}
	was, err := l.read(ctx)
	if err != nil || !was.Found {
		return errors.Join(ErrBusy, err)
	}
	for end := time.Now().Add(l.p.stale); time.Now().Before(end); {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(l.p.beat / 2):
		}
		now, err := l.read(ctx)
		if err != nil {
			return err
		}
		if !now.Found {
			return l.put(ctx, url.Values{"op_type": {"create"}})
		}
		if now.SeqNo != was.SeqNo {
			return ErrBusy
		}
	}
	err = l.put(ctx, seqOf(was)) // whoever has watched it as long may be first
	if errors.Is(err, client.ErrConflict) {
		return ErrBusy
	}
	return err
}

func seqOf(d client.Document) url.Values {
	return url.Values{"if_seq_no": {strconv.Itoa(d.SeqNo)}, "if_primary_term": {strconv.Itoa(d.Term)}}
}

func (l *Lock) read(ctx context.Context) (client.Document, error) {
	return l.p.Client.Get(ctx, l.p.lockName(), lockID)
}

// put writes the claim on a condition. Where the answer is lost the lock itself tells
// whose it is.
func (l *Lock) put(ctx context.Context, condition url.Values) error {
	r := client.Request{Method: http.MethodPut, Path: "/" + l.p.lockName() + "/_doc/" + lockID, Query: condition, Body: l.claim, Once: true}
	var d client.Document
	err := l.p.Client.Do(ctx, r, &d)
	if err == nil {
		l.seq = d
		return nil
	}
	now, gerr := l.read(ctx)
	if gerr != nil {
		return errors.Join(err, gerr)
	}
	var c claim
	if now.Found && decode(now.Source, &c) == nil && c.Owner == l.claim.Owner {
		l.seq = now
		return nil
	}
	return err
}

// keep renews the claim until it is given back. A cluster that is away for a while
// takes it from nobody; another's claim does.
func (l *Lock) keep(ctx context.Context, lose context.CancelCauseFunc) {
	t := time.NewTicker(l.p.beat)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
		}
		l.claim.Beat++
		if err := l.put(ctx, seqOf(l.seq)); errors.Is(err, client.ErrConflict) {
			lose(fmt.Errorf("%w: it took the lock", ErrBusy))
			return
		}
	}
}

// Release gives the lock back. One that was lost is somebody else's and stays.
func (l *Lock) Release(ctx context.Context) error {
	l.stop()
	l.done.Wait()
	r := client.Request{Method: http.MethodDelete, Path: "/" + l.p.lockName() + "/_doc/" + lockID, Query: seqOf(l.seq)}
	err := l.p.Client.Do(ctx, r, nil)
	if err == nil || errors.Is(err, client.ErrConflict) || errors.Is(err, client.ErrMissing) {
		return nil
	}
	return fmt.Errorf("unlock %s: %w", l.p.Prefix, err)
}
