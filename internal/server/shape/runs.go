package shape

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"reftel/internal/archive"
	"reftel/internal/archive/snippet"
	"reftel/internal/cable"
	"reftel/internal/locate"
	"reftel/internal/server/shape/matches"
	"reftel/web/templates"
	"reftel/web/templates/trail"
	"reftel/web/templates/words"
)

// A mark says what a stretch of text is: the mention of an entity, or of a
// reference. Start and End count characters, End excluded.
type mark struct {
	Start, End int
	Kind       templates.RunKind
	Href       string
	Name       string
	Inferred   string // what a mention rests on that was inferred
	Again      bool   // both were told at an earlier mention
}

// runs cuts a text into runs by marks and, within them, into parts by matches.
// Marks and matches may overlap, lie outside of the text or stand in any
// order: what lies outside is cut off, and of two marks that overlap the first
// wins, of two that start together the longer. The parts of all runs joined
// are the text.
func runs(text string, marks []mark, matches []archive.Span) []templates.Run {
	if text == "" {
		return nil
	}
	at := offsetsOf(text)
	n := at.chars
	marks = slices.Clone(marks)
	slices.SortStableFunc(marks, func(a, b mark) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return b.End - a.End
	})
	var matched []bool // nil where nothing matches
	if len(matches) > 0 {
		matched = make([]bool, n)
	}
	for _, m := range matches {
		for i := max(m.Start, 0); i < min(m.End, n); i++ {
			matched[i] = true
		}
	}
	var out []templates.Run
	put := func(from, to int, m mark) {
		if from < to {
			out = append(out, templates.Run{Parts: parts(text, &at, matched, from, to), Kind: m.Kind, Href: m.Href, Name: m.Name, Inferred: m.Inferred, Again: m.Again})
		}
	}
	pos := 0
	for _, m := range marks {
		m.End = min(m.End, n)
		if m.Start < pos || m.Start >= m.End {
			continue
		}
		put(pos, m.Start, mark{})
		put(m.Start, m.End, m)
		pos = m.End
	}
	put(pos, n, mark{})
	return out
}

// withNotes puts the marks of notes between the runs of a text; they are no part
// of it. Notes are in the order of their offsets. A mark inside of a mention
// comes behind it.
func withNotes(rs []templates.Run, notes []noteMark) []templates.Run {
	if len(notes) == 0 {
		return rs
	}
	var out []templates.Run
	at := 0 // characters before
	due := func(until int) {
		for ; len(notes) > 0 && notes[0].at <= until; notes = notes[1:] {
			out = append(out, templates.Run{Kind: templates.NoteMark, Href: notes[0].href, Name: notes[0].name, ID: notes[0].id})
		}
	}
	for _, r := range rs {
		due(at)
		whole := r.Parts
		r.Parts = nil
		for _, p := range whole {
			left := p.Text
			for r.Kind == templates.Plain && len(notes) > 0 && notes[0].at < at+utf8.RuneCountInString(left) {
				o := offsetsOf(left)
				n := notes[0].at - at
				if p.Text = o.cut(left, 0, n); p.Text != "" {
					r.Parts = append(r.Parts, p)
				}
				if len(r.Parts) > 0 {
					out = append(out, r)
					r.Parts = nil
				}
				left, at = o.cut(left, n, o.chars), at+n
				due(at)
			}
			p.Text = left
			r.Parts = append(r.Parts, p)
			at += utf8.RuneCountInString(left)
		}
		out = append(out, r)
	}
	due(int(^uint(0) >> 1))
	return out
}

// A noteMark is the mark of a note at an offset of a text.
type noteMark struct {
	at             int
	href, name, id string
}

// noteMarks are the marks of the notes that stand in a text: those that in takes. The
// ids count all notes, for numbers may occur twice.
func (x *Cable) noteMarks(in func(cable.Note) bool) []noteMark {
	var ms []noteMark
	for i, n := range x.Cable.Notes {
		if in(n) {
			number := strconv.Itoa(i + 1)
			ms = append(ms, noteMark{at: n.Offset, href: "#note-" + number, name: noteSign(n), id: "mark-" + number})
		}
	}
	slices.SortStableFunc(ms, func(a, b noteMark) int { return a.at - b.at })
	return ms
}

// offsets are the byte offsets of the characters of a text and of its end.
type offsets struct {
	chars int
	at    []int // nil where each character is a byte
}

func offsetsOf(text string) offsets {
	o := offsets{chars: utf8.RuneCountInString(text)}
	if o.chars == len(text) {
		return o
	}
	o.at = make([]int, 0, o.chars+1)
	for i := range text {
		o.at = append(o.at, i)
	}
	o.at = append(o.at, len(text))
	return o
}

// cut is the text from one character to another.
func (o *offsets) cut(text string, from, to int) string {
	if o.at == nil {
		return text[from:to]
	}
	return text[o.at[from]:o.at[to]]
}

// parts cuts the characters from..to where matching begins and ends.
func parts(text string, at *offsets, matched []bool, from, to int) []templates.Part {
	if matched == nil {
		return []templates.Part{{Text: at.cut(text, from, to)}}
	}
	var ps []templates.Part
	for from < to {
		end := from + 1
		for end < to && matched[end] == matched[from] {
			end++
		}
		ps = append(ps, templates.Part{Text: at.cut(text, from, end), Match: matched[from]})
		from = end
	}
	return ps
}

// kinds are the looks of the kinds of entities.
var kinds = map[string]templates.RunKind{
	cable.PER: templates.Person, cable.ORG: templates.Organisation, cable.LOC: templates.Place, cable.MISC: templates.Misc,
}

// entityMarks are the marks of the mentions of entities. A name that was
// recognised without being sure enough to count has no page, and no mark. What a
// mention is is told at the first one.
func entityMarks(say *words.Speaker, es []cable.Entity, counts, again func(cable.Entity) bool) []mark {
	ms := make([]mark, 0, len(es))
	for _, e := range es {
		kind, ok := kinds[e.Kind]
		if !ok || e.Inferred && !counts(e) {
			continue
		}
		m := mark{Start: e.Start, End: e.End, Kind: kind, Href: EntityPath(e.Kind, e.Normal())}
		if !strings.EqualFold(e.Normal(), e.Text) {
			m.Name = e.Normal()
		}
		if e.Inferred {
			m.Inferred = inferredBy(say, e)
		}
		m.Again = again(e)
		ms = append(ms, m)
	}
	return ms
}

// marked puts what was found into the page of the cable, each match with its number.
func (x *Cable) marked(v *templates.Cable) {
	if x.Found == nil {
		return
	}
	numbers := x.numbers()
	if v.SubjectRuns == nil {
		v.SubjectParts = subjectParts(v.Subject, x.Found.In(snippet.TitleKey))
		numbers.Name(snippet.TitleKey, []templates.Run{{Parts: v.SubjectParts}})
	}
	numbers.Name(snippet.TitleKey, v.SubjectRuns)
	for i := range v.Paragraphs {
		p := &v.Paragraphs[i]
		numbers.Name(p.Anchor, p.Runs)
		p.Hits = numbers.Hits(x.Terms.Words, p.Anchor)
		numbers.Name(snippet.HeadingKey(p.Anchor), p.HeadingRuns)
	}
	for _, f := range v.Footnotes {
		if i, err := strconv.Atoi(strings.TrimPrefix(f.ID, "note-")); err == nil {
			numbers.Name(snippet.NoteKey(i-1), f.Runs)
		}
	}
	v.Matches = numbers.View(x.Terms.Words, x.Found.Places(x.Terms.Words))
}

// numbers are the numbers of what was found.
func (x *Cable) numbers() *matches.Numbers {
	return matches.Of(matches.Texts(x.Terms.Words, x.Cable, x.matchPlace), x.Found.Spans)
}

// matchPlace is how the list of matches calls a paragraph: by its number, or by its
// place among those without.
func (x *Cable) matchPlace(p *cable.Paragraph) (label, name string) {
	label, _, name = ParagraphNames(x.Terms.Words, p)
	if label == "" {
		label = strings.TrimPrefix(p.Anchor, "p")
		label = "(" + label + ")"
	}
	return "¶ " + label, name
}

// hits are the matches of a paragraph on its own page.
func (x *Cable) hits(anchor string) *trail.Hits {
	if x.Found == nil {
		return nil
	}
	var order []matches.Text
	for i := range x.Cable.Paragraphs {
		p := &x.Cable.Paragraphs[i]
		label, name := x.matchPlace(p)
		order = append(order, matches.Text{Key: p.Anchor, Label: label, Name: name})
	}
	n := x.numbers()
	say := x.Terms.Words
	if v := n.View(say, x.Found.Places(say)); v != nil && n.Total == 0 {
		return &trail.Hits{Label: v.Where}
	}
	return n.Page(say, anchor, order, func(anchor string) string { return x.Trail.Address(ParagraphPath(x.Cable.ID, anchor)) })
}

// shortMarks are the marks of the abbreviations of a paragraph, of each the first.
// They lead to their meaning on the page.
func (x *Cable) shortMarks(i int) []mark {
	var ms []mark
	text := x.Cable.Paragraphs[i].Text
	at, chars := 0, 0
	for _, span := range x.shortAt[i] {
		s := text[span.Start:span.End]
		chars += utf8.RuneCountInString(text[at:span.Start])
		n := utf8.RuneCountInString(s)
		if v := x.short[s]; v.Text != "" {
			name := v.Text
			if v.Inferred {
				name = x.Terms.Words.Say("%s, inferred", name)
			}
			ms = append(ms, mark{Start: chars, End: chars + n, Kind: templates.Short, Href: "#" + templates.ShortID(s), Name: name})
		}
		chars, at = chars+n, span.End
	}
	return ms
}

// Marked cuts a text by its matches, given in bytes.
func Marked(text string, matches []archive.Span) []templates.Part {
	var ps []templates.Part
	at := 0
	add := func(to int, match bool) {
		if at < to {
			ps = append(ps, templates.Part{Text: text[at:to], Match: match})
			at = to
		}
	}
	for _, m := range matches {
		add(m.Start, false)
		add(m.End, true)
	}
	add(len(text), false)
	return ps
}

// subjectParts cuts a subject by its matches.
func subjectParts(text string, matches []archive.Span) []templates.Part {
	if len(matches) == 0 {
		return nil
	}
	var ps []templates.Part
	for _, r := range runs(text, nil, matches) {
		ps = append(ps, r.Parts...)
	}
	return ps
}

// mentions are the marks of the references that a text speaks of.
func (x *Cable) mentions(text string) []mark {
	var letters []string
	var ts []*Target
	for i := range x.Targets {
		if t := &x.Targets[i]; t.Kind == "cable" && t.Found.ID != "" {
			letters, ts = append(letters, t.Letter), append(ts, t)
		}
	}
	var ms []mark
	for _, m := range locate.Mentions(text, letters) {
		t := ts[m.Ref]
		kind := templates.AbsentRef
		name := x.Terms.Words.Say("%s, not held here", t.Found.ID)
		if t.State.Here() {
			kind, name = templates.CableRef, t.Found.ID
		}
		ms = append(ms, mark{Start: m.Start, End: m.End, Kind: kind, Href: x.to(t.Found.ID), Name: name})
	}
	return ms
}
