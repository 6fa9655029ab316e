package cite

import (
	"fmt"
	"net/url"
	"strings"
	"time"
	"unicode"

	"reftel/internal/archive"
	"reftel/internal/cable"
)

// BibTeX is an entry of type misc, or incollection for a document of a volume, with
// braces around what must keep its case.
func (x Work) BibTeX() string {
	c := x.Cable
	var b strings.Builder
	kind := "misc"
	if x.printed() {
		kind = "incollection"
	}
	fmt.Fprintf(&b, "@%s{%s,\n", kind, bibKey(x))
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "  %-12s = {%s},\n", name, value)
		}
	}
	if s := Sender(c); s != "" {
		field("author", "{"+bibText(s)+"}")
	}
	if x.printed() {
		field("title", "{"+bibText(x.head())+"}")
		x.volumeBibTeX(field)
		if x.URL != "" {
			field("url", bibURL(x.URL))
		}
		b.WriteString("}\n")
		return b.String()
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

func bibKey(x Work) string {
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

// RIS is the citation as a RIS record.
func (x Work) RIS() string {
	c := x.Cable
	var b strings.Builder
	line := func(tag, value string) {
		if value = OneLine(value); value != "" {
			fmt.Fprintf(&b, "%s  - %s\r\n", tag, value)
		}
	}
	if x.printed() {
		b.WriteString("TY  - CHAP\r\n")
		line("AU", strings.ReplaceAll(Sender(c), ",", ""))
		line("TI", x.head())
		x.volumeRIS(line)
		line("UR", x.URL)
		b.WriteString("ER  - \r\n")
		return b.String()
	}
	b.WriteString("TY  - GEN\r\n")
	line("AU", strings.ReplaceAll(Sender(c), ",", ""))
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

// COinS is the citation of a cable in the form that Zotero finds in lists.
func COinS(sum archive.Summary) string {
	v := url.Values{
		"ctx_ver": {"Z39.88-2004"}, "rft_val_fmt": {"info:ofi/fmt:kev:mtx:dc"}, "rft.type": {"document"},
		"rft.title": {sum.Title}, "rft.identifier": {sum.ID},
	}
	if d := sum.Date; !d.IsZero() {
		v.Set("rft.date", cable.Date{Year: d.Year, Month: d.Month, Day: d.Day}.String())
	}
	if from := SenderName(sum.From, sum.Origin); from != "" {
		v.Set("rft.creator", from)
	}
	return v.Encode()
}
