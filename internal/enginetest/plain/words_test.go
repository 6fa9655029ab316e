package plain

import (
	"slices"
	"testing"

	"reftel/internal/text"
)

// TestWords holds that both readings of a text find the same words.
func TestWords(t *testing.T) {
	for _, s := range []string{
		"", "The minister’s aide, Née O'Neill", "U.S. aid, U.N.E.S.C.O. and i.a.Smith", "co-\noperation by policy-making", "São Tomé ﬁne straße Łódź", "a.b.c's 5.5 09-10",
	} {
		want, _ := Words(s)
		if got := text.Words(s); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

// TestOneSlip holds what one letter may do.
func TestOneSlip(t *testing.T) {
	for pair, want := range map[[2]string]bool{
		{"ferry", "ferry"}: true, {"ferry", "gerry"}: true, {"ferry", "erry"}: true, {"ferry", "fferry"}: true, {"ferry", "efrry"}: true, {"ferry", "ferri"}: true,
		{"ferry", "gery"}: false, {"ferry", "frery"}: true, {"ab", "ba"}: true, {"abc", "cba"}: false, {"", "a"}: true, {"", "ab"}: false, {"aab", "ab"}: true,
	} {
		if got := oneSlip([]rune(pair[0]), []rune(pair[1])); got != want || text.Within1(pair[0], pair[1]) != want {
			t.Errorf("%q: %v, want %v", pair, got, want)
		}
	}
}
