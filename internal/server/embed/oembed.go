package embed

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"reftel/internal/cite"
	"reftel/internal/server/desk"
	"reftel/internal/server/middleware"
	"reftel/internal/server/shape"
	"reftel/internal/server/shape/embedding"
	"reftel/web/templates/words"
)

// cacheAge is for how many seconds a program may keep what it was told.
const cacheAge = 86400

// rich is the answer of oEmbed 1.0 for a page that is shown in a frame.
type rich struct {
	XMLName  xml.Name `xml:"oembed" json:"-"`
	Type     string   `xml:"type" json:"type"`
	Version  string   `xml:"version" json:"version"`
	Title    string   `xml:"title" json:"title"`
	Author   string   `xml:"author_name,omitempty" json:"author_name,omitempty"`
	Provider string   `xml:"provider_name" json:"provider_name"`
	Home     string   `xml:"provider_url" json:"provider_url"`
	CacheAge int      `xml:"cache_age" json:"cache_age"`
	HTML     string   `xml:"html" json:"html"`
	Width    int      `xml:"width" json:"width"`
	Height   int      `xml:"height" json:"height"`
}

// OEmbed tells programs how to show the page of a cable or of a paragraph.
func (s *Pages) OEmbed(c *desk.Call) error {
	asked := c.R.URL.Query()
	format := asked.Get("format")
	if format == "" {
		format = "json"
	}
	if format != "json" && format != "xml" {
		return &desk.Failure{Status: http.StatusNotImplemented, Sentence: "The formats are json and xml."}
	}
	maxWidth, err := size(asked, "maxwidth")
	if err != nil {
		return err
	}
	maxHeight, err := size(asked, "maxheight")
	if err != nil {
		return err
	}
	base := s.Base(c.R)
	id, anchor, ok := pageOf(base, asked.Get("url"))
	if !ok {
		return desk.NotFound("This is not the address of a cable or of a paragraph here.")
	}
	q, err := s.find(c, id, anchor)
	if err != nil {
		return err
	}
	f := embedding.New(base+shape.EmbedPath(q.Cable.ID, q.Paragraph.Anchor), q.title(), textOf(q.Paragraph), maxWidth, maxHeight)
	v := rich{
		Type: "rich", Version: "1.0", Title: q.title(), Author: cite.Sender(q.Cable), Provider: s.SiteName(), Home: base + "/",
		CacheAge: cacheAge, HTML: f.HTML(), Width: f.Width, Height: f.Height,
	}
	h := c.W.Header()
	h.Set("Access-Control-Allow-Origin", "*") // it is the same for all, and tells nothing of who asks
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	h.Set("X-Robots-Tag", "noindex")
	body, contentType, err := v.as(format)
	if err != nil {
		return fmt.Errorf("writing oEmbed of %s: %w", q.Cable.ID, err)
	}
	return s.Reply(c, http.StatusOK, middleware.Document, url.Values{"url": {id, anchor}, "as": {format, strconv.Itoa(maxWidth), strconv.Itoa(maxHeight)}}.Encode(), contentType, body)
}

// as is the answer in a format.
func (v rich) as(format string) (body []byte, contentType string, err error) {
	if format == "json" {
		body, err = json.Marshal(v)
		return append(body, '\n'), "application/json; charset=utf-8", err
	}
	var b bytes.Buffer
	b.WriteString(xml.Header)
	err = xml.NewEncoder(&b).Encode(v)
	b.WriteByte('\n')
	return b.Bytes(), "text/xml; charset=utf-8", err
}

// size is a number of pixels, 0 where there is none.
func size(asked url.Values, name string) (int, error) {
	t := asked.Get(name)
	if t == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(t)
	if err != nil || n < 1 || n > 100000 {
		return 0, desk.BadRequestOf(words.Later("The parameter %s is a number of pixels.", name))
	}
	return n, nil
}

// pageOf is the cable and the anchor of an address of a page here.
func pageOf(base, address string) (id, anchor string, ok bool) {
	u, err := url.Parse(address)
	own, ownErr := url.Parse(base)
	if err != nil || ownErr != nil || !strings.EqualFold(u.Host, own.Host) || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return "", "", false
	}
	rest, ok := strings.CutPrefix(u.EscapedPath(), own.EscapedPath()+"/cable/")
	if !ok {
		return "", "", false
	}
	parts := strings.Split(strings.TrimSuffix(rest, "/embed"), "/")
	if len(parts) > 2 {
		return "", "", false
	}
	for i := range parts {
		if parts[i], err = url.PathUnescape(parts[i]); err != nil || parts[i] == "" {
			return "", "", false
		}
	}
	if id = parts[0]; len(parts) == 2 {
		return id, parts[1], true
	}
	return id, u.Fragment, true
}
