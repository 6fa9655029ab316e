package plain

import (
	"strings"
	"testing"
)

// TestStarts holds where one telegram ends and another begins: behind the end
// of message, but not before a note or a further section.
func TestStarts(t *testing.T) {
	next := strings.ReplaceAll(message, "000412", "000413")
	for name, c := range map[string]struct {
		in   string
		want int
	}{
		"one":                  {message + "\nNNNN\n\n", 0},
		"two":                  {message + "\nNNNN\n\n" + next, 1},
		"three":                {message + "NNNN\r\n" + next + "\n NNN \n" + next + "NNNN\n", 2},
		"a note":               {message + "NNNN\n\nDeclassified by hand in 1999, see box 4.\n", 0},
		"a section":            {strings.ReplaceAll(message, "UNCLAS", "UNCLAS SECTION 01 OF 02") + "NNNN\n\nUNCLAS SECTION 02 OF 02 OSLO 000412\n\nThe rest.\nNNNN\n", 0},
		"class line first":     {message + "NNNN\n\nS E C R E T OSLO 000413\n\nSUBJECT: SALT\n\n1. Salt.\n", 1},
		"a word in a line":     {message + "HE SAID NNNN\n\n" + next, 0},
		"early page":           {message + "NNNN\n\nPAGE 01  OSLO  00413  030915Z\n\n1. SALT.\n", 1},
		"end without telegram": {"NNNN\n", 0},
	} {
		got := starts([]byte(c.in))
		if len(got) != c.want {
			t.Errorf("%s: %v, want %d", name, got, c.want)
		}
		for _, at := range got {
			if strings.TrimSpace(c.in[at:at+1]) == "" {
				t.Errorf("%s: a telegram begins with a blank", name)
			}
		}
	}
}
