package record

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/archive/values"
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
		{ID: "74OSLO4", Paragraphs: []cable.Paragraph{
			{Anchor: "p1", Text: "Ålesund und Öl: 𝕏 in Ålesund, says Mr. Vessel.", Entities: []cable.Entity{
				{Kind: cable.LOC, Text: "Ålesund", End: 7}, {Kind: cable.ORG, Text: "𝕏", Start: 16, End: 17},
				{Kind: cable.PER, Text: "Mr. Vessel", Start: 35, End: 45},  // the last but for the full stop
				{Kind: cable.MISC, Text: "Öl: 𝕏", Start: 12, End: 17},      // in another
				{Kind: cable.PER, Text: "Vessel, Mr.", Start: 39, End: 45}, // written otherwise
				{Kind: cable.LOC, Text: "in", Start: 18, End: 20},          // behind its place in the order
				{Kind: cable.LOC, Text: "Beyond", Start: 44, End: 99}, {Kind: cable.LOC, Text: "Before", Start: -3, End: 2}, {Kind: cable.LOC, Text: "Nowhere", Start: 5, End: 5},
			}},
		}},
		{
			ID: "74OSLO3", Date: cable.Date{Year: 1974, Month: 2, Day: 28, Hour: 9, Minute: 5, HasTime: true},
			Subject: "<b> & \"c\" \\ \u2028\u2029 \x01\t \ufffd Ål 𝕏", Sections: 1 << 40, PartialExtract: true,
			Tags: []cable.Tag{{Code: "PFOR", Kind: "subject"}}, To: []string{""}, Notes: []cable.Note{{Text: "null"}},
		},
	} {
		_, frame := framed(t, c)
		var d Decoders
		r, err := d.Decode(frame, Parsed)
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

// framed is a cable with a source as a record, and the frame of it.
func framed(t *testing.T, c *cable.Cable) (*Record, []byte) {
	t.Helper()
	r, err := New(c, []archive.Version{{Raw: []byte("source")}})
	if err != nil {
		t.Fatal(err)
	}
	frame, err := NewEncoder().Encode(r)
	if err != nil {
		t.Fatal(err)
	}
	return r, frame
}

// TestTextsBegun reads the beginning of a record's texts, wherever it ends.
func TestTextsBegun(t *testing.T) {
	t.Parallel()
	c := &cable.Cable{ID: "74OSLO1", Paragraphs: []cable.Paragraph{
		{Anchor: "par1", Number: 1, Mark: "S/NF", Text: "A “first” text.\nOf two lines."},
		{Anchor: "p2"},
		{Anchor: "par2", Number: 300, Text: "The second, with ålesund in it, and more."},
	}}
	r, frame := framed(t, c)
	var d Decoders
	cut := map[string]bool{}
	for most := range len(r.Texts) + 2 {
		ps, all, err := d.Texts(bytes.NewReader(frame), most)
		if err != nil || all != (most >= len(r.Texts)) {
			t.Fatalf("%d bytes: all %t, %v", most, all, err)
		}
		if len(ps) > len(c.Paragraphs) || all && len(ps) != len(c.Paragraphs) {
			t.Fatalf("%d bytes: %d paragraphs", most, len(ps))
		}
		for i, p := range ps {
			want := c.Paragraphs[i]
			rest, begins := strings.CutPrefix(want.Text, p.Text)
			if p.Text, want.Text = "", ""; !begins || !reflect.DeepEqual(p, want) {
				t.Errorf("%d bytes: paragraph %d is %+v", most, i, ps[i])
			}
			if rest == "" {
				continue
			}
			cut[want.Anchor] = true
			if i != len(ps)-1 || !strings.HasPrefix(rest, " ") && !strings.HasPrefix(rest, "\n") {
				t.Errorf("%d bytes: paragraph %d ends before %q", most, i, rest)
			}
		}
	}
	if !cut["par1"] || !cut["par2"] {
		t.Errorf("cut was in %v alone", cut)
	}
	if _, _, err := d.Texts(bytes.NewReader(frame[:12]), 1<<20); err == nil {
		t.Error("the head of a frame is taken for all of it")
	}
}

// TestProse holds that what is read for its words has all words of a cable.
func TestProse(t *testing.T) {
	t.Parallel()
	c := &cable.Cable{
		ID: "79LIMA1", Subject: "FOG", ClassifiedBy: "DCM Ola Dahl", Signers: []string{"DAHL"}, Notes: []cable.Note{{Text: "Not sent."}},
		Paragraphs: []cable.Paragraph{{Heading: "Summary", Text: "A fog."}, {Text: "A bank."}}, Entities: []cable.EntityCount{{Kind: cable.PER, Name: "Dahl"}},
	}
	r, err := New(c, []archive.Version{{Raw: []byte("raw")}})
	if err != nil {
		t.Fatal(err)
	}
	got, err := r.Prose()
	if err != nil {
		t.Fatal(err)
	}
	texts := func(c *cable.Cable) (out []string) {
		take := func(s string, subject bool) { out = append(out, fmt.Sprint(subject, " ", s)) }
		values.EachProse(c, take)
		values.EachAddition(c, take)
		return out
	}
	if want := texts(c); !slices.Equal(texts(got), want) || len(want) != 7 {
		t.Errorf("%q, want %q", texts(got), want)
	}
	r.Texts = nil
	if _, err := r.Prose(); err == nil {
		t.Error("a cable without its texts is read")
	}
}

// TestMentions holds that the text of a mention is kept once, and that records are read
// which have it twice.
func TestMentions(t *testing.T) {
	c := &cable.Cable{ID: "74OSLO5", Paragraphs: []cable.Paragraph{{
		Anchor: "p1", Text: "From Ålesund.", Entities: []cable.Entity{{Kind: cable.LOC, Text: "Ålesund", Start: 5, End: 12}},
	}}}
	r, err := New(c, []archive.Version{{}})
	if err != nil || bytes.Contains(r.JSON, []byte("lesund")) {
		t.Fatalf("%s, %v", r.JSON, err)
	}
	r.JSON = bytes.Replace(r.JSON, []byte(`"text":"","start"`), []byte(`"text":"Ålesund","start"`), 1)
	if got, err := r.Cable(); err != nil || !reflect.DeepEqual(got, c) || !bytes.Contains(r.JSON, []byte("lesund")) {
		t.Errorf("as it was before: %+v, %v", got, err)
	}
}

// TestCutter holds that pieces are cut by the numbers of characters, wherever in a text
// those of more than one byte stand.
func TestCutter(t *testing.T) {
	for _, text := range []string{
		"", "Oslo", "The keepers of the lighthouse met the pilots of the harbour.",
		"Ålesund", "The keepers of Ålesund met, and 𝕏 of Öl; the pilots of the harbour did not.", "lighthousé lighthousé",
	} {
		rs := []rune(text)
		for start := range rs {
			cut := cutter{text: text}
			for end := start + 1; end <= len(rs); end++ {
				if got, want := cut.at(start, end), string(rs[start:end]); got != want {
					t.Errorf("%q from %d to %d: %q, want %q", text, start, end, got, want)
				}
			}
			if got := cut.at(start, len(rs)+1); got != "" {
				t.Errorf("%q from %d to beyond its end: %q", text, start, got)
			}
		}
	}
}
