package search

import (
	"context"
	"fmt"
	"strings"

	"reftel/internal/archive/plan"
	"reftel/internal/archive/values"
	"reftel/internal/opensearch/mapping"
	"reftel/internal/query"
)

// A run reads one query. It notes what readers are told of that.
type run struct {
	a     *Archive
	ctx   context.Context
	notes []query.Message
	told  map[plan.Spelling]bool
	score []clause // what counts for the order wherever it stands, beside the conditions
}

func (a *Archive) newRun(ctx context.Context) *run {
	return &run{a: a, ctx: ctx, told: map[plan.Spelling]bool{}}
}

// eval is what e asks for. scored says whether words under e count for the order.
func (r *run) eval(e query.Expr, scored bool) (cond, error) {
	if err := r.ctx.Err(); err != nil {
		return cond{}, err
	}
	switch e := e.(type) {
	case nil:
		return cond{}, nil
	case query.And:
		return r.and(e.Of, scored)
	case query.Or:
		return r.or(e.Of, scored)
	case query.Not:
		c, err := r.eval(e.Of, false)
		if err != nil || c.clause == nil {
			return cond{}, err
		}
		return cond{clause: not(c.clause)}, nil
	case query.Word:
		return r.word(e, scored)
	case query.Phrase:
		return r.phrase(e, scored)
	case query.Value:
		c, err := r.value(e)
		return cond{clause: c}, err
	case query.Dates:
		return cond{clause: inRange(e)}, nil
	}
	return cond{}, fmt.Errorf("opensearch: a query part of type %T", e)
}

func (r *run) and(parts []query.Expr, scored bool) (cond, error) {
	parts, left := plan.WithoutStops(parts)
	if len(left) > 0 {
		r.notes = append(r.notes, query.Later("Very common words were left out (%s); between quotation marks they count.", strings.Join(left, ", ")))
	}
	var must, filter []clause
	for _, cheap := range []bool{true, false} { // in the order in which the embedded engine tells its notes
		for _, p := range parts {
			if plan.HasRow(p) == cheap {
				continue
			}
			c, err := r.eval(p, scored)
			switch {
			case err != nil:
				return cond{}, err
			case c.clause == nil:
			case c.scored:
				must = append(must, c.clause)
			default:
				filter = append(filter, c.clause)
			}
		}
	}
	if len(must)+len(filter) == 0 {
		return cond{}, nil
	}
	return cond{joined(must, filter), len(must) > 0}, nil
}

// joined holds where all clauses do. Those of must count for the order.
func joined(must, filter []clause) clause {
	b := clause{}
	if len(must) > 0 {
		b["must"] = must
	}
	if len(filter) > 0 {
		b["filter"] = filter
	}
	return clause{"bool": b}
}

// or is one of some parts. Where several words must hold together in one of them, each
// counts for the order of all that is found, as with the embedded engine, also where they
// do not.
func (r *run) or(parts []query.Expr, scored bool) (cond, error) {
	var any []clause
	out := cond{}
	for _, p := range parts {
		_, several := p.(query.And)
		c, err := r.eval(p, scored && !several)
		if err == nil && scored && several {
			var words []clause
			words, err = r.words(p)
			r.score = append(r.score, words...)
			out.scored = out.scored || len(words) > 0
		}
		switch {
		case err != nil:
			return cond{}, err
		case c.clause == nil:
		case c.scored && !several:
			any, out.scored = append(any, c.clause), true
		default:
			any = append(any, unscored(c.clause))
		}
	}
	if len(any) > 0 {
		out.clause = either(any...)
	}
	return out, nil
}

// words are the conditions of the words and phrases that a match of e contains.
func (r *run) words(e query.Expr) ([]clause, error) {
	var parts []query.Expr
	switch e := e.(type) {
	case query.And:
		parts, _ = plan.WithoutStops(e.Of)
	case query.Or:
		parts = e.Of
	case query.Word, query.Phrase:
		c, err := r.eval(e, true)
		if err != nil || c.clause == nil {
			return nil, err
		}
		return []clause{c.clause}, nil
	}
	var out []clause
	for _, p := range parts {
		of, err := r.words(p)
		if err != nil {
			return nil, err
		}
		out = append(out, of...)
	}
	return out, nil
}

// inRange holds for cables whose date lies in a range as a whole.
func inRange(d query.Dates) clause {
	if d.None {
		return undated()
	}
	cs := []clause{exists(mapping.Date)}
	if !d.From.IsZero() {
		from, _ := values.DaySpan(d.From)
		cs = append(cs, clause{"range": clause{mapping.From: clause{"gte": from}}})
	}
	if !d.To.IsZero() {
		_, to := values.DaySpan(d.To)
		cs = append(cs, clause{"range": clause{mapping.To: clause{"lte": to}}})
	}
	return all(cs...)
}
