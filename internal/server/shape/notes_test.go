package shape

import (
	"fmt"
	"strings"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/web/templates"
)

// TestAside tells the words of editors from bracketed words of a document.
func TestAside(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"[Omitted here is a list of casks.]": "Not printed", "[Here follows [sic] the list.]": "Not printed", "[Tab A, not printed.]": "Not printed",
		"[2 lines not declassified]": "Withheld", "[The gulls laughed.]": "", "[Omitted] here [too]": "", "Omitted here is a list.": "", "[": "", "": "",
	} {
		for volume, want := range map[string]string{"light1931": want, "": ""} {
			x := Cable{Cable: &cable.Cable{}}
			if volume != "" {
				x.Cable.Edition = &cable.Edition{Volume: volume}
			}
			if got := x.aside(&cable.Paragraph{Text: text}); got != want {
				t.Errorf("%q in %q: %q, want %q", text, volume, got, want)
			}
		}
	}
}

// TestGoesOn holds which paragraphs stand close: speeches, items, lines of names.
func TestGoesOn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ texts, want string }{
		{"Minutes.|Holm: Who?|Dahl: The gulls.|They came at dusk.|Mr. Holm: All?|The end.", "0 1 1 1 0 0"},
		{"Holm: Who?|The gulls came.|They took it.|All of it.|And left.|None stayed.|Dahl: Here.", "0 0 0 0 0 0 0"}, // two speeches are no dialogue
		{"Sir: I beg to report.|The gulls came.", "0 0"},
		{"We ask:|(a) oil;|(b) casks;|and nets.", "0 1 0 0"},
		{"—The oil is gone.|—So are the casks.", "1 0"},
		{"Present|Mr. Holm|Mr. Dahl|The meeting began.", "1 1 0 0"},
		{"# Mr. Holm|# Mr. Dahl", "0 0"}, // numbered
		{"", "0"},
	} {
		var ps []cable.Paragraph
		for _, s := range strings.Split(c.texts, "|") {
			text, numbered := strings.CutPrefix(s, "# ")
			p := cable.Paragraph{Text: text}
			if numbered {
				p.Number = len(ps) + 1
			}
			ps = append(ps, p)
		}
		var got []string
		for _, on := range goesOn(ps) {
			got = append(got, map[bool]string{true: "1", false: "0"}[on])
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %s, want %s", c.texts, s, c.want)
		}
	}
}

// drawn writes runs as text, the marks of notes in braces.
func drawn(rs []templates.Run) string {
	var b strings.Builder
	for _, r := range rs {
		if r.Kind == templates.NoteMark {
			fmt.Fprintf(&b, "{%s %s %s}", r.Name, r.ID, r.Href)
		}
		for _, p := range r.Parts {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

// TestNotes holds that each note with a mark can be reached from it and leads back,
// wherever the mark stood.
func TestNotes(t *testing.T) {
	t.Parallel()
	c := &cable.Cable{
		ID: "light1931-d2", Subject: "Telegram From Oslo", SubjectDisplay: "Oil — Telegram From Oslo", Date: cable.Date{Year: 1931, Month: 5, Day: 1, Hour: 9, HasTime: true}, DateZone: "local",
		Edition:    &cable.Edition{Volume: "light1931", Place: 2, Number: "2", Next: "light1931-d3"},
		Paragraphs: []cable.Paragraph{{Anchor: "p1", Heading: "Casks", Text: "Empty."}, {Anchor: "p2", Text: "Gone."}},
		Notes: []cable.Note{
			{Number: "source", Text: "Box 3."}, {Number: "1", Place: inSubject, Offset: 8, Text: "By lamp."}, {Number: "2", Place: inHeading, Anchor: "p1", Offset: 5, Text: "Oak."},
			{Number: "3", Anchor: "p1", Offset: 5, Text: "All."}, {Number: "4", Place: inHeading, Anchor: "p2", Text: "A heading that is lost."}, {Number: "5", Place: inDateline, Text: "May Day."},
			{Number: "summary", Text: "Oil is wanted."}, {Number: "dateline", Text: "Oslo, May 1."},
		},
	}
	x := Cable{Cable: c, InVolume: []archive.Found{{State: archive.Held, ID: "light1931-d3", Summary: &archive.Summary{ID: "light1931-d3", Subject: "Letter"}}}}
	v := x.View(templates.Page{})
	for what, is := range map[string][2]string{
		"heading":   {drawn(v.SubjectRuns), "Oil — Telegram{1 mark-2 #note-2} From Oslo{* mark-1 #note-1}"},
		"date":      {v.Date.Text + drawn(v.DateNotes), "1 May 1931, 09:00 local time{5 mark-6 #note-6}"},
		"casks":     {drawn(v.Paragraphs[0].HeadingRuns), "Casks{2 mark-3 #note-3}"},
		"text":      {drawn(v.Paragraphs[0].Runs), "Empty{3 mark-4 #note-4}."},
		"no head":   {drawn(v.Paragraphs[1].Runs), "{4 mark-5 #note-5}Gone."},
		"ordinal":   {v.Paragraphs[1].Ordinal, "2"},
		"next":      {v.Volume.Next.Title, "Letter"},
		"number":    {v.Volume.Number, "Document 2"},
		"crumbs":    {v.Crumbs[len(v.Crumbs)-1].Href, "/volume/light1931"},
		"paragraph": {told(x.Quotation(templates.Page{}, 0, templates.LinkExact, "p1").Footnotes), "[{note-3 2  mark-3 Oak.} {note-4 3  mark-4 All.}]"},
		"footnotes": {told(v.Footnotes), "[{note-1 * Source mark-1 Box 3.} {note-2 1  mark-2 By lamp.} {note-3 2  mark-3 Oak.} {note-4 3  mark-4 All.} " +
			"{note-5 4  mark-5 A heading that is lost.} {note-6 5  mark-6 May Day.} {note-7  Summary  Oil is wanted.}]"},
	} {
		if is[0] != is[1] {
			t.Errorf("%s: %s, want %s", what, is[0], is[1])
		}
	}
	c.Date = cable.Date{} // the note on the date has no other place
	if v := x.View(templates.Page{}); drawn(v.SubjectRuns) != "Oil — Telegram{1 mark-2 #note-2} From Oslo{* mark-1 #note-1}{5 mark-6 #note-6}" {
		t.Error(drawn(v.SubjectRuns))
	}
}

// told are notes without runs: nothing was searched for.
func told(fs []templates.Footnote) string {
	return strings.ReplaceAll(fmt.Sprint(fs), " []}", "}")
}
