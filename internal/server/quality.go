package server

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/internal/server/desk"
	"reftel/internal/server/middleware"
	shaped "reftel/internal/server/shape/quality"
	"reftel/web/templates"
	page "reftel/web/templates/quality"
)

// quality tells what was doubted and refused, and which posts are held for which time.
func (s *server) quality(c *desk.Call) error {
	number, err := desk.PageNumber(c.R.URL.Query())
	if err != nil {
		return err
	}
	x, err := desk.InSlot(s.Desk, c, func(ctx context.Context) (*shaped.Overview, error) { return overview(ctx, c.A, number) })
	if err != nil {
		return err
	}
	x.Words = c.Words
	if last := max(1, (x.Posts.Total+shaped.PostsShown-1)/shaped.PostsShown); number > last {
		return desk.PastEnd(shaped.OverviewPath(last))
	}
	return s.Render(c, http.StatusOK, middleware.Document, fmt.Sprint(number), page.Page(x.View(s.Page(c.R, c))))
}

// overview asks for what the page of all posts is made of.
func overview(ctx context.Context, a archive.Archive, number int) (*shaped.Overview, error) {
	x := &shaped.Overview{Page: number, Found: map[string]archive.Found{}}
	var err error
	if x.Account, err = a.Account(ctx); err != nil {
		return nil, err
	}
	if x.Stats, err = a.Stats(ctx); err != nil {
		return nil, err
	}
	ids := shaped.Doubted(x.Account)
	found, err := a.Lookup(ctx, ids...)
	if err != nil {
		return nil, err
	}
	for i, f := range found {
		x.Found[ids[i]] = f
	}
	all := query.Request{Sort: query.Newest, Page: 1, Size: query.DefaultSize}
	if x.All, err = a.Timeline(ctx, all); err != nil {
		return nil, err
	}
	if x.Posts, err = a.FacetValues(ctx, all, query.Origin, archive.FacetOptions{Page: number, Size: shaped.PostsShown}); err != nil {
		return nil, err
	}
	for _, code := range shaped.Codes(x.Posts) {
		l, err := line(ctx, a, code)
		if err != nil {
			return nil, err
		}
		x.Lines = append(x.Lines, l)
	}
	return x, nil
}

// line asks for what is known of a post over time.
func line(ctx context.Context, a archive.Archive, code string) (l shaped.Line, err error) {
	if l.Timeline, err = a.Timeline(ctx, shaped.Of(code)); err != nil {
		return l, err
	}
	l.Numbers, err = a.Series(ctx, code)
	return l, err
}

// coverage tells a post month by month.
func (s *server) coverage(c *desk.Call) error {
	code, err := desk.Param(c.R, "code")
	if err != nil {
		return err
	}
	x := &shaped.Post{Terms: c.Terms, Code: code}
	if x.Page, err = desk.PageNumber(c.R.URL.Query()); err != nil {
		return err
	}
	x, err = desk.InSlot(s.Desk, c, func(ctx context.Context) (*shaped.Post, error) { return x, months(ctx, c.A, x) })
	if err != nil {
		return err
	}
	switch last, upper := x.Last(), strings.ToUpper(code); {
	case last == 0 && upper != code: // codes are in capitals; senders without one are not
		return s.Redirect(c, http.StatusMovedPermanently, shaped.PostPath(upper, x.Page))
	case last == 0:
		return desk.NotFound("Nothing is known here of a post of this name.", templates.Link{Label: c.Words.Say("Quality and gaps"), Href: templates.RouteQuality})
	case x.Page > last:
		return desk.PastEnd(shaped.PostPath(code, last))
	}
	return s.Render(c, http.StatusOK, middleware.Document, fmt.Sprint(x.Page), page.PostPage(x.View(s.Page(c.R, c))))
}

// months asks for the months of the years of a page.
func months(ctx context.Context, a archive.Archive, x *shaped.Post) (err error) {
	if x.Line, err = line(ctx, a, x.Code); err != nil {
		return err
	}
	x.Months = map[int]archive.Timeline{}
	for _, year := range x.Years() {
		if x.Months[year], err = a.Timeline(ctx, shaped.Of(x.Code).WithPeriod(cable.Date{Year: year})); err != nil {
			return err
		}
	}
	return nil
}
