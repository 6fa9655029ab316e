package bracket

import (
	"bytes"
	"slices"
	"sync"

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

// isLabel reports whether labels have such a letter.
func isLabel(c byte) bool { return c >= 'A' && c <= 'Z' || c == '_' }

// openAt reads "[LABEL " or the confidence form "[PER:0.9; ORG:0.05; " at i.
// n is its length, 0 when a bracket of the source's own text stands there.
func openAt(s []byte, i int) (kind string, n int) {
	j := i + 1
	for j < len(s) && isLabel(s[j]) {
		j++
	}
	kind, known := kinds[string(s[i+1:j])]
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
			for l < len(s) && isLabel(s[l]) {
				l++
			}
			if _, more := kinds[string(s[k:l])]; !more || l >= len(s) || s[l] != ':' {
				return kind, k - i
			}
			j = l
		}
	}
	return "", 0
}

// readable is a text without its brackets and as it was before the tagger parted its
// signs, with the spans of the names as offsets into it.
func readable(s []byte) (string, []telegram.Span) {
	room := rooms.Get().(*[]byte)
	defer rooms.Put(room)
	text, spans := strip((*room)[:0], s)
	if cap(text) <= mostRoom {
		*room = text
	}
	return detokenise(text, spans), spans
}

// rooms are buffers for what is in the making, of texts as they mostly are.
var rooms = sync.Pool{New: func() any { return new([]byte) }}

const mostRoom = 1 << 20

// fewSpans is how many names a cable mostly has no more of.
const fewSpans = 32

// strip takes the brackets off: in room a copy of the text without them, and the spans of
// the names as offsets into it. Nothing is nested; a "[" that no known label
// follows is text.
func strip(room, s []byte) ([]byte, []telegram.Span) {
	out := slices.Grow(room, len(s))
	var spans []telegram.Span
	last := bytes.LastIndexByte(s, ']') // no bracket is looked for behind it, once for each that is open
	for i := 0; i < len(s); {
		if s[i] != '[' {
			j := bytes.IndexByte(s[i:], '[')
			if j < 0 {
				j = len(s) - i
			}
			out = append(out, s[i:i+j]...)
			i += j
			continue
		}
		kind, n := openAt(s, i)
		end := -1
		if n > 0 && i+n <= last {
			end = bytes.IndexByte(s[i+n:], ']')
		}
		if end < 0 {
			out = append(out, '[')
			i++
			continue
		}
		inside := bytes.TrimRight(s[i+n:i+n+end], " ")
		start := len(out)
		out = append(out, inside...)
		if kind != "" && len(bytes.TrimSpace(inside)) > 0 {
			if spans == nil {
				spans = make([]telegram.Span, 0, fewSpans)
			}
			spans = append(spans, telegram.Span{Kind: kind, Start: start, End: len(out)})
		}
		i += n + end + 1
	}
	return out, spans
}

// What a byte of a tokenised text can be for detokenise, as the first of a pair and as
// the second.
const (
	afterBlank uint8 = 1 << iota // perhaps no blank stands before it
	afterOpen                    // no blank, where the other is ( or {
	anything                     // whatever the other is
)

// firsts and seconds say by their common bits which two bytes that follow each other
// have to be looked at. In nearly all of a text none have.
var (
	firsts  = [256]uint8{' ': afterBlank, '(': afterOpen, '{': afterOpen, '"': anything}
	seconds = func() (t [256]uint8) {
		for c := range t {
			t[c] = anything
		}
		for _, c := range " ,;?!)}.'" {
			t[c] |= afterBlank
		}
		t[' '] |= afterOpen
		return t
	}()
)

// asItIs is the end of what is taken as it is from s[i] on: up to a blank that may go
// or to a quotation mark.
func asItIs(s []byte, i int) int {
	if i == len(s) {
		return i
	}
	first := firsts[s[i]]
	for j := i + 1; j < len(s); j++ {
		if first&seconds[s[j]] != 0 {
			if first == afterOpen {
				return j
			}
			return j - 1
		}
		first = firsts[s[j]]
	}
	if first == anything {
		return len(s) - 1
	}
	return len(s)
}

// detokenise restores readable text: runs of blanks become one, the blank
// before , . ; : ? ! ) } and 's 'd 'm 've goes, and the one after ( {. Quotes
// standing free lose the blank on their inner side. The spans move with the
// text. It is made in the place of s, since it is nowhere longer than what it is made of.
func detokenise(s []byte, spans []telegram.Span) string {
	out := s[:0]
	moved := mover{spans: spans}
	sides := quotes(s)
	for i := 0; ; {
		end := asItIs(s, i)
		moved.along(i, end, len(out))
		out = append(out, s[i:end]...)
		if i = end; i == len(s) {
			break
		}
		moved.to(i, len(out))
		if s[i] == ' ' {
			for end < len(s) && s[end] == ' ' {
				end++
			}
			if !sticks(out, s[end:]) {
				out = append(out, ' ')
			}
			moved.all(end, len(out))
			i = end
			continue
		}
		next := i+1 < len(s) && s[i+1] == ' '
		switch n := len(out); {
		case sides[i] == opens:
			out = append(out, '"')
			if next && i+2 < len(s) && s[i+2] != ' ' {
				i++
				moved.to(i, len(out))
			}
		case sides[i] == closing && n > 0 && out[n-1] == ' ':
			out[n-1] = '"'
		case sides[i] == closing && n > 0 && out[n-1] == '\n' && next:
			// It was taken for the first sign of the next sentence.
			out = append(bytes.TrimRight(out[:n-1], " "), '"', '\n')
			i++
			moved.to(i, len(out))
		default:
			out = append(out, '"')
		}
		i++
	}
	moved.to(len(s), len(out))
	return string(out)
}

// sticks reports whether a blank between what was taken and the rest goes.
func sticks(out, rest []byte) bool {
	if n := len(out); n > 0 && (out[n-1] == ' ' || out[n-1] == '(' || out[n-1] == '{') {
		return true
	}
	return len(rest) > 0 && closes(rest)
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

// all moves what stands before the end of a part of the old text that went.
func (m *mover) all(end, now int) {
	for at := m.next(); at != nil && *at < end; at = m.next() {
		*at = now
		m.n++
	}
}

// closes reports whether s begins with something that sticks to the word
// before it.
func closes(s []byte) bool {
	switch s[0] {
	case ',', ';', '?', '!', ')', '}':
		return true
	case '.':
		// ".5" and "..." as tokens keep their blank, a full stop does not.
		return len(s) == 1 || s[1] == ' ' || s[1] == '\n' || s[1] == '<' || s[1] == ')' || s[1] == '"'
	case '\'':
		for _, t := range [...]string{"'s", "'d", "'m", "'ve", "'S", "'D", "'M", "'VE"} {
			if len(s) >= len(t) && string(s[:len(t)]) == t && (len(s) == len(t) || !isLetter(s[len(t)])) {
				return true
			}
		}
	}
	return false
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
