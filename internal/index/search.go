package index

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"slices"
	"time"

	jsonv2 "github.com/go-json-experiment/json"
	"golang.org/x/sync/errgroup"

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
	res := &Result{Total: sel.total, Folded: sel.folded(req), Notes: r.notes, Timeline: sel.timeline(req.Period())}
	if res.Facets, err = sel.facets(ctx); err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	ranked, err := r.rank(sel, req)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	m := r.matcher(req.Expr)
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
	text, err := r.eval(req.Expr, nil, true)
	if err != nil {
		return nil, err
	}
	if text == nil {
		text = r.a.all
	}
	var dates bitset
	if !req.Since.IsZero() || !req.Until.IsZero() {
		dates = r.a.dateRange(query.Dates{From: req.Since, To: req.Until})
	}
	return r.a.newSelection(text, dates, req.Filters)
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

// A listed is the record of a cable in columns/summaries: what lists show of it
// when no text was searched.
type listed struct {
	Summary
	Opening []Snippet
}

// readListed reads as much of the record as x has fields for.
func (a *Archive) readListed(ord uint32, x any) error {
	b, err := a.summaries.get(ord)
	if err != nil {
		return err
	}
	return jsonv2.Unmarshal(b, x)
}

func (a *Archive) summary(ord uint32) (s Summary, err error) {
	return s, a.readListed(ord, &s)
}

func (a *Archive) hit(r ranking, m *matcher) (Hit, error) {
	h := Hit{Score: float64(r.score), Copies: max(0, len(a.copies.group(r.ord))-1)}
	if len(m.plans) > 0 {
		rec, err := a.record(r.ord, onlyTexts)
		if err != nil {
			return Hit{}, err
		}
		ps, err := readTexts(rec.texts)
		if err != nil {
			return Hit{}, fmt.Errorf("cable %s: %w", a.ids.held[r.ord], err)
		}
		if h.Snippets = m.snippets(ps); len(h.Snippets) > 0 {
			h.Summary, err = a.summary(r.ord)
			return h, err
		}
	}
	var l listed
	err := a.readListed(r.ord, &l)
	h.Summary, h.Snippets = l.Summary, l.Opening
	return h, err
}
