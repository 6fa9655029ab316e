package telegram

import (
	"regexp"
	"strconv"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/reference"
)

// RefContext is what a reference list leaves unsaid: the year and post of the
// cable that it stands in.
type RefContext struct {
	Year   int
	Date   cable.Date
	Origin string // canonical post code
	Self   string // id of the cable, which is no reference of its own

	inferred *[]string // takes the ids of which the year was inferred
}

// ParseReferences reads the text of a REF block: lettered items, each one or
// more cables or something else (an e-mail, a phone talk, a report). A cable
// without a year is of the citing cable's own year; the last origin goes on
// ("STATE 41252 AND 44603"). What is no cable is typed and never forced into an
// id.
func ParseReferences(tables *reference.Tables, text string, c RefContext) []cable.Reference {
	var out []cable.Reference
	seen := map[string]bool{}
	for _, item := range splitItems(text) {
		for _, r := range parseItem(tables, item, c) {
			key := r.Letter + "|" + r.ID
			if r.ID == "" {
				key += r.Text
			}
			if r.ID != "" && r.ID == c.Self || seen[key] {
				continue
			}
			seen[key] = true
			out = append(out, r)
		}
	}
	return out
}

// cableRef finds one cable: optional year, origin in letters, serial.
//
//	1 year before   2 origin   3 serial   4 year behind in brackets
var cableRef = regexp.MustCompile(`(?:[('‘’]*\b(\d{4}|\d{2})\)?[ \-:]*|\b)([A-Z][A-Z'’\-]*(?:[ \n\-]+[A-Z][A-Z'’]+){0,3}?)[ \n\-#]*?(\d{1,7})\b(?: ?\((\d{4}|\d{2})\))?`)

var moreSerials = regexp.MustCompile(`^(?:\s*(?:,|AND|&|;|/|AND ALSO)\s*)+(\d{3,7})\b`)

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
	return n >= 3 && n < 10 && months[word[:3]] > 0 && notOrigins[word[:n]]
}

var notOrigins = map[string]bool{
	"JAN": true, "FEB": true, "MAR": true, "APR": true, "MAY": true, "JUN": true, "JUL": true, "AUG": true, "SEP": true, "OCT": true, "NOV": true, "DEC": true,
	"JANUARY": true, "FEBRUARY": true, "MARCH": true, "APRIL": true, "JUNE": true, "JULY": true, "AUGUST": true, "SEPTEMBER": true, "SEPT": true, "OCTOBER": true, "NOVEMBER": true, "DECEMBER": true,
	"PARA": true, "PARAS": true, "PARAGRAPH": true, "PAGE": true, "SECTION": true, "UNCLAS": true, "SECRET": true, "CONFIDENTIAL": true,
	"IIR": true, "TD": true, "FAM": true, "FAH": true, "E.O": true, "EO": true, "NO": true, "OF": true, "ON": true, "AND": true, "IN": true, "DATED": true, "DTG": true,
	"UNSCR": true, "UNSC": true, "RES": true, "RESOLUTION": true, "FAX": true, "MEMO": true, "REPORT": true, "GAR": true, "CITE": true, "FBIS": true, "REF": true, "REFTEL": true, "HRD": true,
}

// parseItem reads one item of the list.
func parseItem(tables *reference.Tables, item refListItem, c RefContext) []cable.Reference {
	text := fold(item.text)
	text = strings.TrimSpace(strings.TrimRight(text, " ;,:"))
	if text == "" {
		return nil
	}
	up := strings.ToUpper(text)
	kind := otherKind(up)
	var out []cable.Reference
	origin, year := "", ""
	rest := up
	base := 0
	for {
		loc := cableRef.FindStringSubmatchIndex(rest)
		// What else an item names may be said behind the cable that it begins with.
		if loc == nil || kind != "" && kind != "dtg" && (base > 0 || loc[0] > 0) {
			break
		}
		group := func(n int) string {
			if loc[2*n] < 0 {
				return ""
			}
			return rest[loc[2*n]:loc[2*n+1]]
		}
		name := stripNoise(tables, group(2))
		serial := group(3)
		y := group(1)
		if y == "" {
			y = group(4)
		}
		end := loc[1]
		if y == "" {
			y = yearBehind(rest[end:])
		}
		if y == "" && dayOf(serial, rest[end:]) {
			name = "" // IN LIMA 12 JULY
		}
		if id, ok := refID(tables, name, serial, y, c); ok {
			origin, year = name, y
			out = append(out, cable.Reference{Letter: item.letter, Kind: "cable", ID: id, Text: strings.TrimPrefix(strings.TrimSpace(text[min(len(text), base+loc[0]):min(len(text), base+loc[1])]), "AND ")})
			// Serials that repeat the origin.
			for {
				g := moreSerials.FindStringSubmatchIndex(rest[end:])
				if g == nil {
					break
				}
				s := rest[end+g[2] : end+g[3]]
				if yearAhead.MatchString(rest[end+g[2]:]) {
					break
				}
				if id, ok := refID(tables, origin, s, year, c); ok {
					out = append(out, cable.Reference{Letter: item.letter, Kind: "cable", ID: id, Text: origin + " " + s})
				}
				end += g[1]
			}
		}
		base += end
		rest = rest[end:]
	}
	mailed := airgrams(item.letter, text)
	switch behind := strings.Trim(text[min(base, len(text)):], " ,;"); {
	case len(out) == 1 && kind != "" && kind != "dtg" && behind != "" && behind[0] != '(':
		out = append(out, cable.Reference{Letter: item.letter, Kind: kind, Text: behind})
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
		out = append(out, cable.Reference{Letter: item.letter, Kind: kind, Text: text})
	}
	return out
}

// stripNoise drops words before the origin that are none of it: the shortest
// cut that leaves a post is taken.
func stripNoise(tables *reference.Tables, name string) string {
	name = strings.ReplaceAll(name, "\n", " ")
	words := strings.Fields(name)
	for len(words) > 1 && (notOrigins[words[0]] || len(words[0]) == 1) {
		words = words[1:]
	}
	for len(words) > 1 && refWords[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	for k := range words {
		tail := strings.Join(words[k:], " ")
		if _, closeness, ok := tables.MatchPost(tail); ok && (k == 0 || closeness != reference.Close) || senderAlone(tail) {
			return tail
		}
	}
	return strings.Join(words, " ")
}

// refWords stand between a post and a number: STATE CABLE 12345.
var refWords = set("CABLE TELEGRAM TEL MSG MESSAGE NO")

// relativeSender reports names that say only from which side a telegram of the
// 1960s came. The number is one of a series between two posts, so it makes no id.
func relativeSender(name string) bool {
	switch name {
	case "DEPTEL", "DEPTELS", "EMBTEL", "EMBTELS", "CONTEL", "CONGENTEL", "CIRTEL", "DEPCIRTEL":
		return true
	}
	return false
}

func refID(tables *reference.Tables, origin, serial, year string, c RefContext) (string, bool) {
	if origin == "" || notOrigins[origin] || strings.Trim(serial, "0") == "" {
		return "", false
	}
	if relativeSender(origin) {
		return "", true
	}
	post, closeness, ok := tables.MatchPost(origin)
	if senderAlone(origin) {
		post, ok = reference.Post{Code: origin}, true
	}
	if !ok || closeness == reference.Close && len(origin) < 5 {
		return "", false
	}
	number, _ := strconv.Atoi(serial)
	y := c.yearOf(post.Code, number)
	if year != "" {
		y, _ = strconv.Atoi(year)
		if y < 100 {
			if y <= 35 {
				y += 2000
			} else {
				y += 1900
			}
		}
	}
	if y == 0 {
		return "", true // a cable of a year that nothing tells
	}
	if c.Year > 0 && y > c.Year {
		return "", false // a cable can't cite one of a later year
	}
	id := cable.MRN{Year: y, Origin: post.Code, Serial: number}.String()
	if year == "" && y != c.Year && c.inferred != nil {
		*c.inferred = append(*c.inferred, id)
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
