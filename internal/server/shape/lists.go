package shape

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/cite"
	"reftel/internal/query"
	"reftel/web/templates"
	"reftel/web/templates/words"
)

// pagination leads through total items. reach is the last item that can be
// shown, 0 for all.
func pagination(say *words.Speaker, page, size, total, reach int, url func(page int) string) templates.Pagination {
	if size < 1 || total < 1 {
		return templates.Pagination{}
	}
	last := (total + size - 1) / size
	p := templates.Pagination{Total: total, From: (page-1)*size + 1, To: min(page*size, total)}
	if p.From > total {
		p.From, p.To = 0, 0
	}
	if reach > 0 && last > reach/size {
		last = reach / size
		p.Note = say.Say("Pages end here. Narrow the search, for example by date, to see the rest.")
	}
	if last < 2 && page == 1 {
		return p
	}
	if page > 1 {
		p.Prev = url(min(page-1, last))
	}
	if page < last {
		p.Next = url(page + 1)
	}
	before := 0
	for _, n := range pageNumbers(page, last) {
		if n > before+1 {
			p.Pages = append(p.Pages, templates.PageLink{Gap: true})
		}
		p.Pages = append(p.Pages, templates.PageLink{Number: n, Href: url(n), Current: n == page})
		before = n
	}
	return p
}

// Pages leads through all items of a list, for the packages of page families.
func Pages(say *words.Speaker, page, size, total int, url func(page int) string) templates.Pagination {
	return pagination(say, page, size, total, 0, url)
}

// LastPage is the last page of a list that has any.
func LastPage(size, total int) int {
	return max(1, (min(total, query.MaxReach)+size-1)/size)
}

// pageNumbers are the pages to link to: the first, the last and those around
// the current one.
func pageNumbers(page, last int) []int {
	var ns []int
	page = min(page, last)
	for n := 1; n <= last; n++ {
		if n == 1 || n == last || (n >= page-2 && n <= page+2) {
			ns = append(ns, n)
		} else if n < page-2 {
			n = max(n, page-3)
		} else {
			n = max(n, last-1)
		}
	}
	return ns
}

// WayID names the way of a facet on a page.
func WayID(f query.Facet) string { return "by-" + string(f) }

// way lists the values of a facet as a way into the archive.
func way(say *words.Speaker, fc archive.FacetCounts, n int, all string) (templates.Way, bool) {
	w := templates.Way{ID: WayID(fc.Facet), Title: Title(say, fc.Facet)}
	for _, b := range fc.Buckets {
		if b.Count == 0 || b.Value == query.None || len(w.Items) == n {
			continue
		}
		w.Items = append(w.Items, facetItem(fc.Facet, b))
	}
	if fc.Distinct > len(w.Items) && all != "" {
		w.All = &templates.Link{Label: say.Say("All %s ‹number›", strconv.Itoa(fc.Distinct)), Href: all}
	}
	return w, len(w.Items) > 0
}

// facetItem links a value to its own page, or to the search for it.
func facetItem(f query.Facet, b archive.Bucket) templates.Item {
	it := templates.Item{Label: cmp.Or(b.Label, b.Value), Count: b.Count, Href: ValuePath(f, b.Value)}
	if it.Label != b.Value && b.Value != query.None && f == query.Tags {
		it.Code = b.Value
	}
	return it
}

// Values is a page of all values of a facet.
type Values struct {
	Words   *words.Speaker
	Facet   query.Facet
	Request query.Request
	Options archive.FacetOptions
	Page    *archive.FacetPage
	Path    string
	Within  bool // within a search: values add themselves to it
}

// url is the address of this list with other options.
func (x *Values) url(o archive.FacetOptions) string { return x.URL(o, x.Path) }

// URL is that of the list with other options at another path.
func (x *Values) URL(o archive.FacetOptions, path string) string {
	v := x.Request.Values()
	v.Del("page")
	v.Del("sort")
	v.Del("size")
	optionValues(o, v)
	return WithQuery(path, v.Encode())
}

// Past reports whether the page asked for is behind the last, and where that is.
func (x *Values) Past() (last string, past bool) {
	o := x.Options
	n := max(1, (x.Page.Total+x.Page.Size-1)/x.Page.Size)
	o.Page = n
	return x.url(o), x.Options.Page > n
}

// View shapes the page.
func (x *Values) View(p templates.Page) templates.Index {
	say := x.Words
	p.Title = say.Tell(namings[x.Facet].all)
	if x.Within {
		p.Title, p.NoIndex, p.Query = say.Say("%s in this search", Title(say, x.Facet)), true, x.Request.Text
	}
	v := templates.Index{
		Page: p, Prefix: x.Options.Prefix, Action: x.Path,
		Total: x.Page.Total, Crumbs: []templates.Link{HomeLink(say)},
	}
	o := x.Options
	o.Page = 1
	byCount, byName := o, o
	byCount.ByName, byName.ByName = false, true
	v.Sorts = []templates.Link{
		{Label: say.Say("By count"), Href: x.url(byCount), Current: !x.Options.ByName},
		{Label: say.Say("A to Z"), Href: x.url(byName), Current: x.Options.ByName},
	}
	v.Letters = x.letters()
	if x.Options.ByName {
		v.Hidden = append(v.Hidden, templates.Hidden{Name: "order", Value: "name"})
	}
	if x.Within {
		v.Crumbs = []templates.Link{{Label: say.Say("Back to the results"), Href: x.Request.URL("/search")}}
		if x.Request.Text != "" {
			v.Hidden = append(v.Hidden, templates.Hidden{Name: "q", Value: x.Request.Text})
		}
		v.Hidden = append(v.Hidden, hidden(x.Request)...)
		v.Selections = selections(say, x.Request, nil, x.Path)
		v.Said, v.Switch = chosenSaid(say, x.Request, x.Facet, x.Path)
	} else {
		v.Kinds = kindLinks(say, x.Facet)
	}
	if x.Page.Missing > 0 && x.Page.Page == 1 && x.Options.Prefix == "" {
		v.Items = append(v.Items, x.item(archive.Bucket{Value: query.None, Label: say.Say("None ‹value›"), Count: x.Page.Missing}))
	}
	for _, b := range x.Page.Buckets {
		v.Items = append(v.Items, x.item(b))
	}
	v.Pagination = pagination(say, x.Page.Page, x.Page.Size, x.Page.Total, 0, func(n int) string {
		to := x.Options
		to.Page = n
		return x.url(to)
	})
	v.Page.PrevURL, v.Page.NextURL = v.Pagination.Prev, v.Pagination.Next
	return v
}

// item leads to a value. Within a search it is chosen, or taken off again.
func (x *Values) item(b archive.Bucket) templates.Item {
	it := facetItem(x.Facet, b)
	if !x.Within {
		return it
	}
	f := query.Filter{Facet: x.Facet, Value: b.Value}
	out := f
	out.Exclude = true
	switch {
	case x.Request.Has(f):
		it.Detail, it.Href = x.Words.Say("chosen ‹value›"), x.Request.WithoutFilter(f).URL("/search")
	case x.Request.Has(out):
		it.Detail, it.Href = x.Words.Say("left out ‹value›"), x.Request.WithoutFilter(out).URL("/search")
	default:
		it.Href = x.Request.WithFilter(f).URL("/search")
		it.Exclude = x.Request.WithFilter(out).URL("/search")
		it.Both = both(x.Words, x.Request, x.Facet, b, "/search")
	}
	return it
}

// letters are links to the values of each letter that some value begins with.
func (x *Values) letters() []templates.Link {
	ls := make([]templates.Link, 0, 27)
	o := archive.FacetOptions{ByName: true, Size: x.Options.Size}
	for l := 'A'; l <= 'Z'; l++ {
		o.Prefix = string(l)
		letter := templates.Link{Label: o.Prefix, Current: strings.EqualFold(x.Options.Prefix, o.Prefix)}
		if strings.ContainsRune(x.Page.Letters, l) {
			letter.Href = x.url(o)
		}
		ls = append(ls, letter)
	}
	o.Prefix = ""
	return append(ls, templates.Link{Label: x.Words.Say("All ‹values›"), Href: x.url(o), Current: x.Options.ByName && x.Options.Prefix == ""})
}

// kindLinks are the other lists of names.
func kindLinks(say *words.Speaker, current query.Facet) []templates.Link {
	family := []query.Facet{query.Persons, query.Organisations, query.Places, query.Misc}
	if current == query.Origin || current == query.Country {
		family = []query.Facet{query.Origin, query.Country}
	}
	if !slices.Contains(family, current) {
		return nil
	}
	var ls []templates.Link
	for _, f := range family {
		ls = append(ls, templates.Link{Label: Title(say, f), Href: IndexPaths[f], Current: f == current})
	}
	return ls
}

// optionValues writes the options that are not the usual ones.
func optionValues(o archive.FacetOptions, v url.Values) {
	if o.Prefix != "" {
		v.Set("prefix", o.Prefix)
	}
	if o.ByName {
		v.Set("order", "name")
	}
	if o.Page > 1 {
		v.Set("page", strconv.Itoa(o.Page))
	}
}

// OptionKey is the canonical query string of the options.
func OptionKey(o archive.FacetOptions) string {
	v := url.Values{}
	optionValues(o, v)
	return v.Encode()
}

// Item shapes a cable in a list.
func (t Terms) Item(sum archive.Summary) templates.CableItem {
	it := templates.CableItem{
		ID: sum.ID, IDInferred: sum.IDInferred, Title: sum.Title, Href: CablePath(sum.ID), Date: t.date(sum.Date, sum.DateInferred),
		From: cite.SenderName(sum.From, sum.Origin), To: sum.To, Classification: t.classified(sum.Classification, sum.Date.Year),
		Printed: sum.Printed,
	}
	for _, code := range sum.Captions {
		it.Captions = append(it.Captions, t.captionBadge(code, sum.Date.Year))
	}
	return it
}

// snippets link to the permalink pages of their paragraphs, with the trail.
func snippets(h archive.Hit, t Trail) []templates.Snippet {
	var out []templates.Snippet
	for _, sn := range h.Snippets {
		v := templates.Snippet{Bare: ParagraphPath(h.ID, sn.Anchor), Mark: sn.Mark, Parts: viewParts(sn.Parts)}
		if sn.Anchor == "" {
			v.Bare = CablePath(h.ID)
		}
		v.Href = t.Address(v.Bare)
		if sn.Number > 0 {
			v.Paragraph = strconv.Itoa(sn.Number)
		}
		out = append(out, v)
	}
	return out
}

func viewParts(ps []archive.Part) []templates.Part {
	var out []templates.Part
	for _, p := range ps {
		out = append(out, templates.Part{Text: p.Text, Match: p.Match})
	}
	return out
}

// hit shapes a cable that was found, with the way to its copies and, for reference
// managers, its citation: lists of what was asked for have those, and no page that is
// about one cable has those of others. Base is that of absolute URLs.
func (t Terms) hit(h archive.Hit, base string) templates.CableItem {
	it := t.Item(h.Summary)
	it.COinS, it.Pick = coins(h.Summary, base), PickPath(h.ID, "")
	if h.Copies > 0 {
		it.Copies = &templates.Link{Label: t.Words.Count(h.Copies, "%d near-identical cable", "%d near-identical cables"), Href: copiesPath(h.ID)}
	}
	return it
}

// classified is the badge of a classification.
func (t Terms) classified(name string, year int) templates.Classification {
	if name == "" {
		return templates.Classification{}
	}
	return templates.Classification{Name: name, Meaning: t.classification(name, year), Href: FacetSearch(query.Classification, name)}
}

// captionBadge is a handling mark with its meaning.
func (t Terms) captionBadge(code string, year int) templates.Caption {
	return templates.Caption{Code: code, Meaning: t.caption(code, year), Href: FacetSearch(query.Captions, code)}
}

// copiesLink tells how many cables of a result stand behind others, and leads
// to the list with each of them, or back.
func copiesLink(say *words.Speaker, res *archive.Result, r query.Request) *templates.Link {
	switch {
	case r.Apart:
		return &templates.Link{Label: say.Say("Show near-identical cables as one"), Href: r.WithApart(false).URL("/search")}
	case res.Folded > 0:
		return &templates.Link{
			Label: say.Count(res.Folded, "%d near-identical cable stands behind another one: show each", "%d near-identical cables stand behind another one: show each"),
			Href:  r.WithApart(true).URL("/search"),
		}
	}
	return nil
}

func coins(sum archive.Summary, base string) string {
	if base == "" {
		return cite.COinS(sum, "")
	}
	return cite.COinS(sum, base+CablePath(sum.ID))
}
