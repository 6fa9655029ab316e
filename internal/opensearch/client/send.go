package client

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"sync/atomic"
	"time"

	"reftel/internal/archive"
)

// A node of the cluster, with what is known of it.
type node struct {
	base    string
	shunned atomic.Int64 // until when others are asked first, in Unix milliseconds
}

// shun is how long a node that failed is asked last.
const shun = 10 * time.Second

func (n *node) well() bool { return n.shunned.Load() <= time.Now().UnixMilli() }

func (n *node) fail() { n.shunned.Store(time.Now().Add(shun).UnixMilli()) }

// order is in which order the nodes are asked: each in turn is the first, and those
// that failed lately come last.
func (c *Client) order() []*node {
	n := len(c.nodes)
	first := int(c.next.Add(1)) % n
	well, ill := make([]*node, 0, n), []*node(nil)
	for i := range n {
		if x := c.nodes[(first+i)%n]; x.well() {
			well = append(well, x)
		} else {
			ill = append(ill, x)
		}
	}
	return append(well, ill...)
}

// attempts asks each node, and the first of them twice, until one gives an answer
// that is whole, or one that no other node would better.
func (c *Client) attempts(ctx context.Context, r Request, body []byte, kind string, read func([]byte) error) error {
	order := c.order()
	pause := c.pause
	var last error
	for i := range len(order) + 1 {
		n := order[i%len(order)]
		err := c.attempt(ctx, n, r, body, kind, read)
		if err == nil {
			return nil
		}
		if ctx.Err() != nil {
			if errors.Is(ctx.Err(), context.DeadlineExceeded) {
				n.fail() // it may hang; where it was the question, others are asked first for a while and that is all
			}
			return ctx.Err()
		}
		if !again(err, r.Once) {
			return err
		}
		last = err
		if _, busy := errors.AsType[*Error](err); !busy && len(order) > 1 && i+1 < len(order) {
			continue // the next one need not be waited for
		}
		if i < len(order) {
			if err := sleep(ctx, pause); err != nil {
				return err
			}
			pause *= 2
		}
	}
	return last
}

// again reports whether a request that failed may be sent to another node.
func again(err error, once bool) bool {
	if once {
		return unsent(err)
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e.again()
	}
	return errors.Is(err, archive.ErrUnavailable)
}

// unsent reports whether a request reached no node.
func unsent(err error) bool {
	op, ok := errors.AsType[*net.OpError](err)
	return ok && op.Op == "dial"
}

func (c *Client) attempt(ctx context.Context, n *node, r Request, body []byte, kind string, read func([]byte) error) error {
	req, err := c.request(ctx, n, r, body, kind)
	if err != nil {
		return err
	}
	res, err := c.http.Do(req)
	if err != nil {
		n.fail()
		return unreachable(n, err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		n.fail()
		return unreachable(n, err)
	}
	if res.StatusCode >= http.StatusMultipleChoices {
		return errorOf(n.base, res.StatusCode, b)
	}
	return read(b)
}

// unreachable is the error of a node that gave no answer. The address that was asked
// is left out of it.
func unreachable(n *node, err error) error {
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err
	}
	return fmt.Errorf("%w: %s: %w", archive.ErrUnavailable, n.base, err)
}

// sleep waits, or ends with the context.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
