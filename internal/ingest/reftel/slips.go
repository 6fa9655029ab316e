package reftel

import (
	"regexp"
	"strings"
)

var (
	// A figure with the letter O for a nought in it: O4, 1O234.
	letterForNought = regexp.MustCompile(`\b[0-9O]*(?:[0-9]O|O[0-9])[0-9O]*\b`)
	// LIMA L23: a letter for the figure one.
	letterForOne = regexp.MustCompile(`[A-Z] [IL](\d{2,6})\b`)
	// O8LIMA123.
	letterInYear = regexp.MustCompile(`\bO\d[A-Z]{3}`)
	// A name of several words: SA0 PAULO, PORT 0F SPAIN.
	longName = regexp.MustCompile(`\b[A-Z0]*[A-Z][A-Z0]*(?: [A-Z0]*[A-Z][A-Z0]*){1,2}\b`)
	// A name with a nought for the letter O in it, with the figures glued to it
	// or parted from them: 0SLO 12, SANTIAG0 123, CAIR0561.
	noughtForLetter = regexp.MustCompile(`\b(?:\d\d)??(0?[A-Z]+(?:0[A-Z]+)*0?)(?:[ \-]*#?\d+)?\b`)
)

// maySlip reports whether an O stands beside a digit, or a nought beside a letter: only
// there one was struck for the other.
func maySlip(up string) bool {
	for i := 1; i < len(up); i++ {
		a, b := up[i-1], up[i]
		if a == 'O' && isDigit(b) || isDigit(a) && b == 'O' || a == '0' && isUpper(b) || isUpper(a) && b == '0' {
			return true
		}
	}
	return false
}

// mendSlips writes noughts that were typed for the letter O, and the reverse, as
// they were meant. The text, in capitals, keeps its length; mended tells for
// each of its bytes whether it was changed and is nil where none was. A nought
// within a name is mended only where that makes a post of it.
func (p *parser) mendSlips(up string) (out string, mended []bool) {
	var one [][]int
	if strings.Contains(up, " I") || strings.Contains(up, " L") {
		one = letterForOne.FindAllStringSubmatchIndex(up, -1)
	}
	if one == nil && !maySlip(up) {
		return up, nil
	}
	b := []byte(up)
	put := func(i int, c byte) {
		if mended == nil {
			mended = make([]bool, len(b))
		}
		b[i], mended[i] = c, true
	}
	for _, loc := range one {
		put(loc[2]-1, '1')
	}
	for _, loc := range letterForNought.FindAllStringIndex(up, -1) {
		for i := loc[0]; i < loc[1]; i++ {
			if b[i] == 'O' {
				put(i, '0')
			}
		}
	}
	for _, loc := range letterInYear.FindAllStringIndex(up, -1) {
		put(loc[0], '0')
	}
	for _, loc := range longName.FindAllStringIndex(up, -1) {
		if name := up[loc[0]:loc[1]]; strings.IndexByte(name, '0') >= 0 && p.knows(strings.ReplaceAll(name, "0", "O")) {
			for i := loc[0]; i < loc[1]; i++ {
				if b[i] == '0' {
					put(i, 'O')
				}
			}
		}
	}
	for _, loc := range noughtForLetter.FindAllSubmatchIndex(b, -1) {
		name := string(b[loc[2]:loc[3]])
		if strings.IndexByte(name, '0') < 0 || p.knows(strings.ReplaceAll(name, "0", "")) {
			continue
		}
		if !p.knows(strings.ReplaceAll(name, "0", "O")) {
			continue
		}
		for i := loc[2]; i < loc[3]; i++ {
			if b[i] == '0' {
				put(i, 'O')
			}
		}
	}
	return string(b), mended
}

// anyOf reports whether one of the bytes [from, to) was mended.
func anyOf(mended []bool, from, to int) bool {
	for i := from; i < to && i < len(mended); i++ {
		if mended[i] {
			return true
		}
	}
	return false
}
