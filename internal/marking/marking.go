// Package marking reads the words of protection and of urgency in their ways of
// writing: classifications (C O N F I D E N T I A L, "Strictly Confidential"),
// portion marks ((C), S//NF), captions (NODIS, "Eyes Only") and precedences. It
// knows the words alone; where in a document they stand is known to the readers
// of formats, and what a caption orders to package reference. It imports the
// standard library alone.
package marking

import "strings"

// A class is one way of writing a classification.
type class struct {
	text    string // in capitals
	name    string // the classification as the archive writes it
	caption string // that is said with it
}

// heads are the words that a classification line begins with, longest first.
var heads = [...]class{
	{"UNCLASSIFIED//FOR OFFICIAL USE ONLY", "UNCLASSIFIED//FOR OFFICIAL USE ONLY", ""},
	{"UNCLASSIFIED FOR OFFICIAL USE ONLY", "UNCLASSIFIED//FOR OFFICIAL USE ONLY", ""},
	{"SENSITIVE BUT UNCLASSIFIED", "SENSITIVE BUT UNCLASSIFIED", ""},
	{"LIMITED OFFICIAL USE", "LIMITED OFFICIAL USE", ""},
	{"LIMITED OFF USE", "LIMITED OFFICIAL USE", ""},
	{"LTD OFFICIAL USE", "LIMITED OFFICIAL USE", ""},
	{"LIMITEDOFFICIALUSE", "LIMITED OFFICIAL USE", ""},
	{"TOP SECRET", "TOP SECRET", ""},
	{"TOPSECRET", "TOP SECRET", ""},
	{"CONFIDENTIAL//NOFORN", "CONFIDENTIAL", "NOFORN"},
	{"SECRET//NOFORN", "SECRET", "NOFORN"},
	{"CONFIDENTIAL", "CONFIDENTIAL", ""},
	{"SECRET", "SECRET", ""},
	{"UNCLASSIFIED", "UNCLASSIFIED", ""},
	{"UNCLAS", "UNCLASSIFIED", ""},
}

// prose are the names in running text that begin no line of a telegram.
var prose = [...]class{
	{"LIMITED OFFICIAL USE ONLY", "LIMITED OFFICIAL USE", ""},
	{"FOR OFFICIAL USE ONLY", "FOR OFFICIAL USE ONLY", ""},
	{"OFFICIAL USE ONLY", "OFFICIAL USE ONLY", ""},
	{"RESTRICTED", "RESTRICTED", ""},
	{"STRICTLY CONFIDENTIAL", "CONFIDENTIAL", ""},
	{"ADMINISTRATIVELY CONFIDENTIAL", "CONFIDENTIAL", ""},
}

// Class is the classification of a name in any case, "" where it is none:
// "Strictly Confidential" is CONFIDENTIAL.
func Class(name string) string {
	for _, list := range [...][]class{heads[:], prose[:]} {
		for _, c := range list {
			if strings.EqualFold(c.text, name) {
				return c.name
			}
		}
	}
	return ""
}

// CutClass reads a classification at the start of t, letter-spaced or not:
// CONFIDENTIAL//NOFORN gives CONFIDENTIAL and the caption NOFORN.
func CutClass(t string) (class, caption, rest string, ok bool) {
	if len(t) > 6 && t[1] == ' ' {
		for _, c := range heads {
			if n := spacedPrefix(t, c.text); n > 0 {
				return c.name, c.caption, strings.TrimSpace(t[n:]), true
			}
		}
		return "", "", t, false
	}
	up := strings.ToUpper(t)
	for _, c := range heads {
		if !strings.HasPrefix(up, c.text) {
			continue
		}
		if len(up) > len(c.text) && isAlnum(up[len(c.text)]) {
			continue
		}
		return c.name, c.caption, strings.TrimSpace(t[len(c.text):]), true
	}
	return "", "", t, false
}

// CutNear reads a classification as CutClass does, or one with a letter or two
// wrong, lost, doubled or parted: UNCLS, LIMITED OFFICIEAL USE, CONFI DENTIAL.
func CutNear(t string) (class, caption, rest string, ok bool) {
	if class, caption, rest, ok = CutClass(t); ok {
		return class, caption, rest, true
	}
	class, rest, ok = CutMisspelt(t)
	return class, "", rest, ok
}

// spacedPrefix is the length of a word that t begins with when its letters are
// parted by blanks, not necessarily all of them: S E C R E T//NOFORN,
// C O N FI D E N T I A L. It is 0 when t begins with something else.
func spacedPrefix(t, word string) int {
	at := 0
	for i := range len(word) {
		if word[i] == ' ' {
			continue
		}
		for at < len(t) && t[at] == ' ' {
			at++
		}
		if at == len(t) || upper(t[at]) != word[i] {
			return 0
		}
		at++
	}
	return at
}

func upper(c byte) byte {
	if 'a' <= c && c <= 'z' {
		c -= 'a' - 'A'
	}
	return c
}

// firstLetters are those that a classification begins with, and those that it
// begins with when the first was not printed.
const firstLetters = "UCLSTNOIE"

// CutMisspelt reads a classification with slips, and no other, at the start of t,
// in any case: CC O N F I D E N T I A L, E C R E T, CO N F I D E N T I A L.
func CutMisspelt(t string) (class, rest string, ok bool) {
	if t == "" || strings.IndexByte(firstLetters, upper(t[0])) < 0 {
		return "", t, false
	}
	for _, c := range [...]string{"LIMITED OFFICIAL USE", "CONFIDENTIAL", "UNCLASSIFIED", "UNCLAS", "SECRET"} {
		if end := misspelt(t, strings.ReplaceAll(c, " ", "")); end > 0 {
			return Class(c), t[end:], true
		}
	}
	return "", t, false
}

// misspelt is the length of the words that t begins with and that come closest
// to want when the blanks between them are taken out; 0 when none comes close.
func misspelt(t, want string) int {
	best := 3
	if len(want) <= 6 {
		best = 2
	}
	limit, end := best-1, 0
	var have [40]byte
	n := 0
	for at := 0; at < len(t) && n < len(want)+limit; {
		for ; at < len(t) && t[at] != ' ' && n < len(have); at++ {
			have[n] = upper(t[at])
			n++
		}
		if at < len(t) && t[at] != ' ' {
			break
		}
		for at < len(t) && t[at] == ' ' {
			at++
		}
		if d := distance(string(have[:n]), want, limit); d < best {
			best, end = d, at
		}
	}
	return end
}

// distance counts the letters to put in, leave out, change or exchange with their
// neighbours to make b of a; beyond limit any number may be returned.
func distance(a, b string, limit int) int {
	if d := len(a) - len(b); d > limit || -d > limit || len(b) > 31 {
		return limit + 1
	}
	var rows [3][32]int
	twoAbove, above, row := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		above[j] = j
	}
	least := 0 // in the row above
	for i := 1; i <= len(a); i++ {
		row[0] = i
		before := least
		least = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], twoAbove[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > limit && before > limit {
			return limit + 1 // a row is made of the two above it
		}
		twoAbove, above, row = above, row, twoAbove
	}
	return above[len(b)]
}

// IsLine reports whether a whole line, in capitals, is what is printed above and
// below a page break: a classification, or a caption that stands for one.
func IsLine(t string) bool {
	switch t {
	case "UNCLASSIFIED", "UNCLAS", "CONFIDENTIAL", "SECRET", "TOP SECRET",
		"LIMITED OFFICIAL USE", "LIMITED OFFICIAL U SE", "FOR OFFICIAL USE ONLY",
		"UNCLASSIFIED//FOR OFFICIAL USE ONLY", "SENSITIVE", "SECRET//NOFORN", "CONFIDENTIAL//NOFORN", "SECRET/NOFORN":
		return true
	}
	return false
}

func isAlnum(c byte) bool {
	return 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' || '0' <= c && c <= '9'
}
