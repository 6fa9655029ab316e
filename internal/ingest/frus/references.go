package frus

import (
	"cmp"
	"encoding/xml"
	"regexp"
	"slices"
	"strings"

	"reftel/internal/cable"
)

// A document's xml:id, perhaps with that of a footnote in it.
var documentID = regexp.MustCompile(`^(d\d+[A-Za-z]?)(?:fn.*)?$`)

// volumeID is the name of a volume.
var volumeID = regexp.MustCompile(`^frus\d{4}[A-Za-z0-9\-]*$`)

// site is where the volumes are published, one page a document.
const site = "history.state.gov/historicaldocuments/"

// reference keeps a ref that leads to another document. Pages, chapters,
// footnotes of the same document and whole volumes are no cables.
func (b *body) reference(n *node) {
	volume, id, ok := target(n.get("target"))
	if !ok {
		return
	}
	if volume == "" {
		volume = b.vid
	}
	var t text
	plain(&t, n)
	s, _ := t.finish()
	if s == "" {
		s = volume + ", " + id
	}
	b.refer(volume+"-"+id, s)
}

// target reads #d13, frus1961-63v06#d3 and the address of a document's page.
func target(s string) (volume, id string, ok bool) {
	if len(s) > 200 {
		return "", "", false
	}
	if i := strings.Index(s, site); i >= 0 {
		s = strings.Replace(strings.Trim(s[i+len(site):], "/"), "/", "#", 1)
	}
	volume, id, ok = strings.Cut(s, "#")
	if !ok || volume != "" && !volumeID.MatchString(volume) {
		return "", "", false
	}
	m := documentID.FindStringSubmatch(id)
	if m == nil {
		return "", "", false
	}
	return volume, m[1], true
}

func (b *body) refer(id, shown string) {
	if id == b.id || b.refSeen[id] {
		return
	}
	b.refSeen[id] = true
	b.refs = append(b.refs, cable.Reference{Kind: "cable", ID: id, Text: shown})
}

// edition tells where the document stands in its volume.
func (b *body) edition(c *cable.Cable, shared *context, ownID string) {
	head, _ := b.head.finish()
	e := &cable.Edition{Volume: b.vid, Number: cmp.Or(b.doc.get("n"), frontNumber.FindString(b.front), frontNumber.FindString(head[:min(b.headCut, len(head))])), Chapter: shared.chapter, Pages: b.pages}
	e.Place, e.Division = shared.place, shared.division
	v := shared.vol
	e.Name, e.Title, e.Editors, e.Imprint = v.name, v.title, v.editors, v.imprint()
	if kind := b.doc.get("subtype"); kind != "historical-document" {
		e.Kind = kind
	}
	if e.Kind == "" && strings.EqualFold(c.Subject, "Editorial Note") {
		e.Kind = cable.EditorialNote
	}
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

// frontNumber is the number of a document in front of its head, where the
// encoding gives none.
var frontNumber = regexp.MustCompile(`\d+[A-Za-z]?`)

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

// enclosure refers to a document inside of this one, which is a cable of its
// own.
func (b *body) enclosure(n *node) {
	name := xmlID(n.attr)
	if name == "" {
		b.enclosures++
		name = enclosureName(b.name, b.enclosures)
	}
	shown := "Enclosure"
	if h := n.child("head"); h != nil {
		var t text
		plain(&t, h)
		if s, _ := t.finish(); s != "" && s != untitled {
			shown += ": " + s
		}
	}
	b.refer(b.vid+"-"+name, shown)
}
