package search

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"reftel/internal/archive"
	"reftel/internal/archive/polite"
	"reftel/internal/archive/snippet"
	"reftel/internal/index/bitset"
	"reftel/internal/index/cost"
	"reftel/internal/index/fault"
	"reftel/internal/index/words"
	"reftel/internal/query"
)

// Search answers a request: the hits of its page with their snippets, the
// number of all and the counts of every facet. It stops with the error of ctx
// when that ends.
func (a *Archive) Search(ctx context.Context, req query.Request) (*archive.Result, error) {
	return a.answer(ctx, req, (*found).counts)
}

// List is Search without the counts of the facets.
func (a *Archive) List(ctx context.Context, req query.Request) (*archive.Result, error) {
	return a.answer(ctx, req, func(f *found, _ context.Context) (archive.Timeline, []archive.FacetCounts, error) {
		return f.sel.timeline(f.period), nil, nil
	})
}

func (a *Archive) answer(ctx context.Context, req query.Request, counts func(*found, context.Context) (archive.Timeline, []archive.FacetCounts, error)) (*archive.Result, error) {
	start := time.Now()
	if err := archive.CheckPage(req.Page, req.Size); err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	r := a.newRun(ctx)
	defer r.done()
	f, err := r.find(req)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	res := &archive.Result{Total: f.sel.total, Folded: f.sel.folded(req), Notes: f.notes}
	if res.Timeline, res.Facets, err = counts(f, ctx); err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	ranked, err := r.rank(f, req)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	r.remember(f)
	m, err := r.matcher(req.Expr)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	a.store.Ahead(!m.Empty(), ordsOf(ranked)...)
	res.Hits = make([]archive.Hit, len(ranked))
	var next atomic.Int64
	eg, ctx := errgroup.WithContext(ctx)
	for range min(runtime.GOMAXPROCS(0), len(ranked)) {
		eg.Go(func() (err error) {
			defer fault.Guard(&err)()
			for {
				i := int(next.Add(1)) - 1
				if i >= len(ranked) {
					return nil
				}
				if err := polite.Step(ctx); err != nil {
					return err
				}
				if res.Hits[i], err = a.hit(ranked[i], m); err != nil {
					return err
				}
			}
		})
	}
	if err := eg.Wait(); err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	res.Took = time.Since(start)
	return res, nil
}

// Count is how many cables a request finds.
func (a *Archive) Count(ctx context.Context, req query.Request) (int, error) {
	sel, err := a.newRun(ctx).selection(req)
	if err != nil {
		return 0, fmt.Errorf("count: %w", err)
	}
	return sel.total, nil
}

// Cost is about how long one core works for a page of a request.
func (a *Archive) Cost(ctx context.Context, req query.Request) (time.Duration, error) {
	if err := ctx.Err(); err != nil {
		return 0, fmt.Errorf("cost: %w", err)
	}
	took, err := cost.Of(req, cost.Index{
		Cables: a.n, Stream: len(a.streams.Bytes()) / a.n, Ranks: a.ranks, Paired: words.PairWords, Forms: a.newRun(ctx).forms,
		Values: func(v query.Value) int { return a.value(v).Count() },
		Filter: a.letThrough,
	})
	if err != nil {
		return 0, fmt.Errorf("cost: %w", err)
	}
	return took, nil
}

// letThrough is about how many cables have the value of a filter.
func (a *Archive) letThrough(f query.Filter) int {
	if !slices.Contains(query.Facets(), f.Facet) {
		return a.n
	}
	if v, ok := a.columns.Column(f.Facet).Find(f.Value); ok {
		return a.columns.Column(f.Facet).Frequency(v)
	}
	return a.n // another name of a thing, or cables without a value
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
	var dates bitset.Set
	if !req.Since.IsZero() || !req.Until.IsZero() {
		dates = r.a.columns.InRange(query.Dates{From: req.Since, To: req.Until})
	}
	return r.a.newSelection(text, dates, req.Filters)
}

// FacetValues is one page of all values of a facet over the hits of a request,
// whose own page does not matter.
func (a *Archive) FacetValues(ctx context.Context, req query.Request, f query.Facet, o archive.FacetOptions) (*archive.FacetPage, error) {
	o.Page, o.Size = max(1, o.Page), cmp.Or(o.Size, 100)
	if err := archive.CheckPage(o.Page, o.Size); err != nil {
		return nil, fmt.Errorf("facet values: %w", err)
	}
	if err := archive.CheckFacet(f); err != nil {
		return nil, fmt.Errorf("facet values: %w", err)
	}
	r := a.newRun(ctx)
	defer r.done()
	found, err := r.find(req)
	if err != nil {
		return nil, fmt.Errorf("facet values: %w", err)
	}
	r.remember(found)
	p, err := found.sel.page(ctx, f, o)
	if err != nil {
		return nil, fmt.Errorf("facet values: %w", err)
	}
	return p, nil
}

// Place finds the n-th hit of a request, from 1, in the order of the request.
// Beyond the last hit the id is "".
func (a *Archive) Place(ctx context.Context, req query.Request, n int) (archive.Place, error) {
	if err := archive.CheckHit(n); err != nil {
		return archive.Place{}, fmt.Errorf("place: %w", err)
	}
	r := a.newRun(ctx)
	defer r.done()
	f, err := r.find(req)
	if err != nil {
		return archive.Place{}, fmt.Errorf("place: %w", err)
	}
	p := archive.Place{Total: f.sel.total - f.sel.folded(req)}
	from := max(n-2, 0)
	hits, err := r.ranked(f, req, from, n+1-from)
	if err != nil {
		return archive.Place{}, fmt.Errorf("place: %w", err)
	}
	r.remember(f)
	for i, h := range hits {
		id := a.store.IDs.Held[h.ord]
		switch from + i + 1 {
		case n - 1:
			p.Prev = id
		case n:
			p.ID = id
		case n + 1:
			p.Next = id
		}
	}
	return p, nil
}

// Following are the ids of n cables that a request finds behind another cable.
func (a *Archive) Following(ctx context.Context, req query.Request, after string, n int) ([]string, error) {
	if n < 0 {
		return nil, fmt.Errorf("following: %w: %d cables", archive.ErrBadRequest, n)
	}
	from := uint32(0)
	if after != "" {
		ord, err := a.ordinal(after)
		if err != nil {
			return nil, fmt.Errorf("following: %w", err)
		}
		from = ord + 1
	}
	sel, err := a.newRun(ctx).selection(req)
	if err != nil {
		return nil, fmt.Errorf("following: %w", err)
	}
	var out []string
	sel.hits.Each(func(ord uint32) bool {
		if ord >= from && len(out) < n {
			out = append(out, a.store.ID(ord))
		}
		return len(out) < n
	})
	return out, nil
}

// longText is how many bytes of its texts are looked through for what a row shows of a
// cable: the longest documents that are printed have less, reports as annexes ten times as
// much, and a page of twenty of them would take a second. It is 5 milliseconds.
const longText = 512 << 10

// hit reads what a row shows of a cable.
func (a *Archive) hit(r ranking, m *snippet.Matcher) (archive.Hit, error) {
	past := a.history.Entry(r.ord)
	h := archive.Hit{Score: float64(r.score), Copies: max(0, len(a.columns.Copies.Group(r.ord))-1), Added: past.Added, Changed: past.Changed}
	if !m.Empty() {
		ps, all, err := a.store.Texts(r.ord, longText)
		if err != nil {
			return archive.Hit{}, err
		}
		h.Cut = !all
		if h.Snippets = m.Snippets(ps); len(h.Snippets) > 0 {
			h.Summary, err = a.store.Summary(r.ord)
			return h, err
		}
	}
	l, err := a.store.Listed(r.ord)
	h.Summary, h.Snippets = l.Summary, l.Opening
	return h, err
}
