package shape

import (
	"cmp"
	"strconv"
	"time"

	"reftel/internal/archive"
	"reftel/internal/archive/values"
	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/web/templates"
	"reftel/web/templates/words"
)

// A Subject is a value of a facet, which cables have in common, with all that
// its page shows.
type Subject struct {
	Terms   Terms
	Facet   query.Facet
	Value   string
	Kind    string // in words
	Request query.Request
	Result  *archive.Result

	// Of a person, an organisation, a place or another name:
	Thing       *authority.Thing         // what is told of it; nil for nothing
	Sources     map[string]archive.Found // where the ids of SourcesOf lead
	First, Last *archive.Summary         // cables; nil where they have no date
}

// Key is the canonical query string of a list of this subject.
func (x *Subject) Key(r query.Request) string {
	return r.WithoutFilter(query.Filter{Facet: x.Facet, Value: x.Value}).WithPage(r.Page).Encode()
}

// URL is the address of a list of this subject.
func (x *Subject) URL(r query.Request) string {
	return WithQuery(ValuePath(x.Facet, x.Value), x.Key(r))
}

// View shapes the page.
func (x *Subject) View(p templates.Page) templates.Subject {
	t, say := x.Terms, x.Terms.Words
	r := x.Request
	v := templates.Subject{
		Kind: x.Kind, Name: x.Value, Total: x.Result.Total,
		Crumbs:     []templates.Link{HomeLink(say), {Label: Title(say, x.Facet), Href: IndexPaths[x.Facet]}},
		SearchHref: r.WithPage(1).WithSort(query.Newest).WithSize(query.DefaultSize).URL("/search"), SearchHidden: hidden(r),
	}
	for _, b := range facetOf(x.Result, x.Facet).Buckets {
		if b.Value == x.Value && b.Label != "" {
			v.Name = b.Label
		}
	}
	switch x.Facet {
	case query.Tags:
		v.Code = x.Value
		if t.Tables != nil {
			// Codes are read as of the year of most of the cables.
			if tag, ok := t.Tables.Tag(x.Value, x.Result.Timeline.Busiest()); ok {
				v.Kind = say.Say("TAGS: %s", KindOfTag(say, tag.Kind))
				v.Name = cmp.Or(tag.Meaning, v.Name)
			}
		}
	case query.Origin:
		v.Code = x.Value
		if post, ok := t.Post(x.Value); ok {
			v.Name = cmp.Or(post.Name, v.Name)
			v.Kind = kindOfPost(say, post.Kind)
			if post.Country != "" {
				country := templates.FactValue{Text: post.Country}
				if v.Total > 0 {
					country.Href = countryPath(post.Country)
				}
				v.Facts = append(v.Facts, templates.Fact{Term: say.Say("Country"), Values: []templates.FactValue{country}})
			}
		}
		if v.Total == 0 {
			v.Meaning = say.Say("No cable from this post is held here. The search finds those that were sent to it.")
			v.SearchHref, v.SearchHidden = TextSearch("to:"+x.Value), nil
		}
	}
	if values.KindOf(x.Facet) != "" {
		x.named(&v)
	}
	if v.Code == v.Name {
		v.Code = ""
	}
	p.Title = joined(" ", v.Code, v.Name)
	p.Description = say.Count(v.Total, "%d cable: %s %s.", "%d cables: %s %s.", v.Kind, p.Title)
	if p.Canonical != "" {
		p.Canonical = WithQuery(p.Canonical, x.Key(r))
	}
	p.NoIndex = v.Total == 0 || r.Page > 1 || r.Sort != query.Newest || r.Size != query.DefaultSize

	v.Years = timelineBy(say, x.Result.Timeline, query.Request{Filters: r.Filters, Sort: query.Newest, Page: 1}, searchFinds)
	for _, f := range []query.Facet{query.Tags, query.Persons, query.Organisations, query.Places, query.Origin, query.Country} {
		if f == x.Facet {
			continue // its counts ignore its own filter
		}
		all := query.Request{Filters: r.Filters}.URL("/search/values/" + string(f))
		if w, ok := way(say, facetOf(x.Result, f), 8, all); ok {
			v.Related = append(v.Related, w)
		}
	}
	for _, o := range []struct {
		sort  query.Sort
		label string
	}{{query.Newest, say.Say("Newest first")}, {query.Oldest, say.Say("Oldest first")}} {
		v.Sorts = append(v.Sorts, templates.Link{Label: o.label, Href: x.URL(r.WithSort(o.sort)), Current: r.Sort == o.sort})
	}
	for _, h := range x.Result.Hits {
		v.Cables = append(v.Cables, t.hit(h, p.Base))
	}
	v.Pagination = pagination(say, r.Page, r.Size, x.Result.Listed(), query.MaxReach, func(n int) string { return x.URL(r.WithPage(n)) })
	p.PrevURL, p.NextURL = v.Pagination.Prev, v.Pagination.Next
	taken(say, &p, &v.Pagination, r)
	v.Page = p
	return v
}

// Years is the page of all years.
func Years(say *words.Speaker, p templates.Page, res *archive.Result) templates.Dates {
	p.Title = say.Say("Years")
	v := templates.Dates{
		Page: p, Total: res.Total, Crumbs: []templates.Link{HomeLink(say)},
		Years: calendar(say, res.Timeline), Compare: ComparePath,
	}
	v.Rows = rows(bars(say, res.Timeline, DatePath))
	return v
}

// Dates are a year, a month or a day with its cables.
type Dates struct {
	Terms         Terms
	Date          cable.Date
	Request       query.Request
	Result        *archive.Result
	Before, After cable.Date // the nearest that have cables; zero for none
}

// Path is the address of the year, month or day.
func (x *Dates) Path() string { return DatePath(x.Date) }

// Around are links to the nearest years, months or days that have cables.
func (x *Dates) Around() (before, after *templates.Link) {
	link := func(d cable.Date) *templates.Link {
		if d.IsZero() {
			return nil
		}
		return &templates.Link{Label: Long(x.Terms.Words, d), Href: DatePath(d)}
	}
	return link(x.Before), link(x.After)
}

// Key is the canonical query string of the list.
func (x *Dates) Key(r query.Request) string {
	return r.WithDates(cable.Date{}, cable.Date{}).WithPage(r.Page).Encode()
}

// View shapes the page.
func (x *Dates) View(p templates.Page) templates.Dates {
	say := x.Terms.Words
	crumbs := []templates.Link{HomeLink(say), {Label: say.Say("Years"), Href: "/years"}}
	if x.Date.Month != 0 {
		crumbs = append(crumbs, templates.Link{Label: strconv.Itoa(x.Date.Year), Href: YearPath(x.Date.Year)})
	}
	if x.Date.Day != 0 {
		crumbs = append(crumbs, templates.Link{Label: say.Month(x.Date.Month), Href: MonthPath(x.Date.Year, x.Date.Month)})
	}
	p.Title = say.Say("Cables of %s", Long(say, x.Date))
	p.Description = say.Count(x.Result.Total, "%d cable of %s.", "%d cables of %s.", Long(say, x.Date))
	if p.Canonical != "" {
		p.Canonical = WithQuery(p.Canonical, x.Key(x.Request))
	}
	p.NoIndex = x.Result.Total == 0 || x.Request.Page > 1 || x.Request.Sort != query.Newest || x.Request.Size != query.DefaultSize
	v := templates.Dates{Crumbs: crumbs, Total: x.Result.Total}
	v.Before, v.After = x.Around()
	switch {
	case x.Date.Month == 0:
		v.Years = calendar(say, x.Result.Timeline)
		v.Years.Path = nil // the crumbs say the same
		v.Rows = rows(v.Years)
	case x.Date.Day == 0:
		v.Month = monthOf(say, x.Result.Timeline)
	case x.Result.Total == 0:
		v.Note = say.Say("No cable here is of this day.")
	}
	for _, h := range x.Result.Hits {
		v.Cables = append(v.Cables, x.Terms.hit(h, p.Base))
	}
	v.Pagination = pagination(say, x.Request.Page, x.Request.Size, x.Result.Listed(), query.MaxReach, func(n int) string {
		return WithQuery(x.Path(), x.Key(x.Request.WithPage(n)))
	})
	p.PrevURL, p.NextURL = v.Pagination.Prev, v.Pagination.Next
	taken(say, &p, &v.Pagination, x.Request)
	v.Page = p
	return v
}

// monthOf is a month as a calendar, with the cables of each day.
func monthOf(say *words.Speaker, t archive.Timeline) templates.Calendar {
	h := bars(say, t, DatePath)
	c := templates.Calendar{Title: h.Title, Note: h.Note}
	most := 1
	for _, b := range t.Buckets {
		most = max(most, b.Count)
	}
	for i, b := range t.Buckets {
		at := (int(time.Date(b.Date.Year, time.Month(b.Date.Month), b.Date.Day, 0, 0, 0, 0, time.UTC).Weekday()) + 6) % 7
		if i == 0 || at == 0 {
			c.Weeks = append(c.Weeks, [7]templates.CalendarDay{})
		}
		d := templates.CalendarDay{Day: b.Date.Day, Date: Long(say, b.Date), Count: b.Count, Href: h.Bars[i].Href}
		if b.Count > 0 {
			d.Shade = 1 + 3*(b.Count-1)/most
		}
		c.Weeks[len(c.Weeks)-1][at] = d
	}
	return c
}

// rows are the bars of a histogram as a list.
func rows(h templates.Histogram) []templates.DateRow {
	var rs []templates.DateRow
	for _, b := range h.Bars {
		if b.Count > 0 {
			rs = append(rs, templates.DateRow{Label: b.Label, Href: b.Href, Count: b.Count})
		}
	}
	return rs
}

// How much a page shows of what is told of a thing.
const (
	formsShown   = 40
	toldShown    = 40
	perhapsShown = 20
	textShown    = 300 // characters of what a document says
)

// basisWords say what a name or a fact rests on.
var basisWords = map[authority.Basis]words.Message{
	authority.Spelling:   words.Later("another spelling"),
	authority.Table:      words.Later("from the tables of this site"),
	authority.List:       words.Later("from a list of names"),
	authority.Explained:  words.Later("explained in a document"),
	authority.Text:       words.Later("in the words of a document"),
	authority.Bearer:     words.Later("the one person of these posts and years who bears the surname"),
	authority.Correction: words.Later("set by the editors of this archive"),
}

// SourcesOf are the ids of the documents on which rests what a page shows of a
// thing, each once.
func SourcesOf(t *authority.Thing) []string {
	if t == nil {
		return nil
	}
	var ids []string
	seen := map[string]bool{"": true}
	add := func(id string) {
		if !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	for _, f := range t.Facts[:min(len(t.Facts), toldShown)] {
		add(f.Source)
	}
	for _, f := range t.Forms[:min(len(t.Forms), formsShown)] {
		add(f.Source)
	}
	return ids
}

// named fills in what the page of a name shows besides its cables.
func (x *Subject) named(v *templates.Subject) {
	v.Told = x.told()
	if v.Total > 0 {
		v.Mentions = MentionsPath(x.Facet, x.Value, 1)
	}
	if x.Thing != nil {
		v.Meaning = Cut(x.Thing.Describe, 2*textShown)
	}
}

// told are the rows of what is known of a name: who bears it and since when, by
// which other names, in which cables first and last, and who else it may be.
func (x *Subject) told() []templates.Fact {
	say := x.Terms.Words
	var out []templates.Fact
	row := func(term, help string, values []templates.FactValue) {
		if len(values) > 0 {
			out = append(out, templates.Fact{Term: term, Help: help, Values: values})
		}
	}
	if t := x.Thing; t != nil {
		var told, forms []templates.FactValue
		for _, f := range t.Facts[:min(len(t.Facts), toldShown)] {
			told = append(told, x.resting(f.Text, years(say, f.From, f.To), f.Basis, f.Source))
		}
		for _, f := range t.Forms[:min(len(t.Forms), formsShown)] {
			forms = append(forms, x.resting(f.Name, "", f.Basis, f.Source))
		}
		term := say.Say("What is told of it")
		if x.Facet == query.Persons {
			term = say.Say("Who it is")
		}
		row(term, say.Say("As documents say it. The link leads to the one that does."), more(say, told, len(t.Facts)))
		row(say.Say("Other names"), say.Say("They all lead here, and searches find the cables by any of them."), more(say, forms, len(t.Forms)))
	}
	row(say.Say("First cable"), "", CableValue(say, x.First))
	row(say.Say("Last cable"), "", CableValue(say, x.Last))
	if t := x.Thing; t != nil {
		var perhaps []templates.FactValue
		for _, name := range t.Perhaps[:min(len(t.Perhaps), perhapsShown)] {
			perhaps = append(perhaps, templates.FactValue{Text: name, Href: ValuePath(x.Facet, name)})
		}
		row(say.Say("Perhaps the same as"), say.Say("The names are alike. That they mean one is not proven, so they are counted apart."), more(say, perhaps, len(t.Perhaps)))
	}
	return out
}

// resting is a text with what it rests on, and the way there where it is held.
func (x *Subject) resting(text, when string, basis authority.Basis, source string) templates.FactValue {
	v := templates.FactValue{Text: Cut(text, textShown), Detail: cmp.Or(x.Terms.Words.Tell(basisWords[basis]), string(basis)), English: source}
	if source != "" {
		v.Detail = joined(", ", v.Detail, source)
	}
	v.Detail = joined(x.Terms.Words.Say("; "), when, v.Detail)
	if f := x.Sources[source]; f.State.Here() {
		v.Href = CablePath(f.ID)
	}
	return v
}

// more tells how many of all values are not shown.
func more(say *words.Speaker, shown []templates.FactValue, all int) []templates.FactValue {
	if n := all - len(shown); n > 0 {
		return append(shown, templates.FactValue{Text: say.Say("and %d more", n)})
	}
	return shown
}

// years is the time of an office: "1973 to 1977", "from 1973", "until 1977".
func years(say *words.Speaker, from, to int) string {
	first, last := strconv.Itoa(from), strconv.Itoa(to)
	switch {
	case from == 0 && to == 0:
		return ""
	case from == 0:
		return say.Say("until %s", last)
	case to == 0:
		return say.Say("from %s", first)
	case from == to:
		return first
	}
	return say.Say("%s to %s", first, last)
}

// CableValue is a dated cable as the value of a row; none where there is none.
func CableValue(say *words.Speaker, s *archive.Summary) []templates.FactValue {
	if s == nil || s.Date.IsZero() {
		return nil
	}
	d := DateOf(say, s.Date, s.DateInferred)
	return []templates.FactValue{{Text: d.Text, ISO: d.ISO, Href: CablePath(s.ID), Inferred: d.Inferred, Detail: Cut(s.Title, 80)}}
}

// mentionWords say what a mention rests on that the source does not mark, or that is
// a surname alone.
var mentionWords = map[string]words.Message{
	"tables": words.Later("it stands in a list of names"),
	"tagger": words.Later("recognised by its words and those round it"),
	"corpus": words.Later("recognised; its kind is that of its other mentions in the archive"),
	"cable":  words.Later("the one person of this name in the cable"),
	"thread": words.Later("the one person of this name in the cables that it cites or that cite it"),
	"volume": words.Later("the one person of this name in the list of the volume"),
	"post":   words.Later("the one person of this name in cables of the post in these years"),
}

// inferredBy says what a name in a text rests on that was inferred.
func inferredBy(say *words.Speaker, e cable.Entity) string {
	by := cmp.Or(say.Tell(mentionWords[e.Basis]), say.Tell(basisWords[authority.Basis(e.Basis)]), e.Basis)
	if e.Confidence > 0 {
		by = joined(", ", by, say.Say("confidence %s", say.Decimal(e.Confidence, 2)))
	}
	if by == "" {
		return say.Say("inferred")
	}
	return say.Say("inferred: %s", by)
}
