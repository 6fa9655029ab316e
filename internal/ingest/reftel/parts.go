package reftel

import (
	"regexp"
	"slices"
	"strings"

	"reftel/internal/cable"
)

// typed reads an item that names something else than a cable: an e-mail, a
// report. Cables may stand beside it, parted from it by a semicolon, a comma or
// AND; one that only occurs in its words is none.
func (p *parser) typed(letter, text, kind string) (out []cable.Reference) {
	open := false // the last reference is no cable and may go on
	for _, part := range splitParts(text) {
		own := otherKind(strings.ToUpper(part.text))
		found, end := p.cables(letter, part.text, true)
		behind := strings.Trim(part.text[min(end, len(part.text)):], " ,;.)")
		switch {
		case len(found) > 0 && (behind == "" || behind[0] == '('):
			out, open = append(out, found...), false
			continue
		case len(found) == 1 && own != "":
			out = append(out, found[0], cable.Reference{Letter: letter, Kind: own, Text: behind})
			open = true
			continue
		case len(found) > 0 && own == "":
			out, open = append(out, found...), false
			continue
		}
		if open && part.sign != ';' && (own == "" || own == out[len(out)-1].Kind) {
			last := &out[len(out)-1]
			last.Text += part.before + part.text
			continue
		}
		if own == "" {
			own = "other"
			if len(out) == 0 && part.sign != ';' {
				own = kind
			}
		}
		out, open = append(out, cable.Reference{Letter: letter, Kind: own, Text: part.text}), true
	}
	return out
}

// A part of an item, with the sign that parts it from the one before.
type part struct {
	text   string
	before string // as printed
	sign   byte   // of before: ';', ',' or 'A' for AND; 0 for the first part
}

// splitParts cuts at semicolons, commas and AND outside of brackets.
func splitParts(text string) []part {
	var out []part
	depth, from := 0, 0
	next := part{}
	cut := func(at, n int, sign byte) {
		next.text = strings.TrimSpace(text[from:at])
		if next.text != "" {
			out = append(out, next)
		}
		from = at + n
		next = part{sign: sign, before: text[at:from]}
		if sign != 'A' {
			next.before += " "
		}
	}
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '(' || c == '[':
			depth++
		case (c == ')' || c == ']') && depth > 0:
			depth--
		case depth > 0:
		case c == ';' || c == ',':
			cut(i, 1, c)
		case c == ' ' && len(text) > i+5 && strings.EqualFold(text[i:i+5], " and "):
			cut(i, 5, 'A')
			i = from - 1 // the space behind this AND begins no other
		}
	}
	next.text = strings.TrimSpace(text[from:])
	if next.text != "" {
		out = append(out, next)
	}
	return out
}

// otherKinds are references that are no cables, by a word that names them.
var otherKinds = []struct {
	kind string
	has  []string // one of which is in each match
	form *regexp.Regexp
}{
	{"email", []string{"MAIL", "@"}, regexp.MustCompile(`\bE-?MAILS?\b|@`)},
	{"phone", []string{"TEL", "PHON", "FONECON"}, regexp.MustCompile(`\bTEL ?CONS?\b|\bTELE ?CO[NM]S?\b|\bPHON(?:E|ECON)S?\b|\bTELEPHONE\b|\bFONECON\b`)},
	{"fax", []string{"FAX"}, regexp.MustCompile(`\b(?:TELE)?FAX\b`)},
	{"report", []string{"TD", "IIR", "INTEL"}, regexp.MustCompile(`\bTD-?\d|\bIIR\b|\bTD ?-? ?314|\bCIA TD|\bINTEL(?:LIGENCE)? REPORT`)},
	{"osc", []string{"OSC", "FBIS"}, regexp.MustCompile(`\bOSC\b|\bFBIS\b`)},
	{"fam", []string{"FA"}, regexp.MustCompile(`\b\d+ ?FA[MH]\b`)},
	{"web", []string{"HTTP", "WWW."}, regexp.MustCompile(`HTTPS?:|WWW\.`)},
	{"memo", []string{"MEMO", "LETTER", "AIRGRAM", "DIP"}, regexp.MustCompile(`\bMEMO(?:RANDUM|CON)?S?\b|\bLETTER\b|\bAIRGRAM\b|\bDIPLOMATIC NOTE\b|\bDIPNOTE\b`)},
	{"meeting", []string{"MEETING", "CONVERSATION", "DISCUSSION", "CONSULTATION"}, regexp.MustCompile(`\bMEETING\b|\bCONVERSATION\b|\bDISCUSSIONS?\b|\bCONSULTATIONS?\b`)},
	{"dtg", []string{"DTG", "Z "}, regexp.MustCompile(`\bDTG ?\d{6}Z?\b|\b\d{6}Z [A-Z]{3} ?\d{2}\b`)},
}

func otherKind(up string) string {
	for _, k := range otherKinds {
		has := func(word string) bool { return strings.Contains(up, word) }
		if slices.ContainsFunc(k.has, has) && k.form.MatchString(up) {
			return k.kind
		}
	}
	return ""
}
