package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"reftel/internal/archive"
	"reftel/internal/archive/values"
	"reftel/internal/cable"
	"reftel/internal/query"
)

// A counted facet, and how many of its values are shown.
type counted struct {
	facet query.Facet
	size  int
}

// facets are those of the product's panel.
var facets = func() []counted {
	sizes := map[query.Facet]int{query.Tags: 25, query.Origin: 25, query.Year: 50}
	var out []counted
	for _, f := range query.Facets() {
		out = append(out, counted{f, max(10, sizes[f])})
	}
	return out
}()

// hitsPerPage is how many hits a page shows.
const hitsPerPage = 20

// A document is a cable as the peers index it: all the words that the product
// searches, and all the values that it counts.
type document struct {
	ID      string                   `json:"id"`
	Subject string                   `json:"subject"`
	Body    string                   `json:"body"`
	Day     int64                    `json:"day"` // from 1970; 0 without a date
	Values  map[query.Facet][]string `json:"values"`
}

// documents calls do for every cable of the archive in its order.
func documents(ctx context.Context, a archive.Archive, do func(document) error) error {
	ids, err := a.IDs(ctx, 0, a.Generation().Cables)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := ctx.Err(); err != nil {
			return err
		}
		r, err := a.Record(ctx, id, archive.Parsed)
		if err != nil {
			return err
		}
		if err := do(newDocument(r.Cable)); err != nil {
			return fmt.Errorf("cable %s: %w", id, err)
		}
	}
	return nil
}

func newDocument(c *cable.Cable) document {
	d := document{ID: c.ID, Values: map[query.Facet][]string{}}
	var subject, body strings.Builder
	take := func(text string, inSubject bool) {
		if inSubject {
			subject.WriteString(text + "\n\n")
		} else {
			body.WriteString(text + "\n\n")
		}
	}
	values.EachProse(c, take)
	values.EachAddition(c, take)
	d.Subject, d.Body = subject.String(), body.String()
	if !c.Date.IsZero() {
		d.Day = time.Date(c.Date.Year, time.Month(max(c.Date.Month, 1)), max(c.Date.Day, 1), 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60)
	}
	for _, f := range facets {
		seen := map[string]bool{"": true}
		for _, v := range values.Of(c, f.facet, nil) {
			if !seen[v.Text] {
				seen[v.Text] = true
				d.Values[f.facet] = append(d.Values[f.facet], v.Text)
			}
		}
	}
	return d
}
