package server

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/index"
	"reftel/internal/query"
	"reftel/web/templates"
)

// facetShown is how many values of a facet the panel shows when there are more
// than facetAll; openFacets is how many facets are drawn open.
const (
	facetAll   = 10
	facetShown = 8
	openFacets = 4
)

// titles name the facets for readers.
var titles = map[query.Facet]string{
	query.Tags: "TAGS", query.Persons: "People", query.Organisations: "Organisations", query.Places: "Places",
	query.Misc: "Other names", query.Origin: "Posts", query.Country: "Countries", query.Classification: "Classification",
	query.Captions: "Captions", query.Language: "Language", query.Collection: "Collection", query.Year: "Year",
}

// A shownSearch is a search with all that its page shows. Its methods are
// pure, but for the tables that they read.
type shownSearch struct {
	server   *server
	archive  archive
	req      query.Request
	res      *index.Result // nil when the search was refused
	problem  string
	since    templates.DateInput
	until    templates.DateInput
	relaxed  []relaxed
	jumps    []jump // cables that the text names by their ids
	better   *corrected
	meanings []templates.Meaning
}

// A relaxed filter is one whose removal would find something.
type relaxed struct {
	filter query.Filter
	count  int
}

// refuse keeps why a parameter was not read, beside its field where it has one.
func (x *shownSearch) refuse(err *query.ParamError, params url.Values) {
	switch err.Param {
	case "since":
		x.since = templates.DateInput{Value: err.Value, Error: err.Reason}
	case "until":
		x.until = templates.DateInput{Value: err.Value, Error: err.Reason}
	case "q":
		x.req.Text = cut(strings.ToValidUTF8(params.Get("q"), "\ufffd"), 500)
	}
	x.problem = err.Reason
}

// view shapes the page.
func (x *shownSearch) view(p templates.Page) templates.Search {
	r := x.req
	p.Title, p.Query, p.NoIndex = searchTitle(r), r.Text, true
	p.Description = ""
	if p.Canonical != "" {
		p.Canonical = withQuery(p.Canonical, r.Encode())
	}
	v := templates.Search{
		Page: p, Notes: r.Notes, Problem: x.problem,
		Since: x.since, Until: x.until,
		Sorts: sortOptions(r), Sizes: sizeOptions(r), Hidden: hidden(r),
	}
	if v.Since.Error == "" {
		v.Since.Value = r.Since.String()
	}
	if v.Until.Error == "" {
		v.Until.Value = r.Until.String()
	}
	if r.Expr != nil {
		if said := query.Describe(r.Expr); said != "" && said != "cables with “"+r.Text+"”" {
			v.ReadAs = said
		}
	}
	labels := labelsOf(x.res, r.Filters)
	for _, f := range r.Filters {
		v.Selections = append(v.Selections, selection(f, labels, r.WithoutFilter(f).URL("/search"), 0))
	}
	v.Selections = append(v.Selections, chosenDates(r)...)
	if len(v.Selections) > 0 {
		v.ClearAll = r.ClearFilters().URL("/search")
	}
	if x.better != nil {
		v.DidYouMean = &templates.Link{Label: x.better.req.Text, Href: x.better.req.URL("/search"), Count: x.better.count}
	}
	v.Meanings = x.meanings
	v.Jumps = x.server.jumpViews(x.archive, x.jumps)
	if x.res == nil {
		return v
	}

	v.Total = x.res.Total
	v.Notes = append(slices.Clone(r.Notes), x.res.Notes...)
	for i, fc := range x.res.Facets {
		if f, ok := facetView(r, fc, i < openFacets); ok {
			v.Facets = append(v.Facets, f)
		}
	}
	v.Years = timeline(x.res.Timeline, r)
	for i, h := range x.res.Hits {
		item := x.server.hit(h)
		item.Href = trail{r, (r.Page-1)*r.Size + i + 1}.address(cablePath(h.ID))
		item.NoFollow = true
		item.Snippets = snippets(h)
		v.Results = append(v.Results, item)
	}
	v.Copies = copiesLink(x.res, r)
	v.Pagination = pagination(r.Page, r.Size, x.res.Listed(), query.MaxReach, func(n int) string { return r.WithPage(n).URL("/search") })
	v.Page.PrevURL, v.Page.NextURL = v.Pagination.Prev, v.Pagination.Next
	for _, rx := range x.relaxed {
		v.Relaxed = append(v.Relaxed, selection(rx.filter, labels, r.WithoutFilter(rx.filter).URL("/search"), rx.count))
	}
	if x.res.Total == 0 {
		v.Suggestions = append(v.Suggestions, looser(r)...)
		v.Examples = examples[:min(len(examples), 4)]
	}
	return v
}

// chosenDates are the range of days: a year, month or day alone is one choice.
func chosenDates(r query.Request) []templates.Selection {
	var ss []templates.Selection
	add := func(label string, d, since, until cable.Date) {
		ss = append(ss, templates.Selection{Label: label, Value: d.Long(), Remove: r.WithDates(since, until).URL("/search")})
	}
	if r.Since == r.Until && !r.Since.IsZero() {
		add("Date", r.Since, cable.Date{}, cable.Date{})
		return ss
	}
	if !r.Since.IsZero() {
		add("Since", r.Since, cable.Date{}, r.Until)
	}
	if !r.Until.IsZero() {
		add("Until", r.Until, r.Since, cable.Date{})
	}
	return ss
}

// searchTitle is "rigid rules - page 2".
func searchTitle(r query.Request) string {
	t := "All cables"
	if r.Text != "" {
		t = cut(r.Text, 80)
	} else if len(r.Filters) > 0 || !r.Since.IsZero() || !r.Until.IsZero() {
		t = "Search results"
	}
	if r.Page > 1 {
		t += " - page " + strconv.Itoa(r.Page)
	}
	return t
}

// looser offers the words of a text that was searched as a phrase or with
// operators, one by one.
func looser(r query.Request) []templates.Link {
	plain := strings.Join(strings.FieldsFunc(r.Text, func(c rune) bool { return strings.ContainsRune(` "“”()~*=`, c) }), " ")
	if plain == "" || plain == r.Text || strings.Contains(plain, ":") {
		return nil
	}
	return []templates.Link{{Label: plain, Href: r.WithText(plain).URL("/search")}}
}

// hidden are the parts of a request that a new query keeps.
func hidden(r query.Request) []templates.Hidden {
	var hs []templates.Hidden
	for _, f := range r.Filters {
		name := string(f.Facet)
		if f.Exclude {
			name = "not-" + name
		}
		hs = append(hs, templates.Hidden{Name: name, Value: f.Value})
	}
	return hs
}

func sortOptions(r query.Request) []templates.Option {
	label := map[query.Sort]string{query.Relevance: "Relevance", query.Oldest: "Oldest first", query.Newest: "Newest first"}
	var os []templates.Option
	for _, s := range query.Sorts() {
		if s == query.Relevance && r.Expr == nil {
			continue
		}
		os = append(os, templates.Option{Value: string(s), Label: label[s], Selected: s == r.Sort})
	}
	return os
}

func sizeOptions(r query.Request) []templates.Option {
	var os []templates.Option
	for _, n := range query.Sizes() {
		os = append(os, templates.Option{Value: strconv.Itoa(n), Label: strconv.Itoa(n) + " a page", Selected: n == r.Size})
	}
	return os
}

// labelsOf finds the labels of filters among the values that a result counts.
func labelsOf(res *index.Result, filters []query.Filter) map[query.Filter]string {
	labels := map[query.Filter]string{}
	if res == nil {
		return labels
	}
	for _, f := range filters {
		for _, b := range facetOf(res, f.Facet).Buckets {
			if b.Value == f.Value {
				labels[query.Filter{Facet: f.Facet, Value: b.Value}] = b.Label
			}
		}
	}
	return labels
}

// selection is a filter that is applied.
func selection(f query.Filter, labels map[query.Filter]string, remove string, count int) templates.Selection {
	value := f.Value
	if f.Value == query.None {
		value = "none"
	} else if l := labels[query.Filter{Facet: f.Facet, Value: f.Value}]; l != "" && l != f.Value {
		value = f.Value + " " + l
	}
	return templates.Selection{Label: titles[f.Facet], Value: value, Exclude: f.Exclude, Remove: remove, Count: count}
}

// facetView shapes one group of the filter panel; false leaves it out.
func facetView(r query.Request, fc index.FacetCounts, open bool) (templates.Facet, bool) {
	f := templates.Facet{Title: titles[fc.Facet], Open: open}
	shown := len(fc.Buckets)
	if fc.Distinct > facetAll {
		shown = facetShown
	}
	for i, b := range fc.Buckets {
		chosen := b.Selected || b.Excluded
		f.Open = f.Open || chosen
		if i < shown || chosen {
			f.Values = append(f.Values, facetValue(r, fc.Facet, b))
		}
	}
	none := query.Filter{Facet: fc.Facet, Value: query.None}
	if fc.Missing > 0 && !r.Has(none) && !hasBucket(fc, query.None) {
		f.Values = append(f.Values, facetValue(r, fc.Facet, index.Bucket{Value: query.None, Count: fc.Missing}))
	}
	if fc.Distinct > facetAll {
		f.All = &templates.Link{Label: fmt.Sprintf("Show all %d", fc.Distinct), Href: r.WithPage(1).URL("/search/values/" + string(fc.Facet)), Count: fc.Distinct}
	}
	// Where all that is left is "none", there is nothing to choose.
	return f, fc.Distinct > 0 || len(fc.Buckets) > 0
}

func hasBucket(fc index.FacetCounts, value string) bool {
	for _, b := range fc.Buckets {
		if b.Value == value {
			return true
		}
	}
	return false
}

// facetValue is one value with the links that add it and exclude it.
func facetValue(r query.Request, f query.Facet, b index.Bucket) templates.FacetValue {
	in := query.Filter{Facet: f, Value: b.Value}
	out := in
	out.Exclude = true
	v := templates.FacetValue{
		Label: b.Label, Count: b.Count, Selected: r.Has(in), Excluded: r.Has(out), Missing: b.Value == query.None,
		Href: r.WithFilter(in).URL("/search"),
	}
	switch {
	case v.Missing:
		v.Label = "None"
	case v.Label == "":
		v.Label = b.Value
	case v.Label != b.Value && (f == query.Tags || f == query.Captions):
		v.Code = b.Value
	}
	switch {
	case v.Selected:
		v.Href = r.WithoutFilter(in).URL("/search")
	case v.Excluded:
		v.Href = r.WithoutFilter(out).URL("/search")
	default:
		v.Exclude = r.WithFilter(out).URL("/search")
	}
	return v
}

// snippets link to the permalink pages of their paragraphs.
func snippets(h index.Hit) []templates.Snippet {
	var out []templates.Snippet
	for _, sn := range h.Snippets {
		v := templates.Snippet{Href: paragraphPath(h.ID, sn.Anchor), Mark: sn.Mark}
		if sn.Anchor == "" {
			v.Href = cablePath(h.ID)
		}
		if sn.Number > 0 {
			v.Paragraph = strconv.Itoa(sn.Number)
		}
		for _, part := range sn.Parts {
			v.Parts = append(v.Parts, templates.Part{Text: part.Text, Match: part.Match})
		}
		out = append(out, v)
	}
	return out
}

// item shapes a cable in a list.
func (s *server) item(sum index.Summary) templates.CableItem {
	it := templates.CableItem{
		ID: sum.ID, IDInferred: sum.IDInferred, Title: sum.Title, Href: cablePath(sum.ID), Date: viewDate(sum.Date, sum.DateInferred),
		From: senderName(sum.From, sum.Origin), To: sum.To, Classification: s.terms.classified(sum.Classification),
		COinS: coins(sum),
	}
	for _, code := range sum.Captions {
		it.Captions = append(it.Captions, s.terms.captionBadge(code))
	}
	return it
}

// coins is the citation of a cable in the form that Zotero finds in lists.
func coins(sum index.Summary) string {
	v := url.Values{
		"ctx_ver": {"Z39.88-2004"}, "rft_val_fmt": {"info:ofi/fmt:kev:mtx:dc"}, "rft.type": {"document"},
		"rft.title": {sum.Title}, "rft.identifier": {sum.ID},
	}
	if d := sum.Date; !d.IsZero() {
		v.Set("rft.date", cable.Date{Year: d.Year, Month: d.Month, Day: d.Day}.String())
	}
	if from := senderName(sum.From, sum.Origin); from != "" {
		v.Set("rft.creator", from)
	}
	return v.Encode()
}
