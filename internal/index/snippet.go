package index

import (
	"cmp"
	"context"
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"reftel/internal/cable"
	"reftel/internal/query"
)

const (
	maxSnippets  = 3
	snippetBytes = 240
	snippetLead  = 60 // before the first match
)

// A matcher finds the words and phrases of a query in texts, by the same rules
// by which the index finds cables.
type matcher struct {
	ids   map[string]uint32 // numbers of the words that matter
	sizes [256]uint64       // for the first byte of a word, a bit for each length
	plans []plan
	rows  bool // some plan has several places: what stands between matters
}

// number is that of a word, or other. Most words are told apart by their first
// letter and their length.
func (m *matcher) number(term []byte) uint32 {
	if m.sizes[term[0]]>>(len(term)&63)&1 == 0 {
		return other
	}
	if id, ok := m.ids[string(term)]; ok {
		return id
	}
	return other
}

// matcher prepares the words that a match of e contains. Without any, the
// matcher matches nothing.
func (r *run) matcher(e query.Expr) *matcher {
	m := &matcher{ids: map[string]uint32{}}
	terms := query.Terms(e)
	only := slices.ContainsFunc(terms, func(e query.Expr) bool { return !isStopWord(e) })
	for _, e := range terms {
		if only && isStopWord(e) {
			continue
		}
		var p plan
		switch e := e.(type) {
		case query.Word:
			p = r.wordPlan(e)
		case query.Phrase:
			p = r.phrasePlan(e)
		}
		if len(p.places) == 0 {
			continue
		}
		m.plans = append(m.plans, p)
		m.rows = m.rows || len(p.places) > 1
		for _, ids := range append(slices.Clone(p.places), p.whole) {
			for _, id := range ids {
				w := r.a.words.word(id)
				m.ids[w] = id
				m.sizes[w[0]] |= 1 << (len(w) & 63)
			}
		}
	}
	return m
}

func isStopWord(e query.Expr) bool {
	w, ok := e.(query.Word)
	if !ok || w.Exact || w.Prefix || w.Fuzzy {
		return false
	}
	ws := words(w.Text)
	return len(ws) == 1 && isStop(ws[0])
}

// A mark is a match in a text, in bytes.
type mark struct {
	start, end int
	plan       int
}

// other stands for words that no part of the query has.
const other = ^uint32(0)

// A place is where a word stands in a text, in bytes.
type place struct{ start, end int }

// markRoom is memory for the words of one text after another.
type markRoom struct {
	ids, whole  []uint32
	at, wholeAt []place
}

// read takes the words of a text and reports whether any matters. Where none is
// part of a row, others are left out.
func (r *markRoom) read(m *matcher, text string) bool {
	r.ids, r.whole, r.at, r.wholeAt = r.ids[:0], r.whole[:0], r.at[:0], r.wholeAt[:0]
	any := false
	scanTokens(text, func(term []byte, start, end int, joined bool) {
		id := m.number(term)
		if id == other && !m.rows {
			return
		}
		any = any || id != other
		if joined {
			r.whole, r.wholeAt = append(r.whole, id), append(r.wholeAt, place{start, end})
		} else {
			r.ids, r.at = append(r.ids, id), append(r.at, place{start, end})
		}
	})
	return any
}

// marks are the matches in a text, in order and without overlaps.
func (m *matcher) marks(text string, subject bool, room *markRoom) []mark {
	if len(m.plans) == 0 || !room.read(m, text) {
		return nil
	}
	ids, at, whole, wholeAt := room.ids, room.at, room.whole, room.wholeAt
	var out []mark
	for i, p := range m.plans {
		if p.in == fieldSubject && !subject {
			continue
		}
		add := func(a place) { out = append(out, mark{a.start, a.end, i}) }
		single := p.whole
		switch {
		case len(p.places) == 1:
			single = p.places[0]
			for k, id := range ids {
				if has(single, id) {
					add(at[k])
				}
			}
		case slices.ContainsFunc(p.places, func(s []uint32) bool { return len(s) == 0 }):
		case p.slop > 0:
			newNearFinder(p.places, p.slop).each(ids, func(ks []int) {
				for _, k := range ks {
					add(at[k])
				}
			})
		default:
			eachRow(ids, p.places, func(k int) { add(place{at[k].start, at[k+len(p.places)-1].end}) })
		}
		if len(p.places) > 1 {
			for k, id := range ids {
				if has(p.whole, id) {
					add(at[k])
				}
			}
		}
		for k, id := range whole {
			if has(single, id) {
				add(wholeAt[k])
			}
		}
	}
	return withoutOverlaps(out)
}

func withoutOverlaps(ms []mark) []mark {
	slices.SortFunc(ms, func(a, b mark) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end)) })
	out := ms[:0]
	for _, m := range ms {
		if n := len(out); n == 0 || m.start >= out[n-1].end {
			out = append(out, m)
		}
	}
	return out
}

// snippets are the best pieces of a cable's paragraphs; there are none where
// none matches.
func (m *matcher) snippets(ps []cable.Paragraph) []Snippet {
	type found struct {
		par   int
		marks []mark
		kinds int
	}
	var fs []found
	var room markRoom
	for i := range ps {
		ms := m.marks(ps[i].Text, false, &room)
		if len(ms) > 0 {
			fs = append(fs, found{i, ms, kinds(ms)})
		}
	}
	slices.SortStableFunc(fs, func(a, b found) int {
		return cmp.Or(cmp.Compare(b.kinds, a.kinds), cmp.Compare(len(b.marks), len(a.marks)))
	})
	var out []Snippet
	for _, f := range fs[:min(maxSnippets, len(fs))] {
		out = append(out, cut(&ps[f.par], f.marks))
	}
	return out
}

// opening is the beginning of the paragraph that tells most about a cable when
// none matches: the first of its summary, or of all.
func opening(c *cable.Cable) []Snippet {
	has := func(i int) bool { return strings.TrimSpace(c.Paragraphs[i].Text) != "" }
	for _, anchor := range c.Summary {
		if i, ok := c.Paragraph(anchor); ok && has(i) {
			return []Snippet{cut(&c.Paragraphs[i], nil)}
		}
	}
	for i := range c.Paragraphs {
		if has(i) {
			return []Snippet{cut(&c.Paragraphs[i], nil)}
		}
	}
	return nil
}

// kinds counts the different parts of the query among ms. A query has 16 at
// most.
func kinds(ms []mark) int {
	var seen uint64
	for _, m := range ms {
		seen |= 1 << (m.plan & 63)
	}
	return bits.OnesCount64(seen)
}

// cut takes the stretch of a paragraph with most matches.
func cut(p *cable.Paragraph, ms []mark) Snippet {
	lo, hi := stretch(p.Text, ms)
	s := Snippet{Anchor: p.Anchor, Number: p.Number, Mark: p.Mark}
	add := func(text string, match bool) {
		if text != "" {
			s.Parts = append(s.Parts, Part{oneLine(text), match})
		}
	}
	before, after := "", ""
	if strings.TrimSpace(p.Text[:lo]) != "" {
		before = "… "
	}
	if strings.TrimSpace(p.Text[hi:]) != "" {
		after = " …"
	}
	at := lo
	for _, m := range ms {
		if m.start < at || m.end > hi {
			continue
		}
		add(before+p.Text[at:m.start], false)
		before = ""
		add(p.Text[m.start:m.end], true)
		at = m.end
	}
	add(before+strings.TrimRightFunc(p.Text[at:hi], unicode.IsSpace)+after, false)
	return s
}

// stretch chooses the bytes of a snippet: where most parts of the query stand
// close together, and of such places the first.
func stretch(text string, ms []mark) (lo, hi int) {
	best, bestKinds, bestCount := 0, 0, 0
	for i := range ms {
		j := i
		for j < len(ms) && ms[j].end-ms[i].start <= snippetBytes-snippetLead {
			j++
		}
		j = max(j, i+1)
		if k := kinds(ms[i:j]); k > bestKinds || k == bestKinds && j-i > bestCount {
			best, bestKinds, bestCount = i, k, j-i
		}
	}
	if len(ms) > 0 {
		lo = max(0, ms[best].start-snippetLead)
		hi = min(len(text), max(lo+snippetBytes, ms[best].end))
		if hi == len(text) {
			lo = min(lo, max(0, hi-snippetBytes))
		}
	} else {
		hi = min(len(text), snippetBytes)
	}
	limitLo, limitHi := len(text), 0
	if len(ms) > 0 {
		limitLo, limitHi = ms[best].start, ms[best].end
	}
	return wordStart(text, lo, limitLo), wordEnd(text, hi, limitHi)
}

// wordStart moves lo up to the beginning of a word, at most to limit.
func wordStart(text string, lo, limit int) int {
	if lo > 0 {
		for lo < limit && !unicode.IsSpace(lastRune(text[:lo])) {
			lo++
		}
	}
	for lo < limit {
		r, n := utf8.DecodeRuneInString(text[lo:])
		if utf8.RuneStart(text[lo]) && !unicode.IsSpace(r) {
			break
		}
		if !utf8.RuneStart(text[lo]) {
			n = 1
		}
		lo += n
	}
	return lo
}

// wordEnd moves hi down to the end of a word, at least to limit.
func wordEnd(text string, hi, limit int) int {
	if hi == len(text) {
		return hi
	}
	end := hi
	for end > limit {
		if r, _ := utf8.DecodeRuneInString(text[end:]); utf8.RuneStart(text[end]) && unicode.IsSpace(r) {
			return end
		}
		end--
	}
	// One word without end: cut it between two characters.
	for hi > limit && !utf8.RuneStart(text[hi]) {
		hi--
	}
	return max(hi, limit)
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// oneLine makes line ends and tabs spaces.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, s)
}

// Keys of Highlight for texts that are not paragraphs.
const (
	SubjectKey = "subject" // Cable.Subject
	TitleKey   = "title"   // Cable.Title()
)

// Highlight finds what a query matches in a cable, by the anchor of the
// paragraph, SubjectKey or TitleKey.
func (a *Archive) Highlight(c *cable.Cable, e query.Expr) map[string][]Span {
	m := a.newRun(context.Background()).matcher(e)
	out := map[string][]Span{}
	var room markRoom
	note := func(key, text string, subject bool) {
		if ms := m.marks(text, subject, &room); len(ms) > 0 {
			out[key] = spans(text, ms)
		}
	}
	note(SubjectKey, c.Subject, true)
	note(TitleKey, c.Title(), true)
	for i := range c.Paragraphs {
		note(c.Paragraphs[i].Anchor, c.Paragraphs[i].Text, false)
	}
	return out
}

// spans count in characters what marks count in bytes.
func spans(text string, ms []mark) []Span {
	out := make([]Span, len(ms))
	at, chars := 0, 0
	for i, m := range ms {
		chars += utf8.RuneCountInString(text[at:m.start])
		out[i].Start = chars
		chars += utf8.RuneCountInString(text[m.start:m.end])
		out[i].End = chars
		at = m.end
	}
	return out
}
