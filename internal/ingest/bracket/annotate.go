package bracket

import (
	"bytes"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/ingest/telegram"
)

// kinds maps the labels of both sets to the product's four kinds; "" means a
// label that is no name (dates, numbers) and is only taken off.
var kinds = map[string]string{
	// CoNLL, four types.
	"PER": cable.PER, "ORG": cable.ORG, "LOC": cable.LOC, "MISC": cable.MISC,
	// OntoNotes, eighteen types.
	"PERSON": cable.PER, "NORP": cable.MISC, "FAC": cable.LOC, "GPE": cable.LOC, "PRODUCT": cable.MISC, "EVENT": cable.MISC,
	"WORK_OF_ART": cable.MISC, "LAW": cable.MISC, "LANGUAGE": cable.MISC, "DATE": "", "TIME": "", "PERCENT": "", "MONEY": "",
	"QUANTITY": "", "ORDINAL": "", "CARDINAL": "",
}

// openAt reads "[LABEL " or the confidence form "[PER:0.9; ORG:0.05; " at i.
// n is its length, 0 when a bracket of the source's own text stands there.
func openAt(s string, i int) (kind string, n int) {
	j := i + 1
	for j < len(s) && (s[j] >= 'A' && s[j] <= 'Z' || s[j] == '_') {
		j++
	}
	kind, known := kinds[s[i+1:j]]
	if !known || j >= len(s) {
		return "", 0
	}
	switch s[j] {
	case ' ', '\n', '\t':
		return kind, j + 1 - i
	case ':':
		// Scores, the best one first, up to the blank after the last "; ".
		for {
			k := j + 1
			for k < len(s) && (s[k] >= '0' && s[k] <= '9' || s[k] == '.' || s[k] == 'E' || s[k] == '-') {
				k++
			}
			if k == j+1 || k >= len(s) {
				return "", 0
			}
			if s[k] == ';' {
				k++
			}
			if k >= len(s) || s[k] != ' ' {
				return "", 0
			}
			k++
			l := k
			for l < len(s) && (s[l] >= 'A' && s[l] <= 'Z' || s[l] == '_') {
				l++
			}
			if _, more := kinds[s[k:l]]; !more || l >= len(s) || s[l] != ':' {
				return kind, k - i
			}
			j = l
		}
	}
	return "", 0
}

// strip takes the brackets off: the text without them, and the spans of the
// names as offsets into it. Nothing is nested; a "[" that no known label
// follows is text.
func strip(s string) (string, []telegram.Span) {
	var out strings.Builder
	out.Grow(len(s))
	var spans []telegram.Span
	last := strings.LastIndexByte(s, ']') // no bracket is looked for behind it, once for each that is open
	for i := 0; i < len(s); {
		if s[i] != '[' {
			j := strings.IndexByte(s[i:], '[')
			if j < 0 {
				j = len(s) - i
			}
			out.WriteString(s[i : i+j])
			i += j
			continue
		}
		kind, n := openAt(s, i)
		end := -1
		if n > 0 && i+n <= last {
			end = strings.IndexByte(s[i+n:], ']')
		}
		if end < 0 {
			out.WriteByte('[')
			i++
			continue
		}
		inside := strings.TrimRight(s[i+n:i+n+end], " ")
		start := out.Len()
		out.WriteString(inside)
		if kind != "" && strings.TrimSpace(inside) != "" {
			spans = append(spans, telegram.Span{Kind: kind, Start: start, End: out.Len()})
		}
		i += n + end + 1
	}
	return out.String(), spans
}

// detokenise restores readable text: runs of blanks become one, the blank
// before , . ; : ? ! ) } and 's 'd 'm 've goes, and the one after ( {. Quotes
// standing free lose the blank on their inner side. The spans move with the
// text.
func detokenise(s string, spans []telegram.Span) string {
	out := make([]byte, 0, len(s))
	moved := mover{spans: spans}
	sides := quotes(s)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"' && sides[i] != 0:
			moved.to(i, len(out))
			next := i+1 < len(s) && s[i+1] == ' '
			switch n := len(out); {
			case sides[i] == opens:
				out = append(out, c)
				if next && i+2 < len(s) && s[i+2] != ' ' {
					i++
					moved.to(i, len(out))
				}
			case n > 0 && out[n-1] == ' ':
				out[n-1] = c
			case n > 0 && out[n-1] == '\n' && next:
				// It was taken for the first sign of the next sentence.
				out = append(bytes.TrimRight(out[:n-1], " "), c, '\n')
				i++
				moved.to(i, len(out))
			default:
				out = append(out, c)
			}
		case c != ' ':
			end := i + 1
			for end < len(s) && s[end] != ' ' && s[end] != '"' {
				end++
			}
			moved.along(i, end, len(out))
			out = append(out, s[i:end]...)
			i = end - 1
		default:
			moved.to(i, len(out))
			if len(out) > 0 {
				if last := out[len(out)-1]; last == ' ' || last == '(' || last == '{' {
					continue
				}
			}
			j := i
			for j < len(s) && s[j] == ' ' {
				j++
			}
			if j < len(s) && closes(s[j:]) {
				for i++; i < j; i++ {
					moved.to(i, len(out))
				}
				i--
				continue
			}
			out = append(out, ' ')
		}
	}
	moved.to(len(s), len(out))
	return string(out)
}

// A mover moves the beginnings and ends of spans, which come in the order of the text.
type mover struct {
	spans []telegram.Span
	n     int // that were moved
}

// next is the offset that is moved next, nil behind the last.
func (m *mover) next() *int {
	if m.n == 2*len(m.spans) {
		return nil
	}
	if m.n%2 == 0 {
		return &m.spans[m.n/2].Start
	}
	return &m.spans[m.n/2].End
}

// to moves what stands at an offset of the old text.
func (m *mover) to(old, now int) {
	for at := m.next(); at != nil && *at == old; at = m.next() {
		*at = now
		m.n++
	}
}

// along moves what stands in a part of the old text that was taken as it is.
func (m *mover) along(old, end, now int) {
	for at := m.next(); at != nil && *at < end; at = m.next() {
		*at += now - old
		m.n++
	}
}

// closes reports whether s begins with something that sticks to the word
// before it.
func closes(s string) bool {
	switch s[0] {
	case ',', ';', '?', '!', ')', '}':
		return true
	case '.':
		// ".5" and "..." as tokens keep their blank, a full stop does not.
		return len(s) == 1 || s[1] == ' ' || s[1] == '\n' || s[1] == '<' || s[1] == ')' || s[1] == '"'
	case '\'':
		for _, t := range []string{"'s", "'d", "'m", "'ve", "'S", "'D", "'M", "'VE"} {
			if strings.HasPrefix(s, t) && (len(s) == len(t) || !isLetter(s[len(t)])) {
				return true
			}
		}
	}
	return false
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
