package finding

import (
	"context"
	"fmt"

	"reftel/internal/archive"
	"reftel/internal/archive/plan"
	"reftel/internal/archive/snippet"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/internal/server/desk"
	"reftel/internal/server/shape"
	"reftel/internal/server/shape/matches"
)

// namesAsked is how many names are looked up for one page at most.
const namesAsked = 2000

// A Naming asks what names stand for, each once for a page.
type Naming struct {
	ctx   context.Context
	a     archive.Archive
	known map[snippet.Value][]string
	Err   error // the first
}

// NewNaming asks an archive.
func NewNaming(ctx context.Context, a archive.Archive) *Naming {
	return &Naming{ctx: ctx, a: a, known: map[snippet.Value][]string{}}
}

// Spelt are the ways in which the archive spells the words of a query.
func (n *Naming) Spelt(e query.Expr) map[string][]string {
	words := plan.Words(e)
	if len(words) == 0 || n.Err != nil {
		return nil
	}
	ways, err := n.a.Spellings(n.ctx, words...)
	if err != nil {
		n.Err = fmt.Errorf("finding other spellings: %w", err)
	}
	return ways
}

// names are all names of a thing, the one under which it is counted first.
func (n *Naming) names(f query.Facet, name string) []string {
	key := snippet.Value{Of: f, Text: name}
	all, ok := n.known[key]
	if ok || n.Err != nil || len(n.known) == namesAsked {
		return all
	}
	t, err := n.a.Named(n.ctx, f, name)
	if err != nil {
		n.Err = fmt.Errorf("finding what the name %.64q stands for: %w", name, err)
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

// Found is what a request finds in a cable, in its texts too or among its values
// alone; nil where it asks for nothing that could be marked.
func (s *Pages) Found(n *Naming, d *cable.Cable, r query.Request, texts bool) (*matches.Found, error) {
	if r.Expr == nil && len(r.Filters) == 0 {
		return nil, nil
	}
	expr := s.Terms.Widened(r).Expr
	f := &matches.Found{Cable: d, Values: snippet.Asked(d, expr, r.Filters, n.names)}
	if n.Err != nil {
		return nil, n.Err
	}
	if texts {
		f.Spans = snippet.Highlight(d, expr, n.Spelt(expr))
		snippet.MarkMentions(d, f.Values, f.Spans)
	}
	return f, n.Err
}

// foundIn reads those hits whose rows would not tell why they were found: neither
// title nor snippets have a match, or not of all words where a code stands for them
// too, or the query asks for values of which a cable may have one or another. Where
// the time is up the rest goes without.
func (s *Pages) foundIn(c *desk.Call, r query.Request, res *archive.Result, spelt map[string][]string) (map[string]*matches.Found, error) {
	if r.Expr == nil {
		return nil, nil
	}
	fields, words := matches.Differ(r.Expr), len(query.Terms(r.Expr))
	if !fields && words == 0 {
		return nil, nil
	}
	coded := !fields && matches.Differ(s.Terms.Widened(r).Expr)
	text := r
	text.Filters = nil // they are told above the results
	out := map[string]*matches.Found{}
	err := s.WithSlot(c, func(ctx context.Context) error {
		n := NewNaming(ctx, c.A)
		for _, h := range res.Hits {
			seen := shape.Matched(h) || len(snippet.HighlightTitle(h.Title, r.Expr, spelt)) > 0
			if !fields && seen && !(coded && shape.WordsMatched(h) < words) {
				continue
			}
			rec, err := c.A.Record(ctx, h.ID, archive.Parsed)
			if err != nil {
				return fmt.Errorf("reading cable %s: %w", h.ID, err)
			}
			if out[h.ID], err = s.Found(n, rec.Cable, text, !seen); err != nil {
				return err
			}
		}
		return nil
	})
	if desk.RanOut(c, err) {
		return out, nil
	}
	return out, err
}
