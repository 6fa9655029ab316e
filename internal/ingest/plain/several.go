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
)

// headSize is how far into a text the head of a telegram is looked for.
const headSize = 1500

// starts finds the telegrams behind the first: one begins behind the end of
// another, where a head follows that is not of a further section.
func starts(text []byte) []int {
	var out []int
	if !bytes.Contains(text, []byte("NNN")) {
		return nil
	}
	for _, end := range endLine.FindAllIndex(text, -1) {
		rest := text[end[1]:]
		head := rest[:min(len(rest), headSize)]
		if next := endLine.FindIndex(head); next != nil {
			head = head[:next[0]]
		}
		at := end[1] + len(rest) - len(bytes.TrimLeft(rest, " \t\r\n\f"))
		if len(bytes.TrimSpace(head)) > 0 && headLine.Match(head) && !laterSection.Match(head) {
			out = append(out, at)
		}
	}
	return out
}
