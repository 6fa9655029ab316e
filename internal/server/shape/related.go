package shape

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"reftel/internal/archive"
	"reftel/internal/archive/snippet"
	"reftel/internal/archive/values"
	"reftel/internal/cable"
	"reftel/web/templates"
	"reftel/web/templates/words"
)

// A Target is a reference and where it leads. Its state is Unknown where it
// names no cable that is known.
type Target struct {
	cable.Reference
	archive.Found
}

// IsCable reports whether a reference names a cable by its id.
func IsCable(r cable.Reference) bool { return r.Kind == "cable" && r.ID != "" }

// Targets joins references with where those that name cables lead, in the order
// of the references.
func Targets(refs []cable.Reference, found []archive.Found) []Target {
	out := make([]Target, len(refs))
	for i, r := range refs {
		out[i].Reference = r
		if IsCable(r) {
			out[i].Found, found = found[0], found[1:]
		}
	}
	return out
}

// referenceKinds are the kinds of references in words.
var referenceKinds = map[string]words.Message{
	"cable": words.Later("Cable"), "email": words.Later("E-mail"), "phone": words.Later("Telephone call"), "fax": words.Later("Fax"),
	"memo": words.Later("Memorandum"), "report": words.Later("Report"), "osc": words.Later("Open source report"), "fam": words.Later("Foreign Affairs Manual"),
	"meeting": words.Later("Meeting"), "web": words.Later("Web page"), "dtg": words.Later("Date-time group"),
}

// references shapes the list of references.
func (x *Cable) references() []templates.Reference {
	var out []templates.Reference
	for _, t := range x.Targets {
		r := templates.Reference{Letter: t.Letter, Kind: x.Terms.Words.Tell(referenceKinds[t.Kind]), Text: t.Text, ID: t.Found.ID}
		if r.Kind == "" {
			r.Kind = x.Terms.Words.Say("Other ‹reference›")
		}
		if t.Summary != nil {
			r.Title, r.IDInferred = t.Summary.Title, t.Summary.IDInferred
		}
		r.IDInferred = r.IDInferred || t.Inferred
		switch {
		case t.Found.ID != "":
			r.Href, r.Held = x.to(t.Found.ID), t.State.Here()
		case t.Reference.ID != "":
			r.ID, r.Href = t.Reference.ID, x.to(t.Reference.ID)
		}
		r.Match = IsCable(t.Reference) && x.Found.Has(values.Ref, t.Reference.ID)
		out = append(out, r)
	}
	return out
}

// to is the address of another cable to which this one leads. It keeps the trail.
func (x *Cable) to(id string) string { return x.Trail.Follow(x.Cable.ID, id) }

// item is another cable in a list of this one. A long trail is left out: the lists
// would be most of the page.
func (x *Cable) item(sum archive.Summary) templates.CableItem {
	it := x.Terms.Item(sum)
	if x.Trail.Given() && !x.Trail.long() {
		it.Href, it.NoFollow = x.to(sum.ID), true
	}
	return it
}

// called says by which letter a cable calls another that it cites, by any of its ids:
// "As ref B".
func called(say *words.Speaker, citing archive.Summary, ids ...string) string {
	var letters []string
	for _, r := range citing.Cites {
		if r.Letter != "" && slices.Contains(ids, r.ID) {
			letters = append(letters, r.Letter)
		}
	}
	if len(letters) == 0 {
		return ""
	}
	if len(letters) == 1 {
		return say.Say("As ref %s", letters[0])
	}
	return say.Say("As refs %s", strings.Join(letters, ", "))
}

// thread leads to the cables that the cable hangs together with, where it cites one
// that is held, or one cites it. How many there are farther on is not known here.
func (x *Cable) thread() *templates.Thread {
	beside := map[string]int{} // years by id
	for _, t := range x.Targets {
		if t.Summary != nil && t.Summary.ID != x.Cable.ID {
			beside[t.Summary.ID] = t.Summary.Date.Year
		}
	}
	for _, sum := range x.CitedBy.Cables {
		beside[sum.ID] = sum.Date.Year
	}
	if len(beside) == 0 {
		return nil
	}
	first, last := x.Cable.Date.Year, x.Cable.Date.Year
	for _, y := range beside {
		if y != 0 {
			first, last = min(cmp.Or(first, y), y), max(last, y)
		}
	}
	t := &templates.Thread{Href: ThreadPath(x.Cable.ID), Beside: max(len(beside), x.CitedBy.Total)}
	switch {
	case first == 0:
	case first == last:
		t.Years = strconv.Itoa(first)
	default:
		t.Years = x.Terms.Words.Say("%s to %s", strconv.Itoa(first), strconv.Itoa(last))
	}
	return t
}

// comparisons lead to the texts of a cable and of others beside each other.
func comparisons(id string, others []archive.Summary) []templates.Link {
	var ls []templates.Link
	for _, sum := range others {
		ls = append(ls, templates.Link{Label: sum.ID, Href: BesidePath(id, sum.ID)})
	}
	return ls
}

// neighbour shapes the cable before or after.
func (x *Cable) neighbour(near archive.Related) *templates.Neighbour {
	if len(near.Cables) == 0 {
		return nil
	}
	s := near.Cables[0]
	return &templates.Neighbour{ID: s.ID, IDInferred: s.IDInferred, Title: s.Title, Href: x.to(s.ID), Date: x.Terms.date(s.Date, s.DateInferred)}
}

// likeness says what two cables share: "Shares TAGS PREL; lens, prisms".
func likeness(say *words.Speaker, l archive.Likeness) string {
	shared := strings.Join(l.Words, ", ")
	if len(l.Tags) > 0 {
		return say.Say("Shares TAGS %s; %s", strings.Join(l.Tags[:min(len(l.Tags), 4)], ", "), shared)
	}
	return say.Say("Shares %s", shared)
}

// inVolume is where the cable stands in its printed volume.
func (x *Cable) inVolume() *templates.InVolume {
	e := x.Cable.Edition
	if e == nil || e.Place == 0 {
		return nil
	}
	say := x.Terms.Words
	v := &templates.InVolume{Name: volumeName(say, e), Href: VolumePath(e.Volume), Kind: DocumentKind(say, e.Kind, x.Cable.NotPrinted)}
	if e.Number != "" {
		v.Number = say.Say("Document %s", e.Number)
	}
	for _, f := range x.InVolume {
		if f.Summary == nil {
			continue
		}
		s := f.Summary
		n := &templates.Neighbour{ID: s.ID, Title: cmp.Or(s.Subject, s.Title), Href: CablePath(s.ID), Date: x.Terms.date(s.Date, s.DateInferred)}
		switch s.ID {
		case e.Previous:
			v.Previous = n
		case e.Next:
			v.Next = n
		}
	}
	return v
}

// volumeName is how a volume is called.
func volumeName(say *words.Speaker, e *cable.Edition) string {
	return cmp.Or(e.Name, say.Say("Volume %s", e.Volume))
}

// volumeCrumbs lead from the home page to a document by its volume.
func (x *Cable) volumeCrumbs() []templates.Link {
	e := x.Cable.Edition
	say := x.Terms.Words
	ls := []templates.Link{{Label: say.Say("Volumes"), Href: "/volumes"}, {Label: Cut(cmp.Or(e.Title, volumeName(say, e)), 70), Href: VolumePath(e.Volume)}}
	if e.Chapter != "" && e.Division != "" {
		own := e.Chapter[strings.LastIndex(e.Chapter, cable.ChapterSign)+1:]
		ls = append(ls, templates.Link{Label: Cut(strings.TrimPrefix(own, cable.ChapterSign[1:]), 70), Href: ChapterPath(e.Volume, e.Division)})
	}
	return ls
}

// documentKinds are such documents in words.
var documentKinds = map[string]words.Message{"editorial note": words.Later("editorial note")}

// DocumentKind says in words what a document is that is none of its time, or none
// that the volume prints.
func DocumentKind(say *words.Speaker, kind string, notPrinted bool) string {
	kind = strings.ReplaceAll(kind, "-", " ")
	if k, ok := documentKinds[kind]; ok {
		kind = say.Tell(k)
	}
	if notPrinted {
		return joined(", ", kind, say.Say("described, not printed"))
	}
	return kind
}

// Beside are the ids of the documents beside the cable in its volume.
func Beside(c *cable.Cable) []string {
	if c.Edition == nil {
		return nil
	}
	var ids []string
	for _, id := range []string{c.Edition.Previous, c.Edition.Next} {
		if id != "" {
			ids = append(ids, id)
		}
	}
	return ids
}

// Places of notes that are not in the text of a paragraph.
const (
	inSubject  = "subject"
	inHeading  = "heading"
	inDateline = "dateline"
)

// noteSign is the mark of a note: its number, or a star for one whose number is a
// word or that has none.
func noteSign(n cable.Note) string {
	if n.Number == "" || utf8.RuneCountInString(n.Number) > 4 {
		return "*"
	}
	return n.Number
}

// hasMark reports whether the mark of a note stands somewhere on the page: the first
// source note of a document has none, and gets one behind the heading.
func (x *Cable) hasMark(n cable.Note) bool {
	return n.Place != "" || n.Anchor != "" || x.ofHead(n)
}

func (x *Cable) ofHead(n cable.Note) bool {
	i := slices.IndexFunc(x.Cable.Notes, func(n cable.Note) bool { return n.Anchor == "" && n.Number == "source" })
	return i >= 0 && n == x.Cable.Notes[i]
}

// headNotes puts the marks of notes on the heading and on the date.
func (x *Cable) headNotes(v *templates.Cable) {
	dated := v.Date.Text != ""
	marks := x.noteMarks(func(n cable.Note) bool {
		return n.Place == inSubject || x.ofHead(n) || n.Place == inDateline && !dated
	})
	if len(marks) > 0 {
		// The title may have words before and behind the subject.
		before, _, ok := strings.Cut(v.Subject, x.Cable.Subject)
		whole, shift := utf8.RuneCountInString(v.Subject), utf8.RuneCountInString(before)
		for i := range marks {
			if marks[i].at += shift; !ok || marks[i].at == shift {
				marks[i].at = whole
			}
		}
		slices.SortStableFunc(marks, func(a, b noteMark) int { return a.at - b.at })
		v.SubjectRuns = withNotes(runs(v.Subject, nil, x.Found.In(snippet.TitleKey)), marks)
	}
	if dated {
		v.DateNotes = withNotes(nil, x.noteMarks(func(n cable.Note) bool { return n.Place == inDateline }))
	}
}

// noted shapes a paragraph with the marks of its notes.
func (x *Cable) noted(i int) templates.Paragraph {
	p := x.paragraph(i)
	p.Runs = withNotes(p.Runs, x.noteMarks(func(n cable.Note) bool {
		return n.Anchor == p.Anchor && (n.Place == "" || n.Place == inHeading && p.Heading == "")
	}))
	if p.Heading != "" {
		found := x.Found.In(snippet.HeadingKey(p.Anchor))
		marks := x.noteMarks(func(n cable.Note) bool { return n.Anchor == p.Anchor && n.Place == inHeading })
		if len(marks)+len(found) > 0 {
			p.HeadingRuns = withNotes(runs(p.Heading, nil, found), marks)
		}
	}
	return p
}

// footnotes are the notes that in takes, with the way back to their marks.
func (x *Cable) footnotes(in func(cable.Note) bool) []templates.Footnote {
	var out []templates.Footnote
	for i, n := range x.Cable.Notes {
		if !in(n) || x.ofFrame(n) {
			continue
		}
		id := strconv.Itoa(i + 1)
		f := templates.Footnote{ID: "note-" + id, Number: noteSign(n), Text: n.Text}
		if f.Number != n.Number && !strings.HasPrefix(strings.ToLower(n.Text), strings.ToLower(n.Number)) {
			f.Name = upperFirst(n.Number)
		}
		if x.hasMark(n) {
			f.Anchor = "mark-" + id
		} else if f.Number != n.Number {
			f.Number = ""
		}
		if found := x.Found.In(snippet.NoteKey(i)); len(found) > 0 {
			f.Runs = runs(n.Text, nil, found)
		}
		out = append(out, f)
	}
	return out
}

// frame are the terms of notes of a document in a volume that keep how its frame was
// printed: they are facts and no notes of the editors.
var frame = map[string]string{"dateline": "Dateline", "marking": "Marking as printed", "signed": "Signature as printed"}

// frameKinds are those notes in the order in which they are told; of one kind there may
// be several.
var frameKinds = []string{"marking", "dateline", "signed"}

func (x *Cable) ofFrame(n cable.Note) bool { return x.Cable.Edition != nil && frame[n.Number] != "" }
