package static

import (
	"bytes"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
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

// links are where a page leads.
func links(here *url.URL, base string, body []byte) (to []*url.URL) {
	z := html.NewTokenizer(bytes.NewReader(body))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return to
		case html.StartTagToken, html.SelfClosingTagToken:
			if plain(z.Raw()) {
				continue
			}
			t := z.Token()
			if dropped(t) {
				continue
			}
			for _, a := range t.Attr {
				if !slices.Contains(attributes, a.Key) && a.Key != "data-link" {
					continue
				}
				if u := within(here, base, a.Val); u != nil {
					to = append(to, u)
				}
			}
		}
	}
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
// the reader types, and fonts that are fetched ahead, which a browser refuses on a disk.
func dropped(t html.Token) bool {
	switch t.Data {
	case "script":
		return strings.HasPrefix(attr(t, "src"), "/static/suggest.")
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

// page is a page with its links leading to files.
func (w way) page(body []byte) []byte {
	var out bytes.Buffer
	out.Grow(len(body) + len(body)/4)
	z := html.NewTokenizer(bytes.NewReader(body))
	skip := false  // the end of an element that is left out
	lost := false  // the end of a link that leads nowhere
	drawn := false // within a drawing, where a link stays one
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return out.Bytes()
		}
		raw := z.Raw()
		switch kind {
		case html.StartTagToken, html.SelfClosingTagToken:
			if plain(raw) {
				drawn = drawn || bytes.HasPrefix(raw, []byte("<svg"))
				out.Write(raw)
				continue
			}
			raw = slices.Clone(raw) // which Token uses up
			t := z.Token()
			if dropped(t) {
				skip = t.Data == "script"
				continue
			}
			if w.change(&t) {
				if lost = t.Data == "a" && !drawn && attr(t, "href") == ""; lost {
					t.Data = "span"
				}
				out.WriteString(t.String())
			} else {
				out.Write(raw)
			}
			if t.Data == "meta" && attr(t, "charset") != "" {
				out.WriteString(`<meta http-equiv="Content-Security-Policy" content="` + html.EscapeString(policy) + `">`)
			}
		case html.EndTagToken:
			switch end := string(raw); {
			case skip:
				skip = false
				continue
			case lost && end == "</a>":
				lost = false
				out.WriteString("</span>")
				continue
			case end == "</svg>":
				drawn = false
			}
			out.Write(raw)
		default:
			out.Write(raw)
		}
	}
}

// change lets the attributes of an element lead to files, and reports whether it did.
func (w way) change(t *html.Token) bool {
	changed := false
	for i := 0; i < len(t.Attr); i++ {
		a := &t.Attr[i]
		if !slices.Contains(attributes, a.Key) || t.Data == "link" && keepsAddress(attr(*t, "rel")) {
			continue
		}
		to, ok := w.lead(a.Val)
		switch {
		case ok && to == a.Val:
			continue
		case ok:
			a.Val = to
		case a.Key == "action":
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
