package finding

import (
	"regexp"
	"strings"

	"reftel/internal/locate"
	"reftel/internal/query"
	"reftel/internal/server/shape"
)

// sent finds a text that asks for what a post sent, in words.
var sent = regexp.MustCompile(`(?i)^(?:all )?(?:cables?|telegrams?|messages?|reports?|despatches|dispatches) (?:sent )?from (?:the )?(?:embassy |consulate |legation )?(?:in |at )?(.+)$`)

// sentFrom is the search for the cables of a post, of a date where one follows.
func (s *Pages) sentFrom(r query.Request) []shape.Dated {
	m := sent.FindStringSubmatch(strings.TrimSpace(r.Text))
	if m == nil {
		return nil
	}
	name, when := m[1], ""
	found := r.WithText("")
	if words, d, ok := query.CutDate(name); ok && r.Since.IsZero() && r.Until.IsZero() {
		name, when = words, ", "+shape.DaysOf(d)
		found = found.WithDates(d.From, d.To)
	}
	p, ok := locate.KnownPost(s.Tables, name)
	if !ok {
		return nil
	}
	found = found.WithFilter(query.Filter{Facet: query.Origin, Value: p.Code})
	return []shape.Dated{{Request: found, Kind: "Cables from", Label: p.Name + when, Href: found.URL("/search")}}
}
