package query

import (
	"strings"
	"testing"

	"reftel/internal/query/days"
)

func TestBareDate(t *testing.T) {
	for in, want := range map[string]string{
		// A day.
		"24 January 1974": "date:1974-01-24", "January 24, 1974": "date:1974-01-24", "Jan 24 1974": "date:1974-01-24", "jan. 24, 1974": "date:1974-01-24",
		"24th January, 1974": "date:1974-01-24", "the 24th of January 1974": "date:1974-01-24", "Thursday, January 24, 1974": "date:1974-01-24",
		"1974-01-24": "date:1974-01-24", "1974/1/24": "date:1974-01-24", "24.1.1974": "date:1974-01-24", "19740124": "date:1974-01-24",
		"24/1/1974": "date:1974-01-24", "1/24/1974": "date:1974-01-24", "4/4/1974": "date:1974-04-04", "24-Jan-1974": "date:1974-01-24",
		"1974 January 24": "date:1974-01-24", "(24 January 1974)": "date:1974-01-24", "24 JANUARY 1974.": "date:1974-01-24",
		"1974-01-24T08:30:00Z": "date:1974-01-24", "1974-01-24 08:30": "date:1974-01-24", "24\u00a0January\u00a01974": "date:1974-01-24",
		"24 Jan 74": "date:1974-01-24 The year of “24 Jan 74” was read as 1974.", "Jan 24, 74": "date:1974-01-24 The year of “Jan 24, 74” was read as 1974.",
		"twenty-fourth of January 1974": "date:1974-01-24", "the twenty fourth of January, 1974": "date:1974-01-24", "January the first, 1974": "date:1974-01-01", "Thirty-first of March 1974": "date:1974-03-31",
		"thirty-fourth of March 1974": "", "twenty March 1974": "", "first of 1974": "", "second January 1974": "date:1974-01-02", "24 twenty 1974": "",
		// The date-time group of a telegram.
		"240830Z JAN 74": "date:1974-01-24 The year of “240830Z JAN 74” was read as 1974.", "O 240830z Jan 1974": "date:1974-01-24",
		"R 312359Z DEC 09": "date:2009-12-31 The year of “R 312359Z DEC 09” was read as 2009.",
		"322359Z DEC 74":   "", "242460Z JAN 74": "", "242500Z JAN 74": "", "240830Z 74": "",
		// A month, a year, a decade.
		"January 1974": "date:1974-01", "jan 1974": "date:1974-01", "1974-01": "date:1974-01", "1/1974": "date:1974-01", "May 68": "date:1968-05 The year of “May 68” was read as 1968.",
		"1974": "date:1974", "1807": "date:1807", "1970s": "date:1970..1979", "the 1970's": "date:1970..1979",
		// A range.
		"1973-75": "date:1973..1975", "1973–1975": "date:1973..1975", "1973 to 1975": "date:1973..1975", "from 1973 to 1975": "date:1973..1975",
		"between 1973 and 1975": "date:1973..1975", "1899-01": "date:1899-01", "1973..1975": "date:1973..1975", "1973…1975": "date:1973..1975",
		"24-26 January 1974": "date:1974-01-24..1974-01-26", "24–26 January 1974": "date:1974-01-24..1974-01-26", "January 24-26, 1974": "date:1974-01-24..1974-01-26",
		"24 January - 3 February 1974": "date:1974-01-24..1974-02-03", "24 January to 3 February 1974": "date:1974-01-24..1974-02-03",
		"December 30, 1973 - January 2, 1974": "date:1973-12-30..1974-01-02", "January-March 1974": "date:1974-01..1974-03", "January to March 1974": "date:1974-01..1974-03",
		"1974-01-24 - 1974-02-03": "date:1974-01-24..1974-02-03", "March 1974 - May 1975": "date:1974-03..1975-05",
		// No date, or not one alone.
		"": "", "January": "", "24 January": "", "74": "", "24": "", "Jan 24": "", "3/4/1974": "", "1974 1975": "", "24 1 1974": "", "12 1974": "",
		"Mayaguez 1975": "", "marines 1974": "", "1975-73": "", "26-24 January 1974": "", "31 April 1974": "", "1974-13": "", "1492": "", "3000": "", "2676": "",
		"January 1974 talks": "", "74 STATE 1974": "", "1974STATE12345": "", "Kissinger 1974": "", "1974-STATE-12": "", "-": "", "..": "", "to": "", " to 1974": "",
		"1974 to": "", "99999999": "", "00000000": "", "date:1974": "", `"1974"`: "", "=1974": "", "32/1/1974": "", "0/0/1974": "", strings.Repeat("1", 200): "",
	} {
		d, note, ok := BareDate(in)
		got := ""
		if ok {
			got = strings.TrimSpace(d.String() + " " + note.String())
		}
		if got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestParseBox holds that a search for a date asks for its cables, and that
// quotation marks ask for the words.
func TestParseBox(t *testing.T) {
	for in, want := range map[string]string{
		"24 January 1974": "date:1974-01-24", `"24 January 1974"`: `"24 January 1974"`, "240830Z JAN 74": "date:1974-01-24",
		"3/4/1974": "3/4/1974", "talks January 1974": "talks January 1974", "-1974": "NOT 1974", "=1974": "=1974", "197*": "197*", "subject:1974": "subject:1974",
	} {
		e, _, err := parseBox(in)
		if err != nil || e.String() != want {
			t.Errorf("%q: %v, %v, want %s", in, e, err, want)
		}
	}
	if _, notes, _ := parseBox("24 Jan 74"); len(notes) != 1 {
		t.Errorf("the notes are %q", notes)
	}
}

func TestEitherDate(t *testing.T) {
	for in, want := range map[string]string{
		"3/4/1974": "1974-04-03 1974-03-04", "(3/4/1974)": "1974-04-03 1974-03-04", "24/1/1974": "", "4/4/1974": "", "3/4/74": "", "0/4/1974": "", "13/13/1974": "", "": "",
	} {
		a, b, ok := EitherDate(in)
		got := ""
		if ok {
			got = a.String() + " " + b.String()
		}
		if got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestCutDate(t *testing.T) {
	for in, want := range map[string]string{
		"Cyprus July 1974": "Cyprus date:1974-07", "Cyprus in July 1974": "Cyprus date:1974-07", "Cyprus, 20 July 1974": "Cyprus date:1974-07-20",
		"1974 Cyprus": "Cyprus date:1974", "Ecevit 24-26 January 1974": "Ecevit date:1974-01-24..1974-01-26", "oil embargo 1973-74": "oil embargo date:1973..1974",
		"grain from 1973 to 1975": "grain date:1973..1975", "state visit during the 1970s": "state visit date:1970..1979",
		"Cyprus 1974 coup": "Cyprus coup date:1974", "Cyprus in July 1974 the coup": "Cyprus the coup date:1974-07", "La Paz, 24 January 1974, wheat": "La Paz, wheat date:1974-01-24", "Lisbon 4410 lens": "", "keeper 79 lens": "",
		"1974": "", "24 January 1974": "", "Cyprus": "", "resolution 242": "", `"Cyprus 1974"`: "", "tag:PREL 1974": "", "- 1974": "", "": "", "in 1974": "",
	} {
		words, d, ok := CutDate(in)
		got := ""
		if ok {
			got = words + " " + d.String()
		}
		if got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func FuzzBareDate(f *testing.F) {
	for _, s := range []string{"24-26 January 1974", "240830Z JAN 74", "1973-75", "3/4/1974", "from 1973 to 1975", "January 24, 1974 - 3.2.1974", "1970s", "since 1975", "late October 1962", "winter 1973-74"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if d, _, ok := BareDate(s); ok {
			if !d.From.Valid() && !d.From.IsZero() || !d.To.Valid() && !d.To.IsZero() || d.From.IsZero() && d.To.IsZero() || days.Reversed(d.From, d.To) {
				t.Errorf("%q: %v", s, d)
			}
			if again, _, err := Parse(d.String()); err != nil || again != Expr(d) {
				t.Errorf("%q: %s is read as %v, %v", s, d, again, err)
			}
		}
		EitherDate(s)
		CutDate(s)
	})
}
