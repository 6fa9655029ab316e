package record

import (
	"bytes"
	"errors"
	"reflect"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/cable"
)

// TestVersions holds that each source comes back with the cable that was parsed of
// it, where there was one: generations of before have none.
func TestVersions(t *testing.T) {
	t.Parallel()
	c := &cable.Cable{ID: "88OSLO1", Paragraphs: []cable.Paragraph{{Anchor: "par1", Number: 1, Text: "The lens of the lighthouse."}}}
	short := &cable.Cable{ID: "88OSLO1", Subject: "Lens", Paragraphs: []cable.Paragraph{{Anchor: "par1", Number: 1, Text: "The XXXX of the lighthouse."}}}
	sources := []archive.Version{
		{Source: cable.Source{Path: "a"}, Raw: []byte("first")},
		{Source: cable.Source{Path: "b", Format: "plain", Bytes: 6}, Raw: []byte("second"), Cable: short},
		{Source: cable.Source{Path: "c"}, Raw: []byte("third")},
		{Source: cable.Source{Path: "d"}, Cable: c},
	}
	r, err := New(c, sources)
	if err != nil {
		t.Fatal(err)
	}
	frame, err := NewEncoder().Encode(r)
	if err != nil {
		t.Fatal(err)
	}
	var dr Drafter
	draft, err := dr.Pack(r)
	if err != nil {
		t.Fatal(err)
	}
	var d Decoders
	for _, far := range []Depth{OnlyTexts, Parsed, Sources} {
		framed, err := d.Decode(frame, far)
		if err != nil {
			t.Fatal(err)
		}
		if drafted, err := new(Drafter).Unpack(draft, far); err != nil || !reflect.DeepEqual(drafted, framed) {
			t.Errorf("depth %d: the draft is read as %+v, %v, the frame as %+v", far, drafted, err, framed)
		}
	}
	for cut := range len(draft) {
		if _, err := new(Drafter).Unpack(draft[:cut], Sources); !errors.Is(err, errRecord) {
			t.Errorf("%d bytes of %d of a draft: %v", cut, len(draft), err)
		}
	}
	for i := range draft {
		damaged := bytes.Clone(draft)
		damaged[i] ^= 0x10
		if _, err := new(Drafter).Unpack(damaged, Sources); !errors.Is(err, errRecord) {
			t.Errorf("a draft whose byte %d is damaged: %v", i, err)
		}
	}
	for _, far := range []Depth{OnlyTexts, Parsed} {
		if got, err := d.Decode(frame, far); err != nil || got.Count != len(sources) || got.Sources != nil {
			t.Errorf("depth %d: %+v, %v", far, got, err)
		}
	}
	got, err := d.Decode(frame, Sources)
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range got.Sources {
		want := sources[i]
		if i == 0 {
			want.Source = cable.Source{} // that of the cable
		}
		if v.Source != want.Source || string(v.Raw) != string(want.Raw) || !reflect.DeepEqual(v.Cable, want.Cable) {
			t.Errorf("source %d: %+v, want %+v", i, v, want)
		}
	}
}

func TestCites(t *testing.T) {
	t.Parallel()
	l := List(&cable.Cable{ID: "88OSLO1", References: []cable.Reference{
		{Letter: "A", Kind: "cable", ID: "87OSLO7"}, {Kind: "cable", ID: "87OSLO8", Inferred: true}, {Letter: "B", Kind: "memo"}, {Letter: "C", Kind: "cable"},
	}})
	if want := []archive.Cited{{ID: "87OSLO7", Letter: "A"}, {ID: "87OSLO8", Inferred: true}}; !reflect.DeepEqual(l.Cites, want) {
		t.Errorf("%+v", l.Cites)
	}
	if l := List(&cable.Cable{ID: "88OSLO1"}); l.Cites == nil {
		t.Error("a cable without references does not tell so")
	}
}
