package server

import (
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"net/url"
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
	data   map[string]bool // values of the archive
	pieces []string        // the longer ones, and what was asked for
	long   string          // texts of the archive
	depth  int             // how many texts of the interface one is in
	left   []string
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
	if marked := slices.Collect(n.ChildNodes()); slices.ContainsFunc(marked, func(c *html.Node) bool { return c.Data == "mark" }) {
		p.read(textOf(n)) // of the archive, with what was searched for
		return
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

// foreign reports whether a piece of a page has words that no data has, alone or one
// behind the other.
func (p *proof) foreign(s string) bool {
	s = strings.TrimSuffix(s, " - Reftel") // the title of a page
	if !strange(s) || strings.HasPrefix(s, "https://") || p.data[s] || len(s) > 12 && strings.Contains(p.long, s) {
		return false
	}
	for _, piece := range p.pieces {
		if cut, ok := strings.CutSuffix(s, "…"); ok && strings.HasPrefix(piece, cut) {
			return false
		}
		s = strings.ReplaceAll(s, piece, "")
	}
	return strange(s)
}

// strange reports whether something can be a word: two small letters.
func strange(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			letters++
		}
	}
	return letters > 1
}

// asked makes what an address asks for known: pages repeat it.
func (p proof) asked(target string) proof {
	p.pieces = slices.Clone(p.pieces)
	if u, err := url.Parse(target); err == nil {
		for _, vs := range u.Query() {
			for _, v := range vs {
				p.pieces = append(p.pieces, v)
				p.pieces = append(p.pieces, strings.FieldsFunc(v, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })...)
			}
		}
		for part := range strings.SplitSeq(u.Path, "/") {
			p.pieces = append(p.pieces, part)
		}
	}
	p.pieces = slices.DeleteFunc(p.pieces, func(piece string) bool { return !strange(piece) })
	slices.SortStableFunc(p.pieces, func(a, b string) int { return len(b) - len(a) })
	return p
}

// values adds all strings of a value that was read from JSON.
func (p *proof) values(v any) {
	switch v := v.(type) {
	case string:
		p.data[v] = true
		if len(v) > 3 {
			p.pieces = append(p.pieces, v)
		}
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

// withoutPage are the routes whose answers at the addresses of the table are no pages.
var withoutPage = []string{
	"/healthz", "/readyz", "/static/*", "/site/*", "/favicon.ico", "/opensearch.xml", "/robots.txt", "/sitemap.xml", "/suggest", "/suggest/browser", "/oembed", "/oai",
	"/ark%3A*", "/ark%3a*", "/ark:*", "/cable/{id}/raw", "/list.{form}", "/search.{form}", "/go", "/origin/{file}", "/date/{file}", "/classification/{file}",
}

// states are addresses at which pages say what they do not at those of the table of
// addresses: leads, notes, faults and empty lists.
var states = []string{
	"/search?q=orchard&sort=oldest&size=50", "/search?q=orchard&words=most", "/search?q=orchard&words=some", "/search?q=orchard&copies=apart", "/search?q=orchard&page=2", "/search?q=orchard&page=x",
	"/search?q=zzzz", "/search?q=zzzz+yyyy", "/search?q=orchard+zzzz", "/search?q=%22orchard+zzzz%22", "/search?q=orchard+NOT+talks", "/search?q=orchard+OR+talks", "/search?q=(orchard", "/search?q=*", "/search?q=the",
	"/search?q=tag:PREL", "/search?q=from:MEXICO", "/search?q=from:NOWHERE", "/search?q=to:LIMA", "/search?q=subject:orchard", "/search?q=nofield:x", "/search?q=per:%22Don+Gustavo%22", "/search?q=id:09MEXICO2676", "/search?q=08LIMA77",
	"/search?q=77NOBODY1", "/search?q=ref:08LIMA77", "/search?q=is:secret", "/search?q=date:2009", "/search?q=2009-09-08", "/search?q=8+September+2009", "/search?q=orchard+2009", "/search?q=orchard~", "/search?q=orch*", "/search?q=%22orchard+talks%22~3",
	"/search?tag=PREL&tag=ECON", "/search?tag-not=PREL", "/search?tag-all=PREL&tag-all=ECON", "/search?tag=-none-", "/search?classification=CONFIDENTIAL&year=2009", "/search?since=2009&until=2010", "/search?since=2010&until=2009", "/search?since=2009-09",
	"/search?q=post:mexico", "/search?q=EO+12958", "/search?q=secret", "/search?q=mexico+city", "/search?q=embassy+mexico", "/search?q=don+gustavo", "/search?q=gustavo+sample", "/search?q=mexico", "/search?q=prel", "/search?q=what+is+nodis",
	"/search/values/per?q=orchard", "/search/values/year", "/search/values/classification?order=name&prefix=c", "/search/values/tag?prefix=zz", "/search/values/cap", "/search/values/post?page=9",
	"/tags?prefix=p", "/tags?prefix=zz", "/tags?order=name", "/tags?page=9", "/people?page=x", "/people?prefix=g", "/posts?order=name", "/compare?q=orchard", "/compare?q=orchard&q=zzzz&by=share", "/compare?q=a&q=b&q=c&q=d&q=e&q=f&q=g&q=h",
	"/cable/09MEXICO2676?q=orchard&n=1", "/cable/09MEXICO2676?q=zzzz", "/cable/88OSLO1", "/cable/88OSLO2", "/cable/88OSLO1/par1", "/cable/x", "/cable/09MEXICO2676/none", "/cable/08LIMA77/par1", "/list?c=09MEXICO2676,08LIMA77/par1&title=Orchards", "/list?c=x",
	"/cable/88OSLO1/compare/version-2", "/none", "/year/09", "/year/2009/13", "/year/2009/09/31", "/entity/xxx/Nobody", "/post/MEXICO/09", "/search.pdf", "/cable/09MEXICO2676.pdf", "/oembed", "/about/none", "/volume/none", "/go", "/go?id=x",
}

// namesOfForms are the same in all languages.
var namesOfForms = []string{"Reftel", "Atom", "BibTeX", "BibLaTeX", "JSON Lines", "Markdown", "oEmbed, JSON", "oEmbed, XML", "Chicago", "OpenAPI", "YAML"}

// knownData are the texts of an archive and of the tables, which are in no catalogue.
func knownData(t *testing.T, of ...any) proof {
	t.Helper()
	known := proof{data: map[string]bool{}}
	for _, name := range namesOfForms {
		known.data[name] = true
	}
	for _, one := range of {
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
	return known
}

// proved are the pieces of a page that are in no catalogue; ok is false of what is no page.
func (p proof) proved(t *testing.T, res *http.Response) (left []string, ok bool) {
	t.Helper()
	if !strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") || res.StatusCode >= 300 && res.StatusCode < 400 {
		return nil, false
	}
	doc, err := html.Parse(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	p.left = nil
	p.walk(doc)
	return p.left, true
}

// TestPseudo holds that no page says what is in no catalogue, at one address of each
// route at least, and in each state of a page.
func TestPseudo(t *testing.T) {
	t.Parallel()
	c, m := testConfig(t), newMemory()
	c.Languages = pseudo()
	h := memorySite(t, c, m)
	down := c
	down.Archive = away{}
	without, err := New(down)
	if err != nil {
		t.Fatal(err)
	}
	broken := memorySite(t, c, &memory{cables: m.cables, broken: errors.New("disk on fire")})
	var posts []any
	for _, code := range []string{"MEXICO", "LIMA", "OSLO"} {
		post, _ := c.Tables.Post(code)
		posts = append(posts, post, post.LongName())
	}
	tag, _ := c.Tables.Tag("PREL", 0)
	known := knownData(t, m.cables, testNames(), posts, tag, c.Version, []string{"alert javascript", "javascript alert"}) // the last ones are words of subjects, in an example
	left, drawn := map[string][]string{}, map[string]bool{}
	look := func(pattern, target string, res *http.Response) {
		pieces, ok := known.asked(target).proved(t, res)
		drawn[pattern] = drawn[pattern] || ok
		for _, s := range pieces {
			left[s] = append(left[s], target)
		}
	}
	for _, pattern := range patterns(t, h) {
		for _, target := range addresses[pattern] {
			look(pattern, target, get(h, target))
		}
		if !drawn[pattern] && !slices.Contains(withoutPage, pattern) && !strings.HasPrefix(pattern, "/api/") {
			t.Errorf("%s: no address of the table draws a page", pattern)
		}
	}
	for _, target := range slices.Concat(everyRoute, states) {
		look("", target, get(h, target))
	}
	look("", "/search without an archive", get(without, "/search?q=orchard"))
	look("", "/cable of a broken one", get(broken, "/cable/09MEXICO2676"))
	for _, s := range slices.Sorted(maps.Keys(left)) {
		t.Errorf("%q is in no catalogue: %s", s, left[s][0])
	}
}
