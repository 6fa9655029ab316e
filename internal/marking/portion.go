package marking

import "strings"

// Portions are the portion marks in use, as alternatives of an expression that
// looks for one in a line.
const Portions = `TS|S//NF|S/NF|SBU/NF|SBU|S|C/NF|C-NF|C|U//FOUO|U/FOUO|U|LOU`

// bases are the levels that a portion mark begins with, and what they mean.
var bases = map[string]string{
	"U": "Unclassified", "C": "Confidential", "S": "Secret", "TS": "Top Secret", "LOU": "Limited official use",
	"SBU": "Sensitive but unclassified", "FOUO": "For official use only", "OUO": "For official use only",
}

// tails are what may follow the level, and what it means where that is told.
var tails = map[string]string{
	"NF": "not for foreign nationals", "NOFORN": "not for foreign nationals", "NOFRN": "not for foreign nationals",
	"REL": "releasable to the named countries", "OC": "dissemination controlled by the originator",
	"FGI": "foreign government information", "FOUO": "", "SBU": "", "SI": "", "LES": "", "EU": "", "NATO": "", "U": "", "S": "", "C": "", "SENSITIVE": "",
}

// Portion reads the inside of a portion mark: "C", "s/nf", "S//NF", "C - ENTIRE
// TEXT", "SBU/NF". It returns the mark in capitals, or "".
func Portion(s string) string {
	u := strings.ToUpper(strings.TrimSpace(s))
	if u == "UNCLASSIFIED" || u == "CONFIDENTIAL" || u == "SECRET" {
		return u[:1]
	}
	if i := strings.Index(u, "ENTIRE"); i > 0 {
		u = strings.Trim(u[:i], " -,:")
		switch u {
		case "CONFIDENTIAL", "SECRET", "UNCLASSIFIED":
			u = u[:1]
		}
	}
	base, tail := u, ""
	if i := strings.IndexAny(u, "/- ,"); i > 0 {
		base, tail = u[:i], u[i:]
	}
	if _, ok := bases[base]; !ok {
		return ""
	}
	if len(tail) <= 2 {
		return base
	}
	sep := tail[:len(tail)-len(strings.TrimLeft(tail, "/- ,"))]
	tail = tail[len(sep):]
	word := tail
	if i := strings.IndexAny(tail, "/ ,"); i > 0 {
		word = tail[:i]
	}
	if _, ok := tails[word]; !ok && !(strings.HasPrefix(sep, "//") && control(s)) {
		return ""
	}
	if word == "REL" { // with the states to which it may be given
		tail = strings.Join(strings.Fields(tail), " ")
	} else {
		tail = strings.ReplaceAll(tail, " ", "")
	}
	if strings.Contains(sep, "//") {
		return base + "//" + tail
	}
	return base + "/" + tail
}

// control reports whether the part of a mark behind its two strokes is of the
// form that control markings have: S//FGI//NF.
func control(s string) bool {
	_, tail, _ := strings.Cut(s, "//")
	for part := range strings.FieldsFuncSeq(tail, func(r rune) bool { return strings.ContainsRune("/ ,-", r) }) {
		if len(part) < 2 || len(part) > 12 || strings.IndexFunc(part, func(r rune) bool { return r < 'A' || r > 'Z' }) >= 0 {
			return false
		}
	}
	return tail != ""
}

// maxPortion is the size of the longest portion mark: (S//REL TO USA, AUS, …).
const maxPortion = 60

// CutPortion reads a portion mark at the start of s, in brackets or with the
// closing one alone ("2. SBU)"). n is how many bytes it and the blanks round it
// take.
func CutPortion(s string) (mark string, n int) {
	i := skipBlanks(s, 0)
	if i >= len(s) {
		return "", 0
	}
	if s[i] == '(' || s[i] == '[' {
		end := strings.IndexAny(s[i:min(len(s), i+maxPortion)], ")]")
		if end < 2 {
			return "", 0
		}
		mark = Portion(s[i+1 : i+end])
		i += end + 1
	} else {
		end := strings.IndexByte(s[i:min(len(s), i+8)], ')')
		if end < 1 {
			return "", 0
		}
		mark = Portion(s[i : i+end])
		i += end + 1
	}
	if mark == "" {
		return "", 0
	}
	return mark, skipBlanks(s, i)
}

func skipBlanks(s string, i int) int {
	for i < len(s) && (s[i] == ' ' || s[i] == '\t') {
		i++
	}
	return i
}

// PortionWords says what a portion mark means: S/NF is "Secret, not for foreign
// nationals". It is empty where a part is not known.
func PortionWords(mark string) string {
	var words []string
	for part := range strings.FieldsFuncSeq(strings.ToUpper(mark), func(r rune) bool { return r == '/' || r == ' ' || r == '-' || r == ',' }) {
		word := portionWord(part)
		if word == "" {
			return ""
		}
		words = append(words, word)
	}
	return strings.Join(words, ", ")
}

func portionWord(part string) string {
	switch part {
	case "EX":
		return "exclusive distribution"
	case "ORCON":
		return tails["OC"]
	}
	if word := bases[part]; word != "" {
		return word
	}
	return tails[part]
}
