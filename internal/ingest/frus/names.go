package frus

import (
	"encoding/xml"
	"regexp"
	"strings"
	"unicode/utf8"

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

// pairs are the signs that stand in twos, the opening one before the other.
var pairs = [...][2]rune{{'(', ')'}, {'[', ']'}, {'“', '”'}}

func isHalf(r rune) bool {
	return r == '(' || r == ')' || r == '[' || r == ']' || r == '“' || r == '”'
}

// half finds the first sign of a pair whose other half is not in a name; next
// is where the text goes on behind it.
func half(s string) (sign, other rune, at, next int) {
	if strings.IndexFunc(s, isHalf) < 0 {
		return 0, 0, -1, -1
	}
	for _, p := range pairs {
		open := []int{}
		for i, r := range s {
			switch {
			case r == p[0]:
				open = append(open, i)
			case r == p[1] && len(open) > 0:
				open = open[:len(open)-1]
			case r == p[1]:
				return r, p[0], i, i + utf8.RuneLen(r)
			}
		}
		if len(open) > 0 {
			return p[0], p[1], open[0], open[0] + utf8.RuneLen(p[0])
		}
	}
	return 0, 0, -1, -1
}

// paired is a name without signs whose other half it has not.
func paired(s string) string {
	for {
		_, _, at, next := half(s)
		if at < 0 {
			return s
		}
		s = strings.TrimSpace(s[:at] + s[next:])
	}
}

// pairedSpan is the span of a name that has both halves of each pair or none:
// where the other half stands beside it, it is taken in, else the longer part
// of the name stays.
func pairedSpan(s string, start, end int) (int, int) {
	for start < end {
		sign, other, at, next := half(s[start:end])
		if at < 0 {
			break
		}
		before, _ := utf8.DecodeLastRuneInString(s[:start])
		behind, n := utf8.DecodeRuneInString(s[end:])
		switch opens := strings.ContainsRune("([“", sign); {
		case !opens && before == other:
			start -= utf8.RuneLen(other)
		case opens && behind == other:
			end += n
		case at > end-start-next:
			end = start + at
		default:
			start += next
		}
		for start < end && s[start] == ' ' {
			start++
		}
		for start < end && s[end-1] == ' ' {
			end--
		}
	}
	return start, end
}
