package e2e

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// An item is what a reference manager saves of a page.
type item struct {
	kind, title, date, url, place string
	authors, editors              []creator
	volume, series, pages         string
}

// A creator has two names, or one where the manager does not take it for a person's.
type creator struct{ given, family string }

// TestManagers reads pages as reference managers do: the spans of lists go first, then
// the head. A page about one cable or paragraph gives this one alone, with its number as
// the place in the archive and its office in one piece; a list gives what it lists.
func TestManagers(t *testing.T) {
	h := handler(t, demonstration)
	for _, page := range kinds {
		doc, err := html.Parse(strings.NewReader(asked(h, page.path)))
		if err != nil {
			t.Fatal(err)
		}
		list, own := spans(t, doc), head(doc)
		id := ""
		if path, ok := strings.CutPrefix(page.path, "/cable/"); ok && own.title != "" {
			path, _, _ = strings.Cut(path, "?")
			id, _, _ = strings.Cut(path, "/")
			if len(list) > 0 {
				t.Errorf("%s: %d other cables are offered on the page of one", page.name, len(list))
			}
			if own.place != id || own.url != canonical(doc) || own.url != "http://localhost/cable/"+path {
				t.Errorf("%s: the place %q, the address %q", page.name, own.place, own.url)
			}
			if want := map[bool]string{true: "bookSection", false: "manuscript"}[strings.HasPrefix(id, "lights")]; own.kind != want {
				t.Errorf("%s: a %s, not a %s", page.name, own.kind, want)
			}
			if own.kind == "bookSection" && (own.series == "" || own.volume == "" || !strings.HasPrefix(own.pages, "Document ") || len(own.editors) == 0 || own.editors[0].given == "") {
				t.Errorf("%s: of the volume %+v", page.name, own)
			}
		}
		for _, it := range list {
			if it.url == "" || !strings.Contains(it.url, "/cable/") || it.kind != "document" {
				t.Errorf("%s: in the list %+v", page.name, it)
			}
		}
		for _, a := range append(own.authors, authors(list)...) {
			if a.given != "" || strings.TrimSpace(a.family) == "" {
				t.Errorf("%s: the office %q is split from %q", page.name, a.family, a.given)
			}
		}
		switch page.name {
		case "cable", "cable-found", "lines", "unmarked", "paragraph", "paragraph-found", "document", "document-paragraph":
			if id == "" {
				t.Errorf("%s: nothing of its own", page.name)
			}
		case "search", "tag", "entity", "post", "year", "month", "day":
			if len(list) == 0 {
				t.Errorf("%s: nothing in the list", page.name)
			}
		}
	}
}

// asked is what a site on this machine answers, which knows its own address.
func asked(h http.Handler, path string) string {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Host = "localhost"
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Body.String()
}

func authors(items []item) []creator {
	var all []creator
	for _, it := range items {
		all = append(all, it.authors...)
	}
	return all
}

// each visits the elements of a name.
func each(n *html.Node, name string, visit func(attr func(key string) string)) {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.Data == name {
			visit(func(key string) string {
				for _, a := range d.Attr {
					if a.Key == key {
						return a.Val
					}
				}
				return ""
			})
		}
	}
}

func canonical(doc *html.Node) (href string) {
	each(doc, "link", func(attr func(string) string) {
		if attr("rel") == "canonical" {
			href = attr("href")
		}
	})
	return href
}

// spans are the items of the spans in which COinS stand. Of a book alone corporate
// authors are read.
func spans(t *testing.T, doc *html.Node) (items []item) {
	each(doc, "span", func(attr func(string) string) {
		if attr("class") != "Z3988" {
			return
		}
		v, err := url.ParseQuery(attr("title"))
		if err != nil {
			t.Fatal(err)
		}
		it := item{title: v.Get("rft.title"), date: v.Get("rft.date")}
		if v.Get("rft_val_fmt") == "info:ofi/fmt:kev:mtx:book" {
			it.kind = v.Get("rft.genre")
		}
		if id := v.Get("rft_id"); strings.HasPrefix(id, "http") {
			it.url = id
		}
		for _, a := range v["rft.aucorp"] {
			it.authors = append(it.authors, creator{family: a})
		}
		for _, a := range append(v["rft.au"], v["rft.creator"]...) {
			it.authors = append(it.authors, split(a))
		}
		items = append(items, it)
	})
	return items
}

// head is the item of the statements in the head; without a title there is none.
func head(doc *html.Node) (it item) {
	stated := map[string][]string{}
	each(doc, "meta", func(attr func(string) string) {
		if name := strings.ToLower(attr("name")); name != "" {
			stated[name] = append(stated[name], attr("content"))
		}
	})
	first := func(names ...string) string {
		for _, n := range names {
			if len(stated[n]) > 0 {
				return stated[n][0]
			}
		}
		return ""
	}
	it.title, it.url, it.place = first("citation_title"), first("citation_public_url"), first("dc.coverage")
	it.date = first("citation_date", "citation_publication_date", "dcterms.date")
	it.volume, it.series, it.pages = first("citation_volume"), first("citation_series_title"), first("citation_firstpage")
	if it.kind = first("z.itemtype", "dc.type"); it.kind == "" {
		it.kind = "journalArticle"
	}
	for _, name := range []string{"citation_author", "citation_editor"} {
		for _, s := range stated[name] {
			names := strings.Split(s, ";")
			if parts := strings.Split(s, ","); len(names) == 1 && len(parts) > 1 && strings.Contains(strings.TrimSpace(parts[0]), " ") && strings.Contains(strings.TrimSpace(parts[1]), " ") {
				names = parts
			}
			for _, n := range names {
				if name == "citation_author" {
					it.authors = append(it.authors, split(n))
				} else {
					it.editors = append(it.editors, split(n))
				}
			}
		}
	}
	return it
}

// split is how a manager splits a name: at a comma, or else at the last blank.
func split(name string) creator {
	if family, given, ok := strings.Cut(name, ","); ok {
		return creator{strings.TrimSpace(given), strings.TrimSpace(family)}
	}
	i := strings.LastIndexByte(name, ' ')
	return creator{strings.TrimSpace(name[:max(i, 0)]), name[i+1:]}
}
