// Package takeout is lists as data: all that a request finds in a form for other
// programs, written while it is sent, and as a feed. Each list is a search, so that what
// has a tag, names a thing or cites a cable is taken out by the same address as what is
// typed.
package takeout

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/internal/server/desk"
	"reftel/internal/server/guard"
	"reftel/internal/server/middleware"
	"reftel/internal/server/shape"
	"reftel/internal/server/shape/forms"
	"reftel/web/templates/words"
)

const (
	turns    = 2                      // lists that are sent at once
	patience = 5 * time.Second        // for a turn: most lists are sent in less
	most     = 60 * time.Second       // of one answer
	grace    = 20 * time.Second       // for what is on its way when the time is up
	part     = 1000                   // ids that are held at once
	pause    = 500 * time.Microsecond // between two cables while somebody searches
)

// paramAfter is the parameter that tells behind which cable a list goes on.
const paramAfter = "after"

// Pages are the handlers of this family.
type Pages struct {
	*desk.Desk
	turns *guard.Turns
	most  time.Duration
	part  int
}

// New makes the handlers.
func New(d *desk.Desk) *Pages {
	return &Pages{Desk: d, turns: guard.NewTurns(turns, patience), most: most, part: part}
}

// List is all that a request finds, in the form that the address ends in.
func (s *Pages) List(c *desk.Call) error {
	ext, err := desk.Param(c.R, "form")
	if err != nil {
		return err
	}
	form, ok := forms.Of(ext)
	if !ok && ext != forms.AtomExt {
		return desk.NotFound("Lists can be had as csv, jsonl, ris, bib, txt and atom.")
	}
	params := c.R.URL.Query()
	req, err := query.ParseRequest(params)
	if err != nil {
		return desk.ParamReason(err)
	}
	if ext == forms.AtomExt {
		return s.feed(c, req)
	}
	req = req.WithSort("").WithPage(1) // there is one order, and no page
	req.Size = query.DefaultSize
	return s.send(c, form, req, params.Get(paramAfter))
}

// send writes a list while it is sent, until it is whole or the time is up.
func (s *Pages) send(c *desk.Call, form forms.Form, req query.Request, after string) error {
	leave, err := s.turns.Enter(c.Ctx(), s.Visitor(c.R))
	if err != nil {
		return refused(err)
	}
	defer leave()
	ids, err := s.following(c, req, after)
	if errors.Is(err, archive.ErrNotFound) && !errors.Is(err, archive.ErrUnavailable) {
		return desk.NotFoundOf(words.Later("The list cannot go on behind “%s”, since no cable here has this id. Ask for it without “after”.", shape.Cut(after, 80)))
	} else if err != nil {
		return err
	}
	// The first cable is read before the answer begins: what fails then is an error page.
	var first *cable.Cable
	if len(ids) > 0 {
		if first, err = read(c, ids[0]); err != nil {
			return err
		}
	}
	h := c.W.Header()
	h.Set("Cache-Control", string(middleware.Private))
	h.Set("Content-Disposition", `attachment; filename="cables.`+form.Ext+`"`)
	h.Set("X-Robots-Tag", "noindex")
	h.Set("Trailer", "Link") // known at the end alone; of a short list it is a header
	// A list may take longer than a page; where the deadline cannot be moved, as in a
	// test, none holds.
	_ = http.NewResponseController(c.W).SetWriteDeadline(time.Now().Add(s.most + grace))
	return s.Written(c, form.Type, func(w io.Writer) error {
		if middleware.HeadAsked(c.R) {
			return nil
		}
		x, err := form.NewWriter(w, s.Base(c.R))
		if err != nil {
			return err
		}
		x.Naming = s.Terms.Collection
		last, err := s.write(c, x, req, first, ids)
		if err != nil || last == "" {
			return err
		}
		next := goesOn("/search."+form.Ext, req, last)
		h.Set("Link", "<"+s.Base(c.R)+next+`>; rel="next"`)
		return x.More(next)
	})
}

// refused tells that there is no turn.
func refused(err error) error {
	f := &desk.Failure{Status: http.StatusServiceUnavailable, Heading: "Busy", Err: err,
		Sentence: "As many lists as can be sent at once are on their way to others. Wait a minute and ask again."}
	if errors.Is(err, guard.ErrShare) {
		f.Status, f.Heading = http.StatusTooManyRequests, "One list at a time"
		f.Sentence = "Another list is still on its way to you. Ask again when it has arrived."
	}
	return f
}

// read reads one cable.
func read(c *desk.Call, id string) (*cable.Cable, error) {
	rec, err := c.A.Record(c.Ctx(), id, archive.Parsed)
	if err != nil {
		return nil, fmt.Errorf("reading cable %s: %w", id, err)
	}
	return rec.Cable, nil
}

// write writes cables, of which the first has been read, until there are no more, or the
// time is up: then it tells the last one that was written.
func (s *Pages) write(c *desk.Call, x *forms.Writer, req query.Request, next *cable.Cable, ids []string) (last string, err error) {
	end := time.Now().Add(s.most)
	for len(ids) > 0 {
		for i, id := range ids {
			if next == nil {
				if next, err = read(c, id); err != nil {
					return "", err
				}
			}
			if err := x.Write(next); err != nil {
				return "", err
			}
			next = nil
			if more := i+1 < len(ids) || len(ids) == s.part; more && !time.Now().Before(end) {
				return id, nil
			}
			if s.Searching() {
				time.Sleep(pause)
			}
		}
		if len(ids) < s.part {
			break
		}
		last := ids[len(ids)-1]
		if ids, err = s.following(c, req, last); desk.RanOut(c, err) {
			return last, nil
		} else if err != nil {
			return "", err
		}
	}
	return "", nil
}

// following are the ids behind one, as many as are held at once.
func (s *Pages) following(c *desk.Call, req query.Request, after string) ([]string, error) {
	return desk.InSlot(s.Desk, c, func(ctx context.Context) ([]string, error) {
		return c.A.Following(ctx, s.Terms.Widened(req), after, s.part)
	}, req)
}

// goesOn is the path of a list behind a cable.
func goesOn(path string, req query.Request, after string) string {
	at := req.URL(path)
	if at == path {
		at += "?"
	} else {
		at += "&"
	}
	return at + paramAfter + "=" + url.QueryEscape(after)
}

// feed is a part of a list as an Atom feed, the newest cables first, or those that came
// into the archive last.
func (s *Pages) feed(c *desk.Call, req query.Request) error {
	page := req.Page
	req.Size = query.DefaultSize
	if req.Sort == query.Relevance {
		req = req.WithSort(query.Newest)
	}
	ask := req.WithPage(page).WithApart(true)
	ask.Page, ask.Size = page, forms.FeedSize
	res, err := desk.InSlot(s.Desk, c, func(ctx context.Context) (*archive.Result, error) {
		return c.A.List(ctx, s.Terms.Widened(ask))
	}, ask)
	if err != nil {
		return err
	}
	if len(res.Hits) == 0 && page > 1 {
		return desk.NotFound("This feed has fewer parts.")
	}
	at := func(n int) string { return req.WithPage(n).URL("/search." + forms.AtomExt) }
	whole := req.WithPage(1)
	f := forms.Feed{
		Key: cmp.Or(whole.Encode(), "all"), Title: shape.SearchTitle(nil, whole), Site: s.SiteName(), Base: s.Base(c.R), Self: at(page), Page: whole.URL("/search"),
		First: at(1), Updated: c.A.Generation().Built, Hits: res.Hits,
	}
	if page > 1 {
		f.Prev = at(page - 1)
	}
	if page*forms.FeedSize < res.Total {
		f.Next = at(page + 1)
	}
	body, err := f.XML()
	if err != nil {
		return err
	}
	cache := middleware.Document
	if req.Text != "" {
		cache = middleware.Private // what somebody typed is kept nowhere
	}
	c.W.Header().Set("X-Robots-Tag", "noindex")
	return s.Reply(c, http.StatusOK, cache, req.WithPage(page).Encode(), forms.AtomType, body)
}
