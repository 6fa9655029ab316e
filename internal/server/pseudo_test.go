package server

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"reftel/internal/language"
	"reftel/web/templates/words"
)

// pseudo is a language in which each text of the interface stands in ⟦ ⟧, so that what
// is in none of them is seen.
func pseudo() *language.Set {
	bare := func(form string) string {
		if i := strings.LastIndex(form, "‹"); i > 0 && strings.HasSuffix(form, "›") {
			form = strings.TrimRight(form[:i], " ")
		}
		return "⟦" + form + "⟧"
	}
	return language.Only(&words.Speaker{Tag: "qps", Name: "Pseudo", Group: ",", Form: func(n int) int { return min(max(n-1, 0), 1) }, Text: func(key string) string {
		forms := strings.Split(key, "|")
		for i, f := range forms {
			forms[i] = bare(f)
		}
		return strings.Join(forms, "|")
	}})
}

// A proof reads a page and finds what is in no language: neither a text of the interface
// nor data.
type proof struct {
	data  map[string]bool // values of the archive
	long  string          // texts of the archive
	depth int             // how many texts of the interface one is in
	left  []string
}

// spokenAttributes are those that readers hear or see.
var spokenAttributes = []string{"aria-label", "title", "alt", "placeholder"}

// dataClasses are of elements that hold what the archive, the operator or the reader wrote.
var dataClasses = []string{"code", "id", "asked", "logo", "badge", "caption", "mono", "Z3988", "snippets", "words"}

func (p *proof) walk(n *html.Node) {
	if n.Type == html.TextNode {
		p.read(n.Data)
		return
	}
	if n.Type == html.ElementNode {
		if isData(n) {
			return
		}
		for _, name := range spokenAttributes {
			if v, ok := attrOf(n, name); ok {
				inside := p.depth
				p.depth = 0
				p.read(v)
				p.depth = inside
			}
		}
		if name, _ := attrOf(n, "name"); n.Data == "meta" && (name == "description" || name == "twitter:title") {
			v, _ := attrOf(n, "content")
			p.read(v)
		}
	}
	for c := range n.ChildNodes() {
		p.walk(c)
	}
}

// isData reports whether what is in an element is no text of the interface.
func isData(n *html.Node) bool {
	switch n.Data {
	case "script", "style", "code", "kbd", "pre", "textarea", "mark":
		return true
	}
	if _, ok := attrOf(n, "lang"); ok && n.Data != "html" {
		return true
	}
	if _, ok := attrOf(n, "data-text"); ok {
		return true
	}
	class, _ := attrOf(n, "class")
	return slices.ContainsFunc(strings.Fields(class), func(c string) bool { return slices.Contains(dataClasses, c) })
}

// read takes what is in no brackets out of a text.
func (p *proof) read(text string) {
	var b strings.Builder
	flush := func() {
		if s := strings.TrimFunc(b.String(), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }); p.foreign(s) {
			p.left = append(p.left, s)
		}
		b.Reset()
	}
	for _, r := range text {
		switch r {
		case '⟦':
			flush()
			p.depth++
		case '⟧':
			p.depth--
		default:
			if p.depth == 0 {
				b.WriteRune(r)
			}
		}
	}
	flush()
}

// foreign reports whether a piece of a page has words that no data has.
func (p *proof) foreign(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			letters++
		}
	}
	s = strings.TrimSuffix(s, " - Reftel") // the title of a page
	return letters > 1 && !strings.HasPrefix(s, "https://") && !p.data[s] && !(len(s) > 12 && strings.Contains(p.long, s))
}

// values adds all strings of a value that was read from JSON.
func (p *proof) values(v any) {
	switch v := v.(type) {
	case string:
		p.data[v] = true
		p.long += " " + strings.Join(strings.Fields(v), " ")
	case []any:
		for _, one := range v {
			p.values(one)
		}
	case map[string]any:
		for _, one := range v {
			p.values(one)
		}
	}
}

// mostLeft is how many pieces may be in no catalogue until all texts are said by words. What
// is left are templates of cables and paragraphs, texts for programs, and data that proof
// does not know as such.
const mostLeft = 120

// TestPseudo holds that no page says what is in no catalogue.
func TestPseudo(t *testing.T) {
	t.Parallel()
	c, m := testConfig(t), newMemory()
	c.Languages = pseudo()
	h := memorySite(t, c, m)
	known := proof{data: map[string]bool{"Reftel": true}}
	for _, one := range []any{m.cables, testNames()} {
		b, err := json.Marshal(one)
		if err != nil {
			t.Fatal(err)
		}
		var v any
		if err := json.Unmarshal(b, &v); err != nil {
			t.Fatal(err)
		}
		known.values(v)
	}
	left, pages := map[string][]string{}, 0
	for _, target := range everyRoute {
		res := get(h, target)
		if !strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") || res.StatusCode == http.StatusMovedPermanently {
			continue
		}
		pages++
		doc, err := html.Parse(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		p := proof{data: known.data, long: known.long}
		p.walk(doc)
		for _, s := range p.left {
			left[s] = append(left[s], target)
		}
	}
	for _, s := range slices.Sorted(maps.Keys(left)) {
		t.Logf("%q is in no catalogue: %s", s, left[s][0])
	}
	if len(left) > mostLeft {
		t.Errorf("%d pieces of text are in no catalogue, more than %d", len(left), mostLeft)
	}
	if pages < 36 {
		t.Errorf("only %d pages", pages)
	}
}
