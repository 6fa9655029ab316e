package server

import (
	"net/http"
	"strings"
	"testing"
)

// FuzzAddress holds that no address breaks the site: none is a failure of ours, none leads
// to another host, and none of them makes an element that no template draws.
func FuzzAddress(f *testing.F) {
	for _, s := range []string{
		"/", "/search?q=%22of+the%22~9+OR+orchard&tag=PREL&sort=oldest&page=2", "/search?q=id:09MEXICO2676+-per:(sample)&since=2009-08&until=2010", "/search.csv?q=orchard&after=1", "/search.atom?tag=PREL",
		"/search/values/per?q=orchard&prefix=g&order=name", "/compare?q=tangerines&q=orchard&by=share", "/go?id=Mexico+2600", "/suggest?q=tag:pre", "/list.md?c=09MEXICO2676/par2,77NOBODY1&note=x",
		"/cable/09mexico2676?q=orchard&n=1&via=08LIMA77&view=lines", "/cable/09MEXICO2676/par2~k3f9", "/cable/09MEXICO2676/par2/embed", "/cable/09MEXICO2676/compare/version-2", "/cable/88OSLO1/part/2", "/cable/88OSLO1/versions?page=2",
		"/entity/per/Gustavo%20Sample/mentions?cable=09MEXICO2676", "/post/MEXICO/2009?number=2600", "/year/2009/09/08", "/es/tags?prefix=p&page=1", "/volume/light1931/ch2?page=3", "/quality/MEXICO",
		"/oai?verb=ListRecords&metadataPrefix=oai_dc&from=2009-01-01&set=Plusd", "/oai?verb=ListIdentifiers&resumptionToken=x", "/ark:/12345/09MEXICO2676/par2?info", "/oembed?url=https://cables.example/cable/09MEXICO2676&format=xml&maxwidth=1",
		"/api/v1/search?q=orchard&size=5", "/api/v1/cables/09MEXICO2676/paragraphs/par2", "/static/../x", "/cable/2009/09/09MEXICO2676.html", "/date/2009-09_0.html", "/sitemap/1.xml",
	} {
		f.Add(s)
	}
	c := testConfig(f)
	c.OAI, c.ARKNAAN = true, "12345"
	site := memorySite(f, c, newMemory())
	f.Fuzz(func(t *testing.T, target string) {
		if !strings.HasPrefix(target, "/") {
			t.Skip("no address")
		}
		res := get(site, target)
		if res.StatusCode == http.StatusInternalServerError {
			t.Fatalf("code %d: %s", res.StatusCode, bodyOf(t, res))
		}
		if to := res.Header.Get("Location"); to != "" && (!strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.ContainsAny(to, "\\\r\n\"<>")) {
			t.Errorf("leads to %q", to)
		}
		html := strings.HasPrefix(res.Header.Get("Content-Type"), "text/html")
		if body := string(bodyOf(t, res)); html && strings.Contains(body, "<script>") {
			t.Error("a script stands in the page")
		}
	})
}
