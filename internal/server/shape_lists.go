package server

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"reftel/internal/index"
	"reftel/internal/query"
	"reftel/web/templates"
)

// pagination leads through total items. reach is the last item that can be
// shown, 0 for all.
func pagination(page, size, total, reach int, url func(page int) string) templates.Pagination {
	if size < 1 || total < 1 {
		return templates.Pagination{}
	}
	last := (total + size - 1) / size
	p := templates.Pagination{Total: total, From: (page-1)*size + 1, To: min(page*size, total)}
	if p.From > total {
		p.From, p.To = 0, 0
	}
	if reach > 0 && last > reach/size {
		last = reach / size
		p.Note = "Pages end here. Narrow the search, for example by date, to see the rest."
	}
	if last < 2 && page == 1 {
		return p
	}
	if page > 1 {
		p.Prev = url(min(page-1, last))
	}
	if page < last {
		p.Next = url(page + 1)
	}
	before := 0
	for _, n := range pageNumbers(page, last) {
		if n > before+1 {
			p.Pages = append(p.Pages, templates.PageLink{Gap: true})
		}
		p.Pages = append(p.Pages, templates.PageLink{Number: n, Href: url(n), Current: n == page})
		before = n
	}
	return p
}

// lastPage is the last page of a list that has any.
func lastPage(size, total int) int {
	return max(1, (min(total, query.MaxReach)+size-1)/size)
}

// pageNumbers are the pages to link to: the first, the last and those around
// the current one.
func pageNumbers(page, last int) []int {
	var ns []int
	page = min(page, last)
	for n := 1; n <= last; n++ {
		if n == 1 || n == last || (n >= page-2 && n <= page+2) {
			ns = append(ns, n)
		} else if n < page-2 {
			n = max(n, page-3)
		} else {
			n = max(n, last-1)
		}
	}
	return ns
}

// way lists the values of a facet as a way into the archive.
func way(fc index.FacetCounts, n int, all string) (templates.Way, bool) {
	w := templates.Way{ID: "by-" + string(fc.Facet), Title: titles[fc.Facet]}
	for _, b := range fc.Buckets {
		if b.Count == 0 || b.Value == query.None || len(w.Items) == n {
			continue
		}
		w.Items = append(w.Items, facetItem(fc.Facet, b))
	}
	if fc.Distinct > len(w.Items) && all != "" {
		w.All = &templates.Link{Label: "All " + strconv.Itoa(fc.Distinct), Href: all}
	}
	return w, len(w.Items) > 0
}

// facetItem links a value to its own page, or to the search for it.
func facetItem(f query.Facet, b index.Bucket) templates.Item {
	it := templates.Item{Label: cmp.Or(b.Label, b.Value), Count: b.Count, Href: valuePath(f, b.Value)}
	if it.Label != b.Value && b.Value != query.None && f == query.Tags {
		it.Code = b.Value
	}
	return it
}

// valuePath is the page of a value.
func valuePath(f query.Facet, value string) string {
	if value == query.None {
		return facetSearch(f, value)
	}
	switch f {
	case query.Tags:
		return tagPath(value)
	case query.Persons, query.Organisations, query.Places, query.Misc:
		return entityPath(string(f), value)
	case query.Origin:
		return postPath(value)
	case query.Country:
		return countryPath(value)
	case query.Year:
		if y, err := strconv.Atoi(value); err == nil {
			return yearPath(y)
		}
	}
	return facetSearch(f, value)
}

// indexPaths are the lists of all values of a facet.
var indexPaths = map[query.Facet]string{
	query.Tags: "/tags", query.Origin: "/posts", query.Country: "/countries", query.Persons: "/people",
	query.Organisations: "/organisations", query.Places: "/places", query.Misc: "/names", query.Year: "/years",
}

// homeView shapes the first page.
func (s *server) homeView(p templates.Page, res *index.Result, st index.Stats) templates.Home {
	p.Title = ""
	p.Description = "A searchable archive of diplomatic cables: full text, TAGS, posts, people and places, with a link to every paragraph."
	v := templates.Home{
		Page: p, Lead: "Search the full text of diplomatic cables, and link to any paragraph.", Examples: examples,
		CablesTitle: "Latest cables", CablesAll: &templates.Link{Label: "All cables", Href: "/search", Count: st.Cables},
	}
	for _, t := range []templates.Total{
		{Count: st.Cables, Label: plural(st.Cables, "cable", "cables"), Href: "/search"},
		{Count: st.Paragraphs, Label: plural(st.Paragraphs, "paragraph", "paragraphs")},
		{Count: st.Posts, Label: plural(st.Posts, "post", "posts"), Href: "/posts"},
		{Count: st.Entities, Label: plural(st.Entities, "name", "names"), Href: "/people"},
	} {
		if t.Count > 0 {
			v.Totals = append(v.Totals, t)
		}
	}
	if !st.First.IsZero() {
		v.Span = "from " + st.First.Long() + " to " + st.Last.Long()
	}
	v.Years = calendar(res.Timeline)
	for _, f := range []query.Facet{query.Tags, query.Origin, query.Country, query.Persons, query.Organisations, query.Places} {
		if w, ok := way(facetOf(res, f), 10, indexPaths[f]); ok {
			v.Ways = append(v.Ways, w)
		}
	}
	for _, h := range res.Hits[:min(len(res.Hits), 5)] {
		v.Cables = append(v.Cables, s.hit(h))
	}
	return v
}

// A shownValues is a page of all values of a facet.
type shownValues struct {
	server  *server
	facet   query.Facet
	req     query.Request
	options index.FacetOptions
	page    *index.FacetPage
	path    string
	within  bool // within a search: values add themselves to it
}

// url is the address of this list with other options.
func (x *shownValues) url(o index.FacetOptions) string {
	v := x.req.Values()
	v.Del("page")
	v.Del("sort")
	v.Del("size")
	optionValues(o, v)
	return withQuery(x.path, v.Encode())
}

// view shapes the page.
func (x *shownValues) view(p templates.Page) templates.Index {
	title := titles[x.facet]
	p.Title = "All " + lowerFirst(title)
	if x.within {
		p.Title, p.NoIndex, p.Query = title+" in this search", true, x.req.Text
	}
	v := templates.Index{
		Page: p, Prefix: x.options.Prefix, Action: x.path,
		Total: x.page.Total, Unit: plural(x.page.Total, "value", "values"), Crumbs: []templates.Link{{Label: "Home", Href: "/"}},
	}
	o := x.options
	o.Page = 1
	byCount, byName := o, o
	byCount.ByName, byName.ByName = false, true
	v.Sorts = []templates.Link{
		{Label: "By count", Href: x.url(byCount), Current: !x.options.ByName},
		{Label: "A to Z", Href: x.url(byName), Current: x.options.ByName},
	}
	v.Letters = x.letters()
	if x.options.ByName {
		v.Hidden = append(v.Hidden, templates.Hidden{Name: "order", Value: "name"})
	}
	if x.within {
		v.Crumbs = []templates.Link{{Label: "Back to the results", Href: x.req.URL("/search")}}
		if x.req.Text != "" {
			v.Hidden = append(v.Hidden, templates.Hidden{Name: "q", Value: x.req.Text})
		}
		v.Hidden = append(v.Hidden, hidden(x.req)...)
		for _, f := range x.req.Filters {
			v.Selections = append(v.Selections, selection(f, nil, x.req.WithoutFilter(f).URL(x.path), 0))
		}
	} else {
		v.Kinds = kindLinks(x.facet)
	}
	if x.page.Missing > 0 && x.page.Page == 1 && x.options.Prefix == "" {
		v.Items = append(v.Items, x.item(index.Bucket{Value: query.None, Label: "None", Count: x.page.Missing}))
	}
	for _, b := range x.page.Buckets {
		v.Items = append(v.Items, x.item(b))
	}
	v.Pagination = pagination(x.page.Page, x.page.Size, x.page.Total, 0, func(n int) string {
		to := x.options
		to.Page = n
		return x.url(to)
	})
	v.Page.PrevURL, v.Page.NextURL = v.Pagination.Prev, v.Pagination.Next
	return v
}

// item leads to a value. Within a search it is chosen, or taken off again.
func (x *shownValues) item(b index.Bucket) templates.Item {
	it := facetItem(x.facet, b)
	if !x.within {
		return it
	}
	f := query.Filter{Facet: x.facet, Value: b.Value}
	out := f
	out.Exclude = true
	switch {
	case x.req.Has(f):
		it.Detail, it.Href = "chosen", x.req.WithoutFilter(f).URL("/search")
	case x.req.Has(out):
		it.Detail, it.Href = "left out", x.req.WithoutFilter(out).URL("/search")
	default:
		it.Href = x.req.WithFilter(f).URL("/search")
	}
	return it
}

// letters are links to the values of each letter that some value begins with.
func (x *shownValues) letters() []templates.Link {
	ls := make([]templates.Link, 0, 27)
	o := index.FacetOptions{ByName: true, Size: x.options.Size}
	for l := 'A'; l <= 'Z'; l++ {
		o.Prefix = string(l)
		letter := templates.Link{Label: o.Prefix, Current: strings.EqualFold(x.options.Prefix, o.Prefix)}
		if strings.ContainsRune(x.page.Letters, l) {
			letter.Href = x.url(o)
		}
		ls = append(ls, letter)
	}
	o.Prefix = ""
	return append(ls, templates.Link{Label: "All", Href: x.url(o), Current: x.options.ByName && x.options.Prefix == ""})
}

// kindLinks are the other lists of names.
func kindLinks(current query.Facet) []templates.Link {
	family := []query.Facet{query.Persons, query.Organisations, query.Places, query.Misc}
	if current == query.Origin || current == query.Country {
		family = []query.Facet{query.Origin, query.Country}
	}
	if !slices.Contains(family, current) {
		return nil
	}
	var ls []templates.Link
	for _, f := range family {
		ls = append(ls, templates.Link{Label: titles[f], Href: indexPaths[f], Current: f == current})
	}
	return ls
}
