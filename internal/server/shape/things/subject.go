// Package things shapes the pages of what cables have in common: a TAGS code, a post,
// a country, a person, an organisation, a place; and of the serial numbers of a post
// in a year. As package shape, whose pages it completes, it is handed answers and asks
// nobody.
package things

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/archive/values"
	"reftel/internal/query"
	"reftel/internal/reference"
	"reftel/internal/server/shape"
	"reftel/web/templates"
	"reftel/web/templates/things"
)

// CompanyShown is how many values of a kind the page of a subject shows that go with it.
const CompanyShown = 8

// Facets are those that the page of a subject tells of.
func Facets() []query.Facet {
	return []query.Facet{query.Tags, query.Persons, query.Organisations, query.Places, query.Origin, query.Country}
}

// tells reports whether it tells something that values of a facet go with one of
// another. A post is in one country, and the posts of a country are its own.
func tells(of, with query.Facet) bool {
	own := func(f query.Facet) bool { return f == query.Origin || f == query.Country }
	return !own(of) || !own(with)
}

// A Subject is a value of a facet with all that its page shows.
type Subject struct {
	shape.Subject
	Portrait *archive.Portrait // nil where there are no cables
	Numbers  []archive.Numbers // of a post
}

// View shapes the page.
func (x *Subject) View(p templates.Page) things.Subject {
	if x.Portrait != nil {
		x.First, x.Last = x.Portrait.First, x.Portrait.Last
		own := archive.FacetCounts{Facet: x.Facet, Buckets: []archive.Bucket{{Value: x.Value, Label: x.Portrait.Label, Count: x.Portrait.Cables}}}
		x.Result.Facets = append([]archive.FacetCounts{own}, x.Portrait.Facets...)
	}
	v := things.Subject{Subject: x.Subject.View(p)}
	if values.KindOf(x.Facet) == "" { // names have told it
		x.tell(&v)
	}
	if x.Facet == query.Origin {
		v.Related, _ = without(v.Related, query.Country) // which is told
		v.Numbers = numbers(x.Value, x.Numbers)
	}
	v.Map = x.world()
	x.company(&v)
	return v
}

// tell fills in what is known of a code, a post or a country: what it meant when, how
// else it was written, and its first and last cables.
func (x *Subject) tell(v *things.Subject) {
	v.Told, v.Facts = v.Facts, nil
	row := func(term, help string, values []templates.FactValue) {
		if len(values) > 0 {
			v.Told = append(v.Told, templates.Fact{Term: term, Help: help, Values: values})
		}
	}
	tables := x.Terms.Tables
	if tables != nil && x.Facet == query.Tags {
		row("Meaning by time", "TAGS were revised: a code is read by the rules of the year of its cable.", meanings(tables.TagMeanings(x.Value)))
	}
	if tables != nil && x.Facet == query.Origin {
		row("Also written", "Numbers of cables that were sent under them lead here too.", aliases(tables.PostAliases(x.Value)))
	}
	row("First cable", "", shape.CableValue(x.First))
	row("Last cable", "", shape.CableValue(x.Last))
}

// aliases are the other codes of a post, those of one kind together.
func aliases(as []reference.PostAlias) []templates.FactValue {
	var out []templates.FactValue
	for _, a := range as {
		i := slices.IndexFunc(out, func(v templates.FactValue) bool { return v.Detail == a.Why })
		if i < 0 {
			out = append(out, templates.FactValue{Text: a.Code, Detail: a.Why})
			continue
		}
		out[i].Text += ", " + a.Code
	}
	return out
}

// known says how well a meaning is known, where no handbook of the time has it.
var known = map[string]string{
	"attested": "read elsewhere than in a handbook", "derived": "follows from a rule of the time", "unverified": "not read in any source",
	"code-only": "seen as a code alone",
}

// meanings are those of a code under the rules of each time, with their sources.
// Times of one meaning are one.
func meanings(ms []reference.TagMeaning) []templates.FactValue {
	var out []templates.FactValue
	for i := 0; i < len(ms); {
		k := i + 1
		for k < len(ms) && ms[k].Meaning == ms[i].Meaning && ms[k].Kind == ms[i].Kind && ms[k].From == ms[k-1].To+1 {
			k++
		}
		first, last := ms[i], ms[k-1]
		source, _, _ := strings.Cut(first.Source, " via ")
		out = append(out, templates.FactValue{
			Text: cmp.Or(first.Meaning, "Meaning not known"), Kind: first.Kind,
			Detail: joined("; ", times(first.From, last.To), known[first.Status], shape.Cut(source, 120)),
		})
		i = k
	}
	return out
}

// times are the years of rules.
func times(from, to int) string {
	switch {
	case from == 0 && to == reference.Today:
		return "at all times"
	case from == 0:
		return "until " + strconv.Itoa(to)
	case to == reference.Today:
		return "since " + strconv.Itoa(from)
	}
	return fmt.Sprintf("%d to %d", from, to)
}

// company puts what goes with the subject in the place of what its cables merely have
// often, where something does.
func (x *Subject) company(v *things.Subject) {
	if x.Portrait == nil {
		return
	}
	for _, c := range x.Portrait.Company {
		if !tells(x.Facet, c.Facet) {
			continue
		}
		w := things.Company{ID: "with-" + string(c.Facet), Title: shape.Titles[c.Facet]}
		for _, value := range c.Values {
			y := things.Companion{Label: cmp.Or(value.Label, value.Value), Href: shape.ValuePath(c.Facet, value.Value), Count: value.Together}
			if c.Facet == query.Tags && y.Label != value.Value {
				y.Code = value.Value
			}
			y.Both = shape.Both(query.Filter{Facet: x.Facet, Value: x.Value}, query.Filter{Facet: c.Facet, Value: value.Value})
			w.Companions = append(w.Companions, y)
		}
		v.Related, w.All = without(v.Related, c.Facet)
		v.Company = append(v.Company, w)
	}
}

// without takes the way of a facet off, and tells where it leads to all values.
func without(ways []templates.Way, f query.Facet) (others []templates.Way, all *templates.Link) {
	for _, w := range ways {
		if w.ID == shape.WayID(f) {
			all = w.All
			continue
		}
		others = append(others, w)
	}
	return others, all
}

// The sizes of points on the map.
const (
	onePoint            = 5
	leastPoint, largest = 3, 9
)

// world is the map with a post, or with the posts of a country by their cables.
func (x *Subject) world() things.Map {
	m := things.Map{}
	most := 1
	add := func(code string, count int) (p reference.Post, ok bool) {
		if p, ok = x.Terms.Post(code); !ok || !p.HasPlace {
			return p, false
		}
		label := p.Name
		if count > 0 {
			label += ": " + templates.Num(count)
		}
		at := point(p, count, most)
		at.Label = label
		m.Points = append(m.Points, at)
		return p, true
	}
	switch x.Facet {
	case query.Origin:
		if p, ok := add(x.Value, 0); ok {
			m.Points[0].Size = onePoint
			m.Label = p.Name + " on the map of the world"
			m.Note = degrees(p.Lat, "N", "S") + ", " + degrees(p.Lon, "E", "W") + ": the city, after " + placeSources[p.PlaceBy] + "."
		}
	case query.Country:
		buckets := shape.BucketsOf(x.Result, query.Origin)
		for _, b := range buckets {
			most = max(most, b.Count)
		}
		var names []string
		for _, b := range buckets {
			if p, ok := add(b.Value, b.Count); ok {
				names = append(names, p.Name)
			}
		}
		m.Label = "Posts of " + x.Value + " on the map of the world: " + strings.Join(names, ", ")
		m.Note = "Its posts, the larger the more cables."
	}
	return m
}

// placeSources name the lists that coordinates are from.
var placeSources = map[string]string{"gsh": "the Office of the Historian", "geonames": "GeoNames (CC BY)"}

// degrees is a coordinate as readers write it: 38.7° N.
func degrees(x float64, positive, negative string) string {
	if x < 0 {
		x, positive = -x, negative
	}
	return strconv.FormatFloat(x, 'f', 1, 64) + "° " + positive
}

func joined(sep string, parts ...string) string {
	var ps []string
	for _, p := range parts {
		if p != "" {
			ps = append(ps, p)
		}
	}
	return strings.Join(ps, sep)
}
