package telegram

import (
	"regexp"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/ingest/reftel"
	"reftel/internal/marking"
)

// What is particular to telegrams of the 1970s: capitals throughout, lines
// that the printer broke, a new head before each section of a long one.

// firstWord is the text up to the first blank.
func firstWord(t string) string {
	w, _, _ := strings.Cut(t, " ")
	return w
}

// fullLine is the width that a typist of the time filled; lines were of 69
// characters at the most.
const fullLine = 56

// brokeEarly reports whether a line ends before its width is used up although
// the first word of the next would have had room: the break is meant. The rows
// of a table count as such.
func brokeEarly(prev, next string) bool {
	return len(prev)+1+len(firstWord(next)) <= fullLine || strings.Contains(prev, "   ")
}

// mendGaps joins what a blank line cuts in mid-sentence: the printer put one
// behind lines that were too long for it. Only the body is mended; it begins
// behind the block of the last label.
func mendGaps(ls []line) {
	body := bodyStart(ls)
	if body < 0 {
		return
	}
	for i := body; i < len(ls); i++ {
		if !ls[i].blank() || i == 0 {
			continue
		}
		n := nextText(ls, i)
		if n == len(ls) {
			return
		}
		prev, next := &ls[i-1], &ls[n]
		if !prev.blank() && !sentenceEnd(prev.t) && !isRule(prev.t) && len(prev.t) >= fullLine && !brokeEarly(prev.t, next.t) &&
			!beginsSomething(next) {
			for k := i; k < n; k++ {
				ls[k].drop = true
			}
		}
		i = n
	}
}

// beginsSomething reports whether a line starts a paragraph, an item, a frame
// or a label rather than going on with a sentence.
func beginsSomething(l *line) bool {
	if _, ok := startOf(l); ok || l.pil || isRule(l.t) || listItem(l.t) || l.indent() > 2 {
		return true
	}
	return l.label() != "" || isMarking(l.t)
}

// bodyStart is the index of the first line behind the block of the last label
// of the head, -1 when there is no label.
func bodyStart(ls []line) int {
	last := -1
	for i := 0; i < len(ls) && (last < 0 && i < 160 || i < last+14); i++ {
		if ls[i].label() != "" {
			last = i
			continue
		}
		if s, ok := startOf(&ls[i]); last >= 0 && ok && s.number == 1 {
			break
		}
	}
	if last < 0 {
		return -1
	}
	for last < len(ls) && !ls[last].blank() {
		last++
	}
	return nextText(ls, last)
}

// dropSections drops the head that is printed anew before each further section
// of a telegram: from its first page line to its classification line, and what
// is said again below that.
// It returns the addressees of further sections that the first was not sent to.
func dropSections(ls []line) (others []string) {
	first := -1
	for i := range ls {
		if !isFirstPage(ls[i].t) {
			continue
		}
		if first < 0 {
			first = i
			continue
		}
		if pageStation(ls[i].t) != pageStation(ls[first].t) {
			continue
		}
		end := sectionHead(ls, i)
		if end < 0 {
			continue
		}
		others = append(others, otherAddressees(ls, first, i, end)...)
		end = dropRepeated(ls, first, end)
		for k := i; k < end; k++ {
			ls[k].drop = true
		}
		begin := dropMarkingsAbove(ls, i)
		dropInnerSigner(ls, begin)
		closeGap(ls, begin, end-1)
	}
	return others
}

// otherAddressees are the lines of the address lists in the head of a further
// section, lines [i, end), that the head from first on does not have.
func otherAddressees(ls []line, first, i, end int) (out []string) {
	var said map[string]bool
	list, begin := false, i
	for ; i < end-1; i++ {
		t := ls[i].t
		if label, _ := addressLabel(t); label == "TO" || label == "INFO" && list {
			list = true
			continue // its number differs
		}
		if !list || IsForm(t) || t == "" {
			continue
		}
		if said == nil {
			said = map[string]bool{}
			for j := first; j < begin && j < first+maxHead; j++ {
				said[addresseeName(ls[j].t)] = true
			}
		}
		if !said[addresseeName(t)] {
			out = append(out, "A further section was sent to "+cable.OneLine(t)+" as well.")
		}
	}
	return out
}

// addresseeName is the letters of an address line behind TO or INFO.
func addresseeName(t string) string {
	if label, rest := addressLabel(t); label != "" {
		t = rest
	}
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r
		}
		return -1
	}, t)
}

func isFirstPage(t string) bool {
	return strings.HasPrefix(t, "PAGE 01") && IsPageLine(t)
}

// pageStation is the office and number of a page line: LA PAZ 02004.
func pageStation(t string) string {
	f := strings.Fields(t)
	for i := 2; i < len(f); i++ {
		if digits(f[i]) == len(f[i]) {
			return strings.Join(f[2:i+1], " ")
		}
	}
	return ""
}

// maxHead is how many lines the head of a section may have.
const maxHead = 90

// sectionHead finds the line behind the classification line of the head that
// begins at i, or -1 when no address is found there.
func sectionHead(ls []line, i int) int {
	from := -1
	for j := i + 1; j < len(ls) && j < i+maxHead; j++ {
		t := ls[j].t
		if from < 0 {
			if label, _ := addressLabel(t); label == "FM" {
				from = j
			}
			continue
		}
		if j > from+60 {
			break
		}
		if _, _, rest, ok := marking.CutNear(t); ok && (sectionOf.MatchString(t) || finalSection.MatchString(t) || postNumber.MatchString(rest)) {
			return j + 1
		}
	}
	if from < 0 {
		return -1
	}
	// No classification line: the head ends with its address list.
	j := from
	for j < len(ls) && !ls[j].blank() {
		j++
	}
	return j
}

var finalSection = regexp.MustCompile(`\bFINAL SECTION\b|/\d{1,2}$`)

// dropRepeated drops the lines from end on that stood below the first
// classification line as well: captions, passing lines, labels.
func dropRepeated(ls []line, first, end int) int {
	said := map[string]bool{}
	seen := false
	for j := first; j < len(ls) && j < first+maxHead+20 && j < end; j++ {
		t := ls[j].t
		if _, ok := startOf(&ls[j]); ok && seen {
			break
		}
		if !seen {
			_, _, rest, ok := marking.CutNear(t)
			seen = ok && (sectionOf.MatchString(t) || postNumber.MatchString(rest))
			continue
		}
		if t != "" && len(said) < 12 {
			said[cable.OneLine(t)] = true
		}
	}
	for j := end; j < len(ls); j++ {
		if ls[j].blank() || ls[j].drop {
			continue
		}
		if !said[cable.OneLine(ls[j].t)] {
			return j
		}
		end = j + 1
	}
	return end
}

// dropMarkingsAbove drops the markings and message ends above line i and
// returns the first line that goes.
func dropMarkingsAbove(ls []line, i int) int {
	first := i
	for j, n := i-1, 0; j >= 0 && n < 24; j, n = j-1, n+1 {
		if ls[j].drop || ls[j].blank() {
			continue
		}
		if !isMarking(ls[j].t) && !nearMarking(ls[j].t) {
			break
		}
		ls[j].drop, first = true, j
	}
	return first
}

// dropInnerSigner drops the signature at the end of a section when the same
// one ends the telegram.
func dropInnerSigner(ls []line, before int) {
	p := before - 1
	for p > 0 && (ls[p].blank() || ls[p].drop) {
		p--
	}
	if p <= 0 || len(strings.Fields(ls[p].t)) > 2 || hasLower(ls[p].t) || len(ls[p].t) < 3 {
		return
	}
	for j := len(ls) - 1; j > before && j > len(ls)-40; j-- {
		if ls[j].t == ls[p].t {
			ls[p].drop = true
			return
		}
	}
}

// opensBody reports whether the text begins with line i, which bears the number
// 1 below the labels; one of a list of references does not open it.
func opensBody(ls []line, i int, s start) bool {
	return s.number == 1 && ls[i-1].blank() && !(len(ls[i].t) < 40 && reftel.HasCable(ls[i].t[1:]))
}

// looseStart reads "10 DURING THE TALK" and "3, GUEVARA WAS BORN": the full
// stop was not sent or is another sign. A blank line must stand above.
func looseStart(ls []line, i int) (start, bool) {
	l := &ls[i]
	n := digits(l.t)
	if n == 0 || n > 2 || l.t[0] == '0' || len(l.t) < 34 || i == 0 || !ls[i-1].blank() {
		return start{}, false
	}
	rest := strings.TrimLeft(l.t[n:], ",;: ")
	if rest == "" || !isUpper(rest[0]) || len(rest) == len(l.t)-n || strings.Contains(l.t, "   ") {
		return start{}, false
	}
	s := start{loose: true, indent: l.indent(), pil: l.pil, text: l.toff + len(l.t) - len(rest)}
	for k := range n {
		s.number = s.number*10 + int(l.t[k]-'0')
	}
	return s, true
}

// chainStart finds the first of three numbers in a row, each at the start of a
// block: a telegram of which only a later section is there begins with it.
func chainStart(cs []start) int {
	for i := range cs {
		if i+2 >= len(cs) {
			return -1
		}
		a, b, c := &cs[i], &cs[i+1], &cs[i+2]
		if b.number == a.number+1 && c.number == b.number+1 && (a.gap || a.ends) && (b.gap || b.ends) && (c.gap || c.ends) && !a.loose {
			return i
		}
	}
	return -1
}

// anyLabel reports whether a label stands in the lines [i, end).
func anyLabel(ls []line, i, end int) bool {
	for ; i < end; i++ {
		if ls[i].label() != "" {
			return true
		}
	}
	return false
}

// headLine reports whether a line below the classification line of a telegram
// without labels still belongs to the head.
func (m *Message) headLine(t string) bool {
	if m.lateLine(t) || correctedCopy(t) {
		return true
	}
	_, _, _, ok := marking.CutClass(t)
	return ok && len(t) < 60
}

// bareTags reports whether a line between E.O. and SUBJECT is a TAGS line that
// has lost its label: nothing but codes, one of a subject among them.
func bareTags(t string) bool {
	if len(t) < 6 || len(t) > 60 {
		return false
	}
	subjects := 0
	for w := range strings.FieldsFuncSeq(t, func(r rune) bool { return r == ' ' || r == ',' }) {
		if len(w) != 2 && len(w) != 4 {
			return false
		}
		for i := range len(w) {
			if !isUpper(w[i]) {
				return false
			}
		}
		if len(w) == 4 && strings.IndexByte("ABCEMOPST", w[0]) >= 0 {
			subjects++
		}
	}
	return subjects > 0 && strings.ContainsAny(t, ", ")
}

var passingForm = regexp.MustCompile(`^(?:ALSO )?(?:FOR|FROM|PASS|ATTN)\b|^(?:[A-Z][A-Z/. ]{1,30} )(?:ALSO )?(?:PLEASE )?(?:FOR|PASS)\b[: ]|^JOINT .*\bMESSAGE\b`)

// passingBlock reports whether the lines from i on, up to a blank one, are an
// instruction for whom the telegram is, below the labels. It returns where the
// block ends.
func passingBlock(ls []line, i, end int) (int, bool) {
	j := i
	for j < end && !ls[j].blank() {
		if len(ls[j].t) > 66 || hasLower(ls[j].t) {
			return 0, false
		}
		j++
	}
	if j-i > 2 || j == len(ls) || !passingForm.MatchString(ls[i].t) || strings.HasSuffix(ls[j-1].t, ".") {
		return 0, false
	}
	return j, true
}

// bodyOpening reports whether a line below the labels opens the text without a
// blank line before it: SUMMARY: …
func bodyOpening(t string) bool {
	for _, w := range [...]string{"SUMMARY", "BEGIN SUMMARY", "COMMENT", "ACTION REQUESTED", "BEGIN TEXT", "FOLLOWING IS", "INTRODUCTION"} {
		if rest, ok := strings.CutPrefix(t, w); ok && (rest == "" || rest[0] == ':' || rest[0] == '.' || rest[0] == ' ' && w != "COMMENT") {
			return true
		}
	}
	return false
}
