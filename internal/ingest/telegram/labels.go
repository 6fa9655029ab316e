package telegram

import (
	"regexp"
	"strconv"
	"strings"

	"reftel/internal/cable"
)

// A label of the metadata zone.
type label string

const (
	labelEO      label = "E.O."
	labelDecl    label = "DECL"
	labelTags    label = "TAGS"
	labelSubject label = "SUBJECT"
	labelRef     label = "REF"
	labelClass   label = "Classified By"
	labelReason  label = "Reason"
)

// The labels as they are written, with the slips of real cables (TAGE, TAS,
// UBJECT …). The alternatives of one label are tried at the start of a line.
var labelForms = regexp.MustCompile(`(?i)^(?:` +
	`(E\.? ?O\.?:? ?(?:NO\.? ?)?(?:\d{4,5}[A-Z]?|N/A)|EXECUTIVE ORDER:? ?\d{4,5}|E\.O\.:?)` +
	`|(DECL(?:ASSIFY ON|AS)?:)` +
	`|(TAGS?:|TAGS?\.|TAGS? |TAGE:?|TAS:|TABS:|TGS:|AGS:|TAGS$|TAGS-)` +
	`|(SUBJECT ?[:;.\-]|SUBJECT$|SUBJECT |SUBJECTS?:|SUBJ ?[:;.\-]|SUBJ |UBJECT:|SUBJET:|SUJBECT:|SUBJEC:)` +
	`|(REF\(S\) ?:?|REFTELS?\(?S?\)? ?[:;]|REFS? ?[:;]|REFS? ?\.|REFERENCES? ?:|REF - |REFS? +\(?A[.)]|REFS? +[A-Z]{3,} *\d{2,7}|REFS? +\d\d [A-Z]{3,} *\d+)` +
	`|(CLASSIFIED ?BY ?:?|CLASSIFIED:|CLASS(?:IFIED)?\.? BY ?:?|CLASSIFIER:|DERIVED FROM ?:)` +
	`|(REA ?SONS? ?\(?S?\)? ?:|REASONS? (?:FOR CLASSIFICATION:?|1\.[45]|E\.O))` +
	`)`)

// metadataLabel is the label that a line begins with, or "".
func metadataLabel(t string) label {
	l, _ := cutLabel(t)
	return l
}

func cutLabel(t string) (label, string) {
	if t == "" || len(t) > 4 && !labelStart(t[0]) {
		return "", t
	}
	m := labelForms.FindStringSubmatchIndex(t)
	if m == nil {
		return "", t
	}
	for g, l := range [...]label{labelEO, labelDecl, labelTags, labelSubject, labelRef, labelClass, labelReason} {
		if m[2*g+2] < 0 {
			continue
		}
		end := m[1]
		switch l {
		case labelEO:
			return l, t // the number belongs to the value
		case labelRef:
			// Forms that reach into the value give back what is not label.
			if i := strings.IndexAny(t, " .:;"); i >= 0 && !strings.ContainsAny(t[:end], ":;") && !strings.HasPrefix(strings.ToUpper(t), "REF(S)") {
				end = i + 1
			}
		case labelReason:
			if i := strings.IndexByte(t[:end], ':'); i < 0 {
				end = len("reason")
			}
		}
		return l, strings.TrimLeft(t[end:], " :\t")
	}
	return "", t
}

func labelStart(c byte) bool {
	switch c | 0x20 {
	case 'e', 'd', 't', 's', 'u', 'r', 'c', 'a':
		return true
	}
	return false
}

// zone is how far labels are looked for when no paragraph 1 was found.
const zone = 40

// parseLabels reads captions, passing lines and the labelled fields between
// the classification line and the first paragraph, lines [from, top). It
// returns the index of the first line that belongs to the body.
func (m *Message) parseLabels(ls []line, from, top int) int {
	open := top < len(ls) // paragraph 1 bounds the zone
	end := top
	if !open && end > from+zone {
		end = from + zone
	}
	seen := false
	used := from
	for i := from; i < end; {
		l := &ls[i]
		if l.blank() || isMarking(l.t) && !handling[l.t] {
			i++
			continue
		}
		lab, rest := cutLabel(l.t)
		if lab == "" {
			if seen && !m.lateLine(l.t) {
				// Text after the labels: the body begins, or a heading.
				if !laterLabel(ls, i, end) {
					break
				}
			}
			if !seen || laterLabel(ls, i, end) {
				m.topLine(l.t)
			}
			i++
			used = i
			continue
		}
		seen = true
		i = m.takeLabel(ls, i, end, lab, rest)
		used = i
	}
	m.finishReasons()
	return used
}

// lateLine reports captions that stand between labels and body.
func (m *Message) lateLine(t string) bool {
	before := len(m.Captions)
	rest := m.takeCaptions(t)
	if rest == "" && t != "" {
		return true
	}
	m.Captions = m.Captions[:before]
	return false
}

func laterLabel(ls []line, i, end int) bool {
	for j := i + 1; j < end && j < i+12; j++ {
		if metadataLabel(ls[j].t) != "" {
			return true
		}
	}
	return false
}

// topLine is a line above the labels: a caption, the mark of a corrected copy,
// a repeated classification line, or a passing instruction.
func (m *Message) topLine(t string) {
	up := strings.ToUpper(t)
	if squeezed := strings.ReplaceAll(up, " ", ""); strings.HasPrefix(squeezed, "CORRECTEDCOPY") {
		m.CorrectedCopy = true
		return
	}
	if _, _, _, ok := ParseClassification(t); ok && len(t) < 60 && !strings.Contains(up, " FOR ") {
		return
	}
	if rest := m.takeCaptions(t); rest != "" && !isRule(rest) {
		m.passing(rest)
	}
}

// takeLabel reads the value of a label that begins in line i. The value goes
// on until the next label, a blank line where the field ends with one, a row
// of dashes or the end of the zone.
func (m *Message) takeLabel(ls []line, i, end int, lab label, rest string) int {
	first := i
	var f Field
	f.addTail(&ls[i], rest)
	i++
	for i < end {
		l := &ls[i]
		if l.blank() {
			if j := nextText(ls, i); goesOn(lab, f.Text, ls, j, end) {
				i = j
				continue
			}
			break
		}
		if metadataLabel(l.t) != "" || isRule(l.t) || lab == labelTags && !tagsGoOn(f.Text, l.t) {
			break
		}
		if lab == labelEO && i > first {
			if !strings.HasPrefix(strings.ToUpper(l.t), "DECL") {
				break
			}
		}
		if (lab == labelSubject || lab == labelRef) && summaryHeading(l.t) {
			break
		}
		if _, _, _, ok := ParseClassification(l.t); ok && lab != labelSubject && lab != labelClass && !hasLower(l.t) && len(l.t) < 40 {
			break
		}
		f.addLine(l, false)
		i++
	}
	m.setLabel(lab, f, ls[first].t)
	return i
}

// goesOn reports whether a field continues behind a blank line.
func goesOn(lab label, have string, ls []line, j, end int) bool {
	if j >= end {
		return false
	}
	t := ls[j].t
	if metadataLabel(t) != "" || isRule(t) {
		return false
	}
	switch lab {
	case labelRef:
		return refItem(t)
	case labelTags:
		return strings.HasSuffix(strings.TrimSpace(have), ",") && tagsGoOn(have, t)
	case labelSubject:
		return have == ""
	case labelEO:
		return strings.HasPrefix(strings.ToUpper(t), "DECL")
	case labelClass:
		return strings.HasSuffix(have, ",") || have == ""
	}
	return have == ""
}

var refItemForm = regexp.MustCompile(`^\(?[A-Z]\)?[.):] ?\S|^\(?[A-Z]\) |^\[[A-Z]\]`)

func refItem(t string) bool { return refItemForm.MatchString(t) }

func summaryHeading(t string) bool {
	u := strings.Trim(strings.ToUpper(t), " .:-")
	switch u {
	case "SUMMARY", "BEGIN SUMMARY", "SUMMAY", "INTRODUCTION", "SUMMARY AND COMMENT", "ACTION REQUEST", "SUMMARY AND ACTION REQUEST":
		return true
	}
	return false
}

func (m *Message) setLabel(lab label, f Field, whole string) {
	value := strings.TrimSpace(f.Text)
	switch lab {
	case labelEO:
		m.takeOrder(value)
	case labelDecl:
		if m.DeclassifyOn == "" {
			m.DeclassifyOn = declassify(value)
		}
	case labelTags:
		m.HasTagsLine = true
		m.tagsText = strings.TrimSpace(m.tagsText + " , " + value)
	case labelSubject:
		// Of two SUBJECT blocks the longer is the whole one.
		if len(value) > len(m.Subject.Text) {
			m.Subject = f
			m.Subject.trimSubject()
		}
	case labelRef:
		m.HasRefLine = true
		m.refsText = strings.TrimSpace(m.refsText + "\n" + value)
	case labelClass:
		if len(value) > len(m.ClassifiedBy.Text) {
			m.ClassifiedBy = f
		}
	case labelReason:
		if len(value) > len(m.reasonText) {
			m.reasonText = value
		}
	}
}

var orderForm = regexp.MustCompile(`(?i)^(?:E\.? ?O\.?|EXECUTIVE ORDER):? ?(?:NO\.? ?)?(\d{4,5}|N/A)?[A-Z]? ?[:;,.]? ?(.*)$`)

// takeOrder reads "E.O. 12958: DECL: 09/08/2019", "EO 12958 DECL: …", "E.O.
// 11652: GDS", "E.O. 12065: N/A".
func (m *Message) takeOrder(v string) {
	g := orderForm.FindStringSubmatch(v)
	if g == nil || m.ExecutiveOrder != "" {
		return
	}
	m.ExecutiveOrder = strings.TrimSuffix(g[1], "N/A")
	rest := strings.TrimSpace(g[2])
	// Labels glued behind: "… 9/8/2019 TAGS: …" stand on lines of their own by now.
	if d := declassify(rest); d != "" {
		m.DeclassifyOn = d
	} else if g[1] == "N/A" {
		m.DeclassifyOn = "N/A"
	}
}

var (
	declWord = regexp.MustCompile(`(?i)^DECL(?:ASSIFY|ASSIFICATION|AS)?(?: ?ON)?\.? ?:? ?`)
	dateUS   = regexp.MustCompile(`^(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})\b`)
	dateISO  = regexp.MustCompile(`^(\d{4})[/-](\d{1,2})[/-](\d{1,2})\b`)
)

// declassify reads a date (MM/DD/YYYY, M/D/YY, YYYY/MM/DD) as ISO; anything
// else (N/A, GDS, an event) is returned as text.
func declassify(v string) string {
	v = strings.TrimSpace(declWord.ReplaceAllString(strings.TrimSpace(v), ""))
	if g := dateISO.FindStringSubmatch(v); g != nil {
		if d, ok := dateOf(g[1], g[2], g[3]); ok {
			return d
		}
	}
	if g := dateUS.FindStringSubmatch(v); g != nil {
		year := g[3]
		if len(year) == 2 {
			year = "20" + year
			if g[3] >= "70" {
				year = "19" + g[3]
			}
		}
		if d, ok := dateOf(year, g[1], g[2]); ok {
			return d
		}
	}
	return strings.TrimRight(v, " .,;")
}

func dateOf(y, m, d string) (string, bool) {
	var date cable.Date
	date.Year, _ = strconv.Atoi(y)
	date.Month, _ = strconv.Atoi(m)
	date.Day, _ = strconv.Atoi(d)
	if date.Month == 0 || date.Day == 0 || !date.Valid() {
		return "", false
	}
	return date.String(), true
}

var (
	reasonIn   = regexp.MustCompile(`(?i)[ ,;.(\-]*\b(?:FOR )?REA ?SONS?\b(?: FOR CLASSIFICATION)?(?: UNDER)?[ :(]*(?:E\.?O\.? ?\d{5},? ?)?[ :(]*((?:1\.[45]|[A-H]\b).*)$`)
	reasonRule = regexp.MustCompile(`1\.[45]`)
	reasonItem = regexp.MustCompile(`(?i)\(?\b([A-H])\b\)?`)
)

// finishReasons cuts reasons out of the Classified By text ("… for reasons 1.4
// b and d") and splits them: 1.4 (b), 1.4 (d).
func (m *Message) finishReasons() {
	if loc := reasonIn.FindStringSubmatchIndex(m.ClassifiedBy.Text); loc != nil {
		if m.reasonText == "" {
			m.reasonText = m.ClassifiedBy.Text[loc[2]:loc[3]]
		}
		m.ClassifiedBy.truncate(loc[0])
	}
	m.ClassifiedBy.trim(" .,;:-(")
	if m.reasonText == "" {
		return
	}
	rule := reasonRule.FindString(m.reasonText)
	rest := reasonRule.ReplaceAllString(m.reasonText, " ")
	rest = regexpAnd.ReplaceAllString(rest, " ")
	for _, g := range reasonItem.FindAllStringSubmatch(rest, -1) {
		r := "(" + strings.ToLower(g[1]) + ")"
		if rule != "" {
			r = rule + " " + r
		}
		if !contains(m.Reasons, r) {
			m.Reasons = append(m.Reasons, r)
		}
	}
	if len(m.Reasons) == 0 && rule != "" {
		m.Reasons = []string{rule}
	}
}

var regexpAnd = regexp.MustCompile(`(?i)\b(?:and|or|of|a\. ?k\. ?a)\b`)

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
