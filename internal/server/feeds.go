package server

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"reftel/internal/query"
	"reftel/internal/server/desk"
	"reftel/internal/server/finding"
	"reftel/internal/server/middleware"
	"reftel/internal/server/shape"
)

// sitemapSize is how many addresses one part of the sitemap holds, which is a
// megabyte or so, sitemapPage how many of them are in memory while it is written, and
// sitemapParts how many parts there may be, the most that the protocol permits.
const (
	sitemapSize  = 10000
	sitemapPage  = 500
	sitemapParts = 50000
)

// sitemapPages are the pages besides cables that are worth finding.
var sitemapPages = []string{"/", "/tags", "/posts", "/countries", "/people", "/organisations", "/places", "/years", "/about", "/quality", "/help/search", "/api"}

type sitemapIndex struct {
	XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
	Maps    []sitemapURL `xml:"sitemap"`
}

type sitemapURL struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod,omitempty"`
}

// sitemap is the list of the parts of the sitemap. Part 0 holds the pages,
// part 1 and on the cables.
func (s *server) sitemap(c *desk.Call) error {
	st, err := c.A.Stats(c.Ctx())
	if err != nil {
		return err
	}
	base := s.Base(c.R)
	day := s.published(c)
	v := sitemapIndex{}
	for n := 0; n <= (st.Cables+sitemapSize-1)/sitemapSize; n++ {
		v.Maps = append(v.Maps, sitemapURL{base + "/sitemap/" + strconv.Itoa(n) + ".xml", day})
	}
	return s.replyXML(c, "application/xml; charset=utf-8", v)
}

// sitemapYears are the pages of the years that have cables; they lead to months and
// days.
func (s *server) sitemapYears(c *desk.Call) ([]string, error) {
	t, err := s.Timeline(c, query.Request{Sort: query.Newest, Page: 1, Size: query.DefaultSize})
	if err != nil {
		return nil, err
	}
	var paths []string
	for _, b := range t.Buckets {
		if b.Count > 0 {
			paths = append(paths, shape.DatePath(b.Date))
		}
	}
	return paths, nil
}

// sitemapPart is one part of the sitemap.
func (s *server) sitemapPart(c *desk.Call) error {
	name, err := desk.Param(c.R, "part")
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(strings.TrimSuffix(name, ".xml"))
	if err != nil || n < 0 || n > sitemapParts || name != strconv.Itoa(n)+".xml" {
		return desk.NotFound("")
	}
	// The first addresses are asked for before the answer begins: what fails then is
	// an error page.
	var paths []string
	if n == 0 {
		paths, err = s.sitemapStart(c)
	} else {
		paths, err = s.sitemapCables(c, n, 0)
	}
	if err != nil {
		return err
	}
	if len(paths) == 0 {
		return desk.NotFound("")
	}
	base, day := s.Base(c.R), s.published(c)
	return s.Stream(c, "", "application/xml; charset=utf-8", func(w io.Writer) error {
		if _, err := io.WriteString(w, xml.Header+`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`); err != nil {
			return err
		}
		e := xml.NewEncoder(w)
		for at := 0; len(paths) > 0; {
			for _, p := range paths {
				if err := e.EncodeElement(sitemapURL{base + p, day}, xml.StartElement{Name: xml.Name{Local: "url"}}); err != nil {
					return err
				}
			}
			if n == 0 || len(paths) < sitemapPage {
				break
			}
			at += len(paths)
			if paths, err = s.sitemapCables(c, n, at); err != nil {
				return err
			}
		}
		_, err := io.WriteString(w, "</urlset>\n")
		return err
	})
}

// sitemapCables are the paths of a part behind its first ones, as many as are held at
// once.
func (s *server) sitemapCables(c *desk.Call, n, at int) ([]string, error) {
	if at >= sitemapSize {
		return nil, nil
	}
	ids, err := c.A.IDs(c.Ctx(), (n-1)*sitemapSize+at, min(sitemapPage, sitemapSize-at))
	if err != nil {
		return nil, err
	}
	paths := make([]string, 0, len(ids))
	for _, id := range ids {
		paths = append(paths, shape.CablePath(id))
	}
	return paths, nil
}

// sitemapStart are the paths of part 0: pages, years and volumes.
func (s *server) sitemapStart(c *desk.Call) ([]string, error) {
	years, err := s.sitemapYears(c)
	if err != nil {
		return nil, err
	}
	heads, err := c.A.Volumes(c.Ctx())
	if err != nil {
		return nil, err
	}
	paths := slices.Concat(sitemapPages, s.written.Paths(), years)
	for _, h := range heads[:min(len(heads), sitemapSize-len(paths))] {
		paths = append(paths, shape.VolumePath(h.ID))
	}
	return paths, nil
}

// published is the day of the generation.
func (s *server) published(c *desk.Call) string {
	g := c.A.Generation()
	if g.Built.IsZero() {
		return ""
	}
	return g.Built.UTC().Format("2006-01-02")
}

// An openSearch tells browsers how to search here.
type openSearch struct {
	XMLName        xml.Name `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
	ShortName      string
	Description    string
	URLs           []osURL `xml:"Url"`
	Image          *osImage
	Language       string
	InputEncoding  string
	OutputEncoding string
}

type osImage struct {
	Type string `xml:"type,attr"`
	URL  string `xml:",chardata"`
}

type osURL struct {
	Type     string `xml:"type,attr"`
	Rel      string `xml:"rel,attr,omitempty"`
	Template string `xml:"template,attr"`
}

// searchSaid says what is searched here.
func (s *server) searchSaid() string {
	if s.Site != nil {
		return shape.Cut("Search the cables of "+s.Site.Name, 1024)
	}
	return "Search diplomatic cables"
}

// openSearch describes the search for browsers.
func (s *server) openSearch(c *desk.Call) error {
	base := s.Base(c.R)
	return s.replyXML(c, "application/opensearchdescription+xml; charset=utf-8", openSearch{
		ShortName: shape.Cut(s.SiteName(), 16), Description: s.searchSaid(), Language: "*", InputEncoding: "UTF-8", OutputEncoding: "UTF-8",
		Image: &osImage{"image/svg+xml", base + s.Assets.Icon},
		URLs: []osURL{
			{"text/html", "results", base + "/search?q={searchTerms}"},
			{"application/x-suggestions+json", "suggestions", base + finding.BrowserPath + "?q={searchTerms}"},
			{"application/atom+xml", "results", base + "/search.atom?q={searchTerms}&page={startPage?}"},
			{"application/opensearchdescription+xml", "self", base + "/opensearch.xml"},
		},
	})
}

// replyXML answers with a document in XML.
func (s *server) replyXML(c *desk.Call, contentType string, v any) error {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	if err := xml.NewEncoder(&b).Encode(v); err != nil {
		return fmt.Errorf("writing %s: %w", desk.Route(c.R), err)
	}
	b.WriteByte('\n')
	return s.Reply(c, http.StatusOK, middleware.Document, "", contentType, b.Bytes())
}

// closedToRobots are endless or the same as something else.
var closedToRobots = []string{"/api/v1", "/search", "/suggest", "/go", "/compare", "/cable/*?", "/entity/*/mentions", "/oembed", "/cable/*/embed$", "/list"}

// robots tells crawlers what is worth reading: cables and lists, not searches.
func (s *server) robots(c *desk.Call) error {
	var b strings.Builder
	b.WriteString("User-agent: *\n")
	for _, prefix := range s.Prefixes() {
		for _, p := range slices.Sorted(slices.Values(closedToRobots)) {
			b.WriteString("Disallow: " + prefix + p + "\n")
		}
	}
	if base := s.Base(c.R); base != "" {
		b.WriteString("\nSitemap: " + base + "/sitemap.xml\n")
	}
	return s.Reply(c, http.StatusOK, middleware.Document, "", "text/plain; charset=utf-8", []byte(b.String()))
}
