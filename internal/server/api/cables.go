package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/internal/server/desk"
	"reftel/internal/server/shape"
)

// beside is how many cables that stand in a relation to one are told with it.
const beside = 20

// held reads the cable that an id means, in any spelling. What is cited, withdrawn or
// unknown is told as a problem.
func (s *Pages) held(c *desk.Call) (*archive.Record, error) {
	asked, err := desk.Param(c.R, "id")
	if err != nil {
		return nil, err
	}
	rec, err := s.longs.Record(c.Ctx(), c.A, asked)
	if err == nil {
		return rec, nil
	}
	if errors.Is(err, archive.ErrUnavailable) || !errors.Is(err, archive.ErrNotFound) {
		return nil, fmt.Errorf("reading cable %.64q: %w", asked, err)
	}
	n, ok, err := s.finding.Led(c, asked)
	switch {
	case err != nil:
		return nil, err
	case !ok:
		return nil, desk.NotFound("No cable with this id is held or cited here.")
	case n.State == archive.Absent:
		return nil, &desk.Failure{Status: http.StatusNotFound, Led: n.Found,
			Sentence: "The cable " + n.ID + " is not held here. Cables here cite it: " + desk.APIPath + "/cables/" + n.ID + "/cited-by lists them."}
	case n.State == archive.Gone:
		if err := s.finding.Withdrawn(n.Found); err != nil {
			return nil, err
		}
		return nil, &desk.Failure{Status: http.StatusGone, Led: n.Found, Sentence: "The cable " + n.ID + " was published here once and is here no more."}
	}
	if rec, err = s.longs.Record(c.Ctx(), c.A, n.ID); err != nil {
		return nil, fmt.Errorf("reading cable %s: %w", n.ID, err)
	}
	return rec, nil
}

// cable is one cable, with what leads to it and from it.
func (s *Pages) cable(c *desk.Call) (*CableAnswer, error) {
	rec, err := s.held(c)
	if err != nil {
		return nil, err
	}
	d, at := rec.Cable, linker{s.Base(c.R)}
	out := &CableAnswer{
		Cable: shape.ForReaders(d), URL: at.to(shape.CablePath(d.ID)), Title: d.Title(), Versions: max(rec.Versions, 1), Paragraphs: map[string]string{}, Forms: map[string]string{},
		Generation: c.A.Generation().ID,
	}
	for i := range d.Paragraphs {
		out.Paragraphs[d.Paragraphs[i].Anchor] = at.lasting(d.ID, &d.Paragraphs[i])
	}
	for _, ext := range []string{"txt", "json", "csl.json", "bib", "biblatex", "ris"} {
		out.Forms[ext] = out.URL + "." + ext
	}
	if out.Targets, err = s.targets(c, d); err != nil {
		return nil, err
	}
	related, err := desk.InSlot(s.Desk, c, func(ctx context.Context) (out [3]archive.Related, err error) {
		for i, r := range []archive.Relation{archive.CitedBy, archive.Copies, archive.SameNumber} {
			if out[i], err = c.A.Related(ctx, d.ID, r, beside); err != nil {
				return out, fmt.Errorf("finding what stands beside cable %s: %w", d.ID, err)
			}
		}
		return out, nil
	})
	if err != nil {
		return nil, err
	}
	for i, to := range []*Relatives{&out.CitedBy, &out.Copies, &out.SameNumber} {
		*to = Relatives{related[i].Total, at.summaries(related[i].Cables)}
	}
	return out, nil
}

// lasting is the permalink of a paragraph with the fingerprint of its text.
func (l linker) lasting(id string, p *cable.Paragraph) string {
	return l.to(shape.LastingPath(id, p))
}

// targets are the references of a cable and where those to cables lead.
func (s *Pages) targets(c *desk.Call, d *cable.Cable) ([]Target, error) {
	var ids []string
	for _, r := range d.References {
		if shape.IsCable(r) {
			ids = append(ids, r.ID)
		}
	}
	var found []archive.Found
	if len(ids) > 0 {
		var err error
		if found, err = c.A.Lookup(c.Ctx(), ids...); err != nil {
			return nil, fmt.Errorf("looking up what cable %s cites: %w", d.ID, err)
		}
	}
	at, out := linker{s.Base(c.R)}, []Target{}
	for _, t := range shape.Targets(d.References, found) {
		v := Target{Reference: t.Reference}
		if shape.IsCable(t.Reference) {
			f := at.found(t.Found)
			v.Leads = &f
		}
		out = append(out, v)
	}
	return out, nil
}

// paragraph is one paragraph, by its anchor, perhaps with the fingerprint of its text.
func (s *Pages) paragraph(c *desk.Call) (*ParagraphAnswer, error) {
	rec, err := s.held(c)
	if err != nil {
		return nil, err
	}
	asked, err := desk.Param(c.R, "anchor")
	if err != nil {
		return nil, err
	}
	d, at := rec.Cable, linker{s.Base(c.R)}
	anchor, print, _ := strings.Cut(asked, "~")
	i, status := shape.Place(d, anchor, print)
	if i < 0 {
		return nil, desk.NotFound("The cable " + d.ID + " is here, but it has no paragraph of this name.")
	}
	out := &ParagraphAnswer{
		ID: d.ID, Title: d.Title(), Paragraph: d.Paragraphs[i], URL: at.lasting(d.ID, &d.Paragraphs[i]), CableURL: at.to(shape.CablePath(d.ID)),
		Place: i + 1, Of: len(d.Paragraphs), Link: string(status), Generation: c.A.Generation().ID,
	}
	for _, n := range d.Notes {
		if n.Anchor == anchor {
			out.Notes = append(out.Notes, n)
		}
	}
	path := cablePath(d.ID) + "/paragraphs/"
	if i > 0 {
		out.Previous = at.to(path + d.Paragraphs[i-1].Anchor)
	}
	if i+1 < len(d.Paragraphs) {
		out.Next = at.to(path + d.Paragraphs[i+1].Anchor)
	}
	return out, nil
}

// references are those of a cable, a page of them.
func (s *Pages) references(c *desk.Call) (*ReferencesAnswer, error) {
	page, size, err := pageOf(c)
	if err != nil {
		return nil, err
	}
	rec, err := s.held(c)
	if err != nil {
		return nil, err
	}
	d, at := *rec.Cable, linker{s.Base(c.R)}
	out := &ReferencesAnswer{ID: d.ID, URL: at.to(shape.CablePath(d.ID)), Total: len(d.References), Page: page, Size: size, Generation: c.A.Generation().ID}
	if page > shape.LastPage(size, out.Total) {
		return nil, desk.PastEnd("")
	}
	first := (page - 1) * size
	d.References = d.References[first:min(first+size, out.Total)]
	if out.References, err = s.targets(c, &d); err != nil {
		return nil, err
	}
	if first+size < out.Total {
		out.Next = at.to(nextPage(cablePath(d.ID)+"/references", page+1, size))
	}
	return out, nil
}

// citedBy are the cables that cite an id, which need not be held: a search, as the page
// has it.
func (s *Pages) citedBy(c *desk.Call) (*CablesAnswer, error) {
	page, size, err := pageOf(c)
	if err != nil {
		return nil, err
	}
	id, err := desk.Param(c.R, "id")
	if err != nil {
		return nil, err
	}
	n, ok, err := s.finding.Led(c, id)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, desk.NotFound("No cable with this id is held or cited here.")
	}
	req := query.Request{Page: 1, Size: size}.WithText(query.Value{Field: query.FieldRef, Text: n.ID}.String()).WithSort(query.Oldest).WithApart(true).WithPage(page)
	res, err := desk.InSlot(s.Desk, c, func(ctx context.Context) (*archive.Result, error) { return c.A.List(ctx, s.Terms.Widened(req)) }, req)
	if err != nil {
		return nil, err
	}
	if page > shape.LastPage(size, res.Listed()) {
		return nil, desk.PastEnd("")
	}
	at := linker{s.Base(c.R)}
	out := &CablesAnswer{ID: n.ID, URL: at.to(req.URL("/search")), Total: res.Total, Page: page, Size: size, Cables: []Summary{}, Generation: c.A.Generation().ID}
	for _, h := range res.Hits {
		out.Cables = append(out.Cables, at.summary(h.Summary))
	}
	if page < shape.LastPage(size, res.Listed()) {
		out.Next = at.to(nextPage(cablePath(n.ID)+"/cited-by", page+1, size))
	}
	return out, nil
}

// pageOf reads the page and the size of a list.
func pageOf(c *desk.Call) (page, size int, err error) {
	req, err := query.ParseRequest(c.R.URL.Query())
	return req.Page, req.Size, desk.ParamReason(err)
}

// nextPage is the path of another page of a list.
func nextPage(path string, page, size int) string {
	return query.Request{Size: size}.WithPage(page).URL(path)
}

// cablePath is the address of a cable for programs.
func cablePath(id string) string { return desk.APIPath + "/cables/" + url.PathEscape(id) }
