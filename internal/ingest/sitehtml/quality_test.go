package sitehtml

import (
	"fmt"
	"html"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"reftel/internal/cable"
	"reftel/internal/ingest/source"
)

// A rate counts how often a thing was right.
type rate struct {
	name   string
	least  float64 // percent
	of, ok int
	misses []string
}

func (r *rate) note(page string, ok bool, format string, args ...any) {
	r.of++
	if ok {
		r.ok++
		return
	}
	r.misses = append(r.misses, page+": "+fmt.Sprintf(format, args...))
}

func (r *rate) report(t *testing.T) {
	t.Helper()
	if r.of == 0 {
		t.Errorf("%s: nothing was compared", r.name)
		return
	}
	percent := 100 * float64(r.ok) / float64(r.of)
	t.Logf("%-28s %4d of %4d (%.1f %%)", r.name, r.ok, r.of, percent)
	for _, m := range r.misses {
		t.Log("    " + m)
	}
	if percent < r.least {
		t.Errorf("%s: %.1f %%, want %.0f %%", r.name, percent, r.least)
	}
}

// The page taken apart by other means than those of the reader.
var (
	tableCell = regexp.MustCompile(`(?s)<td>\s*<a [^>]*>([^<]*)</a>\s*</td>`)
	preBlock  = regexp.MustCompile(`(?s)<pre>(.*?)</pre>`)
	anyTag    = regexp.MustCompile(`<[^>]*>`)
	tagLink   = regexp.MustCompile(`<a href='/tag/[^']*'>([^<]*)</a>`)
)

type seen struct {
	cells []string
	body  []string // lines of the last block
	links []string
}

func look(raw []byte) seen {
	s := string(raw)
	s = s[strings.Index(s, "class='cable'"):]
	var out seen
	for _, m := range tableCell.FindAllStringSubmatch(s[:strings.Index(s, "</table>")], -1) {
		out.cells = append(out.cells, html.UnescapeString(m[1]))
	}
	blocks := preBlock.FindAllStringSubmatch(s, -1)
	last := blocks[len(blocks)-1][1]
	for _, m := range tagLink.FindAllStringSubmatch(last, -1) {
		out.links = append(out.links, m[1])
	}
	out.body = strings.Split(html.UnescapeString(anyTag.ReplaceAllString(last, "")), "\n")
	return out
}

var (
	nextField = regexp.MustCompile(`(?i)^\s*(REF|Classified By|E\.?O|TAGS|¶|-{4}|={4}|1\.|Summary|[A-Z .]+ \d{8} +\d{3})`)
	frontMark = regexp.MustCompile(`^\((?:S|C|U|SBU|C/NF|S/NF)\) *`)
)

// subject joins the lines of the SUBJECT field.
func (s seen) subject() string {
	for i, l := range s.body {
		rest, ok := strings.CutPrefix(strings.TrimSpace(l), "SUBJECT:")
		if !ok {
			continue
		}
		words := []string{rest}
		for _, more := range s.body[i+1:] {
			if strings.TrimSpace(more) == "" || nextField.MatchString(more) {
				break
			}
			words = append(words, more)
		}
		return frontMark.ReplaceAllString(strings.Join(strings.Fields(strings.Join(words, " ")), " "), "")
	}
	return ""
}

// tags are the words of the TAGS line.
func (s seen) tags() []string {
	for _, l := range s.body {
		if rest, ok := strings.CutPrefix(l, "TAGS"); ok {
			return strings.FieldsFunc(rest, func(r rune) bool { return r == ' ' || r == ',' || r == ':' })
		}
	}
	return nil
}

var (
	pageLine   = regexp.MustCompile(`(?mi)^[A-Z][A-Z .']+ \d{8} +\d{3}(?:\.\d)? OF \d{3}$`)
	inLine     = regexp.MustCompile(`[A-Z]{4,} 0\d{7} +\d{3}(?:\.\d)? (?:OF|of) \d{3}`)
	fieldInPar = regexp.MustCompile(`(?m)^(?:SUBJECT ?:|TAGS[: ]|REF(?:TEL)?S?:|E\.?O\.? 1\d{4}|(?i:Classified By ?:))`)
)

// table reads a file of facts: the columns by page.
func table(t *testing.T, name string) map[string][]string {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{}
	for _, l := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		if f := strings.Split(l, "\t"); l[0] != '#' {
			out[f[0]] = f[1:]
		}
	}
	return out
}

// numbers writes paragraph numbers as the table does: 1-5 7-10.
func numbers(ps []cable.Paragraph) string {
	var out []string
	for i := 0; i < len(ps); {
		j := i
		for j+1 < len(ps) && ps[i].Number > 0 && ps[j+1].Number == ps[j].Number+1 {
			j++
		}
		s := strconv.Itoa(ps[i].Number)
		if j > i {
			s += "-" + strconv.Itoa(ps[j].Number)
		}
		out = append(out, s)
		i = j + 1
	}
	return strings.Join(out, " ")
}

// TestQuality compares the parse of the real pages with their own tables and
// links, with fields taken out by other means, and with what was read by eye.
func TestQuality(t *testing.T) {
	all := pages(t)
	f := Format(tables(t))
	facts, refs := table(t, "paragraphs.tsv"), table(t, "references.tsv")
	own := &rate{name: "id, date, class, origin", least: 100}
	found := &rate{name: "TAGS found", least: 99}
	links := &rate{name: "TAGS equal to the links", least: 99}
	words := &rate{name: "TAGS equal, by words", least: 99}
	subjects := &rate{name: "subject", least: 99}
	pars := &rate{name: "paragraph numbers", least: 98}
	clean := &rate{name: "no page line in a paragraph", least: 100}
	fields := &rate{name: "no field in a paragraph", least: 100}
	by := &rate{name: "classified by", least: 98}
	signer := &rate{name: "signer", least: 95}
	recall, precision := &rate{name: "references, recall", least: 99}, &rate{name: "references, precision", least: 99}
	names := make([]string, 0, len(all))
	for name := range all {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		page := strings.TrimSuffix(name, ".html")
		raw := all[name]
		if !f.Detect(raw[:min(len(raw), source.HeadSize)]) {
			t.Errorf("%s is not detected", page)
		}
		c, err := f.Parse(name, source.Part{Raw: raw, Line: 1})
		if err != nil {
			t.Errorf("%s: %v", page, err)
			continue
		}
		want := look(raw)
		class := c.Classification
		if slices.Contains(c.Captions, "NOFORN") && strings.HasSuffix(want.cells[3], "//NOFORN") {
			class += "//NOFORN"
		}
		got := []string{c.ID, c.Date.String()[:len("2008-02-21")], class, c.Origin.Name}
		day, _, _ := strings.Cut(want.cells[1], " ") // its time of day has no minutes
		table := []string{want.cells[0], day, want.cells[3], want.cells[4]}
		own.note(page, slices.Equal(got, table), "%v, the table has %v", got, table)
		compareTags(page, c, want, found, links, words)
		if s := want.subject(); s != "" {
			subjects.note(page, c.Subject == s, "%q, want %q", c.Subject, s)
		}
		for _, p := range c.Paragraphs {
			clean.note(page, !pageLine.MatchString(p.Text) && !inLine.MatchString(p.Text+p.Heading), "%s", p.Anchor)
			fields.note(page, !fieldInPar.MatchString(p.Text), "%s: %.60q", p.Anchor, p.Text)
		}
		if fact, ok := facts[page]; ok {
			pars.note(page, numbers(c.Paragraphs) == fact[0], "%s, want %s", numbers(c.Paragraphs), fact[0])
			signer.note(page, strings.Join(c.Signers, ", ") == strings.TrimPrefix(fact[1], "-"), "%v, want %s", c.Signers, fact[1])
			by.note(page, (c.ClassifiedBy != "") == (fact[2] == "yes") && (c.ClassifiedBy == "" || len(c.Reasons) > 0 || page == "08DJIBOUTI380"), "%q %v", c.ClassifiedBy, c.Reasons)
			compareReferences(page, c, refs[page], recall, precision)
		}
	}
	for _, r := range []*rate{own, found, links, words, subjects, pars, clean, fields, by, signer, recall, precision} {
		r.report(t)
	}
}

func compareTags(page string, c *cable.Cable, want seen, found, links, words *rate) {
	if len(want.tags()) == 0 {
		return
	}
	found.note(page, len(c.Tags) > 0, "none")
	var codes, single []string
	for _, x := range c.Tags {
		codes = append(codes, x.Code)
		single = append(single, strings.Fields(x.Code)...)
	}
	if len(want.links) == 0 {
		words.note(page, len(single) >= len(want.tags()) && slices.Equal(single[:len(want.tags())], want.tags()), "%v, the line has %v", single, want.tags())
		return
	}
	// The links of a page miss the second line of a TAGS field.
	links.note(page, len(codes) >= len(want.links) && slices.Equal(codes[:len(want.links)], want.links), "%v, links %v", codes, want.links)
	words.note(page, len(single) >= len(want.links) && slices.Equal(single[:len(want.links)], want.links), "%v, links %v", single, want.links)
}

func compareReferences(page string, c *cable.Cable, fact []string, recall, precision *rate) {
	var want []string
	if len(fact) > 0 {
		want = strings.Fields(fact[0])
	}
	left := slices.Clone(want)
	for _, r := range c.References {
		letter, value := r.Letter, r.ID
		if letter == "" {
			letter = "-"
		}
		if value == "" {
			value = r.Kind
		}
		key, open := letter+":"+value, ""
		if len(r.ID) > 2 {
			open = letter + ":*" + r.ID[2:]
		}
		i := slices.IndexFunc(left, func(s string) bool { return s == key || s == open })
		precision.note(page, i >= 0, "%s is not in the text (%s)", key, r.Text)
		if i >= 0 {
			left = slices.Delete(left, i, i+1)
		}
	}
	for _, w := range want {
		recall.note(page, !slices.Contains(left, w), "%s was not found", w)
	}
}
