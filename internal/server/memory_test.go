package server

import (
	"cmp"
	"context"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"reftel/internal/archive"
	"reftel/internal/archivetest"
	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/internal/reference"
)

// A memory is a small archive for tests of pages and of errors. It finds
// cables by plain words in their text, and by filters.
type memory struct {
	cables   []*cable.Cable
	names    authority.File
	searched func(context.Context, query.Request) error // before a search
	broken   error                                      // of Record
	cost     func(query.Request) time.Duration          // of a search; nil: none
}

func newMemory() *memory { return &memory{cables: testCables()} }

// testConfig is the configuration of test sites, tables included.
func testConfig(t testing.TB) Config {
	t.Helper()
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	c := Config{Tables: tables, BaseURL: "https://cables.example", Version: "test"}
	if archivetest.InCluster() {
		c.SearchTimeout = 30 * time.Second
	}
	return c
}

// A served archive is the only generation of its source.
type served struct{ archive.Archive }

func (s served) Acquire(context.Context) (archive.Archive, func(), error) {
	return s.Archive, func() {}, nil
}

func (s served) Degraded() string { return "" }

// memorySite is a site over a memory.
func memorySite(t testing.TB, c Config, m *memory) http.Handler {
	t.Helper()
	c.Archive = served{m}
	h, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func (m *memory) Search(ctx context.Context, r query.Request) (*archive.Result, error) {
	if m.searched != nil {
		if err := m.searched(ctx, r); err != nil {
			return nil, err
		}
	}
	res := &archive.Result{}
	var found []*cable.Cable
	for _, c := range m.cables {
		if m.matches(c, r) {
			found = append(found, c)
		}
	}
	res.Total = len(found)
	res.Timeline = m.timeline(r)
	for _, c := range found[min(len(found), (r.Page-1)*r.Size):min(len(found), r.Page*r.Size)] {
		h := archive.Hit{Summary: summaryOf(c)}
		if r.Expr != nil {
			for _, p := range c.Paragraphs[:1] {
				h.Snippets = append(h.Snippets, archive.Snippet{Anchor: p.Anchor, Number: p.Number, Mark: p.Mark, Parts: []archive.Part{{Text: p.Text[:5], Match: true}, {Text: p.Text[5:]}}})
			}
		}
		res.Hits = append(res.Hits, h)
	}
	for _, f := range query.Facets() {
		fc := archive.FacetCounts{Facet: f}
		n := map[string]int{}
		for _, c := range found {
			vs := valuesOf(c, f)
			for _, v := range vs {
				n[v]++
			}
			if len(vs) == 0 {
				fc.Missing++
			}
		}
		for v, k := range n {
			fc.Buckets = append(fc.Buckets, archive.Bucket{Value: v, Label: v, Count: k, Within: k, Selected: r.Has(query.Filter{Facet: f, Value: v})})
		}
		slices.SortFunc(fc.Buckets, func(a, b archive.Bucket) int { return cmp.Or(b.Count-a.Count, strings.Compare(a.Value, b.Value)) })
		fc.Distinct = len(fc.Buckets)
		res.Facets = append(res.Facets, fc)
	}
	return res, nil
}

// summaryOf is a cable as a list shows it.
func summaryOf(d *cable.Cable) archive.Summary {
	return archive.Summary{
		ID: d.ID, IDInferred: d.IDInferred, Title: d.Title(), Subject: d.Subject, Date: d.Date, DateInferred: d.DateInferred, Origin: d.Origin,
		From: d.From, To: d.To, Classification: d.Classification, Captions: d.Captions,
	}
}

func (m *memory) Timeline(_ context.Context, r query.Request) (archive.Timeline, error) {
	return m.timeline(r), nil
}

// Around looks at all cables.
func (m *memory) Around(_ context.Context, d cable.Date) (before, after cable.Date, err error) {
	for _, c := range m.cables {
		o := cable.Date{Year: c.Date.Year}
		if d.Month > 0 {
			o.Month = c.Date.Month
		}
		if d.Day > 0 {
			o.Day = c.Date.Day
		}
		switch {
		case o.Year == 0 || d.Month > 0 && o.Month == 0 || d.Day > 0 && o.Day == 0:
		case o.Compare(d) < 0 && (before.IsZero() || o.Compare(before) > 0):
			before = o
		case o.Compare(d) > 0 && (after.IsZero() || o.Compare(after) < 0):
			after = o
		}
	}
	return before, after, nil
}

// timeline counts years alone, and has the same ones whatever is asked.
func (m *memory) timeline(r query.Request) archive.Timeline {
	var t archive.Timeline
	for _, c := range m.cables {
		found := m.matches(c, r.WithPeriod(cable.Date{}))
		d := cable.Date{Year: c.Date.Year}
		i, ok := slices.BinarySearchFunc(t.Buckets, d, func(b archive.DateBucket, d cable.Date) int { return b.Date.Compare(d) })
		switch {
		case d.IsZero():
			if found {
				t.Undated++
			}
			continue
		case !ok:
			t.Buckets = slices.Insert(t.Buckets, i, archive.DateBucket{Date: d})
		}
		if t.Buckets[i].Held++; found {
			t.Buckets[i].Count++
		}
	}
	return t
}

func (m *memory) matches(c *cable.Cable, r query.Request) bool {
	for _, f := range r.Filters {
		if slices.Contains(valuesOf(c, f.Facet), f.Value) == f.Exclude {
			return false
		}
	}
	in := func(d, least cable.Date) bool {
		return least.Month == 0 && d.Year >= least.Year || d.Key() >= least.Key()
	}
	if !r.Since.IsZero() && !in(c.Date, r.Since) || !r.Until.IsZero() && c.Date.Key() > r.Until.Key()+9999 && r.Until.Month == 0 {
		return false
	}
	if r.Until.Month != 0 && c.Date.Key() > r.Until.Key()+99 {
		return false
	}
	text := strings.ToLower(c.Subject + " " + c.ID)
	for _, p := range c.Paragraphs {
		text += " " + strings.ToLower(p.Text)
	}
	for _, w := range strings.Fields(strings.ToLower(r.Text)) {
		if !strings.Contains(text, strings.Trim(w, `"`)) {
			return false
		}
	}
	return true
}

func valuesOf(c *cable.Cable, f query.Facet) (vs []string) {
	add := func(v string) {
		if v != "" {
			vs = append(vs, v)
		}
	}
	switch f {
	case query.Tags:
		for _, t := range c.Tags {
			add(t.Code)
		}
	case query.Persons, query.Organisations, query.Places, query.Misc:
		for _, e := range c.Entities {
			if strings.EqualFold(e.Kind, string(f)) {
				add(e.Name)
			}
		}
	case query.Origin:
		add(c.Origin.Code)
	case query.Country:
		add(c.Origin.Country)
	case query.Classification:
		add(c.Classification)
	case query.Captions:
		vs = c.Captions
	case query.Language:
		add(c.Language)
	case query.Collection:
		add(c.Collection)
	case query.Year:
		add(strconv.Itoa(c.Date.Year))
	}
	return vs
}

func (m *memory) FacetValues(ctx context.Context, r query.Request, f query.Facet, o archive.FacetOptions) (*archive.FacetPage, error) {
	r.Page, r.Size = 1, 20
	res, err := m.Search(ctx, r)
	if err != nil {
		return nil, err
	}
	fc := res.Facets[slices.Index(query.Facets(), f)]
	fc.Buckets = slices.DeleteFunc(fc.Buckets, func(b archive.Bucket) bool {
		return !strings.HasPrefix(strings.ToLower(b.Label), strings.ToLower(o.Prefix))
	})
	return &archive.FacetPage{FacetCounts: fc, Total: len(fc.Buckets), Page: o.Page, Size: o.Size}, nil
}

func (m *memory) Count(ctx context.Context, r query.Request) (int, error) {
	r.Page, r.Size = 1, 20
	res, err := m.Search(ctx, r)
	if err != nil {
		return 0, err
	}
	return res.Total, nil
}

func (m *memory) Cost(_ context.Context, r query.Request) (time.Duration, error) {
	if m.cost != nil {
		return m.cost(r), nil
	}
	return 0, nil
}

func (m *memory) Suggest(context.Context, string, int, ...query.Field) ([]archive.Suggestion, error) {
	return nil, nil
}

func (m *memory) Spellings(context.Context, ...string) (map[string][]string, error) {
	return nil, nil
}

func (m *memory) Similar(context.Context, string, int) ([]archive.Likeness, error) { return nil, nil }

func (m *memory) Place(context.Context, query.Request, int) (archive.Place, error) {
	return archive.Place{}, nil
}

func (m *memory) Correct(_ context.Context, e query.Expr) (query.Expr, bool, error) {
	return e, false, nil
}

func (m *memory) Frequency(context.Context, query.Facet, string) (int, error) { return 0, nil }

// List has the facets too: nobody may mind.
func (m *memory) List(ctx context.Context, r query.Request) (*archive.Result, error) {
	return m.Search(ctx, r)
}

// Portrait has no company, which is the engines' to find.
func (m *memory) Portrait(ctx context.Context, f query.Facet, value string, _ int, of ...query.Facet) (*archive.Portrait, error) {
	p := &archive.Portrait{Label: value}
	for _, c := range m.cables {
		if !slices.Contains(valuesOf(c, f), value) {
			continue
		}
		p.Cables++
		if sum := summaryOf(c); !sum.Date.IsZero() {
			if p.First == nil {
				p.First = &sum
			}
			p.Last = &sum
		}
	}
	res, err := m.Search(ctx, query.Request{Filters: []query.Filter{{Facet: f, Value: value}}, Page: 1, Size: 20})
	if err != nil {
		return nil, err
	}
	for _, fc := range res.Facets {
		if fc.Facet != f && slices.Contains(of, fc.Facet) {
			p.Facets = append(p.Facets, fc)
		}
	}
	return p, nil
}

func (m *memory) Series(_ context.Context, post string) ([]archive.Numbers, error) {
	years := map[int]*archive.Numbers{}
	of := func(id string) (*archive.Numbers, int) {
		n, err := cable.ParseMRN(id)
		if err != nil || n.Origin != post {
			return nil, 0
		}
		if years[n.Year] == nil {
			years[n.Year] = &archive.Numbers{Year: n.Year}
		}
		return years[n.Year], n.Serial
	}
	for _, c := range m.cables {
		if y, serial := of(c.ID); y != nil {
			y.Held = append(y.Held, serial)
		}
		for _, r := range c.References {
			if y, serial := of(r.ID); y != nil && m.find(r.ID) == nil {
				y.Cited = append(y.Cited, serial)
			}
		}
	}
	var out []archive.Numbers
	for _, year := range slices.Sorted(maps.Keys(years)) {
		y := years[year]
		slices.Sort(y.Held)
		slices.Sort(y.Cited)
		y.Cited = slices.Compact(y.Cited)
		out = append(out, *y)
	}
	return out, nil
}

func (m *memory) Named(_ context.Context, f query.Facet, name string) (*authority.Thing, error) {
	names := m.names.Names()
	for i := range m.names {
		if t := &m.names[i]; strings.EqualFold(t.Kind, string(f)) && t.Name == names[authority.Key(t.Kind, name)] {
			return t, nil
		}
	}
	return nil, nil
}

func (m *memory) Numbered(_ context.Context, _ int, texts ...string) ([][]string, error) {
	return make([][]string, len(texts)), nil
}

func (m *memory) find(id string) *cable.Cable {
	for _, c := range m.cables {
		if c.ID == id || slices.Contains(c.Aliases, id) {
			return c
		}
	}
	return nil
}

func (m *memory) Lookup(_ context.Context, ids ...string) ([]archive.Found, error) {
	out := make([]archive.Found, len(ids))
	for i, id := range ids {
		switch c := m.find(id); {
		case id == "05GONE1":
			out[i] = archive.Found{State: archive.Gone, ID: id}
		case c != nil:
			sum := summaryOf(c)
			out[i] = archive.Found{State: archive.Held, ID: c.ID, Summary: &sum}
			if c.ID != id {
				out[i].State = archive.Alias
			}
		case len(m.citing(id)) > 0:
			out[i] = archive.Found{State: archive.Absent, ID: id}
		}
	}
	return out, nil
}

func (m *memory) Record(_ context.Context, id string, depth archive.Depth) (*archive.Record, error) {
	c := m.find(id)
	if c == nil || m.broken != nil {
		return nil, cmp.Or(m.broken, archive.ErrNotFound)
	}
	r := &archive.Record{Cable: c, Versions: 1}
	if depth == archive.Sources {
		r.Sources = []archive.Version{{Source: c.Source, Raw: testRaw(c)}}
	}
	return r, nil
}
