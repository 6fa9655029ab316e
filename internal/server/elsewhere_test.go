package server

import (
	"encoding/json"
	"encoding/xml"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// TestARKs holds where ARKs lead and what is told of them.
func TestARKs(t *testing.T) {
	site := harvestSite(t, testArchive(t))
	for target, want := range map[string]string{
		"/ark:12345/09MEXICO2676":              "/cable/09MEXICO2676",
		"/ark:/12345/09MEXICO2676":             "/cable/09MEXICO2676",
		"/ark:/12345/09-mexico-2676/":          "/cable/09MEXICO2676",
		"/ARK:/12345/09MEXICO2676":             "404",
		"/ark:/12345/09MEXICO02676/par2":       "/cable/09MEXICO2676/par2",
		"/ark:12345/09MEXICO2676/par2~2e2":     "/cable/09MEXICO2676/par2.2",
		"/ark%3A12345/09MEXICO2676/par2":       "/cable/09MEXICO2676/par2",
		"/ark%3a/12345/09MEXICO2676":           "/cable/09MEXICO2676",
		"/ark:12345/05GONE1":                   "/cable/05GONE1",
		"/ark:12345/77NOBODY1":                 "404",
		"/ark:99999/09MEXICO2676":              "404",
		"/ark:12345":                           "404",
		"/ark:12345/09MEXICO2676/par99?info":   "404",
		"/ark:12345/09MEXICO2676/par2/x":       "404",
		"/ark:12345/..%2f..%2fetc%2fpasswd":    "404",
		"/ark:12345/%2f%2fevil.example/%0d%0a": "400",
	} {
		res := get(site, target)
		got := res.Header.Get("Location")
		if res.StatusCode != http.StatusFound {
			got = http.StatusText(res.StatusCode)
			want = map[string]string{"404": "Not Found", "400": "Bad Request"}[want]
		}
		if got != want {
			t.Errorf("%s: %d to %q, want %q", target, res.StatusCode, got, want)
		}
	}
	for target, wants := range map[string][]string{
		"/ark:12345/09MEXICO2676?info":      {"erc:\nwho: Embassy Mexico\nwhat: Orchard talks at the weather office (09MEXICO2676)\nwhen: 20090908\nwhere: https://cables.example/cable/09MEXICO2676\n", "id: ark:12345/09MEXICO2676\n", "erc-support:\n"},
		"/ark:/12345/09MEXICO2676??":        {"who: Embassy Mexico\n", "(:permanence)"},
		"/ark:/12345/09MEXICO2676?":         {"who: Embassy Mexico\n"},
		"/ark:12345/09MEXICO2676/par2?info": {"(09MEXICO2676), para. 2\n", "where: https://cables.example/cable/09MEXICO2676/par2\n", "id: ark:12345/09MEXICO2676/par2\n"},
		"/ark:12345/05GONE1?info":           {"what: (:gone) Cable 05GONE1, which was withdrawn\n"},
	} {
		res := get(site, target)
		body := string(bodyOf(t, res))
		for _, want := range wants {
			if !strings.Contains(body, want) || !strings.HasPrefix(res.Header.Get("Content-Type"), "text/plain") {
				t.Errorf("%s: %d, no %q in\n%.900s", target, res.StatusCode, want, body)
			}
		}
	}
	page := string(bodyOf(t, get(site, "/cable/09MEXICO2676")))
	for _, want := range []string{`<meta name="DC.identifier" content="https://cables.example/ark:12345/09MEXICO2676"`, `href="/ark:12345/09MEXICO2676"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page of the cable has no %s", want)
		}
	}
}

// TestOEmbed holds what programs are told of how to show a page.
func TestOEmbed(t *testing.T) {
	site := memorySite(t, testConfig(t), newMemory())
	ask := func(address, more string) *http.Response {
		return get(site, "/oembed?url="+url.QueryEscape(address)+more)
	}
	const cable = "https://cables.example/cable/09MEXICO2676"
	for address, want := range map[string]string{
		cable: "/par1/embed", cable + "#par2": "/par2/embed", cable + "/par2": "/par2/embed", cable + "/par2/embed": "/par2/embed", cable + "/par2?q=orchard": "/par2/embed",
		"http://cables.example/cable/09MEXICO02676/par2": "/par2/embed",
		cable + "/par99":                          "404",
		cable + "/par2/x":                         "404",
		"https://evil.example/cable/09MEXICO2676": "404",
		"https://cables.example/":                 "404",
		"/cable/09MEXICO2676":                     "404",
		"":                                        "404",
		"https://cables.example/cable/77NOBODY1":  "404",
	} {
		res := ask(address, "&maxwidth=400&maxheight=300")
		if want == "404" {
			if res.StatusCode != http.StatusNotFound {
				t.Errorf("%s: code %d", address, res.StatusCode)
			}
			continue
		}
		var v struct {
			Type, Version, Title, HTML string
			Provider                   string `json:"provider_name"`
			Width, Height              int
		}
		if err := json.Unmarshal(bodyOf(t, res), &v); err != nil {
			t.Fatalf("%s: %d, %v", address, res.StatusCode, err)
		}
		if v.Type != "rich" || v.Version != "1.0" || v.Provider == "" || v.Width > 400 || v.Height > 300 || v.Width*v.Height == 0 || !strings.Contains(v.HTML, `src="`+cable+want+`"`) {
			t.Errorf("%s: %+v", address, v)
		}
		if res.Header.Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("%s: pages elsewhere cannot read it", address)
		}
	}
	var x struct {
		XMLName xml.Name `xml:"oembed"`
		HTML    string   `xml:"html"`
	}
	if err := xml.Unmarshal(bodyOf(t, ask(cable, "&format=xml")), &x); err != nil || !strings.Contains(x.HTML, "<iframe") {
		t.Errorf("XML: %+v, %v", x, err)
	}
	for more, code := range map[string]int{"&format=yaml": 501, "&maxwidth=x": 400, "&maxheight=-1": 400} {
		if res := ask(cable, more); res.StatusCode != code {
			t.Errorf("%s: code %d, want %d", more, res.StatusCode, code)
		}
	}
	page := string(bodyOf(t, get(site, "/cable/09MEXICO2676/par2")))
	for _, want := range []string{`type="application/json+oembed"`, `type="text/xml+oembed"`, `&lt;iframe src=&#34;` + cable + `/par2/embed&#34;`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page of a paragraph has no %s", want)
		}
	}
}

// TestEmbedded holds that the page for frames alone may stand in one elsewhere, and is
// text and a style and nothing else.
func TestEmbedded(t *testing.T) {
	m := newMemory()
	m.cables[0].Paragraphs[1].Text = strings.Repeat("Tangerines <b>& apples</b> ", 200)
	site := memorySite(t, testConfig(t), m)
	res := get(site, "/cable/09MEXICO2676/par2/embed")
	body := string(bodyOf(t, res))
	if csp := res.Header.Get("Content-Security-Policy"); !strings.Contains(csp, "frame-ancestors *") || strings.Contains(csp, "script-src") || res.Header.Get("X-Frame-Options") != "" || res.Header.Get("Cross-Origin-Resource-Policy") != "cross-origin" {
		t.Errorf("headers %v", res.Header)
	}
	for _, want := range []string{"Tangerines &lt;b&gt;", "Read the whole paragraph", `href="https://cables.example/cable/09MEXICO2676/par2"`, "Embassy Mexico, “Orchard talks"} {
		if !strings.Contains(body, want) {
			t.Errorf("no %s in\n%s", want, body)
		}
	}
	for _, not := range []string{"<script", "<img", "stylesheet", "<form", `src=`} {
		if strings.Contains(body, not) {
			t.Errorf("%s stands in the page", not)
		}
	}
	if len(body) > 8<<10 {
		t.Errorf("%d bytes", len(body))
	}
	for _, target := range []string{"/", "/cable/09MEXICO2676", "/cable/09MEXICO2676/par2", "/cable/09MEXICO2676/par99/embed", "/oembed?url=x"} {
		if h := get(site, target).Header; !strings.Contains(h.Get("Content-Security-Policy"), "frame-ancestors 'none'") || h.Get("X-Frame-Options") != "DENY" {
			t.Errorf("%s may stand in a frame", target)
		}
	}
	if res := get(site, "/cable/09MEXICO02676/par2/embed"); res.Header.Get("Location") != "/cable/09MEXICO2676/par2/embed" {
		t.Errorf("an alias: %d", res.StatusCode)
	}
}

// TestPreviews holds that what is shown of a page elsewhere is short on every kind of page.
func TestPreviews(t *testing.T) {
	m := newMemory()
	m.cables[0].SubjectDisplay = strings.Repeat("Orchard talks ", 60)
	m.cables[0].Paragraphs[0].Text = strings.Repeat("né\u0301e tangerines ", 300)
	m.cables[0].Paragraphs[1].Text = strings.Repeat("x", 3000)
	site := memorySite(t, testConfig(t), m)
	for _, target := range everyRoute {
		res := get(site, target)
		if !strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") {
			continue
		}
		doc, err := html.Parse(strings.NewReader(string(bodyOf(t, res))))
		if err != nil {
			t.Fatal(err)
		}
		for selector, most := range map[string]int{"meta[property='og:description']@content": 300, "meta[name='description']@content": 300, "meta[property='og:title']@content": 110} {
			if got, _ := pick(doc, selector); utf8.RuneCountInString(got) > most {
				t.Errorf("%s: %s has %d characters", target, selector, utf8.RuneCountInString(got))
			}
		}
	}
}

// TestBrowserSuggestions holds that a browser is offered what the search box offers.
func TestBrowserSuggestions(t *testing.T) {
	c := testConfig(t)
	c.Archive = served{testArchive(t)}
	site, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	var box struct {
		Suggestions []struct{ Value, Fill, Href string }
	}
	res := get(site, "/suggest?q=mexico")
	if err := json.Unmarshal(bodyOf(t, res), &box); err != nil || len(box.Suggestions) == 0 {
		t.Fatalf("%+v, %v", box, err)
	}
	res = get(site, "/suggest/browser?q=mexico")
	var got []any
	if err := json.Unmarshal(bodyOf(t, res), &got); err != nil || len(got) != 4 || got[0] != "mexico" || !strings.HasPrefix(res.Header.Get("Content-Type"), "application/x-suggestions+json") {
		t.Fatalf("%v, %v", got, err)
	}
	for i, want := range box.Suggestions {
		value, address := got[1].([]any)[i].(string), got[3].([]any)[i].(string)
		if value != want.Fill && value != want.Value || want.Href != "" && address != "https://cables.example"+want.Href {
			t.Errorf("%d: %q at %q, want %+v", i, value, address, want)
		}
	}
	if !strings.Contains(string(bodyOf(t, get(site, "/opensearch.xml"))), `type="application/x-suggestions+json"`) {
		t.Error("browsers are not told of it")
	}
}
