package telegram

import (
	"regexp"
	"slices"
	"strings"

	"reftel/internal/marking"
)

var (
	// The word, also broken at the end of a line ("REAS ONS"), or the rule.
	reasonWord = regexp.MustCompile(`(?i)\bR ?E ?A ?S ?O ?N ?S?\b`)
	reasonRule = regexp.MustCompile(`(?i)\b1 ?\. ?[45](?:\b|[a-h]{1,3}\b)`)
	// What leads up to the rule and is none of the name before it.
	reasonLead = regexp.MustCompile(`(?i)(?:[ ,;:.(\-/]|\b(?:FOR|F OR|FO R|PER|UNDER|BY|PURSUANT TO|IAW|IN ACCORDANCE WITH|BASED ON|OF|THE|WITH|AND|IN|FOLLOWING|SECTIONS?|SEC|PARAGRAPHS?|PARA|AUTHORITY|E\.? ?O\.? ?\d{5}|R ?E ?A ?S ?O ?N ?S?(?: FOR CLASSIFICATION)?))+$`)
	brokenAnd  = regexp.MustCompile(`(?i)\b(?:a n ?d|an d|o r)\b`)
)

// finishReasons cuts reasons out of the Classified By text ("… for reasons 1.4
// b and d", "…, per 1.4 (b,d)") and splits them: 1.4 (b), 1.4 (d).
func (m *Message) finishReasons() {
	f := &m.ClassifiedBy
	if at := reasonAt(f.Text); at >= 0 {
		if m.reasonText == "" {
			m.reasonText = f.Text[at:]
		}
		if more := sentenceBehind(f.Text[at:]); more != "" {
			m.Closing = append(m.Closing, more)
		}
		f.truncate(at)
	}
	dots := strings.TrimRight(f.Text, " ,;:-(")
	if loc := reasonLead.FindStringIndex(f.Text); loc != nil && (m.reasonText != "" || strings.Trim(f.Text[loc[0]:], " ,;:.-/(") == "") {
		f.truncate(loc[0])
		// The full stop of "a.i." belongs to the name.
		if n := len(f.Text); n > 3 && strings.HasPrefix(dots[min(n, len(dots)):], ".") && f.Text[n-2] == '.' {
			f.Text += "."
			if k := len(f.Pieces); k > 0 {
				f.Pieces[k-1].Len++
			}
		}
	}
	f.trim(" ,;:-")
	// "(U) CLASSIFIED BY X" behind the label.
	for range 2 {
		if mark, n := marking.CutPortion(f.Text); mark != "" {
			f.slice(n, len(f.Text))
		}
		if lab, rest := cutLabel(f.Text); lab == labelClass {
			f.slice(len(f.Text)-len(rest), len(f.Text))
		}
	}
	f.trim(" ,;:-(")
	if m.reasonText == "" {
		return
	}
	m.splitReasons()
}

// nextSentence finds the end of the reasons and a sentence behind it, perhaps
// with a portion mark.
var nextSentence = regexp.MustCompile(`[)\]a-hA-H]\.? ((?:\([A-Z/]{1,8}\) ?)?[A-Z][A-Za-z'’]+ [a-zA-Z].*)$`)

// sentenceBehind is what stands behind the reasons and is none: THIS MESSAGE HAS
// BEEN COORDINATED WITH …
func sentenceBehind(reasons string) string {
	g := nextSentence.FindStringSubmatch(reasons)
	if g == nil || len(strings.Fields(g[1])) < 4 {
		return ""
	}
	return g[1]
}

// reasonAt is where the reasons begin in a Classified By text, or -1.
func reasonAt(text string) int {
	if loc := reasonRule.FindStringIndex(text); loc != nil {
		if word := reasonWord.FindStringIndex(text[:loc[0]]); word != nil && loc[0]-word[1] < 60 {
			return word[0]
		}
		return loc[0]
	}
	if word := reasonWord.FindStringIndex(text); word != nil && len(text)-word[1] < 60 {
		return word[0]
	}
	return -1
}

// splitReasons reads the rule and the letters behind it. Only letters, "and",
// "or" and signs count: the first other word ends the list.
func (m *Message) splitReasons() {
	text := brokenAnd.ReplaceAllString(m.reasonText, " and ")
	rule := ""
	if loc := reasonRule.FindStringIndex(text); loc != nil {
		// "1.4b/d": the first letter is glued to the rule.
		end := loc[0] + strings.IndexAny(text[loc[0]:loc[1]], "45") + 1
		rule = strings.ReplaceAll(text[loc[0]:end], " ", "")
		text = text[end:]
	} else if loc := reasonWord.FindStringIndex(text); loc != nil && loc[0] == 0 {
		text = text[loc[1]:]
	}
	for text != "" {
		i := strings.IndexFunc(text, func(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' })
		if i < 0 {
			break
		}
		if strings.HasPrefix(text[i:], "1.4") || strings.HasPrefix(text[i:], "1.5") {
			rule, text = text[i:i+3], text[i+3:] // the rule again, or the other one
			continue
		}
		j := i
		for j < len(text) && isAlnum(text[j]) {
			j++
		}
		word := strings.ToLower(text[i:j])
		if before := text[:i]; len(m.Reasons) > 0 && strings.Contains(before, ". ") && !strings.Contains(before, "(") {
			break // the next sentence
		}
		text = text[j:]
		switch {
		case word == "and" || word == "or" || word == "reasons" || word == "reason" || word == "section" || word == "paragraph" || word == "paragraphs" || word == "para" || word == "paras":
			continue
		case len(word) == 1 && word[0] >= 'a' && word[0] <= 'h':
		case len(word) <= 3 && strings.Trim(word, "abcdefgh") == "" && len(m.Reasons) == 0:
			// "1.4 (bd)"
		default:
			text = ""
			continue
		}
		for k := range len(word) {
			r := "(" + word[k:k+1] + ")"
			if rule != "" {
				r = rule + " " + r
			}
			if !slices.Contains(m.Reasons, r) {
				m.Reasons = append(m.Reasons, r)
			}
		}
	}
	if len(m.Reasons) == 0 && rule != "" {
		m.Reasons = []string{rule}
	}
}
