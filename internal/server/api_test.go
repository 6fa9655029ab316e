package server

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"reftel/internal/query"
)

// A programAnswer is what the tests read of an answer for programs.
type programAnswer struct {
	Total    int
	Hits     []struct{ ID string }
	Facets   []programFacet
	Next     string
	Notes    []string
	Mean     *struct{ Q string } `json:"did_you_mean"`
	Values   []struct{ Value string }
	Cables   []struct{ ID string }
	Detail   string
	State    string
	Errors   []struct{ Location, Message string }
	Status   int
	Title    string
	Request  string
	Withdraw *struct{ Reason string } `json:"withdrawn"`
}

type programFacet struct {
	Facet   string
	Missing int
	Values  []struct {
		Value         string
		Count, Within int
	}
}

// asked asks as a program and reads the answer.
func asked(t *testing.T, base, target string) (reply, programAnswer) {
	t.Helper()
	got := fetch(t, base, "GET", target, nil)
	var a programAnswer
	if err := json.Unmarshal([]byte(got.body), &a); err != nil {
		t.Fatalf("%s: %v in %.300s", target, err, got.body)
	}
	return got, a
}

// TestOnePath holds that people and programs get the same answer: as many cables, the
// same ones in the same order, and the same counts beside them.
func TestOnePath(t *testing.T) {
	srv := httptest.NewServer(demoSite(t))
	defer srv.Close()
	var asks []string
	for _, j := range readJudged(t, "testdata/judged.tsv") {
		asks = append(asks, "q="+url.QueryEscape(j.query))
	}
	asks = append(asks, "", "page=2", "tag=PO&year=1975", "all-tag=PO&all-tag=TPHY", "q=harbor&sort=oldest&size=50", "since=1975&until=1976-06&copies=apart", "q=rigid+zzzz", "per=none", "post=NOWHERE")
	counts := 0
	for _, ask := range asks {
		page := fetch(t, srv.URL, "GET", "/search?"+ask, nil)
		_, a := asked(t, srv.URL, "/api/v1/search?"+ask)
		doc, err := html.Parse(strings.NewReader(page.body))
		if err != nil || page.code != 200 {
			t.Fatalf("%s: code %d, %v", ask, page.code, err)
		}
		shown := readResults(doc)
		var ids []string
		for _, h := range a.Hits {
			ids = append(ids, h.ID)
		}
		if shown.total != a.Total || !slices.Equal(shown.ids, ids) {
			t.Errorf("%s: the page has %d: %v, a program gets %d: %v", ask, shown.total, shown.ids, a.Total, ids)
		}
		told := map[string]bool{}
		for _, f := range a.Facets {
			told[fmt.Sprintf("%s=%s %d", f.Facet, query.None, f.Missing)] = true
			for _, v := range f.Values {
				told[fmt.Sprintf("%s=%s %d", f.Facet, v.Value, v.Count)] = true
				told[fmt.Sprintf("%s=%s %d", f.Facet, v.Value, v.Within)] = true
			}
		}
		for _, count := range shown.counts {
			counts++
			if !told[count] {
				t.Errorf("%s: the page tells %s, and a program is not told so", ask, count)
			}
		}
	}
	if counts < 20*len(asks) {
		t.Errorf("%d counts beside the results of %d searches", counts, len(asks))
	}
}

// A results is what a page of results shows.
type results struct {
	total  int
	ids    []string
	counts []string // tag=PREL 12
}

func readResults(doc *html.Node) (out results) {
	for n := range doc.Descendants() {
		class, _ := attrOf(n, "class")
		switch {
		case n.Data == "h1":
			first, _, _ := strings.Cut(strings.TrimSpace(textOf(n)), " ")
			out.total, _ = strconv.Atoi(strings.ReplaceAll(first, ",", ""))
		case n.Data == "ol" && strings.Contains(class, "numbered"):
			for a := range n.Descendants() {
				if href, ok := attrOf(a, "href"); ok && a.Data == "a" && a.Parent.Data == "h3" {
					u, _ := url.Parse(href)
					out.ids = append(out.ids, strings.TrimPrefix(u.Path, "/cable/"))
				}
			}
		case n.Data == "ul" && class == "values":
			out.counts = append(out.counts, countsIn(n)...)
		}
	}
	return out
}

// countsIn are the counts of a list of values, each named by the link that leaves it out.
func countsIn(list *html.Node) []string {
	var out []string
	for li := range list.ChildNodes() {
		value, count := "", ""
		for n := range li.ChildNodes() {
			href, _ := attrOf(n, "href")
			switch class, _ := attrOf(n, "class"); class {
			case "not":
				u, _ := url.Parse(href)
				for name, vs := range u.Query() {
					if facet, ok := strings.CutPrefix(name, "not-"); ok && len(vs) == 1 {
						value = facet + "=" + vs[0]
					}
				}
			case "count":
				count = strings.ReplaceAll(strings.TrimSpace(textOf(n)), ",", "")
			}
		}
		if value != "" && count != "" {
			out = append(out, value+" "+count)
		}
	}
	return out
}

// TestProblems holds what a program is told that gets no answer.
func TestProblems(t *testing.T) {
	srv := httptest.NewServer(testSite(t))
	defer srv.Close()
	for _, x := range []struct {
		target     string
		code       int
		in, detail string
		state      string
	}{
		{"/api/v1/search?page=0", 400, "query.page", "number from 1", ""},
		{"/api/v1/search?size=7", 400, "query.size", "20, 50 or 100", ""},
		{"/api/v1/search?since=never", 400, "query.since", "", ""},
		{"/api/v1/search?q=a&words=most", 400, "query.words", "three to six", ""},
		{"/api/v1/search?qq=lens", 400, "query.qq", "These are known: q,", ""},
		{"/api/v1/search?q=lens&q=lamp", 400, "query.q", "more than once", ""},
		{"/api/v1/stats?x=1", 400, "query.x", "no parameters", ""},
		{"/api/v1/values/tag?order=size", 400, "query.order", "count or name", ""},
		{"/api/v1/values/taste", 404, "", "no filter of this name", ""},
		{"/api/v1/search?q=orchard&page=900", 404, "", "fewer pages", ""},
		{"/api/v1/cables/77NOBODY1", 404, "", "held or cited", ""},
		{"/api/v1/cables/08LIMA77", 404, "", "/cited-by lists them", "cited"},
		{"/api/v1/cables/05GONE1", 410, "", "here no more", "withdrawn"},
		{"/api/v1/cables/09MEXICO2676/paragraphs/par99", 404, "", "no paragraph", ""},
		{"/api/v1/things/cat/Tom", 404, "", "per, org, loc and misc", ""},
		{"/api/v1/things/per/Nobody", 404, "", "names it", ""},
		{"/api/v1/nothing", 404, "", "openapi.json", ""},
		{"/api/v1/stats?" + strings.Repeat("a", 3000), 414, "", "2,048", ""},
	} {
		got, a := asked(t, srv.URL, x.target)
		if got.code != x.code || a.Status != x.code || got.header.Get("Content-Type") != "application/problem+json" || !strings.Contains(a.Detail, x.detail) || a.Title == "" || a.Request == "" || a.State != x.state {
			t.Errorf("%.60s: code %d, %s: %s", x.target, got.code, got.header.Get("Content-Type"), got.body)
		}
		if x.in != "" && (len(a.Errors) != 1 || a.Errors[0].Location != x.in || a.Errors[0].Message == "") || x.in == "" && len(a.Errors) > 0 {
			t.Errorf("%s: refused are %+v, want %s", x.target, a.Errors, x.in)
		}
		if got.header.Get("Access-Control-Allow-Origin") != "*" || got.header.Get("Cache-Control") != "no-store" {
			t.Errorf("%.60s: header %v", x.target, got.header)
		}
	}
	if got := fetch(t, srv.URL, http.MethodPost, "/api/v1/search", nil); got.code != 405 || got.header.Get("Allow") != "GET, HEAD" || !strings.Contains(got.body, `"status":405`) {
		t.Errorf("POST: %d %v %s", got.code, got.header, got.body)
	}
}

// TestProgramHeaders holds that any page may read an answer, that each tells where it is
// described, and that what is kept is what pages keep.
func TestProgramHeaders(t *testing.T) {
	srv := httptest.NewServer(testSite(t))
	defer srv.Close()
	for target, cache := range map[string]string{
		"/api/v1/search?q=orchard": "private, no-store", "/api/v1/suggest?q=mex": "private, no-store", "/api/v1/cables/09MEXICO2676": "public, max-age=300",
		"/api/v1/cables/08LIMA77/cited-by": "public, max-age=300", "/api/v1/stats": "public, max-age=300", "/api/v1/openapi.json": "public, max-age=300",
	} {
		got := fetch(t, srv.URL, "GET", target, nil)
		links := strings.Join(got.header.Values("Link"), " ")
		if got.code != 200 || got.header.Get("Access-Control-Allow-Origin") != "*" || got.header.Get("Cache-Control") != cache || got.header.Get("X-Robots-Tag") != "noindex" ||
			!strings.Contains(links, `/api/v1/openapi.json>; rel="service-desc"`) || !strings.Contains(links, `/api>; rel="service-doc"`) || got.header.Get("Access-Control-Allow-Credentials") != "" {
			t.Errorf("%s: code %d, %v", target, got.code, got.header)
		}
	}
}

// TestNextPages holds that a program which follows "next" gets all of a list, each once.
func TestNextPages(t *testing.T) {
	srv := httptest.NewServer(demoSite(t))
	defer srv.Close()
	for _, first := range []string{"/api/v1/search?copies=apart", "/api/v1/search?q=harbor+OR+embassy&copies=apart"} {
		seen, total := map[string]bool{}, 0
		for at := first; at != ""; {
			_, a := asked(t, srv.URL, at)
			total = a.Total
			for _, h := range a.Hits {
				if seen[h.ID] {
					t.Errorf("%s: %s twice", first, h.ID)
				}
				seen[h.ID] = true
			}
			at = strings.TrimPrefix(a.Next, "https://cables.example")
		}
		if len(seen) != total || total < 21 {
			t.Errorf("%s: %d of %d", first, len(seen), total)
		}
	}
}
