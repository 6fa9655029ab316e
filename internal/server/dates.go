package server

import (
	"net/http"
	"regexp"
	"strconv"

	"reftel/internal/cable"
	"reftel/internal/index"
	"reftel/internal/query"
	"reftel/internal/server/middleware"
	"reftel/web/templates"
)

var (
	yearShape  = regexp.MustCompile(`^[0-9]{4}$`)
	monthShape = regexp.MustCompile(`^(?:0?[1-9]|1[0-2])$`)
)

// years is the page of all years.
func (s *server) years(c *call) error {
	req := query.Request{Sort: query.Newest, Page: 1, Size: query.DefaultSize}
	res, err := s.search(c, req)
	if err != nil {
		return err
	}
	p := s.page(c.r, c)
	p.Title = "Years"
	v := templates.Dates{
		Page: p, Total: res.Total, Crumbs: []templates.Link{{Label: "Home", Href: "/"}},
		Years: calendar(res.Timeline),
	}
	v.Rows = rows(v.Years)
	return s.render(c, http.StatusOK, middleware.Document, "", templates.DatesPage(v))
}

// rows are the bars of a histogram as a list.
func rows(h templates.Histogram) []templates.DateRow {
	var rs []templates.DateRow
	for _, b := range h.Bars {
		if b.Count > 0 {
			rs = append(rs, templates.DateRow{Label: b.Label, Href: b.Href, Count: b.Count})
		}
	}
	return rs
}

// yearOf reads the year of an address.
func yearOf(c *call) (int, error) {
	t, err := param(c.r, "year")
	if err != nil {
		return 0, err
	}
	if !yearShape.MatchString(t) || t == "0000" {
		return 0, notFound("A year has four digits.")
	}
	return strconv.Atoi(t)
}

// year is the page of a year with its months.
func (s *server) year(c *call) error {
	y, err := yearOf(c)
	if err != nil {
		return err
	}
	req, err := listRequest(c)
	if err != nil {
		return err
	}
	x := shownDate{server: s, date: cable.Date{Year: y}, req: req}
	if err := s.askDate(c, &x); err != nil {
		return err
	}
	if x.res.Total == 0 {
		return notFound("No cable here is of the year "+strconv.Itoa(y)+".", templates.Link{Label: "All years", Href: "/years"})
	}
	v := x.view(s.page(c.r, c))
	v.Rows = rows(v.Years)
	return s.render(c, http.StatusOK, middleware.Document, x.key(x.req), templates.DatesPage(v))
}

// month is the page of a month with its cables.
func (s *server) month(c *call) error {
	y, err := yearOf(c)
	if err != nil {
		return err
	}
	t, err := param(c.r, "month")
	if err != nil {
		return err
	}
	if !monthShape.MatchString(t) {
		return notFound("A month is 01 to 12.")
	}
	m, err := strconv.Atoi(t)
	if err != nil {
		return err
	}
	if len(t) == 1 {
		return s.redirect(c, http.StatusMovedPermanently, monthPath(y, m))
	}
	req, err := listRequest(c)
	if err != nil {
		return err
	}
	x := shownDate{server: s, date: cable.Date{Year: y, Month: m}, req: req}
	if err := s.askDate(c, &x); err != nil {
		return err
	}
	if x.res.Total == 0 {
		return notFound("No cable here is of "+x.date.Long()+".",
			templates.Link{Label: strconv.Itoa(y), Href: yearPath(y)}, templates.Link{Label: "All years", Href: "/years"})
	}
	return s.render(c, http.StatusOK, middleware.Document, x.key(x.req), templates.DatesPage(x.view(s.page(c.r, c))))
}

// A shownDate is a year or a month with its cables.
type shownDate struct {
	server *server
	date   cable.Date
	req    query.Request
	res    *index.Result
}

func (s *server) askDate(c *call, x *shownDate) error {
	x.req = x.req.WithDates(x.date, x.date).WithPage(x.req.Page)
	var err error
	if x.res, err = s.search(c, x.req); err != nil {
		return err
	}
	if x.req.Page > lastPage(x.req.Size, x.res.Listed()) {
		return notFound("This list has fewer pages.", templates.Link{Label: "Its first page", Href: withQuery(x.path(), x.key(x.req.WithPage(1)))})
	}
	return nil
}

// path is the address of the year or month.
func (x *shownDate) path() string {
	if x.date.Month != 0 {
		return monthPath(x.date.Year, x.date.Month)
	}
	return yearPath(x.date.Year)
}

// key is the canonical query string of the list.
func (x *shownDate) key(r query.Request) string {
	return r.WithDates(cable.Date{}, cable.Date{}).WithPage(r.Page).Encode()
}

// view shapes the page.
func (x *shownDate) view(p templates.Page) templates.Dates {
	crumbs := []templates.Link{{Label: "Home", Href: "/"}, {Label: "Years", Href: "/years"}}
	if x.date.Month != 0 {
		crumbs = append(crumbs, templates.Link{Label: strconv.Itoa(x.date.Year), Href: yearPath(x.date.Year)})
	}
	p.Title = "Cables of " + x.date.Long()
	p.Description = num(x.res.Total) + " " + plural(x.res.Total, "cable", "cables") + " of " + x.date.Long() + "."
	if p.Canonical != "" {
		p.Canonical = withQuery(p.Canonical, x.key(x.req))
	}
	p.NoIndex = x.req.Page > 1 || x.req.Sort != query.Newest || x.req.Size != query.DefaultSize
	v := templates.Dates{Crumbs: crumbs, Total: x.res.Total, Years: calendar(x.res.Timeline)}
	v.Years.Path = nil // the crumbs say the same
	for _, h := range x.res.Hits {
		v.Cables = append(v.Cables, x.server.hit(h))
	}
	v.Pagination = pagination(x.req.Page, x.req.Size, x.res.Listed(), query.MaxReach, func(n int) string {
		return withQuery(x.path(), x.key(x.req.WithPage(n)))
	})
	p.PrevURL, p.NextURL = v.Pagination.Prev, v.Pagination.Next
	v.Page = p
	return v
}
