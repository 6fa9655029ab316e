package frus

import (
	"regexp"
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
