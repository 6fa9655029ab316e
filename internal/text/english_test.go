package text

import (
	"slices"
	"testing"
)

func TestOtherEnglish(t *testing.T) {
	for _, pair := range [][2]string{
		{"favoured", "favored"}, {"labour", "labor"}, {"neighbouring", "neighboring"}, {"harbours", "harbors"}, {"nationalisation", "nationalization"},
		{"recognised", "recognized"}, {"defence", "defense"}, {"theatre", "theater"}, {"travelled", "traveled"}, {"counsellor", "counselor"},
		{"programme", "program"}, {"manoeuvres", "maneuvers"}, {"dialogue", "dialog"},
	} {
		for i, w := range pair {
			if got := OtherEnglish(w); !slices.Contains(got, pair[1-i]) {
				t.Errorf("%s: %q, want %s among them", w, got, pair[1-i])
			}
		}
	}
	for _, w := range []string{"four", "hour", "for", "wise", "lighthouse", "lens", ""} {
		if got := OtherEnglish(w); len(got) > 0 {
			t.Errorf("%s: %q, want none", w, got)
		}
	}
}
