package server

import (
	"context"
	"net/http"
	"regexp"
	"strconv"

	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/internal/server/desk"
	"reftel/internal/server/middleware"
	"reftel/internal/server/shape"
	"reftel/web/templates"
	"reftel/web/templates/words"
)

var (
	yearShape  = regexp.MustCompile(`^[0-9]{4}$`)
	dayShape   = regexp.MustCompile(`^(?:0?[1-9]|[12][0-9]|3[01])$`)
	monthShape = regexp.MustCompile(`^(?:0?[1-9]|1[0-2])$`)
)

// years is the page of all years.
func (s *server) years(c *desk.Call) error {
	req := query.Request{Sort: query.Newest, Page: 1, Size: query.DefaultSize}
	res, err := s.Search(c, req)
	if err != nil {
		return err
	}
	return s.Render(c, http.StatusOK, middleware.Document, "", templates.DatesPage(shape.Years(c.Words, s.Page(c.R, c), res)))
}

// yearOf reads the year of an address.
func yearOf(c *desk.Call) (int, error) {
	t, err := desk.Param(c.R, "year")
	if err != nil {
		return 0, err
	}
	if !yearShape.MatchString(t) || t == "0000" {
		return 0, desk.NotFound("A year has four digits.")
	}
	return strconv.Atoi(t)
}

// year is the page of a year with its months.
func (s *server) year(c *desk.Call) error {
	y, err := yearOf(c)
	if err != nil {
		return err
	}
	return s.date(c, cable.Date{Year: y})
}

// month is the page of a month with its days and its cables.
func (s *server) month(c *desk.Call) error {
	d, short, err := monthOf(c)
	if err != nil {
		return err
	}
	if short {
		return s.Redirect(c, http.StatusMovedPermanently, desk.Asked(c, shape.DatePath(d)))
	}
	return s.date(c, d)
}

// monthOf reads the year and the month of an address, and whether the month has one
// digit only.
func monthOf(c *desk.Call) (d cable.Date, short bool, err error) {
	if d.Year, err = yearOf(c); err != nil {
		return d, false, err
	}
	t, err := desk.Param(c.R, "month")
	if err != nil {
		return d, false, err
	}
	if !monthShape.MatchString(t) {
		return d, false, desk.NotFound("A month is 01 to 12.")
	}
	d.Month, err = strconv.Atoi(t)
	return d, len(t) == 1, err
}

// day is the page of a day with its cables.
func (s *server) day(c *desk.Call) error {
	d, short, err := monthOf(c)
	if err != nil {
		return err
	}
	t, err := desk.Param(c.R, "day")
	if err != nil {
		return err
	}
	if !dayShape.MatchString(t) {
		return desk.NotFound("A day is 01 to 31.")
	}
	if d.Day, err = strconv.Atoi(t); err != nil {
		return err
	}
	if !d.Valid() {
		return desk.NotFound("This day is not in the calendar.", linkTo(c, cable.Date{Year: d.Year, Month: d.Month}), allYears(c))
	}
	if short || len(t) == 1 {
		return s.Redirect(c, http.StatusMovedPermanently, desk.Asked(c, shape.DatePath(d)))
	}
	return s.date(c, d)
}

func allYears(c *desk.Call) templates.Link {
	return templates.Link{Label: c.Words.Say("All years"), Href: "/years"}
}

func linkTo(c *desk.Call, d cable.Date) templates.Link {
	return templates.Link{Label: c.Words.Date(d.Year, d.Month, d.Day), Href: shape.DatePath(d)}
}

// date is the page of a year, a month or a day. A day without cables has one where
// there are cables before and after it.
func (s *server) date(c *desk.Call, d cable.Date) error {
	req, err := desk.ListRequest(c)
	if err != nil {
		return err
	}
	x := shape.Dates{Terms: c.Terms, Date: d, Request: req.WithDates(d, d).WithPage(req.Page)}
	if x.Result, err = s.Search(c, x.Request); err != nil {
		return err
	}
	if err := s.WithSlot(c, func(ctx context.Context) (err error) {
		x.Before, x.After, err = c.A.Around(ctx, d)
		return err
	}); err != nil {
		return err
	}
	if x.Result.Total == 0 && (d.Day == 0 || x.Before.IsZero() || x.After.IsZero()) {
		return noneOf(c, &x)
	}
	if x.Request.Page > shape.LastPage(x.Request.Size, x.Result.Listed()) {
		return desk.PastEnd(shape.WithQuery(x.Path(), x.Key(x.Request.WithPage(shape.LastPage(x.Request.Size, x.Result.Listed())))))
	}
	return s.Render(c, http.StatusOK, middleware.Document, x.Key(x.Request), templates.DatesPage(x.View(s.Page(c.R, c))))
}

// noneOf is the answer where no cable is of a date.
func noneOf(c *desk.Call, x *shape.Dates) error {
	what := words.Later("No cable here is of %s.", c.Words.Date(x.Date.Year, x.Date.Month, x.Date.Day))
	if x.Date.Month == 0 {
		what = words.Later("No cable here is of the year %s.", x.Date.Long())
	}
	var links []templates.Link
	before, after := x.Around()
	for _, l := range []*templates.Link{before, after} {
		if l != nil {
			links = append(links, *l)
		}
	}
	return desk.NotFoundOf(what, append(links, allYears(c))...)
}
