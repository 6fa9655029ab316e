package enginetest

import (
	"errors"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"reftel/internal/archive"
	"reftel/internal/cable"
)

// testVolumes holds that printed volumes are told with their documents in the order
// of the volume, whatever their dates, and that lists say where a document stands.
func testVolumes(t *testing.T, e Engine) {
	in := func(c *cable.Cable, number string, place int, division string) *cable.Cable {
		c.Edition = &cable.Edition{Volume: "light1931", Number: number, Place: place, Division: division, Chapter: "Lamps", Name: "Papers on Light, 1931"}
		return c
	}
	a := published(t, e, inputs([]*cable.Cable{
		in(made("light1931-d2", "1930-05-01", "Letter", "", "The lamp was lit."), "2", 2, "ch1"),
		in(made("light1931-d1", "1931-05-01", "Telegram", "", "The lamp is out."), "1", 1, "ch1"),
		made("74OSLO101", "1974-05-01", "LAMPS", "", "Of no volume."),
	}))
	head := archive.VolumeHead{
		ID: "light1931", Name: "Papers on Light, 1931", Documents: 2,
		First: cable.Date{Year: 1930, Month: 5, Day: 1}, Last: cable.Date{Year: 1931, Month: 5, Day: 1},
	}
	heads, err := a.Volumes(t.Context())
	if diff := gocmp.Diff([]archive.VolumeHead{head}, heads); err != nil || diff != "" {
		t.Error(err, diff)
	}
	v, err := a.Volume(t.Context(), "light1931")
	want := &archive.Volume{VolumeHead: head, Chapters: []archive.Chapter{{ID: "ch1", Path: []string{"Lamps"}, Documents: []archive.Document{
		{ID: "light1931-d1", Number: "1", Head: "Telegram", Date: head.Last}, {ID: "light1931-d2", Number: "2", Head: "Letter", Date: head.First},
	}}}}
	if diff := gocmp.Diff(want, v); err != nil || diff != "" {
		t.Error(err, diff)
	}
	if _, err := a.Volume(t.Context(), "light1932"); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("a volume that is not here: %v", err)
	}
	found, err := a.Lookup(t.Context(), "light1931-d2", "74OSLO101")
	if err != nil || found[0].Summary.Printed != "Papers on Light, 1931, Document 2" || found[1].Summary.Printed != "" {
		t.Errorf("%+v, %v", found, err)
	}
}
