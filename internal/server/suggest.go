package server

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/index"
	"reftel/internal/query"
	"reftel/internal/server/middleware"
)

// suggestions is how many the list under a search box has at most.
const suggestions = 10

// A suggestion completes what stands in the search box. It leads to a cable or
// is a text for the box.
type suggestion struct {
	Kind  string `json:"kind"`  // in words: TAGS, person, cable
	Value string `json:"value"` // PREL
	Label string `json:"label,omitempty"`
	Count int    `json:"count,omitempty"` // cables with the value
	Fill  string `json:"fill,omitempty"`  // the whole text of the box with the value in its field
	Href  string `json:"href,omitempty"`
}

// suggest completes the text of a search box, for the script of the box. What
// somebody types is kept by no cache.
func (s *server) suggest(c *call) error {
	text := c.r.URL.Query().Get("q")
	if len(text) > query.MaxBytes {
		text = ""
	}
	list, err := inSlot(s, c, func(context.Context) ([]suggestion, error) { return s.complete(c.a, text), nil })
	if err != nil {
		return err
	}
	body, err := json.Marshal(struct {
		Query       string       `json:"query"`
		Suggestions []suggestion `json:"suggestions"`
	}{text, list})
	if err != nil {
		return fmt.Errorf("writing suggestions: %w", err)
	}
	return s.reply(c, http.StatusOK, middleware.Private, "", "application/json; charset=utf-8", body)
}

// lastField finds a field at the end of a text whose value is being typed.
var lastField = regexp.MustCompile(`(?s)^(.*(?:\s|[(-]))?([A-Za-z]+):["“]?([^"“”:()]*)$`)

// complete finds suggestions for the field at the end of a text, or for all of
// the text, or where that is the beginning of nothing for its last word.
func (s *server) complete(a archive, text string) []suggestion {
	out := []suggestion{}
	if m := lastField.FindStringSubmatch(text); m != nil {
		if f, ok := query.FieldNamed(m[2]); ok {
			return s.completions(a, out, m[1], m[3], f)
		}
	}
	if out = s.completions(a, out, "", text); len(out) > 0 {
		return out
	}
	if i := strings.LastIndexAny(text, " \t\n("); i >= 0 && strings.Count(text, `"`)%2 == 0 {
		out = s.completions(a, out, text[:i+1], text[i+1:])
	}
	return out
}

// completions adds what the end of a text may become. Before stays as it is.
func (s *server) completions(a archive, out []suggestion, before, end string, kinds ...query.Field) []suggestion {
	for _, found := range s.suggested(a, end, kinds) {
		g := suggestion{Kind: suggestionKinds[found.Kind], Value: found.Value, Count: found.Count}
		if found.Label != found.Value {
			g.Label = found.Label
		} else if found.Kind == query.FieldTag {
			g.Label = s.terms.tag(cable.Tag{Code: found.Value}, 0).Meaning
		}
		if found.Kind == query.FieldID {
			g.Count = 0
			if before == "" {
				g.Href = cablePath(found.Value)
			}
		}
		if g.Href == "" {
			g.Fill = before + query.Value{Field: found.Kind, Text: found.Value}.String()
		}
		if len(g.Fill) <= query.MaxBytes {
			out = append(out, g)
		}
	}
	return out
}

// suggestionKinds name what a suggestion is.
var suggestionKinds = map[query.Field]string{
	query.FieldID: "Cable", query.FieldTag: "TAGS", query.FieldFrom: "Post", query.FieldPer: "Person",
	query.FieldOrg: "Organisation", query.FieldLoc: "Place", query.FieldMisc: "Name",
}

// suggested asks the archive, and the tables for what the archive does not
// know: everyday words for a code, what it meant in another time, and other
// names of posts. Those come first.
func (s *server) suggested(a archive, text string, kinds []query.Field) []index.Suggestion {
	list := a.Suggest(text, suggestions, kinds...)
	first := func(g index.Suggestion) {
		wanted := len(kinds) == 0 || slices.Contains(kinds, g.Kind)
		same := func(old index.Suggestion) bool { return old.Kind == g.Kind && old.Value == g.Value }
		if wanted && g.Count > 0 && !slices.ContainsFunc(list, same) {
			list = slices.Insert(list, 0, g)
		}
	}
	if p, ok := s.terms.knownPost(text); ok && !strings.ContainsAny(text, "0123456789") {
		first(index.Suggestion{Kind: query.FieldFrom, Value: p.Code, Label: p.Name, Count: a.Frequency(query.Origin, p.Code)})
	}
	for _, tag := range s.terms.tagsMeaning(text) {
		first(index.Suggestion{Kind: query.FieldTag, Value: tag.Code, Label: tag.Meaning, Count: a.Frequency(query.Tags, tag.Code)})
	}
	if id, state := a.Lookup(s.terms.canonicalMRN(text)); state == index.Held || state == index.Alias {
		if d, err := a.Cable(id); err == nil {
			first(index.Suggestion{Kind: query.FieldID, Value: id, Label: d.Title(), Count: 1})
		}
	}
	return list[:min(len(list), suggestions)]
}
