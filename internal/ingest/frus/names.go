package frus

import (
	"encoding/xml"
	"regexp"
	"strings"

	"reftel/internal/cable"
)

// entityOf says what an element names, and under which name: the one of the
// volume's list. The kind is "" for words that name nothing.
func (b *body) entityOf(n *node) (kind, name string) {
	switch n.name {
	case "persName":
		return cable.PER, b.vol.lists.Person(localID(n.attr))
	case "placeName":
		return cable.LOC, ""
	case "orgName":
		return cable.ORG, ""
	}
	id := localID(n.attr)
	if id == "" {
		if m := n.get("type"); m == markFrom || m == markTo {
			var t text
			plain(&t, n)
			if s, _ := t.finish(); officeAhead.MatchString(s) {
				return cable.ORG, strings.TrimPrefix(s, "the ")
			}
		}
		return "", ""
	}
	if t, ok := b.vol.lists.Term(id); ok {
		return t.Kind, t.Name
	}
	return cable.MISC, ""
}

// localID is where an element points to in the lists of the volume.
func localID(as []xml.Attr) string {
	for _, name := range []string{"corresp", "target", "ref", "key"} {
		if s, ok := strings.CutPrefix(attr(as, name), "#"); ok {
			id, _, _ := strings.Cut(s, " ")
			return id
		}
	}
	return ""
}

var officeAhead = regexp.MustCompile(`^(?:the |The )?(?:[A-Z][\w.]* )*(?:Embass(?:y|ies)|Legations?|Consulates?(?: General)?|Departments? of|Missions?|Station|Agency|Headquarters|` +
	`Interests Section|Joint Chiefs|Delegation|Liaison Office|Foreign Office|Office of|National Security Council|White House|Department)\b`)
