package reftel

import (
	"cmp"
	"strings"
	"testing"

	"reftel/internal/cable"
)

// TestHardLists holds the slips and the rarer forms of real lists. An inferred
// id has a question mark.
func TestHardLists(t *testing.T) {
	ts := tables(t)
	for _, test := range []struct {
		year     int
		in, want string
	}{
		// The year behind the number.
		{1991, "BERN 4525-91", "-:91BERN4525"},
		{1992, "A. BERN 4525-91 B. STATE 112-92", "A:91BERN4525 B:92STATE112"},
		{2008, "LIMA 00789/08, LIMA 00790/07", "-:08LIMA789 -:07LIMA790"},
		{1999, "TUNIS 07718 99", "-:99TUNIS7718"},
		{2000, "A. TUNIS 07718 99 B. 98 RABAT 12", "A:99TUNIS7718 B:98RABAT12"},
		{1974, "STATE 12370-71", "-:74STATE12370 -:74STATE12371"},
		{1974, "STATE 12370-12375", "-:74STATE12370 -:74STATE12375"},
		{1974, "STATE 12370 THRU 12375", "-:74STATE12370 -:74STATE12375"},
		{2009, "OSLO 1234 (08)", "-:08OSLO1234"},
		{2009, "OSLO 1234 [2008]", "-:08OSLO1234"},
		{2009, "OSLO 123 '08", "-:08OSLO123"},
		{2009, "OSLO 1234 OF 2007", "-:07OSLO1234"},
		{2009, "OSLO 07-1234", "-:07OSLO1234"},
		{2009, "STATE 08 112233", "-:08STATE112233"},
		{2009, "08/OSLO/123", "-:08OSLO123"},
		{2009, "[08] OSLO 12", "-:08OSLO12"},
		{2009, "LIMA 77 - 08 STATE 112", "-:09LIMA77 -:08STATE112"},
		// A date or a date-time group behind it.
		{1973, "BONN 14355 (DTG 031628Z SEP 72)", "-:72BONN14355"},
		{1974, "(A) STATE 207984 310241Z AUG 72 (B) STATE 47743 DTD 240237Z FEB 73", "A:72STATE207984 B:73STATE47743"},
		{2009, "A. OSLO 123 OF 3/4/2008 B. LIMA 44 (DATED 12 DEC 07)", "A:08OSLO123 B:07LIMA44"},
		{2009, "OSLO 123 DTD MARCH 2007", "-:07OSLO123"},
		{2009, "031628Z SEP 08", "-:dtg"},
		{2009, "041234Z MAY 08 LIMA 123", "-:08LIMA123"},
		{2009, "LIMA 123 - 041234Z MAY 08", "-:08LIMA123"},
		{2009, "LIMA 123 DATED MAY 4 2008", "-:08LIMA123"},
		{2009, "LIMA 123 - MAY 4, 2008", "-:08LIMA123"},
		// Letters and figures of one shape.
		{2009, "O8LIMA123", "-:08LIMA123?"},
		{2009, "SA0 PAULO 12", "-:09SAOPAULO12?"},
		{2009, "PORT 0F SPAIN 9", "-:09PORTOFSPAIN9?"},
		{2009, "STATE O12345", "-:09STATE12345?"},
		{2009, "STATE 1O234", "-:09STATE10234?"},
		{2009, "0SLO 1234", "-:09OSLO1234?"},
		{2009, "SANTIAG0 123, LIMA 44", "-:09SANTIAGO123? -:09LIMA44"},
		{2009, "09CAIR0561", "-:09CAIRO561?"},
		{2009, "O4 OSLO 12", "-:04OSLO12?"},
		{2009, "STATE 012345", "-:09STATE12345"},
		// Signs between post and number.
		{2009, "OSLO, 1234", "-:09OSLO1234"},
		{2009, "A. OSLO. 1234 B. LIMA: 567", "A:09OSLO1234 B:09LIMA567"},
		{2009, "OSLO/1234", "-:09OSLO1234"},
		{2009, "OSLO NO. 1234", "-:09OSLO1234"},
		{2009, "OSLO TEL 1234", "-:09OSLO1234"},
		{2009, "OSLO'S 1234", "-:09OSLO1234"},
		{2009, "OSLO # 1234", "-:09OSLO1234"},
		{2009, "LIMA (123)", "-:09LIMA123"},
		{2009, "LIMA NUMBER 123", "-:09LIMA123"},
		{2009, "OSLO, 12 MAY", "-:other"},
		{2009, "TALKS IN PARIS, 2008", "-:other"},
		{2009, "HOLM'S PAPER (PARIS 2008)", "-:other"},
		{2009, "MEETING IN LIMA 12-14 MAY", "-:meeting"},
		// The number before the post.
		{2009, "1234 OSLO", "-:09OSLO1234"},
		{2009, "A. 1234 OSLO B. 567 LIMA (NOTAL)", "A:09OSLO1234 B:09LIMA567"},
		{2009, "1234 OSLO, 5678 LIMA AND 910 BERN", "-:09OSLO1234 -:09LIMA5678 -:09BERN910"},
		{2009, "2008 OSLO TALKS", "-:other"},
		// What else stands in the list.
		{1973, "EC BRUSSELS 3301; OSLO 2210; FBIS BANGKOK 0411", "-:73ECBRUSSELS3301 -:73OSLO2210 -:osc"},
		{2009, "DOE E-MAIL OF MARCH 3, 2004, OSLO 12", "-:email -:09OSLO12"},
		{2009, "BERG-HOLM E-MAIL AND LIMA 44", "-:email -:09LIMA44"},
		{2009, "PARIS 2008 MEETING", "-:meeting"},
		{2009, "IIR 6 812 0123 08; LIMA 44", "-:report -:09LIMA44"},
		{2009, "LIMA 44; UNSCR 1737; HOLM LETTER OF MAY 3", "-:09LIMA44 -:other -:memo"},
		// Numbers that go on.
		{1973, "OSLO 2001, 2002 AND 2010", "-:73OSLO2001 -:73OSLO2002 -:73OSLO2010"},
		{2009, "OSLO 12, 13 AND 14", "-:09OSLO12 -:09OSLO13 -:09OSLO14"},
		{2009, "STATE 41252-08, 44603-08", "-:08STATE41252 -:08STATE44603"},
		{2009, "STATE 41252 (08), 44603 (07)", "-:08STATE41252 -:07STATE44603"},
		{2009, "A. STATE 41252 B. 44603", "A:09STATE41252 B:09STATE44603?"},
		{2009, "STATE 41252, 2008", "-:09STATE41252"},
		{2009, "LIMA 1,234", "-:09LIMA1234?"},
		// Bullets.
		{2009, "A- LIMA 44 B- BERN 123", "A:09LIMA44 B:09BERN123"},
		{2009, "A. (C) BERN 123 B. (U) LIMA 44", "A:09BERN123 B:09LIMA44"},
		{2009, "WHO GENEVA 12", "-:cable"},
		{2009, "A Berlin 365, B Paris 406, C 05 Paris 2970 This message is Sensitive", "A:09BERLIN365 B:09PARIS406 C:05PARIS2970"},
		{2009, "(A)OSLO 123(B)LIMA 44", "A:09OSLO123 B:09LIMA44"},
		{2009, "A. OSLO 123B. LIMA 44", "A:09OSLO123 B:09LIMA44"},
		{2009, "A/OSLO 123 B/LIMA 44", "A:09OSLO123 B:09LIMA44"},
		{2009, "a) Oslo 123; b) Lima 44", "A:09OSLO123 B:09LIMA44"},
		// Other names of posts.
		{2009, "PORT A 123", "-:09PORTAUPRINCE123"},
		{2009, "HO CHI MINH 123", "-:09HOCHIMINHCITY123"},
		{2009, "A. ST. PETERSBURG 12 B. ST PETERSBURG 13", "A:09STPETERSBURG12 B:09STPETERSBURG13"},
		{2009, "CASA 123", "-:09CASABLANCA123"},
		{2009, "DUBAI RPO 44", "-:09RPODUBAI44"},
		{2009, "RPO DUBAI 44", "-:09RPODUBAI44"},
	} {
		if s := shown(parse(ts, test.in, Context{Year: test.year, Date: cable.Date{Year: test.year}, Self: "09OSLO77"})); s != test.want {
			t.Errorf("%q: %q, want %q", test.in, s, test.want)
		}
	}
}

// shown writes references: letter, id or kind, and a question mark where the id
// is inferred.
func shown(refs []cable.Reference) string {
	var out []string
	for _, r := range refs {
		s := cmp.Or(r.Letter, "-") + ":" + cmp.Or(r.ID, r.Kind)
		if r.Inferred {
			s += "?"
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}
