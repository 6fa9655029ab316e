package reftel

import (
	"cmp"
	"strings"
	"testing"

	"reftel/internal/cable"
	"reftel/internal/reference"
)

func tables(t testing.TB) *reference.Tables {
	t.Helper()
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	return tables
}

// parse reads a list without what was inferred.
func parse(tables *reference.Tables, text string, c Context) []cable.Reference {
	refs, _ := Parse(tables, text, c)
	return refs
}

// TestReferences holds the forms of a REF list.
func TestReferences(t *testing.T) {
	ts := tables(t)
	for in, want := range map[string]string{
		"MEXICO 2500":                                "-:09MEXICO2500",
		"A. LISBON 1234 B. 75 STATE 098765":          "A:09LISBON1234 B:75STATE98765",
		"A) BUCHAREST 0536 B) 2005 BUCHAREST 2550":   "A:09BUCHAREST536 B:05BUCHAREST2550",
		"(A) STATE 028448; (B) OSLO 1131, OSLO 1140": "A:09STATE28448 B:09OSLO1131 B:09OSLO1140",
		"STATE 41252 AND 44603":                      "-:09STATE41252 -:09STATE44603",
		"State 188314, 259032":                       "-:09STATE188314 -:09STATE259032",
		"A. 07 SAO PAULO 12\n¶B. PORT-OF-SPAIN 33":   "A:07SAOPAULO12 B:09PORTOFSPAIN33",
		"A. DOE E-MAIL OF 3/4/2004 B. OSLO 12":       "A:email B:09OSLO12",
		"A. HOLM-BERG TELCON OF MAY 3":               "A:phone",
		"A. TD-314/12345-08 B. OSLO 11":              "A:report B:09OSLO11",
		"OSLO 118 (NOTAL)":                           "-:09OSLO118",
		"10-OTTAWA-57":                               "-:other",
		"09CAIRO0561":                                "-:09CAIRO561",
		"A. OSLO 77":                                 "",
		"HK 05511":                                   "-:09HONGKONG5511",
		"MAY 12":                                     "-:other",
		"A. A) OSLO 5 B. REF B OSLO 6":               "A:09OSLO5 B:09OSLO6",
		"A. E-MAIL BERG/HOLM AND AND OSLO 12":        "A:email A:09OSLO12",
	} {
		var got []string
		for _, r := range parse(ts, in, Context{Year: 2009, Self: "09OSLO77"}) {
			got = append(got, cmp.Or(r.Letter, "-")+":"+cmp.Or(r.ID, r.Kind))
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q: %q, want %q", in, s, want)
		}
	}
}

// TestReferenceYears holds the years of references that name none, and what
// else stands in the lists of the 1970s.
func TestReferenceYears(t *testing.T) {
	ts := tables(t)
	for in, want := range map[string]string{
		"OSLO 2698":                            "74OSLO2698",
		"OSLO 24":                              "75OSLO24",
		"STATE 195756":                         "74STATE195756",
		"STATE 5919":                           "75STATE5919",
		"STATE 131738 (MAY 24, 1973); OSLO 11": "73STATE131738 75OSLO11",
		"SECTO 0012":                           "75SECTO12",
		"LIMA 31 AND HELSINKI A-236 OF NOVEMBER 9, 1974.": "75LIMA31 other:HELSINKI A-236 OF NOVEMBER 9, 1974",
		"OSLO 22 BERG/AMBASSADOR TELECON JAN 7":           "75OSLO22 phone:BERG/AMBASSADOR TELECON JAN 7",
		"(A) A-034 OF FEBRUARY 18, 1974 (B) OSLO 12":      "other:A-034 OF FEBRUARY 18, 1974 75OSLO12",
	} {
		var got []string
		for _, r := range parse(ts, in, Context{Year: 1975, Date: cable.Date{Year: 1975, Month: 1, Day: 9}, Self: "75OSLO77"}) {
			if r.ID != "" {
				got = append(got, r.ID)
			} else {
				got = append(got, r.Kind+":"+r.Text)
			}
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q: %q, want %q", in, s, want)
		}
	}
}

// FuzzReferences looks for lists that make the reader of references fail: it
// must end, and each reference must have a kind.
func FuzzReferences(f *testing.F) {
	for _, s := range []string{"A. OSLO 1 B. 07 STATE 12345 (NOTAL)", "a) b) c)", "(A) (B) OSLO'S", "¶B. ref a oslo 1\n\n", "STATE 1 AND 2, 3; 4", "A-123 OF MAY 1, 1974 (IN LIMA 12 JULY)", "@ AND AND 2"} {
		f.Add(s)
	}
	ts := tables(f)
	f.Fuzz(func(t *testing.T, s string) {
		for _, r := range parse(ts, s[:min(len(s), 4096)], Context{Year: 2008, Self: "08OSLO412"}) {
			if r.Kind == "" {
				t.Errorf("%q: a reference without a kind", s)
			}
		}
	})
}

// TestInferred holds which years are told to be inferred: not that of the citing
// cable, and not one that the list names.
func TestInferred(t *testing.T) {
	_, inferred := Parse(tables(t), "OSLO 2698; OSLO 24; 74 LIMA 12; STATE 195756", Context{Year: 1975, Date: cable.Date{Year: 1975, Month: 1, Day: 9}, Self: "75OSLO77"})
	if got := strings.Join(inferred, " "); got != "74OSLO2698 74STATE195756" {
		t.Errorf("inferred: %s", got)
	}
}

func TestHasCable(t *testing.T) {
	for text, want := range map[string]bool{"LIMA 2044": true, ". 09 STATE 12": true, "THE MINISTER SAID": false, "": false} {
		if got := HasCable(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
