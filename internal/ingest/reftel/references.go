package reftel

import (
	"regexp"
	"strconv"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/reference"
)

// A Context is what a list leaves unsaid: the year, the date and the id of the
// cable that it stands in.
type Context struct {
	Year int
	Date cable.Date
	Self string // id of the cable, which is no reference of its own
}

// Parse reads the text of a REF block: lettered items, each one or more cables
// or something else (an e-mail, a phone talk, a report). A cable without a year
// is of the citing cable's own year; the last origin goes on ("STATE 41252 AND
// 44603"). What is no cable is typed and never forced into an id. Inferred are
// the ids of which the year is not that of the citing cable and was inferred.
func Parse(tables *reference.Tables, text string, c Context) (refs []cable.Reference, inferred []string) {
	p := parser{tables: tables, context: c}
	seen := map[string]bool{}
	for _, item := range splitItems(text) {
		for _, r := range p.item(item) {
			key := r.Letter + "|" + r.ID
			if r.ID == "" {
				key += r.Text
			}
			if r.ID != "" && r.ID == c.Self || seen[key] {
				continue
			}
			seen[key] = true
			refs = append(refs, r)
		}
	}
	return refs, p.inferred
}

// A parser reads one list.
type parser struct {
	tables   *reference.Tables
	context  Context
	inferred []string // ids of which the year was inferred
}

// HasCable reports whether the text, in capitals, names a cable by post and
// number.
func HasCable(text string) bool { return cableRef.MatchString(text) }

// cableRef finds one cable: optional year, origin in letters, serial.
//
//	1 year before   2 origin   3 serial   4 year behind in brackets
var cableRef = regexp.MustCompile(`(?:[('‘’]*\b(\d{4}|\d{2})\)?[ \-:]*|\b)([A-Z][A-Z'’\-]*(?:[ \n\-]+[A-Z][A-Z'’]+){0,3}?)[ \n\-#]*?(\d{1,7})\b(?: ?\((\d{4}|\d{2})\))?`)

// anotherSerial goes on with the origin before it: AND 44603.
var anotherSerial = regexp.MustCompile(`^(?:\s*(?:,|AND|&|;|/|AND ALSO)\s*)+(\d{3,7})\b`)

// yearAhead is a year of four digits that belongs to the origin behind it.
var yearAhead = regexp.MustCompile(`^(?:19|20)\d\d[ \-]?[A-Z]`)

// dayOf reports whether a serial is the day of a month that is named behind it.
func dayOf(serial, rest string) bool {
	if len(serial) > 2 {
		return false
	}
	word := strings.TrimLeft(rest, " ")
	n := 0
	for n < len(word) && isUpper(word[n]) {
		n++
	}
	return cable.ParseMonth(word[:n]) > 0
}

// item reads one item of the list.
func (p *parser) item(it item) []cable.Reference {
	text := strings.TrimSpace(strings.TrimRight(cable.OneLine(it.text), " ;,:"))
	if text == "" {
		return nil
	}
	up := strings.ToUpper(text)
	kind := otherKind(up)
	out, end := p.cables(it.letter, text, up, kind != "" && kind != "dtg")
	mailed := airgrams(it.letter, text)
	switch behind := strings.Trim(text[min(end, len(text)):], " ,;"); {
	case len(out) == 1 && kind != "" && kind != "dtg" && behind != "" && behind[0] != '(':
		out = append(out, cable.Reference{Letter: it.letter, Kind: kind, Text: behind})
	case len(out) == 1 && mailed == nil:
		out[0].Text = text
	}
	if kind == "" {
		out = append(out, mailed...)
	}
	if len(out) == 0 {
		if kind == "" {
			kind = "other"
		}
		out = append(out, cable.Reference{Letter: it.letter, Kind: kind, Text: text})
	}
	return out
}

// cables finds the cables of an item, which is given as it is and in capitals,
// and where the last of them ends. Of an item that is something else only a
// cable that it begins with counts: what else it is may be said behind that.
func (p *parser) cables(letter, text, up string, other bool) (out []cable.Reference, at int) {
	for {
		rest := up[at:]
		loc := cableRef.FindStringSubmatchIndex(rest)
		if loc == nil || other && (at > 0 || loc[0] > 0) {
			return out, at
		}
		group := func(n int) string {
			if loc[2*n] < 0 {
				return ""
			}
			return rest[loc[2*n]:loc[2*n+1]]
		}
		end := loc[1]
		origin, serial, year := p.stripNoise(group(2)), group(3), group(1)
		if year == "" {
			year = group(4)
		}
		if year == "" {
			year = yearBehind(rest[end:])
		}
		if year == "" && dayOf(serial, rest[end:]) {
			origin = "" // IN LIMA 12 JULY
		}
		if id, ok := p.id(origin, serial, year); ok {
			shown := strings.TrimSpace(text[min(len(text), at+loc[0]):min(len(text), at+end)])
			out = append(out, cable.Reference{Letter: letter, Kind: "cable", ID: id, Text: strings.TrimPrefix(shown, "AND ")})
			more, n := p.moreSerials(letter, origin, year, rest[end:])
			out = append(out, more...)
			end += n
		}
		at += end
	}
}

// moreSerials reads the serials behind a cable that go on with its origin, and
// how much of the text they take.
func (p *parser) moreSerials(letter, origin, year, rest string) (out []cable.Reference, n int) {
	for {
		g := anotherSerial.FindStringSubmatchIndex(rest[n:])
		if g == nil || yearAhead.MatchString(rest[n+g[2]:]) {
			return out, n
		}
		serial := rest[n+g[2] : n+g[3]]
		if id, ok := p.id(origin, serial, year); ok {
			out = append(out, cable.Reference{Letter: letter, Kind: "cable", ID: id, Text: origin + " " + serial})
		}
		n += g[1]
	}
}

// stripNoise drops words before the origin that are none of it: the shortest
// cut that leaves a post is taken.
func (p *parser) stripNoise(name string) string {
	words := strings.Fields(name)
	for len(words) > 1 && (noOrigin(words[0]) || len(words[0]) == 1) {
		if _, ok := p.tables.Post(strings.Join(words, "")); ok {
			break // TEL AVIV
		}
		words = words[1:]
	}
	for len(words) > 1 && betweenWord(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	for k := range words {
		tail := strings.Join(words[k:], " ")
		if _, closeness, ok := p.tables.MatchPost(tail); ok && (k == 0 || closeness != reference.Close) || senderAlone(tail) {
			return tail
		}
	}
	return strings.Join(words, " ")
}

// noOrigin reports words that are no office in a list of references, although
// one might have such a name: other series of papers, and words of the list.
func noOrigin(word string) bool {
	switch word {
	case "TD", "EO", "RES", "UNSC", "UNSCR", "GAR", "CITE", "FBIS", "HRD", "REPORT", "DATED", "NO", "OF", "ON", "IN":
		return true
	}
	return reference.NoOrigin(word)
}

// betweenWord reports words that stand between a post and a number: STATE CABLE
// 12345.
func betweenWord(word string) bool {
	switch word {
	case "CABLE", "TELEGRAM", "TEL", "MSG", "MESSAGE", "NO":
		return true
	}
	return false
}

// relativeSender reports names that say only from which side a telegram of the
// 1960s came. The number is one of a series between two posts, so it makes no id.
func relativeSender(name string) bool {
	switch name {
	case "DEPTEL", "DEPTELS", "EMBTEL", "EMBTELS", "CONTEL", "CONGENTEL", "CIRTEL", "DEPCIRTEL":
		return true
	}
	return false
}

// id makes the id of a cable of its parts. It is empty where the cable is one,
// but nothing tells its year; ok is false for what is no cable.
func (p *parser) id(origin, serial, year string) (id string, ok bool) {
	if origin == "" || noOrigin(origin) || strings.Trim(serial, "0") == "" {
		return "", false
	}
	if relativeSender(origin) {
		return "", true
	}
	post, closeness, ok := p.tables.MatchPost(origin)
	if senderAlone(origin) {
		post, ok = reference.Post{Code: origin}, true
	}
	if !ok || closeness == reference.Close && len(origin) < 5 {
		return "", false
	}
	c := p.context
	number, _ := strconv.Atoi(serial)
	y := c.yearOf(post.Code, number)
	if year != "" {
		y, _ = strconv.Atoi(year)
		y = cable.FullYear(y)
	}
	if y == 0 {
		return "", true
	}
	if c.Year > 0 && y > c.Year {
		return "", false // a cable can't cite one of a later year
	}
	id = cable.MRN{Year: y, Origin: post.Code, Serial: number}.String()
	if year == "" && y != c.Year {
		p.inferred = append(p.inferred, id)
	}
	return id, true
}

// otherKinds are references that are no cables, by a word that names them.
var otherKinds = []struct {
	kind string
	form *regexp.Regexp
}{
	{"email", regexp.MustCompile(`\bE-?MAILS?\b|@`)},
	{"phone", regexp.MustCompile(`\bTEL ?CONS?\b|\bTELE ?CO[NM]S?\b|\bPHON(?:E|ECON)S?\b|\bTELEPHONE\b|\bFONECON\b`)},
	{"fax", regexp.MustCompile(`\b(?:TELE)?FAX\b`)},
	{"report", regexp.MustCompile(`\bTD-?\d|\bIIR\b|\bTD ?-? ?314|\bCIA TD|\bINTEL(?:LIGENCE)? REPORT`)},
	{"osc", regexp.MustCompile(`\bOSC\b|\bFBIS\b`)},
	{"fam", regexp.MustCompile(`\b\d+ ?FA[MH]\b`)},
	{"web", regexp.MustCompile(`HTTPS?:|WWW\.`)},
	{"memo", regexp.MustCompile(`\bMEMO(?:RANDUM|CON)?S?\b|\bLETTER\b|\bAIRGRAM\b|\bDIPLOMATIC NOTE\b|\bDIPNOTE\b`)},
	{"meeting", regexp.MustCompile(`\bMEETING\b|\bCONVERSATION\b|\bDISCUSSIONS?\b|\bCONSULTATIONS?\b`)},
	{"dtg", regexp.MustCompile(`\bDTG ?\d{6}Z?\b|\b\d{6}Z [A-Z]{3} ?\d{2}\b`)},
}

func otherKind(up string) string {
	for _, k := range otherKinds {
		if k.form.MatchString(up) {
			return k.kind
		}
	}
	return ""
}
