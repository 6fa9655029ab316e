package server

import (
	"net/http"
	"net/url"
	"strings"

	"reftel/internal/index"
	"reftel/internal/query"
	"reftel/internal/server/middleware"
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
		x := shownValues{server: s, facet: f, options: o, page: fp, path: indexPaths[f]}
		v := x.view(s.page(c.r, c))
		key := optionKey(o)
		if v.Canonical != "" {
			v.Canonical = withQuery(v.Canonical, key)
		}
		return s.render(c, http.StatusOK, middleware.Document, key, templates.IndexPage(v))
	}
}

// facetOptions reads prefix, order and page of a list.
func facetOptions(v url.Values) (index.FacetOptions, error) {
	o := index.FacetOptions{Prefix: strings.TrimSpace(v.Get("prefix")), Size: valuesShown}
	var err error
	if o.Page, err = pageNumber(v); err != nil {
		return o, err
	}
	if len(o.Prefix) > query.MaxFilterBytes {
		return o, badRequest("The beginning of a name is longer than 200 characters.")
	}
	switch v.Get("order") {
	case "", "count":
	case "name":
		o.ByName = true
	default:
		return o, badRequest("The order of a list is count or name.")
	}
	return o, nil
}

// optionValues writes the options that are not the usual ones.
func optionValues(o index.FacetOptions, v url.Values) {
	if o.Prefix != "" {
		v.Set("prefix", o.Prefix)
	}
	if o.ByName {
		v.Set("order", "name")
	}
	if o.Page > 1 {
		v.Set("page", itoa(o.Page))
	}
}

// optionKey is the canonical query string of the options.
func optionKey(o index.FacetOptions) string {
	v := url.Values{}
	optionValues(o, v)
	return v.Encode()
}
