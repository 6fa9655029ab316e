package shape

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/locate"
	"reftel/web/templates"
)

// A mark says what a stretch of text is: the mention of an entity, or of a
// reference. Start and End count characters, End excluded.
type mark struct {
	Start, End int
	Kind       templates.RunKind
	Href       string
	Name       string
	Inferred   string // what a mention rests on that was inferred
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
			out = append(out, templates.Run{Parts: parts(text, &at, matched, from, to), Kind: m.Kind, Href: m.Href, Name: m.Name, Inferred: m.Inferred})
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
// recognised without being sure enough to count has no page, and no mark.
func entityMarks(es []cable.Entity, counts func(cable.Entity) bool) []mark {
	ms := make([]mark, 0, len(es))
	for _, e := range es {
		kind, ok := kinds[e.Kind]
		if !ok || e.Inferred && !counts(e) {
			continue
		}
		m := mark{Start: e.Start, End: e.End, Kind: kind, Href: EntityPath(e.Kind, e.Normal())}
		if e.Normal() != e.Text {
			m.Name = e.Normal()
		}
		if e.Inferred {
			m.Inferred = inferredBy(e)
		}
		ms = append(ms, m)
	}
	return ms
}

// subjectParts cuts a subject by its matches.
func subjectParts(text string, matches []archive.Span) []templates.Part {
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
		if t.State.Here() {
			kind = templates.CableRef
		}
		ms = append(ms, mark{Start: m.Start, End: m.End, Kind: kind, Href: CablePath(t.Found.ID), Name: t.Found.ID})
	}
	return ms
}
