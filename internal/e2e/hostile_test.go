package e2e

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"golang.org/x/net/html"

	"reftel/internal/app"
	"reftel/internal/archivetest"
	"reftel/internal/sharedtest"
)

// TestHostile reads cables of all formats whose every field is a payload, and opens every
// kind of page, export and message of the site in Chromium: nothing runs, nothing is
// stopped by the policy, and no element or link is there that no template draws. At the
// normal size a few of the payloads are read and a few pages opened, for the scorecard more
// of both, and in the long test all payloads and hundreds of pages.
func TestHostile(t *testing.T) {
	chromium(t)
	part, each, opened := sharedtest.Size(128, 128, 1), sharedtest.Size(1, 1, 40), sharedtest.Size(3, 3, 400)
	if sharedtest.Scoring() && part > 1 {
		part, each, opened = 5, 4, 60
	}
	all := payloads()
	var ps []string
	for i, p := range all {
		if i%part == 0 {
			ps = append(ps, p)
		}
	}
	dir := archivetest.Dir(t)
	res, err := app.Ingest(t.Context(), app.IngestOptions{Data: dir, Paths: []string{hostileInputs(t, ps)}, Tool: "e2e"})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range []string{"site-html", "bracket", "telegram", "nara", "csv-dump", "json", "frus"} {
		if n := res.Report.Formats[f]; n < len(ps) {
			t.Errorf("%d cables of the format %s, of %d: %v", n, f, len(ps), res.Report.Refused)
		}
	}
	site := handler(t, dir)
	addresses := hostileAddresses(site, ps, each)
	for _, a := range addresses {
		for _, fault := range markup(fetch(site, a)) {
			t.Errorf("%s: %s", a, fault)
		}
	}
	seen := hostileVisits(t, site, addresses, min(opened, len(addresses)))
	sharedtest.Score(t, "D1", fmt.Sprintf("0 ran: %d payloads in all fields of 7 formats, %d addresses looked at, %d of them opened", len(ps), len(addresses), seen), "0", !t.Failed())
}

// hostileVisits opens addresses in the browser, the kinds in turn, and reports what runs
// there or is stopped. It returns how many were opened.
func hostileVisits(t *testing.T, site http.Handler, addresses []string, most int) int {
	t.Helper()
	s := httptest.NewServer(site)
	defer s.Close()
	b := open(t, screens[0])
	b.listen()
	control := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		if r.URL.Path == "/stopped" {
			w.Header().Set("Content-Security-Policy", "default-src 'none'")
		}
		fmt.Fprint(w, runs[0])
	}))
	defer control.Close()
	for _, path := range []string{"/runs", "/stopped"} { // or silence would mean nothing
		if b.visit(control.URL + path); len(b.said()) == 0 {
			t.Fatalf("a page of which it is known that it is bad says nothing: %s", path)
		}
	}
	b.mu.Lock()
	b.requests = nil
	b.mu.Unlock()
	count := 0
	for i, a := range addresses {
		if i*most/len(addresses) == (i-1)*most/len(addresses) && i > 0 {
			continue
		}
		w := fetch(site, a)
		if w.Header().Get("Location") != "" || strings.HasPrefix(w.Header().Get("Content-Disposition"), "attachment") || !opens(w.Header().Get("Content-Type")) {
			continue // where it leads to is another address, and what is kept is not opened
		}
		b.visit(s.URL + a)
		count++
		for _, m := range b.said() {
			viewer := strings.Contains(w.Header().Get("Content-Type"), "xml") && strings.Contains(m, "Applying inline style")
			if !viewer && !strings.Contains(m, "status of 4") {
				t.Errorf("%s: %s", a, m)
			}
		}
		b.mu.Lock()
		for _, r := range b.requests {
			if !strings.HasPrefix(r, s.URL+"/") && !strings.HasPrefix(r, "data:") {
				t.Errorf("%s asks for %s", a, r)
			}
		}
		b.requests = nil
		b.mu.Unlock()
	}
	return count
}

// opens reports whether a browser opens what has a type, and does not keep it in a file.
func opens(contentType string) bool {
	typ, _, _ := strings.Cut(contentType, ";")
	switch typ {
	case "text/html", "text/plain", "application/json":
		return true
	}
	return strings.HasSuffix(typ, "xml")
}

// listen makes the page tell of what runs: each payload calls alert.
func (b *browser) listen() {
	b.t.Helper()
	const script = `window.alert = window.confirm = window.prompt = () => console.error("a payload ran");
		document.addEventListener("securitypolicyviolation", e => {
			const viewer = document.contentType.endsWith("xml") && e.violatedDirective.startsWith("style-src"); // the browser's own, of XML
			if (!viewer) console.error("stopped: " + e.violatedDirective + " " + e.blockedURI);
		})`
	if err := chromedp.Do(b.ctx); err != nil {
		b.t.Fatal(err)
	}
	added, err := chromedp.Call(b.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
	if err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() {
		if _, err := chromedp.Call(b.ctx, page.RemoveScriptToEvaluateOnNewDocument, page.RemoveScriptToEvaluateOnNewDocumentParams(added)); err != nil {
			b.t.Error(err)
		}
	})
}

// said is what the page has said since it was asked last; the page is given time for what
// its scripts do later.
func (b *browser) said() []string {
	b.t.Helper()
	time.Sleep(20 * time.Millisecond) // by our own clock: a raw source stands in a sandbox, where none of the page's runs
	if _, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](`true`)); err != nil {
		b.t.Fatal(err)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	m := b.messages
	b.messages = nil
	return m
}

// hostileAddresses are addresses of every kind that the site leads to, at most so many of
// each, and of those that a visitor could be sent to with a payload in them.
func hostileAddresses(site http.Handler, ps []string, each int) []string {
	out := []string{"/", "/sitemap.xml", "/opensearch.xml", "/robots.txt", "/healthz", "/readyz"}
	kinds, seen := map[string]int{}, map[string]bool{}
	for i := 0; i < len(out); i++ {
		links := read(site, out[i]).links
		slices.SortStableFunc(links, func(a, b string) int { // first those with most of a payload in them
			return strings.Count(b, "alert") - strings.Count(a, "alert")
		})
		for _, l := range links {
			to, err := url.Parse(l)
			if err != nil || (to.Host != "" && to.Host != host) {
				continue
			}
			here, _ := url.Parse(out[i])
			to = here.ResolveReference(to)
			to.Scheme, to.Host, to.Fragment, to.RawFragment = "", "", "", ""
			a := to.String()
			k, _, searched := strings.Cut(kind(a), "?") // which parameters go together has no end
			if searched {
				k += "?"
			}
			if !seen[a] && kinds[k] < each {
				kinds[k]++
				seen[a] = true
				out = append(out, a)
			}
		}
	}
	for _, id := range []string{"08OSLO1000", "08OSLO2000", "08OSLO5000", "08OSLO6000", "nets1974v01-d1"} {
		for _, end := range []string{"", "/raw", ".json", ".txt", ".bib", ".ris", "/thread", "?view=lines", "?names=off", "?q=alert&n=1", "/p1", "/par1", "/par2?q=alert"} {
			out = append(out, "/cable/"+id+end)
		}
	}
	for i, p := range ps {
		if i >= each {
			break
		}
		q, in := url.QueryEscape(p), url.PathEscape(strings.ReplaceAll(p, "/", "%"))
		for _, a := range []string{
			"/search?q=", "/search?q=alert+", "/search?tag=", "/search?per=", "/search?post=", "/search?since=", "/search?sort=", "/search?page=", "/search?nothing=", "/search/values/tag?q=", "/search/values/per?prefix=",
			"/suggest?q=", "/go?id=", "/compare?q=", "/cable/08OSLO1000?q=", "/cable/08OSLO1000?via=", "/cable/08OSLO1000?view=", "/cable/08OSLO1000/par1?q=alert&n=", "/people?q=", "/quality?q=",
		} {
			out = append(out, a+q)
		}
		for _, a := range []string{"/cable/", "/cable/08OSLO1000/", "/cable/08OSLO1000/compare/", "/entity/per/", "/entity/", "/tag/", "/post/", "/country/", "/year/", "/volume/", "/volume/nets1974v01/", "/quality/", "/search/values/", "/", "/static/", "/origin/", "/date/"} {
			out = append(out, a+in)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// drawn are the elements that templates draw.
var drawn = strings.Fields(`html head meta title link script style body header nav main footer section article aside div p span a abbr b i em strong small mark cite q code pre kbd time data
	search textarea h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption colgroup thead tbody tr th td form fieldset legend label input select option button output datalist details summary blockquote br hr wbr sup sub ins del figure figcaption
	svg g path circle rect line text polyline polygon title desc use defs symbol`)

// markup is what is wrong with an answer: one that a browser may take for a page and is
// none, elements and attributes that no template draws, and links away.
func markup(w *httptest.ResponseRecorder) []string {
	var faults []string
	typ := w.Header().Get("Content-Type")
	if w.Header().Get("X-Content-Type-Options") != "nosniff" || !strings.HasPrefix(w.Header().Get("Content-Security-Policy"), "default-src 'none'") {
		faults = append(faults, "no policy")
	}
	if strings.ContainsAny(w.Header().Get("Location"), "<>\"'\\") || strings.Contains(strings.ToLower(w.Header().Get("Location")), "javascript:") {
		faults = append(faults, "leads to "+w.Header().Get("Location"))
	}
	if !strings.HasPrefix(typ, "text/html") {
		ours := strings.HasPrefix(w.Header().Get("Cache-Control"), "public, max-age=31536000")
		if strings.Contains(typ, "svg") && !ours || (typ == "" && w.Body.Len() > 0) {
			faults = append(faults, "is sent as "+typ)
		}
		return faults
	}
	doc, err := html.Parse(w.Body)
	if err != nil {
		return append(faults, err.Error())
	}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if !slices.Contains(drawn, n.Data) {
			faults = append(faults, "element "+n.Data)
		}
		attr := map[string]string{}
		for _, a := range n.Attr {
			attr[a.Key] = a.Val
		}
		faults = append(faults, attributes(n.Data, attr)...)
	}
	return faults
}

// attributes is what is wrong with those of an element.
func attributes(element string, attr map[string]string) []string {
	var faults []string
	for key, value := range attr {
		switch {
		case strings.HasPrefix(key, "on") || key == "srcdoc" || key == "style" || key == "autofocus" && element != "input":
			faults = append(faults, element+" has "+key)
		case key == "href" || key == "src" || key == "action" || key == "formaction" || key == "data" || key == "xlink:href":
			u, err := url.Parse(value)
			if err != nil || (u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https") || u.Host == "evil.example" {
				faults = append(faults, fmt.Sprintf("%s: %s is %q", element, key, value))
			}
			if element != "a" && element != "link" && u != nil && u.Host != "" && u.Host != host {
				faults = append(faults, fmt.Sprintf("%s asks for %q", element, value))
			}
		}
	}
	if element == "meta" && attr["http-equiv"] != "" {
		faults = append(faults, "meta "+attr["http-equiv"])
	}
	if element == "script" && !strings.HasPrefix(attr["src"], "/static/") && attr["type"] != "application/ld+json" {
		faults = append(faults, "script "+attr["src"])
	}
	return faults
}
