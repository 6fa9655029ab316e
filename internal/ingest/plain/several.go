package plain

import (
	"bytes"
	"regexp"
)

var (
	// endLine is the end of message (ACP-127) alone on a line.
	endLine = regexp.MustCompile(`(?m)^[ \t]*N{3,5}[ \t\r]*$`)
	// headLine is what the first lines of a telegram have and no note behind
	// one: a date-time group, FM, a page line or the number behind a class.
	headLine = regexp.MustCompile(`(?m)^[ \t]*(?:(?:[ZOPRY] ){0,3}\d{6}Z? ?[A-Z]{3} ?\d{2}|FM [A-Z]|PAGE 0?1\b|VZCZC|(?:UNCLAS|UNCLASSIFIED|CONFIDENTIAL|SECRET|C O N F I D|S E C R E T|U N C L A S|LIMITED OFFICIAL USE)\b.*\d{3})`)
	// laterSection is that of a telegram which was sent in several.
	laterSection = regexp.MustCompile(`(?i)\bSECTION\s+(?:0?[2-9]|[1-9]\d)\s+OF\b`)

	// group is a date-time group, with the sender in the next line, or with lines of
	// the transmission above it.
	group = regexp.MustCompile(`(?m)^(?:[ \t]*(?:VZCZC|[A-Z]{2} R[A-Z]{4}|DE R[A-Z]{4}|ZN[RY] )[^\n]*\n)*[ \t]*(?:[ZOPRY] ?){0,4} ?\d{6} ?Z? ?[A-Z]{3} ?\d{2}\b[^\n]*\n(?:[ \t\r]*\n)?[ \t]*FM [A-Z]`)
	// numbered is a classification line with office and number.
	numbered = regexp.MustCompile(`(?m)^[ \t]*(?:UNCLAS(?:SIFIED)?|CONFIDENTIAL|SECRET|C O N F I D E N T I A L|S E C R E T|U N C L A S(?: S I F I E D)?|LIMITED OFFICIAL USE)\b[^\n]*?[A-Z] (\d{3,7})(?:/\d)?[ \t\r]*$`)
	// labels are those below a classification line; two of them make a head.
	labels = regexp.MustCompile(`(?m)^[ \t]*(?:E\.? ?O\.? ?\d|TAGS?:|SUBJ(?:ECT)?:)`)
	// quotes open and close what a telegram quotes whole.
	quotes = regexp.MustCompile(`\b(?:(UN-?QUOTE|END (?:OF )?QUOTE|END TEXT)|QUOTE|BEGIN TEXT)\b`)
)

// headSize is how far into a text the head of a telegram is looked for.
const headSize = 1500

// starts finds the telegrams behind the first: one begins behind the end of
// another, where a head follows that is not of a further section, or with a head
// of its own where no end was sent.
func starts(text []byte) []int {
	var out []int
	from := 0
	next := func(at int) {
		out = append(out, unended(text, from, at)...)
		if from = at; at < len(text) {
			out = append(out, at)
		}
	}
	if bytes.Contains(text, []byte("NNN")) {
		for _, end := range endLine.FindAllIndex(text, -1) {
			rest := text[end[1]:]
			head := rest[:min(len(rest), headSize)]
			if next := endLine.FindIndex(head); next != nil {
				head = head[:next[0]]
			}
			at := end[1] + len(rest) - len(bytes.TrimLeft(rest, " \t\r\n\f"))
			if len(bytes.TrimSpace(head)) > 0 && headLine.Match(head) && !laterSection.Match(head) {
				next(at)
			}
		}
	}
	next(len(text))
	return out
}

// unended finds the telegrams behind the first in text[from:to], in which no end
// of a message tells them apart. What is quoted belongs to the telegram that
// quotes it.
func unended(text []byte, from, to int) (out []int) {
	senders, classes := heads(text[from:to])
	if senders < 2 && classes < 2 {
		return nil // nearly all texts: nothing in them can begin a second one
	}
	form := group
	first := form.FindIndex(text[from:to])
	if first != nil && senders < 2 || first == nil && classes < 2 {
		return nil
	}
	if first == nil {
		form = numbered
		first = form.FindIndex(text[from:to])
	}
	if first == nil {
		return nil
	}
	body := from + first[1] // of the telegram at hand
	for _, at := range form.FindAllIndex(text[from+first[1]:to], -1) {
		start := from + first[1] + at[0]
		head := text[start:min(to, start+headSize)]
		if form.Match(head[at[1]-at[0]:]) {
			n := form.FindIndex(head[at[1]-at[0]:])[0]
			head = head[:at[1]-at[0]+n]
		}
		if !labels.Match(text[body:start]) || len(labels.FindAll(head, 2)) < 2 || laterSection.Match(head) || !ended(text[body:start]) {
			continue
		}
		start += len(head) - len(bytes.TrimLeft(head, " \t\r\n"))
		out = append(out, start)
		body = start + at[1] - at[0]
	}
	return out
}

// classes are how a classification line begins, as numbered has it.
var classes = [...][]byte{
	[]byte("UNCLAS"), []byte("CONFIDENTIAL"), []byte("SECRET"), []byte("C O N F I D"), []byte("S E C R E T"), []byte("U N C L A S"), []byte("LIMITED OFFICIAL USE"),
}

// heads counts the lines that name a sender and those that begin with a
// classification: a telegram that group or numbered finds has one of them.
func heads(text []byte) (senders, classed int) {
	for line := range bytes.Lines(text) {
		line = bytes.TrimLeft(line, " \t")
		if bytes.HasPrefix(line, []byte("FM ")) {
			senders++
			continue
		}
		if len(line) == 0 || bytes.IndexByte([]byte("UCSL"), line[0]) < 0 {
			continue
		}
		for _, c := range classes {
			if bytes.HasPrefix(line, c) {
				classed++
				break
			}
		}
	}
	return senders, classed
}

// ended reports whether a telegram is whole: nothing that it quotes is open, and
// its last line, with a blank one below, announces nothing.
func ended(body []byte) bool {
	depth := 0
	for _, m := range quotes.FindAllSubmatchIndex(body, -1) {
		if m[2] >= 0 {
			depth--
		} else {
			depth++
		}
	}
	line := bytes.TrimRight(body, " \t\r\n")
	gap := body[len(line):]
	return depth <= 0 && bytes.Count(gap, []byte("\n")) > 1 && len(line) > 0 && bytes.IndexByte([]byte(":,;-"), line[len(line)-1]) < 0
}
