package names

import (
	"testing"

	"reftel/internal/ingest/names/tagger"
)

// TestOneUnderTheOther holds that no name goes from one line of a list into the next.
func TestOneUnderTheOther(t *testing.T) {
	t.Parallel()
	text := "présents: Lars Holm,\nMr. Agnete Brand\nEgypt"
	got := mentionsOf(text, []tagger.Name{{Start: 11, End: 38, Kind: "PER", Confidence: 1}, {Start: 39, End: 44, Kind: "LOC", Confidence: 1}})
	runes := []rune(text)
	want := []string{"Lars Holm", "Mr. Agnete Brand", "Egypt"}
	if len(got) != len(want) {
		t.Fatalf("%d mentions: %+v", len(got), got)
	}
	for i, e := range got {
		if e.Text != want[i] || string(runes[e.Start:e.End]) != e.Text {
			t.Errorf("%q at %q, want %q", e.Text, string(runes[e.Start:e.End]), want[i])
		}
	}
}
