package server

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"reftel/internal/cable"
	"reftel/internal/server/desk"
	"reftel/internal/sharedtest"
)

// TestXML holds that what is handed out as XML is XML, whatever the ids of cables are and
// whatever stands in them, characters that XML cannot have too.
func TestXML(t *testing.T) {
	c := testConfig(t)
	c.OAI = true
	const hidden = "LAMPS \x01\x0b\x1b[2J \ufffe \u009b \xff ]]> & <b>"
	m := newMemory()
	m.cables = append(m.cables, &cable.Cable{
		ID: "88OSLO9", Subject: hidden, From: hidden, Classification: hidden, Collection: hidden, Date: cable.Date{Year: 1988, Month: 4, Day: 1},
		Paragraphs: []cable.Paragraph{{Anchor: "p1", Text: hidden}}, Tags: []cable.Tag{{Code: hidden}}, Source: cable.Source{Path: hidden, Format: "plain"},
	})
	site := memorySite(t, c, m)
	count := 0
	const harvested = "/oai?verb=ListRecords&metadataPrefix="
	targets := []string{
		"/opensearch.xml", "/sitemap.xml", "/sitemap/1.xml", "/search.atom", "/search.atom?q=lamps", "/oembed?format=xml&url=https://cables.example/cable/88OSLO9", "/oembed?format=xml&url=https://cables.example/cable/88OSLO9/p1",
		harvested + "oai_dc", harvested + "mods", "/oai?verb=ListSets", "/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:cables.example:%01%0b", "/oai?verb=%1b%0b",
	}
	for _, target := range targets {
		res := get(site, target)
		d := xml.NewDecoder(bytes.NewReader(bodyOf(t, res)))
		for {
			_, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Errorf("%s: %v", target, err)
				break
			}
			count++
		}
		if typ := res.Header.Get("Content-Type"); res.StatusCode != http.StatusOK && !strings.Contains(target, "%0b") || !strings.Contains(typ, "xml") {
			t.Errorf("%s: code %d, %s", target, res.StatusCode, typ)
		}
	}
	sharedtest.Score(t, "D6", fmt.Sprintf("%d documents, %d tokens", len(targets), count), "each is XML", !t.Failed())
}

// TestSharedCache holds that what a cache may keep for all is the same whoever asks, and
// whatever they add.
func TestSharedCache(t *testing.T) {
	site := memorySite(t, testConfig(t), newMemory())
	added := map[string]string{
		"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "gopher", "X-Forwarded-For": "192.0.2.7", "Forwarded": "host=evil.example", "X-Original-URL": "/evil",
		"X-Rewrite-URL": "/evil", "X-Host": "evil.example", "Accept-Language": "tlh", "Cookie": "a=b", "Origin": "https://evil.example", "Referer": "https://evil.example/", "X-HTTP-Method-Override": "DELETE",
	}
	count := 0
	for _, target := range everyRoute {
		plain := get(site, target)
		if !strings.HasPrefix(plain.Header.Get("Cache-Control"), "public") {
			continue
		}
		count++
		want := bodyOf(t, plain)
		other := get(site, target, func(r *http.Request) {
			for name, value := range added {
				r.Header.Set(name, value)
			}
		})
		if got := bodyOf(t, other); other.StatusCode != plain.StatusCode || !bytes.Equal(got, want) || other.Header.Get("Etag") != plain.Header.Get("Etag") {
			t.Errorf("%s: another answer to other headers", target)
		}
		if v := plain.Header.Get("Access-Control-Allow-Origin"); v != "" && !strings.HasPrefix(target, desk.APIPath+"/") {
			t.Errorf("%s: open to %s", target, v)
		}
	}
	sharedtest.Score(t, "D9", fmt.Sprintf("%d headers change nothing in %d kinds of answers that may be kept", len(added), count), "nothing", !t.Failed())
}

// TestOnion holds that a site without an address of its own leads nowhere but to itself.
func TestOnion(t *testing.T) {
	c := testConfig(t)
	c.BaseURL = ""
	site := memorySite(t, c, newMemory())
	const onion = "exampleexampleexampleexampleexampleexampleexampleexample.onion"
	links := 0
	for _, target := range everyRoute {
		res := get(site, target, func(r *http.Request) { r.Host = onion })
		if !strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") {
			continue
		}
		doc, err := html.Parse(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		for n := range doc.Descendants() {
			for _, a := range n.Attr {
				u, err := url.Parse(a.Val)
				if n.Type != html.ElementNode || (a.Key != "href" && a.Key != "src" && a.Key != "action") {
					continue
				}
				links++
				if err != nil || (u.Host != "" && u.Host != onion) || (u.Scheme != "" && u.Scheme != "http") {
					t.Errorf("%s: %s leads to %s", target, n.Data, a.Val)
				}
			}
		}
		if res.Header.Get("Referrer-Policy") != "no-referrer" {
			t.Errorf("%s: what was read is told to where a link leads", target)
		}
	}
	sharedtest.Score(t, "H6", fmt.Sprintf("0 of %d links lead to another host", links), "0", !t.Failed())
	sharedtest.Score(t, "H5", "no page tells its address to where a link leads", "0", !t.Failed())
}
