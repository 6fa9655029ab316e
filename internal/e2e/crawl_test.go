package e2e

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/net/html"
)

// A crawl asks for every page that the site leads to, from the first page and the
// sitemap on, and collects what is wrong with them. Every address without a query is
// asked for; of those with one, which are without end, a few of each kind.
type crawl struct {
	site  http.Handler
	few   int                    // addresses with a query of each kind
	long  func(kind string) bool // pages that may be large
	pages int                    // asked for

	seen   map[string]bool            // addresses without fragments
	kinds  map[string]int             // addresses of each kind with a query
	ids    map[string]map[string]bool // of the elements of each page
	wanted map[link]string            // elements of other pages that are led to: one page that does
	faults map[string][]string        // pages by kind and fault
}

// A link leads to an element of another page.
type link struct{ page, id string }

// A step is an address to ask for.
type step struct {
	address, from string
	depth         int // how many addresses with a query led here
}

// deepest is how many addresses with a query are followed from one to the next.
const deepest = 2

// large is the fault of a page whose HTML has more than most bytes.
const (
	large = "large"
	most  = 100_000
)

func newCrawl(site http.Handler, few int) *crawl {
	return &crawl{
		site: site, few: few, seen: map[string]bool{}, kinds: map[string]int{},
		ids: map[string]map[string]bool{}, wanted: map[link]string{}, faults: map[string][]string{},
	}
}

// run follows all links, a generation of pages after the other.
func (c *crawl) run(starts ...string) {
	next := c.follow(nil, starts, step{})
	for len(next) > 0 {
		answers := c.ask(next)
		at := next
		next = nil
		for i, a := range answers {
			next = c.take(next, at[i], a)
		}
	}
	for to, from := range c.wanted {
		if ids, ok := c.ids[to.page]; ok && !ids[to.id] {
			c.fault(kind(to.page), "no element for #"+kindOfID(to.id), from+" → "+to.page+"#"+to.id)
		}
	}
}

// ask asks for addresses side by side.
func (c *crawl) ask(steps []step) []answer {
	answers := make([]answer, len(steps))
	var working sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		working.Go(func() {
			for i := w; i < len(steps); i += workers {
				answers[i] = read(c.site, steps[i].address)
			}
		})
	}
	working.Wait()
	return answers
}

// take notes what is wrong with an answer, and adds where it leads.
func (c *crawl) take(next []step, at step, a answer) []step {
	c.pages++
	k := kind(at.address)
	stub := a.status == http.StatusNotFound && strings.HasPrefix(k, "/cable/*") && a.ids["cited-by"]
	if a.status == http.StatusFound { // to what was looked up
		return c.follow(next, a.links, step{at.address, at.from, at.depth - 1})
	}
	if a.status != http.StatusOK && !stub {
		c.fault(k, fmt.Sprintf("status %d", a.status), at.from+" → "+at.address)
		return next
	}
	for _, f := range a.faults {
		if f != large || c.long == nil || !c.long(k) {
			c.fault(k, f, at.address)
		}
	}
	if a.ids != nil {
		c.ids[at.address] = a.ids
	}
	return c.follow(next, a.links, at)
}

// follow adds the addresses of links that are to be asked for.
func (c *crawl) follow(next []step, links []string, at step) []step {
	here, _ := url.Parse(at.address)
	for _, l := range links {
		to, err := url.Parse(l)
		if err != nil {
			c.fault(kind(at.address), "no address: "+l, at.address)
			continue
		}
		to = here.ResolveReference(to)
		if (to.Host != "" && to.Host != host) || (to.Scheme != "" && to.Scheme != "http") {
			continue
		}
		to.Scheme, to.Host = "", ""
		id, _, _ := strings.Cut(to.Fragment, ":~:")
		to.Fragment, to.RawFragment = "", ""
		s := step{to.String(), at.address, at.depth}
		if id != "" {
			c.wanted[link{s.address, id}] = at.address
		}
		if to.RawQuery != "" {
			s.depth++
		}
		if !c.seen[s.address] && s.depth <= deepest && c.mayAsk(to, s.address) {
			c.seen[s.address] = true
			next = append(next, s)
		}
	}
	return next
}

// mayAsk reports whether an address is asked for; it counts those with a query.
func (c *crawl) mayAsk(to *url.URL, address string) bool {
	if to.RawQuery == "" {
		return true
	}
	k := kind(address)
	c.kinds[k]++
	return c.kinds[k] <= c.few
}

func (c *crawl) fault(kind, what, where string) {
	c.faults[kind+": "+what] = append(c.faults[kind+": "+what], where)
}

// report is what is wrong, a line for each kind of page and fault.
func (c *crawl) report() []string {
	var lines []string
	for what, where := range c.faults {
		lines = append(lines, fmt.Sprintf("%s: %d times, for instance %s", what, len(where), strings.Join(where[:min(3, len(where))], " and ")))
	}
	slices.Sort(lines)
	return lines
}

// kind is an address with what differs between pages of one kind left out:
// /cable/*/thread, /search?q&tag.
func kind(address string) string {
	path, query, _ := strings.Cut(address, "?")
	parts := strings.Split(path, "/")
	for i, p := range parts {
		if i > 1 && strings.ContainsFunc(p, func(r rune) bool { return r < 'a' || r > 'z' }) {
			parts[i] = "*"
		}
	}
	k := strings.Join(parts, "/")
	values, err := url.ParseQuery(query)
	if err != nil || query == "" {
		return k
	}
	var names []string
	for name := range values {
		names = append(names, name)
	}
	slices.Sort(names)
	return k + "?" + strings.Join(names, "&")
}

// kindOfID is the id of an element without its numbers.
func kindOfID(id string) string { return strings.TrimRight(id, "0123456789") }

const host = "cables.test"

// An answer is what is read of a page.
type answer struct {
	status int
	links  []string
	ids    map[string]bool
	faults []string
}

// fetch asks a site for an address.
func fetch(site http.Handler, address string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, address, nil)
	r.Host = host
	w := httptest.NewRecorder()
	site.ServeHTTP(w, r)
	return w
}

// read is what an address answers.
func read(site http.Handler, address string) answer {
	w := fetch(site, address)
	a := answer{status: w.Code}
	switch body := w.Body.Bytes(); {
	case w.Header().Get("Location") != "":
		a.links = []string{w.Header().Get("Location")}
	case strings.HasPrefix(w.Header().Get("Content-Type"), "text/html"):
		a.page(body)
	case strings.HasPrefix(w.Header().Get("Content-Type"), "application/xml"):
		a.sitemap(string(body))
	}
	return a
}

// sitemap reads the addresses in a sitemap.
func (a *answer) sitemap(text string) {
	for _, part := range strings.Split(text, "<loc>")[1:] {
		loc, _, _ := strings.Cut(part, "</loc>")
		a.links = append(a.links, html.UnescapeString(loc))
	}
}

// page reads the links and ids of a page, and what they are amiss in.
func (a *answer) page(body []byte) {
	if len(body) > most {
		a.faults = append(a.faults, large)
	}
	a.ids = map[string]bool{}
	var named []string // ids that elements refer to
	z := html.NewTokenizer(strings.NewReader(string(body)))
	for z.Next() != html.ErrorToken {
		t := z.Token()
		if t.Type != html.StartTagToken && t.Type != html.SelfClosingTagToken {
			continue
		}
		inAnother := slices.ContainsFunc(t.Attr, func(at html.Attribute) bool { return at.Key == "hreflang" }) // the same page, in another language
		for _, at := range t.Attr {
			switch at.Key {
			case "href", "src":
				if inAnother {
					continue
				}
				if id, ok := strings.CutPrefix(at.Val, "#"); ok {
					named = append(named, id)
				} else {
					a.links = append(a.links, at.Val)
				}
			case "id":
				if a.ids[at.Val] {
					a.faults = append(a.faults, "two elements are #"+kindOfID(at.Val))
				}
				a.ids[at.Val] = true
			case "aria-labelledby", "aria-describedby", "aria-controls", "for", "list":
				named = append(named, strings.Fields(at.Val)...)
			}
		}
	}
	for _, id := range named {
		if id, err := url.PathUnescape(id); err == nil && !a.ids[id] && id != "" && !strings.HasPrefix(id, ":~:") {
			a.faults = append(a.faults, "no element for #"+kindOfID(id))
		}
	}
}
