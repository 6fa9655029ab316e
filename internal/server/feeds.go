package server

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"reftel/internal/query"
	"reftel/internal/server/desk"
	"reftel/internal/server/middleware"
	"reftel/internal/server/shape"
	"reftel/web/templates"
)

// sitemapSize is how many addresses one part of the sitemap holds, and
// sitemapParts how many parts there may be: the most that the protocol permits.
const (
	sitemapSize  = 50000
	sitemapParts = 50000
)

// sitemapPages are the pages besides cables that are worth finding.
var sitemapPages = []string{"/", "/tags", "/posts", "/countries", "/people", "/organisations", "/places", "/years", "/about", "/quality", "/help/search"}

type sitemapIndex struct {
	XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
	Maps    []sitemapURL `xml:"sitemap"`
}

type sitemapURLs struct {
	XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URLs    []sitemapURL `xml:"url"`
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
	base, day := s.Base(c.R), s.published(c)
	v := sitemapURLs{}
	if n == 0 {
		years, err := s.sitemapYears(c)
		if err != nil {
			return err
		}
		for _, p := range slices.Concat(sitemapPages, years) {
			v.URLs = append(v.URLs, sitemapURL{base + p, day})
		}
		heads, err := c.A.Volumes(c.Ctx())
		if err != nil {
			return err
		}
		for _, h := range heads {
			v.URLs = append(v.URLs, sitemapURL{base + shape.VolumePath(h.ID), day})
		}
	} else {
		ids, err := c.A.IDs(c.Ctx(), (n-1)*sitemapSize, sitemapSize)
		if err != nil {
			return err
		}
		if len(ids) == 0 {
			return desk.NotFound("")
		}
		for _, id := range ids {
			v.URLs = append(v.URLs, sitemapURL{base + shape.CablePath(id), day})
		}
	}
	return s.replyXML(c, "application/xml; charset=utf-8", v)
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
	XMLName       xml.Name `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
	ShortName     string
	Description   string
	InputEncoding string
	Image         *osImage
	URLs          []osURL `xml:"Url"`
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

// openSearch describes the search for browsers.
func (s *server) openSearch(c *desk.Call) error {
	base := s.Base(c.R)
	return s.replyXML(c, "application/opensearchdescription+xml; charset=utf-8", openSearch{
		ShortName: templates.Site, Description: "Search diplomatic cables", InputEncoding: "UTF-8",
		Image: &osImage{"image/svg+xml", base + s.Assets.Icon},
		URLs: []osURL{
			{"text/html", "results", base + "/search?q={searchTerms}"},
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
var closedToRobots = []string{"/search", "/suggest", "/go", "/compare", "/cable/*?", "/entity/*/mentions"}

// robots tells crawlers what is worth reading: cables and lists, not searches.
func (s *server) robots(c *desk.Call) error {
	var b strings.Builder
	b.WriteString("User-agent: *\n")
	for _, p := range slices.Sorted(slices.Values(closedToRobots)) {
		b.WriteString("Disallow: " + p + "\n")
	}
	if base := s.Base(c.R); base != "" {
		b.WriteString("\nSitemap: " + base + "/sitemap.xml\n")
	}
	return s.Reply(c, http.StatusOK, middleware.Document, "", "text/plain; charset=utf-8", []byte(b.String()))
}
