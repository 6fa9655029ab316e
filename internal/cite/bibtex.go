package cite

import (
	"fmt"
	"strings"
	"time"
	"unicode"
)

// BibTeX is an entry of type unpublished, or incollection for a document of a volume,
// with braces around what must keep its case.
func (x Work) BibTeX() string {
	return x.entry(func(r record, field func(name, value string)) {
		d := r.date
		if r.volume != nil {
			field("year", bibText(r.volume.year))
			return
		}
		if d.Year != 0 {
			field("year", fmt.Sprint(d.Year))
		}
		if d.Month != 0 {
			month := time.Month(d.Month).String()
			if d.Day != 0 {
				month += fmt.Sprintf(" %d", d.Day) // BibTeX has no field for the day
			}
			field("month", month)
		}
	}, "address")
}

// BibLaTeX is the same for BibLaTeX, whose dates are in one field and which knows the
// date of a document apart from that of the volume.
func (x Work) BibLaTeX() string {
	return x.entry(func(r record, field func(name, value string)) {
		if r.volume == nil {
			field("date", r.date.String())
			field("library", bibText(r.id))
			return
		}
		field("date", bibText(r.volume.year))
		field("origdate", r.date.String())
	}, "location")
}

// entry is an entry with the dates that a function writes.
func (x Work) entry(dates func(r record, field func(name, value string)), place string) string {
	r := x.record()
	kind := "unpublished"
	if r.volume != nil {
		kind = "incollection"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "@%s{%s,\n", kind, r.key)
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "  %-12s = {%s},\n", name, value)
		}
	}
	whole := func(name, value string) {
		if value != "" {
			field(name, "{"+bibText(value)+"}")
		}
	}
	whole("author", r.office)
	whole("title", r.title)
	notes := r.notes
	if v := r.volume; v != nil {
		whole("booktitle", v.title)
		field("series", bibText(v.series))
		field("volume", bibText(v.number))
		var editors []string
		for _, p := range v.editors {
			editors = append(editors, bibPerson(p))
		}
		field("editor", strings.Join(editors, " and "))
		field("publisher", bibText(v.publisher))
		field(place, bibText(v.place))
		field("pages", bibText(v.document))
	} else {
		field("type", bibText(r.kind))
		field("number", bibText(r.id))
		notes = append([]string{r.kind + " " + r.id}, notes...)
	}
	dates(r, field)
	field("note", bibText(strings.Join(notes, "; ")))
	field("language", r.language)
	if r.url != "" {
		field("url", bibURL(r.url))
	}
	b.WriteString("}\n")
	return b.String()
}

// bibPerson is a name with its parts in the order that BibTeX splits at commas.
func bibPerson(p person) string {
	if p.given == "" {
		return "{" + bibText(p.family) + "}"
	}
	return bibText(join(", ", p.family, p.suffix, p.given))
}

func (x Work) key() string {
	key := x.Cable.ID
	if x.Paragraph != nil {
		key += "-" + x.Paragraph.Anchor
	}
	return strings.Map(func(r rune) rune {
		if r < 128 && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '.') {
			return r
		}
		return '-'
	}, key)
}

// texEscapes are what TeX reads as commands.
var texEscapes = strings.NewReplacer(
	`\`, `\textbackslash{}`, `{`, `\{`, `}`, `\}`, `$`, `\$`, `&`, `\&`, `%`, `\%`, `#`, `\#`, `_`, `\_`,
	`~`, `\textasciitilde{}`, `^`, `\textasciicircum{}`,
)

func bibText(s string) string { return texEscapes.Replace(OneLine(s)) }

var braceEscapes = strings.NewReplacer("{", "%7B", "}", "%7D")

// bibURL keeps a URL from closing its braces.
func bibURL(s string) string { return braceEscapes.Replace(s) }
