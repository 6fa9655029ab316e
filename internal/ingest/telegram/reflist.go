package telegram

import (
	"regexp"
	"strings"

	"reftel/internal/ingest/reftel"
	"reftel/internal/marking"
)

var refLike = regexp.MustCompile(`[A-Z] ?\d{3,}|\bA-\d|TELE?CON|NOTAL|LETTER|MEMO|\bDTG\b|^\(|^\d`)

// refGoesOn reports whether a line goes on with the reference list above it, of
// which prev is the last line, rather than opening the text.
func refGoesOn(list, prev, t string) bool {
	if opensText(list, t) {
		return false
	}
	if hasLower(t) {
		return !(wholeCable(prev) && prose(t))
	}
	if prev == "" || refItem(t) || unfinished(prev, t) || refLike.MatchString(t) && len(t) < 70 {
		return true
	}
	if last := prev[len(prev)-1]; strings.IndexByte(",;:-/&(", last) >= 0 || strings.HasSuffix(prev, " AND") || strings.HasSuffix(prev, " OF") {
		return true
	}
	return !brokeEarly(prev, t) && !bodyOpening(t)
}

var (
	// cableRest is what may complete a cable that a line end broke, from the rest
	// of the post's name or from the number on.
	cableRest = regexp.MustCompile(`^(?:[A-Z][A-Z'’\-]*(?: [A-Z][A-Z'’\-]*){0,2} )?\d{1,7}(?:$|[ ,;](?:$|[^(])|\.$| ?\((?:NOTAL|\d))`)
	// endsOpen is the end of a line that breaks a cable: its year, or a part of its
	// post behind a letter, a sign or a year.
	endsOpen = regexp.MustCompile(`(?:^|[A-Z)\].:;,&] ?|AND |\d\d )(?:(?:19|20)?\d\d|[A-Z][A-Z'’]+(?:[ \-][A-Z'’]+)?-?)$`)
)

// unfinished reports whether line t completes the cable that its line above
// breaks: SAO/PAULO 44, 08/OSLO 12, LIMA/44.
func unfinished(prev, t string) bool {
	return cableRest.MatchString(t) && endsOpen.MatchString(prev) && !wholeCable(prev)
}

// opensText reports whether a line behind a reference list begins with a portion
// mark. (C) is one too where no item B stands before it and no cable behind it.
func opensText(list, t string) bool {
	mark, n := marking.CutPortion(t)
	if mark == "" || n >= len(t) || reftel.BeginsCable(t[n:]) {
		return false
	}
	if inside := strings.Trim(t[:n], "( )[]"); len(inside) == 1 {
		before := string(inside[0] - 1)
		return !strings.Contains(list, before+")") && !strings.Contains(list, before+".")
	}
	return true
}

// wholeCable reports whether a line ends with what ends a cable in a list.
func wholeCable(t string) bool {
	t = strings.TrimRight(strings.TrimSuffix(t, "(NOTAL)"), " .;")
	return t != "" && isDigit(t[len(t)-1]) && reftel.HasCable(strings.ToUpper(t))
}

// prose reports whether a line is running text: a long one that begins with a
// capital and of which most words do not.
func prose(t string) bool {
	if len(t) < 50 || !isUpper(t[0]) || refItem(t) {
		return false
	}
	small, words := 0, strings.Fields(t)
	for _, w := range words {
		if isLower(w[0]) {
			small++
		}
	}
	return small*3 >= len(words)*2
}
