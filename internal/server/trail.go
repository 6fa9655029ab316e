package server

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/archive/plan"
	"reftel/internal/archive/snippet"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/internal/server/shape"
	"reftel/internal/server/shape/matches"
)

// trailOf reads the trail in the address of a cable. What cannot be read is
// left out.
func trailOf(c *call) shape.Trail {
	v := c.r.URL.Query()
	req, err := query.ParseRequest(v)
	if err != nil {
		return shape.Trail{}
	}
	n, err := strconv.Atoi(v.Get(shape.ParamPlace))
	if err != nil || n < 1 || n > query.MaxReach {
		n = 0
	}
	return shape.Trail{Request: req, N: n}.WithVia(v[shape.ParamVia])
}

// place finds where a trail stands among the results: one question, in a slot. Where
// that takes too long there is only the way back, and the page says so. A cable to
// which a reference led is no result.
func (s *server) place(c *call, tr shape.Trail) (shape.Stand, error) {
	if tr.N == 0 || len(tr.Via) > 0 {
		return shape.Stand{}, nil
	}
	at, err := inSlot(s, c, func(ctx context.Context) (archive.Place, error) {
		return c.a.Place(ctx, s.terms.Widened(tr.Request), tr.N)
	})
	if ranOut(c, err) {
		return shape.Stand{Late: true}, nil
	}
	return shape.Stand{Place: at}, err
}

// namesAsked is how many names are looked up for one page at most.
const namesAsked = 2000

// A naming asks what names stand for, each once for a page.
type naming struct {
	ctx   context.Context
	a     archive.Archive
	known map[snippet.Value][]string
	err   error // the first
}

func newNaming(ctx context.Context, a archive.Archive) *naming {
	return &naming{ctx: ctx, a: a, known: map[snippet.Value][]string{}}
}

// spelt are the ways in which the archive spells the words of a query.
func (n *naming) spelt(e query.Expr) map[string][]string {
	words := plan.Words(e)
	if len(words) == 0 || n.err != nil {
		return nil
	}
	ways, err := n.a.Spellings(n.ctx, words...)
	if err != nil {
		n.err = fmt.Errorf("finding other spellings: %w", err)
	}
	return ways
}

// names are all names of a thing, the one under which it is counted first.
func (n *naming) names(f query.Facet, name string) []string {
	key := snippet.Value{Of: f, Text: name}
	all, ok := n.known[key]
	if ok || n.err != nil || len(n.known) == namesAsked {
		return all
	}
	t, err := n.a.Named(n.ctx, f, name)
	if err != nil {
		n.err = fmt.Errorf("finding what the name %.64q stands for: %w", name, err)
		return nil
	}
	if t != nil {
		all = append(all, t.Name)
		for _, form := range t.Forms {
			all = append(all, form.Name)
		}
	}
	n.known[key] = all
	return all
}

// counted is a cable in which each name is the one under which the archive counts what
// has it: two names of one thing are one in its list, and lead to the page of it.
func (n *naming) counted(d *cable.Cable) (*cable.Cable, error) {
	under := map[string]string{}
	place := map[string]int{}
	out := *d
	out.Entities = nil
	for _, e := range d.Entities {
		of, known := kindFacets[strings.ToLower(e.Kind)]
		if !known {
			out.Entities = append(out.Entities, e)
			continue
		}
		key := e.Kind + cable.NameKey(e.Name)
		if all := n.names(of.facet, e.Name); len(all) > 0 {
			e.Name = all[0]
		}
		under[key] = e.Name
		i, ok := place[e.Kind+e.Name]
		if !ok {
			place[e.Kind+e.Name] = len(out.Entities)
			out.Entities = append(out.Entities, e)
			continue
		}
		out.Entities[i].Count += e.Count
	}
	if n.err != nil {
		return d, n.err
	}
	slices.SortStableFunc(out.Entities, func(a, b cable.EntityCount) int { return b.Count - a.Count })
	named := func(es []cable.Entity) []cable.Entity {
		es = slices.Clone(es)
		for i, e := range es {
			if name := under[e.Kind+cable.NameKey(e.Normal())]; name != "" && name != e.Normal() {
				es[i].Name = name
			}
		}
		return es
	}
	out.SubjectEntities = named(d.SubjectEntities)
	out.Paragraphs = slices.Clone(d.Paragraphs)
	for i, p := range d.Paragraphs {
		out.Paragraphs[i].Entities = named(p.Entities)
	}
	return &out, nil
}

// found is what a request finds in a cable, in its texts too or among its values
// alone; nil where it asks for nothing that could be marked.
func (s *server) found(n *naming, d *cable.Cable, r query.Request, texts bool) (*matches.Found, error) {
	if r.Expr == nil && len(r.Filters) == 0 {
		return nil, nil
	}
	expr := s.terms.Widened(r).Expr
	f := &matches.Found{Cable: d, Values: snippet.Asked(d, expr, r.Filters, n.names)}
	if n.err != nil {
		return nil, n.err
	}
	if texts {
		f.Spans = snippet.Highlight(d, expr, n.spelt(expr))
		snippet.MarkMentions(d, f.Values, f.Spans)
	}
	return f, n.err
}

// foundIn reads those hits whose rows would not tell why they were found: neither
// title nor snippets have a match, or not of all words where a code stands for them
// too, or the query asks for values of which a cable may have one or another. Where
// the time is up the rest goes without.
func (s *server) foundIn(c *call, r query.Request, res *archive.Result, spelt map[string][]string) (map[string]*matches.Found, error) {
	if r.Expr == nil {
		return nil, nil
	}
	fields, words := matches.Differ(r.Expr), len(query.Terms(r.Expr))
	if !fields && words == 0 {
		return nil, nil
	}
	coded := !fields && matches.Differ(s.terms.Widened(r).Expr)
	text := r
	text.Filters = nil // they are told above the results
	out := map[string]*matches.Found{}
	err := s.withSlot(c, func(ctx context.Context) error {
		n := newNaming(ctx, c.a)
		for _, h := range res.Hits {
			seen := shape.Matched(h) || len(snippet.HighlightTitle(h.Title, r.Expr, spelt)) > 0
			if !fields && seen && !(coded && shape.WordsMatched(h) < words) {
				continue
			}
			rec, err := c.a.Record(ctx, h.ID, archive.Parsed)
			if err != nil {
				return fmt.Errorf("reading cable %s: %w", h.ID, err)
			}
			if out[h.ID], err = s.found(n, rec.Cable, text, !seen); err != nil {
				return err
			}
		}
		return nil
	})
	if ranOut(c, err) {
		return out, nil
	}
	return out, err
}

// best leads to the paragraph of a cable in which most of the search of the trail
// was found, or to the cable where it was found in none.
func (s *server) best(c *call, d *cable.Cable, tr shape.Trail) error {
	path := shape.CablePath(d.ID)
	n := newNaming(c.ctx(), c.a)
	f, err := s.found(n, d, tr.Request, true)
	if err != nil {
		return err
	}
	anchor := ""
	if tr.Request.Expr != nil {
		if anchor = snippet.Best(d, tr.Request.Expr, n.spelt(tr.Request.Expr)); n.err != nil {
			return n.err
		}
	}
	if pieces := snippet.Pieces(d, f.All()); anchor == "" && len(pieces) > 0 {
		anchor = pieces[0].Anchor
	}
	if anchor != "" {
		path = shape.ParagraphPath(d.ID, anchor)
	}
	return s.redirect(c, http.StatusFound, tr.Address(path))
}
