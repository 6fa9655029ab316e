package templates_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"golang.org/x/net/html"

	"reftel/web/templates"
)

var update = flag.Bool("update", false, "write the golden pages anew")

func render(t *testing.T, c templ.Component) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPages(t *testing.T) {
	t.Parallel()
	for name, c := range samples() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := render(t, c)
			path := filepath.Join("testdata", name+".html")
			if *update {
				if err := os.MkdirAll("testdata", 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s is not as in %s; run with -update and look at the difference", name, path)
			}
			checkPage(t, got)
		})
	}
}

// TestEmptyPages draws every page of a zero view.
func TestEmptyPages(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]templ.Component{
		"home": templates.HomePage(templates.Home{}), "search": templates.SearchPage(templates.Search{}), "cable": templates.CablePage(templates.Cable{}),
		"quotation": templates.QuotationPage(templates.Quotation{}), "subject": templates.SubjectPage(templates.Subject{}), "index": templates.IndexPage(templates.Index{}), "mentions": templates.MentionsPage(templates.Mentions{}),
		"dates": templates.DatesPage(templates.Dates{}), "stub": templates.StubPage(templates.Stub{}), "gone": templates.GonePage(templates.Gone{}),
		"notfound": templates.NotFoundPage(templates.NotFound{}), "failure": templates.FailurePage(templates.Failure{}), "about": templates.AboutPage(templates.About{}), "help": templates.HelpPage(templates.Help{}),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := render(t, c); !strings.Contains(got, "<main") {
				t.Errorf("no main in %s", got)
			}
		})
	}
}

// checkPage holds what every page must keep: one h1, no level of heading left
// out, unique ids, labels for fields, names for links, nothing inline.
func checkPage(t *testing.T, page string) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	ids, labels, level, h1 := map[string]bool{}, map[string]bool{}, 0, 0
	all := elements(doc)
	for _, n := range all {
		if id := attr(n, "id"); id != "" {
			if ids[id] {
				t.Errorf("id %q occurs twice", id)
			}
			ids[id] = true
		}
		if n.Data == "label" {
			labels[attr(n, "for")] = true
		}
	}
	for _, n := range all {
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				t.Errorf("inline %s on %s", a.Key, n.Data)
			}
			if a.Key == "aria-labelledby" || a.Key == "aria-describedby" {
				for _, id := range strings.Fields(a.Val) {
					if !ids[id] {
						t.Errorf("%s names %q, which is not there", a.Key, id)
					}
				}
			}
		}
		switch n.Data {
		case "h1", "h2", "h3", "h4":
			l := int(n.Data[1] - '0')
			if l == 1 {
				h1++
			}
			if l > level+1 {
				t.Errorf("%s %q follows a heading of level %d", n.Data, textOf(n), level)
			}
			level = l
			if strings.TrimSpace(textOf(n)) == "" {
				t.Errorf("empty %s", n.Data)
			}
		case "a", "button":
			if strings.TrimSpace(textOf(n)) == "" && attr(n, "aria-label") == "" {
				t.Errorf("%s %q has no name", n.Data, attr(n, "href"))
			}
			if href := attr(n, "href"); strings.HasPrefix(href, "#") && !ids[href[1:]] {
				t.Errorf("link to %s, which is not there", href)
			}
		case "input", "select", "textarea":
			if attr(n, "type") != "hidden" && !labels[attr(n, "id")] {
				t.Errorf("%s %q has no label", n.Data, attr(n, "name"))
			}
		case "script":
			if attr(n, "src") == "" && attr(n, "type") != "application/ld+json" {
				t.Error("inline script")
			}
		case "style":
			t.Error("inline style element")
		}
	}
	if h1 != 1 {
		t.Errorf("%d h1", h1)
	}
}

// TestText checks that nothing comes between the runs of a paragraph: what is
// copied from the page is the text of the cable.
func TestText(t *testing.T) {
	t.Parallel()
	v := sampleCable()
	doc, err := html.Parse(strings.NewReader(render(t, templates.CablePage(v))))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, n := range elements(doc) {
		if has(n, "data-text") {
			got = append(got, textOf(n))
		}
	}
	for i, p := range v.Paragraphs {
		var want strings.Builder
		for _, r := range p.Runs {
			for _, part := range r.Parts {
				want.WriteString(part.Text)
			}
		}
		if i >= len(got) || got[i] != want.String() {
			t.Errorf("paragraph %d:\n got %q\nwant %q", i, got[i], want.String())
		}
	}
}

func TestSelectors(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		page templ.Component
		want []string
	}{
		{templates.SearchPage(sampleSearch()), []string{
			`<title>fishing rights - page 2 - Reftel</title>`, `<meta name="robots" content="noindex, follow">`, `<div role="status"><h1>12,345 cables <span class="for">for <span class="asked">fishing rights</span>`, `<ol class="cables numbered" start="21">`,
			`<mark>fishing rights</mark>`, `/par3"`, `rel="prev"`, `rel="next"`, `aria-label="1974: `, `Remove filter TAGS: `, `name="not-tag" value="OVIP"`,
		}},
		{templates.SearchPage(sampleRefused()), []string{`aria-invalid="true"`, `<p class="warning">“19x9” is not a date.`}},
		{templates.CablePage(sampleCable()), []string{
			`id="par3"`, `aria-label="Link to paragraph 3"`, `href="#par3"`, `<abbr title="Confidential">(C)</abbr>`, `Not in this archive`, `Cited by 29 cables`, `<time datetime="1974-05-18">18 May 1974</time>`,
			`<script type="application/ld+json">`, `property="og:type" content="article"`, `name="citation_title"`,
		}},
		{templates.QuotationPage(sampleQuotation()), []string{`<textarea id="quote" readonly`, `href="/cable/74AUREL1200#par2"`, `it stood in paragraph 3 then`}},
		{templates.FailurePage(templates.Failure{RequestID: "abc"}), []string{`<code>abc</code>`}},
	} {
		got := render(t, tt.page)
		for _, w := range tt.want {
			if !strings.Contains(got, w) {
				t.Errorf("no %s", w)
			}
		}
	}
}

// TestInjection puts hostile text into every string of every view.
func TestInjection(t *testing.T) {
	t.Parallel()
	hostile := []string{`"'><img src=x onerror=alert(1)><script>alert(1)</script><evil a="`, `javascript:alert(1)`, "</title></textarea></script><evil>", "\x00\xff<evil>"}
	mark := html.Attribute{Key: "class", Val: "mark"} // of an operator's logo, which is an image of ours
	pages := map[string]func(h string) templ.Component{
		"home":      func(h string) templ.Component { return templates.HomePage(poison(sampleHome(), h)) },
		"search":    func(h string) templ.Component { return templates.SearchPage(poison(sampleSearch(), h)) },
		"nothing":   func(h string) templ.Component { return templates.SearchPage(poison(sampleNothing(), h)) },
		"cable":     func(h string) templ.Component { return templates.CablePage(poison(sampleCable(), h)) },
		"quotation": func(h string) templ.Component { return templates.QuotationPage(poison(sampleQuotation(), h)) },
		"subject":   func(h string) templ.Component { return templates.SubjectPage(poison(sampleSubject(), h)) },
		"index":     func(h string) templ.Component { return templates.IndexPage(poison(sampleIndex(), h)) },
		"values":    func(h string) templ.Component { return templates.IndexPage(poison(sampleValues(), h)) },
		"dates":     func(h string) templ.Component { return templates.DatesPage(filled[templates.Dates](h)) },
		"stub":      func(h string) templ.Component { return templates.StubPage(filled[templates.Stub](h)) },
		"gone":      func(h string) templ.Component { return templates.GonePage(filled[templates.Gone](h)) },
		"notfound":  func(h string) templ.Component { return templates.NotFoundPage(filled[templates.NotFound](h)) },
		"failure":   func(h string) templ.Component { return templates.FailurePage(filled[templates.Failure](h)) },
		"about":     func(h string) templ.Component { return templates.AboutPage(filled[templates.About](h)) },
		"help":      func(h string) templ.Component { return templates.HelpPage(filled[templates.Help](h)) },
		"cable2":    func(h string) templ.Component { return templates.CablePage(filled[templates.Cable](h)) },
		"search2":   func(h string) templ.Component { return templates.SearchPage(filled[templates.Search](h)) },
	}
	for name, make := range pages {
		for i, h := range hostile {
			t.Run(fmt.Sprint(name, i), func(t *testing.T) {
				t.Parallel()
				doc, err := html.Parse(strings.NewReader(render(t, make(h))))
				if err != nil {
					t.Fatal(err)
				}
				for _, n := range elements(doc) {
					if n.Data == "evil" || n.Data == "img" && !slices.Contains(n.Attr, mark) || n.Data == "script" && strings.HasPrefix(textOf(n), "alert") {
						t.Errorf("a tag got out: %s", n.Data)
					}
					for _, a := range n.Attr {
						if strings.HasPrefix(a.Key, "on") || a.Key == "style" {
							t.Errorf("an attribute got out: %s", a.Key)
						}
						switch a.Key {
						case "href", "src", "action":
							if strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript:") {
								t.Errorf("%s of %s is %s", a.Key, n.Data, a.Val)
							}
						}
					}
				}
			})
		}
	}
}

// poison sets every string in the view to the hostile text.
func poison[T any](v T, hostile string) T {
	pour(reflect.ValueOf(&v).Elem(), hostile, false)
	return v
}

// filled is a view with one of everything, all strings hostile.
func filled[T any](hostile string) T {
	var v T
	pour(reflect.ValueOf(&v).Elem(), hostile, true)
	return v
}

func pour(v reflect.Value, hostile string, grow bool) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(hostile)
	case reflect.Bool:
		if grow {
			v.SetBool(true)
		}
	case reflect.Int:
		if grow {
			v.SetInt(3)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			pour(v.Field(i), hostile, grow)
		}
	case reflect.Slice:
		if grow {
			v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		}
		for i := range v.Len() {
			pour(v.Index(i), hostile, grow)
		}
	case reflect.Pointer:
		if grow && v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		if !v.IsNil() {
			pour(v.Elem(), hostile, grow)
		}
	case reflect.Interface:
		v.Set(reflect.ValueOf(map[string]any{hostile: hostile}))
	}
}

// ---- walking the tree

func elements(n *html.Node) []*html.Node {
	var all []*html.Node
	for c := range n.Descendants() {
		if c.Type == html.ElementNode {
			all = append(all, c)
		}
	}
	return all
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}
