package volumes_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"reftel/internal/archive"
	"reftel/internal/archive/volumes"
	"reftel/internal/authority"
	"reftel/internal/cable"
)

// lines are those of documents of two volumes, in archive order.
func lines(t *testing.T) (out []volumes.Line) {
	t.Helper()
	doc := func(id, head string, year int, e cable.Edition) {
		e.Name = "Light, Volume " + e.Volume
		l, ok := volumes.LineOf(&cable.Cable{ID: id, Subject: head, Date: cable.Date{Year: year}, NotPrinted: head == "Lost", Edition: &e})
		if !ok {
			t.Fatalf("%s stands in no volume", id)
		}
		out = append(out, l)
	}
	doc("v1-d3", "Letter", 1930, cable.Edition{Volume: "v1", Number: "3", Place: 3, Division: "ch2", Chapter: "Lamps — Oslo"})
	doc("v2-d1", "Note", 1931, cable.Edition{Volume: "v2", Place: 1, Kind: cable.EditorialNote})
	doc("v1-d1", "Lost", 1932, cable.Edition{Volume: "v1", Number: "1", Place: 1, Division: "ch1", Chapter: "Lamps"})
	doc("v1-d4", "Letter", 0, cable.Edition{Volume: "v1", Number: "4", Place: 4, Division: "ch1", Chapter: "Lamps"})
	doc("v1-x", "Of no place", 0, cable.Edition{Volume: "v1", Division: "ch9", Chapter: "Annexes"})
	doc("v1-d2", "Letter", 1929, cable.Edition{Volume: "v1", Number: "2", Place: 2, Division: "ch1", Chapter: "Lamps"})
	return out
}

// TestOf holds that documents stand in the order of their volume, under its
// divisions, and that a division which goes on is a chapter of its own.
func TestOf(t *testing.T) {
	t.Parallel()
	year := func(y int) cable.Date { return cable.Date{Year: y} }
	want := []archive.Volume{
		{
			VolumeHead: archive.VolumeHead{ID: "v1", Name: "Light, Volume v1", Documents: 5, First: year(1929), Last: year(1932)},
			Chapters: []archive.Chapter{
				{ID: "ch1", Path: []string{"Lamps"}, Documents: []archive.Document{
					{ID: "v1-d1", Number: "1", Head: "Lost", Date: year(1932), NotPrinted: true}, {ID: "v1-d2", Number: "2", Head: "Letter", Date: year(1929)}}},
				{ID: "ch2", Path: []string{"Lamps", "Oslo"}, Documents: []archive.Document{{ID: "v1-d3", Number: "3", Head: "Letter", Date: year(1930)}}},
				{ID: "ch1-2", Path: []string{"Lamps"}, Documents: []archive.Document{{ID: "v1-d4", Number: "4", Head: "Letter"}}},
				{ID: "ch9", Path: []string{"Annexes"}, Documents: []archive.Document{{ID: "v1-x", Head: "Of no place"}}},
			},
		},
		{
			VolumeHead: archive.VolumeHead{ID: "v2", Name: "Light, Volume v2", Documents: 1, First: year(1931), Last: year(1931)},
			Chapters:   []archive.Chapter{{ID: "part1", Documents: []archive.Document{{ID: "v2-d1", Head: "Note", Date: year(1931), Kind: cable.EditorialNote}}}},
		},
	}
	if diff := cmp.Diff(want, volumes.Of(lines(t))); diff != "" {
		t.Error(diff)
	}
	if _, ok := volumes.LineOf(&cable.Cable{ID: "74OSLO1"}); ok {
		t.Error("a telegram stands in a volume")
	}
}

// TestName holds that an entry of a list leads to the name under which cables have
// it, and nowhere where none has.
func TestName(t *testing.T) {
	t.Parallel()
	list := []authority.Thing{
		{Kind: "PER", Name: "Ida Holm", Facts: []authority.Fact{{Text: "Keeper of the Light", Source: "v1"}}},
		{Kind: "PER", Name: "Otto Dahl"},
		{Kind: "ORG", Name: "Harbor Board", Forms: []authority.Form{{Name: "HB", Source: "v1"}}},
	}
	vs := volumes.Of(lines(t))
	names := map[string]string{authority.Key("PER", "Ida Holm"): "Ida Maria Holm", authority.Key("ORG", "HB"): "The Board"}
	held := map[string]bool{"PER Ida Maria Holm": true, "ORG The Board": true}
	volumes.Name(vs, [][]authority.Thing{list, {{Kind: "PER", Name: "Of no volume"}}}, names, func(kind, name string) bool { return held[kind+" "+name] })
	want := []archive.ListedName{{Kind: "PER", Name: "Ida Holm", Value: "Ida Maria Holm", About: []string{"Keeper of the Light"}}, {Kind: "PER", Name: "Otto Dahl"}}
	if diff := cmp.Diff(want, vs[0].Persons); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]archive.ListedName{{Kind: "ORG", Name: "Harbor Board", Value: "The Board", Short: []string{"HB"}}}, vs[0].Terms); diff != "" {
		t.Error(diff)
	}
	if len(vs[1].Persons)+len(vs[1].Terms) > 0 {
		t.Error("the other volume has names")
	}
}
