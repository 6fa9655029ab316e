package shape

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"reftel/internal/archive"
	"reftel/internal/archive/values"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/web/templates"
)

const (
	sentencesShown = 12  // of a cable, on a page of mentions
	sentencesOfOne = 50  // on a page of the mentions in one cable
	sentenceLength = 240 // characters of a sentence, which may be longer
)

// Mentions is a page of the cables that name a thing, with the sentences that do.
type Mentions struct {
	Terms   Terms
	Facet   query.Facet
	Name    string
	Kind    string // in words
	Request query.Request
	Result  *archive.Result
	Cables  []*cable.Cable  // of the hits, in their order
	Names   map[string]bool // by which they name it
}

// View shapes the page.
func (x *Mentions) View(p templates.Page) templates.Mentions {
	say := x.Terms.Words
	p.Title = say.Say("Mentions of %s", x.Name)
	p.NoIndex = true
	v := templates.Mentions{
		Kind: x.Kind, Name: x.Name, Total: x.Result.Total, Crumbs: x.crumbs(),
	}
	for i, h := range x.Result.Hits {
		item := x.Terms.hit(h, p.Base)
		x.show(&item, x.Cables[i])
		v.Cables = append(v.Cables, item)
	}
	v.Pagination = pagination(say, x.Request.Page, x.Request.Size, x.Result.Listed(), query.MaxReach, func(n int) string { return MentionsPath(x.Facet, x.Name, n) })
	p.PrevURL, p.NextURL = v.Pagination.Prev, v.Pagination.Next
	v.Page = p
	return v
}

func (x *Mentions) crumbs() []templates.Link {
	return []templates.Link{
		HomeLink(x.Terms.Words), {Label: Title(x.Terms.Words, x.Facet), Href: IndexPaths[x.Facet]}, {Label: x.Name, Href: ValuePath(x.Facet, x.Name)},
	}
}

// MentionedNames are the names of a kind that the texts of cables mention.
func MentionedNames(f query.Facet, cables []*cable.Cable) map[string]bool {
	out := map[string]bool{}
	add := func(es []cable.Entity) {
		for _, e := range es {
			if e.Kind == values.KindOf(f) {
				out[e.Normal()] = true
			}
		}
	}
	for _, c := range cables {
		add(c.SubjectEntities)
		for i := range c.Paragraphs {
			add(c.Paragraphs[i].Entities)
		}
	}
	return out
}

// sentences are those of a cable that name the thing.
func (x *Mentions) sentences(c *cable.Cable) []templates.Snippet {
	var out []templates.Snippet
	add := func(text string, es []cable.Entity, v templates.Snippet) {
		for _, s := range x.cut(text, es) {
			v.Parts = s
			out = append(out, v)
		}
	}
	add(subject(c), c.SubjectEntities, templates.Snippet{Href: CablePath(c.ID), Place: x.Terms.Words.Say("Subject")})
	for i := range c.Paragraphs {
		p := &c.Paragraphs[i]
		v := templates.Snippet{Href: ParagraphPath(c.ID, p.Anchor), Mark: p.Mark}
		if p.Number > 0 {
			v.Paragraph = strconv.Itoa(p.Number)
		}
		add(p.Text, p.Entities, v)
	}
	return out
}

// show gives a cable in the list its first sentences, and the way to all of them.
func (x *Mentions) show(item *templates.CableItem, c *cable.Cable) {
	item.Snippets = x.sentences(c)
	switch n := len(item.Snippets); {
	case n == 0:
		item.Note = x.Terms.Words.Say("Named outside of the text: in the TAGS, the header, the signature or a note.")
	case n > sentencesShown:
		item.Snippets = item.Snippets[:sentencesShown]
		item.More = &templates.Link{Label: x.Terms.Words.Say("All %d sentences that name it", n), Href: MentionsInPath(x.Facet, x.Name, c.ID, 1)}
	}
}

// MentionsIn is a page of the sentences of one cable that name a thing.
type MentionsIn struct {
	Mentions
	Cable   *cable.Cable
	Summary archive.Summary
	Page    int
}

// View shapes the page. ok is false where the cable has no such page.
func (x *MentionsIn) View(p templates.Page) (v templates.Mentions, ok bool) {
	all := x.sentences(x.Cable)
	if len(all) == 0 || x.Page > LastPage(sentencesOfOne, len(all)) {
		return v, false
	}
	say := x.Terms.Words
	p.Title = say.Say("Mentions of %s in %s", x.Name, x.Cable.ID)
	p.NoIndex = true
	v = templates.Mentions{Kind: x.Kind, Name: say.Say("%s in %s ‹name, cable›", x.Name, x.Cable.ID), Total: 1, Sentences: len(all), Crumbs: x.crumbs()}
	v.Crumbs = append(v.Crumbs, templates.Link{Label: say.Say("Mentions"), Href: MentionsPath(x.Facet, x.Name, 1)})
	item := x.Terms.Item(x.Summary)
	from := (x.Page - 1) * sentencesOfOne
	item.Snippets = all[from:min(from+sentencesOfOne, len(all))]
	v.Cables = []templates.CableItem{item}
	v.Pagination = pagination(say, x.Page, sentencesOfOne, len(all), query.MaxReach, func(n int) string { return MentionsInPath(x.Facet, x.Name, x.Cable.ID, n) })
	p.PrevURL, p.NextURL = v.Pagination.Prev, v.Pagination.Next
	v.Page = p
	return v, true
}

// subject is the text in which the names of a subject stand: in its readable case
// where that has the same letters.
func subject(c *cable.Cable) string {
	if utf8.RuneCountInString(c.SubjectDisplay) == utf8.RuneCountInString(c.Subject) {
		return c.SubjectDisplay
	}
	return c.Subject
}

// cut are the sentences of a text that name the thing, with the names marked.
func (x *Mentions) cut(text string, es []cable.Entity) [][]templates.Part {
	var spans []archive.Span
	n := utf8.RuneCountInString(text)
	for _, e := range es {
		if e.Kind == values.KindOf(x.Facet) && e.Start >= 0 && e.Start < e.End && e.End <= n && x.Names[e.Normal()] {
			spans = append(spans, archive.Span{Start: e.Start, End: e.End})
		}
	}
	if len(spans) == 0 {
		return nil
	}
	slices.SortFunc(spans, func(a, b archive.Span) int { return a.Start - b.Start })
	rs := []rune(text)
	var out [][]templates.Part
	for len(spans) > 0 {
		from, to, cut := sentence(rs, spans[0])
		k := 1
		for k < len(spans) && spans[k].End <= to {
			k++
		}
		out = append(out, marked(rs, from, to, spans[:k], cut))
		spans = spans[k:]
	}
	return out
}

// marked is a stretch of a text in parts, and whether it was cut out of a sentence.
func marked(rs []rune, from, to int, spans []archive.Span, cut bool) []templates.Part {
	var ps []templates.Part
	add := func(lo, hi int, match bool) {
		if lo < hi {
			ps = append(ps, templates.Part{Text: blanks(rs[lo:hi]), Match: match})
		}
	}
	at := from
	for _, s := range spans {
		if s.Start < at {
			continue // within another one
		}
		add(at, s.Start, false)
		add(s.Start, s.End, true)
		at = s.End
	}
	add(at, to, false)
	if cut && !ends(rs, from) {
		ps = slices.Insert(ps, 0, templates.Part{Text: "… "})
	}
	if cut && !ends(rs, to) {
		ps = append(ps, templates.Part{Text: " …"})
	}
	return ps
}

func blanks(rs []rune) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, string(rs))
}

// sentence is the sentence round a mention; of a long one, which is cut, the words
// near it.
func sentence(rs []rune, m archive.Span) (from, to int, cut bool) {
	from, to = m.Start, m.End
	for from > max(0, m.Start-sentenceLength) && !ends(rs, from) {
		from--
	}
	for to < min(len(rs), m.End+sentenceLength) && !ends(rs, to) {
		to++
	}
	if cut = to-from > sentenceLength; cut {
		room := max(0, sentenceLength-(m.End-m.Start))
		from, to = max(from, m.Start-room/2), min(to, m.End+room-room/2)
		for from > 0 && from < m.Start && !unicode.IsSpace(rs[from-1]) {
			from++
		}
		for to < len(rs) && to > m.End && !unicode.IsSpace(rs[to]) {
			to--
		}
	}
	for from < m.Start && unicode.IsSpace(rs[from]) {
		from++
	}
	for to > m.End && unicode.IsSpace(rs[to-1]) {
		to--
	}
	return from, to, cut
}

// ends reports whether a sentence ends before a character: behind a full stop and
// the like, or an empty line. A full stop behind a title, an initial or the number of
// a paragraph ends none.
func ends(rs []rune, at int) bool {
	i := at - 1
	lines := 0
	for i >= 0 && unicode.IsSpace(rs[i]) {
		if rs[i] == '\n' {
			lines++
		}
		i--
	}
	if i < 0 || lines > 1 {
		return true
	}
	if at == len(rs) {
		return true
	}
	blank := i < at-1 || unicode.IsSpace(rs[at])
	for i >= 0 && strings.ContainsRune(`"”'’)`, rs[i]) {
		i--
	}
	if i < 0 || !blank || !strings.ContainsRune(".!?", rs[i]) {
		return false
	}
	if rs[i] != '.' {
		return true
	}
	w := i
	for w > 0 && (unicode.IsLetter(rs[w-1]) || unicode.IsDigit(rs[w-1]) || rs[w-1] == '.') {
		w--
	}
	word := string(rs[w:i])
	initial := i-w == 1 && (unicode.IsUpper(rs[w]) || unicode.IsDigit(rs[w]))
	return w < i && !initial && !strings.Contains(word, ".") && !titles[strings.ToLower(word)]
}

// titles are words with a full stop that stand before a name.
var titles = map[string]bool{
	"mr": true, "mrs": true, "ms": true, "dr": true, "prof": true, "st": true, "rev": true, "hon": true, "sen": true, "rep": true, "gov": true, "amb": true,
	"gen": true, "col": true, "lt": true, "maj": true, "capt": true, "adm": true, "cdr": true, "brig": true, "sgt": true, "no": true, "vs": true,
}
