package telegram

import (
	"regexp"
	"strings"
)

// inlinePage finds a page line in the middle of a line that was not wrapped:
// what stands before the number is capitals and ends with the post.
var inlinePage = regexp.MustCompile(`([A-Z][A-Z0-9'.\-]*(?: [A-Z][A-Z0-9'.\-]*){0,3}) \d{8} {1,3}\d{3}(?:\.\d+)? OF \d{3}\b`)

// lineStart finds a page line with fewer digits at the start of a line that goes
// on: "ROME 0001 003.2 OF 004 the text".
var lineStart = regexp.MustCompile(`^([A-Z][A-Z'.\-]*(?: [A-Z][A-Z'.\-]*){0,3}) 0\d{3,7} {1,3}\d{3}(?:\.\d+)? (?:OF|of) \d{3}(?: |$)`)

// inlineEarly finds a page line of the 1970s, up to its time or what there is of
// it: what stands behind is text again.
var inlineEarly = regexp.MustCompile(`\bP ?AGE +\d{1,3} +[A-Z][A-Z0-9 .'\-]*? +\d{3,7}(?: +(?:TOSEC|SECTO) *\d{1,6})?(?: +\d{1,2} OF \d{1,2})?(?: +\d{6} ?Z)?(?: +POSS DUPE)?(?: |$)`)

// partPages gives page lines that stand inside a line a line of their own, so
// that they can be dropped and the sentence is whole again.
func (p *Parser) partPages(text string, ls []line) []line {
	if !ofPages(text) && !strings.Contains(text, "AGE ") {
		return ls
	}
	var out []line // nil as long as nothing was parted
	for i := range ls {
		l := ls[i]
		for k := 0; k < 50; k++ {
			from, to := p.inlinePage(l.t)
			if from < 0 || from == 0 && to == len(l.t) {
				break
			}
			if out == nil {
				out = append(make([]line, 0, len(ls)+8), ls[:i]...)
			}
			if from > 0 {
				out = append(out, l.part(0, from))
			}
			out = append(out, l.part(from, to))
			l = l.part(to, len(l.t))
		}
		if out != nil {
			out = append(out, l)
		}
	}
	if out == nil {
		return ls
	}
	return out
}

// ofPages reports whether " OF 0" or " of 0" stands in a text. A nought is rarer than
// what stands before it.
func ofPages(text string) bool {
	for i := 0; ; i++ {
		k := strings.IndexByte(text[i:], '0')
		if k < 0 {
			return false
		}
		if i += k; strings.HasSuffix(text[:i], " OF ") || strings.HasSuffix(text[:i], " of ") {
			return true
		}
	}
}

// inlinePage is where a page line stands in t, -1 when there is none. The post
// is the longest end of the capitals that is one.
func (p *Parser) inlinePage(t string) (from, to int) {
	if from, to = earlyPage(t); from >= 0 {
		return from, to
	}
	if len(t) < 18 || strings.Index(t, " OF 0") < 8 && strings.Index(t, " of 0") < 8 {
		return -1, -1
	}
	loc := inlinePage.FindStringSubmatchIndex(t)
	if loc == nil {
		if loc = lineStart.FindStringSubmatchIndex(t); loc == nil || !p.knowsPost(t[:loc[3]]) {
			return -1, -1
		}
		return 0, len(strings.TrimRight(t[:loc[1]], " "))
	}
	if loc[0] == 0 && loc[1] == len(t) && len(t) < maxPageLine {
		return 0, len(t)
	}
	best := -1
	for k := loc[3]; k > loc[2]; {
		k = strings.LastIndexByte(t[loc[2]:k], ' ') + loc[2]
		word := k + 1
		if k < loc[2] {
			word = loc[2]
		}
		if best < 0 {
			best = word // the last word alone, when no post is found
		}
		if p.knowsPost(t[word:loc[3]]) || p.cutPost(t[word:loc[3]]) {
			best = word
		}
		if k < loc[2] {
			break
		}
	}
	return best, loc[1]
}

// maxPageLine is more than the longest post with its number takes.
const maxPageLine = 34

// earlyPage is where a page line of the 1970s stands in t, -1 when there is
// none. Behind other text it must bear its time.
func earlyPage(t string) (from, to int) {
	if !strings.Contains(t, "AGE ") {
		return -1, -1
	}
	loc := inlineEarly.FindStringIndex(t)
	if loc == nil {
		return -1, -1
	}
	page := strings.TrimRight(t[loc[0]:loc[1]], " ")
	if loc[0] > 0 && !strings.HasSuffix(page, "Z") {
		return -1, -1
	}
	return loc[0], loc[0] + len(page)
}

// cutPost reports whether a name of several words is that of a post, cut to the
// ten characters that a page line has room for: PORT AU PR.
func (p *Parser) cutPost(name string) bool {
	if len(name) < 9 || len(name) > 10 || !strings.Contains(name, " ") {
		return false
	}
	letters := strings.ReplaceAll(name, " ", "")
	for _, post := range p.Tables.Posts() {
		if strings.HasPrefix(post.Code, letters) {
			return true
		}
	}
	return false
}

// part is the piece [from, to) of the text of a line, as a line.
func (l *line) part(from, to int) line {
	s := l.t[from:to]
	out := line{off: l.toff + from, s: strings.TrimRight(s, blanks)}
	out.t = strings.TrimLeft(out.s, blanks)
	if from == 0 {
		out.pil = l.pil
	}
	if rest, ok := strings.CutPrefix(out.t, "¶"); ok {
		out.pil, out.t = true, strings.TrimLeft(rest, blanks)
	}
	out.toff = out.off + len(out.s) - len(out.t)
	return out
}
