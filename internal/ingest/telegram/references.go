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

type refListItem struct{ letter, text string }

// A bullet of the list: "A.", "(A)", "A)", "[A]", "A:", "¶B.", "A.)" and the
// doubled "A. (A)", "A. REF A".
var bullet = regexp.MustCompile(`(?:^|[\s;,.])[¶]?[\[(]?([A-Z]|\d)[\]).:]{1,2}(?:\s|$|\()|(?:^|\n)\s*([A-Z])\s+(?:\d\d |[A-Z]{4})`)

// splitItems cuts the block at its letters. The letters must run A, B, C …: a
// capital with a full stop that is out of turn belongs to the text (D. Smith).
func splitItems(text string) []refListItem {
	text = strings.TrimSpace(text)
	if text == "" {
		return nil
	}
	var out []refListItem
	next := byte('A')
	nextDigit := byte('1')
	pos, letter := 0, ""
	at := 0
	for at <= len(text) {
		loc := bullet.FindStringSubmatchIndex(text[at:])
		if loc == nil {
			break
		}
		g := 2
		if loc[2] < 0 {
			g = 4
		}
		ch := text[at+loc[g]]
		start, end := at+loc[0], at+loc[g+1]
		ok := ch == next || ch > next && ch <= next+1 && next > 'A' || isDigit(ch) && ch == nextDigit && letter == "" && strings.TrimSpace(text[:start]) == "" || isDigit(ch) && nextDigit > '1' && ch == nextDigit
		if !ok {
			at = end
			continue
		}
		if prev := strings.TrimSpace(text[pos:start]); letter != "" || prev != "" {
			out = append(out, refListItem{letter, prev})
		}
		letter = string(ch)
		if isDigit(ch) {
			nextDigit = ch + 1
		} else {
			next = ch + 1
		}
		for end < len(text) && strings.IndexByte("]).: \t", text[end]) >= 0 {
			end++
		}
		pos, at = end, max(end-1, at+1)
	}
	if rest := strings.TrimSpace(text[pos:]); rest != "" || letter != "" {
		out = append(out, refListItem{letter, rest})
	}
	return out
}

// cableRef finds one cable: optional year, origin in letters, serial.
//
//	1 year before   2 origin   3 serial   4 year behind in brackets
var cableRef = regexp.MustCompile(`(?:[('‘’]*\b(\d{4}|\d{2})\)?[ \-:]*|\b)([A-Z][A-Z'’\-]*(?:[ \n\-]+[A-Z][A-Z'’]+){0,3}?)[ \n\-#]*?(\d{1,7})\b(?: ?\((\d{4}|\d{2})\))?`)

var moreSerials = regexp.MustCompile(`^(?:\s*(?:,|AND|&|;|/|AND ALSO)\s*)+(\d{3,7})\b`)

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
	text = strings.TrimSpace(strings.TrimRight(text, " ;,"))
	if text == "" {
		return nil
	}
	up := strings.ToUpper(text)
	kind := otherKind(up)
	var out []cable.Reference
	origin, year := "", ""
	rest := up
	base := 0
	for kind == "" || kind == "dtg" {
		loc := cableRef.FindStringSubmatchIndex(rest)
		if loc == nil {
			break
		}
		group := func(n int) string {
			if loc[2*n] < 0 {
				return ""
			}
			return rest[loc[2*n]:loc[2*n+1]]
		}
		name := stripNoise(group(2))
		serial := group(3)
		y := group(1)
		if y == "" {
			y = group(4)
		}
		end := loc[1]
		if id, ok := refID(tables, name, serial, y, c); ok {
			origin, year = name, y
			out = append(out, cable.Reference{Letter: item.letter, Kind: "cable", ID: id, Text: strings.TrimSpace(text[min(len(text), base+loc[0]):min(len(text), base+loc[1])])})
			// Serials that repeat the origin.
			for {
				g := moreSerials.FindStringSubmatchIndex(rest[end:])
				if g == nil {
					break
				}
				s := rest[end+g[2] : end+g[3]]
				if id, ok := refID(tables, origin, s, year, c); ok {
					out = append(out, cable.Reference{Letter: item.letter, Kind: "cable", ID: id, Text: origin + " " + s})
				}
				end += g[1]
			}
		}
		base += end
		rest = rest[end:]
	}
	if len(out) == 1 {
		out[0].Text = text
	}
	if len(out) == 0 {
		if kind == "" {
			kind = "other"
		}
		out = append(out, cable.Reference{Letter: item.letter, Kind: kind, Text: text})
	}
	return out
}

// stripNoise drops words before the origin that are none of it.
func stripNoise(name string) string {
	words := strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '\n' })
	for len(words) > 1 && (notOrigins[words[0]] || len(words[0]) == 1 || words[0] == "SEE" || words[0] == "ALSO" || words[0] == "OUR" || words[0] == "CABLE" || words[0] == "PREVIOUS" || words[0] == "MY" || words[0] == "THE") {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

func refID(tables *reference.Tables, origin, serial, year string, c RefContext) (string, bool) {
	if origin == "" || notOrigins[origin] || strings.Trim(serial, "0") == "" {
		return "", false
	}
	post, closeness, ok := tables.MatchPost(origin)
	if !ok || closeness == reference.Close && len(origin) < 5 {
		return "", false
	}
	y := c.Year
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
	n, err := strconv.Atoi(serial)
	if err != nil {
		return "", false
	}
	return cable.MRN{Year: y, Origin: post.Code, Serial: n}.String(), true
}

// otherKinds are references that are no cables, by a word that names them.
var otherKinds = []struct {
	kind string
	form *regexp.Regexp
}{
	{"email", regexp.MustCompile(`\bE-?MAILS?\b|@`)},
	{"phone", regexp.MustCompile(`\bTEL ?CONS?\b|\bPHON(?:E|ECON)S?\b|\bTELEPHONE\b|\bFONECON\b`)},
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
