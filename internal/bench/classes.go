package bench

import (
	"context"
	"math/rand/v2"
	"net/url"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/query"
)

// A class of queries: how many, and how one is made.
type class struct {
	name  string
	count int
	make  func(d *draw) url.Values
}

// draw makes queries by chance, from one seed, of the words of an archive.
type draw struct {
	*rand.Rand
	*words
}

// often is a word of those that are frequent. As most of these are not very
// much so, a query finds some 3 of 100 cables on average.
func (d *draw) often() string { return d.frequent[d.IntN(len(d.frequent))] }

func (d *draw) seldom() string { return d.rare[d.IntN(len(d.rare))] }

func text(parts ...string) url.Values { return url.Values{"q": {strings.Join(parts, " ")}} }

func (d *draw) with(v url.Values, name string, values ...string) url.Values {
	v[name] = values
	return v
}

// classes are the queries of a measurement: 200, and browsing.
var classes = []class{
	{"frequent word", 30, func(d *draw) url.Values { return text(d.often()) }},
	{"rare word", 20, func(d *draw) url.Values { return text(d.seldom()) }},
	{"AND", 30, func(d *draw) url.Values { return text(d.often(), d.often()) }},
	{"OR", 20, func(d *draw) url.Values { return text(d.often(), "OR", d.often(), "OR", d.seldom()) }},
	{"phrase, rare", 15, func(d *draw) url.Values { return text(`"` + d.runs[d.IntN(len(d.runs))] + `"`) }},
	{"phrase, frequent", 10, func(d *draw) url.Values { return text(`"` + d.common[d.IntN(len(d.common))] + `"`) }},
	{"NOT", 20, func(d *draw) url.Values { return text(d.often(), d.often(), "-"+d.often()) }},
	{"prefix", 15, func(d *draw) url.Values { return text(d.often()[:4] + "*") }},
	{"fuzzy", 10, func(d *draw) url.Values { return text(d.often() + "~1") }},
	{"near", 5, func(d *draw) url.Values { return text(`"` + d.often() + " " + d.often() + `"~10`) }},
	{"three filters in two facets", 15, func(d *draw) url.Values {
		v := d.with(text(d.often()), "tag", d.tags[d.IntN(len(d.tags))], d.tags[d.IntN(len(d.tags))])
		return d.with(v, "post", d.posts[d.IntN(len(d.posts))])
	}},
	{"dates", 10, func(d *draw) url.Values {
		y := d.years[d.IntN(len(d.years))]
		return d.with(d.with(text(d.often()), "since", y), "until", y)
	}},
	{"browse", 10, func(*draw) url.Values { return url.Values{} }},
	{"browse a tag", 5, func(d *draw) url.Values { return d.with(url.Values{}, "tag", d.tags[d.IntN(len(d.tags))]) }},
}

// Browse is the class of the query without words and filters.
const Browse = "browse"

// Filtered is the class of queries with three filters in two facets.
const Filtered = "three filters in two facets"

// Queries makes the queries of a measurement from the texts and values of an
// archive. The same archive gives the same queries.
func Queries(ctx context.Context, a archive.Archive) ([]Query, error) {
	d, err := newDraw(ctx, a)
	if err != nil {
		return nil, err
	}
	var out []Query
	for _, c := range classes {
		for range c.count {
			out = append(out, Query{c.name, c.make(d)})
		}
	}
	return out, nil
}

func newDraw(ctx context.Context, a archive.Archive) (*draw, error) {
	w, err := gather(ctx, a)
	if err != nil {
		return nil, err
	}
	all := query.Request{Page: 1, Size: 1, Sort: query.Newest}
	for f, to := range map[query.Facet]*[]string{query.Tags: &w.tags, query.Origin: &w.posts, query.Year: &w.years} {
		p, err := a.FacetValues(ctx, all, f, archive.FacetOptions{Size: 20})
		if err != nil {
			return nil, err
		}
		for _, b := range p.Buckets {
			if b.Value != query.None {
				*to = append(*to, b.Value)
			}
		}
		if len(*to) == 0 {
			*to = []string{query.None}
		}
	}
	return &draw{rand.New(rand.NewPCG(1, 2)), w}, nil
}
