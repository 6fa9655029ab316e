package telegram

import (
	"regexp"
	"strings"
)

// inlinePage finds a page line in the middle of a line that was not wrapped:
// what stands before the number is capitals and ends with the post.
var inlinePage = regexp.MustCompile(`([A-Z][A-Z0-9'.\-]*(?: [A-Z][A-Z0-9'.\-]*){0,3}) \d{8} {1,3}\d{3}(?:\.\d+)? OF \d{3}\b`)

// partPages gives page lines that stand inside a line a line of their own, so
// that they can be dropped and the sentence is whole again.
func (p *Parser) partPages(text string, ls []line) []line {
	if !strings.Contains(text, " OF 0") {
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

// inlinePage is where a page line stands in t, -1 when there is none. The post
// is the longest end of the capitals that is one.
func (p *Parser) inlinePage(t string) (from, to int) {
	i := strings.Index(t, " OF 0")
	if i < 12 || len(t) < 24 {
		return -1, -1
	}
	loc := inlinePage.FindStringSubmatchIndex(t)
	if loc == nil {
		return -1, -1
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
		if p.knowsPost(t[word:loc[3]]) {
			best = word
		}
		if k < loc[2] {
			break
		}
	}
	return best, loc[1]
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
