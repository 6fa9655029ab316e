// Package axis decides which bars a timeline of years has, so that it can be read:
// it spans where the cables lie. Where that is long its bars are decades, and what
// lies far before or behind it is one bar. It knows counts, and no pages.
package axis

import (
	"slices"

	"reftel/internal/archive"
)

// MaxYears is how many years stand side by side; more are decades.
const MaxYears = 80

// decade is how many years a bar has where there are more.
const decade = 10

// A Bar is some years in a row: one, a decade, or all that lie before or behind the
// others.
type Bar struct {
	First, Last int // years
	Count, Held int
	Far         bool // before or behind the others
}

// A far tail is left to one bar where it holds less than one of so many cables, and
// is so many times as long as what is left.
var tails = []struct {
	of    int
	times float64
}{{20, 2}, {100, .2}}

// leastTail is how many bars a tail has at least that is made one.
const leastTail = 3

// Of lays out the years of a timeline. They span where the weight lies: that of the
// archive, or of the cables that are counted.
func Of(years []archive.DateBucket, weight func(archive.DateBucket) int) []Bar {
	first := slices.IndexFunc(years, func(b archive.DateBucket) bool { return weight(b) > 0 })
	if first < 0 {
		return nil
	}
	for years = years[first:]; weight(years[len(years)-1]) == 0; {
		years = years[:len(years)-1]
	}
	bars := lay(years, weight, 1)
	if len(bars) > MaxYears {
		bars = lay(years, weight, decade)
	}
	if len(bars) > MaxYears { // a wrong date, and no cables to tell that it is far
		bars = slices.DeleteFunc(bars, func(b Bar) bool { return b.Held == 0 })
	}
	return bars
}

// lay makes bars of so many years, and one of each far tail.
func lay(years []archive.DateBucket, weight func(archive.DateBucket) int, step int) []Bar {
	var bars []Bar
	var weights []int
	for _, b := range years {
		begins := b.Date.Year - b.Date.Year%step
		if n := len(bars); n == 0 || begins+step-1 != bars[n-1].Last {
			bars, weights = append(bars, Bar{First: max(begins, 1)}), append(weights, 0)
		}
		n := len(bars) - 1
		bars[n].add(Bar{Last: begins + step - 1, Count: b.Count, Held: b.Held})
		weights[n] += weight(b)
	}
	from, to := core(bars, weights, step)
	out := slices.Clone(bars[from:to])
	if from > 0 {
		out = slices.Insert(out, 0, joined(bars[:from]))
	}
	if to < len(bars) {
		out = append(out, joined(bars[to:]))
	}
	return out
}

func (b *Bar) add(o Bar) { b.Last, b.Count, b.Held = o.Last, b.Count+o.Count, b.Held+o.Held }

func joined(bars []Bar) Bar {
	b := Bar{First: bars[0].First, Far: true}
	for _, o := range bars {
		b.add(o)
	}
	return b
}

// core are the bars between far tails.
func core(bars []Bar, weights []int, step int) (from, to int) {
	total := 0
	for _, w := range weights {
		total += w
	}
	to = len(bars)
	for _, t := range tails {
		lo, hi := 0, len(bars)
		for sum := weights[lo]; sum*t.of < total; sum += weights[lo] {
			lo++
		}
		for sum := weights[hi-1]; sum*t.of < total; sum += weights[hi-1] {
			hi--
		}
		least := max(int(t.times*float64(bars[hi-1].Last-bars[lo].First+1)), leastTail*step)
		if bars[lo].First-bars[0].First >= least {
			from = max(from, lo)
		}
		if bars[len(bars)-1].Last-bars[hi-1].Last >= least {
			to = min(to, hi)
		}
	}
	return from, to
}
