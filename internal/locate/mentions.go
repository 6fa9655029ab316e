package locate

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// A cable speaks of its references as "ref A", "refs A and B", "reftel" or
// "reftels". They are found where the letter, or for "reftel" the only cable in
// the list, is known.

var refLetters = regexp.MustCompile(`^(?i:refs?|reftels?)?[ \n]*[("]?([A-Z])\b[)"]?(?:(?:[ \n]*(?:,|and|AND|&|/|-)[ \n]*)+[("]?([A-Z])\b[)"]?)?(?:(?:[ \n]*(?:,|and|AND|&|/|-)[ \n]*)+[("]?([A-Z])\b[)"]?)?`)

// refWords are the words ref, refs, reftel and reftels of a text, in any case:
// where they begin and end. Every paragraph of a page is looked through, for
// which a regular expression took a tenth of the time of the whole page.
func refWords(text string) [][2]int {
	var found [][2]int
	for i := 0; i < len(text); i++ {
		if text[i] != 'r' && text[i] != 'R' || i > 0 && isWordByte(text[i-1]) {
			continue
		}
		end := i + 1
		for end < len(text) && isWordByte(text[end]) {
			end++
		}
		for _, w := range [...]string{"ref", "refs", "reftel", "reftels"} {
			if strings.EqualFold(text[i:end], w) {
				found = append(found, [2]int{i, end})
			}
		}
		i = end
	}
	return found
}

func isWordByte(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// A Mention is a stretch of a text that speaks of a reference. Start and End
// count characters, End excluded.
type Mention struct {
	Start, End int
	Ref        int // place in the list of references
}

// Mentions finds where a text speaks of the references to cables with these
// letters; a letter may be empty.
func Mentions(text string, letters []string) []Mention {
	if len(letters) == 0 {
		return nil
	}
	var ms []Mention
	add := func(from, to, ref int) {
		start := utf8.RuneCountInString(text[:from])
		ms = append(ms, Mention{start, start + utf8.RuneCountInString(text[from:to]), ref})
	}
	for _, w := range refWords(text) {
		found := false
		if l := refLetters.FindStringSubmatchIndex(text[w[0]:]); l != nil {
			for g := 1; g <= 3; g++ {
				if l[2*g] < 0 {
					continue
				}
				from, to := w[0]+l[2*g], w[0]+l[2*g+1]
				ref := lettered(letters, text[from:to])
				if ref < 0 {
					continue
				}
				if !found { // the first letter takes the word along: "ref A"
					from = w[0]
				}
				found = true
				add(from, to, ref)
			}
		}
		if !found && len(letters) == 1 && strings.HasPrefix(strings.ToLower(text[w[0]:w[1]]), "reftel") {
			add(w[0], w[1], 0)
		}
	}
	return ms
}

// lettered is the last reference with a letter, or -1.
func lettered(letters []string, letter string) int {
	for i := len(letters) - 1; i >= 0; i-- {
		if strings.EqualFold(letters[i], letter) {
			return i
		}
	}
	return -1
}
