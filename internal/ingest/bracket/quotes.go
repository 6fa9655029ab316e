package bracket

import "bytes"

// What a free-standing quotation mark of a tokenised text does.
type quote uint8

const (
	opens quote = iota + 1
	closing
)

// quotes tells opening from closing marks: a tokeniser puts blanks on both
// sides of each. They are told by counting, paragraph by paragraph; where one
// of a paragraph is missing, only in those of its lines that have pairs. The
// keys are offsets in s; a mark that stays in doubt has none.
func quotes(s []byte) map[int]quote {
	if bytes.IndexByte(s, '"') < 0 {
		return nil
	}
	out := map[int]quote{}
	for at := 0; at < len(s); {
		end := at + paragraphEnd(s[at:])
		if !pair(s, at, end, out) {
			for line := at; line < end; {
				stop := bytes.IndexByte(s[line:end], '\n')
				if stop < 0 {
					stop = end - line - 1
				}
				pair(s, line, line+stop+1, out)
				line += stop + 1
			}
		}
		at = end
	}
	return out
}

const pilcrow = "¶"

// paragraphEnd is the offset in s at which the next paragraph begins: behind a
// blank line or at the next pilcrow.
func paragraphEnd(s []byte) int {
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\n' && s[i-1] == '\n':
			return i + 1
		case s[i] == pilcrow[0] && i+1 < len(s) && s[i+1] == pilcrow[1]:
			return i
		}
	}
	return len(s)
}

// pair gives the free-standing marks of s[from:to] their sides when their
// number is even; it reports whether it is.
func pair(s []byte, from, to int, out map[int]quote) bool {
	var at []int
	for i := from; i < to; i++ {
		if s[i] == '"' && (i == 0 || isBlank(s[i-1])) && (i+1 == len(s) || isBlank(s[i+1])) {
			at = append(at, i)
		}
	}
	if len(at)%2 != 0 {
		return false
	}
	for n, i := range at {
		out[i] = opens
		if n%2 == 1 {
			out[i] = closing
		}
	}
	return true
}

func isBlank(c byte) bool { return c == ' ' || c == '\n' }
