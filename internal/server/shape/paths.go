package shape

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/web/templates"
	"reftel/web/templates/trail"
	"reftel/web/templates/words"
)

// Every path that a page links to is made here. Names are escaped as one path
// segment, so that a slash in the name of an entity stays inside of it.

// CablePath is the page of a cable.
func CablePath(id string) string { return "/cable/" + url.PathEscape(id) }

// ParagraphPath is the permalink page of a paragraph.
func ParagraphPath(id, anchor string) string { return CablePath(id) + "/" + url.PathEscape(anchor) }

// LastingPath is the permalink of a paragraph with the fingerprint of its text.
func LastingPath(id string, p *cable.Paragraph) string {
	return ParagraphPath(id, p.Anchor) + "~" + cable.Fingerprint(p.Text)
}

// TagPath is the page of a TAGS code.
func TagPath(code string) string { return "/tag/" + url.PathEscape(code) }

// EntityPath is the page of a name: per, org, loc or misc.
func EntityPath(kind, name string) string {
	return "/entity/" + strings.ToLower(kind) + "/" + url.PathEscape(name)
}

// MentionsPath is a page of the mentions of a name.
func MentionsPath(f query.Facet, name string, page int) string {
	path := EntityPath(string(f), name) + "/mentions"
	if page > 1 {
		return path + "?page=" + strconv.Itoa(page)
	}
	return path
}

// ParamCable is the parameter of the cable whose mentions are shown.
const ParamCable = "cable"

// MentionsInPath is a page of the mentions of a name in one cable.
func MentionsInPath(f query.Facet, name, id string, page int) string {
	path := EntityPath(string(f), name) + "/mentions?" + ParamCable + "=" + url.QueryEscape(id)
	if page > 1 {
		return path + "&page=" + strconv.Itoa(page)
	}
	return path
}

// SeriesPath is a page of the serial numbers of a post in a year.
func SeriesPath(code string, year, page int) string {
	path := fmt.Sprintf("%s/%04d", PostPath(code), year)
	if page > 1 {
		return path + "?page=" + strconv.Itoa(page)
	}
	return path
}

// ParamNumber is the parameter of the number that is looked for in a series.
const ParamNumber = "number"

// NumberPath leads to a number in its series.
func NumberPath(m cable.MRN) string {
	return SeriesPath(m.Origin, m.Year, 1) + "?" + ParamNumber + "=" + strconv.Itoa(m.Serial)
}

// PostPath is the page of a post.
func PostPath(code string) string { return "/post/" + url.PathEscape(code) }

// VolumePath is the page of a printed volume.
func VolumePath(id string) string { return "/volume/" + url.PathEscape(id) }

// ChapterPath is the page of a chapter of a volume, or of one of its lists.
func ChapterPath(volume, id string) string { return VolumePath(volume) + "/" + url.PathEscape(id) }

func countryPath(name string) string { return "/country/" + url.PathEscape(name) }

// YearPath is the page of a year.
func YearPath(year int) string { return fmt.Sprintf("/year/%04d", year) }

// MonthPath is the page of a month.
func MonthPath(year, month int) string { return fmt.Sprintf("/year/%04d/%02d", year, month) }

// ComparePath is the page that compares searches over time.
const ComparePath = "/compare"

// DayPath is the page of a day.
func DayPath(d cable.Date) string { return fmt.Sprintf("/year/%04d/%02d/%02d", d.Year, d.Month, d.Day) }

// WithQuery adds a query string unless it is empty.
func WithQuery(path, query string) string {
	if query == "" {
		return path
	}
	return path + "?" + query
}

// PickPath is the reading list with one entry: a cable, or a paragraph of it.
func PickPath(id, anchor string) string {
	entry := url.QueryEscape(id)
	if anchor != "" {
		entry += "/" + url.QueryEscape(anchor)
	}
	return "/list?c=" + entry
}

// ThreadPath is the page of the cables that a cable hangs together with.
func ThreadPath(id string) string { return CablePath(id) + "/thread" }

// BesidePath is the page of two cables beside each other.
func BesidePath(id, other string) string { return CablePath(id) + "/compare/" + url.PathEscape(other) }

// VersionName is how an address of a comparison names a version of a cable, counted
// from 1.
func VersionName(version int) string { return "version-" + strconv.Itoa(version) }

// copiesPath is the list of a cable and its copies.
func copiesPath(id string) string {
	return query.Request{Sort: query.Newest}.WithText(query.Value{Field: query.FieldCopies, Text: id}.String()).WithApart(true).URL("/search")
}

// rawPath is the source of a version, counted from 0.
func rawPath(id string, version int) string {
	if version == 0 {
		return CablePath(id) + "/raw"
	}
	return fmt.Sprintf("%s/raw?version=%d", CablePath(id), version+1)
}

// DatePath is the page of a year, a month or a day, or of all years.
func DatePath(d cable.Date) string {
	switch {
	case d.Year == 0:
		return "/years"
	case d.Month == 0:
		return YearPath(d.Year)
	case d.Day == 0:
		return MonthPath(d.Year, d.Month)
	}
	return DayPath(d)
}

// FacetSearch is the search for one value of a facet.
func FacetSearch(f query.Facet, value string) string {
	return query.Request{Filters: []query.Filter{{Facet: f, Value: value}}}.URL("/search")
}

// Both is the search for the cables with two values.
func Both(a, b query.Filter) string {
	return query.Request{Filters: []query.Filter{b}}.WithFilter(a).WithAll(a.Facet, a.Facet == b.Facet).URL("/search")
}

// TextSearch is the search for a text.
func TextSearch(text string) string { return "/search?q=" + url.QueryEscape(text) }

// ValuePath is the page of a value.
func ValuePath(f query.Facet, value string) string {
	if value == query.None {
		return FacetSearch(f, value)
	}
	switch f {
	case query.Tags:
		return TagPath(value)
	case query.Persons, query.Organisations, query.Places, query.Misc:
		return EntityPath(string(f), value)
	case query.Origin:
		return PostPath(value)
	case query.Country:
		return countryPath(value)
	case query.Year:
		if y, err := strconv.Atoi(value); err == nil {
			return YearPath(y)
		}
	}
	return FacetSearch(f, value)
}

// IndexPaths are the lists of all values of a facet.
var IndexPaths = map[query.Facet]string{
	query.Tags: "/tags", query.Origin: "/posts", query.Country: "/countries", query.Persons: "/people",
	query.Organisations: "/organisations", query.Places: "/places", query.Misc: "/names", query.Year: "/years",
}

// A Trail is how a reader came to a cable: the search, the place of a cable among
// its results, and the cables from which references were followed since. It stands
// in the address of a cable, a paragraph or a cable that is not held, and nowhere
// else, and changes nothing but the marks and the ways back and on.
type Trail struct {
	Request query.Request
	N       int      // from 1; 0 is not known
	Via     []string // ids of cables, the first is the result
}

// Parameters of a trail besides those of its search.
const (
	ParamPlace = "n"
	ParamVia   = "via"
)

// BestAnchor stands in an address for the paragraph in which most of a search was
// found.
const BestAnchor = "match"

const (
	viaKept   = 5   // cables on the way
	longTrail = 300 // bytes; a longer one is left out of links of which a page has many
)

// viaShape is an id as addresses have it.
var viaShape = regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N}._~/#+-]{1,63}$`)

// WithVia keeps of the cables on the way those that may be ids.
func (t Trail) WithVia(ids []string) Trail {
	t.Via = nil
	for _, id := range ids {
		if viaShape.MatchString(id) {
			t.Via = append(t.Via, id)
		}
	}
	t.Via = t.Via[max(0, len(t.Via)-viaKept):]
	return t
}

// Given reports whether there is a trail.
func (t Trail) Given() bool { return t.searched() || len(t.Via) > 0 }

func (t Trail) searched() bool { return t.N > 0 || t.Request.Encode() != "" }

// Address is a path with the trail as its query string.
func (t Trail) Address(path string) string {
	q := t.Request.Encode()
	add := func(name, value string) {
		if q != "" {
			q += "&"
		}
		q += name + "=" + url.QueryEscape(value)
	}
	if t.N > 0 {
		add(ParamPlace, strconv.Itoa(t.N))
	}
	for _, id := range t.Via {
		add(ParamVia, id)
	}
	return WithQuery(path, q)
}

// Follow is the address of a cable to which another one leads. A cable on the way
// is gone back to. Without a trail none begins: the pages of cables stay the same
// for all who come without a search.
func (t Trail) Follow(from, to string) string {
	if t.Given() && from != to {
		if i := slices.Index(t.Via, to); i >= 0 {
			t.Via = t.Via[:i]
		} else {
			t = t.WithVia(append(slices.Clone(t.Via), from))
		}
	}
	return t.Address(CablePath(to))
}

// each is the address of something that every paragraph leads to.
func (t Trail) each(path string) string {
	if t.long() {
		return path
	}
	return t.Address(path)
}

// long reports whether a trail in every link would be most of the page.
func (t Trail) long() bool { return len(t.Address("")) > longTrail }

// to is the trail to the n-th result. Its way back leads to the page of that.
func (t Trail) to(n int) Trail {
	return Trail{Request: t.Request.WithPage((n-1)/max(t.Request.Size, 1) + 1), N: n}
}

// A Stand is where a trail stands, or why that is not known.
type Stand struct {
	archive.Place
	Late bool // it could not be found in time
}

// View shapes the trail to a cable: the ways back and, where the cable is what was
// found at its place, the results before and after it, at path. It is nil where
// there is no trail.
func (t Trail) View(say *words.Speaker, id string, at Stand, path func(id string) string) *trail.Trail {
	if !t.Given() {
		return nil
	}
	v := &trail.Trail{Query: t.Request.Text}
	if t.searched() {
		v.Back = t.Request.URL("/search")
	}
	for i, from := range t.Via {
		back := t
		back.Via = t.Via[:i]
		v.Via = append(v.Via, trail.Step{ID: from, Href: back.Address(CablePath(from))})
	}
	if at.Late {
		v.Note = say.Say("The results before and after this one took too long to find. Load the page again to see them.")
	}
	if at.ID == "" || at.ID != id {
		return v
	}
	v.Position = say.Say("%d of %d", t.N, at.Total)
	if at.Prev != "" {
		v.Prev = t.to(t.N - 1).Address(path(at.Prev))
	}
	if at.Next != "" && t.N < query.MaxReach {
		v.Next = t.to(t.N + 1).Address(path(at.Next))
	}
	return v
}

// BestPath leads to the paragraph of a cable in which most was found.
func BestPath(id string) string { return ParagraphPath(id, BestAnchor) }

// TakenOut are the addresses of a list in the forms for other programs; query is that of
// the search which the list is.
func TakenOut(say *words.Speaker, query string) []templates.Link {
	var ls []templates.Link
	for _, f := range [][2]string{{"CSV", "csv"}, {"JSON Lines", "jsonl"}, {"RIS", "ris"}, {"BibTeX", "bib"}, {say.Say("Plain text"), "txt"}, {"Atom", "atom"}} {
		ls = append(ls, templates.Link{Label: f[0], Href: WithQuery("/search."+f[1], query)})
	}
	return ls
}

// FeedOf tells programs of the feed of a list, which is that of a search.
func FeedOf(title, query string) templates.Alternate {
	return templates.Alternate{Type: "application/atom+xml", Title: title, Href: WithQuery("/search.atom", query)}
}

// taken offers the list that a request finds in other forms, whatever its page and order.
func taken(say *words.Speaker, p *templates.Page, pages *templates.Pagination, r query.Request) {
	key := r.WithSize(query.DefaultSize).WithSort("").Encode()
	p.Alternates = append(p.Alternates, FeedOf(say.Say("These cables, newest first"), key),
		FeedOf(say.Say("These cables, latest in the archive first"), r.WithSize(query.DefaultSize).WithSort(query.Added).Encode()))
	if pages.Total > 0 {
		pages.Forms = TakenOut(say, key)
	}
}
