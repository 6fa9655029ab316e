package cite

import (
	"fmt"
	"strings"

	"reftel/internal/cable"
)

// A document of a printed volume is cited by its head and its number in the volume, as
// the volumes cite one another.

// printed reports whether the work is a document of a volume that gives itself a name.
func (x Work) printed() bool { return x.Cable.Edition != nil && x.Cable.Edition.Name != "" }

// head is the head of the document as it was printed.
func (x Work) head() string {
	if c := x.Cable; c.Subject != "" && !c.SubjectInferred {
		return c.Subject
	}
	return x.Cable.Title()
}

// number is where in its volume the document stands, and where in the document the
// paragraph.
func (x Work) number() string {
	s := x.Cable.ID
	if n := x.Cable.Edition.Number; n != "" {
		s = "Document " + n
	}
	if x.Paragraph != nil {
		s += ", " + paragraphCited(x.Paragraph)
	}
	return s
}

// inVolume is the sentence of a document in a volume.
func (x Work) inVolume() string {
	e := x.Cable.Edition
	s := "“" + strings.ReplaceAll(strings.ReplaceAll(OneLine(x.head()), "“", "‘"), "”", "’") + ",” "
	if d := dated(x.Cable); d != "" {
		s += d + ", "
	}
	s += "in " + e.VolumeTitle()
	if len(e.Editors) > 0 {
		s += ", " + edited(e.Editors)
	}
	if e.Imprint != "" {
		s += " (" + e.Imprint + ")"
	}
	s += ", " + x.number()
	if x.URL != "" {
		s += "; " + x.URL
	}
	return s
}

// dated is the date as a citation tells it.
func dated(c *cable.Cable) string {
	switch d := longDate(c.Date); {
	case c.Undated && d != "":
		return "undated [" + d + "]"
	case c.Undated:
		return "undated"
	default:
		return d
	}
}

// edited is "ed. A", "eds. A and B", "eds. A, B, and C".
func edited(names []string) string {
	switch n := len(names); n {
	case 1:
		return "ed. " + names[0]
	case 2:
		return "eds. " + names[0] + " and " + names[1]
	default:
		return "eds. " + strings.Join(names[:n-1], ", ") + ", and " + names[n-1]
	}
}

// imprint are the parts of Washington: Government Printing Office, 1998.
func imprint(s string) (place, publisher, year string) {
	publisher = s
	if i := strings.LastIndexByte(s, ' '); len(s[i+1:]) == 4 && strings.Trim(s[i+1:], "0123456789") == "" {
		publisher, year = strings.TrimSuffix(s[:max(i, 0)], ","), s[i+1:]
	}
	if p, rest, ok := strings.Cut(publisher, ": "); ok {
		place, publisher = p, rest
	}
	return place, publisher, year
}

// volumeBibTeX are the fields of the volume.
func (x Work) volumeBibTeX(field func(name, value string)) {
	e := x.Cable.Edition
	place, publisher, year := imprint(e.Imprint)
	field("booktitle", "{"+bibText(e.VolumeTitle())+"}")
	var editors []string
	for _, name := range e.Editors {
		editors = append(editors, "{"+bibText(name)+"}")
	}
	field("editor", strings.Join(editors, " and "))
	field("publisher", bibText(publisher))
	field("address", bibText(place))
	field("year", bibText(year))
	field("number", bibText(x.number()))
	note := "dated " + dated(x.Cable)
	if note == "dated " {
		note = ""
	}
	field("note", bibText(joinNotes(note, titleCase(x.Cable.Classification))))
}

// volumeRIS are the lines of a chapter of a book.
func (x Work) volumeRIS(line func(tag, value string)) {
	e := x.Cable.Edition
	place, publisher, year := imprint(e.Imprint)
	line("T2", e.VolumeTitle())
	for _, name := range e.Editors {
		line("A2", strings.ReplaceAll(name, ",", ""))
	}
	line("CY", place)
	line("PB", publisher)
	line("PY", year)
	line("SP", x.number())
	if d := dated(x.Cable); d != "" {
		line("N1", fmt.Sprintf("dated %s", d))
	}
}

func joinNotes(a, b string) string {
	return strings.Trim(a+"; "+b, "; ")
}
