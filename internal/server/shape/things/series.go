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
)

// runsShown is how many numbers and gaps a page of a series has.
const runsShown = 100

// What is to be known of numbers and of gaps between them.
const (
	NumbersNote = "A post numbers what it sends from 1 at the start of each year, whatever the subject or the classification. The highest is the highest number held here or, where none is, cited; how far a year ran is not known. Documents whose ids tell no number are not counted."
	AbsentNote  = "What is absent was not released, was lost or lies elsewhere. That a number is missing does not mean that nothing was sent, nor that nothing happened."
	citedNote   = "Numbers that are cited are as the citing cables give them, which may be mistaken."
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
func share(part, whole int) string {
	switch tenths := (1000*part + whole/2) / max(whole, 1); {
	case part == 0 || whole <= 0:
		return "none"
	case part == whole:
		return "all"
	case tenths == 0:
		return "< 0.1%"
	case tenths >= 1000:
		return "> 99.9%"
	default:
		return strconv.FormatFloat(float64(tenths)/10, 'f', 1, 64) + "%"
	}
}

// HeldOf says how many of so many numbers are held.
func HeldOf(held, of int) string {
	s := templates.Num(held) + " of " + templates.Num(of) + " numbers held"
	if part := share(held, of); part != "all" && part != "none" {
		s += " (" + part + ")"
	}
	return s
}

// numbers are those of a post year by year, the latest first.
func numbers(code string, series []archive.Numbers) things.Numbers {
	v := things.Numbers{Title: "Numbers held", Note: NumbersNote + " " + AbsentNote}
	for _, n := range slices.Backward(series) {
		v.Years = append(v.Years, things.Year{
			Year: n.Year, Href: shape.SeriesPath(code, n.Year, 1), Held: len(n.Held), Highest: Highest(n), Cited: len(n.Cited), Share: share(len(n.Held), Highest(n)),
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
	name, n := x.Code, x.Numbers
	if post, ok := x.Terms.Post(x.Code); ok && post.Name != "" {
		name = post.Name
	}
	year := strconv.Itoa(n.Year)
	p.Title = "Numbers of " + name + ", " + year
	p.Description = held(n)
	p.NoIndex = x.Page > 1
	v := things.Series{
		Kicker: "Numbers held and missing", Heading: name + ", " + year, Lead: held(n),
		Crumbs: []templates.Link{{Label: "Home", Href: "/"}, {Label: shape.Titles[query.Origin], Href: shape.IndexPaths[query.Origin]}, {Label: name, Href: shape.PostPath(x.Code)}},
		Notes:  []string{NumbersNote, AbsentNote}, Marks: n.Held, Highest: Highest(n),
	}
	if len(n.Cited) > 0 {
		v.Notes[1] += " " + citedNote
	}
	if len(n.Held) > 0 {
		req := query.Request{Filters: []query.Filter{{Facet: query.Origin, Value: x.Code}}}
		v.Search = templates.Link{Label: "Cables of " + name + " of " + year, Href: req.WithPeriod(cable.Date{Year: n.Year}).URL("/search")}
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
	v.Pages = shape.Pages(x.Page, runsShown, all, func(page int) string { return shape.SeriesPath(x.Code, n.Year, page) })
	p.PrevURL, p.NextURL = v.Pages.Prev, v.Pages.Next
	v.Page = p
	return v
}

// held says how much of a year is held.
func held(n archive.Numbers) string {
	s := "No number of this year is held here."
	if top := Highest(n); len(n.Held) > 0 {
		s = templates.Num(len(n.Held)) + " of the numbers from 1 to " + templates.Num(top) + " " + isAre(len(n.Held)) + " held here"
		if part := share(len(n.Held), top); part != "all" {
			s += " (" + part + ")"
		}
		s += "."
	}
	if c := len(n.Cited); c > 0 {
		s += " " + templates.Num(c) + " more " + isAre(c) + " cited by cables here."
	}
	return s
}

func isAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

// run shapes a number or a gap.
func (x *Series) run(r run) things.Run {
	v := things.Run{ID: rowID(r), Label: templates.Num(r.from)}
	switch r.state {
	case archive.Held:
		id := x.id(r.from)
		v.Link = &templates.Link{Label: id, Href: shape.CablePath(id)}
		if s := x.Found[r.from].Summary; s != nil {
			v.Link = &templates.Link{Label: s.Title, Href: shape.CablePath(s.ID)}
			v.Date = shape.DateOf(s.Date, s.DateInferred)
			if s.ID != id {
				v.Note = "as " + s.ID
			}
		}
	case archive.Absent:
		id := x.id(r.from)
		v.Link = &templates.Link{Label: id, Href: shape.CablePath(id)}
		v.Note = "cited, not held"
	default:
		v.Note = "not held"
		if r.to > r.from {
			v.Label += " to " + templates.Num(r.to)
			v.Note = templates.Num(r.to-r.from+1) + " numbers not held"
		}
	}
	return v
}
