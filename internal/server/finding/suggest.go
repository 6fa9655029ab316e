package finding

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/locate"
	"reftel/internal/query"
	"reftel/internal/server/desk"
	"reftel/internal/server/middleware"
	"reftel/internal/server/shape"
	"reftel/web/templates/words"
)

// suggestions is how many the list under a search box has at most.
const suggestions = 10

// A Suggestion completes what stands in the search box. It leads to a cable or
// is a text for the box.
type Suggestion struct {
	Kind  string `json:"kind"`            // in words: TAGS, person, cable
	Named bool   `json:"named,omitempty"` // the value is a name, though it has a label
	Value string `json:"value"`           // PREL
	Label string `json:"label,omitempty"`
	Count int    `json:"count,omitempty"` // cables with the value
	Fill  string `json:"fill,omitempty"`  // the whole text of the box with the value in its field
	Href  string `json:"href,omitempty"`
}

// suggest completes the text of a search box, for the script of the box. What
// somebody types is kept by no cache.
func (s *Pages) Suggest(c *desk.Call) error {
	text := c.R.URL.Query().Get("q")
	if len(text) > query.MaxBytes {
		text = ""
	}
	list, err := s.Suggestions(c, c.Words, text)
	if err != nil {
		return err
	}
	body, err := json.Marshal(struct {
		Query       string       `json:"query"`
		Suggestions []Suggestion `json:"suggestions"`
	}{text, list})
	if err != nil {
		return fmt.Errorf("writing suggestions: %w", err)
	}
	return s.Reply(c, http.StatusOK, middleware.Private, "", "application/json; charset=utf-8", body)
}

// Suggestions complete a text.
func (s *Pages) Suggestions(c *desk.Call, say *words.Speaker, text string) ([]Suggestion, error) {
	return desk.InSlot(s.Desk, c, func(ctx context.Context) ([]Suggestion, error) { return s.complete(ctx, say, c.A, text) })
}

// lastField finds a field at the end of a text whose value is being typed.
var lastField = regexp.MustCompile(`(?s)^(.*(?:\s|[(-]))?([A-Za-z]+):["“]?([^"“”:()]*)$`)

// complete finds suggestions for the field at the end of a text, or for all of
// the text, or where that is the beginning of nothing for its last word.
func (s *Pages) complete(ctx context.Context, say *words.Speaker, a archive.Archive, text string) ([]Suggestion, error) {
	if m := lastField.FindStringSubmatch(text); m != nil {
		if f, ok := query.FieldNamed(m[2]); ok {
			out, err := s.completions(ctx, say, a, m[1], m[3], f)
			if err != nil || len(out) > 0 {
				return out, err
			}
			return s.wholeText(ctx, say, a, text, out) // REF: STATE 12345
		}
	}
	out, err := s.completions(ctx, say, a, "", text)
	if err != nil {
		return nil, err
	}
	if out, err = s.wholeText(ctx, say, a, text, out); err != nil || len(out) > 0 {
		return out, err
	}
	if i := strings.LastIndexAny(text, " \t\n("); i >= 0 && strings.Count(text, `"`)%2 == 0 {
		return s.completions(ctx, say, a, text[:i+1], text[i+1:])
	}
	return out, nil
}

// completions are what the end of a text may become. Before stays as it is.
func (s *Pages) completions(ctx context.Context, say *words.Speaker, a archive.Archive, before, end string, kinds ...query.Field) ([]Suggestion, error) {
	list, err := s.suggested(ctx, a, end, kinds)
	if err != nil {
		return nil, err
	}
	out := []Suggestion{}
	for _, found := range list {
		g := s.suggestionOf(say, found, before)
		if len(g.Fill) <= query.MaxBytes {
			out = append(out, g)
		}
	}
	return out, nil
}

// suggestionOf is a value as the list shows it; before is the text in front of it.
func (s *Pages) suggestionOf(say *words.Speaker, found archive.Suggestion, before string) Suggestion {
	g := Suggestion{Kind: say.Tell(suggestionKinds[found.Kind]), Named: found.Kind == query.FieldFrom, Value: found.Value, Count: found.Count}
	if found.Label != found.Value {
		g.Label = found.Label
	} else if found.Also != "" {
		g.Label = say.Say("also known as %s", found.Also)
	} else if found.Kind == query.FieldTag {
		g.Label = s.Terms.Tag(cable.Tag{Code: found.Value}, 0).Meaning
	}
	if found.Kind == query.FieldID {
		g.Count = 0
		if before == "" {
			g.Href = shape.CablePath(found.Value)
		}
	}
	if g.Href == "" {
		g.Fill = before + query.Value{Field: found.Kind, Text: found.Value}.String()
	}
	return g
}

// wholeText puts before the completions of a text what it is as it stands: a date,
// ids in any form, and behind them things under other names of theirs.
func (s *Pages) wholeText(ctx context.Context, say *words.Speaker, a archive.Archive, text string, out []Suggestion) ([]Suggestion, error) {
	first := []Suggestion{}
	for _, d := range shape.DatesOf(say, query.Request{}.WithText(text)) {
		if d.Kind != shape.DateLead {
			continue
		}
		n, err := a.Count(ctx, s.Terms.Widened(d.Request))
		if err != nil {
			return nil, err
		}
		if n > 0 {
			first = append(first, Suggestion{Kind: say.Say("Date"), Value: d.Label, Count: n, Href: d.Href})
		}
	}
	volumes, err := s.shelf(ctx, a, text)
	if err != nil {
		return nil, err
	}
	for _, h := range volumes {
		first = append(first, Suggestion{Kind: say.Say("Volume"), Value: cmp.Or(h.Name, h.Title, h.ID), Count: h.Documents, Href: shape.VolumePath(h.ID)})
	}
	named, err := s.Finder.Find(ctx, a, text)
	if err != nil {
		return nil, err
	}
	for _, n := range named {
		g := Suggestion{Kind: say.Tell(suggestionKinds[query.FieldID]), Value: n.ID, Href: shape.CablePath(n.ID)}
		if g.Label = shape.NoteOf(say, n.State); n.Summary != nil {
			g.Label = n.Summary.Title
		}
		first = append(first, g)
	}
	first = slices.DeleteFunc(first, func(g Suggestion) bool {
		return slices.ContainsFunc(out, func(old Suggestion) bool { return old.Kind == g.Kind && old.Value == g.Value })
	})
	out = append(first, out...)
	if len(out) == 0 || strings.ContainsAny(strings.TrimSpace(text), " ,") {
		things, err := s.thingsNamed(ctx, a, text, len(out)*(rareSearch+1))
		if err != nil {
			return nil, err
		}
		for _, t := range things {
			if !slices.ContainsFunc(out, func(old Suggestion) bool {
				return old.Kind == say.Tell(suggestionKinds[t.Kind]) && old.Value == t.Value
			}) {
				out = append(out, s.suggestionOf(say, t, ""))
			}
		}
	}
	return out[:min(len(out), suggestions)], nil
}

// suggestionKinds name what a suggestion is.
var suggestionKinds = map[query.Field]words.Message{
	query.FieldID: words.Later("Cable"), query.FieldTag: words.Later("TAGS"), query.FieldFrom: words.Later("Post"), query.FieldPer: words.Later("Person"),
	query.FieldOrg: words.Later("Organisation"), query.FieldLoc: words.Later("Place"), query.FieldMisc: words.Later("Name"),
}

// suggested asks the archive, and the tables for what the archive does not
// know: everyday words for a code, what it meant in another time, and other
// names of posts. Those come first.
func (s *Pages) suggested(ctx context.Context, a archive.Archive, text string, kinds []query.Field) ([]archive.Suggestion, error) {
	list, err := a.Suggest(ctx, text, suggestions, kinds...)
	if err != nil {
		return nil, err
	}
	first := func(g archive.Suggestion, facet query.Facet) error {
		same := func(old archive.Suggestion) bool { return old.Kind == g.Kind && old.Value == g.Value }
		if len(kinds) > 0 && !slices.Contains(kinds, g.Kind) || slices.ContainsFunc(list, same) {
			return nil
		}
		if g.Count == 0 {
			if g.Count, err = a.Frequency(ctx, facet, g.Value); err != nil {
				return err
			}
		}
		if g.Count > 0 {
			list = slices.Insert(list, 0, g)
		}
		return nil
	}
	if p, ok := locate.KnownPost(s.Tables, text); ok && !strings.ContainsAny(text, "0123456789") {
		if err := first(archive.Suggestion{Kind: query.FieldFrom, Value: p.Code, Label: p.Name}, query.Origin); err != nil {
			return nil, err
		}
	}
	for _, tag := range s.Terms.TagsMeaning(text) {
		if err := first(archive.Suggestion{Kind: query.FieldTag, Value: tag.Code, Label: tag.Meaning}, query.Tags); err != nil {
			return nil, err
		}
	}
	if id := locate.Canonical(s.Tables, text); id != "" {
		found, err := a.Lookup(ctx, id)
		if err != nil {
			return nil, err
		}
		if f := found[0]; f.State.Here() {
			if err := first(archive.Suggestion{Kind: query.FieldID, Value: f.ID, Label: f.Summary.Title, Count: 1}, ""); err != nil {
				return nil, err
			}
		}
	}
	return list[:min(len(list), suggestions)], nil
}
