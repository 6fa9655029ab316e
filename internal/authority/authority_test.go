package authority

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reftel/internal/cable"
)

func TestNames(t *testing.T) {
	f := File{
		{Kind: "PER", Name: "Maude Ostrand", Forms: []Form{{Name: "OSTRAND, MAUDE", Basis: List}, {Name: "Ostrand", Basis: Text}}},
		{Kind: "PER", Name: "Lars Ostrand", Forms: []Form{{Name: "Ostrand", Basis: Text}, {Name: "Maude Ostrand", Basis: Text}}},
		{Kind: "LOC", Name: "Fog Island", Forms: []Form{{Name: "F.I.", Basis: Table}, {Name: "Fog Island", Basis: Table}}},
	}
	want := map[string]string{
		"PER maude ostrand": "Maude Ostrand", // a name of its own before a form of another
		"PER ostrand maude": "Maude Ostrand",
		"PER lars ostrand":  "Lars Ostrand", // Ostrand alone may be either
		"LOC fog island":    "Fog Island",
		"LOC fi":            "Fog Island",
	}
	if diff := cmp.Diff(want, f.Names()); diff != "" {
		t.Error(diff)
	}
}

func TestSort(t *testing.T) {
	f := File{
		{Kind: "PER", Name: "B", Perhaps: []string{"y", "x"}, Facts: []Fact{{Text: "later", From: 1975}, {Text: "first", From: 1970}}},
		{Kind: "LOC", Name: "C", Forms: []Form{{Name: "c2"}, {Name: "c1"}}},
	}
	f.Sort()
	want := File{
		{Kind: "LOC", Name: "C", Forms: []Form{{Name: "c1"}, {Name: "c2"}}},
		{Kind: "PER", Name: "B", Perhaps: []string{"x", "y"}, Facts: []Fact{{Text: "first", From: 1970}, {Text: "later", From: 1975}}},
	}
	if diff := cmp.Diff(want, f); diff != "" {
		t.Error(diff)
	}
}

// TestKey holds that a key is that of the kind and the name, behind what stands in the room.
func TestKey(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"", "Henry A. Kissinger", "U.S.", "São Tomé", "北京", " - ", "x\x00\xff", strings.Repeat("Long Name ", 20)} {
		want := cable.PER + " " + cable.NameKey(name)
		if got := Key(cable.PER, name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
		if got := string(AppendKey([]byte("a b "), cable.PER, name)); got != "a b "+want {
			t.Errorf("%q: %q behind others, want %q", name, got, want)
		}
	}
}
