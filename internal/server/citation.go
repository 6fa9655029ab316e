package server

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"reftel/internal/cable"
	"reftel/web/templates"
)

// A cited is what a citation names. Paragraph is nil for a whole cable.
type cited struct {
	Cable     *cable.Cable
	Paragraph *cable.Paragraph
	URL       string // absolute where the address of the site is known
}

// citation makes all forms of a citation.
func citation(x cited) templates.Citation {
	path := cablePath(x.Cable.ID)
	return templates.Citation{
		Sentence: x.sentence(), BibTeX: x.bibTeX(), RIS: x.ris(),
		Links: []templates.Link{
			{Label: "BibTeX", Href: path + ".bib"},
			{Label: "RIS", Href: path + ".ris"},
		},
	}
}

// sentence is the citation in the manner of a Chicago note.
func (x cited) sentence() string {
	c := x.Cable
	var parts []string
	if s := sender(c); s != "" {
		parts = append(parts, s)
	}
	parts = append(parts, "“"+strings.ReplaceAll(strings.ReplaceAll(oneLine(c.Title()), "“", "‘"), "”", "’")+",”")
	rest := []string{c.ID}
	if d := longDate(c.Date); d != "" {
		rest = append(rest, d)
	}
	if x.Paragraph != nil {
		rest = append(rest, paragraphCited(x.Paragraph))
	}
	if c.Classification != "" {
		rest = append(rest, titleCase(c.Classification))
	}
	s := strings.Join(parts, ", ") + " " + strings.Join(rest, ", ")
	if x.URL != "" {
		s += "; " + x.URL
	}
	return s
}

// paragraphCited is "para. 3", "second para. 3" or "unnumbered para. 2".
func paragraphCited(p *cable.Paragraph) string {
	number, again, _ := strings.Cut(strings.TrimPrefix(p.Anchor, "par"), ".")
	switch {
	case p.Number == 0:
		return "unnumbered para. " + strings.TrimPrefix(p.Anchor, "p")
	case again != "":
		return ordinal(again) + " para. " + number
	}
	return fmt.Sprintf("para. %d", p.Number)
}

func ordinal(n string) string {
	switch n {
	case "2":
		return "second"
	case "3":
		return "third"
	}
	return n + "th"
}

// longDate is September 8, 2009; September 2009; 2009.
func longDate(d cable.Date) string {
	switch {
	case d.Year == 0:
		return ""
	case d.Month == 0:
		return fmt.Sprint(d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%s %d", time.Month(d.Month), d.Year)
	}
	return fmt.Sprintf("%s %d, %d", time.Month(d.Month), d.Day, d.Year)
}

// bibTeX is an entry of type misc, with braces around what must keep its case.
func (x cited) bibTeX() string {
	c := x.Cable
	var b strings.Builder
	fmt.Fprintf(&b, "@misc{%s,\n", bibKey(x))
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "  %-12s = {%s},\n", name, value)
		}
	}
	if s := sender(c); s != "" {
		field("author", "{"+bibText(s)+"}")
	}
	field("title", "{"+bibText(c.Title())+"}")
	if c.Date.Year != 0 {
		field("year", fmt.Sprint(c.Date.Year))
	}
	if c.Date.Month != 0 {
		field("month", strings.ToLower(time.Month(c.Date.Month).String()[:3]))
	}
	if c.Date.Day != 0 {
		field("date", fmt.Sprintf("%04d-%02d-%02d", c.Date.Year, c.Date.Month, c.Date.Day))
	}
	field("number", bibText(c.ID))
	field("howpublished", "Diplomatic cable")
	note := titleCase(c.Classification)
	if x.Paragraph != nil {
		note = strings.TrimSuffix(paragraphCited(x.Paragraph)+"; "+note, "; ")
	}
	field("note", bibText(note))
	if x.URL != "" {
		field("url", bibURL(x.URL))
	}
	b.WriteString("}\n")
	return b.String()
}

func bibKey(x cited) string {
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

func bibText(s string) string { return texEscapes.Replace(oneLine(s)) }

var braceEscapes = strings.NewReplacer("{", "%7B", "}", "%7D")

// bibURL keeps a URL from closing its braces.
func bibURL(s string) string { return braceEscapes.Replace(s) }

// ris is the citation as a RIS record.
func (x cited) ris() string {
	c := x.Cable
	var b strings.Builder
	line := func(tag, value string) {
		if value = oneLine(value); value != "" {
			fmt.Fprintf(&b, "%s  - %s\r\n", tag, value)
		}
	}
	b.WriteString("TY  - GEN\r\n")
	line("AU", strings.ReplaceAll(sender(c), ",", ""))
	line("TI", c.Title())
	for _, to := range c.To {
		line("A2", strings.ReplaceAll(to, ",", ""))
	}
	if c.Date.Year != 0 {
		line("PY", fmt.Sprintf("%04d", c.Date.Year))
		parts := [2]string{}
		if c.Date.Month != 0 {
			parts[0] = fmt.Sprintf("%02d", c.Date.Month)
		}
		if c.Date.Day != 0 {
			parts[1] = fmt.Sprintf("%02d", c.Date.Day)
		}
		line("DA", fmt.Sprintf("%04d/%s/%s/", c.Date.Year, parts[0], parts[1]))
	}
	line("M1", c.ID)
	line("M3", "Diplomatic cable")
	if x.Paragraph != nil {
		line("SP", paragraphCited(x.Paragraph))
	}
	line("N1", titleCase(c.Classification))
	for _, t := range c.Tags {
		line("KW", t.Code)
	}
	line("T2", c.Collection)
	line("UR", x.URL)
	b.WriteString("ER  - \r\n")
	return b.String()
}

// oneLine puts a text on one line and takes out control characters.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
}

// senders are how the kinds of offices are written in an address line.
var senders = []struct{ prefix, name string }{
	{"AMEMBASSY ", "Embassy "}, {"EMBASSY ", "Embassy "}, {"AMCONSUL ", "Consulate "}, {"CONSULATE ", "Consulate "},
	{"USMISSION ", "Mission "}, {"USINT ", "Interests Section "}, {"USLO ", "Liaison Office "}, {"USOFFICE ", "Office "},
}

// sender names the office that sent a cable, for readers: Embassy Mexico.
func sender(c *cable.Cable) string { return senderName(c.From, c.Origin) }

func senderName(from string, origin cable.Post) string {
	if origin.Name != "" {
		return origin.Name
	}
	from = oneLine(from)
	upper := strings.ToUpper(from)
	if strings.HasPrefix(upper, "SECSTATE") {
		return "Department of State"
	}
	for _, s := range senders {
		if strings.HasPrefix(upper, s.prefix) {
			return s.name + titleCase(from[len(s.prefix):])
		}
	}
	switch {
	case from != "" && from != upper:
		return from
	case from != "":
		return titleCase(from)
	}
	return origin.Code
}

// titleCase writes words in capitals with a first capital alone. Words of up
// to two letters, and those with digits, may be abbreviations and stay.
func titleCase(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		rs := []rune(w)
		if (len(rs) <= 2 && len(words) > 1 && !smallWords[w]) || strings.ContainsAny(w, "0123456789") || w != strings.ToUpper(w) {
			continue
		}
		if i > 0 && smallWords[w] {
			words[i] = strings.ToLower(w)
			continue
		}
		up := true
		for j, r := range rs {
			if !up {
				rs[j] = unicode.ToLower(r)
			}
			up = !unicode.IsLetter(r) && r != '\'' && r != '’'
		}
		words[i] = string(rs)
	}
	return strings.Join(words, " ")
}

var smallWords = map[string]bool{"OF": true, "THE": true, "AND": true, "FOR": true, "TO": true, "IN": true, "DE": true, "ON": true, "AT": true}
