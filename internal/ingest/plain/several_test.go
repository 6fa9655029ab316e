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
		"a word in a line":     {message + "HE SAID NNNN:\n\n" + next, 0},
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

// TestUnended holds where telegrams begin that no end of a message parts.
func TestUnended(t *testing.T) {
	const bare = "UNCLAS OSLO 000412\n\nE.O. 12958: N/A\nTAGS: EFIS, NO\nSUBJECT: COD\n\n1. Cod is dear.\nHOLM\n"
	other := func(s string) string {
		return strings.NewReplacer("000412", "000413", "030915Z", "040915Z", "Cod", "Salt").Replace(s)
	}
	for name, c := range map[string]struct {
		in   string
		want int
	}{
		"two with headers":       {message + "\n" + other(message), 1},
		"transmission lines":     {message + "\n\nVZCZCXRO1234\nPP RUEHDBU\nDE RUEHNY #0413 1241505\nZNR UUUUU ZZH\n" + other(message), 1},
		"number lines alone":     {bare + "\n\n" + other(bare) + "\n" + bare, 2},
		"ends and none":          {message + "NNNN\n\n" + other(message) + "\n" + message, 2},
		"quoted":                 {strings.Replace(message, "HOLM", "BERN SAID: QUOTE\n\n"+other(message)+"UNQUOTE\nHOLM", 1), 0},
		"announced":              {strings.Replace(message, "HOLM", "Bern wrote:\n\n"+other(message), 1), 0},
		"a further section":      {strings.ReplaceAll(message, "UNCLAS", "UNCLAS SECTION 01 OF 02") + "\n" + strings.ReplaceAll(message, "UNCLAS", "UNCLAS SECTION 02 OF 02"), 0},
		"a number in the text":   {bare + "\nUNCLAS OSLO 000413\n\n2. is the cable that he meant.\n", 0},
		"no labels in the first": {"P 030915Z MAY 08\nFM AMEMBASSY OSLO\n\nP 030916Z MAY 08\nFM AMEMBASSY OSLO\n\n" + bare, 0},
	} {
		if got := starts([]byte(c.in)); len(got) != c.want {
			t.Errorf("%s: %v, want %d", name, got, c.want)
		}
	}
}
