package lists

import (
	"regexp"
	"strconv"
	"strings"

	"reftel/internal/authority"
)

// facts are what an entry tells of a person, an office each.
func facts(about string) []authority.Fact {
	var out []authority.Fact
	for _, s := range pieces(about) {
		s = strings.TrimRight(s, " .,")
		if s == "" {
			continue
		}
		for _, p := range periods(s) {
			f := authority.Fact{Text: s, From: p[0], To: p[1], Basis: authority.List}
			if n := len(out); n > 0 && f.From == 0 && thereafter.MatchString(s) {
				f.From = out[n-1].To
			}
			out = append(out, f)
		}
	}
	return out
}

// pieces divides at semicolons outside of brackets.
func pieces(s string) []string {
	var out []string
	depth, from := 0, 0
	for i := range len(s) {
		switch s[i] {
		case '(', '[':
			depth++
		case ')', ']':
			depth = max(depth-1, 0)
		case ';':
			if depth == 0 {
				out = append(out, strings.TrimSpace(s[from:i]))
				from = i + 1
			}
		}
	}
	return append(out, strings.TrimSpace(s[from:]))
}

const (
	aMonth = `(?:January|February|March|April|May|June|July|August|September|October|November|December)`
	aDay   = `(?:` + aMonth + `(?: \d{1,2})?,? )`
)

var (
	thereafter = regexp.MustCompile(`^(?:[Tt]hereafter|[Ss]ubsequently)\b`)
	brackets   = regexp.MustCompile(`\([^)]*\)|—[^—]*—`)
	aYear      = regexp.MustCompile(`\b1[789]\d\d\b`)
	twoDigits  = regexp.MustCompile(`\b(1[789])(\d\d)[–-](\d\d)\b`)
	ending     = regexp.MustCompile(`(?:\b(?:[Uu]ntil|to|through|before)|[–-]) ?` + aDay + `?1[789]\d\d`)
	beginning  = regexp.MustCompile(`\b(?:[Ff]rom|[Aa]fter|[Ss]ince|[Aa]s of|[Bb]eginning(?: in)?) ` + aDay + `?1[789]\d\d`)
	fromTo     = regexp.MustCompile(aDay + `?1[789]\d\d,?(?: (?:[Uu]ntil|to|through) | ?[–-] ?)` + aDay + `?1[789]\d\d`)
	startOnly  = regexp.MustCompile(`(?:\b(?:[Ff]rom|[Aa]fter|[Ss]ince) (?:in )?` + aMonth + `|` + aMonth + ` \d{1,2}|` + aMonth + `)(?: \d{1,2})?,? ?(?:[Uu]ntil|to|through|[–-])`)
	wholeDay   = regexp.MustCompile(aMonth + ` \d{1,2}, 1[789]\d\d`)
)

// periods are the first and the last years in which an office was held, 0 where
// the words do not tell; at least one.
func periods(s string) [][2]int {
	s = twoDigits.ReplaceAllString(brackets.ReplaceAllString(s, " "), "$1$2–$1$3")
	n := len(aYear.FindAllString(s, 3))
	if n > 2 { // several times
		var out [][2]int
		rest := fromTo.ReplaceAllStringFunc(s, func(m string) string {
			from, to := years(m)
			out = append(out, [2]int{from, to})
			return " "
		})
		switch left := len(aYear.FindAllString(rest, 2)); {
		case left == 0 && len(out) > 0:
			return out
		case left == 1:
			from, to := years(rest)
			return append([][2]int{{from, to}}, out...)
		}
		return [][2]int{{}}
	}
	from, to := years(s)
	return [][2]int{{from, to}}
}

// years are those of one period.
func years(s string) (from, to int) {
	found := aYear.FindAllString(s, 4)
	year := func(i int) int { n, _ := strconv.Atoi(found[i]); return n }
	switch len(found) {
	case 1:
		switch y := year(0); {
		case ending.MatchString(s):
			if startOnly.MatchString(s) {
				return y, y
			}
			return 0, y
		case beginning.MatchString(s) || wholeDay.MatchString(s):
			return y, 0
		default:
			return y, y
		}
	case 2:
		if from, to = year(0), year(1); from <= to && ending.MatchString(s) {
			return from, to
		}
	}
	return 0, 0
}
