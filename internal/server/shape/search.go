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
)

// A Search is a search with all that its page shows.
type Search struct {
	Terms    Terms
	Request  query.Request
	Result   *archive.Result      // nil when the search was refused
	Relaxed  []Counted            // requests without one of the filters each
	Named    []locate.Named       // cables that the text names by their ids
	Things   []archive.Suggestion // whose name the text is
	Better   *Counted             // in another spelling, which finds more; nil for none
	Meanings []Meaning
	Found    map[string]*matches.Found // by id, of hits that are read for it: what was found outside of their snippets

	problem string
	since   templates.DateInput
	until   templates.DateInput
}

// A Counted is a request and how many cables it finds.
type Counted struct {
	Request query.Request
	Without query.Filter // the filter that it does not have any more
	Cables  int
}

// Refuse keeps why a parameter was not read, beside its field where it has one.
func (x *Search) Refuse(err *query.ParamError, params url.Values) {
	switch err.Param {
	case "since":
		x.since = templates.DateInput{Value: err.Value, Error: err.Reason}
	case "until":
		x.until = templates.DateInput{Value: err.Value, Error: err.Reason}
	case "q":
		x.Request.Text = Cut(strings.ToValidUTF8(params.Get("q"), "\ufffd"), 500)
	}
	x.problem = err.Reason
}

// View shapes the page.
func (x *Search) View(p templates.Page) templates.Search {
	r := x.Request
	p.Title, p.Query, p.NoIndex = searchTitle(r), r.Text, true
	p.Description = ""
	if p.Canonical != "" {
		p.Canonical = WithQuery(p.Canonical, r.Encode())
	}
	v := templates.Search{
		Page: p, Notes: r.Notes, Problem: x.problem,
		Since: x.since, Until: x.until,
		Sorts: sortOptions(r), Sizes: sizeOptions(r), Hidden: hidden(r),
	}
	if v.Since.Error == "" {
		v.Since.Value = r.Since.String()
	}
	if v.Until.Error == "" {
		v.Until.Value = r.Until.String()
	}
	if r.Expr != nil {
		if said := query.Describe(r.Expr); said != "" && said != "cables with “"+r.Text+"”" {
			v.ReadAs = said
		}
	}
	labels := labelsOf(x.Result, r.Filters)
	for _, f := range r.Filters {
		v.Selections = append(v.Selections, selection(f, labels, r.WithoutFilter(f).URL("/search"), 0))
	}
	v.Selections = append(v.Selections, chosenDates(r)...)
	if len(v.Selections) > 0 {
		v.ClearAll = r.ClearFilters().URL("/search")
	}
	if b := x.Better; b != nil {
		v.DidYouMean = &templates.Link{Label: b.Request.Text, Href: b.Request.URL("/search"), Count: b.Cables}
	}
	v.Meanings = meanings(x.Meanings, r)
	v.Leads = leads(x.Things)
	v.Jumps = x.Terms.jumps(x.Named)
	if x.Result == nil {
		return v
	}

	v.Total = x.Result.Total
	v.Notes = append(slices.Clone(r.Notes), x.Result.Notes...)
	for i, fc := range x.Result.Facets {
		if f, ok := facetView(r, fc, i < openFacets); ok {
			v.Facets = append(v.Facets, f)
		}
	}
	v.Years = timeline(x.Result.Timeline, r)
	for i, h := range x.Result.Hits {
		v.Results = append(v.Results, x.row(h, Trail{Request: r, N: (r.Page-1)*r.Size + i + 1}))
	}
	v.Copies = copiesLink(x.Result, r)
	v.Pagination = pagination(r.Page, r.Size, x.Result.Listed(), query.MaxReach, func(n int) string { return r.WithPage(n).URL("/search") })
	v.Page.PrevURL, v.Page.NextURL = v.Pagination.Prev, v.Pagination.Next
	for _, c := range x.Relaxed {
		v.Relaxed = append(v.Relaxed, selection(c.Without, labels, c.Request.URL("/search"), c.Cables))
	}
	if x.Result.Total == 0 {
		v.Suggestions = append(v.Suggestions, looser(r)...)
		v.Examples = examples[:min(len(examples), 4)]
	}
	return v
}

// row is a cable that was found. All its links keep the trail.
func (x *Search) row(h archive.Hit, t Trail) templates.CableItem {
	item := x.Terms.hit(h)
	item.Href = t.Address(CablePath(h.ID))
	item.NoFollow = true
	item.Snippets = snippets(h, t)
	if x.Request.Expr == nil {
		return item
	}
	found := x.Found[h.ID]
	title := found.In(snippet.TitleKey)
	if title == nil {
		title = snippet.HighlightTitle(h.Title, x.Request.Expr)
	}
	item.TitleParts = subjectParts(h.Title, title)
	if item.Fields = found.Fields(); found == nil {
		item.Fields = append(matches.Common(x.Request.Expr, x.Result.Facets), matches.Listed(h.Summary, x.Request.Expr).Fields()...)
	}
	if found == nil || Matched(h) {
		return item
	}
	if pieces := snippet.Pieces(found.Cable, found.Spans); len(pieces) > 0 {
		h.Snippets = pieces
		item.Snippets = snippets(h, t)
	}
	var aside []templates.Snippet
	for _, p := range found.Aside(2) {
		aside = append(aside, templates.Snippet{Href: item.Href + p.Href, Place: p.Place, Parts: viewParts(p.Parts)})
	}
	item.Snippets = append(aside, item.Snippets...)
	return item
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
func chosenDates(r query.Request) []templates.Selection {
	var ss []templates.Selection
	add := func(label string, d, since, until cable.Date) {
		ss = append(ss, templates.Selection{Label: label, Value: d.Long(), Remove: r.WithDates(since, until).URL("/search")})
	}
	if r.Since == r.Until && !r.Since.IsZero() {
		add("Date", r.Since, cable.Date{}, cable.Date{})
		return ss
	}
	if !r.Since.IsZero() {
		add("Since", r.Since, cable.Date{}, r.Until)
	}
	if !r.Until.IsZero() {
		add("Until", r.Until, r.Since, cable.Date{})
	}
	return ss
}

// searchTitle is "rigid rules - page 2".
func searchTitle(r query.Request) string {
	t := "All cables"
	if r.Text != "" {
		t = Cut(r.Text, 80)
	} else if len(r.Filters) > 0 || !r.Since.IsZero() || !r.Until.IsZero() {
		t = "Search results"
	}
	if r.Page > 1 {
		t += " - page " + strconv.Itoa(r.Page)
	}
	return t
}

// looser offers the words of a text that was searched as a phrase or with
// operators, one by one.
func looser(r query.Request) []templates.Link {
	plain := strings.Join(strings.FieldsFunc(r.Text, func(c rune) bool { return strings.ContainsRune(` "“”()~*=`, c) }), " ")
	if plain == "" || plain == r.Text || strings.Contains(plain, ":") {
		return nil
	}
	return []templates.Link{{Label: plain, Href: r.WithText(plain).URL("/search")}}
}

// hidden are the parts of a request that a new query keeps.
func hidden(r query.Request) []templates.Hidden {
	var hs []templates.Hidden
	for _, f := range r.Filters {
		name := string(f.Facet)
		if f.Exclude {
			name = "not-" + name
		}
		hs = append(hs, templates.Hidden{Name: name, Value: f.Value})
	}
	return hs
}

func sortOptions(r query.Request) []templates.Option {
	label := map[query.Sort]string{query.Relevance: "Relevance", query.Oldest: "Oldest first", query.Newest: "Newest first"}
	var os []templates.Option
	for _, s := range query.Sorts() {
		if s == query.Relevance && r.Expr == nil {
			continue
		}
		os = append(os, templates.Option{Value: string(s), Label: label[s], Selected: s == r.Sort})
	}
	return os
}

func sizeOptions(r query.Request) []templates.Option {
	var os []templates.Option
	for _, n := range query.Sizes() {
		os = append(os, templates.Option{Value: strconv.Itoa(n), Label: strconv.Itoa(n) + " a page", Selected: n == r.Size})
	}
	return os
}

// meanings explain codes above the results of a request.
func meanings(ms []Meaning, r query.Request) []templates.Meaning {
	var out []templates.Meaning
	for _, m := range ms {
		v := templates.Meaning{Code: m.Tag.Code, Meaning: m.Tag.Meaning, Searched: m.Searched}
		v.All = templates.Link{Label: "All cables with " + m.Tag.Code, Href: TagPath(m.Tag.Code), Count: m.Cables}
		if m.Searched {
			v.Words = &templates.Link{Label: "Only the words", Href: r.WithText(query.WithPhrase(r.Expr, m.Words).String()).URL("/search")}
		}
		out = append(out, v)
	}
	return out
}

// jumps shapes the cables that a text names.
func (t Terms) jumps(found []locate.Named) []templates.Jump {
	var out []templates.Jump
	for _, n := range found {
		v := templates.Jump{ID: n.ID, Href: CablePath(n.ID)}
		if s := n.Summary; s != nil {
			v.Title, v.Date, v.IDInferred = s.Title, viewDate(s.Date, s.DateInferred), s.IDInferred
		}
		switch {
		case n.State == archive.Absent:
			v.Note = "not in this archive, but cited"
		case n.State == archive.Gone:
			v.Note = "withdrawn"
		case n.Inferred != "":
			v.Note = "the post “" + n.Inferred + "” was read as " + t.postOf(n.ID)
			v.Inferred = true
		}
		out = append(out, v)
	}
	return out
}

// postOf is the name of the post in an id.
func (t Terms) postOf(id string) string {
	code := strings.Trim(id, "0123456789")
	if p, ok := t.Post(code); ok {
		return p.Name
	}
	return code
}
