package ids

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCompare(t *testing.T) {
	t.Parallel()
	old := NewTable(
		[]string{"74OSLO1", "74OSLO2", "74OSLO0003", "74LIMA4", "74LIMA5", "74BONN6", "74BONN7"},
		[][]string{nil, nil, nil, {"74LIMA44"}, nil, {"74BONN66"}, nil},
	)
	now := NewTable(
		[]string{"74OSLO3", "74oslo1", "74OSLO2", "74OSLO9", "74LIMA4", "74LIMA44", "74BONN66"},
		[][]string{{"74OSLO0003"}, nil, nil, nil, {"74LIMA5"}, nil, {"74BONN6"}},
	)
	got := Compare(old, now, func(was, is uint32) bool {
		if Key(old.Held[was]) != Key(now.Held[is]) {
			t.Errorf("%s is compared with %s", old.Held[was], now.Held[is])
		}
		return old.Held[was] == "74OSLO2"
	})
	want := Changes{
		Added:   []string{"74OSLO9"},
		Changed: []string{"74OSLO2"},
		Removed: []string{"74BONN7"},
		Moved: []Move{
			{"74OSLO0003", "74OSLO0003", "74OSLO3"}, // another form
			{"74LIMA5", "74LIMA5", "74LIMA4"},       // joined to another cable
			{"74BONN6", "74BONN6", "74BONN66"},      // the two ids of a cable changed places
			{"74LIMA44", "74LIMA4", "74LIMA44"},     // a cable of its own
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got.None() {
		t.Error("nothing changed")
	}
	same := Compare(now, now, func(was, is uint32) bool { return was != is })
	if !same.None() {
		t.Errorf("the same table: %+v", same)
	}
	same.Untold = "texts"
	if same.None() {
		t.Error("what is not known is told as none")
	}
}
