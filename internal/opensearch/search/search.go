package search

import (
	"context"
	"fmt"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"reftel/internal/archive"
	"reftel/internal/opensearch/client"
	"reftel/internal/opensearch/mapping"
	"reftel/internal/query"
)

// Search answers a request.
func (a *Archive) Search(ctx context.Context, req query.Request) (*archive.Result, error) {
	return a.answer(ctx, req, true)
}

// List is Search without the counts of the facets.
func (a *Archive) List(ctx context.Context, req query.Request) (*archive.Result, error) {
	return a.answer(ctx, req, false)
}

func (a *Archive) answer(ctx context.Context, req query.Request, facets bool) (*archive.Result, error) {
	start := time.Now()
	if err := archive.CheckPage(req.Page, req.Size); err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	if err := archive.CheckSort(req.Sort); err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	r := a.newRun(ctx)
	sel, err := r.selection(req)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	var res *archive.Result
	var hits []archive.Hit
	// To put the first hits in order and to mark them takes the server as long as the cluster
	// takes to count.
	eg, both := errgroup.WithContext(ctx)
	eg.Go(func() (err error) { hits, err = a.list(both, sel, req); return err })
	eg.Go(func() (err error) { res, err = a.told(both, sel, req, facets); return err })
	if err := eg.Wait(); err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	res.Hits, res.Notes = hits, r.notes
	res.Took = time.Since(start)
	return res, nil
}

// list are the hits of a page.
func (a *Archive) list(ctx context.Context, sel *selection, req query.Request) ([]archive.Hit, error) {
	answer, err := a.client.Search(ctx, a.of(a.listBody(sel, req, (req.Page-1)*req.Size, req.Size, a.stored(req))))
	if err != nil {
		return nil, err
	}
	return a.page(ctx, sel, req, answer)
}

// counts are what is told of a request beside its page.
type counts struct {
	total, folded int
	facets        []archive.FacetCounts
}

// told asks at once for all that is told of a request beside its page.
func (a *Archive) told(ctx context.Context, sel *selection, req query.Request, facets bool) (*archive.Result, error) {
	d := divisionOf(req.Period())
	if known := a.known(sel); known != nil {
		return a.ofAll(known, req, d, facets), nil
	}
	aggs := clause{"folds": folds()}
	ss := []client.Search{{Index: a.index, Body: clause{"size": 0, "track_total_hits": true, "query": sel.hits(), "aggs": aggs}}}
	var fs []facetSearch
	if facets || sel.plain() {
		fs = a.facetSearches(sel)
		for name, agg := range fs[0].aggs {
			aggs[name] = agg
		}
		for _, x := range fs[1:] {
			ss = append(ss, client.Search{Index: a.index, Body: x.body()})
		}
	}
	timeline := 0
	if _, years := sel.pass[query.Year]; sel.dates != nil || years {
		timeline = len(ss)
		ss = append(ss, client.Search{Index: a.index, Body: clause{"size": 0, "query": sel.anyDate(), "aggs": d.aggs()}})
	} else {
		for name, agg := range d.aggs() {
			aggs[name] = agg
		}
	}
	answers, err := a.client.MultiSearch(ctx, ss...)
	if err != nil {
		return nil, err
	}
	n := counts{total: answers[0].Hits.Total.Value}
	if n.folded, err = foldedOf(answers[0]); err != nil {
		return nil, err
	}
	if fs != nil {
		if n.facets, err = a.readFacets(ctx, sel, fs, answers); err != nil {
			return nil, err
		}
	}
	if sel.plain() {
		a.remember(n)
		return a.ofAll(&n, req, d, facets), nil
	}
	res := &archive.Result{Total: n.total, Facets: n.facets}
	if !req.Apart {
		res.Folded = n.folded
	}
	res.Timeline, err = d.read(a, answers[timeline].Aggs)
	return res, err
}

// known are the counts of all cables, which are the same as long as the archive is there;
// nil where they are not what is asked for, or are not known yet.
func (a *Archive) known(sel *selection) *counts {
	if !sel.plain() {
		return nil
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.whole
}

func (a *Archive) remember(n counts) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.whole = &n
}

// ofAll is the result where all cables are asked for.
func (a *Archive) ofAll(n *counts, req query.Request, d division, facets bool) *archive.Result {
	c := &a.calendar
	res := &archive.Result{Total: n.total, Timeline: d.timeline(a, c.held, n.total-c.upTo[len(c.keys)])}
	if !req.Apart {
		res.Folded = n.folded
	}
	if facets {
		for _, f := range n.facets {
			f.Buckets = slices.Clone(f.Buckets)
			res.Facets = append(res.Facets, f)
		}
	}
	return res
}

// foldedOf is how many hits are not listed because a copy stands for them.
func foldedOf(a *client.Answer) (int, error) {
	var groups struct {
		Buckets []struct {
			Count int `json:"doc_count"`
		} `json:"buckets"`
	}
	if err := readAll(a.Aggs, map[string]any{"folds": &groups}); err != nil {
		return 0, err
	}
	n := 0
	for _, g := range groups.Buckets {
		n += g.Count - 1
	}
	return n, nil
}

// Count is how many cables a request finds.
func (a *Archive) Count(ctx context.Context, req query.Request) (int, error) {
	sel, err := a.newRun(ctx).selection(req)
	if err != nil {
		return 0, fmt.Errorf("count: %w", err)
	}
	n, err := a.client.Count(ctx, a.index, sel.hits())
	if err != nil {
		return 0, fmt.Errorf("count: %w", err)
	}
	return n, nil
}

// Place finds the n-th hit of a request, from 1, in the order of the request.
func (a *Archive) Place(ctx context.Context, req query.Request, n int) (archive.Place, error) {
	if err := archive.CheckHit(n); err != nil {
		return archive.Place{}, fmt.Errorf("place: %w", err)
	}
	if err := archive.CheckSort(req.Sort); err != nil {
		return archive.Place{}, fmt.Errorf("place: %w", err)
	}
	sel, err := a.newRun(ctx).selection(req)
	if err != nil {
		return archive.Place{}, fmt.Errorf("place: %w", err)
	}
	from := max(n-2, 0)
	body := a.listBody(sel, req, from, n+1-from, nil)
	body["track_total_hits"], body["aggs"] = true, clause{"folds": folds()}
	answer, err := a.client.Search(ctx, a.of(body))
	if err == nil {
		answer, err = a.inOrder(ctx, sel, req, from, n+1-from, nil, answer)
	}
	if err != nil {
		return archive.Place{}, fmt.Errorf("place: %w", err)
	}
	p := archive.Place{Total: answer.Hits.Total.Value}
	if !req.Apart {
		folded, err := foldedOf(answer)
		if err != nil {
			return archive.Place{}, fmt.Errorf("place: %w", err)
		}
		p.Total -= folded
	}
	for i, h := range answer.Hits.Hits {
		switch from + i + 1 {
		case n - 1:
			p.Prev = h.ID
		case n:
			p.ID = h.ID
		case n + 1:
			p.Next = h.ID
		}
	}
	return p, nil
}

// Following are the ids of n cables that a request finds behind another cable.
func (a *Archive) Following(ctx context.Context, req query.Request, after string, n int) ([]string, error) {
	if n < 0 {
		return nil, fmt.Errorf("following: %w: %d cables", archive.ErrBadRequest, n)
	}
	sel, err := a.newRun(ctx).selection(req)
	if err != nil {
		return nil, fmt.Errorf("following: %w", err)
	}
	from := -1
	if after != "" {
		t, err := a.find(ctx, after)
		if err != nil {
			return nil, fmt.Errorf("following: %w", err)
		}
		if t == nil {
			return nil, fmt.Errorf("following: cable %.64q: %w", after, archive.ErrNotFound)
		}
		from = t.ord
	}
	var out []string
	for len(out) < n {
		size := min(n-len(out), 10*archive.MaxSize)
		res, err := a.client.Search(ctx, client.Search{Index: a.index, Body: clause{
			"query": sel.hits(), "sort": []any{clause{mapping.Ord: "asc"}}, "search_after": []int{from}, "size": size, "_source": false, "track_total_hits": false,
		}})
		if err != nil {
			return nil, fmt.Errorf("following: %w", err)
		}
		for _, h := range res.Hits.Hits {
			out = append(out, h.ID)
		}
		if len(res.Hits.Hits) < size {
			break
		}
		var last []int
		if last, err = sortOf(res.Hits.Hits[size-1]); err != nil {
			return nil, fmt.Errorf("following: %w", err)
		}
		from = last[0]
	}
	return out, nil
}
