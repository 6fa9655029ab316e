package search

import (
	"slices"

	"reftel/internal/archive"
	"reftel/internal/opensearch/mapping"
	"reftel/internal/query"
)

// A selection is a request in its parts, so that each facet can be counted without its
// own filters.
type selection struct {
	text   cond
	score  []clause // of run
	dates  clause   // nil for all
	facets []query.Facet
	pass   map[query.Facet]clause // of facets with filters: what these let through
	every  map[query.Facet]clause // of those whose chosen values must all hold: these
	in     map[query.Facet][]string
	out    map[query.Facet][]string
}

// selection reads a request.
func (r *run) selection(req query.Request) (*selection, error) {
	text, err := r.eval(req.Expr, true)
	if err != nil {
		return nil, err
	}
	s := &selection{text: text, score: r.score, pass: map[query.Facet]clause{}, every: map[query.Facet]clause{}, in: map[query.Facet][]string{}, out: map[query.Facet][]string{}}
	if !req.Since.IsZero() || !req.Until.IsZero() {
		s.dates = inRange(query.Dates{From: req.Since, To: req.Until})
	}
	every := map[query.Facet]bool{}
	for _, f := range req.Filters {
		if err := archive.CheckFacet(f.Facet); err != nil {
			return nil, err
		}
		of := s.in
		if f.Exclude {
			of = s.out
		}
		value, err := r.a.counted(r.ctx, f.Facet, f.Value)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(of[f.Facet], value) {
			of[f.Facet] = append(of[f.Facet], value)
		}
		if !slices.Contains(s.facets, f.Facet) {
			s.facets = append(s.facets, f.Facet)
		}
		every[f.Facet] = every[f.Facet] || f.All
	}
	for _, f := range s.facets {
		var cs []clause
		for _, v := range s.in[f] {
			cs = append(cs, having(f, v))
		}
		chosen := everything()
		if every[f] {
			chosen = all(cs...)
			s.every[f] = chosen
		} else if len(cs) > 0 {
			chosen = either(cs...)
		}
		cs = nil
		for _, v := range s.out[f] {
			cs = append(cs, having(f, v))
		}
		s.pass[f] = chosen
		if len(cs) > 0 {
			s.pass[f] = but(chosen, either(cs...))
		}
	}
	return s, nil
}

// having holds for cables that have a value of a facet, or none at all.
func having(f query.Facet, value string) clause {
	if value == query.None {
		return not(exists(string(f)))
	}
	return term(string(f), value)
}

// plain reports whether all cables are asked for.
func (s *selection) plain() bool { return s.text.clause == nil && s.dates == nil && len(s.facets) == 0 }

// hits are what the request finds.
func (s *selection) hits(score ...clause) clause { return s.query(s.dates, "", nil, score) }

// without are the hits as they were without the filters of a facet. Values of it that must
// all hold stay: each that is added narrows the hits further.
func (s *selection) without(f query.Facet) clause { return s.query(s.dates, f, s.every[f], nil) }

// anyDate are the hits as they were without dates and without years.
func (s *selection) anyDate() clause { return s.query(nil, query.Year, nil, nil) }

// query is the text with dates, with the filters but those of one facet, and with another
// condition, where there is one.
func (s *selection) query(dates clause, but query.Facet, and clause, score []clause) clause {
	var must, filter []clause
	if s.text.clause != nil && s.text.scored {
		must = append(must, s.text.clause)
	} else if s.text.clause != nil {
		filter = append(filter, s.text.clause)
	}
	for _, c := range []clause{dates, and} {
		if c != nil {
			filter = append(filter, c)
		}
	}
	for _, f := range s.facets {
		if f != but {
			filter = append(filter, s.pass[f])
		}
	}
	if len(must)+len(filter) == 0 {
		return everything()
	}
	q := joined(must, filter)
	if len(score) > 0 {
		q["bool"].(clause)["should"] = score
	}
	return q
}

// folds counts for each group of copies how many of them are hits, where that are two or
// more.
func folds() clause {
	return clause{"terms": clause{"field": mapping.Copies, "size": mostBuckets, "shard_size": mostBuckets, "min_doc_count": 2}}
}

// mostBuckets is how many values an answer may count: the cluster has no more.
const mostBuckets = 1<<16 - 1
