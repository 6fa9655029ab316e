package ids

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestIDTable writes a table and reads it again: ids lead to their cables in
// any spelling, an id that two cables claim to the first of them, and one that
// is the id of a cable to that cable alone.
func TestIDTable(t *testing.T) {
	t.Parallel()
	old := NewTable([]string{"74ALFA1", "74BRAVO7"}, [][]string{{"74ALFA9"}, nil})
	made := NewTable(
		[]string{"74ALFA1", "74alfa2_a", "73DELTA4", "a paper"},
		[][]string{{"74ALFA01", "OTHER"}, {"73DELTA4", "other", "", "with\ttab"}, {"DELTA"}, nil},
	)
	made.Withdraw(old, "first")
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "ids"), made.Encode(), 0o600); err != nil {
		t.Fatal(err)
	}
	read, err := ReadTable(filepath.Join(dir, "ids"))
	if err != nil {
		t.Fatal(err)
	}
	for name, table := range map[string]*Table{"made": made, "read": read} {
		for id, want := range map[string]struct {
			ord   uint32
			alias bool
			ok    bool
		}{
			"74ALFA1": {0, false, true}, " 74alfa1": {0, false, true}, "74ALFA2_A": {1, false, true}, "A Paper": {3, false, true},
			"73DELTA4": {2, false, true}, "Other": {0, true, true}, "delta": {2, true, true}, "74ALFA01": {0, true, true}, "74 Alfa 001": {0, false, true},
			"74ALFA9": {}, "74BRAVO7": {}, "": {}, "with": {}, "Z": {},
		} {
			got, ok := table.Find(id)
			if ok != want.ok || got != (Target{want.ord, want.alias}) {
				t.Errorf("%s: %q leads to %v, %v", name, id, got, ok)
			}
		}
		for ord, want := range [][]string{{"74ALFA01", "OTHER"}, nil, {"DELTA"}, nil} {
			if got := table.OthersOf(uint32(ord)); !slices.Equal(got, want) {
				t.Errorf("%s: other ids of %d: %v", name, ord, got)
			}
		}
		if len(table.gone) != 2 || table.gone["74BRAVO7"].ID != "74BRAVO7" || table.gone["74ALFA9"].Last != "first" {
			t.Errorf("%s: gone %v", name, table.gone)
		}
	}
	if got := read.Sorted.Beginning("74ALFA", 9); !slices.Equal(got, []uint32{0, 1}) {
		t.Errorf("74ALFA…: %v", got)
	}
}
