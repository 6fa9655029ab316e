package prepare

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"reftel/internal/archive/record"
	"reftel/internal/cable"
)

// TestSpool holds that cables come back in archive order whatever the order of
// reading, and that those of one id are versions, the fullest first.
func TestSpool(t *testing.T) {
	t.Parallel()
	cable74 := func(id string, day int, text, path string, aliases ...string) *cable.Cable {
		return &cable.Cable{
			ID: id, Date: cable.Date{Year: 1974, Month: 1, Day: day}, Aliases: aliases, Paragraphs: []cable.Paragraph{{Text: text}},
			Source: cable.Source{Path: path, SHA256: path},
		}
	}
	in := []*cable.Cable{
		cable74("74LIMA2", 2, "Second.", "b"), cable74("74LIMA1", 1, "A longer text", "c", "LIMA ONE"), cable74("74LIMA1", 1, "A longer text of it.", "d", "LIMA 1"),
		{ID: "74LIMA9", Paragraphs: []cable.Paragraph{{Text: "Undated."}}}, cable74("74ADEN2", 2, "Of the same day.", "e"),
	}
	for _, room := range []int{1 << 20, 0} { // in memory, and in a file for each two
		slices.Reverse(in)
		dir := t.TempDir()
		s, err := New(filepath.Join(dir, "spool"), room)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range in {
			if err := s.Add(c, []byte("source of "+c.Source.Path)); err != nil {
				t.Fatal(err)
			}
		}
		gs, err := s.Sorted()
		if err != nil {
			t.Fatal(err)
		}
		table, err := TableOf(gs)
		if err != nil {
			t.Fatal(err)
		}
		ids := table.Held
		if !slices.Equal(ids, []string{"74LIMA1", "74ADEN2", "74LIMA2", "74LIMA9"}) || s.Len() != len(in) {
			t.Errorf("order %v of %d", ids, s.Len())
		}
		if gs.Dated() != 3 {
			t.Errorf("%d are dated", gs.Dated())
		}
		first, err := gs.Of(0)
		if err != nil {
			t.Fatal(err)
		}
		r, err := s.Record(first, new(record.Drafter))
		if err != nil {
			t.Fatal(err)
		}
		c, err := r.Cable()
		if err != nil || c.Paragraphs[0].Text != "A longer text of it." || !slices.Equal(c.Aliases, []string{"LIMA 1", "LIMA ONE"}) {
			t.Errorf("shown is %+v, %v", c, err)
		}
		if r.Count != 2 || string(r.Sources[0].Raw) != "source of d" || string(r.Sources[1].Raw) != "source of c" || r.Sources[1].Source.Path != "c" {
			t.Errorf("versions %+v", r.Sources)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
			t.Errorf("left are %v, %v", left, err)
		}
	}
}
