package telegram

import (
	"regexp"
	"strings"

	"reftel/internal/marking"
)

// Page lines of the 2000s ("TRIPOLI 00000402 001.2 OF 003", "PORT AU PR
// 00002230 002 OF 003") and of the 1970s ("PAGE 02 ROME 01196 01 OF 02
// 082030Z").
var (
	pageLate  = regexp.MustCompile(`^[A-Z][A-Z0-9' .\-/]*? ?\d{3,8} {1,3}\d{1,3}(\.\d+)? ?OF ?\d{1,3}$`)
	pageMixed = regexp.MustCompile(`^[A-Z][A-Za-z' .\-]+ \d{8} +\d{3}(?:\.\d+)? of \d{3}$`)
	pageEarly = regexp.MustCompile(`^P ?AGE +\d{1,3}(?: +[A-Z][A-Z0-9 .'\-]*? +\d{3,7}\b.*)?$`)
)

// IsPageLine reports whether a whole line is a page line.
func IsPageLine(t string) bool {
	if len(t) < 6 || len(t) > 90 {
		return false
	}
	if strings.HasPrefix(t, "PAGE") || strings.HasPrefix(t, "P AGE") {
		return pageEarly.MatchString(t)
	}
	if !isUpper(t[0]) || !isDigit(t[len(t)-1]) {
		return false
	}
	if strings.Contains(t, " of ") {
		return pageMixed.MatchString(t)
	}
	return strings.Contains(t, "OF") && pageLate.MatchString(t)
}

// isMarking reports whether a line is one of those that stand alone above and
// below a page break or at the end of a message.
func isMarking(t string) bool {
	if t == "" || len(t) > 90 {
		return false
	}
	switch t[0] {
	case '*', '<':
		return strings.HasPrefix(t, "*** Current ") || strings.HasPrefix(t, "<< END OF")
	case 'E':
		return len(t) > 4 && strings.Trim(t, "E ") == ""
	case 'A':
		return len(t) == 6 && strings.HasPrefix(t, "ADP") && digits(t[3:]) == 3
	}
	return isEndOrMarking(t)
}

// isEndOrMarking reports a classification line of a page, or the letters that
// end a message.
func isEndOrMarking(t string) bool {
	return marking.IsLine(t) || t == "NNN" || t == "NNNN" || t == "NNNNMAFVVZCZ"
}

// nearMarking reports whether a line beside a page line is a classification
// with letters wrong or spaced, or with words of the message centre behind it.
func nearMarking(t string) bool {
	if len(t) < 5 || len(t) > 48 || hasLower(t) {
		return false
	}
	if isMarking(t) {
		return true
	}
	t = strings.TrimSuffix(strings.TrimSuffix(t, " POSS DUPE"), " CORRECTED COPY")
	class, _, rest, ok := marking.CutNear(t)
	return ok && class != "" && (rest == "" || marking.IsCaption(rest))
}

// dropFurniture marks page lines, the classification lines printed round them
// and message ends. Where a page break cuts a sentence the blank lines round
// it go as well, so that the sentence is whole again. It returns the addressees of
// further sections that the first was not sent to.
func dropFurniture(ls []line) (others []string) {
	others = dropSections(ls)
	for i := range ls {
		if ls[i].drop || !IsPageLine(ls[i].t) {
			continue
		}
		ls[i].drop = true
		first, last := i, i
		// Markings and blank lines before and after belong to the break.
		for j, n := i-1, 0; j >= 0 && n < 10; j, n = j-1, n+1 {
			if ls[j].drop || ls[j].blank() {
				continue
			}
			if !nearMarking(ls[j].t) {
				break
			}
			ls[j].drop, first = true, j
		}
		for j, n := i+1, 0; j < len(ls) && n < 6; j, n = j+1, n+1 {
			if ls[j].blank() {
				continue
			}
			if !nearMarking(ls[j].t) {
				break
			}
			ls[j].drop, last = true, j
		}
		closeGap(ls, first, last)
	}
	// Ends of message and markings below the text.
	for i := len(ls) - 1; i >= 0; i-- {
		if ls[i].blank() || ls[i].drop {
			continue
		}
		if !isMarking(ls[i].t) {
			break
		}
		ls[i].drop = true
	}
	return others
}

// widestGap is how many lines a page break with what is round it may have.
const widestGap = 150

// closeGap drops the blank lines round a page break when the text goes on in
// mid-sentence.
func closeGap(ls []line, first, last int) {
	p := first - 1
	for p >= 0 && first-p < widestGap && (ls[p].blank() || ls[p].drop) {
		p--
	}
	n := last + 1
	for n < len(ls) && n-last < widestGap && (ls[n].blank() || ls[n].drop) {
		n++
	}
	if p < 0 || n >= len(ls) || first-p >= widestGap || n-last >= widestGap {
		return
	}
	prev, next := ls[p].t, ls[n].t
	if isRule(prev) || ls[n].pil {
		return
	}
	// Behind a whole sentence the line tells whether a block ended with it.
	if sentenceEnd(prev) && (hasLower(prev) || hasLower(next) || brokeEarly(prev, next)) {
		return
	}
	if _, ok := startOf(&ls[n]); ok {
		return
	}
	// A heading in capitals in a mixed-case text is no broken sentence.
	if !hasLower(prev) && hasLower(next) && len(prev) < 45 {
		return
	}
	for j := p + 1; j < n; j++ {
		if ls[j].blank() {
			ls[j].drop = true
		}
	}
}

// IsForm reports whether a whole line belongs to the form of a telegram and says
// nothing of its own: a page line, a classification, the routing of the
// transmission, its date-time group, the distribution among offices, the end of a message.
func IsForm(t string) bool {
	return isDistribution(t) || beginsGroup(t) || IsPageLine(t) || isMarking(t) || nearMarking(t) || isEndMark(t) || routing.MatchString(t) ||
		strings.Contains(t, "day, ") && DayLine.MatchString(t) || sectionClass(t)
}

// routing finds the lines of a transmission above its date-time group (ACP-127).
var routing = regexp.MustCompile(`^(?:VZCZC|ZCZC|DE R[A-Z]{3,}|ZN[RY] |BT$|(?:[ZOPRY]{2} )+R[A-Z]{3,}|-{5,} ?[0-9A-Z /]*$|R[A-Z]{4,6}(?: R[A-Z]{4,6})*$)`)

// isDistribution reports a line of the list of offices with their copies: INFO
// OCT-01 ISO-00 /002 R.
func isDistribution(t string) bool {
	if !strings.Contains(t, "-") && !strings.HasPrefix(t, "/") {
		return false
	}
	for w := range strings.FieldsSeq(t) {
		if !isCopies(w) {
			return false
		}
	}
	return t != ""
}

// isCopies reports an office with the number of its copies, and what else stands
// in a list of them.
func isCopies(w string) bool {
	switch w {
	case "ACTION", "INFO", "ORIGIN", "COPY", "W", "R":
		return true
	}
	if w[0] == '/' {
		return len(w) > 2 && digits(w[1:]) == len(w)-1
	}
	n := 0
	for n < len(w) && (isUpper(w[n]) || n > 0 && w[n] == '/') {
		n++
	}
	return n > 0 && n < 7 && len(w) == n+3 && w[n] == '-' && digits(w[n+1:]) == 2
}

// sectionClass reports the classification line of a section, perhaps misspelt.
func sectionClass(t string) bool {
	if len(t) > 90 || !hasOf(t) || !sectionOf.MatchString(t) && !lastSection.MatchString(t) {
		return false
	}
	_, _, _, ok := marking.CutNear(t)
	return ok
}
