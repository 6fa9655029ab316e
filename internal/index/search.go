package index

import (
	"cmp"
	"container/heap"
	"context"
	"encoding/json"
	"fmt"
	"runtime"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"reftel/internal/cable"
	"reftel/internal/query"
)

// Bounds of a page. The server has lower ones; these keep a mistake there from
// taking all memory.
const (
	maxSize   = 1000
	maxWindow = 1 << 20 // page × size
)

// Search answers a request: the hits of its page with their snippets, the
// number of all and the counts of every facet. It stops with the error of ctx
// when that ends.
func (a *Archive) Search(ctx context.Context, req query.Request) (*Result, error) {
	start := time.Now()
	if err := checkPage(req.Page, req.Size); err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	r := a.newRun(ctx)
	sel, err := r.selection(req)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	res := &Result{Total: sel.total, Notes: r.notes}
	if res.Facets, err = facets(ctx, sel); err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	ranked, err := r.rank(sel, req)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	m := a.newMatcher(req.Expr)
	res.Hits = make([]Hit, len(ranked))
	eg, ctx := errgroup.WithContext(ctx)
	eg.SetLimit(runtime.GOMAXPROCS(0))
	for i, h := range ranked {
		eg.Go(func() (err error) {
			if err := ctx.Err(); err != nil {
				return err
			}
			res.Hits[i], err = a.hit(h, m)
			return err
		})
	}
	if err := eg.Wait(); err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	res.Took = time.Since(start)
	return res, nil
}

func checkPage(page, size int) error {
	switch {
	case page < 1 || size < 1:
		return fmt.Errorf("%w: page %d of %d hits", ErrBadRequest, page, size)
	case size > maxSize || page > maxWindow/size:
		return fmt.Errorf("%w: page %d of %d hits is too far", ErrBadRequest, page, size)
	}
	return nil
}

// selection finds the hits of a request.
func (r *run) selection(req query.Request) (*selection, error) {
	base, err := r.eval(req.Expr, nil, true)
	if err != nil {
		return nil, err
	}
	if base == nil {
		base = r.a.all
	}
	if !req.Since.IsZero() || !req.Until.IsZero() {
		base = base.clone()
		base.and(r.a.dateRange(query.Dates{From: req.Since, To: req.Until}))
	}
	return r.a.newSelection(base, req.Filters)
}

func facets(ctx context.Context, sel *selection) ([]FacetCounts, error) {
	var out []FacetCounts
	for _, f := range query.Facets() {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		out = append(out, sel.facet(f))
	}
	return out, nil
}

// FacetValues is one page of all values of a facet over the hits of a request,
// whose own page does not matter.
func (a *Archive) FacetValues(ctx context.Context, req query.Request, f query.Facet, o FacetOptions) (*FacetPage, error) {
	o.Page, o.Size = max(1, o.Page), cmp.Or(o.Size, 100)
	if err := checkPage(o.Page, o.Size); err != nil {
		return nil, fmt.Errorf("facet values: %w", err)
	}
	if !slices.Contains(query.Facets(), f) {
		return nil, fmt.Errorf("facet values: %w: there is no facet %q", ErrBadRequest, f)
	}
	sel, err := a.newRun(ctx).selection(req)
	if err != nil {
		return nil, fmt.Errorf("facet values: %w", err)
	}
	return sel.page(f, o), nil
}

// A ranking is a hit before its texts are read.
type ranking struct {
	ord   uint32
	score float32
}

// rank is the page of hits in the order of the request.
func (r *run) rank(sel *selection, req query.Request) ([]ranking, error) {
	return r.ranked(sel, req.Sort, (req.Page-1)*req.Size, req.Size)
}

// ranked are size hits in an order, those before from left out.
func (r *run) ranked(sel *selection, sort query.Sort, from, size int) ([]ranking, error) {
	if from >= sel.total {
		return nil, nil
	}
	if sort == "" && len(r.leaves) > 0 {
		sort = query.Relevance
	}
	switch sort {
	case query.Relevance:
		if len(r.leaves) > 0 {
			return r.best(sel.hits, from, size)
		}
		return r.a.byDate(sel.hits, from, size, false), nil
	case query.Newest, "":
		return r.a.byDate(sel.hits, from, size, false), nil
	case query.Oldest:
		return r.a.byDate(sel.hits, from, size, true), nil
	}
	return nil, fmt.Errorf("%w: there is no order %q", ErrBadRequest, sort)
}

// byDate is a page by date. The undated come last in both orders.
func (a *Archive) byDate(hits bitset, from, size int, oldest bool) []ranking {
	var out []ranking
	take := func(ord uint32) bool {
		if from > 0 {
			from--
			return true
		}
		out = append(out, ranking{ord: ord})
		return len(out) < size
	}
	if oldest {
		hits.each(take)
		return out
	}
	hits.eachDown(func(ord uint32) bool { return int(ord) >= a.dated || take(ord) })
	if len(out) < size {
		hits.each(func(ord uint32) bool { return int(ord) < a.dated || take(ord) })
	}
	return out
}

// best is a page by score, equal ones in archive order.
func (r *run) best(hits bitset, from, size int) ([]ranking, error) {
	scores := r.a.scratch.get()
	defer r.a.scratch.put(scores)
	if err := r.score(hits, scores); err != nil {
		return nil, err
	}
	n := from + size
	h := make(rankHeap, 0, min(n, r.a.n)+1)
	hits.each(func(ord uint32) bool {
		x := ranking{ord, scores[ord]}
		switch {
		case len(h) < n:
			heap.Push(&h, x)
		case x.score > h[0].score: // an equal score comes later in order
			h[0] = x
			heap.Fix(&h, 0)
		}
		return true
	})
	slices.SortFunc(h, func(a, b ranking) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.ord, b.ord))
	})
	return slices.Clone(h[min(from, len(h)):]), nil
}

// rankHeap has the worst hit on top.
type rankHeap []ranking

func (h rankHeap) Len() int { return len(h) }
func (h rankHeap) Less(i, j int) bool {
	if h[i].score != h[j].score {
		return h[i].score < h[j].score
	}
	return h[i].ord > h[j].ord
}
func (h rankHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *rankHeap) Push(x any)   { *h = append(*h, x.(ranking)) }
func (h *rankHeap) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}

// A listed is the record of a cable in columns/summaries: what lists show of it
// when no text was searched.
type listed struct {
	Summary
	Opening []Snippet
}

func (a *Archive) listed(ord uint32) (listed, error) {
	var l listed
	b, err := a.summaries.get(ord)
	if err != nil {
		return l, err
	}
	return l, json.Unmarshal(b, &l)
}

func (a *Archive) summary(ord uint32) (Summary, error) {
	l, err := a.listed(ord)
	return l.Summary, err
}

func (a *Archive) hit(r ranking, m *matcher) (Hit, error) {
	l, err := a.listed(r.ord)
	if err != nil {
		return Hit{}, err
	}
	h := Hit{Summary: l.Summary, Score: float64(r.score), Snippets: l.Opening}
	if len(m.plans) == 0 {
		return h, nil
	}
	rec, err := a.record(r.ord, false)
	if err != nil {
		return Hit{}, err
	}
	// Only what snippets need: reading all of a cable takes twice the time.
	var text struct {
		Paragraphs []struct {
			Anchor string `json:"anchor"`
			Number int    `json:"number"`
			Mark   string `json:"mark"`
			Text   string `json:"text"`
		} `json:"paragraphs"`
	}
	if err := json.Unmarshal(rec.json, &text); err != nil {
		return Hit{}, fmt.Errorf("cable %s: %w", l.ID, err)
	}
	c := cable.Cable{Paragraphs: make([]cable.Paragraph, len(text.Paragraphs))}
	for i, p := range text.Paragraphs {
		c.Paragraphs[i] = cable.Paragraph{Anchor: p.Anchor, Number: p.Number, Mark: p.Mark, Text: p.Text}
	}
	if s := m.snippets(&c); len(s) > 0 {
		h.Snippets = s
	}
	return h, nil
}
