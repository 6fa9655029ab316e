package client

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"reftel/internal/archive"
)

// A Search is one search of an index.
type Search struct {
	Index string
	Body  any  // becomes JSON
	DFS   bool // words are weighed by the whole index, and not by each shard

	Fleeting bool `json:"-"` // what is found is large and asked for once: it is not remembered
}

// An Answer is what a search found.
type Answer struct {
	Shards  Shards                     `json:"_shards"`
	Timeout bool                       `json:"timed_out"`
	Hits    Hits                       `json:"hits"`
	Aggs    map[string]json.RawMessage `json:"aggregations"`
	Suggest map[string]json.RawMessage `json:"suggest"`
}

// Shards tell how many parts of an index were asked and answered.
type Shards struct {
	Total      int `json:"total"`
	Successful int `json:"successful"`
}

// Hits are those of one page. Total is exact where the search asked for it by
// track_total_hits.
type Hits struct {
	Total struct {
		Value int `json:"value"`
	} `json:"total"`
	Hits []Hit `json:"hits"`
}

// A Hit is one document that was found.
type Hit struct {
	ID        string                     `json:"_id"`
	Score     float64                    `json:"_score"`
	Source    json.RawMessage            `json:"_source"`
	Sort      []json.RawMessage          `json:"sort"`
	Fields    map[string]json.RawMessage `json:"fields"`
	Matched   []string                   `json:"matched_queries"` // names of the conditions that hold
	InnerHits map[string]struct {
		Hits Hits `json:"hits"`
	} `json:"inner_hits"`
}

// whole is the error of an answer that is not what the whole index would say.
func (a *Answer) whole() error {
	if a.Shards.Total == 0 || a.Shards.Successful != a.Shards.Total {
		return incomplete(a.Shards)
	}
	if a.Timeout {
		return fmt.Errorf("%w: the cluster gave up before it was done", archive.ErrUnavailable)
	}
	return nil
}

// Search is one search, whole.
func (c *Client) Search(ctx context.Context, s Search) (*Answer, error) {
	known, under, err := c.remembered(ctx, []Search{s})
	if err != nil {
		return nil, err
	}
	if known[0] != nil {
		return known[0], nil
	}
	a, err := c.search(ctx, s)
	if err == nil && c.memory != nil && !s.Fleeting {
		c.memory.keep(under[0], a)
	}
	return a, err
}

func (c *Client) search(ctx context.Context, s Search) (*Answer, error) {
	q := url.Values{"allow_partial_search_results": {"false"}}
	if s.DFS {
		q.Set("search_type", "dfs_query_then_fetch")
	}
	var a *Answer
	r := Request{Method: http.MethodPost, Path: "/" + url.PathEscape(s.Index) + "/_search", Query: q, Body: s.Body}
	err := c.do(ctx, r, func(b []byte) error {
		a = &Answer{}
		if err := decode(b, a); err != nil {
			return err
		}
		return a.whole()
	})
	return a, searched(err)
}

// MultiSearch is several searches at once, all of them whole, in their order.
func (c *Client) MultiSearch(ctx context.Context, ss ...Search) ([]*Answer, error) {
	if len(ss) == 0 {
		return nil, ctx.Err()
	}
	as, under, err := c.remembered(ctx, ss)
	if err != nil {
		return nil, err
	}
	var left []Search
	for i, s := range ss {
		if as[i] == nil {
			left = append(left, s)
		}
	}
	if len(left) == 0 {
		return as, nil
	}
	found, err := c.multiSearch(ctx, left)
	if err != nil {
		return nil, err
	}
	for i := range as {
		if as[i] != nil {
			continue
		}
		as[i], found = found[0], found[1:]
		if c.memory != nil && !ss[i].Fleeting {
			c.memory.keep(under[i], as[i])
		}
	}
	return as, nil
}

func (c *Client) multiSearch(ctx context.Context, ss []Search) ([]*Answer, error) {
	body, err := lines(ss)
	if err != nil {
		return nil, fmt.Errorf("opensearch: make a search: %w", err)
	}
	var as []*Answer
	err = c.do(ctx, Request{Method: http.MethodPost, Path: "/_msearch", Body: body}, func(b []byte) error {
		as, err = readAnswers(b, len(ss))
		return err
	})
	return as, searched(err)
}

// lines are searches as a multi-search has them.
func lines(ss []Search) (Lines, error) {
	var body bytes.Buffer
	enc := json.NewEncoder(&body) // ends each value with a line
	for _, s := range ss {
		head := map[string]any{"index": s.Index, "allow_partial_search_results": false}
		if s.DFS {
			head["search_type"] = "dfs_query_then_fetch"
		}
		if err := enc.Encode(head); err != nil {
			return nil, err
		}
		if err := enc.Encode(s.Body); err != nil {
			return nil, err
		}
	}
	return body.Bytes(), nil
}

func readAnswers(b []byte, n int) ([]*Answer, error) {
	var x struct {
		Responses []struct {
			Answer
			Status int             `json:"status"`
			Error  json.RawMessage `json:"error"`
		} `json:"responses"`
	}
	if err := decode(b, &x); err != nil {
		return nil, err
	}
	if len(x.Responses) != n {
		return nil, fmt.Errorf("%w: %d of %d searches were answered", archive.ErrUnavailable, len(x.Responses), n)
	}
	as := make([]*Answer, n)
	for i := range x.Responses {
		r := &x.Responses[i]
		if r.Status >= http.StatusMultipleChoices || len(r.Error) > 0 {
			e := &Error{Node: "search " + strconv.Itoa(i+1) + " of " + strconv.Itoa(n), Status: r.Status}
			e.tell(r.Error)
			return nil, e
		}
		if err := r.whole(); err != nil {
			return nil, err
		}
		as[i] = &r.Answer
	}
	return as, nil
}

// Count is how many documents of an index a query finds; all for nil.
func (c *Client) Count(ctx context.Context, index string, query any) (int, error) {
	body := map[string]any{"size": 0, "track_total_hits": true}
	if query != nil {
		body["query"] = query
	}
	a, err := c.Search(ctx, Search{Index: index, Body: body})
	if err != nil {
		return 0, err
	}
	return a.Hits.Total.Value, nil
}

// searched tells that an index which was there when an archive was opened, and is not
// any more, is no answer either: what is asked of it may be held.
func searched(err error) error {
	if errors.Is(err, ErrMissing) {
		return fmt.Errorf("%w: its index is not there: %w", archive.ErrUnavailable, err)
	}
	return err
}
