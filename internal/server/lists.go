package server

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/internal/server/desk"
	"reftel/internal/server/finding"
	"reftel/internal/server/middleware"
	"reftel/internal/server/shape"
	"reftel/web/templates"
	drawn "reftel/web/templates/things"
	"reftel/web/templates/words"
)

// index is the page of all values of a facet.
func (s *server) index(f query.Facet) desk.Handler {
	return func(c *desk.Call) error {
		o, err := desk.FacetOptions(c.R.URL.Query())
		if err != nil {
			return err
		}
		fp, err := s.FacetValues(c, query.Request{Sort: query.Newest, Page: 1, Size: query.DefaultSize}, f, o)
		if err != nil {
			return err
		}
		x := shape.Values{Words: c.Words, Facet: f, Options: o, Page: fp, Path: shape.IndexPaths[f]}
		if last, past := x.Past(); past {
			return desk.PastEnd(last)
		}
		v := x.View(s.Page(c.R, c))
		key := shape.OptionKey(o)
		if v.Canonical != "" {
			v.Canonical = shape.WithQuery(v.Canonical, key)
		}
		return s.Render(c, http.StatusOK, middleware.Document, key, templates.IndexPage(v))
	}
}

// tag is the page of a TAGS code.
func (s *server) tag(c *desk.Call) error {
	code, err := desk.Param(c.R, "code")
	if err != nil {
		return err
	}
	if old, ok := oldPage(code); ok { // PREL_0.html
		return s.Redirect(c, http.StatusMovedPermanently, shape.TagPath(strings.ToUpper(old)))
	}
	return s.subject(c, subject{facet: query.Tags, value: code, other: strings.ToUpper(code), kind: words.Later("TAGS"), none: words.Later("No cable here has this TAGS code.")})
}

// kindFacets are the kinds of entities as they stand in an address.
var kindFacets = map[string]subject{
	"per":  {facet: query.Persons, kind: words.Later("Person"), none: words.Later("No cable here has this person.")},
	"org":  {facet: query.Organisations, kind: words.Later("Organisation"), none: words.Later("No cable here has this organisation.")},
	"loc":  {facet: query.Places, kind: words.Later("Place"), none: words.Later("No cable here has this place.")},
	"misc": {facet: query.Misc, kind: words.Later("Name"), none: words.Later("No cable here has this name.")},
}

// entity is the page of a person, an organisation, a place or another name.
func (s *server) entity(c *desk.Call) error {
	sub, done, err := s.nameIn(c, func(f query.Facet, name string) string { return shape.ValuePath(f, name) })
	if err != nil || done {
		return err
	}
	return s.subject(c, sub)
}

// nameIn is the name in an address. Where it is not the one under which the thing is
// counted, it answers with a redirect to the path of that, and is done.
func (s *server) nameIn(c *desk.Call, path func(f query.Facet, name string) string) (sub subject, done bool, err error) {
	kind, err := desk.Param(c.R, "kind")
	if err != nil {
		return sub, false, err
	}
	name, err := desk.Param(c.R, "name")
	if err != nil {
		return sub, false, err
	}
	sub, ok := kindFacets[strings.ToLower(kind)]
	if !ok {
		return sub, false, desk.NotFound("The kinds of names are per, org, loc and misc.")
	}
	if sub.thing, err = c.A.Named(c.Ctx(), sub.facet, name); err != nil {
		return sub, false, err
	}
	sub.value = name
	if sub.facet == query.Persons {
		sub.other = finding.Turned(name)
	}
	if sub.thing != nil {
		sub.value = sub.thing.Name
	}
	if kind != strings.ToLower(kind) || sub.value != name {
		return sub, true, s.Redirect(c, http.StatusMovedPermanently, desk.Asked(c, path(sub.facet, sub.value)))
	}
	return sub, false, nil
}

// mentionsShown is how many cables a page of mentions has, each of which is read.
const mentionsShown = 10

// mentions is a page of the cables that name a thing, with the sentences that do.
func (s *server) mentions(c *desk.Call) error {
	sub, done, err := s.nameIn(c, func(f query.Facet, name string) string { return shape.MentionsPath(f, name, 1) })
	if err != nil || done {
		return err
	}
	page, err := desk.PageNumber(c.R.URL.Query())
	if err != nil {
		return err
	}
	if id := c.R.URL.Query().Get(shape.ParamCable); id != "" {
		return s.mentionsIn(c, sub, id, page)
	}
	req := query.Request{Filters: []query.Filter{{Facet: sub.facet, Value: sub.value}}, Sort: query.Oldest, Page: page, Size: mentionsShown}
	x := shape.Mentions{Terms: c.Terms, Facet: sub.facet, Name: sub.value, Kind: c.Words.Tell(sub.kind), Request: req}
	if x.Result, err = s.list(c, req); err != nil {
		return err
	}
	if x.Result.Total == 0 {
		return sub.unknown(c)
	}
	if last := shape.LastPage(req.Size, x.Result.Listed()); page > last {
		return desk.PastEnd(shape.MentionsPath(sub.facet, sub.value, last))
	}
	err = s.WithSlot(c, func(ctx context.Context) error {
		for _, h := range x.Result.Hits {
			rec, err := c.A.Record(ctx, h.ID, archive.Parsed)
			if err != nil {
				return fmt.Errorf("reading cable %s: %w", h.ID, err)
			}
			x.Cables = append(x.Cables, rec.Cable)
		}
		x.Names, err = sub.names(ctx, c.A, x.Cables)
		return err
	})
	if err != nil {
		return err
	}
	return s.Render(c, http.StatusOK, middleware.Document, fmt.Sprint(page), templates.MentionsPage(x.View(s.Page(c.R, c))))
}

// names are those by which cables mention the thing: its own, and its others where
// they are not also another thing's, of which only the archive knows.
func (sub subject) names(ctx context.Context, a archive.Archive, cables []*cable.Cable) (map[string]bool, error) {
	out := map[string]bool{sub.value: true}
	if sub.thing == nil {
		return out, nil
	}
	keys := map[string]bool{cable.NameKey(sub.value): true}
	for _, f := range sub.thing.Forms {
		keys[cable.NameKey(f.Name)] = true
	}
	for name := range shape.MentionedNames(sub.facet, cables) {
		if out[name] || !keys[cable.NameKey(name)] {
			continue
		}
		t, err := a.Named(ctx, sub.facet, name)
		if err != nil {
			return nil, err
		}
		out[name] = t != nil && t.Name == sub.value
	}
	return out, nil
}

// post is the page of an office that sent cables.
func (s *server) post(c *desk.Call) error {
	code, err := desk.Param(c.R, "code")
	if err != nil {
		return err
	}
	return s.subject(c, subject{facet: query.Origin, value: code, other: strings.ToUpper(code), kind: words.Later("Post"), none: words.Later("No cable here has this post.")})
}

// country is the page of the posts of a country.
func (s *server) country(c *desk.Call) error {
	name, err := desk.Param(c.R, "name")
	if err != nil {
		return err
	}
	return s.subject(c, subject{facet: query.Country, value: name, kind: words.Later("Country"), none: words.Later("No cable here has this country.")})
}

// A subject is a value of a facet that has a page of its own.
type subject struct {
	facet query.Facet
	value string
	other string           // another spelling to try when the first has no cables
	kind  words.Message    // what it is
	none  words.Message    // that no cable has it
	thing *authority.Thing // what is told of a name; nil for nothing
}

// known reports whether a value has a page even when no cable has it: posts
// that were written to only, and names of which something is told.
func (sub subject) known(t shape.Terms, value string) bool {
	if sub.thing != nil {
		return true
	}
	if sub.facet != query.Origin {
		return false
	}
	_, ok := t.Post(value)
	return ok
}

// unknown is the answer where no cable has the value.
func (sub subject) unknown(c *desk.Call) error {
	return desk.NotFoundOf(sub.none,
		templates.Link{Label: c.Words.Say("Search for it"), Href: shape.TextSearch(shape.Cut(sub.value, 80))},
		templates.Link{Label: shape.Title(c.Words, sub.facet), Href: shape.IndexPaths[sub.facet]})
}

// subject is the page of anything that cables have in common.
func (s *server) subject(c *desk.Call, sub subject) error {
	req, err := desk.ListRequest(c)
	if err != nil {
		return err
	}
	req = req.WithFilter(query.Filter{Facet: sub.facet, Value: sub.value}).WithPage(req.Page)
	x, err := s.portray(c, sub, req)
	if err != nil {
		return err
	}
	res := x.Result
	if res.Total == 0 && sub.other != "" && sub.other != sub.value {
		ns, err := s.Counts(c, query.Request{Filters: []query.Filter{{Facet: sub.facet, Value: sub.other}}, Sort: query.Newest, Page: 1, Size: query.DefaultSize})
		if err != nil {
			return err
		}
		if ns[0] > 0 || sub.known(c.Terms, sub.other) {
			return s.Redirect(c, http.StatusMovedPermanently, desk.Asked(c, shape.ValuePath(sub.facet, sub.other)))
		}
	}
	if res.Total == 0 && !sub.known(c.Terms, sub.value) {
		return sub.unknown(c)
	}
	if last := shape.LastPage(req.Size, res.Listed()); req.Page > last {
		return desk.PastEnd(x.URL(req.WithPage(last)))
	}
	v := x.View(s.Page(c.R, c))
	return s.Render(c, http.StatusOK, middleware.Document, x.Key(req), drawn.SubjectPage(v))
}
