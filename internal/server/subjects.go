package server

import (
	"cmp"
	"errors"
	"net/http"
	"slices"
	"strings"

	"reftel/internal/index"
	"reftel/internal/query"
	"reftel/internal/server/middleware"
	"reftel/web/templates"
)

// tag is the page of a TAGS code.
func (s *server) tag(c *call) error {
	code, err := param(c.r, "code")
	if err != nil {
		return err
	}
	if old, ok := oldPage(code); ok { // PREL_0.html
		return s.redirect(c, http.StatusMovedPermanently, tagPath(strings.ToUpper(old)))
	}
	return s.subject(c, subject{facet: query.Tags, value: code, other: strings.ToUpper(code), kind: "TAGS"})
}

// kindFacets are the kinds of entities as they stand in an address.
var kindFacets = map[string]subject{
	"per":  {facet: query.Persons, kind: "Person"},
	"org":  {facet: query.Organisations, kind: "Organisation"},
	"loc":  {facet: query.Places, kind: "Place"},
	"misc": {facet: query.Misc, kind: "Name"},
}

// entity is the page of a person, an organisation, a place or another name.
func (s *server) entity(c *call) error {
	kind, err := param(c.r, "kind")
	if err != nil {
		return err
	}
	name, err := param(c.r, "name")
	if err != nil {
		return err
	}
	sub, ok := kindFacets[strings.ToLower(kind)]
	if !ok {
		return notFound("The kinds of names are per, org, loc and misc.")
	}
	if kind != strings.ToLower(kind) {
		return s.redirect(c, http.StatusMovedPermanently, entityPath(kind, name))
	}
	sub.value = name
	return s.subject(c, sub)
}

// post is the page of an office that sent cables.
func (s *server) post(c *call) error {
	code, err := param(c.r, "code")
	if err != nil {
		return err
	}
	return s.subject(c, subject{facet: query.Origin, value: code, other: strings.ToUpper(code), kind: "Post"})
}

// country is the page of the posts of a country.
func (s *server) country(c *call) error {
	name, err := param(c.r, "name")
	if err != nil {
		return err
	}
	return s.subject(c, subject{facet: query.Country, value: name, kind: "Country"})
}

// A subject is a value of a facet that has a page of its own.
type subject struct {
	facet query.Facet
	value string
	other string // another spelling to try when the first has no cables
	kind  string // in words
}

// known reports whether a value has a page even when no cable has it: posts
// that were written to only.
func (sub subject) known(t terms, value string) bool {
	if sub.facet != query.Origin {
		return false
	}
	_, ok := t.post(value)
	return ok
}

// subject is the page of anything that cables have in common.
func (s *server) subject(c *call, sub subject) error {
	req, err := listRequest(c)
	if err != nil {
		return err
	}
	req = req.WithFilter(query.Filter{Facet: sub.facet, Value: sub.value}).WithPage(req.Page)
	res, err := s.search(c, req)
	if err != nil {
		return err
	}
	if res.Total == 0 && sub.other != "" && sub.other != sub.value {
		ns, err := s.counts(c, []query.Request{{Filters: []query.Filter{{Facet: sub.facet, Value: sub.other}}, Sort: query.Newest, Page: 1, Size: query.DefaultSize}})
		if err != nil {
			return err
		}
		if ns[0] > 0 || sub.known(s.terms, sub.other) {
			return s.redirect(c, http.StatusMovedPermanently, valuePath(sub.facet, sub.other))
		}
	}
	if res.Total == 0 && !sub.known(s.terms, sub.value) {
		return notFound("No cable here has this "+strings.ToLower(sub.kind)+".",
			templates.Link{Label: "Search for it", Href: "/search?q=" + escapeQuery(cut(sub.value, 80))},
			templates.Link{Label: titles[sub.facet], Href: indexPaths[sub.facet]})
	}
	x := shownSubject{server: s, subject: sub, req: req, res: res}
	if last := lastPage(req.Size, res.Listed()); req.Page > last {
		return s.redirect(c, http.StatusFound, x.url(req.WithPage(last)))
	}
	v := x.view(s.page(c.r, c))
	return s.render(c, http.StatusOK, middleware.Document, x.key(req), templates.SubjectPage(v))
}

// listRequest reads order, size and page of a list of cables; nothing else of
// a search has a meaning there.
func listRequest(c *call) (query.Request, error) {
	req, err := query.ParseRequest(c.r.URL.Query())
	if err != nil {
		if bad, ok := errors.AsType[*query.ParamError](err); ok && !slices.Contains([]string{"sort", "size", "page", "copies"}, bad.Param) {
			return query.Request{Sort: query.Newest, Page: 1, Size: query.DefaultSize}, nil
		}
		return req, paramReason(err)
	}
	out := query.Request{Page: req.Page, Size: req.Size, Apart: req.Apart}
	return out.WithSort(req.Sort).WithPage(req.Page), nil
}

// A shownSubject is a subject with all that its page shows.
type shownSubject struct {
	server *server
	subject
	req query.Request
	res *index.Result
}

// key is the canonical query string of a list of this subject.
func (x *shownSubject) key(r query.Request) string {
	return r.WithoutFilter(query.Filter{Facet: x.facet, Value: x.value}).WithPage(r.Page).Encode()
}

func (x *shownSubject) url(r query.Request) string {
	return withQuery(valuePath(x.facet, x.value), x.key(r))
}

// view shapes the page.
func (x *shownSubject) view(p templates.Page) templates.Subject {
	t := x.server.terms
	r := x.req
	v := templates.Subject{
		Kind: x.kind, Name: x.value, Total: x.res.Total,
		Crumbs:     []templates.Link{{Label: "Home", Href: "/"}, {Label: titles[x.facet], Href: indexPaths[x.facet]}},
		SearchHref: r.WithPage(1).WithSort(query.Newest).WithSize(query.DefaultSize).URL("/search"), SearchHidden: hidden(r),
	}
	for _, b := range facetOf(x.res, x.facet).Buckets {
		if b.Value == x.value && b.Label != "" {
			v.Name = b.Label
		}
	}
	switch x.facet {
	case query.Tags:
		v.Code = x.value
		if t.tables != nil {
			// Codes are read as of the year of most of the cables.
			if tag, ok := t.tables.Tag(x.value, x.res.Timeline.Busiest()); ok {
				v.Kind = "TAGS: " + kindOfTag(tag.Kind)
				v.Name = cmp.Or(tag.Meaning, v.Name)
			}
		}
	case query.Origin:
		v.Code = x.value
		if post, ok := t.post(x.value); ok {
			v.Name = cmp.Or(post.Name, v.Name)
			v.Kind = upperFirst(cmp.Or(post.Kind, "post"))
			if post.Country != "" {
				country := templates.FactValue{Text: post.Country}
				if v.Total > 0 {
					country.Href = countryPath(post.Country)
				}
				v.Facts = append(v.Facts, templates.Fact{Term: "Country", Values: []templates.FactValue{country}})
			}
		}
		if v.Total == 0 {
			v.Meaning = "No cable from this post is held here. The search finds those that were sent to it."
			v.SearchHref, v.SearchHidden = "/search?q="+escapeQuery("to:"+x.value), nil
		}
	}
	if v.Code == v.Name {
		v.Code = ""
	}
	p.Title = joined(" ", v.Code, v.Name)
	p.Description = num(v.Total) + " " + plural(v.Total, "cable", "cables") + ": " + v.Kind + " " + p.Title + "."
	if p.Canonical != "" {
		p.Canonical = withQuery(p.Canonical, x.key(r))
	}
	p.NoIndex = v.Total == 0 || r.Page > 1 || r.Sort != query.Newest || r.Size != query.DefaultSize

	v.Years = timeline(x.res.Timeline, query.Request{Filters: r.Filters, Sort: query.Newest, Page: 1})
	for _, f := range []query.Facet{query.Tags, query.Persons, query.Organisations, query.Places, query.Origin, query.Country} {
		if f == x.facet {
			continue // its counts ignore its own filter
		}
		all := query.Request{Filters: r.Filters}.URL("/search/values/" + string(f))
		if w, ok := way(facetOf(x.res, f), 8, all); ok {
			v.Related = append(v.Related, w)
		}
	}
	for _, o := range []struct {
		sort  query.Sort
		label string
	}{{query.Newest, "Newest first"}, {query.Oldest, "Oldest first"}} {
		v.Sorts = append(v.Sorts, templates.Link{Label: o.label, Href: x.url(r.WithSort(o.sort)), Current: r.Sort == o.sort})
	}
	for _, h := range x.res.Hits {
		v.Cables = append(v.Cables, x.server.hit(h))
	}
	v.Pagination = pagination(r.Page, r.Size, x.res.Listed(), query.MaxReach, func(n int) string { return x.url(r.WithPage(n)) })
	p.PrevURL, p.NextURL = v.Pagination.Prev, v.Pagination.Next
	v.Page = p
	return v
}
