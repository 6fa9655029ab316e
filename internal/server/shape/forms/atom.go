package forms

import (
	"bytes"
	"cmp"
	"crypto/sha1"
	"encoding/xml"
	"fmt"
	"strings"
	"time"

	"reftel/internal/archive"
	"reftel/internal/cite"
	"reftel/internal/server/shape"
	"reftel/web/templates"
)

// AtomType is the type of a feed, AtomExt how its address ends.
const (
	AtomType = "application/atom+xml; charset=utf-8"
	AtomExt  = "atom"
)

// FeedSize is how many entries a part of a feed has.
const FeedSize = 50

// A Feed is one part of a list of cables as an Atom feed (RFC 4287, paged by RFC 5005).
type Feed struct {
	Key               string // of the list, the same in all its parts and at all times
	Title             string
	Site              string // what the site is called; "" is as the program is
	Base              string // "" where the address of the site is not known
	Self, Page        string // paths of this part, and of the list for readers
	First, Prev, Next string
	Updated           time.Time // when the archive was published
	Hits              []archive.Hit
}

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  atomPerson  `xml:"author"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomPerson struct {
	Name string `xml:"name"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID         string      `xml:"id"`
	Title      string      `xml:"title"`
	Updated    string      `xml:"updated"`
	Published  string      `xml:"published"`
	Author     *atomPerson `xml:"author"`
	Link       atomLink    `xml:"link"`
	Categories []atomTerm  `xml:"category"`
	Summary    string      `xml:"summary"`
}

type atomTerm struct {
	Term string `xml:"term,attr"`
}

// XML is the feed. Characters that XML has no place for become signs.
func (f *Feed) XML() ([]byte, error) {
	v := atomFeed{
		ID: urn("list " + f.Key), Title: cite.OneLine(f.Title), Updated: f.Updated.UTC().Format(time.RFC3339), Author: atomPerson{cmp.Or(f.Site, templates.Site)},
		Links: []atomLink{{"self", "application/atom+xml", f.Base + f.Self}, {"alternate", "text/html", f.Base + f.Page}},
	}
	for _, l := range []struct{ rel, path string }{{"first", f.First}, {"previous", f.Prev}, {"next", f.Next}} {
		if l.path != "" {
			v.Links = append(v.Links, atomLink{l.rel, "application/atom+xml", f.Base + l.path})
		}
	}
	for i := range f.Hits {
		v.Entries = append(v.Entries, f.entry(&f.Hits[i]))
	}
	var b bytes.Buffer
	b.WriteString(xml.Header)
	if err := xml.NewEncoder(&b).Encode(v); err != nil {
		return nil, fmt.Errorf("writing a feed: %w", err)
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

// entry is one cable. Its times are those of its history, which no generation changes
// where the cable did not change, so that no reader of feeds takes what was published again
// for new.
func (f *Feed) entry(h *archive.Hit) atomEntry {
	e := atomEntry{
		ID: urn("cable " + h.ID), Title: cite.OneLine(h.Title + " (" + h.ID + ")"), Updated: h.Changed.UTC().Format(time.RFC3339), Published: h.Added.UTC().Format(time.RFC3339),
		Link: atomLink{"alternate", "text/html", f.Base + shape.CablePath(h.ID)}, Summary: summary(h),
	}
	if from := cite.OneLine(cite.SenderName(h.From, h.Origin)); from != "" {
		e.Author = &atomPerson{from}
	}
	if c := cite.OneLine(h.Classification); c != "" {
		e.Categories = append(e.Categories, atomTerm{c})
	}
	return e
}

// summary is the date, the addressees and what was found, or how the text begins.
func summary(h *archive.Hit) string {
	var parts []string
	if !h.Date.IsZero() {
		parts = append(parts, h.Date.Long())
	}
	if len(h.To) > 0 {
		parts = append(parts, "to "+strings.Join(h.To, ", "))
	}
	s := strings.Join(parts, ", ")
	for _, sn := range h.Snippets {
		var text strings.Builder
		for _, p := range sn.Parts {
			text.WriteString(p.Text)
		}
		if s != "" {
			s += ". "
		}
		s += text.String()
	}
	return cite.OneLine(s)
}

// names is the space of our names: a UUID made at random once.
var names = [16]byte{0x5b, 0x0e, 0x9c, 0x3a, 0x71, 0xd4, 0x4e, 0x02, 0x93, 0x6f, 0x1d, 0xa8, 0x40, 0xc7, 0x5e, 0x2b}

// urn is the lasting name of a cable or a list, a UUID made of its id (version 5 of RFC
// 9562): the same in each generation, at each address of the site.
func urn(name string) string {
	h := sha1.New()
	h.Write(names[:])
	h.Write([]byte(name))
	u := h.Sum(nil)[:16]
	u[6], u[8] = u[6]&0x0f|0x50, u[8]&0x3f|0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}
