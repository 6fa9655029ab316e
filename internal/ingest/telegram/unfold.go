package telegram

import (
	"bytes"
	"regexp"
	"strings"

	"reftel/internal/marking"
	"reftel/internal/reference"
)

// Folded reports whether the line ends of the telegram are lost: somebody wrote
// one sentence a line or all in one, so that labels and paragraphs stand in
// mid-line more often than at the start of one. Where there are none of them
// the length of the lines tells.
func Folded(s string) bool {
	inLine, atStart := 0, 0
	place := func(i int) {
		if beginsLine(s, i) {
			atStart++
		} else {
			inLine++
		}
	}
	for _, sign := range [...]string{"¶", executiveOrder} {
		for at := 0; ; at += len(sign) {
			i := strings.Index(s[at:], sign)
			if i < 0 {
				break
			}
			if at += i; sign != executiveOrder || digitsAt(s, at+len(sign), 5) {
				place(at)
			}
		}
	}
	for at := 0; ; {
		i := strings.IndexByte(s[at:], ':')
		if i < 0 {
			break
		}
		at += i + 1
		for _, label := range foldedColons {
			if strings.HasSuffix(s[:at], label) {
				place(at - len(label))
			}
		}
	}
	if inLine+atStart > 1 {
		return inLine > atStart
	}
	long := 0
	for _, l := range strings.Split(s, "\n") {
		if len(l) > 130 {
			long += len(l)
		}
	}
	return long*2 > len(s)
}

const executiveOrder = "E.O. "

// foldedColons are what else begins a line in a telegram. They are looked for at each
// colon: an expression for all of them takes more time than all else of parsing, and a
// search for each goes through the whole text.
var foldedColons = [...]string{"TAGS:", "SUBJECT:", "Classified By:", "CLASSIFIED BY:", "Reason:", "REASON:"}

// beginsLine reports whether nothing but blanks stands before s[i] in its line.
func beginsLine(s string, i int) bool {
	for i--; i >= 0 && s[i] != '\n'; i-- {
		if s[i] != ' ' && s[i] != '\t' && s[i] != '\r' {
			return false
		}
	}
	return true
}

// digitsAt reports whether n digits stand at s[i].
func digitsAt(s string, i, n int) bool {
	if i+n > len(s) {
		return false
	}
	for _, c := range []byte(s[i : i+n]) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

var (
	foldedFirst     = regexp.MustCompile(`¶ ?1 ?\.|[ \n]1 ?\. ?\([A-Za-z/]{1,6}\)`)
	foldedClass     = regexp.MustCompile(`^\s*(?:(?:[A-Z] ){4,}|UNCLAS(?:SIFIED)?\b|CONFIDENTIAL\b|SECRET\b|LIMITED OFFICIAL USE\b)[^a-z\n]*?\b\d{3,7}\b`)
	foldedCaption   = regexp.MustCompile(`^ *(?:SENSITIVE|SIPDIS|NOFORN|NODIS|EXDIS|LIMDIS|STADIS|FOR OFFICIAL USE ONLY|E F T O)\b`)
	foldedLabels    = regexp.MustCompile(` (?:E\. ?O\. ?\d{5}|EO \d{5}|TAGS?:|SUBJECT:|SUBJ:|REFS?:|REF\(S\):|REFTELS?:|REFS? [A-Z]\.|(?:Classified|CLASSIFIED) (?:By|BY):?|Reasons?:|REASONS?:)`)
	foldedRules     = regexp.MustCompile(` ?(?:-{5,}|={5,}|\*{5,}|(?:\x{2010}){5,})(?: (?:-{3,}|={3,}))* ?`)
	foldedPage      = regexp.MustCompile(` ([A-Z][A-Z0-9'.\-]*(?: [A-Z][A-Z0-9'.\-]*){0,3}) \d{5,8} \d{3}(?:\.\d)? OF \d{3}\b ?`)
	foldedPageEarly = regexp.MustCompile(` (PAGE \d{2} [A-Z][A-Z' ]{2,20} \d{3,6}(?: \d{2} OF \d{2})? \d{6}Z) ?`)
	foldedMarked    = regexp.MustCompile(` \d{1,2}\. ?\((?:` + marking.Portions + `|c|s|u|sbu)\)`)
	foldedClosing   = regexp.MustCompile(` Visit [^.]{2,80} at:? https?:`)
	foldedSigner    = regexp.MustCompile(`(?:[.!?"')] *|/ *|[a-z0-9/] +)([A-Z][A-Z'\-]{2,24}(?: [A-Z][A-Z'\-]{2,24})?)\s*$`)
)

// Restore brings the body of a telegram back into lines where its head has lost
// its line ends, so that labels stand in mid-line; any other is returned as it
// is.
func (p *Parser) Restore(body string) string {
	head := strings.TrimSpace(body[:min(len(body), 3000)])
	if len(head) < 300 || strings.Count(head[:min(len(head), 1000)], "\n") > 2 || !Folded(body) {
		return body
	}
	return p.Unfold(body)
}

// Flatten makes blanks of line ends and tabs: those of a folded text are not
// the telegram's. Each byte keeps its place.
func Flatten(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c == '\n' || c == '\r' || c == '\t' {
			b[i] = ' '
		}
	}
	return string(b)
}

// Unfold brings a folded text back into lines: at labels, paragraphs, rows of
// dashes, page lines and the signer a blank becomes a line end. Each byte keeps
// its place, so offsets stay true.
func (p *Parser) Unfold(s string) string {
	b := []byte(s)
	cut := func(i int) {
		if i > 0 && i < len(b) && b[i] == ' ' {
			b[i] = '\n'
		}
	}
	for i := bytes.IndexFunc(b, func(r rune) bool { return r == '¶' }); i >= 0; {
		cut(i - 1)
		k := bytes.IndexFunc(b[i+2:], func(r rune) bool { return r == '¶' })
		if k < 0 {
			break
		}
		i += 2 + k
	}
	head := len(b)
	if loc := foldedFirst.FindIndex(b); loc != nil {
		head = loc[0] + 1
	}
	unfoldHead(b[:head], cut)
	for _, loc := range foldedRules.FindAllIndex(b, -1) {
		cut(loc[0])
		cut(loc[1] - 1)
	}
	p.cutPageLines(b, cut)
	for _, loc := range foldedMarked.FindAllIndex(b[min(head, len(b)):], -1) {
		cut(head + loc[0])
	}
	if head < len(b) && b[head-1] == ' ' {
		cut(head - 1)
	}
	for _, loc := range foldedClosing.FindAllIndex(b, -1) {
		cut(loc[0])
	}
	if loc := foldedSigner.FindSubmatchIndex(b); loc != nil {
		if at := loc[2]; at >= 3 && b[at-2] == '/' {
			cut(at - 3)
		} else {
			cut(at - 1)
		}
	}
	return string(b)
}

// unfoldHead parts the classification line, captions, passing lines and
// labels. b stands at the start of the text, so its offsets are those of it.
func unfoldHead(b []byte, cut func(int)) {
	at := 0
	if loc := foldedClass.FindIndex(b); loc != nil {
		at = loc[1]
		cut(at)
		for {
			c := foldedCaption.FindIndex(b[min(at+1, len(b)):])
			if c == nil {
				break
			}
			at += 1 + c[1]
			cut(at)
		}
	}
	for i := at; i < len(b); {
		loc := foldedLabels.FindIndex(b[i:])
		if loc == nil {
			return
		}
		cut(i + loc[0])
		i += loc[1]
	}
}

// cutPageLines puts page lines on lines of their own. What stands before the
// number is capitals; the post is the longest end of it that is one.
func (p *Parser) cutPageLines(b []byte, cut func(int)) {
	for _, loc := range foldedPage.FindAllSubmatchIndex(b, -1) {
		words := bytes.Split(b[loc[2]:loc[3]], []byte(" "))
		start := loc[3]
		at := loc[3] + 1
		for i := len(words) - 1; i >= 0; i-- {
			at -= len(words[i]) + 1
			if name := string(b[at:loc[3]]); p.knowsPost(name) || p.cutPost(name) {
				start = at
			}
		}
		if start == loc[3] {
			start = loc[3] - len(words[len(words)-1])
		}
		cut(start - 1)
		end := loc[1] - 1
		if b[end] != ' ' {
			end++
		}
		cut(end)
	}
	for _, loc := range foldedPageEarly.FindAllSubmatchIndex(b, -1) {
		cut(loc[0])
		cut(loc[3])
	}
}

// knowsPost reports whether a name is that of a post, written right.
func (p *Parser) knowsPost(name string) bool {
	_, closeness, ok := p.Tables.MatchPost(name)
	return ok && closeness != reference.Close
}
