package locate

import (
	"slices"
	"testing"
)

func TestSameGiven(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Bob", "Robert", true}, {"Zbig", "Zbigniew", true}, {"Konstantinos", "Konstantine", true}, {"Constantine", "Konstantinos", true}, {"Lev", "Leon", true},
		{"Ted", "Edward", true}, {"Ted", "Theodore", true}, {"Edward", "Theodore", false}, {"Tomáš", "Thomas", true}, {"Robert", "Roger", false}, {"Christian", "Christopher", false},
		{"Mohammed", "Mohamed", true}, {"John", "Joan", false}, {"", "John", false}, {"Lars", "Erik", false}, {"Kostantin", "Constantine", true}, {"Leopold", "Leonard", false},
	} {
		if got := SameGiven(c.a, c.b); got != c.want {
			t.Errorf("%s, %s: %v", c.a, c.b, got)
		}
	}
}

func TestOtherRomans(t *testing.T) {
	for in, want := range map[string]string{"Solschenizyn": "solzhenitsyn", "Breschnew": "brezhnev", "Chruschtschow": "khrushchov", "Khrouchtchev": "khrushchev", "Poutine": "putin", "Jelzin": "yeltsin"} {
		if got := OtherRomans(in); !slices.Contains(got, want) {
			t.Errorf("%s: %q, want %s among them", in, got, want)
		}
	}
	if got := OtherRomans("Holm"); len(got) > 0 {
		t.Errorf("Holm: %q, want none", got)
	}
}

func TestHissing(t *testing.T) {
	for in, want := range map[string]string{"Berktaş": "berktash", "Doğan Berktaş": "dogan berktash", "Žarko Holmić": "zharko holmich", "Holm": "", "": ""} {
		if got := Hissing(in); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}
