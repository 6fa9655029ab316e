package server

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"reftel/internal/cable"
	"reftel/internal/index"
	"reftel/internal/query"
	"reftel/internal/reference"
)

// A memory is a small archive for tests of pages and of errors. It finds
// cables by plain words in their text, and by filters.
type memory struct {
	cables   []*cable.Cable
	searched func(context.Context, query.Request) error // before a search
	broken   error                                      // of Cable
}

func newMemory() *memory { return &memory{cables: testCables()} }

// testConfig is the configuration of test sites, tables included.
func testConfig(t testing.TB) Config {
	t.Helper()
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	return Config{Tables: tables, BaseURL: "https://cables.example", Version: "test"}
}

// memorySite is a site over a memory.
func memorySite(t testing.TB, c Config, m *memory) http.Handler {
	t.Helper()
	h, err := newHandler(c, generations{
		acquire:  func() (archive, func()) { return m, func() {} },
		degraded: func() string { return "" },
	})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func (m *memory) Search(ctx context.Context, r query.Request) (*index.Result, error) {
	if m.searched != nil {
		if err := m.searched(ctx, r); err != nil {
			return nil, err
		}
	}
	res := &index.Result{}
	var found []*cable.Cable
	for _, c := range m.cables {
		if m.matches(c, r) {
			found = append(found, c)
		}
	}
	res.Total = len(found)
	res.Timeline = m.timeline(r)
	for _, c := range found[min(len(found), (r.Page-1)*r.Size):min(len(found), r.Page*r.Size)] {
		h := index.Hit{Summary: summaryOf(c)}
		if r.Expr != nil {
			for _, p := range c.Paragraphs[:1] {
				h.Snippets = append(h.Snippets, index.Snippet{Anchor: p.Anchor, Number: p.Number, Mark: p.Mark, Parts: []index.Part{{Text: p.Text[:5], Match: true}, {Text: p.Text[5:]}}})
			}
		}
		res.Hits = append(res.Hits, h)
	}
	for _, f := range query.Facets() {
		fc := index.FacetCounts{Facet: f}
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
			fc.Buckets = append(fc.Buckets, index.Bucket{Value: v, Label: v, Count: k, Selected: r.Has(query.Filter{Facet: f, Value: v})})
		}
		slices.SortFunc(fc.Buckets, func(a, b index.Bucket) int { return cmp.Or(b.Count-a.Count, strings.Compare(a.Value, b.Value)) })
		fc.Distinct = len(fc.Buckets)
		res.Facets = append(res.Facets, fc)
	}
	return res, nil
}

// summaryOf is a cable as a list shows it.
func summaryOf(d *cable.Cable) index.Summary {
	return index.Summary{
		ID: d.ID, IDInferred: d.IDInferred, Title: d.Title(), Subject: d.Subject, Date: d.Date, DateInferred: d.DateInferred, Origin: d.Origin,
		From: d.From, To: d.To, Classification: d.Classification, Captions: d.Captions,
	}
}

// timeline counts years alone.
func (m *memory) timeline(r query.Request) index.Timeline {
	var t index.Timeline
	for _, c := range m.cables {
		if !m.matches(c, r.WithPeriod(cable.Date{})) {
			continue
		}
		d := cable.Date{Year: c.Date.Year}
		i, ok := slices.BinarySearchFunc(t.Buckets, d, func(b index.DateBucket, d cable.Date) int { return b.Date.Compare(d) })
		switch {
		case d.IsZero():
			t.Undated++
			continue
		case !ok:
			t.Buckets = slices.Insert(t.Buckets, i, index.DateBucket{Date: d})
		}
		t.Buckets[i].Count++
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

func (m *memory) FacetValues(ctx context.Context, r query.Request, f query.Facet, o index.FacetOptions) (*index.FacetPage, error) {
	r.Page, r.Size = 1, 20
	res, err := m.Search(ctx, r)
	if err != nil {
		return nil, err
	}
	fc := facetOf(res, f)
	fc.Buckets = slices.DeleteFunc(fc.Buckets, func(b index.Bucket) bool {
		return !strings.HasPrefix(strings.ToLower(b.Label), strings.ToLower(o.Prefix))
	})
	return &index.FacetPage{FacetCounts: fc, Total: len(fc.Buckets), Page: o.Page, Size: o.Size}, nil
}

func (m *memory) Suggest(string, int, ...query.Field) []index.Suggestion { return nil }

func (m *memory) Similar(context.Context, string, int) ([]index.Likeness, error) { return nil, nil }

func (m *memory) Place(context.Context, query.Request, int) (index.Place, error) {
	return index.Place{}, nil
}

func (m *memory) Correct(_ context.Context, e query.Expr) (query.Expr, bool, error) {
	return e, false, nil
}

func (m *memory) Frequency(query.Facet, string) int { return 0 }

func (m *memory) Numbered(string, int) []string { return nil }

func (m *memory) find(id string) *cable.Cable {
	for _, c := range m.cables {
		if c.ID == id || slices.Contains(c.Aliases, id) {
			return c
		}
	}
	return nil
}

func (m *memory) Lookup(id string) (string, index.Lookup) {
	if id == "05GONE1" {
		return id, index.Gone
	}
	if c := m.find(id); c != nil && c.ID == id {
		return id, index.Held
	} else if c != nil {
		return c.ID, index.Alias
	}
	if len(m.CitedBy(id)) > 0 {
		return id, index.Absent
	}
	return "", index.Unknown
}

func (m *memory) Cable(id string) (*cable.Cable, error) {
	if c := m.find(id); c != nil && m.broken == nil {
		return c, nil
	}
	return nil, cmp.Or(m.broken, index.ErrNotFound)
}

func (m *memory) Read(id string) (*cable.Cable, int, error) {
	c, err := m.Cable(id)
	return c, 1, err
}

func (m *memory) Raw(id string) ([]byte, error) {
	c, err := m.Cable(id)
	if err != nil {
		return nil, err
	}
	return testRaw(c), nil
}

func (m *memory) Versions(id string) ([]index.Version, error) {
	c, err := m.Cable(id)
	if err != nil {
		return nil, err
	}
	return []index.Version{{Source: c.Source, Raw: testRaw(c)}}, nil
}

func (m *memory) Copies(string) []index.Summary { return nil }

func (m *memory) Neighbours(string) (prev, next *index.Summary, err error) { return nil, nil, nil }

func (m *memory) CitedBy(id string) (out []index.Summary) {
	for _, c := range m.cables {
		if slices.ContainsFunc(c.References, func(r cable.Reference) bool { return r.ID == id }) {
			out = append(out, summaryOf(c))
		}
	}
	return out
}

func (m *memory) Resolve(refs []cable.Reference) []index.RefTarget {
	var out []index.RefTarget
	for _, r := range refs {
		t := index.RefTarget{Reference: r}
		if r.ID != "" {
			t.Canonical, t.State = m.Lookup(r.ID)
		}
		if c := m.find(r.ID); c != nil {
			t.Title, t.IDInferred = c.Title(), c.IDInferred
		}
		out = append(out, t)
	}
	return out
}

func (m *memory) Highlight(c *cable.Cable, e query.Expr) map[string][]index.Span {
	out := map[string][]index.Span{}
	for _, t := range query.Terms(e) {
		w, ok := t.(query.Word)
		if !ok {
			continue
		}
		for _, p := range c.Paragraphs {
			if i := strings.Index(strings.ToLower(p.Text), strings.ToLower(w.Text)); i >= 0 {
				n := len([]rune(p.Text[:i]))
				out[p.Anchor] = append(out[p.Anchor], index.Span{Start: n, End: n + len([]rune(w.Text))})
			}
		}
	}
	return out
}

func (m *memory) Stats() index.Stats {
	return index.Stats{Cables: len(m.cables), Paragraphs: 9, First: cable.Date{Year: 2009, Month: 8, Day: 30}, Last: cable.Date{Year: 2010, Month: 1, Day: 2}, Posts: 2}
}

func (m *memory) Generation() index.Generation {
	return index.Generation{ID: "g1", Built: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC), ManifestHash: "m1", Cables: len(m.cables)}
}

func (m *memory) IDs() (ids []string) {
	for _, c := range m.cables {
		ids = append(ids, c.ID)
	}
	return ids
}
