package static

import (
	"bytes"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"reftel/web/templates"
)

// policy is what pages of the copy may load: files beside them, from a disk too.
const policy = "default-src 'none'; style-src 'self' file:; img-src 'self' file:; font-src 'self' file:; script-src 'self' file:; " +
	"form-action 'self' file:; base-uri 'none'"

// attributes are those that lead to other pages and files.
var attributes = []string{"href", "src", "action"}

// within is where a link of a page of the site leads; nil where it leaves the site, or
// stays on the page.
func within(here *url.URL, base, to string) *url.URL {
	if to == "" || strings.HasPrefix(to, "#") {
		return nil
	}
	if base != "" && strings.HasPrefix(to, base+"/") {
		to = to[len(base):]
	}
	u, err := url.Parse(to)
	if err != nil || u.Scheme != "" || u.Host != "" {
		return nil
	}
	return here.ResolveReference(u)
}

// A cut is a piece of a page at which its copy may say something else: an element that
// leads somewhere, or the end of one. A page is taken apart once for its links and its copy.
type cut struct {
	from, to int
	element  *html.Token // nil for what has its place alone
	dropped  bool
	leads    []*url.URL // where each attribute leads, nil for those that lead nowhere
}

// cuts takes a page apart.
func cuts(here *url.URL, base string, body []byte) (out []cut) {
	z := html.NewTokenizer(bytes.NewReader(body))
	for at, to := 0, 0; ; at = to {
		kind := z.Next()
		if kind == html.ErrorToken {
			return out
		}
		raw := z.Raw()
		to = at + len(raw)
		switch kind {
		case html.StartTagToken, html.SelfClosingTagToken:
			if !plain(raw) {
				out = append(out, element(here, base, z.Token(), at, to))
			} else if bytes.HasPrefix(raw, []byte("<svg")) {
				out = append(out, cut{from: at, to: to})
			}
		case html.EndTagToken:
			switch string(raw) {
			case "</a>", "</svg>", "</script>":
				out = append(out, cut{from: at, to: to})
			}
		}
	}
}

func element(here *url.URL, base string, t html.Token, from, to int) cut {
	x := cut{from: from, to: to, element: &t, dropped: dropped(t)}
	if x.dropped {
		return x
	}
	x.leads = make([]*url.URL, len(t.Attr))
	for i, a := range t.Attr {
		if slices.Contains(attributes, a.Key) || a.Key == "data-link" {
			x.leads[i] = within(here, base, a.Val)
		}
	}
	return x
}

// links are where a page leads.
func links(cs []cut) (to []*url.URL) {
	for i := range cs {
		for _, u := range cs[i].leads {
			if u != nil {
				to = append(to, u)
			}
		}
	}
	return to
}

// plain reports whether an element leads nowhere, as most do: reading its attributes takes
// longer than this.
func plain(raw []byte) bool {
	for _, sign := range [...]string{`href="`, `src="`, `action="`, `data-link="`, `charset="`} {
		if bytes.Contains(raw, []byte(sign)) {
			return false
		}
	}
	return true
}

// dropped reports whether an element is left out of the copy: what asks a server while
// the reader types, what puts cables on the reading list, and fonts that are fetched ahead, which a browser refuses on a disk.
func dropped(t html.Token) bool {
	switch t.Data {
	case "script":
		src := attr(t, "src")
		return strings.HasPrefix(src, "/static/suggest.") || strings.HasPrefix(src, "/static/list.")
	case "link":
		rel := attr(t, "rel")
		return rel == "preload" || rel == "search"
	}
	return false
}

func attr(t html.Token, key string) string {
	for _, a := range t.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// A way leads from a page of the copy to what its links name.
type way struct {
	here *url.URL
	base string
	file string                          // "": the page may be shown at any address, and its links begin at the root
	of   func(u *url.URL) (string, bool) // the file of an address in the copy
}

// lead is the link to an address, and whether there is one.
func (w way) lead(to string) (string, bool) {
	u := within(w.here, w.base, to)
	if u == nil {
		return to, true
	}
	return w.leadTo(u)
}

func (w way) leadTo(u *url.URL) (string, bool) {
	file, ok := w.of(u)
	if !ok {
		return "", false
	}
	var out string
	if w.file == "" {
		out = "/" + link("", file)
	} else {
		out = link(w.file, file)
	}
	if file == searchPage && u.RawQuery != "" {
		out += "?" + u.RawQuery
	}
	if u.Fragment != "" {
		out += "#" + u.EscapedFragment()
	}
	return out, true
}

// page is a page with its links leading to files, in a buffer.
func (w way) page(out *bytes.Buffer, body []byte, cs []cut) []byte {
	out.Reset()
	skip := false  // the end of an element that is left out
	lost := false  // the end of a link that leads nowhere
	drawn := false // within a drawing, where a link stays one
	last := 0
	for i := range cs {
		x := &cs[i]
		out.Write(body[last:x.from])
		last = x.to
		raw := body[x.from:x.to]
		switch t := x.element; {
		case t == nil && skip && string(raw) == "</script>":
			skip = false
		case t == nil && lost && string(raw) == "</a>":
			lost = false
			out.WriteString("</span>")
		case t == nil:
			drawn = bytes.HasPrefix(raw, []byte("<svg")) || drawn && string(raw) != "</svg>"
			out.Write(raw)
		case x.dropped:
			skip = t.Data == "script"
		case w.change(x):
			if lost = t.Data == "a" && !drawn && attr(*t, "href") == ""; lost {
				t.Data = "span"
			}
			out.WriteString(t.String())
		default:
			out.Write(raw)
			if t.Data == "meta" && attr(*t, "charset") != "" {
				out.WriteString(`<meta http-equiv="Content-Security-Policy" content="` + html.EscapeString(policy) + `">`)
			}
		}
	}
	out.Write(body[last:])
	return out.Bytes()
}

// change lets the attributes of an element lead to files, and reports whether it did.
func (w way) change(x *cut) bool {
	changed := false
	t := x.element
	for i := range t.Attr {
		a := &t.Attr[i]
		if x.leads[i] == nil || a.Key == "data-link" || t.Data == "link" && keepsAddress(attr(*t, "rel")) {
			continue
		}
		to, ok := w.leadTo(x.leads[i])
		switch {
		case ok && to == a.Val:
			continue
		case ok:
			a.Val = to
		case a.Key == "action" || x.leads[i].Path == templates.RouteList: // a list is drawn by the server, and its link says nothing else
			*a = html.Attribute{Key: "hidden"}
		default:
			*a = html.Attribute{Key: "data-absent"}
		}
		changed = true
	}
	return changed
}

// keepsAddress reports whether a link in the head names an address of the site, wherever
// the copy is.
func keepsAddress(rel string) bool { return rel == "canonical" || rel == "cite-as" }

// hrefs are the links in a feed, assets those in a stylesheet.
var (
	hrefs  = regexp.MustCompile(`href="([^"]+)"`)
	assets = regexp.MustCompile(`url\("([^"]+)"\)`)
)

// feedLinks are the other parts of a feed.
func feedLinks(here *url.URL, base string, body []byte) (to []*url.URL) {
	for _, m := range hrefs.FindAllSubmatch(body, -1) {
		if u := within(here, base, html.UnescapeString(string(m[1]))); u != nil && strings.HasSuffix(u.Path, ".atom") {
			to = append(to, u)
		}
	}
	return to
}

// feed is a feed with its links leading to files. Where the address of the site is known,
// cables keep theirs, as readers of feeds expect.
func (w way) feed(body []byte) []byte {
	return hrefs.ReplaceAllFunc(body, func(m []byte) []byte {
		to := html.UnescapeString(string(hrefs.FindSubmatch(m)[1]))
		if w.base != "" && !strings.Contains(to, ".atom") {
			return m
		}
		if lead, ok := w.lead(to); ok {
			return []byte(`href="` + html.EscapeString(lead) + `"`)
		}
		return m
	})
}
