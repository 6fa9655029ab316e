package server

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/query"
)

// A counting archive counts the portraits that it is asked for.
type counting struct {
	archive.Archive
	id    string
	asked map[string]int
	err   error
}

func (d *counting) Generation() archive.Generation { return archive.Generation{ID: d.id} }

func (d *counting) Portrait(_ context.Context, f query.Facet, value string, _ int, _ ...query.Facet) (*archive.Portrait, error) {
	d.asked[string(f)+value]++
	return &archive.Portrait{Cables: len(value)}, d.err
}

// TestPortraits holds that a portrait is asked for once in a generation, that what is
// kept is bounded and that a failure is not kept.
func TestPortraits(t *testing.T) {
	var k portraits
	a := &counting{id: "one", asked: map[string]int{}}
	b := &counting{id: "two", asked: map[string]int{}}
	ask := func(d *counting, f query.Facet, value string) {
		t.Helper()
		if p, err := k.of(t.Context(), d, f, value); err != nil || p.portrait.Cables != len(value) {
			t.Fatalf("%s: %+v, %v", value, p, err)
		}
	}
	for range 3 {
		ask(a, query.Tags, "PREL")
		ask(a, query.Persons, "PREL")
	}
	if a.asked["tagPREL"] != 1 || a.asked["perPREL"] != 1 {
		t.Errorf("asked %v", a.asked)
	}
	ask(b, query.Tags, "PREL")
	if b.asked["tagPREL"] != 1 {
		t.Errorf("another generation: asked %v", b.asked)
	}
	for i := range 3 * portraitsKept {
		ask(b, query.Tags, fmt.Sprint("T", i))
		if len(k.kept) > portraitsKept {
			t.Fatalf("%d are kept", len(k.kept))
		}
	}
	for range 2 {
		if p, err := k.of(t.Context(), b, query.Tags, ""); err != nil || p.portrait != nil {
			t.Errorf("no cables: %+v, %v", p, err)
		}
	}
	if b.asked["tag"] != 2 {
		t.Errorf("what is not there is kept: asked %v", b.asked)
	}
	b.err = errors.New("a disk is away")
	for range 2 {
		if _, err := k.of(t.Context(), b, query.Tags, "NEW"); !errors.Is(err, b.err) {
			t.Errorf("a failure: %v", err)
		}
	}
	if b.asked["tagNEW"] != 2 {
		t.Errorf("a failure is kept: asked %v", b.asked)
	}
}
