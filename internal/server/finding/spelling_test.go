package finding

import (
	"slices"
	"testing"

	"reftel/internal/query"
)

func TestConvincing(t *testing.T) {
	for _, c := range []struct {
		typed, corrected string
		cables           int
		want             bool
	}{
		{"hafizo", "nafizo", 1, false},
		{"hafizo", "nafizo", 30, true},
		{"ochard", "orchard", 1, true},
		{"tordale", "tordade", 1, false},
		{"tordale", "tordade", 2, true},
		{"sahlevi", "sahlavi", 1, true},
		{"lighthause", "lighthouse", 1, true},
		{"sang meilung", "long ceilung", 12, false},
		{"lighthause lense", "lighthouse lens", 12, true},
		{"lens lighthause", "lens lighthouse", 1, true},
	} {
		typed, corrected := query.Request{}.WithText(c.typed).Expr, query.Request{}.WithText(c.corrected).Expr
		if got := convincing(typed, corrected, c.cables); got != c.want {
			t.Errorf("%s for %s in %d cables: %v, want %v", c.corrected, c.typed, c.cables, got, c.want)
		}
	}
}

func TestWordForName(t *testing.T) {
	ordinary := func(w string) bool {
		return slices.Contains([]string{"treat", "but", "trade", "talks", "affair", "government"}, w)
	}
	for _, c := range []struct {
		typed, corrected string
		found            int
		want             bool
	}{
		{"Trent affair", "treat affair", 0, true}, {"trent affair", "treat affair", 0, false}, {"TRENT AFFAIR", "treat affair", 0, false},
		{"Agnete Bout", "agnete but", 1, true}, {"Traed talks", "trade talks", 0, false}, {"Goverment of Tordal", "government of tordal", 2, false},
		{"Trad talks", "trade talks", 0, false}, {"Holmm", "holmn", 0, false}, {"Lens", "lenses lens", 0, false},
	} {
		if got := wordForName(c.typed, c.corrected, c.found, ordinary); got != c.want {
			t.Errorf("%s for %s: %v, want %v", c.corrected, c.typed, got, c.want)
		}
	}
}
