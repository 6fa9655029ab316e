package query

import (
	"strings"
	"testing"

	"reftel/internal/cable"
)

func TestTerms(t *testing.T) {
	e, _, err := Parse(`a "b c" (subject:d OR NOT e) -f tag:PREL date:1974 NOT (g OR NOT h)`)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, term := range Terms(e) {
		got = append(got, term.String())
	}
	if s := strings.Join(got, "|"); s != `a|"b c"|subject:d` {
		t.Errorf("Terms = %s", s)
	}
	if Terms(nil) != nil {
		t.Error("Terms(nil) is not nil")
	}
}

func TestDescribe(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"", "all cables"},
		{`"rigid rules" tag:PREL -from:MEXICO date:2009-09`, "cables with “rigid rules” and the tag PREL, not from MEXICO, dated September 2009"},
		{"a b c", "cables with “a”, “b” and “c”"},
		{"a OR b", "cables with “a” or “b”"},
		{"(a OR b) c", "cables with (“a” or “b”) and “c”"},
		{"a b OR c d", "cables (with “a” and “b”) or (with “c” and “d”)"},
		{"a OR from:LIMA", "cables with “a” or from LIMA"},
		{"-a", "cables without “a”"},
		{"a -b -c", "cables with “a”, without “b” or “c”"},
		{"NOT (a b)", "cables not (with “a” and “b”)"},
		{"NOT (a OR b)", "cables without “a” or “b”"},
		{"=rules diplom* Delgdo~1", "cables with “rules” exactly as written, words that begin with “diplom” and “Delgdo” or a word one letter off"},
		{"te?t wom?n* -l?ns", "cables with words like “te?t” (? is any letter) and words that begin like “wom?n” (? is any letter), without words like “l?ns” (? is any letter)"},
		{`subject:"a b" "c d"~10`, "cables with “a b” in the subject and the words of “c d” within 10 words of each other"},
		{"tag:(PREL OR MARR)", "cables with the tag PREL or the tag MARR"},
		{"tag:PR*", "cables with the tag PR…"},
		{`per:"Gustavo Delgado" org:UN loc:Lima misc:Games id:1 caption:NODIS`, "cables with the person Gustavo Delgado, the organisation UN, the place Lima, the name Games, the id 1 and the caption NODIS"},
		{"class:SECRET to:LIMA ref:09LIMA1 country:Peru lang:es year:1974", "cables classified SECRET, to LIMA, citing 09LIMA1, from posts in Peru, in the language es, of the year 1974"},
		{"date:1974-05-18", "cables dated 18 May 1974"},
		{"date:1974..", "cables dated 1974 or later"},
		{"date:..1974", "cables dated 1974 or earlier"},
		{"date:1974..1975", "cables dated from 1974 to 1975"},
		{"date:none", "cables undated"},
		{"-date:none", "cables not undated"},
		{"tag:none", "cables without any tag"},
		{"a -caption:none", "cables with “a”, with some caption"},
		{"tag:PREL OR tag:none", "cables with the tag PREL or without any tag"},
		{"collection:Demo", "cables of the collection Demo"},
		{"copies:09LIMA1", "cables with nearly the text of 09LIMA1"},
		{"copies:none", "cables without any copy"},
	} {
		e, _, err := Parse(tt.in)
		if err != nil {
			t.Fatal(err)
		}
		if got := Describe(e).String(); got != tt.want {
			t.Errorf("Describe(%s) =\n %s, want\n %s", tt.in, got, tt.want)
		}
	}
}

// TestMessage holds what messages say in English, with others and dates in them.
func TestMessage(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		m    Message
		want string
	}{
		{Later("Are 100% of them here?"), "Are 100% of them here?"},
		{Later("from %s ‹a post›", "LIMA"), "from LIMA"},
		{Later("of %d, %s", 1234, Later("dated %s", Day(cable.Date{Year: 1974, Month: 5, Day: 18}))), "of 1234, dated 18 May 1974"},
		{Message{}, ""},
	} {
		if got := tt.m.String(); got != tt.want || tt.m.IsZero() != (tt.want == "") {
			t.Errorf("%v says %q, want %q", tt.m, got, tt.want)
		}
	}
	if got := InEnglish(Together([]Message{Later("a"), Later("%s", "b")}, []Message{Later("%s", "b"), Later("%s", "c")})); len(got) != 3 {
		t.Errorf("each once: %q", got)
	}
}
