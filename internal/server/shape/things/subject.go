// Package things shapes the pages of what cables have in common: a TAGS code, a post,
// a country, a person, an organisation, a place; and of the serial numbers of a post
// in a year. As package shape, whose pages it completes, it is handed answers and asks
// nobody.
package things

import (
	"cmp"
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
	"reftel/web/templates/words"
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
		v.Numbers = numbers(x.Terms.Words, x.Value, x.Numbers)
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
	tables, say := x.Terms.Tables, x.Terms.Words
	if tables != nil && x.Facet == query.Tags {
		row(say.Say("Meaning by time"), say.Say("TAGS were revised: a code is read by the rules of the year of its cable."), meanings(say, tables.TagMeanings(x.Value)))
	}
	if tables != nil && x.Facet == query.Origin {
		row(say.Say("Also written"), say.Say("Numbers of cables that were sent under them lead here too."), aliases(say, tables.PostAliases(x.Value)))
	}
	row(say.Say("First cable"), "", shape.CableValue(say, x.First))
	row(say.Say("Last cable"), "", shape.CableValue(say, x.Last))
}

// written says why a post has another code.
var written = map[string]words.Message{
	"abbreviation in use in cables": words.Later("abbreviation in use in cables"), "name of the office": words.Later("name of the office"),
	"other spelling": words.Later("other spelling"), "published bad id": words.Later("published bad id"),
}

// aliases are the other codes of a post, those of one kind together.
func aliases(say *words.Speaker, as []reference.PostAlias) []templates.FactValue {
	var out []templates.FactValue
	for _, a := range as {
		why := cmp.Or(say.Tell(written[a.Why]), a.Why)
		i := slices.IndexFunc(out, func(v templates.FactValue) bool { return v.Detail == why })
		if i < 0 {
			out = append(out, templates.FactValue{Text: a.Code, Detail: why})
			continue
		}
		out[i].Text += ", " + a.Code
	}
	return out
}

// known says how well a meaning is known, where no handbook of the time has it.
var known = map[string]words.Message{
	"attested": words.Later("read elsewhere than in a handbook"), "derived": words.Later("follows from a rule of the time"),
	"unverified": words.Later("not read in any source"), "code-only": words.Later("seen as a code alone"),
}

// meanings are those of a code under the rules of each time, with their sources.
// Times of one meaning are one.
func meanings(say *words.Speaker, ms []reference.TagMeaning) []templates.FactValue {
	var out []templates.FactValue
	for i := 0; i < len(ms); {
		k := i + 1
		for k < len(ms) && ms[k].Meaning == ms[i].Meaning && ms[k].Kind == ms[i].Kind && ms[k].From == ms[k-1].To+1 {
			k++
		}
		first, last := ms[i], ms[k-1]
		source, _, _ := strings.Cut(first.Source, " via ")
		source = shape.Cut(source, 120)
		out = append(out, templates.FactValue{
			Text: cmp.Or(first.Meaning, say.Say("Meaning not known")), Kind: kind(say, first.Kind),
			Detail: joined(say.Say("; "), times(say, first.From, last.To), say.Tell(known[first.Status]), source), English: source,
		})
		i = k
	}
	return out
}

// times are the years of rules.
func times(say *words.Speaker, from, to int) string {
	first, last := strconv.Itoa(from), strconv.Itoa(to)
	switch {
	case from == 0 && to == reference.Today:
		return say.Say("at all times")
	case from == 0:
		return say.Say("until %s", last)
	case to == reference.Today:
		return say.Say("since %s", first)
	}
	return say.Say("%s to %s", first, last)
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
		w := things.Company{ID: "with-" + string(c.Facet), Title: shape.Title(x.Terms.Words, c.Facet)}
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
	m, say := things.Map{}, x.Terms.Words
	most := 1
	add := func(code string, count int) (p reference.Post, ok bool) {
		if p, ok = x.Terms.Post(code); !ok || !p.HasPlace {
			return p, false
		}
		label := p.Name
		if count > 0 {
			label = say.Say("%s: %s", label, say.Num(count))
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
			m.Label = say.Say("%s on the map of the world", p.Name)
			m.Note = say.Say("%s, %s: the city, after %s.", degrees(say, p.Lat, words.Later("%s° N"), words.Later("%s° S")),
				degrees(say, p.Lon, words.Later("%s° E"), words.Later("%s° W")), say.Tell(placeSources[p.PlaceBy]))
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
		m.Label = say.Say("Posts of %s on the map of the world: %s", x.Value, strings.Join(names, ", "))
		m.Note = say.Say("Its posts, the larger the more cables.")
	}
	return m
}

// placeSources name the lists that coordinates are from.
var placeSources = map[string]words.Message{"gsh": words.Later("the Office of the Historian"), "geonames": words.Later("GeoNames (CC BY)")}

// degrees is a coordinate as readers write it: 38.7° N.
func degrees(say *words.Speaker, x float64, positive, negative words.Message) string {
	if x < 0 {
		x, positive = -x, negative
	}
	return say.Say(positive.Key, say.Decimal(x, 1))
}

// kind names a kind of TAGS, where it has one.
func kind(say *words.Speaker, of string) string {
	switch of {
	case "":
		return ""
	case "geo":
		return say.Say("geo ‹TAGS›")
	}
	return shape.KindOfTag(say, of)
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
