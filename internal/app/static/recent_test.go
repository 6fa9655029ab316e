package static

import (
	"context"
	"fmt"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/cable"
)

// counting is an archive whose readings of cables are counted.
type counting struct {
	archive.Archive
	read map[string]int
}

func (counting) Generation() archive.Generation { return archive.Generation{ID: "one"} }

func (a counting) Record(_ context.Context, id string, _ archive.Depth) (*archive.Record, error) {
	a.read[id]++
	c := &cable.Cable{ID: id}
	if id == "LARGE" {
		c.Source.Bytes = memorable
	}
	return &archive.Record{Cable: c}, nil
}

// TestRemembering holds that a cable is read once for the pages that come one behind another,
// that each of them has a record of its own, and that no more is kept than is said.
func TestRemembering(t *testing.T) {
	t.Parallel()
	read := map[string]int{}
	a := remembering{counting{read: read}, &memory{}}
	ask := func(id string, depth archive.Depth) *archive.Record {
		r, err := a.Record(t.Context(), id, depth)
		if err != nil || r.Cable.ID != id {
			t.Fatalf("%s: %v, %v", id, r, err)
		}
		return r
	}
	ask("A", archive.Parsed).Versions = 7
	if r := ask("A", archive.Parsed); r.Versions == 7 || read["A"] != 1 {
		t.Errorf("%+v after %d readings", r, read["A"])
	}
	ask("A", archive.Sources)
	ask("LARGE", archive.Parsed)
	ask("LARGE", archive.Parsed)
	if read["A"] != 2 || read["LARGE"] != 2 {
		t.Errorf("what is not kept: %v", read)
	}
	for n := range 3 * remembered {
		ask(fmt.Sprint(n), archive.Parsed)
		ask("A", archive.Parsed)
	}
	ask("0", archive.Parsed)
	if read["A"] != 2 || read["0"] != 2 || len(a.memory.known) != remembered {
		t.Errorf("A was read %d times, 0 %d times, %d are kept", read["A"], read["0"], len(a.memory.known))
	}
}
