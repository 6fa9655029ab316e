package telegram

import (
	"regexp"
	"strconv"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/marking"
)

var (
	sectionOf = regexp.MustCompile(`(?i)\b(?:FINAL )?S ?E ?C ?T ?I ?O ?N (\d{1,2}) ?OF ?(\d{1,2})\b`)
	// FINAL SECTION OF 3: the number of the section is not said.
	lastSection = regexp.MustCompile(`(?i)\bFINAL SECTION OF (\d{1,2})\b`)
	// The numbers of messages to and from a travelling Secretary.
	series     = regexp.MustCompile(`^(?:TOSEC|SECTO|TOHAK|HAKTO|TOVIP|VIPTO|TODEP|DEPTO|CODEL) ?\d{1,6}\b`)
	postNumber = regexp.MustCompile(`^([A-Z][A-Z .'\-]*?) ?(\d{1,7})(?:/\d{1,2})?(?:[ /]|$)`)
)

// takeCaptions cuts captions off the start of t.
func (m *Message) takeCaptions(t string) string {
	if hasLower(t) && captionLine(t) {
		t = strings.ToUpper(t)
	}
	for {
		t = strings.TrimLeft(t, " ,;/.-")
		if w, after, ok := letterSpaced(t); ok && marking.IsCaption(w) {
			m.addCaption(w)
			t = after
			continue
		}
		n := 0
		for n < len(t) && isUpper(t[n]) {
			n++
		}
		if n == 0 || !marking.IsCaption(t[:n]) || n < len(t) && isAlnum(t[n]) {
			if rest, ok := strings.CutPrefix(t, "FOR OFFICIAL USE ONLY"); ok {
				m.addCaption("FOUO")
				t = rest
				continue
			}
			return t
		}
		m.addCaption(t[:n])
		t = t[n:]
	}
}

// captionLine reports a line of captions in whatever case: sipdis, NoForn.
func captionLine(t string) bool {
	if t == "" || len(t) > 40 {
		return false
	}
	for w := range strings.FieldsFuncSeq(t, func(r rune) bool { return strings.ContainsRune(" ,;/.-", r) }) {
		if !marking.IsCaption(strings.ToUpper(w)) {
			return false
		}
	}
	return true
}

func (m *Message) addCaption(c string) {
	for _, have := range m.Captions {
		if have == c {
			return
		}
	}
	m.Captions = append(m.Captions, c)
}

// takeClassLine reads "C O N F I D E N T I A L SECTION 01 OF 02 MEXICO 002676
// SENSITIVE": classification, section, captions, origin and number. next is
// the line after, for the few that break behind the classification. It returns
// how many lines were used, 0 when t is no classification line.
func (m *Message) takeClassLine(t, next string) int {
	class, caption, rest, ok := marking.CutClass(t)
	if !ok {
		if !strings.ContainsAny(t, "0123456789") {
			return 0
		}
		class, rest, ok = marking.CutMisspelt(t)
		if ok = ok && m.numbered(rest); ok {
			m.doubt("classification misspelt", t)
		}
	}
	if !ok {
		if m.Date.IsZero() {
			return 0
		}
		if rest = m.ownNumber(t); rest == "" {
			return 0
		}
		m.doubt("classification line not read", t)
		class = ""
	}
	if small := strings.ToUpper(rest); small != rest && m.smallNumber(small) {
		rest = small
	}
	used := 1
	if rest == "" {
		if !strings.HasPrefix(next, "SECTION") && !postNumber.MatchString(next) || beginsGroup(next) || IsPageLine(next) {
			return 0
		}
		rest, used = next, 2
	}
	rest, sections := cutSections(rest)
	rest = m.takeCaptions(rest)
	pn := postNumber.FindStringSubmatch(rest)
	if pn == nil && rest == "" && used == 1 && sections > 0 && postNumber.MatchString(next) && !beginsGroup(next) && !IsPageLine(next) {
		pn, rest, used = postNumber.FindStringSubmatch(next), next, 2
	}
	if pn == nil {
		pn = m.bareNumber(rest)
	}
	if pn == nil && sections == 0 {
		return 0
	}
	m.Classification, m.Sections = class, sections
	if caption != "" {
		m.addCaption(caption)
	}
	if pn != nil {
		m.Origin, m.Serial = strings.TrimSpace(pn[1]), pn[2]
		rest = strings.TrimSpace(rest[len(pn[0]):])
	}
	rest = m.takeCaptions(rest)
	if rest = m.takeSeries(rest); rest != "" {
		m.passing(rest)
	}
	return used
}

// cutSections takes "SECTION 01 OF 02" out of a classification line.
func cutSections(t string) (rest string, sections int) {
	t = sectionFigures(t)
	if !hasOf(t) {
		return t, 0
	}
	if s := sectionOf.FindStringSubmatchIndex(t); s != nil {
		sections, _ = strconv.Atoi(t[s[4]:s[5]])
		return strings.TrimSpace(t[:s[0]] + " " + t[s[1]:]), sections
	}
	if s := lastSection.FindStringSubmatchIndex(t); s != nil {
		sections, _ = strconv.Atoi(t[s[2]:s[3]])
		return strings.TrimSpace(t[:s[0]] + " " + t[s[1]:]), sections
	}
	return t, 0
}

// hasOf reports whether OF stands in a line, in any case.
func hasOf(t string) bool {
	for i := 1; i < len(t); i++ {
		if t[i]|0x20 == 'f' && t[i-1]|0x20 == 'o' {
			return true
		}
	}
	return false
}

// numbered reports whether office and number or the number of a section follow
// a misspelt classification; without a header above it the number has its full
// length.
func (m *Message) numbered(rest string) bool {
	if m.Date.IsZero() {
		g := wholeNumber.FindStringSubmatch(strings.ToUpper(rest))
		return g != nil && len(g[1]) > 4
	}
	return postNumber.MatchString(rest) || sectionOf.MatchString(rest) || m.smallNumber(strings.ToUpper(rest))
}

// wholeNumber is what follows the classification in a line with nothing else.
var wholeNumber = regexp.MustCompile(`^(?:SECTION \d{1,2} OF \d{1,2} )?[A-Z][A-Z.'\-]*(?: [A-Z.'\-]+){0,2} (\d{3,7})((?: [A-Z]+)*)$`)

// smallNumber reports whether the rest of a line that was printed in small
// letters, here in capitals, is office and number: prose of the same words has
// no header above it and no number of the full length.
func (m *Message) smallNumber(rest string) bool {
	g := wholeNumber.FindStringSubmatch(rest)
	return g != nil && (len(g[1]) > 4 || !m.Date.IsZero()) && (g[2] == "" || captionLine(g[2]))
}

// bareNumber reads a number that follows the classification without the name of
// the office: that is the sender then.
func (m *Message) bareNumber(rest string) []string {
	n := digits(rest)
	if n < 3 || n > 7 || m.From == "" || m.Date.IsZero() || n < len(rest) && rest[n] != ' ' {
		return nil
	}
	m.originInferred = true
	return []string{rest[:n], m.From, rest[:n]}
}

// ownNumber finds the sender's name with a number of full length at the end of a
// line below the header: the classification before it is garbled beyond reading.
func (m *Message) ownNumber(t string) string {
	if m.From == "" || !strings.Contains(t, " 0") {
		return ""
	}
	g := paddedNumber.FindStringSubmatchIndex(t)
	if g == nil || strings.Contains(t[:g[2]], "/") {
		return ""
	}
	words, sender := strings.Fields(strings.ToUpper(t[:g[2]])), strings.Fields(strings.ToUpper(m.From))
	n := 0
	for n < len(words) && n < len(sender) && words[len(words)-1-n] == sender[len(sender)-1-n] {
		n++
	}
	if n == 0 || n == len(words) {
		return ""
	}
	front := strings.Join(words[:len(words)-n], " ")
	if s := sectionOf.FindString(front); s != "" {
		return s + " " + strings.Join(words[len(words)-n:], " ") + " " + t[g[2]:]
	}
	return strings.Join(words[len(words)-n:], " ") + " " + t[g[2]:]
}

var paddedNumber = regexp.MustCompile(` (0\d{5,6})(?: |$)`)

// takeSeries cuts the number of a message to or from a travelling Secretary
// off the start of t; it is kept as a note.
func (m *Message) takeSeries(t string) string {
	s := series.FindStringIndex(t)
	if s == nil {
		return t
	}
	m.Closing = append(m.Closing, t[s[0]:s[1]])
	return m.takeCaptions(t[s[1]:])
}

func (m *Message) passing(t string) {
	t = cable.OneLine(t)
	if strings.Trim(t, ".,;:- /") != "" {
		m.Passing = append(m.Passing, t)
	}
}

var sectionWords = regexp.MustCompile(`\bSECTION (ONE|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN) OF (ONE|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN)\b`)

var figures = map[string]string{"ONE": "1", "TWO": "2", "THREE": "3", "FOUR": "4", "FIVE": "5", "SIX": "6", "SEVEN": "7", "EIGHT": "8", "NINE": "9", "TEN": "10"}

// sectionFigures writes SECTION ONE OF TWO in figures.
func sectionFigures(t string) string {
	if !strings.Contains(t, "SECTION ") {
		return t
	}
	if g := sectionWords.FindStringSubmatchIndex(t); g != nil {
		return t[:g[2]] + figures[t[g[2]:g[3]]] + " OF " + figures[t[g[4]:g[5]]] + t[g[5]:]
	}
	return t
}
