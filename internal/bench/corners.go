package bench

import (
	"context"
	"fmt"
	"net/url"
	"time"

	"reftel/internal/archive"
	"reftel/internal/query"
)

// A corner is what readers ask seldom, and what is dear where it is not thought of.
type corner struct {
	name  string
	count int
	make  func(d *draw, i int) asking
}

// An asking asks one thing. What is to be asked before is not measured.
type asking struct {
	before, ask func(ctx context.Context, a archive.Archive) (total int, err error)
}

// corners are measured apart from the classes, whose figures can so be compared with
// those of earlier versions.
var corners = []corner{
	{"OR of six words", 15, func(d *draw, _ int) asking {
		v := d.often()
		for range 5 {
			v += " OR " + d.often()
		}
		return page(text(v))
	}},
	{"prefix of three letters", 10, func(d *draw, _ int) asking { return page(text(d.often()[:3] + "*")) }},
	{"near, frequent words", 10, func(d *draw, _ int) asking {
		return page(text(`"` + d.common[d.IntN(len(d.common))] + `"~5`))
	}},
	{"page 40", 10, func(d *draw, _ int) asking { return page(d.with(text(d.often()), "page", "40")) }},
	{"page 2, behind page 1", 10, func(d *draw, _ int) asking {
		w := d.often()
		return asking{before: page(text(w)).ask, ask: page(d.with(text(w), "page", "2")).ask}
	}},
	{"another order, behind page 1", 10, func(d *draw, _ int) asking {
		w := d.often()
		return asking{before: page(text(w)).ask, ask: page(d.with(text(w), "sort", "newest")).ask}
	}},
	{"place of a hit, behind page 1", 10, func(d *draw, i int) asking {
		w := d.often()
		return asking{before: page(text(w)).ask, ask: func(ctx context.Context, a archive.Archive) (int, error) {
			req, err := Query{Values: text(w)}.Request()
			if err != nil {
				return 0, err
			}
			p, err := a.Place(ctx, req, i+1)
			return p.Total, err
		}}
	}},
	{"all values of a facet", 10, func(d *draw, i int) asking { return valuesOf(d, i, "") }},
	{"all values, one letter", 10, func(d *draw, i int) asking { return valuesOf(d, i, string(rune('a'+i))) }},
	{"all values, four letters", 10, func(d *draw, i int) asking { return valuesOf(d, i, d.often()[:4]) }},
	{"similar", 50, func(d *draw, _ int) asking {
		at := d.Float64()
		return asking{ask: func(ctx context.Context, a archive.Archive) (int, error) {
			ids, err := a.IDs(ctx, int(at*float64(a.Generation().Cables)), 1)
			if err != nil {
				return 0, err
			}
			like, err := a.Similar(ctx, ids[0], 5)
			return len(like), err
		}}
	}},
}

func page(v url.Values) asking {
	return asking{ask: func(ctx context.Context, a archive.Archive) (int, error) {
		req, err := Query{Values: v}.Request()
		if err != nil {
			return 0, err
		}
		res, err := a.Search(ctx, req)
		if err != nil {
			return 0, err
		}
		return res.Total, nil
	}}
}

// valuesOf asks for the values of one facet or another, of all cables or of those with a
// word, by name or by count.
func valuesOf(d *draw, i int, begin string) asking {
	v := url.Values{}
	if i%2 == 1 {
		v = text(d.often())
	}
	of := []query.Facet{query.Persons, query.Organisations, query.Places, query.Tags}
	o := archive.FacetOptions{Page: 1, Size: 100, Prefix: begin, ByName: i%3 == 0}
	return asking{ask: func(ctx context.Context, a archive.Archive) (int, error) {
		req, err := Query{Values: v}.Request()
		if err != nil {
			return 0, err
		}
		p, err := a.FacetValues(ctx, req, of[i%len(of)], o)
		if err != nil {
			return 0, err
		}
		return p.Total, nil
	}}
}

// askCorners measures all corners once.
func askCorners(ctx context.Context, a archive.Archive, title string, d *draw) (Table, error) {
	t := Table{Title: title, Columns: append([]string{"class", "asked", "mean found"}, spread...)}
	for _, c := range corners {
		var times []time.Duration
		total := 0
		for i := range c.count {
			x := c.make(d, i)
			Forget(a)
			if x.before != nil {
				if _, err := x.before(ctx, a); err != nil {
					return t, fmt.Errorf("before %s %d: %w", c.name, i+1, err)
				}
			}
			start := time.Now()
			n, err := x.ask(ctx, a)
			times = append(times, time.Since(start))
			if err != nil {
				return t, fmt.Errorf("%s %d: %w", c.name, i+1, err)
			}
			total += n
		}
		t.Add(c.name, append([]float64{float64(c.count), float64(total) / float64(c.count)}, Spread(times)...)...)
	}
	return t, nil
}

// Forget has an archive let go of the answers that it remembers: a measure asks for each
// as if nobody had asked for it lately.
func Forget(a archive.Archive) {
	if f, ok := a.(interface{ Forget() }); ok {
		f.Forget()
	}
}
