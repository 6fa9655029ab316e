package server

import (
	"net/http"
	"regexp"
	"strconv"

	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/internal/server/middleware"
	"reftel/internal/server/shape"
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
	return s.render(c, http.StatusOK, middleware.Document, "", templates.DatesPage(shape.Years(s.page(c.r, c), res)))
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
	x := shape.Dates{Terms: s.terms, Date: cable.Date{Year: y}, Request: req}
	if err := s.askDate(c, &x); err != nil {
		return err
	}
	if x.Result.Total == 0 {
		return notFound("No cable here is of the year "+strconv.Itoa(y)+".", templates.Link{Label: "All years", Href: "/years"})
	}
	return s.render(c, http.StatusOK, middleware.Document, x.Key(x.Request), templates.DatesPage(x.View(s.page(c.r, c))))
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
		return s.redirect(c, http.StatusMovedPermanently, shape.MonthPath(y, m))
	}
	req, err := listRequest(c)
	if err != nil {
		return err
	}
	x := shape.Dates{Terms: s.terms, Date: cable.Date{Year: y, Month: m}, Request: req}
	if err := s.askDate(c, &x); err != nil {
		return err
	}
	if x.Result.Total == 0 {
		return notFound("No cable here is of "+x.Date.Long()+".",
			templates.Link{Label: strconv.Itoa(y), Href: shape.YearPath(y)}, templates.Link{Label: "All years", Href: "/years"})
	}
	return s.render(c, http.StatusOK, middleware.Document, x.Key(x.Request), templates.DatesPage(x.View(s.page(c.r, c))))
}

// askDate finds the cables of a year or a month.
func (s *server) askDate(c *call, x *shape.Dates) error {
	x.Request = x.Request.WithDates(x.Date, x.Date).WithPage(x.Request.Page)
	var err error
	if x.Result, err = s.search(c, x.Request); err != nil {
		return err
	}
	if x.Request.Page > shape.LastPage(x.Request.Size, x.Result.Listed()) {
		return notFound("This list has fewer pages.", templates.Link{Label: "Its first page", Href: shape.WithQuery(x.Path(), x.Key(x.Request.WithPage(1)))})
	}
	return nil
}
