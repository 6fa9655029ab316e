package search

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/opensearch/client"
	"reftel/internal/opensearch/mapping"
	"reftel/internal/opensearch/tables"
	"reftel/internal/query"
)

// maxYears is how many years a timeline shows without a gap. Where one wrong date makes
// the span longer, years in which no cable of the archive was sent are left out.
const maxYears = 400

// A calendar tells how many cables of the archive have each date.
type calendar struct {
	keys []int
	upTo []int // cables of the dates before each, and of all
}

func calendarOf(dates []tables.DateCount) calendar {
	c := calendar{upTo: []int{0}}
	for i, d := range dates {
		c.keys = append(c.keys, d.Key)
		c.upTo = append(c.upTo, c.upTo[i]+d.Count)
	}
	return c
}

// held is how many cables have a date from one key up to another, left out.
func (c *calendar) held(from, to int) int {
	lo, _ := slices.BinarySearch(c.keys, from)
	hi, _ := slices.BinarySearch(c.keys, to)
	return c.upTo[hi] - c.upTo[lo]
}

// A division is how a period is divided: the keys of its dates, and how far apart those
// of its parts are.
type division struct {
	period         cable.Date
	from, to, step int // to is left out
}

func divisionOf(p cable.Date) division {
	d := division{period: cable.Date{Year: p.Year, Month: p.Month}, from: 0, to: 1 << 30, step: 10000}
	switch {
	case p.Year == 0:
	case p.Month == 0:
		d.from, d.to, d.step = d.period.Key(), d.period.Key()+10000, 100
	default:
		d.from, d.to, d.step = d.period.Key(), d.period.Key()+100, 1
	}
	return d
}

// aggs count cables by the parts of the period. Those that tell no month, or no day, are
// in the part before the first.
func (d division) aggs() map[string]any {
	return map[string]any{
		"undated": clause{"missing": clause{"field": mapping.Date}},
		"dated": clause{"filter": between(mapping.Date, d.from, d.to-1), "aggs": clause{
			"parts": clause{"histogram": clause{"field": mapping.Date, "interval": d.step, "min_doc_count": 1}},
		}},
	}
}

// read makes the timeline of the answer.
func (d division) read(a *Archive, aggs map[string]json.RawMessage) (archive.Timeline, error) {
	var undated struct {
		Count int `json:"doc_count"`
	}
	var dated struct {
		Parts struct {
			Buckets []struct {
				Key   float64 `json:"key"`
				Count int     `json:"doc_count"`
			} `json:"buckets"`
		} `json:"parts"`
	}
	if err := readAll(aggs, map[string]any{"undated": &undated, "dated": &dated}); err != nil {
		return archive.Timeline{}, err
	}
	counts := map[int]int{}
	for _, b := range dated.Parts.Buckets {
		counts[int(b.Key)] = b.Count
	}
	return d.timeline(a, func(from, _ int) int { return counts[from] }, undated.Count), nil
}

// timeline has the parts of the period. count is how many hits have a date from one key up
// to another.
func (d division) timeline(a *Archive, count func(from, to int) int, undated int) archive.Timeline {
	t := archive.Timeline{Period: d.period, Undated: undated}
	c := &a.calendar
	if len(c.keys) == 0 {
		return t
	}
	add := func(on cable.Date) {
		key := on.Key()
		t.Buckets = append(t.Buckets, archive.DateBucket{Date: on, Count: count(key, key+d.step), Held: c.held(key, key+d.step)})
	}
	switch p := d.period; {
	case p.Year == 0:
		first, last := c.keys[0]/10000, c.keys[len(c.keys)-1]/10000
		for y := first; y <= last; y++ {
			if last-first < maxYears || c.held(y*10000, (y+1)*10000) > 0 {
				add(cable.Date{Year: y})
			}
		}
		return t
	case p.Month == 0:
		for m := 1; m <= 12; m++ {
			add(cable.Date{Year: p.Year, Month: m})
		}
	default:
		for on := (cable.Date{Year: p.Year, Month: p.Month, Day: 1}); on.Valid(); on.Day++ {
			add(on)
		}
	}
	t.Vague = count(d.from, d.from+d.step)
	return t
}

// Timeline is the timeline of a request alone.
func (a *Archive) Timeline(ctx context.Context, req query.Request) (archive.Timeline, error) {
	sel, err := a.newRun(ctx).selection(req)
	if err != nil {
		return archive.Timeline{}, fmt.Errorf("timeline: %w", err)
	}
	d := divisionOf(req.Period())
	res, err := a.client.Search(ctx, client.Search{Index: a.index, Body: clause{"size": 0, "query": sel.anyDate(), "aggs": d.aggs()}})
	if err != nil {
		return archive.Timeline{}, fmt.Errorf("timeline: %w", err)
	}
	t, err := d.read(a, res.Aggs)
	if err != nil {
		return archive.Timeline{}, fmt.Errorf("timeline: %w", err)
	}
	return t, nil
}

// readAll reads parts of an answer. One that is not there makes it none.
func readAll(aggs map[string]json.RawMessage, into map[string]any) error {
	for name, x := range into {
		raw, ok := aggs[name]
		if !ok {
			return fmt.Errorf("%w: the cluster counted no %q", archive.ErrUnavailable, name)
		}
		if err := json.Unmarshal(raw, x); err != nil {
			return fmt.Errorf("%w: the counts of %q: %w", archive.ErrUnavailable, name, err)
		}
	}
	return nil
}
