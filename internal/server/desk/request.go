package desk

import (
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"

	"reftel/internal/archive"
	"reftel/internal/query"
)

// Param is a part of the path, decoded. chi matches the escaped path when it
// differs from the usual form, and hands out its parts as they stand there.
func Param(r *http.Request, name string) (string, error) {
	v := chi.URLParam(r, name)
	if r.URL.RawPath != "" {
		var err error
		if v, err = url.PathUnescape(v); err != nil {
			return "", BadRequest("The address cannot be decoded.")
		}
	}
	if strings.TrimSpace(v) == "" {
		return "", NotFound("")
	}
	return v, nil
}

// hostShape is a host name, or an address, with or without a port.
var hostShape = regexp.MustCompile(`^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?$`)

// Base is the start of absolute URLs: the configured one, or scheme and host
// of the request when the host is one of ours, or "" so that URLs stay
// relative: anybody can send any host, and a cache or a citation would keep it.
// Forwarded headers are not looked at for the same reason.
func (s *Desk) Base(r *http.Request) string {
	switch {
	case s.BaseURL != "":
		return s.BaseURL
	case !s.allowed(r.Host):
		return ""
	case r.TLS != nil:
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// loopback are the hosts by which a visitor on this machine asks for it.
var loopback = []string{"localhost", "127.0.0.1", "[::1]"}

// allowed reports whether the host of a request may stand in an answer. Where no port
// is allowed by name any is.
func (s *Desk) allowed(host string) bool {
	if !hostShape.MatchString(host) {
		return false
	}
	name := host
	if i := strings.LastIndexByte(host, ':'); i > strings.LastIndexByte(host, ']') {
		name = host[:i]
	}
	is := func(h string) bool { return strings.EqualFold(h, host) || strings.EqualFold(h, name) }
	return slices.ContainsFunc(loopback, is) || slices.ContainsFunc(s.Hosts, is)
}

// PastEnd is a 404 for a page of a list that has fewer; last is the path of the last.
func PastEnd(last string) error {
	return &Failure{Status: http.StatusNotFound, Sentence: "This list has fewer pages.", Last: last}
}

// PageNumber reads a page parameter, 1 where there is none.
func PageNumber(v url.Values) (int, error) {
	t := v.Get("page")
	if t == "" {
		return 1, nil
	}
	n, err := strconv.Atoi(t)
	if err != nil || n < 1 || n > 100000 {
		return 0, BadParam("page", "The page number in the address is not one.")
	}
	return n, nil
}

// valuesShown is how many values a page of a list has.
const valuesShown = 200

// FacetOptions reads prefix, order and page of a list.
func FacetOptions(v url.Values) (archive.FacetOptions, error) {
	o := archive.FacetOptions{Prefix: strings.TrimSpace(v.Get("prefix")), Size: valuesShown}
	var err error
	if o.Page, err = PageNumber(v); err != nil {
		return o, err
	}
	if len(o.Prefix) > query.MaxFilterBytes {
		return o, BadParam("prefix", "The beginning of a name is longer than 200 characters.")
	}
	switch v.Get("order") {
	case "", "count":
	case "name":
		o.ByName = true
	default:
		return o, BadParam("order", "The order of a list is count or name.")
	}
	return o, nil
}

// ListRequest reads order, size and page of a list of cables; nothing else of
// a search has a meaning there.
func ListRequest(c *Call) (query.Request, error) {
	req, err := query.ParseRequest(c.R.URL.Query())
	if err != nil {
		if bad, ok := errors.AsType[*query.ParamError](err); ok && !slices.Contains([]string{"sort", "size", "page", "copies"}, bad.Param) {
			return query.Request{Sort: query.Newest, Page: 1, Size: query.DefaultSize}, nil
		}
		return req, ParamReason(err)
	}
	out := query.Request{Page: req.Page, Size: req.Size, Apart: req.Apart}
	return out.WithSort(req.Sort).WithPage(req.Page), nil
}
