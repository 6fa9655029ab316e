package telegram

import (
	"regexp"
	"strings"

	"reftel/internal/marking"
)

// A telegram may hold another one whole, between QUOTE and UNQUOTE: with its
// own head, labels and numbered paragraphs. All of that is text of the outer
// telegram, whose own head and numbers count.

// quoteWords are the signs of opening and closing, the closing ones first.
var quoteWords = regexp.MustCompile(`\b(?:(UN-?QUOTE|UNQTE|END (?:OF )?QUOTE|END QTE)|QUOTE|QTE)\b`)

// A region is a range of lines, the last excluded.
type region struct{ from, to int }

// quotedTelegrams finds the lines of telegrams that are quoted whole.
func quotedTelegrams(ls []line) []region {
	var out []region
	for i := 0; i < len(ls); i++ {
		if !strings.Contains(ls[i].t, "Q") || quoteDepth(ls[i].t) < 1 || !headFollows(ls, i) {
			continue
		}
		depth, j := quoteDepth(ls[i].t), i+1
		for j < len(ls) && depth > 0 {
			if strings.Contains(ls[j].t, "Q") {
				depth += quoteDepth(ls[j].t)
			}
			j++
		}
		out = append(out, region{i, j})
		i = j - 1
	}
	return out
}

// quoteDepth counts the openings less the closings of a line.
func quoteDepth(t string) int {
	n := 0
	for _, g := range quoteWords.FindAllStringSubmatchIndex(t, -1) {
		if g[2] >= 0 {
			n--
		} else {
			n++
		}
	}
	return n
}

// headFollows reports whether the head of a telegram stands in line i behind
// the word QUOTE or in one of the next lines.
func headFollows(ls []line, i int) bool {
	rest := ls[i].t
	if g := quoteWords.FindStringIndex(rest); g != nil {
		rest = strings.TrimLeft(rest[g[1]:], " :.-")
	}
	for j, n := i, 0; j < len(ls) && n < 8; j++ {
		t := ls[j].t
		if j == i {
			t = rest
		}
		if t == "" {
			continue
		}
		n++
		if beginsGroup(strings.TrimLeft(t, `"'“ `)) || numberedClass(t) {
			return true
		}
		switch metadataLabel(t) {
		case labelEO, labelTags:
			return true
		}
		if s, ok := startOf(&ls[j]); ok && j > i && s.number > 0 {
			return false
		}
	}
	return false
}

// numberedClass reports a classification line with office and number.
func numberedClass(t string) bool {
	_, _, rest, ok := marking.CutClass(t)
	return ok && len(t) < 70 && (postNumber.MatchString(rest) || sectionOf.MatchString(rest))
}

// withoutQuoted takes the candidates that lie in quoted telegrams out, where
// numbers of the outer one stand before.
func withoutQuoted(ls []line, cs []start) []start {
	if len(cs) < 2 {
		return cs
	}
	regions := quotedTelegrams(ls)
	if len(regions) == 0 || cs[0].line > regions[0].from {
		return cs
	}
	out := cs[:0]
	k := 0
	for _, c := range cs {
		for k < len(regions) && regions[k].to <= c.line {
			k++
		}
		if k == len(regions) || c.line <= regions[k].from {
			out = append(out, c)
		}
	}
	return out
}

// otherNumber reports whether a classification line bears the number of
// another telegram than this one.
func (m *Message) otherNumber(t string) bool {
	_, _, rest, _ := marking.CutClass(t)
	g := postNumber.FindStringSubmatch(rest)
	return g != nil && m.Serial != "" && strings.TrimLeft(g[2], "0") != strings.TrimLeft(m.Serial, "0")
}
