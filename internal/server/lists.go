package server

import (
	"net/http"
	"strings"

	"reftel/internal/query"
	"reftel/internal/server/middleware"
	"reftel/internal/server/shape"
	"reftel/web/templates"
)

// valuesShown is how many values a page of a list has.
const valuesShown = 200

// index is the page of all values of a facet.
func (s *server) index(f query.Facet) handler {
	return func(c *call) error {
		o, err := facetOptions(c.r.URL.Query())
		if err != nil {
			return err
		}
		fp, err := s.facetValues(c, query.Request{Sort: query.Newest, Page: 1, Size: query.DefaultSize}, f, o)
		if err != nil {
			return err
		}
		x := shape.Values{Facet: f, Options: o, Page: fp, Path: shape.IndexPaths[f]}
		v := x.View(s.page(c.r, c))
		key := shape.OptionKey(o)
		if v.Canonical != "" {
			v.Canonical = shape.WithQuery(v.Canonical, key)
		}
		return s.render(c, http.StatusOK, middleware.Document, key, templates.IndexPage(v))
	}
}

// tag is the page of a TAGS code.
func (s *server) tag(c *call) error {
	code, err := param(c.r, "code")
	if err != nil {
		return err
	}
	if old, ok := oldPage(code); ok { // PREL_0.html
		return s.redirect(c, http.StatusMovedPermanently, shape.TagPath(strings.ToUpper(old)))
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
		return s.redirect(c, http.StatusMovedPermanently, shape.EntityPath(kind, name))
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
func (sub subject) known(t shape.Terms, value string) bool {
	if sub.facet != query.Origin {
		return false
	}
	_, ok := t.Post(value)
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
		ns, err := s.counts(c, query.Request{Filters: []query.Filter{{Facet: sub.facet, Value: sub.other}}, Sort: query.Newest, Page: 1, Size: query.DefaultSize})
		if err != nil {
			return err
		}
		if ns[0] > 0 || sub.known(s.terms, sub.other) {
			return s.redirect(c, http.StatusMovedPermanently, shape.ValuePath(sub.facet, sub.other))
		}
	}
	if res.Total == 0 && !sub.known(s.terms, sub.value) {
		return notFound("No cable here has this "+strings.ToLower(sub.kind)+".",
			templates.Link{Label: "Search for it", Href: shape.TextSearch(shape.Cut(sub.value, 80))},
			templates.Link{Label: shape.Titles[sub.facet], Href: shape.IndexPaths[sub.facet]})
	}
	x := shape.Subject{Terms: s.terms, Facet: sub.facet, Value: sub.value, Kind: sub.kind, Request: req, Result: res}
	if last := shape.LastPage(req.Size, res.Listed()); req.Page > last {
		return s.redirect(c, http.StatusFound, x.URL(req.WithPage(last)))
	}
	v := x.View(s.page(c.r, c))
	return s.render(c, http.StatusOK, middleware.Document, x.Key(req), templates.SubjectPage(v))
}
