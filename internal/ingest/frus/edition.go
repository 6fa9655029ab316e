package frus

import (
	"encoding/xml"
	"slices"

	"reftel/internal/cable"
)

// edition tells where the document stands in its volume.
func (b *body) edition(c *cable.Cable, shared *context, ownID string) {
	e := &cable.Edition{Volume: b.vid, Number: b.doc.get("n"), Chapter: shared.chapter, Pages: b.pages}
	if shared.page != "" && !b.pageFirst && !slices.Contains(e.Pages, shared.page) {
		e.Pages = append([]string{shared.page}, e.Pages...)
	}
	if shared.prev != "" {
		e.Previous = b.vid + "-" + shared.prev
	}
	if shared.next != "" {
		e.Next = b.vid + "-" + shared.next
	}
	if documentID.MatchString(ownID) && volumeID.MatchString(b.vid) {
		e.URL = "https://" + site + b.vid + "/" + ownID
	}
	c.Edition = e
}

// page keeps the number of a page that begins in the document.
func (b *body) page(n *node) {
	number := trimPage(n.get("n"))
	if number == "" || slices.Contains(b.pages, number) {
		return
	}
	if len(b.pages) == 0 && len(b.paras) == 0 && b.cur.empty() && b.head.empty() {
		b.pageFirst = true
	}
	b.pages = append(b.pages, number)
}

// notIncluded is the doubt about a file that the volume includes: a volume is
// read from one file, and no other is opened.
func notIncluded(as []xml.Attr) cable.Doubt {
	href := attr(as, "href")
	if len(href) > 80 {
		href = href[:80]
	}
	return cable.Doubt{Kind: "include not followed", Detail: href}
}

// include tells of a part of the document that stands in another file.
func (b *body) include(n *node) {
	d := notIncluded(n.attr)
	b.included = append(b.included, d)
}
