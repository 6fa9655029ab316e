package telegram

import (
	"regexp"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/marking"
	"reftel/internal/reference"
)

// tagsGoOn reports whether a line continues the TAGS field: the field ends in
// a comma, or the line itself begins like a tag and holds nothing else. A page
// line, a label or a caption ends it (5 FAH-3 H-111 and what cables show).
func tagsGoOn(have, t string) bool {
	if t == "" || marking.IsCaption(t) {
		return false
	}
	if hasLower(t) {
		// In a telegram of small letters codes go on, and nothing else.
		return have != "" && have == strings.ToLower(have) && bareTags(strings.ToUpper("ABCD, "+t))
	}
	if strings.HasSuffix(strings.TrimSpace(have), ",") || have == "" {
		return true
	}
	if strings.Count(have, "(") > strings.Count(have, ")") {
		return true
	}
	if mark, _ := marking.CutPortion(t); t[0] == '(' && mark == "" {
		return true // the name that belongs to the tag before it
	}
	for _, w := range strings.FieldsFunc(t, func(r rune) bool { return r == ' ' || r == ',' || r == ';' }) {
		w = strings.Trim(w, ".")
		if len(w) != 2 && len(w) != 4 && !strings.HasPrefix(w, "(") && !(len(w) == 3 && isUpper(w[0])) {
			return false
		}
		for i := 0; i < len(w); i++ {
			if !isUpper(w[i]) {
				return false
			}
		}
	}
	return true
}

var (
	markInTags = regexp.MustCompile(`\((?:` + marking.Portions + `)\)`)
	tagCode    = regexp.MustCompile(`^[A-Z0-9][A-Z0-9&\-]{1,}$`)
)

// parseTags splits the TAGS text into codes, persons and phrases and explains
// the codes by the scheme of the year.
func (m *Message) parseTags(tables *reference.Tables, year int) {
	text := markInTags.ReplaceAllString(m.tagsText, " ")
	have := map[string]bool{}
	add := func(t cable.Tag) {
		if t.Code != "" && !have[t.Code] {
			have[t.Code] = true
			m.Tags = append(m.Tags, t)
		}
	}
	for text != "" {
		open := strings.IndexByte(text, '(')
		plain, inside := text, ""
		if open >= 0 {
			plain = text[:open]
			rest := text[open+1:]
			if end := strings.IndexByte(rest, ')'); end >= 0 {
				inside, text = rest[:end], rest[end+1:]
			} else {
				inside, text = rest, ""
			}
		} else {
			text = ""
		}
		m.plainTags(tables, year, plain, add)
		if p := person(inside); p != "" {
			add(cable.Tag{Code: p, Kind: "person"})
		}
	}
}

// plainTags reads what stands outside brackets: comma-separated groups of
// codes, free phrases, and persons written without brackets.
func (m *Message) plainTags(tables *reference.Tables, year int, text string, add func(cable.Tag)) {
	groups := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' || r == '\n' || r == '/' })
	for gi := 0; gi < len(groups); gi++ {
		words := strings.Fields(groups[gi])
		var unknown []string
		flush := func() {
			if len(unknown) == 0 {
				return
			}
			phrase := strings.Join(unknown, " ")
			if t, ok := tables.Tag(strings.Join(unknown, ""), year); ok && len(unknown) > 1 {
				m.doubt("split tag", phrase) // P REL
				unknown = nil
				add(t)
				return
			}
			unknown = nil
			if len(phrase) < 2 {
				return
			}
			kind := "unknown"
			if strings.Contains(phrase, " ") || len(phrase) > 4 {
				kind = "phrase"
			}
			m.doubt("unknown tag", phrase)
			add(cable.Tag{Code: phrase, Kind: kind})
		}
		for _, w := range words {
			w = strings.ToUpper(strings.Trim(w, ".:-'\"¶#*"))
			if w == "" || marking.IsCaption(w) || w == "N/A" || w == "AND" && len(unknown) == 0 {
				continue
			}
			if t, ok := tables.Tag(w, year); ok {
				flush()
				add(t)
				continue
			}
			if parts, ok := tables.SplitTag(w, year); ok && !tables.IsWord(w) { // ECONOMIC is not ECON OM IC
				flush()
				m.doubt("split tag", w)
				for _, c := range parts {
					t, _ := tables.Tag(c, year)
					add(t)
				}
				continue
			}
			if len(w) == 4 && w[0] == 'K' && tagCode.MatchString(w) {
				flush()
				add(cable.Tag{Code: w, Kind: "program"})
				continue
			}
			unknown = append(unknown, w)
		}
		flush()
	}
}

// person puts "KISSINGER, HENRY A." in order and form; the brackets of a TAGS
// line name persons (instruction of 1974: OCON, OEXC, OREP, OTRA and OVIP carry
// a name).
func person(s string) string {
	s = strings.Trim(cable.OneLine(s), " ,.;")
	if len(s) < 3 || !strings.Contains(s, ", ") && !strings.ContainsFunc(s, func(r rune) bool { return r >= 'A' && r <= 'Z' }) {
		return ""
	}
	return strings.ToUpper(s)
}

// Tags reads a TAGS field that stands outside a telegram's text.
func (p *Parser) Tags(text string, year int) []cable.Tag {
	m := Message{tagsText: text}
	m.parseTags(p.Tables, year)
	return m.Tags
}
