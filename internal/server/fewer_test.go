package server

import (
	"io"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// TestFewerWords holds what is shown where no cable, or few, have all the words.
func TestFewerWords(t *testing.T) {
	t.Parallel()
	const allButOne, someOf = "These cables have all but one of the words.", "These have some of the words"
	site := demoSite(t)
	for _, c := range []struct {
		name, text string
		first      string // id of the first hit, "" for none
		said, not  string
	}{
		{"all words somewhere", "lighthouse lens customs", "91LISBON1877", "", allButOne},
		{"all but one", "lighthouse lens violoncello", "79STATE219004", allButOne, someOf},
		{"two words that stand apart", "tuba lighthouse", "75STATE211408", someOf, allButOne},
		{"a filter stays", "lighthouse lens violoncello tag:TBIO", "", "Nothing matches", allButOne},
		{"another spelling is offered first", "lighthouse lenz", "", "Did you mean", someOf},
		{"selections leave nothing", "lighthouse lens&tag=TBIO", "", "Nothing matches", someOf},
		{"days leave nothing", "lighthouse lens&until=1900", "", "Nothing matches", someOf},
		{"nothing at all", "zzzyzx qqqqq", "", "Nothing matches", someOf},
		{"few have all", "customs fine on the lens", "91LISBON1877", "With all but one of these words", someOf},
	} {
		r := httptest.NewRecorder()
		site.ServeHTTP(r, httptest.NewRequest("GET", address(c.text), nil))
		b, err := io.ReadAll(r.Body)
		if err != nil {
			t.Fatal(err)
		}
		page := string(b)
		if !strings.Contains(page, c.said) || c.not != "" && strings.Contains(page, c.not) {
			t.Errorf("%s: want %q and not %q", c.name, c.said, c.not)
		}
		_, list, _ := strings.Cut(page, `<ol class="cables`)
		_, id, _ := strings.Cut(list, `href="/cable/`)
		id, _, _ = strings.Cut(id, "?")
		if id != c.first {
			t.Errorf("%s: the first hit is %q, want %q", c.name, id, c.first)
		}
	}
}

// address is that of a search, whose text may be followed by parameters.
func address(search string) string {
	text, rest, more := strings.Cut(search, "&")
	if more {
		rest = "&" + rest
	}
	return "/search?q=" + url.QueryEscape(text) + rest
}
