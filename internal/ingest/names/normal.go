package names

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"reftel/internal/cable"
	"reftel/internal/ingest/names/person"
	"reftel/internal/reference"
)

// titles are ranks and offices that stand before a person's name and are no
// part of it.
var titles = set(`mr mrs ms miss mme madame dr prof professor sir dame lord lady rev father sister brother
 gen general generalissimo lt ltc ltg lieutenant col colonel maj major mg bg brig brigadier capt captain cdr commander cmdr adm admiral vadm radm sgt sergeant marshal
 president vice-president prime minister foreign defense interior finance deputy secretary undersecretary ambassador amb consul charge counselor attache
 excellency secretary-general undersecretary-general under vice deputy-secretary premier chancellor senator sen congressman congresswoman congressperson rep representative governor gov mayor judge justice chief director chairman
 king queen prince princess sheikh shaykh sultan emir amir pope cardinal bishop archbishop patriarch former acting the
 pm fm dcm pol econ econoff poloff conoff hon honorable honourable baron count viscount marquis commissioner interpreter comrade señor senor sr sra srta
 herr monsieur signor attorney-general brigadier-general major-general lieutenant-general rear-admiral vice-admiral consul-general`)

func set(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(s) {
		out[w] = true
	}
	return out
}

// edges are signs that are no part of a name they stand beside.
const edges = ` ,;:'‘’-/*`

// Normal is the name under which a mention is counted: white space folded,
// quotes and punctuation round it and the possessive off, titles of a person
// off, a name in capitals in title case unless it is an abbreviation.
func Normal(tables *reference.Tables, kind, text string) string {
	s := trimmed(paired(kind, bare(trimmed(cable.OneLine(text)))))
	if s != "" && s[len(s)-1]|0x20 == 's' {
		for _, tail := range [...]string{"'s", "’s", "'S", "’S"} {
			s = strings.TrimSuffix(s, tail)
		}
	}
	if strings.HasSuffix(s, ".") && !abbreviated(s) {
		s = strings.TrimSuffix(s, ".")
	}
	if s = bare(s); kind == cable.PER {
		s = withoutStops(tables, withoutTitles(s))
	} else {
		s = opened(s)
	}
	if !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return "" // it has no key
	}
	if upper(s) {
		switch kind {
		case cable.PER, cable.LOC:
			if len(s) > 3 && (kind == cable.PER || !strings.Contains(s, ".")) {
				s = capitalised(s)
			}
		default:
			if strings.Contains(s, " ") {
				s = tables.TitleCase(s)
			}
		}
	}
	return s
}

// withoutStops takes the full stop from a given name that is written out: of William.
// H. Seward the printer had the first too much.
func withoutStops(tables *reference.Tables, s string) string {
	if !strings.Contains(s, ". ") {
		return s
	}
	words := strings.Split(s, " ")
	for i, w := range words[:len(words)-1] {
		if given, ok := strings.CutSuffix(w, "."); ok && len(given) > 4 && tables.IsGivenName(given) {
			words[i] = given
		}
	}
	return strings.Join(words, " ")
}

// opened is a name without the brackets round its first words: (United Nations),
// Atomic Energy Commission.
func opened(s string) string {
	inside, rest, ok := strings.Cut(s, ")")
	if !ok || !strings.HasPrefix(inside, "(") || strings.TrimLeft(rest, ", ") == "" || strings.ContainsAny(inside[1:], "([") {
		return s
	}
	return strings.TrimSpace(inside[1:]) + " " + strings.TrimLeft(rest, ", ")
}

// abbreviated reports whether the full stop at the end belongs to the name:
// U.S., Washington D.C., Jr.
func abbreviated(s string) bool {
	last := s[strings.LastIndexByte(s, ' ')+1:]
	return strings.Count(last, ".") > 1 || len(last) <= 3
}

// trimmed is a name without the signs of edges round it.
func trimmed(s string) string {
	plain := func(c byte) bool { return c < utf8.RuneSelf && letterOrDigit[c] }
	if s != "" && plain(s[0]) && plain(s[len(s)-1]) {
		return s
	}
	return strings.Trim(s, edges)
}

// bare is a name without a pair of brackets or quotes round the whole of it.
func bare(s string) string {
	for {
		if s == "" || letterOrDigit[s[0]&0x7F] && s[0] < utf8.RuneSelf {
			return s
		}
		r, n := utf8.DecodeRuneInString(s)
		sign := closing[r]
		if sign == 0 || len(s) > maxPaired || len(s) < n+utf8.RuneLen(sign) || !strings.HasSuffix(s, string(sign)) || closes(s[n:], sign) != len(s)-n-utf8.RuneLen(sign) {
			return s
		}
		s = trimmed(s[n : len(s)-utf8.RuneLen(sign)])
	}
}

// offices are what a title may be of: Secretary of State, Minister for Foreign
// Affairs.
var offices = set(`of for and the state defense defence foreign affairs interior finance foreign external internal economic trade commerce
 justice agriculture labor labour health education war navy army treasury information planning staff security national public works`)

// husbands are first names of men behind which Mrs. says whose wife it is.
var husbands = set(`john robert william james george charles henry thomas edward richard joseph david frank arthur harry albert walter
 paul fred louis philip lyndon dwight franklin theodore herbert winston harold hubert nelson dean cyrus averell lars ivan juan jose carlos pierre jean hans`)

// withoutTitles takes ranks and offices off the front of a person's name. That a
// woman is named after her husband is kept.
func withoutTitles(s string) string {
	name := cable.OneLine(person.Bare(s))
	wife, titled := false, false
	var room [32]byte
	for {
		first, rest, more := strings.Cut(name, " ")
		if !more {
			return name
		}
		w := lower(room[:0], strings.Trim(first, ".,"))
		if !titles[string(w)] && !(titled && offices[string(w)]) {
			if wife && (husbands[string(w)] || len(w) == 1) {
				return "Mrs. " + name
			}
			return name
		}
		titled = true
		wife = wife || string(w) == "mrs" || string(w) == "mme" || string(w) == "madame"
		name = rest
	}
}

// lower appends a word in small letters.
func lower(b []byte, w string) []byte {
	for i := range len(w) {
		c := w[i]
		if c >= utf8.RuneSelf {
			return append(b[:0], strings.ToLower(w)...)
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		b = append(b, c)
	}
	return b
}

func upper(s string) bool {
	letters := false
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		letters = letters || unicode.IsUpper(r)
	}
	return letters
}

// roman are numbers at the end of a name.
var roman = map[string]bool{"II": true, "III": true, "IV": true}

var particles = set("de la del las los da das do dos di van von der den al el bin ibn y e")

// capitalised writes a name in capitals as names are written: Henry A.
// Kissinger, Ruiz de la Peña, O'Rourke, Saint-Denis.
func capitalised(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		if lower := strings.ToLower(w); i > 0 && i < len(words)-1 && particles[lower] {
			words[i] = lower
			continue
		}
		start := true
		words[i] = strings.Map(func(r rune) rune {
			if !unicode.IsLetter(r) {
				start = r == '-' || r == '.' || r == '\'' || r == '’'
				return r
			}
			if start {
				start = false
				return unicode.ToUpper(r)
			}
			return unicode.ToLower(r)
		}, w)
		if i > 0 && i == len(words)-1 && roman[strings.TrimRight(w, ".")] {
			words[i] = w
		}
		if strings.HasPrefix(words[i], "Mc") && len(words[i]) > 3 {
			words[i] = "Mc" + strings.ToUpper(words[i][2:3]) + words[i][3:]
		}
	}
	return strings.Join(words, " ")
}

// IsTitle reports whether a word, in small letters, stands before names of persons.
func IsTitle(word string) bool { return bearing[word] }
