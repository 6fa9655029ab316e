package templates

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/a-h/templ"

	"reftel/web/templates/words"
)

// The helpers of this file turn numbers and names into how they look.

// Site is the name of the program, and of the site where its operator gave it none.
const Site = "Reftel"

// site is the name of the site.
func (p Page) site() string { return or(p.Operator.Name, Site) }

// fullTitle is the text of the title element.
func (p Page) fullTitle() string {
	if p.Title == "" {
		return p.site()
	}
	return p.Title + " - " + p.site()
}

func (p Page) ogTitle() string { return or(p.OGTitle, or(p.Title, p.site())) }

// described is what search engines show of a page: what it says of itself, else of what
// it is a part.
func (p Page) described(say *words.Speaker) string {
	if p.Description == "" && !p.NoIndex && p.Title != "" {
		return say.Say("%s: a part of an archive of diplomatic cables whose full text can be searched.", p.Title)
	}
	return p.Description
}

// in is the absolute address of the page in a language.
func (p Page) in(t Tongue) string {
	return p.Base + "/" + t.Lang + strings.TrimPrefix(p.Canonical, p.Base)
}

func (p Page) ogType() string { return or(p.OGType, "website") }

// or is s, or failing that the other.
func or(s, other string) string {
	if s != "" {
		return s
	}
	return other
}

// foundTitle is the heading of the results.
func foundTitle(say *words.Speaker, n int, js []Jump) string {
	if n == 0 && len(js) > 0 {
		return say.Say("Found by id")
	}
	if n == 0 {
		return say.Say("No cables found")
	}
	return say.Count(n, "%d cable", "%d cables")
}

// jumpTitle is the heading of the cables that a text names.
func jumpTitle(say *words.Speaker, n int) string {
	if n == 1 {
		return say.Say("Go to the cable")
	}
	return say.Say("Go to a cable")
}

// lacksAll reports whether no cable has what the query asks for, which then is
// said instead of that nothing matches.
func (v Search) lacksAll() bool { return len(v.Lacking) == 1 && v.Lacking[0].Asked == v.Query }

// said tells how far a thread can be seen from here.
func (t Thread) said(say *words.Speaker) string {
	if t.Years == "" {
		return say.Count(t.Beside, "%d cable beside this one, and on from there both ways.", "%d cables beside this one, and on from there both ways.")
	}
	return say.Count(t.Beside, "%d cable beside this one, %s, and on from there both ways.", "%d cables beside this one, %s, and on from there both ways.", t.Years)
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

// runClass is the look of a mention in the text: one for names of all kinds.
func runClass(k RunKind) string {
	if k.Name() && k != Short {
		return "e-name"
	}
	return "e-" + string(k)
}

// Name reports whether a run is a name or an abbreviation, which readers may have
// unmarked.
func (k RunKind) Name() bool {
	return k == Person || k == Organisation || k == Place || k == Misc || k == Short
}

// ShortID is the id of the element that tells the meaning of an abbreviation.
func ShortID(s string) string { return "abbr-" + strings.ReplaceAll(s, "&", "-") }

// addressees are the first of them and how many are not shown: STATE and 4 others.
func addressees(say *words.Speaker, to []string) string {
	if len(to) == 1 {
		return to[0]
	}
	return say.Count(len(to)-1, "%[2]s and %[1]d other", "%[2]s and %[1]d others", to[0])
}

// guessed reports whether a mention was inferred.
func guessed(ps []Paragraph) bool {
	for _, p := range ps {
		if slices.ContainsFunc(p.Runs, func(r Run) bool { return r.Inferred != "" }) {
			return true
		}
	}
	return false
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
	if r.Again {
		return ""
	}
	if r.Name != "" && r.Inferred != "" {
		return r.Name + ", " + r.Inferred
	}
	return or(r.Name, r.Inferred)
}

// ---- histograms: bars in boxes of 100 units high

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

// barHeight is at least 2 for anything above zero, so that it can be seen.
func barHeight(n, most int) int {
	if n <= 0 {
		return 0
	}
	return max(2, n*98/max(most, 1))
}

func barTop(n, most int) string  { return strconv.Itoa(100 - barHeight(n, most)) }
func barTall(n, most int) string { return strconv.Itoa(barHeight(n, most)) }

// barClass is the look of a bar. The first, the middle and the last have their tick
// under them where there is room for three.
func (h Histogram) barClass(i int) string {
	b := h.Bars[i]
	var names []string
	if h.narrowed() && !b.Selected {
		names = append(names, "dim")
	}
	if b.Far {
		names = append(names, "far")
	}
	first, last := 0, len(h.Bars)-1
	if first < last && h.Bars[first].Far {
		first++
	}
	if first < last && h.Bars[last].Far {
		last--
	}
	if i == first || i == last || i == (first+last+1)/2 {
		names = append(names, "at")
	}
	return strings.Join(names, " ")
}

// longTicks tells whether ticks are longer than a year.
func (h Histogram) longTicks() bool {
	return slices.ContainsFunc(h.Bars, func(b Bar) bool { return utf8.RuneCountInString(b.Tick) > len("1974") })
}

// longList is the number of values after which the rest is folded away.
const longList = 8

func filtersLabel(say *words.Speaker, selections int) string {
	if selections == 0 {
		return say.Say("Filters")
	}
	return say.Say("Filters (%d)", selections)
}

func lang(code string) string { return or(code, "en") }

// ordinal gives a unique id to the n-th thing of its kind on a page.
func ordinal(prefix string, i int) string { return prefix + "-" + strconv.Itoa(i) }

// said is the detail without what a table tells.
func (v FactValue) said() string { return strings.TrimSuffix(v.Detail, v.English) }

// unexplained are facts without the sentences that explain their terms.
func unexplained(fs []Fact) []Fact {
	out := slices.Clone(fs)
	for i := range out {
		out[i].Help = ""
	}
	return out
}

func hasHelp(fs []Fact) bool {
	return slices.ContainsFunc(fs, func(f Fact) bool { return f.Help != "" })
}

// capital is s with a capital first letter.
func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// ---- parts of pages, for the families of pages that have a room of their own

// Layout is the frame of a page whose header carries a search box.
func Layout(p Page, skips ...Link) templ.Component { return layout(p, withBox, skips...) }

// Crumbs are the way to a page from the home page.
func Crumbs(ls []Link) templ.Component { return crumbs(ls) }

// Num writes 12345 as 12,345.
func Num(n int) string { return (*words.Speaker)(nil).Num(n) }

// Cables is a number of cables in words.
func Cables(n int) string { return (*words.Speaker)(nil).Count(n, "%d cable", "%d cables") }

// DateOf is a date, marked where it was concluded.
func DateOf(d Date) templ.Component { return date(d) }

// IDOf is the id of a cable, marked where it was concluded.
func IDOf(id string, concluded bool) templ.Component { return cableID(id, concluded) }

// Facts are a list of definitions.
func Facts(fs []Fact) templ.Component { return facts(fs) }

// anchorLabel is the anchor of a paragraph in short: 3 of par3, (2) of p2.
func anchorLabel(anchor string) string {
	if n, ok := strings.CutPrefix(anchor, "par"); ok {
		return n
	}
	return "(" + strings.TrimPrefix(anchor, "p") + ")"
}

// cut is a text of at most n characters for previews of a page: cut at a word where that
// is not far, and not within a sign that is made of several.
func cut(text string, n int) string {
	rs := []rune(text)
	if len(rs) <= n {
		return text
	}
	end := n - 1 // the ellipsis is one
	for i := end; i > n/2; i-- {
		if unicode.IsSpace(rs[i]) {
			end = i
			break
		}
	}
	for end > 0 && unicode.In(rs[end], unicode.Mn, unicode.Me) {
		end--
	}
	return strings.TrimRightFunc(string(rs[:end]), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;:.-–—", r) }) + "…"
}

// linesSaid is how many lines of how a search was read and of what is offered leave the
// first result on the first screen of a phone.
const linesSaid = 4

// muchSaid reports whether how a search was read folds up.
func (v Search) muchSaid() bool {
	lines := len(v.Notes) + len(v.Meanings) + len(v.Leads)
	if v.ReadAs != "" {
		lines++
	}
	return lines > linesSaid && (v.ReadAs != "" || len(v.Notes) > 0)
}

// meanings are the codes of a search that are told at once, or those that fold up: they
// only offer their cables.
func (v Search) meanings(atOnce bool) []Meaning {
	if !v.muchSaid() {
		return v.Meanings
	}
	return slices.DeleteFunc(slices.Clone(v.Meanings), func(m Meaning) bool { return m.Searched != atOnce })
}
