package record

import (
	"reflect"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/cable"
)

// TestTexts holds that a record gives back the cable that it was made of.
func TestTexts(t *testing.T) {
	for _, c := range []*cable.Cable{
		{ID: "74OSLO1", Paragraphs: []cable.Paragraph{
			{Anchor: "par1", Number: 1, Mark: "S/NF", Heading: "Summary", Text: "A “first” text.\nOf two lines."},
			{Anchor: "p2"},
			{Anchor: "par2", Number: 2, Text: "Second.", Entities: []cable.Entity{{Kind: cable.LOC, Name: "Oslo"}}},
		}},
		{ID: "74OSLO2"},
		{
			ID: "74OSLO3", Date: cable.Date{Year: 1974, Month: 2, Day: 28, Hour: 9, Minute: 5, HasTime: true},
			Subject: "<b> & \"c\" \\ \u2028\u2029 \x01\t \ufffd Ål 𝕏", Sections: 1 << 40, PartialExtract: true,
			Tags: []cable.Tag{{Code: "PFOR", Kind: "subject"}}, To: []string{""}, Notes: []cable.Note{{Text: "null"}},
		},
	} {
		r, err := New(c, []archive.Version{{Raw: []byte("source")}})
		if err != nil {
			t.Fatal(err)
		}
		frame, err := NewEncoder().Encode(r)
		if err != nil {
			t.Fatal(err)
		}
		var d Decoders
		r, err = d.Decode(frame, Parsed)
		if err != nil {
			t.Fatal(err)
		}
		got, err := r.Cable()
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, c) {
			t.Errorf("%s: read as %+v, written as %+v", c.ID, got, c)
		}
	}
}

// FuzzTexts holds that damaged texts are an error, and others are written as
// they were read.
func FuzzTexts(f *testing.F) {
	f.Add([]byte{0})
	f.Add(appendTexts(nil, []cable.Paragraph{{Anchor: "par1", Number: 1, Mark: "C", Text: "Text."}, {Anchor: "p2"}}))
	f.Add([]byte{200, 1, 3})
	f.Fuzz(func(t *testing.T, b []byte) {
		ps, err := ReadTexts(b)
		if err != nil {
			return
		}
		again, err := ReadTexts(appendTexts(nil, ps))
		if err != nil || len(ps) > 0 && !reflect.DeepEqual(again, ps) {
			t.Errorf("%v, %v: %v", ps, again, err)
		}
	})
}
