package names

import (
	"strings"
	"unicode/utf8"

	"reftel/internal/cable"
)

// closing are the brackets and double quotes that come in pairs.
var closing = map[rune]rune{'(': ')', '[': ']', '{': '}', '“': '”', '«': '»', '"': '"'}

const pairs = "()[]{}“”„«»\""

// maxPaired is the length of a name in which pairs are looked for, in bytes. No
// name is longer, but a text that was marked by mistake may be.
const maxPaired = 400

// paired takes brackets and double quotes that have no other half out of a
// name, and out of that of a person all that stands between such: James Earl
// “Jimmy” Carter is James Earl Carter.
func paired(kind, s string) string {
	if !hasPairs(s) {
		return s
	}
	if len(s) > maxPaired {
		return cable.OneLine(strings.Map(func(r rune) rune {
			if strings.ContainsRune(pairs, r) {
				return ' '
			}
			return r
		}, s))
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !strings.ContainsRune(pairs, r) {
			b.WriteString(s[i : i+n])
			i += n
			continue
		}
		end, inner := closes(s[i+n:], closing[r]), ""
		if end >= 0 {
			inner = s[i+n : i+n+end]
		}
		switch {
		case end < 0:
			b.WriteByte(' ')
			i += n
		case kind == cable.PER || kind == cable.ORG && glossed(inner):
			b.WriteByte(' ')
			i += n + end + utf8.RuneLen(closing[r])
		default:
			b.WriteString(s[i:i+n] + paired(kind, inner) + string(closing[r]))
			i += n + end + utf8.RuneLen(closing[r])
		}
	}
	out := strings.Join(strings.Fields(b.String()), " ")
	out = strings.ReplaceAll(strings.ReplaceAll(out, " ,", ","), ",,", ",")
	return strings.Trim(out, " ,;:")
}

// hasPairs reports whether one of the pairs stands in a name.
func hasPairs(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case c >= utf8.RuneSelf:
			return strings.ContainsAny(s[i:], pairs)
		case c == '(' || c == ')' || c == '[' || c == ']' || c == '{' || c == '}' || c == '"':
			return true
		}
	}
	return false
}

// closes is where the sign stands that closes what is open before s, or -1.
func closes(s string, sign rune) int {
	if sign == 0 {
		return -1 // it opens nothing
	}
	open := 1
	for i, r := range s {
		switch {
		case r == sign:
			if open--; open == 0 {
				return i
			}
		case closing[r] == sign:
			open++
		}
	}
	return -1
}

// glossed reports whether what stands in brackets is an abbreviation of what
// stands before them: National Action Party (PAN).
func glossed(s string) bool {
	return len(s) > 1 && len(s) <= 12 && !strings.ContainsAny(s, " ,") && upper(s)
}
