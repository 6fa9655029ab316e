package shape

import (
	"slices"
	"strings"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/internal/reference"
	"reftel/web/templates"
	"reftel/web/templates/trail"
)

// lens is an invented cable that cites three papers, one of which is held.
func lens() *Cable {
	c := &cable.Cable{
		ID: "88OSLO1", Subject: "A lens", Date: cable.Date{Year: 1988, Month: 4, Day: 1}, Language: "en",
		References: []cable.Reference{
			{Letter: "A", Kind: "cable", ID: "88OSLO7", Text: "OSLO 7"},
			{Letter: "B", Kind: "email", Text: "e-mail of May 3"},
			{Letter: "C", Kind: "cable", ID: "87LIMA2", Text: "87 LIMA 2"},
			{Letter: "D", Kind: "cable", ID: "99NOBODY1", Text: "99 NOBODY 1"},
		},
		Paragraphs: []cable.Paragraph{{Number: 1, Text: "See refs A and C, not ref B or ref D."}, {Number: 2, Text: "The lens broke."}},
	}
	cable.SetAnchors(c.Paragraphs)
	return &Cable{Base: "https://cables.example", Cable: c, Targets: Targets(c.References, []archive.Found{
		{State: archive.Alias, ID: "88OSLO3", Summary: &archive.Summary{ID: "88OSLO3", IDInferred: true, Title: "A lens, corrected"}},
		{State: archive.Absent, ID: "87LIMA2"},
		{},
	})}
}

func TestReferences(t *testing.T) {
	var got []string
	for _, r := range lens().references() {
		s := r.Letter + " " + r.Kind + " " + r.ID + " " + r.Title
		if r.Held {
			s += " held"
		}
		if r.IDInferred {
			s += " inferred"
		}
		got = append(got, s+" "+r.Href)
	}
	want := "A Cable 88OSLO3 A lens, corrected held inferred /cable/88OSLO3;B E-mail   ;C Cable 87LIMA2  /cable/87LIMA2;D Cable 99NOBODY1  /cable/99NOBODY1"
	if s := strings.Join(got, ";"); s != want {
		t.Errorf("got %s\nwant %s", s, want)
	}
}

func TestMentionsAreMarked(t *testing.T) {
	x := lens()
	want := "See [ref:refs A] and [absent:C], not ref B or ref D."
	if got := written(x.paragraph(0).Runs); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	x.Targets = nil
	if got := written(x.paragraph(0).Runs); got != x.Cable.Paragraphs[0].Text {
		t.Errorf("without targets: %s", got)
	}
}

func TestPlace(t *testing.T) {
	c := lens().Cable
	first, second := cable.Fingerprint(c.Paragraphs[0].Text), cable.Fingerprint(c.Paragraphs[1].Text)
	for _, tt := range []struct {
		anchor, print string
		want          int
		status        templates.LinkStatus
	}{
		{"par1", "", 0, templates.LinkExact},
		{"par1", first, 0, templates.LinkExact},
		{"par1", second, 1, templates.LinkMoved},
		{"par9", second, 1, templates.LinkMoved},
		{"par2", "zzzz", 1, templates.LinkChanged},
		{"par9", "zzzz", -1, templates.LinkExact},
		{"par9", "", -1, templates.LinkExact},
	} {
		if i, status := Place(c, tt.anchor, tt.print); i != tt.want || status != tt.status {
			t.Errorf("%s~%s: paragraph %d, %q", tt.anchor, tt.print, i, status)
		}
	}
}

func TestLeftOutIsTold(t *testing.T) {
	x := lens()
	x.Cable.Warnings = []string{"The last line is garbled."}
	x.LeftOut = "Left out."
	if got := x.View(templates.Page{}).Warnings; !slices.Equal(got, []templates.Note{{Text: "The last line is garbled.", English: true}, {Text: "Left out."}}) {
		t.Errorf("got %v", got)
	}
}

func TestCountsAreOfAll(t *testing.T) {
	x := lens()
	x.CitedBy = archive.Related{Cables: make([]archive.Summary, RelatedShown), Total: 31}
	x.Copies = archive.Related{Cables: []archive.Summary{{ID: "88OSLO2"}}, Total: 1}
	v := x.View(templates.Page{})
	if v.CitedCount != 31 || len(v.CitedBy) != RelatedShown || v.CitedByAll == nil || v.CitedByAll.Count != 31 || v.CopyCount != 1 || v.CopiesAll == "" {
		t.Errorf("%d of %d citing, %+v; %d copies", len(v.CitedBy), v.CitedCount, v.CitedByAll, v.CopyCount)
	}
}

func TestTrail(t *testing.T) {
	req, err := query.ParseRequest(map[string][]string{"q": {"lens"}, "size": {"50"}})
	if err != nil {
		t.Fatal(err)
	}
	tr := Trail{Request: req, N: 50}
	at := func(p archive.Place) Stand { return Stand{Place: p} }
	v := tr.View(nil, "88OSLO1", at(archive.Place{ID: "88OSLO1", Prev: "88OSLO2", Next: "88OSLO3", Total: 1290}), CablePath)
	if v.Back != "/search?q=lens&size=50" || v.Position != "50 of 1,290" || v.Note != "" ||
		v.Prev != "/cable/88OSLO2?q=lens&size=50&n=49" || v.Next != "/cable/88OSLO3?q=lens&page=2&size=50&n=51" {
		t.Errorf("%+v", v)
	}
	if v := tr.View(nil, "88OSLO1", at(archive.Place{ID: "88OSLO1", Next: "88OSLO3", Total: 90}), BestPath); v.Next != "/cable/88OSLO3/match?q=lens&page=2&size=50&n=51" {
		t.Errorf("from a paragraph: %+v", v)
	}
	if v := tr.View(nil, "88OSLO1", at(archive.Place{ID: "88OSLO9", Prev: "88OSLO2", Total: 90}), CablePath); v.Position != "" || v.Prev != "" || v.Back == "" {
		t.Errorf("at another place: %+v", v)
	}
	if v := tr.View(nil, "88OSLO1", Stand{Late: true}, CablePath); v.Note == "" || v.Back == "" || v.Position != "" {
		t.Errorf("late: %+v", v)
	}
	if v := (Trail{}).View(nil, "88OSLO1", Stand{}, CablePath); v != nil {
		t.Errorf("without a trail: %+v", v)
	}
}

// TestFollow holds the way from reference to reference, and back.
func TestFollow(t *testing.T) {
	req, err := query.ParseRequest(map[string][]string{"q": {"lens"}})
	if err != nil {
		t.Fatal(err)
	}
	via := func(ids ...string) Trail { return Trail{Request: req, N: 3}.WithVia(ids) }
	for _, tt := range []struct {
		tr             Trail
		from, to, want string
	}{
		{Trail{}, "88OSLO1", "88OSLO2", "/cable/88OSLO2"},
		{via(), "88OSLO1", "88OSLO2", "/cable/88OSLO2?q=lens&n=3&via=88OSLO1"},
		{via("88OSLO1"), "88OSLO2", "88OSLO3", "/cable/88OSLO3?q=lens&n=3&via=88OSLO1&via=88OSLO2"},
		{via("88OSLO1", "88OSLO2"), "88OSLO3", "88OSLO1", "/cable/88OSLO1?q=lens&n=3"},
		{via("88OSLO1", "88OSLO2"), "88OSLO3", "88OSLO2", "/cable/88OSLO2?q=lens&n=3&via=88OSLO1"},
		{via("88OSLO1"), "88OSLO2", "88OSLO2", "/cable/88OSLO2?q=lens&n=3&via=88OSLO1"},
		{via("1A", "2A", "3A", "4A", "5A"), "6A", "7A", "/cable/7A?q=lens&n=3&via=2A&via=3A&via=4A&via=5A&via=6A"},
		{Trail{}.WithVia([]string{"88OSLO1"}), "88OSLO2", "frus1969-76v26/d4", "/cable/frus1969-76v26%2Fd4?via=88OSLO1&via=88OSLO2"},
		{via("call this number", "<b>", "x", strings.Repeat("9", 65), "76STATE290286~2"), "1A", "2A", "/cable/2A?q=lens&n=3&via=76STATE290286~2&via=1A"},
	} {
		if got := tt.tr.Follow(tt.from, tt.to); got != tt.want {
			t.Errorf("%v: from %s to %s: %s, want %s", tt.tr.Via, tt.from, tt.to, got, tt.want)
		}
	}
	v := via("88OSLO1", "88OSLO2").View(nil, "88OSLO3", Stand{}, CablePath)
	want := []trail.Step{{ID: "88OSLO1", Href: "/cable/88OSLO1?q=lens&n=3"}, {ID: "88OSLO2", Href: "/cable/88OSLO2?q=lens&n=3&via=88OSLO1"}}
	if !slices.Equal(v.Via, want) || v.Back != "/search?q=lens" {
		t.Errorf("%+v", v)
	}
}

func TestMeanings(t *testing.T) {
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	terms := Terms{Tables: tables}
	req, err := query.ParseRequest(map[string][]string{"q": {"external political relations"}})
	if err != nil {
		t.Fatal(err)
	}
	ms := terms.Meanings(req.Expr)
	if len(ms) != 1 || ms[0].Tag.Code != "PREL" || !ms[0].Searched || ms[0].Cables != 0 {
		t.Fatalf("%+v", ms)
	}
	if wide := terms.Widened(req).Expr.String(); !strings.Contains(wide, "PREL") {
		t.Errorf("the code is not searched: %s", wide)
	}
	ms[0].Cables = 7
	v := meanings(nil, ms, req)
	if len(v) != 1 || v[0].All.Count != 7 || v[0].All.Href != "/tag/PREL" || v[0].Words == nil || !strings.Contains(v[0].Words.Href, "%22") {
		t.Errorf("%+v", v)
	}
	if ms := (Terms{}).Meanings(req.Expr); len(ms) != 0 {
		t.Errorf("without tables: %+v", ms)
	}
}

// TestDateFact: a time is of the clock that the source tells, Zulu is never
// added; an undated paper says so.
func TestDateFact(t *testing.T) {
	day := cable.Date{Year: 1964, Month: 1, Day: 25}
	at := cable.Date{Year: 1964, Month: 1, Day: 25, Hour: 18, Minute: 30, HasTime: true}
	for _, tt := range []struct {
		c    cable.Cable
		want string
	}{
		{cable.Cable{Date: at}, "25 January 1964, 18:30 Z|"},
		{cable.Cable{Date: at, DateZone: "local", DatePrinted: "January 25, 1964, 6:30 p.m."}, "25 January 1964, 18:30 local time|printed: January 25, 1964, 6:30 p.m."},
		{cable.Cable{Date: at, DateZone: "-05:00"}, "25 January 1964, 18:30 (UTC−05:00)|"},
		{cable.Cable{Date: at, DateZone: "Z"}, "25 January 1964, 18:30 Z|"},
		{cable.Cable{Date: day, Undated: true, DateInferred: true}, "25 January 1964|the document is undated"},
		{cable.Cable{Undated: true, DateRange: "1963-01-01/1964-12-31"}, "undated|between 1 January 1963 and 31 December 1964"},
		{cable.Cable{Date: day, DateRange: "1964-01-25/"}, "25 January 1964|not before 25 January 1964"},
		{cable.Cable{}, ""},
	} {
		got := ""
		for _, f := range (&Cable{Cable: &tt.c}).facts() {
			if f.Term == "Date" {
				got = f.Values[0].Text + "|" + f.Values[0].Detail
			}
		}
		if got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}
