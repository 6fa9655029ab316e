package visible

import (
	"bytes"
	"unicode/utf8"
)

// HTML is a page as Lines would have it. Most pages have nothing hidden and come back
// as they are. A carriage return is a line feed to a browser, and stays.
func HTML(page []byte) []byte {
	at := 0
	for at < len(page) {
		c := page[at]
		if c >= ' ' && c < 0x7F || c == '\n' || c == '\t' || c == '\r' {
			at++
			continue
		}
		r, n := utf8.DecodeRune(page[at:])
		if Hidden(r) || r == utf8.RuneError && n == 1 {
			break
		}
		at += n
	}
	if at == len(page) {
		return page
	}
	return append(page[:at:at], bytes.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || r == '\r' {
			return r
		}
		return sign(r)
	}, page[at:])...)
}
