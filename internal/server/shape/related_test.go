package shape

import (
	"testing"

	"reftel/internal/archive"
	"reftel/internal/cable"
)

func TestDifference(t *testing.T) {
	version := func(format, text string) archive.Version {
		return archive.Version{Source: cable.Source{Format: format}, Raw: []byte(text)}
	}
	shown := version("plain", "one\ntwo\nthree\nthree\n")
	for _, tt := range []struct{ format, text, want string }{
		{"plain", "one\ntwo\nthree\nthree\n", "The same, byte for byte."},
		{"plain", "one\r\n  two\r\nthree\n\nthree", "The same lines, spaced or ordered otherwise."},
		{"plain", "three\nthree\ntwo\none\n", "The same lines, spaced or ordered otherwise."},
		{"plain", "one\ntwo\nthree\n", "1 line of the version that is shown is missing, 0 are other."},
		{"plain", "one\nTWO\nthree\nfour\n", "2 lines of the version that is shown are missing, 2 are other."},
		{"html", "one\n", "Another format."},
		{"plain", "", "4 lines of the version that is shown are missing, 0 are other."},
	} {
		if got := difference(nil, shown, version(tt.format, tt.text)); got != tt.want {
			t.Errorf("%q: %s, want %s", tt.text, got, tt.want)
		}
	}
}
