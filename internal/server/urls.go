package server

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"

	"reftel/internal/cable"
)

// Every path that a page links to is made here. Names are escaped as one path
// segment, so that a slash in the name of an entity stays inside of it.

func cablePath(id string) string { return "/cable/" + url.PathEscape(id) }

func paragraphPath(id, anchor string) string { return cablePath(id) + "/" + url.PathEscape(anchor) }

// lastingPath is the permalink of a paragraph with the fingerprint of its text.
func lastingPath(id string, p *cable.Paragraph) string {
	return paragraphPath(id, p.Anchor) + "~" + cable.Fingerprint(p.Text)
}

func tagPath(code string) string { return "/tag/" + url.PathEscape(code) }

func entityPath(kind, name string) string {
	return "/entity/" + strings.ToLower(kind) + "/" + url.PathEscape(name)
}

func postPath(code string) string { return "/post/" + url.PathEscape(code) }

func countryPath(name string) string { return "/country/" + url.PathEscape(name) }

func yearPath(year int) string { return fmt.Sprintf("/year/%04d", year) }

func monthPath(year, month int) string { return fmt.Sprintf("/year/%04d/%02d", year, month) }

// withQuery adds a query string unless it is empty.
func withQuery(path, query string) string {
	if query == "" {
		return path
	}
	return path + "?" + query
}

// param is a part of the path, decoded. chi matches the escaped path when it
// differs from the usual form, and hands out its parts as they stand there.
func param(r *http.Request, name string) (string, error) {
	v := chi.URLParam(r, name)
	if r.URL.RawPath != "" {
		var err error
		if v, err = url.PathUnescape(v); err != nil {
			return "", badRequest("The address cannot be decoded.")
		}
	}
	if strings.TrimSpace(v) == "" {
		return "", notFound("")
	}
	return v, nil
}

// hostShape is a host name, or an address, with or without a port.
var hostShape = regexp.MustCompile(`^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?$`)

// base is the start of absolute URLs: the configured one, or scheme and host
// of the request when the host looks like one, or "" so that URLs stay
// relative. Forwarded headers are not looked at: anybody can send them.
func (s *server) base(r *http.Request) string {
	switch {
	case s.BaseURL != "":
		return s.BaseURL
	case !hostShape.MatchString(r.Host):
		return ""
	case r.TLS != nil:
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// pageNumber reads a page parameter, 1 where there is none.
func pageNumber(v url.Values) (int, error) {
	t := v.Get("page")
	if t == "" {
		return 1, nil
	}
	n, err := strconv.Atoi(t)
	if err != nil || n < 1 || n > 100000 {
		return 0, badRequest("The page number in the address is not one.")
	}
	return n, nil
}
