package api

import (
	"cmp"

	"reftel/internal/archive"
	"reftel/internal/query"
	"reftel/internal/server/desk"
	"reftel/internal/server/shape"
)

// request reads what is asked for. Names under which things are not counted are put
// right, where a page leads to the address with the right ones.
func (s *Pages) request(c *desk.Call) (query.Request, error) {
	req, err := query.ParseRequest(c.R.URL.Query())
	if err != nil {
		return req, desk.ParamReason(err)
	}
	if asked := c.R.URL.Query().Get("words"); asked != "" && string(req.Words) != asked {
		return req, desk.BadParam("words", "The words are most or some, for a search of several words: three to six for most, two or more for some.")
	}
	_, err = s.finding.CountedAs(c, &req)
	return req, err
}

// search is a page of results with all that its page has.
func (s *Pages) search(c *desk.Call) (*SearchAnswer, error) {
	req, err := s.request(c)
	if err != nil {
		return nil, err
	}
	x, err := s.finding.Answer(c, req)
	if err != nil {
		return nil, err
	}
	req = x.Request
	base := s.Base(c.R)
	at := linker{base}
	out := &SearchAnswer{
		URL: at.to(req.URL("/search")), Asked: askedOf(req), Generation: c.A.Generation().ID,
		Total: x.Result.Total, Listed: x.Result.Listed(), Page: req.Page, Size: req.Size,
		Hits: []Hit{}, Timeline: timelineOf(x.Result.Timeline), Notes: query.InEnglish(x.Notes()), DidYouMean: at.offer("", x.Better),
		Fewer: at.offer("", x.More),
	}
	for _, h := range x.Result.Hits {
		out.Hits = append(out.Hits, at.hit(x.Shown(h)))
	}
	for _, fc := range x.Result.Facets {
		out.Facets = append(out.Facets, at.facet(fc))
	}
	for _, r := range x.Relaxed {
		out.Relaxed = append(out.Relaxed, *at.offer(r.Without.Param()+"="+r.Without.Value, &r))
	}
	for _, r := range x.Rests {
		out.Rests = append(out.Rests, *at.offer("", &r))
	}
	for _, d := range x.Dates {
		out.Leads = append(out.Leads, Lead{Kind: d.Kind, Value: d.Label, Count: d.Cables, URL: at.to(d.Href)})
	}
	for _, v := range x.Volumes {
		out.Leads = append(out.Leads, Lead{Kind: shape.VolumeLead, Value: cmp.Or(v.Name, v.Title, v.ID), Count: v.Documents, URL: at.to(shape.VolumePath(v.ID))})
	}
	for _, g := range x.Things {
		out.Leads = append(out.Leads, Lead{Kind: string(g.Kind), Value: g.Value, Also: g.Also, Count: g.Count, URL: at.to(shape.EntityPath(string(g.Kind), g.Value))})
	}
	for i, n := range x.Named {
		f := at.found(n.Found)
		if i < len(x.Citing) {
			f.CitedBy = x.Citing[i]
		}
		out.Named = append(out.Named, f)
	}
	for _, m := range x.Meanings {
		out.Meanings = append(out.Meanings, Meaning{Tag: m.Tag, Count: m.Cables, URL: at.to(shape.TagPath(m.Tag.Code))})
	}
	if req.Page < shape.LastPage(req.Size, x.Result.Listed()) {
		out.Next = at.to(req.WithPage(req.Page + 1).URL(desk.APIPath + "/search"))
	}
	return out, nil
}

// values is a page of all values of a facet within a search.
func (s *Pages) values(c *desk.Call) (*ValuesAnswer, error) {
	x, err := s.finding.AllValues(c)
	if err != nil {
		return nil, err
	}
	if _, past := x.Past(); past {
		return nil, desk.PastEnd("")
	}
	at := linker{s.Base(c.R)}
	out := &ValuesAnswer{Facet: at.facet(x.Page.FacetCounts), URL: at.to(x.URL(x.Options, x.Path)), Total: x.Page.Total, Letters: x.Page.Letters, Page: x.Page.Page, Size: x.Page.Size, Generation: c.A.Generation().ID}
	if x.Page.Page*x.Page.Size < x.Page.Total {
		o := x.Options
		o.Page++
		out.Next = at.to(x.URL(o, desk.APIPath+"/values/"+string(x.Facet)))
	}
	return out, nil
}

// timeline counts what is found by date.
func (s *Pages) timeline(c *desk.Call) (*TimelineAnswer, error) {
	req, err := s.request(c)
	if err != nil {
		return nil, err
	}
	t, err := s.Timeline(c, req)
	if err != nil {
		return nil, err
	}
	return &TimelineAnswer{URL: linker{s.Base(c.R)}.to(req.URL("/search")), Timeline: timelineOf(t), Generation: c.A.Generation().ID}, nil
}

func askedOf(r query.Request) Asked {
	a := Asked{Q: r.Text, Words: string(r.Words), Since: r.Since.String(), Until: r.Until.String(), Sort: string(r.Sort), Apart: r.Apart, ReadAs: query.Describe(r.Whole()).String()}
	for _, f := range r.Filters {
		a.Filters = append(a.Filters, Filter{Param: f.Param(), Value: f.Value})
	}
	return a
}

func timelineOf(t archive.Timeline) Timeline {
	out := Timeline{Period: t.Period, Vague: t.Vague, Undated: t.Undated, Buckets: []Bar{}}
	for _, b := range t.Buckets {
		out.Buckets = append(out.Buckets, Bar{b.Date, b.Count, b.Held})
	}
	return out
}

// A linker makes addresses of paths: whole ones where the site's own is known.
type linker struct{ base string }

func (l linker) to(path string) string { return l.base + path }

func (l linker) summary(x archive.Summary) Summary {
	out := Summary{
		ID: x.ID, IDInferred: x.IDInferred, Title: x.Title, Subject: x.Subject, Date: x.Date, DateInferred: x.DateInferred, Origin: x.Origin,
		From: x.From, To: x.To, Classification: x.Classification, Captions: x.Captions, Printed: x.Printed, URL: l.to(shape.CablePath(x.ID)),
	}
	for _, r := range x.Cites {
		out.Cites = append(out.Cites, Cites{r.ID, r.Letter, r.Inferred})
	}
	return out
}

func (l linker) summaries(xs []archive.Summary) []Summary {
	out := []Summary{}
	for _, x := range xs {
		out = append(out, l.summary(x))
	}
	return out
}

func (l linker) hit(h archive.Hit) Hit {
	out := Hit{Summary: l.summary(h.Summary), Copies: h.Copies, Snippets: []Snippet{}}
	for _, sn := range h.Snippets {
		v := Snippet{Anchor: sn.Anchor, Number: sn.Number, Mark: sn.Mark, URL: l.to(shape.CablePath(h.ID)), Parts: []Piece{}}
		if sn.Anchor != "" {
			v.URL = l.to(shape.ParagraphPath(h.ID, sn.Anchor))
		}
		for _, p := range sn.Parts {
			v.Parts = append(v.Parts, Piece{p.Text, p.Match})
		}
		out.Snippets = append(out.Snippets, v)
	}
	return out
}

func (l linker) facet(fc archive.FacetCounts) Facet {
	out := Facet{Facet: string(fc.Facet), Title: shape.Title(nil, fc.Facet), Distinct: fc.Distinct, About: fc.About, Missing: fc.Missing, Values: []Value{}}
	for _, b := range fc.Buckets {
		v := Value{Value: b.Value, Count: b.Count, Within: b.Within, Selected: b.Selected, Excluded: b.Excluded, URL: l.to(shape.ValuePath(fc.Facet, b.Value))}
		if b.Label != b.Value {
			v.Label = b.Label
		}
		out.Values = append(out.Values, v)
	}
	return out
}

// offer is another search.
func (l linker) offer(without string, x *shape.Counted) *Offer {
	if x == nil {
		return nil
	}
	return &Offer{Q: x.Request.Text, Without: without, Count: x.Cables, URL: l.to(x.Request.URL("/search")), API: l.to(x.Request.URL(desk.APIPath + "/search"))}
}

// states are what ids lead to, in the words of the document.
var states = map[archive.State]string{archive.Held: "held", archive.Alias: "held", archive.Absent: "cited", archive.Gone: "withdrawn", archive.Unknown: "unknown"}

func (l linker) found(f archive.Found) Found {
	out := Found{ID: f.ID, State: states[f.State], URL: l.to(shape.CablePath(f.ID))}
	if x := f.Summary; x != nil {
		out.Title, out.Date = x.Title, x.Date
	}
	return out
}
