package shape

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/web/templates"
)

// Every path that a page links to is made here. Names are escaped as one path
// segment, so that a slash in the name of an entity stays inside of it.

// CablePath is the page of a cable.
func CablePath(id string) string { return "/cable/" + url.PathEscape(id) }

// ParagraphPath is the permalink page of a paragraph.
func ParagraphPath(id, anchor string) string { return CablePath(id) + "/" + url.PathEscape(anchor) }

// lastingPath is the permalink of a paragraph with the fingerprint of its text.
func lastingPath(id string, p *cable.Paragraph) string {
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

// WithQuery adds a query string unless it is empty.
func WithQuery(path, query string) string {
	if query == "" {
		return path
	}
	return path + "?" + query
}

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

// datePath is the page of a year or a month, or else the search for a day.
func datePath(d cable.Date) string {
	switch {
	case d.Year == 0:
		return "/years"
	case d.Month == 0:
		return YearPath(d.Year)
	case d.Day == 0:
		return MonthPath(d.Year, d.Month)
	}
	return query.Request{}.WithPeriod(d).URL("/search")
}

// FacetSearch is the search for one value of a facet.
func FacetSearch(f query.Facet, value string) string {
	return query.Request{Filters: []query.Filter{{Facet: f, Value: value}}}.URL("/search")
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

// A Trail is how a reader came to a cable: the search, and the place of the
// cable among its results. It stands in the address of the cable and nowhere
// else, and changes nothing but the marks and the ways back and on.
type Trail struct {
	Request query.Request
	N       int // from 1; 0 is not known
}

// ParamPlace is the parameter of the place.
const ParamPlace = "n"

// Given reports whether there is a trail.
func (t Trail) Given() bool { return t.N > 0 || t.Request.Encode() != "" }

// Address is a path with the trail as its query string.
func (t Trail) Address(path string) string {
	q := t.Request.Encode()
	if t.N > 0 {
		if q != "" {
			q += "&"
		}
		q += ParamPlace + "=" + strconv.Itoa(t.N)
	}
	return WithQuery(path, q)
}

// to is the trail to the n-th result. Its way back leads to the page of that.
func (t Trail) to(n int) Trail {
	return Trail{t.Request.WithPage((n-1)/max(t.Request.Size, 1) + 1), n}
}

// View shapes the trail to a cable: the way back and, where the cable is what
// was found at its place, the results before and after it.
func (t Trail) View(id string, at archive.Place) *templates.Trail {
	v := &templates.Trail{Back: t.Request.URL("/search"), Query: t.Request.Text}
	if at.ID != id {
		return v
	}
	v.Position, v.Total = t.N, at.Total
	if at.Prev != "" {
		v.Prev = t.to(t.N - 1).Address(CablePath(at.Prev))
	}
	if at.Next != "" && t.N < query.MaxReach {
		v.Next = t.to(t.N + 1).Address(CablePath(at.Next))
	}
	return v
}
