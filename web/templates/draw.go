package templates

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/a-h/templ"
)

// The helpers of this file turn numbers and names into how they look.

// Site is the name of the site.
const Site = "Reftel"

// fullTitle is the text of the title element.
func (p Page) fullTitle() string {
	if p.Title == "" {
		return Site
	}
	return p.Title + " - " + Site
}

func (p Page) ogTitle() string { return or(p.OGTitle, or(p.Title, Site)) }
func (p Page) ogType() string  { return or(p.OGType, "website") }

// or is s, or failing that the other.
func or(s, other string) string {
	if s != "" {
		return s
	}
	return other
}

// num writes 12345 as 12,345.
func num(n int) string {
	s := strconv.Itoa(n)
	start := 0
	if n < 0 {
		start = 1
	}
	for i := len(s) - 3; i > start; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// count is a number with its noun: "1 cable", "12,345 cables".
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return num(n) + " " + many
}

func cables(n int) string { return count(n, "cable", "cables") }

// foundTitle is the heading of the results.
func foundTitle(n int, js []Jump) string {
	if n == 0 && len(js) > 0 {
		return "Found by id"
	}
	if n == 0 {
		return "No cables found"
	}
	return cables(n)
}

// jumpTitle is the heading of the cables that a text names.
func jumpTitle(n int) string {
	if n == 1 {
		return "Go to the cable"
	}
	return "Go to a cable"
}

// said is what a line says of the meaning of a code.
func (m Meaning) said() string {
	s := " is the TAGS code of “" + m.Meaning + "”"
	if m.Searched {
		s += "; cables with it are found too"
	}
	return s + "."
}

// level is the look of a classification.
func level(name string) string {
	name = strings.ToUpper(name)
	switch {
	case strings.Contains(name, "OFFICIAL USE"), strings.Contains(name, "SENSITIVE"), strings.Contains(name, "SBU"):
		return "badge limited"
	case strings.HasPrefix(name, "UNCLAS"):
		return "badge open"
	case strings.Contains(name, "SECRET"):
		return "badge secret"
	case strings.Contains(name, "CONFIDENTIAL"):
		return "badge confidential"
	}
	return "badge open"
}

// runClass is the look of a mention in the text.
func runClass(k RunKind) string {
	switch k {
	case Person, Organisation, Place, Misc, CableRef, AbsentRef:
		return "e-" + string(k)
	}
	return ""
}

// others says how many addressees are not shown: " and 4 others".
func others(to []string) string {
	switch n := len(to) - 1; {
	case n < 1:
		return ""
	case n == 1:
		return " and 1 other"
	default:
		return " and " + num(n) + " others"
	}
}

// A look is how mentions of a kind are drawn, and the name of the kind.
type look struct{ class, name string }

// legend explains the looks of the mentions that the paragraphs have.
func legend(paragraphs []Paragraph) []look {
	have := make(map[RunKind]bool)
	inferred := false
	for _, p := range paragraphs {
		for _, r := range p.Runs {
			have[r.Kind] = true
			inferred = inferred || r.Inferred != ""
		}
	}
	var looks []look
	for _, k := range []RunKind{Person, Organisation, Place, Misc, CableRef, AbsentRef} {
		if have[k] {
			looks = append(looks, look{runClass(k), kindName(k)})
		}
	}
	if inferred {
		looks = append(looks, look{runClass(Person) + " guess", "inferred: that it is a name, or whose"})
	}
	return looks
}

// at is the number of a document behind the name of its volume.
func (v *InVolume) at() string {
	if v.Number == "" {
		return ""
	}
	return ", " + v.Number
}

// title is what a mention is, where its text does not say it.
func (r Run) title() string {
	if r.Name != "" && r.Inferred != "" {
		return r.Name + ", " + r.Inferred
	}
	return or(r.Name, r.Inferred)
}

// kindName is the legend of a kind of mention.
func kindName(k RunKind) string {
	switch k {
	case Person:
		return "person"
	case Organisation:
		return "organisation"
	case Place:
		return "place"
	case Misc:
		return "other name"
	case CableRef:
		return "cable held here"
	case AbsentRef:
		return "cable not held"
	}
	return ""
}

// ---- histograms: bars in a box of 10 units a bar and 100 units high

func (h Histogram) viewBox() string {
	return "0 0 " + strconv.Itoa(10*len(h.Bars)) + " 100"
}

func (h Histogram) highest() int {
	most := 1
	for _, b := range h.Bars {
		most = max(most, b.Count)
	}
	return most
}

// narrowed tells whether a part of the span is chosen.
func (h Histogram) narrowed() bool {
	chosen := 0
	for _, b := range h.Bars {
		if b.Selected {
			chosen++
		}
	}
	return chosen > 0 && chosen < len(h.Bars)
}

func barLeft(i int) string { return strconv.Itoa(10*i + 1) }
func hitLeft(i int) string { return strconv.Itoa(10 * i) }

// barHeight is at least 2 for anything above zero, so that it can be seen.
func barHeight(n, most int) int {
	if n <= 0 {
		return 0
	}
	return max(2, n*98/max(most, 1))
}

func barTop(n, most int) string  { return strconv.Itoa(100 - barHeight(n, most)) }
func barTall(n, most int) string { return strconv.Itoa(barHeight(n, most)) }

func barClass(b Bar, narrowed bool) string {
	if narrowed && !b.Selected {
		return "col dim"
	}
	return "col"
}

// ticks are the labels under the axis: the first, the middle, the last.
func (h Histogram) ticks() []string {
	n := len(h.Bars)
	tick := func(i int) string { return h.Bars[i].Tick }
	switch {
	case n == 0:
		return nil
	case n == 1:
		return []string{tick(0)}
	case n == 2:
		return []string{tick(0), tick(1)}
	}
	return []string{tick(0), tick(n / 2), tick(n - 1)}
}

// ---- parts for the packages of single families of pages

// Crumbs are the way from the home page.
func Crumbs(ls []Link) templ.Component { return crumbs(ls) }

// Facts are a list of definitions.
func Facts(fs []Fact) templ.Component { return facts(fs) }

// Dated is a date, marked where it was concluded.
func Dated(d Date) templ.Component { return date(d) }

// Paged leads through a list.
func Paged(p Pagination) templ.Component { return pagination(p) }

// Number writes 12345 as 12,345.
func Number(n int) string { return num(n) }

// longList is the number of values after which the rest is folded away.
const longList = 8

func filtersLabel(selections int) string {
	if selections == 0 {
		return "Filters"
	}
	return "Filters (" + strconv.Itoa(selections) + ")"
}

func lang(code string) string { return or(code, "en") }

// ordinal gives a unique id to the n-th thing of its kind on a page.
func ordinal(prefix string, i int) string { return prefix + "-" + strconv.Itoa(i) }

func hasMeaning(cs []Caption) bool {
	for _, c := range cs {
		if c.Meaning != "" {
			return true
		}
	}
	return false
}

// capital is s with a capital first letter.
func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}
