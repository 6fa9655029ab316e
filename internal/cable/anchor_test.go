package cable

import "testing"

// The fingerprints stand in permalinks that people have shared: what is here
// must never change. They were computed apart, with another program.
func TestFingerprint(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, want string }{
		{"", "4oym"},
		{"The quay was closed at 0600 local.", "jtjr"},
		{"THE  QUAY\nwas closed, at 0600 (local)!", "jtjr"},
		{"Überprüfung – ÉCOLE naïve ٣ Ωmega", "ugr3"},
		{"Straße İstanbul", "7le5"},
		{"\xff only signs …", "nnoc"},
	} {
		if got := Fingerprint(c.text); got != c.want {
			t.Errorf("%q: %s, not %s", c.text, got, c.want)
		}
	}
}
