package query

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"reftel/internal/cable"
	"reftel/internal/query/days"
)

// MaxCompared is how many searches can be compared.
const MaxCompared = 5

// Parameters of a comparison besides the texts.
const (
	paramYear = "year"
	paramBy   = "by"
	byShare   = "share"
)

// A Comparison is some searches whose cables are counted over time.
type Comparison struct {
	Searches []Request // their texts alone, each once, in the order of the address
	Year     int       // whose months are compared; 0 for all years
	Decade   bool      // the years of the decade that begins with the year
	Share    bool      // of all cables of the time, else their number
}

// ParseComparison reads the parameters of a URL or a form: q, which may be repeated,
// year and by. Empty ones count as absent. The error is a *ParamError for the first
// one that is refused; the comparison then holds all that was fine.
func ParseComparison(v url.Values) (Comparison, error) {
	p := params{values: v}
	var c Comparison
	for _, text := range v[paramText] {
		r := Request{Sort: Relevance, Page: 1, Size: DefaultSize}
		if !utf8.ValidString(text) {
			p.fail(paramText, text, Later("A search is not valid UTF-8 text."), nil)
			continue
		}
		if r.Text = clean(text); r.Text == "" || slices.ContainsFunc(c.Searches, func(o Request) bool { return o.Text == r.Text }) {
			continue
		}
		var err error
		if r.Expr, r.Notes, err = Parse(r.Text); err != nil {
			p.fail(paramText, text, reasonOf(err), err)
		} else if r.Expr == nil {
			p.fail(paramText, text, Later("“%s” has no word that can be searched.", short(r.Text)), nil)
		} else {
			c.Searches = append(c.Searches, r)
		}
	}
	if n := len(c.Searches); n > MaxCompared {
		p.fail(paramText, c.Searches[MaxCompared].Text, Later("%d searches can be compared; here are %d.", MaxCompared, n), nil)
		c.Searches = c.Searches[:MaxCompared:MaxCompared]
	}
	if s := strings.TrimSpace(p.one(paramYear)); s != "" {
		year, decade := strings.CutSuffix(s, "s")
		if c.Year, c.Decade = days.Figure(year, 4, 4), decade; c.Year < 1 || decade && c.Year%10 != 0 {
			p.fail(paramYear, s, Later("“%s” is not a year of four digits, as 1974, or a decade, as 1970s.", short(clean(s))), nil)
			c.Year, c.Decade = 0, false
		}
	}
	switch s := p.one(paramBy); s {
	case "", "count":
	case byShare:
		c.Share = true
	default:
		p.fail(paramBy, s, Later("Searches are compared by count or by share."), nil)
	}
	return c, p.first
}

// Encode is the query string of the comparison.
func (c Comparison) Encode() string {
	var parts []string
	add := func(name, value string) { parts = append(parts, name+"="+url.QueryEscape(value)) }
	for _, r := range c.Searches {
		add(paramText, r.Text)
	}
	if c.Year > 0 {
		add(paramYear, c.Time())
	}
	if c.Share {
		add(paramBy, byShare)
	}
	return strings.Join(parts, "&")
}

// Time is the year or the decade in an address: 1974, 1970s.
func (c Comparison) Time() string {
	s := cable.Date{Year: c.Year}.String()
	if c.Decade {
		s += "s"
	}
	return s
}

// Period is what the timelines divide: a year, or all time.
func (c Comparison) Period() cable.Date {
	if c.Decade {
		return cable.Date{}
	}
	return cable.Date{Year: c.Year}
}

// URL is the path with the comparison as its query string.
func (c Comparison) URL(path string) string {
	if s := c.Encode(); s != "" {
		return path + "?" + s
	}
	return path
}

// Without leaves out the i-th search.
func (c Comparison) Without(i int) Comparison {
	c.Searches = slices.Delete(slices.Clone(c.Searches), i, i+1)
	return c
}

// Compared is the request as one search to compare: its text and its filters, without
// dates. ok is false where it asks for all cables, or for more than a text may hold.
func (r Request) Compared() (c Comparison, ok bool) {
	r = r.WithPeriod(cable.Date{})
	e := r.Whole()
	if e == nil {
		return c, false
	}
	text := e.String()
	if len(r.Filters) == 0 {
		text = r.Text
	}
	again, _, err := Parse(text)
	if err != nil || again == nil || again.String() != e.String() {
		return c, false
	}
	c.Searches = []Request{{Text: text, Expr: again}}
	return c, true
}
