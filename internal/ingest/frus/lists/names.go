package lists

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"reftel/internal/cable"
)

// Readable turns a name of a list round: "Lodge, Henry Cabot, Jr." is
// Henry Cabot Lodge, Jr. Other names in brackets and nicknames in quotes are no
// part of it.
func Readable(s string) string {
	s, _ = cutAsides(s)
	s = strings.Trim(cable.OneLine(s), " ,;:")
	last, first, suffix := parts(s)
	if first == "" {
		return s
	}
	name := first + " " + last
	if suffix != "" {
		name += ", " + suffix
	}
	return name
}

// parts are those of a name of a list; first is "" where it is not turned round.
func parts(s string) (last, first, suffix string) {
	last, rest, ok := strings.Cut(s, ", ")
	if !ok || rest == "" {
		return s, "", ""
	}
	first, suffix, _ = strings.Cut(rest, ", ")
	if isSuffix(first) {
		return s, "", ""
	}
	return last, first, suffix
}

// An aside is what stands in brackets or quotes inside of a name.
type aside struct {
	text   string
	quoted bool
	family bool // it stands behind the family name: Fahmy (Fahmi), Ismail
}

var closing = map[rune]rune{'(': ')', '[': ']', '“': '”', '"': '"'}

// cutAsides takes out what stands in brackets and in double quotes, and
// brackets and quotes that never close.
func cutAsides(s string) (string, []aside) {
	if !strings.ContainsAny(s, `()[]“”"`) {
		return s, nil
	}
	var asides []aside
	var out []rune
	rs := []rune(s)
	for i := 0; i < len(rs); i++ {
		if end, opens := closing[rs[i]]; opens {
			if n := slices.Index(rs[i+1:], end); n >= 0 {
				asides = append(asides, aside{strings.Trim(string(rs[i+1:i+1+n]), " ,"), rs[i] == '“' || rs[i] == '"', !slices.Contains(out, ',')})
				i += n + 1
				// “Tor,” takes the comma before it along, (Dal), leaves the one behind.
				if t := strings.TrimRight(string(out), " "); i+1 == len(rs) || rs[i+1] == ',' {
					out = []rune(strings.TrimRight(t, " ,"))
				}
			}
			continue
		}
		if strings.ContainsRune(")]”", rs[i]) {
			continue
		}
		out = append(out, rs[i])
	}
	return string(out), asides
}

func isSuffix(s string) bool {
	switch strings.TrimRight(s, ".") {
	case "Jr", "Sr", "II", "III", "IV", "2d", "3d", "2nd", "3rd":
		return true
	}
	return false
}

// variants are the other names that an entry gives in brackets and quotes: ways
// of writing the family name, first names, whole names, nicknames. What may be
// one of several is left out. With pseudonyms, what stands in brackets is a name
// of its own.
func variants(entry string, pseudonyms bool) []string {
	bare, asides := cutAsides(entry)
	last, first, suffix := parts(strings.Trim(cable.OneLine(bare), " ,;:"))
	given := func(s string) string {
		name := s + " " + last
		if suffix != "" {
			name += ", " + suffix
		}
		return name
	}
	var out []string
	for _, a := range asides {
		text := knownAs.ReplaceAllString(a.text, "")
		switch {
		case !begins(text) || strings.ToUpper(text) == text: // later Maj. Gen., USN
		case a.quoted:
			if first != "" && !strings.Contains(text, " ") {
				out = append(out, given(text))
			}
		case a.family && first != "":
			for _, s := range alternatives(text) {
				out = append(out, Readable(s+strings.TrimPrefix(bare, last)))
			}
		default:
			for _, s := range alternatives(text) {
				switch words := strings.Fields(s); {
				case strings.Contains(s, ", "):
					out = append(out, Readable(s))
				case pseudonyms:
					out = append(out, s)
				case len(words) == 1:
					if first != "" && writtenOut(first) {
						out = append(out, given(s))
					}
				case first != "" && (strings.HasSuffix(s, ".") || initials(s) == initials(first)):
					out = append(out, given(s))
				default:
					out = append(out, s)
				}
			}
		}
	}
	return out
}

// knownAs are words that another name stands behind.
var knownAs = regexp.MustCompile(`^(?:also known as|also|formerly|alias|a\.k\.a\.|born|n[ée]e?) `)

// alternatives divides several names: Jaafar Nimeiry, Gaafar Nimeiry. One that
// is turned round, Playdon, William D., stays whole.
func alternatives(s string) []string {
	var out []string
	for _, piece := range strings.FieldsFunc(strings.ReplaceAll(s, " or ", ";"), func(r rune) bool { return r == ';' }) {
		names := strings.Split(strings.TrimSpace(piece), ", ")
		if len(names) == 2 && !strings.Contains(names[0], " ") && strings.Contains(names[1], " ") {
			names = []string{strings.TrimSpace(piece)}
		}
		out = append(out, names...)
	}
	return slices.DeleteFunc(out, func(s string) bool { return !begins(s) })
}

// begins reports whether a name may begin so.
func begins(s string) bool {
	for _, r := range s {
		return unicode.IsUpper(r) || r == '‘' || r == '’' || r == '\''
	}
	return false
}

// writtenOut reports whether one of the first names is more than its initial.
func writtenOut(first string) bool {
	return slices.ContainsFunc(strings.Fields(first), func(w string) bool { return len(w) > 2 && !strings.Contains(w, ".") })
}

func initials(s string) string {
	var b strings.Builder
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '.' || r == '-' }) {
		for _, r := range w {
			b.WriteRune(unicode.ToUpper(r))
			break
		}
	}
	return b.String()
}
