package telegram

import (
	"regexp"
	"slices"
	"strings"

	"reftel/internal/marking"
)

// headLines is how far down labels that share a line are looked for.
const headLines = 120

// longestHead is how far into a line they are looked for.
const longestHead = 4 << 10

// gluedLabel finds a label behind other text in its line: with its colon, or
// written out so that it can be nothing else.
var gluedLabel = regexp.MustCompile(`E\.O\. ?1\d{4}:|TAGS?:|SUBJECT:|SUBJ:|(?:Classified|CLASSIFIED) (?:By|BY|by):|(?:REF|Ref|RE)(?:TEL|tel)?[Ss]?(?:\(S\))?: ?(?:\(?[A-Z][.):]|\d\d|[A-Z]{4}|(?:[A-Z] )?(?:\d\d )?[A-Z][A-Za-z]+ \d{2,7})|REFS?\. [A-Z]\.|\bRE(?:F|TEL|FTEL)S? (?:\d\d )?[A-Z]{4,} \d{3,7}\b`)

// gluedSmall finds a label in any case behind E.O. or TAGS in one line.
var gluedSmall = regexp.MustCompile(`(?i)\b(?:TAGS?|SUBJECT|SUBJ|REF(?:TEL)?S?(?:\(S\))?|CLASSIFIED BY):`)

// firstMarked finds paragraph 1 behind other text in its line.
var firstMarked = regexp.MustCompile(` ¶?1\. ?\((?:` + marking.Portions + `)\) ?[A-Z]`)

// partLabels gives each label of the head a line of its own ("REF: A. OSLO 1
// Classified By: …", "…PRIMEREF: A."), and paragraph 1 as well.
func partLabels(ls []line) []line {
	for i := 0; i < len(ls) && i < headLines; i++ {
		l := &ls[i]
		if l.drop || l.blank() {
			continue
		}
		if s, ok := startOf(l); ok && (s.mark != "" || s.number == 1) {
			break
		}
		at := gluedAt(l.t)
		if at <= 0 {
			continue
		}
		end := at
		if l.t[at]|0x20 == 'r' && strings.HasSuffix(strings.TrimRight(l.t[:at], " "), "(") { // TEN HERRINGS (REF: OSLO 12)
			end = strings.LastIndexByte(l.t[:at], '(')
		}
		first, second := l.part(0, end), l.part(at, len(l.t))
		if end < at && strings.HasSuffix(second.t, ")") && strings.Count(second.t, ")") > strings.Count(second.t, "(") {
			second = l.part(at, len(l.t)-1)
		}
		first.off, first.s = l.off, l.s[:l.toff-l.off+len(first.t)]
		ls = append(ls, line{})
		copy(ls[i+2:], ls[i+1:])
		ls[i], ls[i+1] = first, second
	}
	return ls
}

// behindSummary finds the number of a paragraph in the line in which the summary
// ends: END SUMMARY.1. TEXT.
var behindSummary = regexp.MustCompile(`(?i)^(?:OF )?(?:SUMMARY|COMMENT)[.)]* ?(\d{1,2}\. ?(?:\([A-Z/]{1,6}\) ?)?["(]?[A-Z])`)

// partSummaries gives the number behind the end of a summary a line of its own.
func partSummaries(text string, ls []line) []line {
	large, small := strings.Contains(text, "END "), smallEnd(text) >= 0
	if !large && !small {
		return ls
	}
	for i := 0; i < len(ls); i++ {
		t := ls[i].t
		end := -1
		if large {
			end = strings.Index(t, "END ")
		}
		if end < 0 && small {
			end = smallEnd(t)
		}
		if end < 0 || ls[i].drop {
			continue
		}
		end += strings.IndexByte(t[end:], ' ') + 1
		if at := behindSummary.FindStringSubmatchIndex(t[end:]); at != nil {
			l := ls[i]
			ls = slices.Insert(ls, i+1, l.part(end+at[2], len(t)))
			ls[i] = l.part(0, end+at[2])
			ls[i].off, ls[i].s = l.off, l.s[:l.toff-l.off+len(ls[i].t)]
		}
	}
	return ls
}

// smallEnd is where "nd Summary" begins in t, -1 when it stands nowhere. The large S is
// looked for: a small n is in each second word.
func smallEnd(t string) int {
	const front, word = "nd ", "Summary"
	for at := 0; ; at += len(word) {
		i := strings.Index(t[at:], word)
		if i < 0 {
			return -1
		}
		if at += i; strings.HasSuffix(t[:at], front) {
			return at - len(front)
		}
	}
}

// mayHoldLabel reports whether a part of a label stands in t, or the number of
// paragraph 1.
func mayHoldLabel(t string) bool {
	for _, w := range [...]string{" 1.", "¶1.", "TAG", "SUBJ", " By:", " BY:", "REF", "Ref", "RETEL", "E.O.", " by:"} {
		if strings.Contains(t, w) {
			return true
		}
	}
	return false
}

// gluedAt is where a second label begins in a line, 0 when there is none.
func gluedAt(t string) int {
	t = t[:min(len(t), longestHead)]
	if len(t) < 12 || strings.IndexByte(t, ':') < 0 && strings.IndexByte(t, '(') < 0 {
		return 0
	}
	inSmall := strings.IndexByte("EeTtSs", t[0]) >= 0 && hasLower(t)
	if !mayHoldLabel(t[1:]) && !(inSmall && mayHoldLabel(strings.ToUpper(t[1:]))) {
		return 0
	}
	from, glued := 0, gluedLabel
	if lab, rest := cutLabel(t); lab != "" {
		if inSmall && (lab == labelEO || lab == labelTags || lab == labelSubject) {
			glued = gluedSmall
		}
		if from = len(t) - len(rest); lab == labelEO {
			from = min(4, len(t))
		}
		if loc := firstMarked.FindStringIndex(t); loc != nil && lab != labelSubject {
			return loc[0]
		}
	}
	loc := glued.FindStringIndex(t[from:])
	if loc == nil {
		return 0
	}
	at := from + loc[0]
	// A portion mark before the label goes with it.
	if front := strings.TrimRight(t[:at], " "); strings.HasSuffix(front, ")") {
		if open := strings.LastIndexByte(front, '('); open > 0 && marking.Portion(front[open+1:len(front)-1]) != "" {
			at = open
		}
	}
	if strings.TrimSpace(t[from:at]) == "" {
		return 0
	}
	return at
}

// dropStrays drops what the heads of later sections left in the body: lone
// captions, classification lines of a section and the labels said again below
// them. Where such a line cuts a sentence the sentence is whole again.
func dropStrays(ls []line) {
	body := -1
	for i := range ls {
		l := &ls[i]
		if body >= 0 && l.drop && IsPageLine(l.t) {
			dropSubjectAgain(ls, body, i)
		}
		if l.drop || l.blank() {
			continue
		}
		if body < 0 {
			if s, ok := startOf(l); ok && (s.mark != "" || s.number == 1) {
				body = i
			}
			continue
		}
		if !isUpper(l.t[0]) && l.t[0] != 's' || len(l.t) > 120 {
			continue
		}
		if n := strayCaption(ls, i); n > 0 {
			*l = l.part(n, len(l.t))
			closeGap(ls, i, i-1)
			continue
		}
		switch {
		case strings.EqualFold(l.t, "SIPDIS") || l.t == "NOFORN" || l.t == "SENSITIVE":
			l.drop = true
			closeGap(ls, i, i)
		case laterSection(l.t):
			last := i
			l.drop = true
			for j := i + 1; j < len(ls) && j < i+30; j++ {
				t := ls[j].t
				switch lab := ls[j].label(); {
				case ls[j].blank():
					continue
				case stoodIn(ls[:body], t): // a passing line
				case captionLine(t) || isMarking(t) || lab == labelEO || lab == labelTags || lab == labelDecl:
				case lab == labelSubject || lab == labelRef || lab == labelClass || lab == labelReason:
					for j+1 < len(ls) && !ls[j+1].blank() {
						ls[j].drop = true
						j++
					}
				default:
					j = len(ls)
					continue
				}
				ls[j].drop, last = true, j
			}
			closeGap(ls, i, last)
		}
	}
}

// strayCaption is the length of the caption SIPDIS where it begins line i and
// the text goes on behind it; a sentence that speaks of the caption keeps it.
func strayCaption(ls []line, i int) int {
	const caption = "SIPDIS "
	t := ls[i].t
	if len(t) <= len(caption) || !strings.EqualFold(t[:len(caption)], caption) {
		return 0
	}
	above := i - 1
	for above >= 0 && (ls[above].blank() || ls[above].drop) {
		above--
	}
	if above >= 0 && sentenceEnd(ls[above].t) && !strings.HasSuffix(ls[above].t, ":") && !isUpper(strings.TrimLeft(t[len(caption):], " ")[0]) {
		return 0
	}
	return len(caption)
}

// dropSubjectAgain drops the SUBJECT of the head where it is printed again below
// the page line i.
func dropSubjectAgain(ls []line, body, i int) {
	j := nextText(ls, i+1)
	if j == len(ls) || j > i+6 || ls[j].label() != labelSubject {
		return
	}
	last := i
	for ; j < len(ls) && !ls[j].blank() && endsHeadLine(ls[:body], ls[j].t); j++ {
		ls[j].drop, last = true, j
	}
	if last > i {
		closeGap(ls, i, last)
	}
}

// endsHeadLine reports whether a line stands in the head as well, perhaps behind
// other labels in its line.
func endsHeadLine(head []line, t string) bool {
	return slices.ContainsFunc(head, func(l line) bool { return strings.HasSuffix(l.t, t) })
}

// stoodIn reports whether a line stands in the head as well.
func stoodIn(head []line, t string) bool {
	for i := range head {
		if head[i].t == t {
			return true
		}
	}
	return false
}

// laterSection reports a classification line of the second or a later section.
func laterSection(t string) bool {
	if strings.IndexByte("UCSLTF", t[0]) < 0 || !strings.Contains(t, " OF ") && !strings.Contains(t, " of ") {
		return false
	}
	if !strings.ContainsAny(t, "0123456789") {
		return false
	}
	if hasLower(t) {
		t = strings.ToUpper(t)
		if _, _, rest, ok := marking.CutClass(t); !ok || !wholeNumber.MatchString(rest) {
			return false
		}
	}
	s := sectionOf.FindStringSubmatch(t)
	if s == nil || strings.TrimLeft(s[1], "0") == "1" {
		return false
	}
	_, _, _, ok := marking.CutClass(t)
	return ok
}

// blockText is the text of the lines from i up to a blank one.
func blockText(ls []line, i, end int) string {
	if i+1 >= end || ls[i+1].blank() {
		return ls[i].t
	}
	var b strings.Builder
	for n := 0; i < end && !ls[i].blank() && n < 6; i, n = i+1, n+1 {
		if n > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(ls[i].t)
	}
	return b.String()
}

// handlingNote reports a block below the labels that says how to handle the
// text: it is no paragraph.
func handlingNote(t string) bool {
	if len(t) > 300 {
		return false
	}
	if _, n := marking.CutPortion(t); n > 0 {
		t = t[n:]
	}
	if t == "" || isDigit(t[0]) {
		return false
	}
	u := strings.ToUpper(t)
	for _, w := range [...]string{"HANDLE ACCORDINGLY", "PROTECT ACCORDINGLY", "NOT FOR INTERNET", "INTERNET DISTRIBUTION", "NOT FOR DISTRIBUTION OUTSIDE", "ENTIRE TEXT"} {
		if strings.Contains(u, w) {
			return true
		}
	}
	return len(u) < 60 && strings.HasPrefix(u, "SENSITIVE BUT UNCLASSIFIED")
}
