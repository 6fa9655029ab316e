package server

import (
	"context"
	"errors"
	"strconv"

	"reftel/internal/index"
	"reftel/internal/query"
	"reftel/web/templates"
)

// A trail is how a reader came to a cable: the search, and the place of the
// cable among its results. It stands in the address of the cable and nowhere
// else, and changes nothing but the marks and the ways back and on.
type trail struct {
	req query.Request
	n   int // from 1; 0 is not known
}

// paramPlace is the parameter of the place.
const paramPlace = "n"

// trailOf reads the trail in the address of a cable. What cannot be read is
// left out.
func trailOf(c *call) trail {
	v := c.r.URL.Query()
	req, err := query.ParseRequest(v)
	if err != nil {
		return trail{}
	}
	n, err := strconv.Atoi(v.Get(paramPlace))
	if err != nil || n < 1 || n > query.MaxReach {
		n = 0
	}
	return trail{req, n}
}

func (t trail) given() bool { return t.n > 0 || t.req.Encode() != "" }

// address is a path with the trail as its query string.
func (t trail) address(path string) string {
	q := t.req.Encode()
	if t.n > 0 {
		if q != "" {
			q += "&"
		}
		q += paramPlace + "=" + strconv.Itoa(t.n)
	}
	return withQuery(path, q)
}

// to is the trail to the n-th result. Its way back leads to the page of that.
func (t trail) to(n int) trail {
	return trail{t.req.WithPage((n-1)/max(t.req.Size, 1) + 1), n}
}

// trail finds the results before and after a cable. Where the cable is not at
// its place any more, as in a later generation, or where the search takes too
// long, there is only the way back.
func (s *server) trail(c *call, t trail, id string) (*templates.Trail, error) {
	v := &templates.Trail{Back: t.req.URL("/search"), Query: t.req.Text}
	if t.n == 0 {
		return v, nil
	}
	p, err := inSlot(s, c, func(ctx context.Context) (index.Place, error) {
		return c.a.Place(ctx, s.terms.widened(t.req), t.n)
	})
	if errors.Is(err, errBusy) || errors.Is(err, context.DeadlineExceeded) {
		return v, nil
	}
	if err != nil {
		return nil, err
	}
	if p.ID != id {
		return v, nil
	}
	v.Position, v.Total = t.n, p.Total
	if p.Prev != "" {
		v.Prev = t.to(t.n - 1).address(cablePath(p.Prev))
	}
	if p.Next != "" && t.n < query.MaxReach {
		v.Next = t.to(t.n + 1).address(cablePath(p.Next))
	}
	return v, nil
}
