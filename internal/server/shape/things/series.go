package things

import (
	"slices"
	"sort"
	"strconv"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/internal/server/shape"
	"reftel/web/templates"
	"reftel/web/templates/things"
	"reftel/web/templates/words"
)

// runsShown is how many numbers and gaps a page of a series has.
const runsShown = 100

// What is to be known of numbers and of gaps between them.
var (
	NumbersNote = words.Later("A post numbers what it sends from 1 at the start of each year, whatever the subject or the classification. The highest is the highest number held here or, where none is, cited; how far a year ran is not known. Documents whose ids tell no number are not counted.")
	AbsentNote  = words.Later("What is absent was not released, was lost or lies elsewhere. That a number is missing does not mean that nothing was sent, nor that nothing happened.")
	citedNote   = words.Later("Numbers that are cited are as the citing cables give them, which may be mistaken.")
)

// Highest is the highest number that is held or, where none is, that is cited.
func Highest(n archive.Numbers) int {
	for _, ns := range [][]int{n.Held, n.Cited} {
		if len(ns) > 0 {
			return ns[len(ns)-1]
		}
	}
	return 0
}

// share is a part of a whole in percent.
func share(say *words.Speaker, part, whole int) string {
	switch {
	case part == 0 || whole <= 0:
		return say.Say("none ‹numbers›")
	case part == whole:
		return say.Say("all ‹numbers›")
	default:
		return percent(say, part, whole)
	}
}

// percent is a part of a whole that is neither none nor all of it.
func percent(say *words.Speaker, part, whole int) string {
	switch tenths := (1000*part + whole/2) / max(whole, 1); {
	case tenths == 0:
		return say.Say("< %s%%", say.Decimal(0.1, 1))
	case tenths >= 1000:
		return say.Say("> %s%%", say.Decimal(99.9, 1))
	default:
		return say.Say("%s%%", say.Decimal(float64(tenths)/10, 1))
	}
}

// HeldOf says how many of so many numbers are held.
func HeldOf(say *words.Speaker, held, of int) string {
	if held == 0 || of <= 0 || held == of {
		return say.Say("%d of %d numbers held", held, of)
	}
	return say.Say("%d of %d numbers held (%s)", held, of, percent(say, held, of))
}

// numbers are those of a post year by year, the latest first.
func numbers(say *words.Speaker, code string, series []archive.Numbers) things.Numbers {
	v := things.Numbers{Title: say.Say("Numbers held"), Note: say.Tell(NumbersNote) + " " + say.Tell(AbsentNote)}
	for _, n := range slices.Backward(series) {
		v.Years = append(v.Years, things.Year{
			Year: n.Year, Href: shape.SeriesPath(code, n.Year, 1), Held: len(n.Held), Highest: Highest(n), Cited: len(n.Cited), Share: share(say, len(n.Held), Highest(n)),
		})
	}
	return v
}

// A run is a number that is held or cited, or a stretch of numbers that are neither.
type run struct {
	from, to int
	state    archive.State // Held, Absent for what is cited, Unknown for a gap
}

// runs are all numbers of a year from 1 on, in their order.
func runs(n archive.Numbers) []run {
	var out []run
	next := 1
	held, cited := n.Held, n.Cited
	for len(held)+len(cited) > 0 {
		at := run{state: archive.Held}
		if len(held) == 0 || len(cited) > 0 && cited[0] < held[0] {
			at.state, at.from, cited = archive.Absent, cited[0], cited[1:]
		} else {
			at.from, held = held[0], held[1:]
		}
		at.to = at.from
		if at.from > next {
			out = append(out, run{next, at.from - 1, archive.Unknown})
		}
		out = append(out, at)
		next = at.to + 1
	}
	return out
}

// A Series is the serial numbers of a post in a year, a page of them.
type Series struct {
	Terms   shape.Terms
	Code    string
	Numbers archive.Numbers
	Years   []int // that have numbers, ascending
	Page    int
	Found   map[int]archive.Found // where the numbers of the page lead
}

// id is the usual id of a number.
func (x *Series) id(serial int) string {
	return cable.MRN{Year: x.Numbers.Year, Origin: x.Code, Serial: serial}.String()
}

// page are the runs of the page.
func (x *Series) page() (shown []run, all int) {
	rs := runs(x.Numbers)
	from := min((x.Page-1)*runsShown, len(rs))
	return rs[from:min(from+runsShown, len(rs))], len(rs)
}

// Place is where a number stands: the page and the row of it, or of the gap that it
// is in. Beyond all numbers it is the last row.
func (x *Series) Place(number int) string {
	rs := runs(x.Numbers)
	at := max(0, sort.Search(len(rs), func(i int) bool { return rs[i].from > number })-1)
	return shape.SeriesPath(x.Code, x.Numbers.Year, at/runsShown+1) + "#" + rowID(rs[at])
}

// rowID is the id of the row of a run.
func rowID(r run) string { return "n" + strconv.Itoa(r.from) }

// Last is the last page.
func (x *Series) Last() int {
	_, all := x.page()
	return max(1, (all+runsShown-1)/runsShown)
}

// IDs are the ids that the page leads to, by their numbers.
func (x *Series) IDs() (serials []int, ids []string) {
	shown, _ := x.page()
	for _, r := range shown {
		if r.state == archive.Held {
			serials, ids = append(serials, r.from), append(ids, x.id(r.from))
		}
	}
	return serials, ids
}

// View shapes the page.
func (x *Series) View(p templates.Page) things.Series {
	name, n, say := x.Code, x.Numbers, x.Terms.Words
	if post, ok := x.Terms.Post(x.Code); ok && post.Name != "" {
		name = post.Name
	}
	year := strconv.Itoa(n.Year)
	p.Title = say.Say("Numbers of %s, %s", name, year)
	p.Description = held(say, n)
	p.NoIndex = x.Page > 1
	v := things.Series{
		Kicker: say.Say("Numbers held and missing"), Heading: name + ", " + year, Lead: held(say, n),
		Crumbs: []templates.Link{shape.HomeLink(say), {Label: shape.Title(say, query.Origin), Href: shape.IndexPaths[query.Origin]}, {Label: name, Href: shape.PostPath(x.Code)}},
		Notes:  []string{say.Tell(NumbersNote), say.Tell(AbsentNote)}, Marks: n.Held, Highest: Highest(n),
	}
	if len(n.Cited) > 0 {
		v.Notes[1] += " " + say.Tell(citedNote)
	}
	if len(n.Held) > 0 {
		req := query.Request{Filters: []query.Filter{{Facet: query.Origin, Value: x.Code}}}
		v.Search = templates.Link{Label: say.Say("Cables of %s of %s", name, year), Href: req.WithPeriod(cable.Date{Year: n.Year}).URL("/search")}
	}
	if i, ok := slices.BinarySearch(x.Years, n.Year); ok {
		step := func(i int) *templates.Link {
			if i < 0 || i >= len(x.Years) {
				return nil
			}
			return &templates.Link{Label: strconv.Itoa(x.Years[i]), Href: shape.SeriesPath(x.Code, x.Years[i], 1)}
		}
		v.Prev, v.Next = step(i-1), step(i+1)
	}
	shown, all := x.page()
	for _, r := range shown {
		v.Runs = append(v.Runs, x.run(r))
	}
	v.Pages = shape.Pages(say, x.Page, runsShown, all, func(page int) string { return shape.SeriesPath(x.Code, n.Year, page) })
	p.PrevURL, p.NextURL = v.Pages.Prev, v.Pages.Next
	v.Page = p
	return v
}

// held says how much of a year is held.
func held(say *words.Speaker, n archive.Numbers) string {
	s := say.Say("No number of this year is held here.")
	switch top := Highest(n); {
	case len(n.Held) == 0:
	case len(n.Held) == top:
		s = say.Count(len(n.Held), "%d of the numbers from 1 to %d is held here.", "%d of the numbers from 1 to %d are held here.", top)
	default:
		s = say.Count(len(n.Held), "%d of the numbers from 1 to %d is held here (%s).", "%d of the numbers from 1 to %d are held here (%s).", top, percent(say, len(n.Held), top))
	}
	if c := len(n.Cited); c > 0 {
		s += " " + say.Count(c, "%d more is cited by cables here.", "%d more are cited by cables here.")
	}
	return s
}

// run shapes a number or a gap.
func (x *Series) run(r run) things.Run {
	say := x.Terms.Words
	v := things.Run{ID: rowID(r), Label: say.Num(r.from)}
	switch r.state {
	case archive.Held:
		id := x.id(r.from)
		v.Link = &templates.Link{Label: id, Href: shape.CablePath(id)}
		if s := x.Found[r.from].Summary; s != nil {
			v.Link = &templates.Link{Label: s.Title, Href: shape.CablePath(s.ID)}
			v.Date = shape.DateOf(say, s.Date, s.DateInferred)
			if s.ID != id {
				v.Note = say.Say("as %s ‹id›", s.ID)
			}
		}
	case archive.Absent:
		id := x.id(r.from)
		v.Link = &templates.Link{Label: id, Href: shape.CablePath(id)}
		v.Note = say.Say("cited, not held")
	default:
		v.Note = say.Say("not held")
		if r.to > r.from {
			v.Label = say.Say("%d to %d", r.from, r.to)
			v.Note = say.Say("%d numbers not held", r.to-r.from+1)
		}
	}
	return v
}
