package telegram

import (
	"strings"
	"unicode"

	"reftel/internal/marking"
)

// takeSigners takes the surname of who signed off the end, and closing lines
// that belong to no paragraph. It returns where the text ends.
func (m *Message) takeSigners(ls []line, from int) int {
	end := len(ls)
	for range 12 {
		i := end - 1
		for i >= from && (ls[i].blank() || isRule(ls[i].t) || strings.Trim(ls[i].t, ".# ") == "") {
			i--
		}
		if i < from {
			return end
		}
		t := strings.TrimLeft(ls[i].t, "/ ")
		if _, numbered := startOf(&ls[i]); numbered {
			return end
		}
		switch {
		case isMinimize(t):
			m.Closing = append([]string{t}, m.Closing...)
			end = i
		case isMarking(t) || isEndMark(t) || len(t) > 10 && nearMarking(t):
			end = i
		case isDowngrading(t):
			end = i
			if m.DeclassifyOn == "" {
				m.DeclassifyOn = t[:4]
			}
		case len(m.Signers) == 0 && isSigner(ls, i, t):
			m.Signers = append(m.Signers, undouble(strings.TrimLeft(strings.TrimRight(t, " ."), "- ")))
			end = i
		case len(m.Signers) == 0 && i > 0 && ls[i-1].blank() && m.smallSurname(t):
			m.Signers = append(m.Signers, t)
			end = i
		case len(m.Signers) == 1 && strings.EqualFold(strings.TrimRight(t, " ."), m.Signers[0]):
			end = i // the name stands twice
		case len(m.Signers) == 1 && end < len(ls) && isCosigner(ls, i, t):
			m.Signers = append([]string{strings.TrimRight(t, " .")}, m.Signers...)
			end = i
		default:
			first := closingBlock(ls, i, from)
			if first < 0 {
				return end
			}
			words := make([]string, 0, 4)
			for k := first; k <= i; k++ {
				words = append(words, ls[k].t)
			}
			m.Closing = append([]string{strings.Join(words, " ")}, m.Closing...)
			end = first
		}
	}
	return end
}

// isMinimize reports the remark that the order to send little was considered.
func isMinimize(t string) bool {
	if len(t) > 70 {
		return false
	}
	u := strings.ToUpper(strings.TrimLeft(t, " -*"))
	return strings.HasPrefix(u, "MINIMIZE") && strings.Contains(u, "CONSIDERED")
}

// isCosigner reports whether line i is the name of another who signed, on a line
// of its own above the one who was found.
func isCosigner(ls []line, i int, t string) bool {
	if hasLower(t) || len(strings.Fields(t)) > 2 || quoteDepth(t) != 0 || strings.HasSuffix(t, ".") || !isSigner(ls, i, t) {
		return false
	}
	p := i - 1
	for p > 0 && ls[p].blank() {
		p--
	}
	prev := strings.TrimRight(ls[p].t, `"')]”’ `)
	return prev != "" && strings.IndexByte(".!?", prev[len(prev)-1]) >= 0
}

// smallSurname reports whether the last line, behind a blank one, is a surname in
// small letters: a word that is not in use.
func (m *Message) smallSurname(t string) bool {
	if len(t) < 3 || len(t) > 20 || m.tables == nil || m.tables.IsWord(t) {
		return false
	}
	for i := range len(t) {
		if !isLower(t[i]) {
			return false
		}
	}
	return true
}

// isDowngrading reports the group of automatic downgrading that telegrams up to
// 1972 bear at their end instead of an E.O. line (E.O. 10501): GP-3.
func isDowngrading(t string) bool {
	return len(t) > 3 && strings.HasPrefix(t, "GP-") && t[3] >= '1' && t[3] <= '4' && strings.Trim(t[4:], ". ") == ""
}

// undouble makes one of a name that is written twice.
func undouble(t string) string {
	if n := len(t) / 2; len(t)%2 == 1 && t[n] == ' ' && t[:n] == t[n+1:] {
		return t[:n]
	}
	return t
}

// isEndMark reports the words that end a message: "End Cable Text", BT, #0123.
func isEndMark(t string) bool {
	if t == "" || len(t) > 40 {
		return false
	}
	u := strings.ToUpper(strings.Trim(t, " .-=*<>()#/"))
	switch u {
	case "BT", "END CABLE TEXT", "END OF CABLE", "CABLE ENDS", "END CABLE", "END OF TEXT", "END TEXT", "END MESSAGE", "END OF MESSAGE":
		return true
	}
	return t[0] == '#' && digits(u) == len(u)
}

// closingBlock looks for lines that send the reader to the post's site or say
// how long the cable holds; i is the last of them. It returns the first, or -1.
func closingBlock(ls []line, i, from int) int {
	for k := i; k > from && i-k < 4 && !ls[k].blank() && !isRule(ls[k].t); k-- {
		if isClosing(ls[k].t) {
			if _, numbered := startOf(&ls[k]); !numbered {
				for k-1 > from && isClosing(ls[k-1].t) {
					k--
				}
				return k
			}
		}
	}
	return -1
}

func isClosing(t string) bool {
	if len(t) < 8 {
		return false
	}
	switch t[0] | 0x20 {
	case 'v', 'p', 'y', 'd', 't', 'f', '(', '<', '*', '-', '=', 'c', 'h', 'n', '"', '\'':
	default:
		return false
	}
	u := strings.Trim(strings.ToLower(t), "(<*-=\"' ")
	switch {
	case strings.HasPrefix(u, "visit "), strings.HasPrefix(u, "please visit "), strings.HasPrefix(u, "to view "), strings.HasPrefix(u, "for more "):
		return strings.Contains(u, "site") || strings.Contains(u, "http") || strings.Contains(u, "sgov") || strings.Contains(u[4:], "visit")
	case strings.HasPrefix(u, "you can also access this site"):
		return true
	case strings.HasPrefix(u, "http://www.state.sgov"), strings.HasPrefix(u, "http://www.intelink"):
		return true
	case strings.HasPrefix(u, "note by oc"), strings.HasPrefix(u, "cable ends"), strings.HasPrefix(u, "declassify on:"):
		return true
	}
	return false
}

// isSigner reports whether line i is the name of who signed: one to three
// words in capitals, or a surname in mixed case after the end of a sentence.
func isSigner(ls []line, i int, t string) bool {
	if i == 0 || len(t) < 2 || len(t) > 32 || headingWords[t] || marking.IsCaption(t) || isEndOrMarking(t) {
		return false
	}
	upper, lower := 0, 0
	if name, behind, ok := strings.Cut(t, ", "); ok && particles[strings.TrimRight(behind, ".")] {
		t = name // HOLM, JR.
	}
	for _, r := range t {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			lower++
		case r == ' ' || r == '-' || r == '\'' || r == '’' || r == '.':
		default:
			return false
		}
	}
	if dot := strings.IndexByte(t, '.'); dot >= 0 && dot < len(t)-1 && lower > 0 && dot > 3 {
		return false // two sentences
	}
	words := strings.Fields(t)
	if upper+lower < 2 || len(words) > 3 {
		return false
	}
	p := i - 1
	for p > 0 && ls[p].blank() {
		p--
	}
	prev := ls[p].t
	apart := sentenceEnd(prev) || isClosing(prev) || isRule(ls[i-1].t) || isRule(prev) || strings.Contains(prev, "http")
	if lower > 0 {
		if strings.HasSuffix(t, ".") || !(apart || ls[i-1].blank()) {
			return false
		}
		if upper == 0 {
			return len(words) == 1 && lower >= 3 && apart
		}
		for _, w := range words {
			if c := w[0]; !isUpper(c) && !particles[w] {
				return false
			}
		}
		return len(words) < 3 || particles[words[0]] || particles[words[1]] || particles[words[2]]
	}
	if len(words) > 1 && upper > 26 {
		return false
	}
	if strings.HasSuffix(t, ".") && !strings.HasSuffix(t, " .") && !ls[i-1].blank() && !(apart && len(words) == 1 && hasLower(prev)) {
		return false // the last word of a text in capitals
	}
	return ls[i].t[0] == '/' || apart || len(words) == 1 && !wantsMore[lastWord(prev)] && (brokeEarly(prev, t) || hasLower(prev) && len(prev) > unwrapped) || ls[i-1].blank() || isRedaction(prev)
}

var particles = map[string]bool{"de": true, "la": true, "van": true, "von": true, "der": true, "del": true, "du": true, "di": true, "Jr": true, "Jr.": true, "JR": true, "II": true, "III": true, "IV": true}

// isRedaction reports a line that is nothing but removed text.
func isRedaction(t string) bool { return len(t) >= 4 && strings.Trim(t, "Xx ") == "" }

// takeGlued takes a surname in capitals off the end of the last paragraph,
// where it stands behind the last sentence in the same line.
func (m *Message) takeGlued() {
	if len(m.Signers) > 0 || len(m.Paragraphs) == 0 {
		return
	}
	f := &m.Paragraphs[len(m.Paragraphs)-1].Body
	text := strings.TrimRight(f.Text, " ")
	i := len(text)
	for i > 0 && (isUpper(text[i-1]) || text[i-1] == '-' || text[i-1] == '\'' || text[i-1] == ' ') {
		i--
	}
	name := strings.TrimLeft(text[i:], " ")
	at := len(text) - len(name)
	if m.gluedSurname(text) > 0 {
		at = m.gluedSurname(text)
		m.Signers = append(m.Signers, text[at:])
		f.truncate(at)
		f.trim(" \n")
		return
	}
	if at < 4 || len(name) < 2 || len(name) > 26 || text[at-1] != ' ' && !stuck(text[:at], name) || len(strings.Fields(name)) > 2 || !isUpper(name[0]) {
		return
	}
	if headingWords[name] || marking.IsCaption(name) || isEndOrMarking(name) || !sentenceEnd(strings.TrimRight(text[max(0, at-8):at], " ")) {
		return
	}
	prev := strings.TrimRight(text[:at], " ")
	if strings.HasSuffix(prev, ":") || strings.HasSuffix(prev, ";") {
		return
	}
	if word := lastWord(prev); len(word) == 2 && isUpper(word[0]) {
		return // C. BERG, D. LUND
	}
	m.Signers = append(m.Signers, undouble(name))
	f.truncate(at)
	f.trim(" \n")
}

// gluedSurname is where a surname in small letters stands behind the last
// sentence of a text, as the signature without a line of its own; 0 where there
// is none. A word in use may be the begin of a sentence that was cut off.
func (m *Message) gluedSurname(text string) int {
	at := strings.LastIndexAny(text, " \n") + 1
	name := text[at:]
	if at < 20 || len(name) < 3 || len(name) > 20 || m.PartialExtract || !hasLower(text[:at]) || !isUpper(name[0]) || !hasLower(name) || m.tables == nil {
		return 0
	}
	for _, part := range strings.Split(name, "-") {
		for i, r := range strings.TrimPrefix(part, "Mc") {
			if (i == 0) != unicode.IsUpper(r) || !unicode.IsLetter(r) {
				return 0
			}
		}
	}
	before := strings.TrimRight(text[:at], " \n")
	if end := before[len(before)-1]; end != '.' && end != '?' && end != '!' && end != ')' && end != '"' || !sentenceEnd(before) || m.tables.IsWord(name) {
		return 0
	}
	if word := lastWord(before); len(strings.Trim(word, ".")) < 3 && isUpper(word[0]) || strings.HasSuffix(word, "Mr.") || strings.HasSuffix(word, "Dr.") || strings.HasSuffix(word, "Mrs.") {
		return 0 // an initial or a title before the name
	}
	return at
}

// stuck reports whether a name stands right behind the full stop of a sentence,
// without the blank: "He went home.LUND", but not "the U.S.A".
func stuck(before, name string) bool {
	n := len(before)
	return len(name) > 3 && n > 4 && before[n-1] == '.' && isLower(before[n-2]) && isLower(before[n-3])
}
