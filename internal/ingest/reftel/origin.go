package reftel

import (
	"strings"

	"reftel/internal/reference"
)

// stripNoise drops words before the origin that are none of it: the shortest
// cut that leaves a post is taken.
func (p *parser) stripNoise(name string) string {
	words := strings.Fields(name)
	for len(words) > 1 && (noOrigin(words[0]) || len(words[0]) == 1) {
		if _, ok := p.tables.Post(strings.Join(words, "")); ok {
			break // TEL AVIV
		}
		words = words[1:]
	}
	for len(words) > 1 && betweenWord(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	if n := len(words) - 1; n >= 0 {
		words[n] = strings.TrimSuffix(strings.TrimSuffix(words[n], "'S"), "’S")
	}
	for k := range words {
		tail := strings.Join(words[k:], " ")
		if k > 0 && ownOffice(words[:k]) {
			break
		}
		if _, closeness, ok := p.tables.MatchPost(tail); ok && (k == 0 || closeness != reference.Close) || senderAlone(tail) {
			return tail
		}
	}
	return strings.Join(words, " ")
}

// noOrigin reports words that are no office in a list of references, although
// one might have such a name: other series of papers, and words of the list.
func noOrigin(word string) bool {
	switch word {
	case "TD", "EO", "RES", "UNSC", "UNSCR", "GAR", "CITE", "FBIS", "HRD", "REPORT", "DATED", "NO", "OF", "ON", "IN":
		return true
	}
	return reference.NoOrigin(word)
}

// betweenWord reports words that stand between a post and a number: STATE CABLE
// 12345.
func betweenWord(word string) bool {
	switch word {
	case "CABLE", "CABLES", "TELEGRAM", "TELEGRAMS", "TEL", "TELS", "MSG", "MSGS", "MESSAGE", "MESSAGES", "NO", "NOS", "NR", "NRS", "NUMBER", "NUMBERS":
		return true
	}
	return false
}

// relativeSender reports names that say only from which side a telegram of the
// 1960s came. The number is one of a series between two posts, so it makes no id.
func relativeSender(name string) bool {
	switch name {
	case "DEPT", "DEPARTMENT", "DEPTEL", "DEPTELS", "EMBTEL", "EMBTELS", "CONTEL", "CONGENTEL", "CIRTEL", "DEPCIRTEL":
		return true
	}
	return false
}

// ownOffice reports whether the words before a post's name may make another
// office of it, of which the number is no post's: EC BRUSSELS, FAO ROME.
func ownOffice(front []string) bool {
	if len(front) != 1 || len(front[0]) < 2 || len(front[0]) > 5 {
		return false
	}
	switch front[0] {
	case "USDAO", "USIS", "IAEA":
		return true // attachés, the information service and the agency have numbers of their own
	case "SEE", "ALSO", "AND", "OUR", "YOUR", "PER", "CF", "VIA", "PLUS", "BOTH", "PREV", "EMB", "AMEMB", "US", "TO", "AT", "BY", "OR", "AS", "NEW", "HIS", "MY", "POST", "LAST", "CABLE", "TELS", "TEL", "MSG", "ALSO:":
		return false
	}
	return !strings.ContainsAny(front[0], "AEIOUY") || len(front[0]) <= 3
}
