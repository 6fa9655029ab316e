package finding

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"

	"reftel/internal/query"
	"reftel/internal/server/desk"
	"reftel/internal/server/middleware"
	"reftel/internal/server/shape"
)

// BrowserPath is where browsers ask for suggestions.
const BrowserPath = "/suggest/browser"

// SuggestBrowser completes what is typed into the search field of a browser, by the list
// under the search box: the text, what it may become, what is told of that, and where it
// leads.
func (s *Pages) SuggestBrowser(c *desk.Call) error {
	text := c.R.URL.Query().Get("q")
	if len(text) > query.MaxBytes {
		text = ""
	}
	list, err := s.Suggestions(c, c.Words, text)
	if err != nil {
		return err
	}
	values, notes, addresses := []string{}, []string{}, []string{}
	for _, g := range list {
		note := g.Kind
		if g.Label != "" {
			note = c.Words.Say("%s: %s", note, g.Label)
		}
		if g.Count > 0 {
			note = c.Words.Say("%s, %s", note, c.Words.Count(g.Count, "%d cable", "%d cables"))
		}
		values = append(values, cmp.Or(g.Fill, g.Value))
		notes = append(notes, note)
		addresses = append(addresses, s.Base(c.R)+cmp.Or(g.Href, shape.TextSearch(g.Fill)))
	}
	body, err := json.Marshal([]any{text, values, notes, addresses})
	if err != nil {
		return fmt.Errorf("writing suggestions for a browser: %w", err)
	}
	return s.Reply(c, http.StatusOK, middleware.Private, "", "application/x-suggestions+json; charset=utf-8", body)
}
