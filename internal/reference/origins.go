package reference

import (
	"regexp"
	"strings"

	"reftel/internal/cable"
)

// CanonicalMRN reads a message reference number in any form and names its
// origin by the post's code. Alias is the number as given, in capitals and
// without spaces, where it differs from id; inferred tells that the origin was
// matched as a misspelling. An origin that is no known post keeps its letters:
// new offices and delegations occur. Known kinds of badly published ids are
// repaired.
func (t *Tables) CanonicalMRN(s string) (id, alias string, inferred, ok bool) {
	m, err := cable.ParseMRN(s)
	given := cleanMRN(s)
	if err != nil || !t.knownOrigin(m) {
		if r, rerr := cable.ParseMRN(repairMRN(given)); rerr == nil && (err != nil || t.knownOrigin(r)) {
			m, err = r, nil
		}
	}
	if err != nil {
		return "", "", false, false
	}
	// SANTIAG0 123: the zero is not the serial's.
	if o := m.Origin + "O"; !t.knownOrigin(m) && strings.Contains(given, m.Origin+"0") && t.knownOrigin(cable.MRN{Origin: o}) {
		m.Origin = o
	}
	p, how, found := t.MatchPostIn(m.Origin, m.Year)
	switch {
	case found:
		m.Origin = p.Code
	case NoOrigin(m.Origin):
		return "", "", false, false
	default:
		m.Origin = stripFront(m.Origin)
	}
	id = m.String()
	if given != id {
		alias = given
	}
	return id, alias, found && how == Close, true
}

// KnownMRN reads a message reference number whose origin is a known post, in
// the form of its id. It neither repairs nor guesses: file names are read so.
func (t *Tables) KnownMRN(s string) (id string, ok bool) {
	m, err := cable.ParseMRN(s)
	if err != nil {
		return "", false
	}
	p, ok := t.Post(m.Origin)
	if !ok {
		p, ok = t.MatchCFPF(m.Origin)
	}
	if !ok {
		var how Closeness
		p, how, ok = t.MatchPost(m.Origin)
		ok = ok && how != Close
	}
	if !ok {
		return "", false
	}
	m.Origin = p.Code
	return m.String(), true
}

// knownOrigin reports whether the origin names a post without guessing.
func (t *Tables) knownOrigin(m cable.MRN) bool {
	_, ok := t.spelling[m.Origin]
	return ok
}

// cleanMRN keeps letters, digits and the mark of a version, as capitals.
func cleanMRN(s string) string {
	if len(s) > 128 {
		return ""
	}
	return strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z':
			return r - 0x20
		case 'A' <= r && r <= 'Z', '0' <= r && r <= '9', r == '_':
			return r
		}
		return -1
	}, s)
}

func stripFront(origin string) string {
	for _, front := range gluedFronts {
		if rest, ok := strings.CutPrefix(origin, front); ok && len(rest) >= 3 {
			return rest
		}
	}
	return origin
}

var (
	// SECTION 01 OF 02, also misspelt, read as part of the origin.
	sectionInMRN = regexp.MustCompile(`^(\d{2}|\d{4})(?:[A-Z]*?(?:UNCLAS|CONFIDENTIAL|SECRET))?S[ECTIONP]{3,8}[0-9O]{1,2}[O0]F[0-9O]{1,2}([A-Z].*)$`)
	// The year twice: 7575LIBREVILLE1895.
	doubledYear = regexp.MustCompile(`^(\d\d)(\d\d)([A-Z].*)$`)
	// Marks of corrected copies and of the travelling party behind the number.
	markBehind = regexp.MustCompile(`^(.*[A-Z]\d+)(?:ZFR|ZDK|ZDS|ZDF|TOSEC|SUSPECTEDDUPLICATE|CORRECTEDCOPY|CCY|COR)[0-9]*$`)
	// Letters and digits of like shape.
	letterInYear = regexp.MustCompile(`^O(\d[A-Z])`)
	zeroInName   = regexp.MustCompile(`^(\d\d)(0?[A-Z]+(?:0[A-Z]+)*)(\d+)$`)
	letterInTail = regexp.MustCompile(`\dO+\d+$|\d\dO+$`)
)

// repairMRN undoes the known kinds of errors of published ids. It is given the
// cleaned number and returns it unchanged where none applies.
func repairMRN(s string) string {
	if m := sectionInMRN.FindStringSubmatch(s); m != nil {
		s = m[1] + m[2]
	}
	if m := doubledYear.FindStringSubmatch(s); m != nil && m[1] == m[2] {
		s = m[1] + m[3]
	}
	if m := markBehind.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	if letterInYear.MatchString(s) {
		s = "0" + s[1:]
	}
	if i := letterInTail.FindStringIndex(s); i != nil {
		s = s[:i[0]] + strings.ReplaceAll(s[i[0]:], "O", "0")
	}
	if m := zeroInName.FindStringSubmatch(s); m != nil {
		s = m[1] + strings.ReplaceAll(m[2], "0", "O") + m[3]
	}
	return s
}

// NoOrigin reports whether the letters before a number, in capitals, are a word
// of the text that cannot be an office: a month in "12 MARCH 1975", a unit, a
// classification.
func NoOrigin(origin string) bool {
	switch origin {
	case "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY",
		"ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN", "ELEVEN", "TWELVE", "HUNDRED",
		"THOUSAND", "MILLION", "BILLION", "TRILLION", "PERCENT", "FIRST", "SECOND", "THIRD",
		"SECTION", "SECTIONS", "SECT", "PART", "PARTS", "PAGE", "PAGES", "PARA", "PARAS", "PARAGRAPH", "PARAGRAPHS", "LINE", "LINES",
		"UNCLAS", "UNCLASS", "UNCLASSIFIED", "CONFIDENTIAL", "SECRET", "TOPSECRET", "NOFORN", "SIPDIS", "SENSITIVE", "NOTAL",
		"LIMITED", "OFFICIAL", "NODIS", "EXDIS", "LIMDIS", "STADIS", "TAGS", "SUBJECT", "SUBJ", "REF", "REFS", "REFTEL", "REFTELS",
		"AND", "FOR", "THE", "FROM", "WITH", "BUT", "NOT", "ALL", "ARE", "WAS", "WERE", "TOTAL", "NUMBER", "VOTES", "SEATS", "STATES", "STATED",
		"YEAR", "YEARS", "MONTH", "MONTHS", "WEEK", "WEEKS", "DAY", "DAYS", "HOUR", "HOURS", "MINUTES", "LOCAL", "ZULU", "GMT", "UTC",
		"KMS", "KILOS", "TONS", "METERS", "MILES", "BARRELS", "DOLLARS", "USD", "EURO", "EUROS", "IIR", "DTG", "FAX", "TEL", "EMAIL", "MEMO",
		"ARTICLE", "ARTICLES", "CHAPTER", "TITLE", "ITEM", "ANNEX", "RESOLUTION", "USC", "CFR", "FAM", "FAH":
		return true
	}
	return cable.ParseMonth(origin) > 0
}
