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

// TestRoom holds that records that are read into memory that is used again are those that
// are read into memory of their own, the long ones too.
func TestRoom(t *testing.T) {
	t.Parallel()
	var frames, drafts [][]byte
	var dr Drafter
	for i, size := range []int{3, roomSize / 2, 0, 2 * roomSize, 40, roomSize - 10, 7} {
		raw := bytes.Repeat([]byte{byte('a' + i)}, size)
		c := &cable.Cable{ID: "88OSLO1", Subject: string(raw[:min(size, 9)]), Paragraphs: []cable.Paragraph{{Anchor: "par1", Number: 1, Text: string(raw)}}}
		r, err := New(c, []archive.Version{{Raw: raw}, {Raw: raw[:size/2]}})
		if err != nil {
			t.Fatal(err)
		}
		frame, err := NewEncoder().Encode(r)
		if err != nil {
			t.Fatal(err)
		}
		draft, err := dr.Pack(r)
		if err != nil {
			t.Fatal(err)
		}
		frames, drafts = append(frames, frame), append(drafts, bytes.Clone(draft))
	}
	var d Decoders
	var room Room
	for range 2 {
		for i := range frames {
			want, err := d.Decode(frames[i], Sources)
			if err != nil {
				t.Fatal(err)
			}
			if got, err := d.DecodeInto(&room, frames[i], Sources); err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("record %d is another in a room: %v", i, err)
			}
			draft := append(dr.Room(len(drafts[i]))[:0], drafts[i]...)
			if got, err := dr.Unpack(draft, Sources); err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("record %d is another in a draft: %v", i, err)
			}
		}
	}
	if _, err := d.DecodeInto(&room, frames[1][:len(frames[1])/2], Sources); !errors.Is(err, errRecord) {
		t.Errorf("half a frame: %v", err)
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
