package shape

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/archive/snippet"
	"reftel/internal/cable"
	"reftel/internal/locate"
	"reftel/internal/query"
	"reftel/internal/server/shape/matches"
	"reftel/internal/text"
	"reftel/web/templates"
	"reftel/web/templates/words"
)

// A Search is a search with all that its page shows.
type Search struct {
	Terms    Terms
	Request  query.Request
	Result   *archive.Result      // nil when the search was refused
	Relaxed  []Counted            // requests without one of the filters each
	Named    []locate.Named       // cables that the text names by their ids
	Things   []archive.Suggestion // whose name the text is
	Citing   []int                // how many cables cite each of these
	Volumes  []archive.VolumeHead // that the text names
	Dates    []Dated
	Better   *Counted // in another spelling, which finds more; nil for none
	Meanings []Meaning
	More     *Counted                  // with all but one of the words, where few cables have all
	Lacking  []Lacking                 // parts that no cable has
	Rests    []Counted                 // searches without some parts
	Examples []templates.Example       // that find something, where this finds nothing
	Spelt    map[string][]string       // ways to spell the words of the request
	Found    map[string]*matches.Found // by id, of hits that are read for it: what was found outside of their snippets

	problem string
	since   templates.DateInput
	until   templates.DateInput
}

// fewer says which of its words a search was read with, "" for all.
func fewer(say *words.Speaker, r query.Request) string {
	switch r.Words {
	case query.MostWords:
		return say.Say("These cables have all but one of the words.")
	case query.SomeWords:
		return say.Say("No cable has all of this. These have some of the words, the likeliest first.")
	}
	return ""
}

// A Counted is a request and how many cables it finds.
type Counted struct {
	Request query.Request
	Without query.Filter // the filter that it does not have any more
	Cables  int
}

// A Lacking is a part of a search that no cable has, and its words in another
// spelling; or the number of a message that is neither held nor cited.
type Lacking struct {
	Number string // all of the search; "" for a part
	Part   query.Expr
	Better *Counted // nil for none
}

// lacking says of each part that no cable has it.
func (x *Search) lacking() []templates.Lacking {
	var out []templates.Lacking
	for _, l := range x.Lacking {
		if l.Number != "" {
			out = append(out, templates.Lacking{Said: words.Later("No cable here has the number %s, and none cites it."), Asked: l.Number})
			continue
		}
		v := templates.Lacking{Said: words.Later("There are no %s.", query.Describe(l.Part))}
		switch p := l.Part.(type) {
		case query.Word:
			if v = (templates.Lacking{Said: words.Later("No cable has %s."), Asked: p.String()}); x.Terms.IsCode(p.Text) {
				v.Said = words.Later("No cable has %s as a word or as a TAGS code.")
			}
		case query.Phrase:
			v = templates.Lacking{Said: words.Later("No cable has %s."), Asked: p.String()}
		}
		if b := l.Better; b != nil {
			v.Better = &templates.Link{Label: b.Request.Text, Href: b.Request.URL("/search"), Count: b.Cables}
		}
		out = append(out, v)
	}
	return out
}

// Refuse keeps why a parameter was not read, beside its field where it has one.
func (x *Search) Refuse(err *query.ParamError, params url.Values) {
	said := x.Terms.Words.Tell(words.Message(err.Reason))
	switch err.Param {
	case "since":
		x.since = templates.DateInput{Value: err.Value, Error: said}
	case "until":
		x.until = templates.DateInput{Value: err.Value, Error: said}
	case "q":
		x.Request.Text = Cut(strings.ToValidUTF8(params.Get("q"), "\ufffd"), 500)
	}
	x.problem = said
}

// View shapes the page.
func (x *Search) View(p templates.Page) templates.Search {
	r, say := x.Request, x.Terms.Words
	p.Title, p.Query, p.NoIndex = SearchTitle(say, r), r.Text, true
	p.Description = ""
	if p.Canonical != "" {
		p.Canonical = WithQuery(p.Canonical, r.Encode())
	}
	v := templates.Search{
		Page: p, Notes: x.Terms.notes(r.Notes), Problem: x.problem, Fewer: fewer(say, r),
		Since: x.since, Until: x.until,
		Sorts: sortOptions(say, r), Sizes: sizeOptions(say, r), Hidden: hidden(r),
	}
	if v.Since.Error == "" {
		v.Since.Value = r.Since.String()
	}
	if v.Until.Error == "" {
		v.Until.Value = r.Until.String()
	}
	if r.Words == query.AllWords {
		v.ReadAs = x.Terms.readAs(r)
	}
	labels := labelsOf(x.Result, r.Filters)
	v.Selections = append(selections(say, r, labels, "/search"), chosenDates(say, r)...)
	if len(v.Selections) > 0 {
		v.ClearAll = r.ClearFilters().URL("/search")
	}
	if b := x.Better; b != nil {
		v.DidYouMean = &templates.Link{Label: b.Request.Text, Href: b.Request.URL("/search"), Count: b.Cables}
	}
	if m := x.More; m != nil {
		v.More = &templates.Link{Label: say.Say("With all but one of these words"), Href: m.Request.URL("/search"), Count: m.Cables}
	}
	v.Meanings = meanings(say, x.Meanings, r)
	v.Leads = slices.Concat(dateLeads(say, x.Dates), volumeLeads(say, x.Volumes), leads(say, x.Things))
	v.Jumps = x.Terms.jumps(x.Named, x.Citing)
	if x.Result == nil {
		return v
	}

	v.Total = x.Result.Total
	v.Notes = x.Terms.notes(x.Notes())
	for i, fc := range x.Result.Facets {
		if f, ok := facetView(say, r, fc, i < openFacets); ok {
			v.Facets = append(v.Facets, f)
		}
	}
	v.Years = timeline(say, x.Result.Timeline, r)
	for i, h := range x.Result.Hits {
		v.Results = append(v.Results, x.row(h, Trail{Request: r, N: (r.Page-1)*r.Size + i + 1}, p.Base))
	}
	v.Copies = copiesLink(say, x.Result, r)
	if c, ok := r.Compared(); ok {
		v.Compare = c.URL(ComparePath)
	}
	v.Pagination = pagination(say, r.Page, r.Size, x.Result.Listed(), query.MaxReach, func(n int) string { return r.WithPage(n).URL("/search") })
	v.Page.PrevURL, v.Page.NextURL = v.Pagination.Prev, v.Pagination.Next
	taken(say, &v.Page, &v.Pagination, r)
	for _, c := range x.Relaxed {
		v.Relaxed = append(v.Relaxed, selection(say, c.Without, labels, c.Request.URL("/search"), c.Cables))
	}
	v.Lacking = x.lacking()
	if x.Result.Total == 0 {
		for _, c := range x.Rests {
			v.Suggestions = append(v.Suggestions, templates.Link{Label: c.Request.Text, Href: c.Request.URL("/search"), Count: c.Cables})
		}
		v.Suggestions = append(v.Suggestions, looser(r)...)
		v.Examples = x.Examples
	}
	return v
}

// Notes are sentences about how the request was read and answered, each once.
func (x *Search) Notes() []query.Message { return query.Together(x.Request.Notes, x.Result.Notes) }

// notes are messages as they are said.
func (t Terms) notes(all []query.Message) []string {
	var out []string
	for _, m := range all {
		out = append(out, t.Words.Tell(words.Message(m)))
	}
	return out
}

// row is a cable that was found. All its links keep the trail.
func (x *Search) row(h archive.Hit, t Trail, base string) templates.CableItem {
	item := x.Terms.hit(h, base)
	item.Href = t.Address(CablePath(h.ID))
	item.NoFollow = true
	item.Snippets = snippets(h, t)
	if x.Request.Expr == nil {
		return item
	}
	found := x.Found[h.ID]
	title := found.In(snippet.TitleKey)
	if title == nil {
		title = snippet.HighlightTitle(h.Title, x.Request.Expr, x.Spelt)
	}
	item.TitleParts = subjectParts(h.Title, title)
	say := x.Terms.Words
	if item.Fields = found.Fields(say); found == nil {
		item.Fields = append(matches.Common(x.Request.Expr, x.Result.Facets), matches.Listed(h.Summary, x.Request.Expr).Fields(say)...)
	}
	if found == nil || Matched(h) {
		return item
	}
	h = x.Shown(h)
	item.Snippets = snippets(h, t)
	var aside []templates.Snippet
	for _, p := range found.Aside(x.Terms.Words, 2) {
		aside = append(aside, templates.Snippet{Href: item.Href + p.Href, Place: p.Place, Parts: viewParts(p.Parts)})
	}
	item.Snippets = append(aside, item.Snippets...)
	return item
}

// Shown is a hit with the snippets that show why it was found: those of the engine, or
// where they show nothing pieces of the cable that was read for it.
func (x *Search) Shown(h archive.Hit) archive.Hit {
	found := x.Found[h.ID]
	if found == nil || Matched(h) {
		return h
	}
	if pieces := snippet.Pieces(found.Cable, found.Spans); len(pieces) > 0 {
		h.Snippets = pieces
	}
	return h
}

// Matched reports whether the snippets of a hit show what was searched for.
func Matched(h archive.Hit) bool {
	for _, s := range h.Snippets {
		for _, p := range s.Parts {
			if p.Match {
				return true
			}
		}
	}
	return false
}

// WordsMatched is how many different words the snippets of a hit show as matched.
func WordsMatched(h archive.Hit) int {
	stems := map[string]bool{}
	for _, s := range h.Snippets {
		for _, p := range s.Parts {
			if p.Match {
				for _, w := range text.Words(p.Text) {
					stems[text.Stem(w)] = true
				}
			}
		}
	}
	return len(stems)
}

// chosenDates are the range of days: a year, month or day alone is one choice.
func chosenDates(say *words.Speaker, r query.Request) []templates.Selection {
	var ss []templates.Selection
	add := func(label string, d, since, until cable.Date) {
		ss = append(ss, templates.Selection{Label: label, Value: Long(say, d), Remove: r.WithDates(since, until).URL("/search")})
	}
	if r.Since == r.Until && !r.Since.IsZero() {
		add(say.Say("Date"), r.Since, cable.Date{}, cable.Date{})
		return ss
	}
	if !r.Since.IsZero() {
		add(say.Say("Since ‹date›"), r.Since, cable.Date{}, r.Until)
	}
	if !r.Until.IsZero() {
		add(say.Say("Until ‹date›"), r.Until, r.Since, cable.Date{})
	}
	return ss
}

// readAs says how a request was read, where its text alone does not: what was typed,
// and several values of a facet, which hold any or all.
func (t Terms) readAs(r query.Request) string {
	for _, f := range query.Facets() {
		if len(r.Included(f)) > 1 {
			return t.Words.Tell(words.Message(query.Describe(r.Whole())))
		}
	}
	if r.Expr == nil {
		return ""
	}
	if said := query.Describe(r.Expr); said.String() != "cables with “"+r.Text+"”" {
		return t.Words.Tell(words.Message(said))
	}
	return ""
}

// SearchTitle is what a list of search results is called: "rigid rules: PREL and EFIS,
// 1974 - page 2".
func SearchTitle(say *words.Speaker, r query.Request) string {
	chosen := strings.Join(chosenWords(say, r), ", ")
	t := say.Say("All cables")
	switch {
	case r.Text != "" && chosen != "":
		t = say.Say("%s: %s", Cut(r.Text, 80), Cut(chosen, 120))
	case r.Text != "":
		t = Cut(r.Text, 80)
	case chosen != "":
		t = Cut(chosen, 120)
	}
	if r.Page > 1 {
		t = say.Say("%s - page %s", t, strconv.Itoa(r.Page))
	}
	return t
}

// chosenWords are the filters and dates of a request in a few words each, the values
// of a facet together.
func chosenWords(say *words.Speaker, r query.Request) []string {
	var out []string
	for _, facet := range query.Facets() {
		var in string
		var not []string
		for _, f := range r.Selected(facet) {
			word := f.Value
			if f.Value == query.None {
				word = say.Tell(namings[facet].none)
			}
			switch {
			case f.Exclude:
				not = append(not, say.Say("not %s", word))
			case in == "":
				in = word
			case r.AllOf(facet):
				in = say.Say("%s and %s", in, word)
			default:
				in = say.Say("%s or %s", in, word)
			}
		}
		if in != "" {
			out = append(out, in)
		}
		out = append(out, not...)
	}
	if r.Since == r.Until && !r.Since.IsZero() {
		return append(out, Long(say, r.Since))
	}
	if !r.Since.IsZero() {
		out = append(out, since(say, r.Since))
	}
	if !r.Until.IsZero() {
		out = append(out, until(say, r.Until))
	}
	return out
}

// hidden are the parts of a request that a new query keeps.
func hidden(r query.Request) []templates.Hidden {
	var hs []templates.Hidden
	for _, f := range r.Filters {
		hs = append(hs, templates.Hidden{Name: f.Param(), Value: f.Value})
	}
	return hs
}

func sortOptions(say *words.Speaker, r query.Request) []templates.Option {
	label := map[query.Sort]string{query.Relevance: say.Say("Relevance"), query.Oldest: say.Say("Oldest first"), query.Newest: say.Say("Newest first"), query.Added: say.Say("Last added")}
	var os []templates.Option
	for _, s := range query.Sorts() {
		if s == query.Relevance && r.Expr == nil {
			continue
		}
		os = append(os, templates.Option{Value: string(s), Label: label[s], Selected: s == r.Sort})
	}
	return os
}

func sizeOptions(say *words.Speaker, r query.Request) []templates.Option {
	var os []templates.Option
	for _, n := range query.Sizes() {
		os = append(os, templates.Option{Value: strconv.Itoa(n), Label: say.Say("%d a page", n), Selected: n == r.Size})
	}
	return os
}
