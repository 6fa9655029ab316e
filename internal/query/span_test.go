package query

import "testing"

func TestCutSpans(t *testing.T) {
	for in, want := range map[string]string{
		"flour shortage summer 1974": "flour shortage | date:1974-06..1974-08", "Cuba in late October 1962": "Cuba | date:1962-10-21..1962-10-31",
		"since 1975 Polisario": "Polisario | date:1975..", "Polisario since 1975": "Polisario | date:1975..", "blockade before 1862": "blockade | date:..1861",
		"oil prices in the seventies": "oil prices | date:1970..1979", "economic ties": "", "first half of talks": "", "Cyprus July 1974": "Cyprus | date:1974-07",
	} {
		words, d, ok := CutDate(in)
		got := ""
		if ok {
			got = words + " | " + d.String()
		}
		if got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
