package telegram

import (
	"strings"
	"unicode/utf8"

	"reftel/internal/marking"
)

// takeWholeMark reads "CONFIDENTIAL - ENTIRE TEXT" above the paragraphs or in
// the first of them: it gives its mark to all that have none.
func (m *Message) takeWholeMark(ls []line, used int) {
	mark := ""
	if len(m.Paragraphs) == 0 {
		return
	}
	first := &m.Paragraphs[0]
	if len(first.Body.Text) < 60 && strings.Contains(strings.ToUpper(first.Body.Text), "ENTIRE TEXT") {
		mark = marking.Portion(strings.Trim(first.Body.Text, "(). "))
	}
	for i := 0; i < used && mark == ""; i++ {
		u := strings.ToUpper(ls[i].t)
		if len(u) < 60 && strings.Contains(u, "ENTIRE TEXT") {
			mark = marking.Portion(strings.Trim(u, "(). "))
		}
	}
	if mark == "" && first.Mark != "" {
		if start := strings.ToUpper(ls0(ls, first)); strings.Contains(start, "ENTIRE TEXT") {
			mark = first.Mark
		}
	}
	if mark == "" {
		return
	}
	for i := range m.Paragraphs {
		if m.Paragraphs[i].Mark == "" {
			m.Paragraphs[i].Mark = mark
		}
	}
}

// ls0 is the line in which a paragraph begins.
func ls0(ls []line, p *Para) string {
	at, _ := p.Body.Range()
	for i := range ls {
		if ls[i].off <= at && at <= ls[i].off+len(ls[i].s) {
			return ls[i].s
		}
	}
	return ""
}

// findSpans finds the paragraphs of the summary and of the comment.
func (m *Message) findSpans() {
	ends := make([]bool, len(m.Paragraphs)) // where the end of either can stand: few texts have the two M of both
	for i := range ends {
		ends[i] = hasTwoM(m.Paragraphs[i].Body.Text)
	}
	m.Summary = m.span(ends, "SUMMARY", "SUMMAY")
	m.Comment = m.span(ends, "COMMENT", "COMMENTS")
}

func (m *Message) span(ends []bool, words ...string) []int {
	begin, end, byHeading := -1, -1, false
	small := strings.ToLower(words[0])
	for i := range m.Paragraphs {
		p := &m.Paragraphs[i]
		if begin < 0 {
			head, inText := opens(p.Heading.Text, words), opens(p.Body.Text, words)
			if head || inText {
				begin, byHeading = i, head
			}
		}
		if i >= begin && (end < 0 || end < begin) && ends[i] && closesSpan(p.Body.Text, words[0], small) {
			end = i
		}
	}
	switch {
	case begin < 0 && end < 0:
		return nil
	case begin < 0:
		begin = end
		if words[0] == "SUMMARY" {
			begin = 0
		}
	case end < begin:
		end = begin
		for end+1 < len(m.Paragraphs) && m.spanGoesOn(&m.Paragraphs[end+1], words[0], byHeading) {
			end++
		}
	case end == begin:
		for end+1 < len(m.Paragraphs) && m.spanGoesOn(&m.Paragraphs[end+1], words[0], false) {
			end++
		}
	}
	var out []int
	for i := begin; i <= end; i++ {
		out = append(out, i)
	}
	return out
}

// spanGoesOn reports whether a paragraph behind the one with the marker belongs
// to it as well: it says so, or it is the rest of a comment under a heading.
func (m *Message) spanGoesOn(p *Para, word string, byHeading bool) bool {
	text := p.Body.Text
	if len(text) > len(word) && strings.EqualFold(text[:len(word)], word) {
		if rest := strings.TrimLeft(text[len(word):], " (-"); len(rest) > 4 && strings.EqualFold(rest[:4], "cont") {
			return true
		}
	}
	if !byHeading || word != "COMMENT" || p.Heading.Text != "" {
		return false
	}
	if len(text) < 250 {
		u := strings.ToUpper(text)
		for _, w := range []string{"CLEARED", "COORDINATED", "MINIMIZE", "REVIEWED", "PARTICIPANTS", "REPORTING AT", "POINT OF CONTACT"} {
			if strings.Contains(u, w) {
				return false
			}
		}
	}
	return true
}

// opens reports whether a text begins with one of the words, perhaps behind
// "Begin" or a bracket. The words have one first letter, and few texts begin with it.
func opens(text string, words []string) bool {
	head := strings.TrimLeft(text[:min(len(text), 60)], "(\"-/ ")
	if head == "" || head[0] < utf8.RuneSelf && head[0]&^0x20 != 'B' && head[0]&^0x20 != words[0][0] {
		return false
	}
	u := strings.ToUpper(head)
	u = strings.TrimPrefix(u, "BEGIN ")
	for _, w := range words {
		if strings.HasPrefix(u, w) && !startsWord(u, w) {
			return true
		}
	}
	return false
}

// hasTwoM reports whether two M stand side by side. It looks at each second byte: a search
// for both would stop at each m.
func hasTwoM(s string) bool {
	for i := 1; i < len(s); i += 2 {
		if s[i]|0x20 == 'm' && (s[i-1]|0x20 == 'm' || i+1 < len(s) && s[i+1]|0x20 == 'm') {
			return true
		}
	}
	return false
}

// closesSpan reports whether "End Summary" stands in a text, over a line end or
// not. The word, which is given in small letters as well, must stand there in one case
// but for its first letter. The two M of SUMMARY and COMMENT are looked for: they are the
// rarest of their letters.
func closesSpan(text, word, small string) bool {
	const before = 2 // letters before the M of both
	for i := before; i+len(word)-before <= len(text); i++ {
		if text[i]|0x20 != 'm' || !strings.EqualFold(text[i-before:i-before+len(word)], word) || !behindEnd(text[:i-before]) {
			continue
		}
		return strings.Contains(text, word[1:]) || strings.Contains(text, small[1:])
	}
	return false
}

// behindEnd reports whether what follows a text is parted from END before it.
func behindEnd(text string) bool {
	front := strings.TrimRight(text, " \n")
	n := len(front)
	return n < len(text) && n >= 3 && front[n-3]|0x20 == 'e' && front[n-2]|0x20 == 'n' && front[n-1]|0x20 == 'd'
}

// startsWord reports whether w at the start of text is only part of a word.
func startsWord(text, w string) bool {
	return len(text) > len(w) && isAlnum(text[len(w)]) && text[len(w)] != 'S'
}

// redactions counts runs of X that stand for removed text.
func redactions(s string) int {
	if !strings.Contains(s, "XX") && !strings.Contains(s, "xx") {
		return 0
	}
	n, run := 0, 0
	for i := 0; i <= len(s); i++ {
		if i < len(s) && (s[i] == 'X' || s[i] == 'x') {
			run++
			continue
		}
		if run >= 4 {
			n++
		}
		run = 0
	}
	return n
}
