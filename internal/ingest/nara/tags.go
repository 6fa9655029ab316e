package nara

import (
	"slices"
	"strconv"
	"strings"

	"reftel/internal/cable"
)

// tags takes the TAGS of the attributes when the text has none. Else it adds
// what the indexers knew beyond the line as printed, told apart in a note, and
// takes their spelling of a code where the line as printed has none: EOXC stands
// for OEXC, PFORN for PFOR. Attributes that share nothing with the text in TAGS
// and subject are those of another telegram and change nothing.
func (r reader) tags(c *cable.Cable, text string, another bool) {
	if text == "" {
		return
	}
	others := r.grammar.Tags(text, c.Date.Year)
	if len(c.Tags) == 0 {
		c.Tags = others
		c.Doubts = append(c.Doubts, cable.Doubt{Kind: "TAGS of the attributes", Detail: strconv.Itoa(len(others))})
		return
	}
	if another && !slices.ContainsFunc(others, func(t cable.Tag) bool { return tagAt(c.Tags, t.Code) >= 0 }) {
		return
	}
	var added []string
	for _, t := range others {
		if tagAt(c.Tags, t.Code) >= 0 {
			continue
		}
		if i := named(c.Tags, t); i >= 0 {
			if strings.HasPrefix(t.Code, c.Tags[i].Code) {
				c.Tags[i] = t // VANCE, CYRUS is VANCE, CYRUS R
			}
			continue
		}
		if i := slices.IndexFunc(c.Tags, func(have cable.Tag) bool { return isSlip(have, t) }); i >= 0 {
			c.Doubts = append(c.Doubts, cable.Doubt{Kind: "tag mended by the attributes", Detail: c.Tags[i].Code + " -> " + t.Code})
			c.Warnings = append(c.Warnings, "The tag "+t.Code+" is printed "+c.Tags[i].Code+".")
			c.Tags[i] = t
			continue
		}
		c.Tags = append(c.Tags, t)
		added = append(added, t.Code)
	}
	if len(added) > 0 {
		list := strings.Join(added, "; ")
		c.Doubts = append(c.Doubts, cable.Doubt{Kind: "tags of the attributes beside the text's", Detail: list})
		c.Notes = append(c.Notes, cable.Note{Text: "TAGS of the archive's index that the text does not have: " + list})
	}
}

// tagAt is the place of a code among tags, or -1.
func tagAt(tags []cable.Tag, code string) int {
	return slices.IndexFunc(tags, func(t cable.Tag) bool { return t.Code == code })
}

// isSlip reports whether a printed word that is no code is one slip of the hand
// away from a code: a letter more, less or other, or two exchanged.
func isSlip(printed, code cable.Tag) bool {
	return isCode(code) && len(code.Code) == 4 && !isCode(printed) && printed.Kind != "person" && oneSlip(printed.Code, code.Code)
}

// isCode reports whether the scheme knows a tag.
func isCode(t cable.Tag) bool {
	return t.Kind != "unknown" && t.Kind != "phrase" && t.Kind != "person"
}

// oneSlip reports whether two words of capitals are an edit apart.
func oneSlip(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	switch len(b) - len(a) {
	case 0:
		return i < len(a) && (a[i+1:] == b[i+1:] || i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:])
	case 1:
		return a[i:] == b[i+1:]
	}
	return false
}

// named is the place among tags of a person with the surname, or -1.
func named(tags []cable.Tag, person cable.Tag) int {
	if person.Kind != "person" {
		return -1
	}
	return slices.IndexFunc(tags, func(t cable.Tag) bool {
		return t.Kind == "person" && surname(t.Code) == surname(person.Code)
	})
}

// surname is the first word of a name as it stands in TAGS: KISSINGER, HENRY.
func surname(person string) string {
	name, _, _ := strings.Cut(person, ",")
	name, _, _ = strings.Cut(strings.TrimSpace(name), " ")
	return name
}
