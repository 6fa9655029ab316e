package nara

import "testing"

// TestStarts holds where one record ends and another begins, and that the words
// of the titles within a text are none.
func TestStarts(t *testing.T) {
	const text, attributes = "  Message Text\nUNCLASSIFIED\n\n1. COD.\n", "Message Attributes\nDocument Number: 1974OSLO01204\n"
	for in, want := range map[string]int{
		text + attributes:                                  0,
		text + attributes + text + attributes:              1,
		text + attributes + attributes:                     1,
		text + "Message Text\n1. SALT.\n" + attributes:     0,
		text + attributes + "THE Message Text WAS LOST\n":  0,
		attributes + text + attributes + text + attributes: 2,
	} {
		if got := starts([]byte(in)); len(got) != want {
			t.Errorf("%q: %v, want %d", in, got, want)
		}
	}
}
