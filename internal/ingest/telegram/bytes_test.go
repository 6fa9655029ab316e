package telegram

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzBytes holds what looks at bytes against the plain way to say the same.
func FuzzBytes(f *testing.F) {
	for _, s := range []string{
		"", "Zz@[`{", "abcdefgh", "THE the von\x00ser\x7f größer", "más, (été) \"Del\" a\tb\v", "COMMENT summary mM", "smmith", "m", "Classıfied by:: ", "summarſ",
		"End\n Summary. ummary", "eND SUMmARY umMary", "endSummary", "end summary UMMARY",
		"7721-7722", "12345-123456", "1-", "RUEHC/SECSTATE", "RUEH/A\nB", "RUEHABCDE/A", "Z O P R Y 1", "O 13 1 503Z MAR 08", "pp r 241507Z FEB 10", "¶ TAGS: E.O. 12958: TAGS: x\nSUBJECT:",
	} {
		f.Add(s)
	}
	endSummary := regexp.MustCompile(`[Ee][Nn][Dd][ \n]+[Ss][Uu][Mm][Mm][Aa][Rr][Yy]`)
	number, route := regexp.MustCompile(`^\d{1,5}(?:-\d{1,5})?$`), regexp.MustCompile(`^([A-Z]{4,8})/(.+)$`)
	f.Fuzz(func(t *testing.T, s string) {
		small := 0
		for i := range len(s) {
			if isLower(s[i]) {
				small++
			} else if isUpper(s[i]) {
				small--
			}
		}
		if got := smallLetters(s); got != small {
			t.Errorf("small letters of %q: %d, want %d", s, got, small)
		}
		if got := characters(s); got != utf8.RuneCountInString(s) {
			t.Errorf("characters of %q: %d", s, got)
		}
		if got, want := hasTwoM(s), strings.Contains(strings.ReplaceAll(s, "M", "m"), "mm"); got != want {
			t.Errorf("two M in %q: %v", s, got)
		}
		if got, want := closesSpan(s, "SUMMARY", "summary"), endSummary.MatchString(s) && (strings.Contains(s, "UMMARY") || strings.Contains(s, "ummary")); got != want {
			t.Errorf("end of the summary in %q: %v", s, got)
		}
		if got, want := isLabelWord(s), labelWords[strings.ToUpper(s)]; got != want {
			t.Errorf("%q as a word of the form: %v", s, got)
		}
		if got := numberOrRange(s); got != number.MatchString(s) {
			t.Errorf("%q as a number: %v", s, got)
		}
		if r, rest := cutRoute(s); route.MatchString(s) != (r != "") || r != "" && r+"/"+rest != s {
			t.Errorf("route of %q: %q, %q", s, r, rest)
		}
		if dtgForm.MatchString(s) && !sixFigures(s) {
			t.Errorf("%q begins with a date-time group", s)
		}
		if (sectionOf.MatchString(s) || lastSection.MatchString(s)) && !hasOf(s) {
			t.Errorf("%q is of a section", s)
		}
		var got, want stopCount
		got.text(s)
		for i, w := range strings.Fields(s) {
			want.words = i + 1
			want.by[stopIn[strings.ToLower(bareWord(w))]]++
		}
		want.by[0], got.by[0] = 0, 0
		if got != want && !strings.Contains(s, "\x00") {
			t.Errorf("stop words of %q: %v, want %v", s, got, want)
		}
	})
}
