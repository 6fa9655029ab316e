package frus

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"reftel/internal/cable"
)

// entityOf says what an element names, and under which name: the one of the
// volume's list. The kind is "" for words that name nothing.
func (b *body) entityOf(n *node) (kind, name string) {
	switch n.name {
	case "persName":
		return cable.PER, b.vol.names[localID(n)]
	case "placeName":
		return cable.LOC, ""
	case "orgName":
		return cable.ORG, ""
	}
	id := localID(n)
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
	if t, ok := b.vol.meanings[id]; ok {
		return t.kind, t.name
	}
	return cable.MISC, ""
}

// A term is an entry of a volume's list of abbreviations: what kind of thing
// it names, and under which name.
type term struct{ kind, name, meaning, see string }

func newTerm(meaning, see string) term {
	t := term{cable.MISC, shortMeaning(meaning), meaning, see}
	if see != "" {
		return t
	}
	if !strings.ContainsFunc(meaning, unicode.IsUpper) {
		t.kind = "" // fiscal year: no name
	} else if country.MatchString(t.name) {
		t.kind = cable.LOC
	} else if organisation.MatchString(meaning) && !document.MatchString(meaning) {
		t.kind = cable.ORG
	}
	return t
}

// localID is where an element points to in the lists of the volume.
func localID(n *node) string {
	for _, name := range []string{"corresp", "target", "ref", "key"} {
		if s, ok := strings.CutPrefix(n.get(name), "#"); ok {
			id, _, _ := strings.Cut(s, " ")
			return id
		}
	}
	return ""
}

// country are names of countries, which have words of organisations in them, and
// those that every volume has.
var country = regexp.MustCompile(`^(?:(?:[A-Z][\w’]*(?: and)? )*(?:Republics?|Kingdom|Emirates)(?: of (?:the )?[A-Z][\w -]*)?|United States(?: of America)?|Soviet Union|Union of .*Republics)$`)

var organisation = regexp.MustCompile(`\b(?:Agency|Department|Office|Bureau|Council|Committee|Commission|Organi[sz]ation|Ministry|Party|Union|Board|` +
	`Air Force|Forces|Command|Corporation|Association|Federation|Bank|Fund|League|Front|Mission|Delegation|Administration|Institute|Congress|Parliament|` +
	`Government|Army|Navy|Marine Corps|Corps|United Nations|Embassy|Consulate|Legation|Foreign Office|Division|Staff|Service|Company|Community|Assembly|` +
	`Authority|Secretariat|Headquarters|Center|Group|Press|Broadcasting|University|Foundation|Society|Movement|Confederation|Junta|Directorate|Chiefs of Staff)\b`)

// document are words for a paper of an organisation, which is none itself.
var document = regexp.MustCompile(`(?i)\b(?:telegrams?|despatch|airgrams?|cables?|messages?|designat\w+|indicator|series|symbol|memorand\w+|letter|instruction|reference)\b`)

var officeAhead = regexp.MustCompile(`^(?:the |The )?(?:[A-Z][\w.]* )*(?:Embass(?:y|ies)|Legations?|Consulates?(?: General)?|Departments? of|Missions?|Station|Agency|Headquarters|` +
	`Interests Section|Joint Chiefs|Delegation|Liaison Office|Foreign Office|Office of|National Security Council|White House|Department)\b`)

// maxName is how long a normalised name may be, in characters.
const maxName = 70

// shortMeaning is the first meaning of a term without its remarks.
func shortMeaning(s string) string {
	if i := strings.IndexAny(s, ";:("); i > 0 {
		s = s[:i]
	}
	for utf8.RuneCountInString(s) > maxName {
		i := strings.LastIndex(s, ", ")
		if i <= 0 {
			return ""
		}
		s = s[:i]
	}
	return strings.TrimRight(s, " ,.")
}
