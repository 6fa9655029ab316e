package telegram

import (
	"regexp"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/ingest/reftel"
	"reftel/internal/marking"
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
	`(E\.? ?[O0]\.?:? ?(?:NO\.? ?)?(?:\d{4,5}[A-Z]?|N/A)|E[.,]?[A-Z]{0,2}[.,:]?[A-Z]?[.,:]? ?(?:11652|12065|12356)|EXECUTIVE ORDER:? ?\d{4,5}|E\.O\.:?)` +
	`|(DECL(?:ASSIFY|AS)?(?: ON)?:)` +
	`|(TAGS?:|TAGS?\.|TAGS? |TAGE:?|TAS:|TABS:|TGS:|AGS:|TAGS$|TAGS-|TA[A-Z]S:|TAG[A-Z]:)` +
	`|(SUBJECT(?:/TITLE)? ?[:;.\-]|SUB ?:|SUBJECT$|SUBJECT |SUBJECTS?:|SUBJ ?[:;.\-]|SUBJ |UBJECT:|SUBJET:|SUJBECT:|SUBJEC:)` +
	`|(REF\(S\) ?:?|RE(?:F ?)?TELS?\(?S?\)? ?[:;.]|REFS? ?[:;]|REFS? ?\.|REFERENCES? ?:|REFS? - |REFS? ?\(?A[.):] ?|REFS? +A +(?:\d\d )?[A-Z]{4}|RE(?:FS?|F?TELS?) +[A-Z]{3,} *\d{2,7}|RE(?:FS?|F?TELS?) +\d\d [A-Z]{3,} *\d+|RE: ?(?:\d\d )?[A-Z]{4,} \d{3,7})` +
	`|(CLASSIFIED ?BY ?:?|CLASSIFIED:|CLASS(?:IFIED)?\.? BY ?:?|CLASSIFIER:|DERIVED FROM ?:)` +
	`|(REA ?SONS? ?\(?S?\)? ?:|REASONS? (?:FOR CLASSIFICATION:?|1\.[45]|E\.O))` +
	`)`)

// metadataLabel is the label that a line begins with, or "".
func metadataLabel(t string) label {
	l, _ := cutLabel(t)
	return l
}

func cutLabel(t string) (label, string) {
	if len(t) > 4 && t[0] == '(' {
		// "(U) Classified by …"
		if mark, n := marking.CutPortion(t); mark != "" && n < len(t) && t[n] != '(' {
			if lab, rest := cutLabel(t[n:]); lab != "" {
				return lab, rest
			}
		}
		return "", t
	}
	if t == "" || len(t) > 4 && !labelStart(t) {
		return slipLabel(t)
	}
	if l, rest := plainLabel(t); l != "" {
		return l, rest
	}
	if l, rest := formLabel(t); l != "" {
		return l, rest
	}
	return slipLabel(t)
}

// formLabel is the label of labelForms that a line begins with.
func formLabel(t string) (label, string) {
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
			end = refLabelEnd(t) // forms that reach into the value give it back
		case labelReason:
			if i := strings.IndexByte(t[:end], ':'); i < 0 {
				end = len("reason")
			}
		}
		return l, strings.TrimLeft(t[end:], " :\t")
	}
	return "", t
}

// refLabelEnd is the length of REF, REFS, REFTEL(S), REFERENCE with its sign.
func refLabelEnd(t string) int {
	i := 0
	for i < len(t) && (isUpper(t[i]) || isLower(t[i])) {
		i++
	}
	if len(t) > i+2 && strings.EqualFold(t[i:i+3], "(s)") {
		i += 3
	}
	for i < len(t) && t[i] == ' ' {
		i++
	}
	if i < len(t) && strings.IndexByte(":;.-", t[i]) >= 0 {
		i++
	}
	return i
}

// labelStart reports whether a text of five bytes or more may begin with a label:
// it is asked of every line, and few lines need the expression.
func labelStart(t string) bool {
	var b [5]byte
	for i := range b {
		b[i] = t[i] | 0x20
	}
	second, third := b[1], b[2]
	switch b[0] {
	case 'e':
		return second < 'a' || second > 'z' || strings.ContainsAny(t[:min(len(t), 20)], "0123456789") && (second == 'o' || second == 'x' || second == 'm')
	case 'd':
		return second == 'e' && (third == 'c' || third == 'r' && b[3] == 'i')
	case 'r':
		return second == 'e' && (third == 'f' || third == 't' && b[3] == 'e' || third == 'a' && (b[3] == 's' || b[3] == ' ') || third < 'a' || third > 'z')
	case 't':
		return second == 'a' && (third == 'g' || t[3] == ':' || b[3] == 's' && t[4] == ':') || second == 'g'
	case 's':
		return second == 'u' && (third == 'b' && (b[3] == 'j' || b[3] < 'a' || b[3] > 'z') || third == 'j')
	case 'u':
		return second == 'b' && third == 'j'
	case 'c':
		return second == 'l' && third == 'a' && b[3] == 's'
	case 'a':
		return second == 'g' && third == 's'
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
		if l.blank() || isMarking(l.t) && !marking.IsCaption(l.t) {
			i++
			continue
		}
		lab, rest := l.label(), l.t
		if lab != "" {
			_, rest = cutLabel(l.t)
		}
		if lab == "" {
			if !m.HasTagsLine && m.ExecutiveOrder != "" && m.Subject.Text == "" && bareTags(l.t) {
				i = m.takeLabel(ls, i, end, labelTags, l.t)
				used = i
				continue
			}
			if correctedCopy(l.t) {
				m.topLine(l.t)
				i++
				used = i
				continue
			}
			if seen && handlingNote(blockText(ls, i, end)) && !anyLabel(ls, i, end) {
				for ; i < end && !ls[i].blank(); i++ {
					m.passing(ls[i].t)
				}
				used = i
				continue
			}
			if m.Subject.Text != "" && quoteDepth(l.t) > 0 && headFollows(ls, i) {
				break
			}
			if j, ok := passingBlock(ls, i, len(ls)); ok && !laterLabel(ls, i, end) {
				for ; i < j; i++ {
					m.topLine(ls[i].t)
				}
				used = i
				continue
			}
			if seen && !m.lateLine(l.t) || !seen && !anyLabel(ls, i, end) && !m.headLine(l.t) {
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
		if ls[j].label() != "" {
			return true
		}
	}
	return false
}

// topLine is a line above the labels: a caption, the mark of a corrected copy,
// a repeated classification line, or a passing instruction.
func (m *Message) topLine(t string) {
	up := strings.ToUpper(t)
	if correctedCopy(t) {
		m.CorrectedCopy = true
		squeezed := strings.ReplaceAll(up, " ", "")
		if remark := strings.Trim(strings.TrimLeft(squeezed, "*-.(")[len("CORRECTEDCOPY"):], " -.,;:*()"); remark != "" {
			m.Closing = append(m.Closing, cable.OneLine(t))
		}
		return
	}
	if _, _, _, ok := marking.CutClass(t); ok && len(t) < 60 && !strings.Contains(up, " FOR ") && !m.otherNumber(t) {
		return
	}
	if rest := m.takeSeries(m.takeCaptions(t)); rest != "" && !isRule(rest) {
		m.passing(rest)
	}
}

// correctedCopy reports a line that says that the telegram is one, letter-spaced
// or not.
func correctedCopy(t string) bool {
	t = strings.TrimLeft(t, "*-.( ")
	return len(t) > 12 && t[0]|0x20 == 'c' && strings.HasPrefix(strings.ToUpper(strings.ReplaceAll(t, " ", "")), "CORRECTEDCOPY")
}

// takeLabel reads the value of a label that begins in line i. The value goes
// on until the next label, a blank line where the field ends with one, a row
// of dashes or the end of the zone.
func (m *Message) takeLabel(ls []line, i, end int, lab label, rest string) int {
	first := i
	var f Field
	f.addTail(&ls[i], rest)
	items := rest // of a REF block, with its lines
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
		if l.label() != "" || isRule(l.t) || lab == labelTags && !tagsGoOn(f.Text, l.t) {
			break
		}
		if lab == labelEO && i > first {
			if !strings.HasPrefix(strings.ToUpper(l.t), "DECL") {
				break
			}
		}
		if (lab == labelSubject || lab == labelRef) && (summaryHeading(l.t) || bodyOpening(l.t)) || lab == labelRef && !refGoesOn(items, ls[i-1].t, l.t) {
			break
		}
		if _, _, _, ok := marking.CutClass(l.t); ok && lab != labelSubject && lab != labelClass && !hasLower(l.t) && len(l.t) < 40 {
			break
		}
		if marking.IsCaption(l.t) {
			// In the middle of a field it is lifted out, below it ends the field.
			if i+1 == end || ls[i+1].blank() || ls[i+1].label() != "" {
				break
			}
			m.addCaption(l.t)
			i++
			continue
		}
		if correctedCopy(l.t) {
			break
		}
		if (lab == labelClass || lab == labelReason) && i+1 < len(ls) && (isRule(ls[i+1].t) && sentenceEnd(f.Text) && len(l.t) < 64 || summaryHeading(l.t)) {
			break
		}
		f.addLine(l, m.early && !l.hyphen || l.broken)
		if lab == labelRef {
			items += "\n" + l.t
		}
		i++
	}
	if lab == labelRef {
		f = Field{Text: items}
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
	if ls[j].label() != "" || isRule(t) {
		return false
	}
	switch lab {
	case labelRef:
		return refItem(t) && !opensText(have, t) || reftel.OnlyCables(t) || unfinished(ls[lastText(ls, j)].t, t)
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

var refItemForm = regexp.MustCompile(`^\(?[A-Z]\)?[.):] ?\S|^\(?[A-Z]\) |^\[[A-Z]\]|^REF ?\(?[A-Z]\)?[.): ]|^[A-Z] - `)

func refItem(t string) bool { return refItemForm.MatchString(t) }

func summaryHeading(t string) bool {
	u := strings.Trim(strings.ToUpper(t), " .:-")
	switch u {
	case "SUMMARY", "BEGIN SUMMARY", "SUMMAY", "INTRODUCTION", "SUMMARY AND COMMENT", "ACTION REQUEST", "SUMMARY AND ACTION REQUEST":
		return true
	}
	return false
}

// maxRefs is the size of the longest list of references that is read.
const maxRefs = 32 << 10

func (m *Message) setLabel(lab label, f Field, whole string) {
	value := strings.TrimSpace(f.Text)
	if word := misspeltLabel(lab, whole); word != "" {
		m.doubt("label misspelt", word)
	}
	switch lab {
	case labelEO:
		m.takeOrder(value)
	case labelDecl:
		if m.DeclassifyOn == "" {
			m.DeclassifyOn = declassify(value)
		} else if on := declassify(value); on != m.DeclassifyOn {
			m.Closing = append(m.Closing, cable.OneLine(whole)) // SOURCE MARKED, DATE OF SOURCE …
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
		if len(m.refsText)+len(value) <= maxRefs {
			m.refsText = strings.TrimSpace(m.refsText + "\n" + value)
		} else {
			m.doubt("reference list too long", "")
		}
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
