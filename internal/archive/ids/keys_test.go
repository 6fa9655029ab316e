package ids

import "testing"

func TestAgain(t *testing.T) {
	t.Parallel()
	for id, want := range map[string]string{
		"76STATE290286": "76STATE290286", Again("76STATE290286", 2): "76STATE290286", "frus1969-76v01d5": "frus1969-76v01d5", "": "",
	} {
		if got := First(id); got != want {
			t.Errorf("%q: %q, want %q", id, got, want)
		}
	}
	if got := WithoutYear(Again("76STATE290286", 2)); got != "" {
		t.Errorf("the second of a number is found as %q, where the first alone should be", got)
	}
}
