package telegram

import "testing"

// TestTables holds what is a table and what is prose with wide blanks.
func TestTables(t *testing.T) {
	p := parser(t)
	for name, test := range map[string]struct {
		in, want string
		fixed    bool
	}{
		"between lines of prose": {
			"THE LAMPS, AS THE KEEPER COUNTED THEM IN THE AUTUMN OF:\nYEAR      LAMPS     WICKS\n1971         12       140\n1972         14       155\nTHE KEEPER WILL COUNT THEM AGAIN.",
			"THE LAMPS, AS THE KEEPER COUNTED THEM IN THE AUTUMN OF:\nYEAR      LAMPS     WICKS\n1971         12       140\n1972         14       155\nTHE KEEPER WILL COUNT THEM AGAIN.", true},
		"indented, with a blank line": {
			"THE LAMPS ARE:\n\n     NORTH        12\n\n       SOUTH      144\n\nSO MANY.",
			"THE LAMPS ARE:\n\n     NORTH        12\n\n       SOUTH      144\n\nSO MANY.", true},
		"two columns of words": {
			"THE MEN ARE:\n\nNAME          OFFICE     ROOM\nLUND          KEEPER     TOWER\nBERG          OILER      CELLAR",
			"THE MEN ARE:\n\nNAME          OFFICE     ROOM\nLUND          KEEPER     TOWER\nBERG          OILER      CELLAR", true},
		"two blanks between figures": {
			"THE LAMPS ARE:\nNORTH  12  140\nSOUTH  14  155",
			"THE LAMPS ARE:\nNORTH  12  140\nSOUTH  14  155", true},
		"prose with wide blanks": {
			"THE KEEPER SAID   THAT HE HAD SEEN THE LIGHT OF THE\nTOWER.  IT BURNT WELL.   THE OIL WAS GOOD, HE SAID, AND\nTHE WICK AS WELL.",
			"THE KEEPER SAID THAT HE HAD SEEN THE LIGHT OF THE TOWER. IT BURNT WELL. THE OIL WAS GOOD, HE SAID, AND THE WICK AS WELL.", false},
		"a figure in prose": {
			"THE KEEPER SAID THAT HE HAD COUNTED THEM IN   1971 AND IN\n1972 AND THAT THERE WERE   14 OF THEM IN THE TOWER ALONE.",
			"THE KEEPER SAID THAT HE HAD COUNTED THEM IN 1971 AND IN 1972 AND THAT THERE WERE 14 OF THEM IN THE TOWER ALONE.", false},
	} {
		m := p.Parse("UNCLAS OSLO 1204\n\nE.O. 11652: N/A\nTAGS: PFOR, NO\nSUBJ: LIGHTS\n\n1. THE KEEPER SPOKE.\n\n2. "+test.in+"\nLUND\n", Hints{Dehyphenate: true})
		if q := m.Paragraphs[1]; q.Body.Text != test.want || q.Fixed != test.fixed {
			t.Errorf("%s: fixed %v\n%s\nwant\n%s", name, q.Fixed, q.Body.Text, test.want)
		}
	}
}

func TestHasGap(t *testing.T) {
	for in, want := range map[string]bool{
		"": false, "one two": false, "one  two": true, "one\ttwo": true, "one....two": true, "one... two": false, "one ": false, "one  ": true, "é  é": true,
	} {
		if got := hasGap(in); got != want {
			t.Errorf("%q: %v", in, got)
		}
	}
}
