package telegram

import (
	"regexp"
	"strconv"
	"strings"
)

// classes are the words that a classification line begins with, longest first.
var classes = []struct{ text, class, caption string }{
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

// ParseClassification reads a classification at the start of t, letter-spaced
// or not: CONFIDENTIAL//NOFORN gives CONFIDENTIAL and the caption NOFORN.
func ParseClassification(t string) (class, caption, rest string, ok bool) {
	if len(t) > 6 && t[1] == ' ' {
		for _, c := range classes {
			if n := spacedPrefix(t, c.text); n > 0 {
				return c.class, c.caption, strings.TrimSpace(t[n:]), true
			}
		}
		return "", "", t, false
	}
	up := strings.ToUpper(t)
	for _, c := range classes {
		if !strings.HasPrefix(up, c.text) {
			continue
		}
		if len(up) > len(c.text) && isAlnum(up[len(c.text)]) {
			continue
		}
		return c.class, c.caption, strings.TrimSpace(t[len(c.text):]), true
	}
	return "", "", t, false
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
		if at == len(t) || t[at] != word[i] {
			return 0
		}
		at++
	}
	return at
}

// nearClass reads a classification with a letter or two wrong, lost, doubled or
// parted: UNCLS, LIMITED OFFICIEAL USE, CONFIDENTI AL.
func nearClass(t string) (class, rest string, ok bool) {
	if t == "" || strings.IndexByte("UCLST", t[0]) < 0 {
		return "", t, false
	}
	for _, c := range [...]string{"LIMITED OFFICIAL USE", "CONFIDENTIAL", "UNCLASSIFIED", "UNCLAS", "SECRET"} {
		want := strings.ReplaceAll(c, " ", "")
		limit := 2
		if len(want) <= 6 {
			limit = 1
		}
		have, at := "", 0
		for n := 0; n < 5 && at < len(t) && len(have) < len(want)+limit; n++ {
			end := strings.IndexByte(t[at:], ' ')
			if end < 0 {
				end = len(t) - at
			}
			have += t[at : at+end]
			at += end
			for at < len(t) && t[at] == ' ' {
				at++
			}
			if distance(have, want, limit) <= limit {
				if c == "UNCLAS" {
					c = "UNCLASSIFIED"
				}
				return c, t[at:], true
			}
		}
	}
	return "", t, false
}

// classification reads a classification, exactly or nearly.
func classification(t string) (class, caption, rest string, ok bool) {
	if class, caption, rest, ok = ParseClassification(t); ok {
		return class, caption, rest, true
	}
	class, rest, ok = nearClass(t)
	return class, "", rest, ok
}

// distance counts the letters to put in, leave out or change to make b of a;
// beyond limit any number may be returned.
func distance(a, b string, limit int) int {
	if d := len(a) - len(b); d > limit || -d > limit || len(b) > 31 {
		return limit + 1
	}
	var rows [2][32]int
	above, row := &rows[0], &rows[1]
	for j := range len(b) + 1 {
		above[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+cost)
		}
		above, row = row, above
	}
	return above[len(b)]
}

// handling are the captions that may stand on or below the classification
// line. The table of captions of the product explains them; this list is what
// the grammar looks for.
var handling = map[string]bool{
	"SIPDIS": true, "NOFORN": true, "NODIS": true, "EXDIS": true, "LIMDIS": true, "STADIS": true, "SENSITIVE": true,
	"EFTO": true, "ORCON": true, "NOCONTRACT": true, "SPECAT": true, "CONDIS": true, "NESCO": true, "FOUO": true,
	"CHEROKEE": true, "BACKCHANNEL": true, "ROGER": true, "STR": false, "TERREP": true, "DISSEM": false, "RELIDO": true,
}

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
		if w, after, ok := letterSpaced(t); ok && handling[w] {
			m.addCaption(w)
			t = after
			continue
		}
		n := 0
		for n < len(t) && isUpper(t[n]) {
			n++
		}
		if n == 0 || !handling[t[:n]] || n < len(t) && isAlnum(t[n]) {
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
		if !handling[strings.ToUpper(w)] {
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
	class, caption, rest, ok := ParseClassification(t)
	if !ok {
		if class, rest, ok = nearClass(t); !ok || m.Date.IsZero() || !postNumber.MatchString(rest) && !sectionOf.MatchString(rest) {
			return 0
		}
	}
	used := 1
	if rest == "" {
		if !strings.HasPrefix(next, "SECTION") && !postNumber.MatchString(next) || dtg.MatchString(next) || IsPageLine(next) {
			return 0
		}
		rest, used = next, 2
	}
	sections := 0
	rest = sectionFigures(rest)
	if s := sectionOf.FindStringSubmatchIndex(rest); s != nil {
		sections, _ = strconv.Atoi(rest[s[4]:s[5]])
		rest = strings.TrimSpace(rest[:s[0]] + " " + rest[s[1]:])
	} else if s := lastSection.FindStringSubmatchIndex(rest); s != nil {
		sections, _ = strconv.Atoi(rest[s[2]:s[3]])
		rest = strings.TrimSpace(rest[:s[0]] + " " + rest[s[1]:])
	}
	rest = m.takeCaptions(rest)
	pn := postNumber.FindStringSubmatch(rest)
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
	t = fold(t)
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
