package telegram

import (
	"regexp"
	"strings"
)

// slipLabel reads TAGS, SUBJECT, SUBJ and Classified By with one slip of the
// typist: TAGSC:, USBJ:, XIBJ:, Classfied By. The 8 is a colon without shift.
func slipLabel(t string) (label, string) {
	n := 0
	for n < len(t) && n < 12 && (isUpper(t[n]) || isLower(t[n])) {
		n++
	}
	if n < 3 || n+2 > len(t) {
		return "", t
	}
	rest := strings.TrimLeft(t[n+1:], " :\t")
	switch {
	case t[n] == ':' || t[n] == ';' || t[n] == '8' && t[n+1] == ' ':
		switch word := strings.ToUpper(t[:n]); {
		case slip(word, "TAGS") && codeFirst.MatchString(rest):
			return labelTags, rest
		case slip(word, "SUBJ") || slip(word, "SUBJECT"):
			return labelSubject, rest
		case t[n] == '8' && (word == "REF" || word == "REFS"):
			return labelRef, rest
		}
	case len(t) > n+3 && strings.EqualFold(t[n:n+3], " by") && !isAlnum(t[n+3]) && slip(strings.ToUpper(t[:n]), "CLASSIFIED"):
		return labelClass, strings.TrimLeft(t[n+3:], " :\t")
	}
	return "", t
}

// misspeltLabel is the word of a label that is misspelt in the line.
func misspeltLabel(lab label, whole string) string {
	n := 0
	for n < len(whole) && (isUpper(whole[n]) || isLower(whole[n])) {
		n++
	}
	word := strings.ToUpper(whole[:n])
	switch {
	case lab == labelTags && word != "TAGS" && word != "TAG" && n > 0,
		lab == labelSubject && word != "SUBJ" && word != "SUB" && !strings.HasPrefix(word, "SUBJECT"):
		return firstWord(whole)
	case lab == labelTags || lab == labelSubject:
		return ""
	}
	if slip, _ := slipLabel(whole); slip != "" && !labelForms.MatchString(whole) {
		return firstWord(whole)
	}
	return ""
}

var codeFirst = regexp.MustCompile(`^(?:[A-Z]{2}|[A-Z]{4})(?:[ ,(]|$)`)

// slip reports whether word is want but for one letter too many or too few, two
// letters in the wrong order, or keys beside the right ones for at most half of
// the letters.
func slip(word, want string) bool {
	if d := len(word) - len(want); d == 1 || d == -1 {
		long, short := word, want
		if d < 0 {
			long, short = want, word
		}
		i := 0
		for i < len(short) && long[i] == short[i] {
			i++
		}
		return long[i+1:] == short[i:]
	} else if d != 0 {
		return false
	}
	wrong := 0
	for i := range len(want) {
		switch {
		case word[i] == want[i]:
		case i+1 < len(want) && word[i] == want[i+1] && word[i+1] == want[i]:
			return word[i+2:] == want[i+2:] && wrong == 0
		case besideKey(word[i], want[i]):
			wrong++
		default:
			return false
		}
	}
	return wrong <= len(want)/2
}

// besideKey reports whether two capitals lie side by side on the keys.
func besideKey(a, b byte) bool {
	row, column := keyOf(a)
	r, c := keyOf(b)
	dr, dc := row-r, column-c
	return dr*dr <= 1 && dc*dc <= 1
}

func keyOf(c byte) (row, column int) {
	for row, keys := range [...]string{"QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"} {
		if i := strings.IndexByte(keys, c); i >= 0 {
			return row, i
		}
	}
	return -9, -9
}

// plainLabels are the labels as nearly all telegrams write them: labelForms has them
// too.
var plainLabels = [...]struct {
	form  string
	label label
}{{"TAGS:", labelTags}, {"SUBJECT:", labelSubject}, {"REF:", labelRef}, {"CLASSIFIED BY:", labelClass}, {"REASON:", labelReason}}

// plainLabel is what cutLabel makes of such a one, or of an order by its number.
func plainLabel(t string) (label, string) {
	if strings.HasPrefix(t, executiveOrder) && digitsAt(t, len(executiveOrder), 4) {
		return labelEO, t
	}
	for _, p := range plainLabels {
		if len(t) >= len(p.form) && strings.EqualFold(t[:len(p.form)], p.form) {
			return p.label, strings.TrimLeft(t[len(p.form):], " :\t")
		}
	}
	return "", ""
}
