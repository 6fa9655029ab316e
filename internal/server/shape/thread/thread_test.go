package thread

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/thread"
	"reftel/web/templates"
	pages "reftel/web/templates/thread"
)

var update = flag.Bool("update", false, "write the golden page anew")

// held is a cable of a thread.
func held(id, title string, d cable.Date) *thread.Cable {
	return &thread.Cable{ID: id, State: archive.Held, Summary: &archive.Summary{
		ID: id, Title: title, Date: d, Origin: cable.Post{Code: "OSLO", Name: "Embassy Oslo"}, From: "AMEMBASSY OSLO",
	}}
}

// refer notes that a cable cites another.
func refer(from, to *thread.Cable, letters ...string) {
	from.Cites = append(from.Cites, thread.Citation{Cable: to, Letters: letters})
	to.CitedBy = append(to.CitedBy, thread.Citation{Cable: from, Letters: letters})
}

// lamps is a thread of cables about a lamp; the first of them is asked for.
func lamps() Page {
	first := held("88OSLO7", "The lamp is out", cable.Date{Year: 1988, Month: 4, Day: 2})
	second := held("88OSLO9", "A lamp & a <lens>", cable.Date{Year: 1988, Month: 4, Day: 9})
	third := held("89OSLO1", "The lamp is lit", cable.Date{})
	second.Summary.IDInferred, second.Summary.DateInferred = true, true
	absent := &thread.Cable{ID: "87STATE45", State: archive.Absent, Year: 1987}
	gone := &thread.Cable{ID: "frus1977-80v21-d101102103", State: archive.Gone}
	refer(first, absent, "A")
	refer(second, first, "B", "C")
	refer(second, gone)
	refer(third, second, "A")
	second.Cites[1].Inferred = true
	for i := range 9 {
		refer(third, &thread.Cable{ID: fmt.Sprintf("86LIMA%d", i+1), State: archive.Absent, Year: 1986})
	}
	t := &thread.Thread{Cables: []*thread.Cable{absent, first, gone, second, third}, Cut: true}
	for _, c := range third.Cites[1:] {
		t.Cables = append([]*thread.Cable{c.Cable}, t.Cables...)
	}
	return Page{Start: &cable.Cable{ID: "88OSLO7", Subject: "The lamp is out"}, Thread: t}
}

// TestPage holds the page of a thread.
func TestPage(t *testing.T) {
	t.Parallel()
	x := lamps()
	var b bytes.Buffer
	if err := pages.Page(x.View(templates.Page{})).Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	_, main, _ := strings.Cut(b.String(), "<main")
	main, _, _ = strings.Cut(main, "</main>")
	got := "<main" + strings.ReplaceAll(main, "><", ">\n<") + "\n"
	if *update {
		if err := os.WriteFile("testdata/thread.html", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/thread.html")
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Error("the page is not as in testdata/thread.html; run with -update and look at the difference")
	}
}

// TestDrawing holds that all that is drawn fits a small screen, and that no point
// covers another.
func TestDrawing(t *testing.T) {
	t.Parallel()
	x := lamps()
	d := x.drawing()
	if d.Width > 288 || len(d.Points) != len(x.Thread.Cables) {
		t.Errorf("%d wide, %d points", d.Width, len(d.Points))
	}
	for i, p := range d.Points {
		if i > 0 && p.Y-d.Points[i-1].Y < 24 {
			t.Errorf("point %d is at %d, the one before at %d", i, p.Y, d.Points[i-1].Y)
		}
		if p.Y < 12 || p.Y > d.Height-12 || len([]rune(p.Label)) > label {
			t.Errorf("%+v of %d", p, d.Height)
		}
	}
	for _, a := range d.Arcs {
		var x1, y1, handle, y, y2 int
		if _, err := fmt.Sscanf(a.Path, "M%d %dC%d %d %d %d", &x1, &y1, &handle, &y, &handle, &y2); err != nil || x1-(x1-handle)*3/4 < 8 {
			t.Errorf("%s: %v", a.Path, err)
		}
	}
	var years []string
	for _, y := range d.Years {
		years = append(years, y.Label)
	}
	if got := strings.Join(years, " "); got != "1986 1987 1988 No date" {
		t.Errorf("years %s", got)
	}
}
