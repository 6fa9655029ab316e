package volume

import (
	"fmt"
	"strings"
	"testing"

	"reftel/internal/archive"
	"reftel/web/templates"
)

// shelved is a volume with chapters, headings parted by strokes, of so many documents.
func shelved(chapters ...string) Volume {
	v := &archive.Volume{VolumeHead: archive.VolumeHead{ID: "light1931", Name: "Light, 1931"}}
	for i, c := range chapters {
		var path []string
		if c != "" {
			path = strings.Split(c, "/")
		}
		id := fmt.Sprintf("ch%d", i+1)
		v.Chapters = append(v.Chapters, archive.Chapter{ID: id, Path: path, Documents: []archive.Document{{ID: "light1931-d" + id, Head: "Letter"}}})
		v.Documents++
	}
	return Volume{Volume: v, Base: "https://cables.example"}
}

// TestContents holds that headings stand once, without those that all chapters share.
func TestContents(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		chapters []string
		want     string
	}{
		{[]string{"Lamps/Oil", "Lamps/Wicks"}, "0 Oil ch1; 0 Wicks ch2"},
		{[]string{"Lamps/North/Oil", "Lamps/North/Wicks", "Lamps/South/Oil", "Annexes"}, "0 Lamps; 1 North; 2 Oil ch1; 2 Wicks ch2; 1 South; 2 Oil ch3; 0 Annexes ch4"},
		{[]string{"Lamps", "Lamps/Oil", "Lamps"}, "0 Lamps ch1; 1 Oil ch2; 0 Lamps ch3"},
		{[]string{""}, "0 Documents ch1"},
		{[]string{"Lamps/Oil"}, "0 Oil ch1"},
	} {
		var got []string
		for _, l := range shelved(c.chapters...).contents() {
			s := fmt.Sprint(l.Level, " ", l.Title)
			if l.Href != "" {
				s += " " + l.ID
			}
			got = append(got, s)
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%q: %s, want %s", c.chapters, s, c.want)
		}
	}
}

// TestLarge holds that a large volume leaves its documents to the chapters, whose
// pages have a hundred each.
func TestLarge(t *testing.T) {
	t.Parallel()
	x := shelved("Lamps", "Oil")
	for range contentsShown {
		x.Chapters[1].Documents = append(x.Chapters[1].Documents, archive.Document{ID: "light1931-x", Number: "9", Head: "Letter", NotPrinted: true})
	}
	x.Documents += contentsShown
	if v := x.View(templates.Page{}); len(v.Chapters[1].Documents) > 0 || v.Chapters[1].Count != contentsShown+1 {
		t.Errorf("%d documents, %d told", len(v.Chapters[1].Documents), v.Chapters[1].Count)
	}
	v := x.Chapter(templates.Page{}, 1, 2)
	if len(v.Documents) != Size || v.Documents[0].Note != "described, not printed" || v.Previous.Href != "/volume/light1931/ch1" || v.Next != nil {
		t.Errorf("%d documents, %+v, %+v", len(v.Documents), v.Documents[0], v.Previous)
	}
	if v.PrevURL != "/volume/light1931/ch2" || v.NextURL != "/volume/light1931/ch2?page=3" || v.Canonical != "https://cables.example/volume/light1931/ch2" {
		t.Errorf("%q, %q, %q", v.PrevURL, v.NextURL, v.Canonical)
	}
}

// TestLists holds that names lead where cables have them.
func TestLists(t *testing.T) {
	t.Parallel()
	x := shelved("Lamps")
	x.Persons = []archive.ListedName{{Kind: "PER", Name: "Ida Holm", Value: "Ida M. Holm", About: []string{"Keeper"}}, {Kind: "PER", Name: "Otto Dahl"}}
	x.Terms = []archive.ListedName{{Kind: "ORG", Name: "Harbor Board", Short: []string{"HB", "H.B."}}, {Kind: "ORG", Name: "NATO"}}
	if got := fmt.Sprint(x.Names(templates.Page{}, Persons, 1).Names); got != "[{ Ida Holm /entity/per/Ida%20M.%20Holm [Keeper]} { Otto Dahl  []}]" {
		t.Error(got)
	}
	if got := fmt.Sprint(x.Names(templates.Page{}, Terms, 1).Names); got != "[{HB, H.B. Harbor Board  []} {NATO NATO  []}]" {
		t.Error(got)
	}
	if v := x.View(templates.Page{}); len(v.Lists) != 2 || v.Lists[0].Count != 2 || v.Lists[1].Href != "/volume/light1931/terms" {
		t.Errorf("%+v", v.Lists)
	}
}
