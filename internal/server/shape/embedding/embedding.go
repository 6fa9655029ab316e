// Package embedding is what shows a paragraph in a page of another site: a frame, which
// needs no script. It is handed values and asks nobody.
package embedding

import (
	"html"
	"strconv"
	"unicode/utf8"
)

// The size of a frame in pixels, where nothing else is asked for, and the least of it.
const (
	width, least      = 600, 200
	lowest, tallest   = 240, 640
	lineHeight, frame = 24, 200 // of a line of text; of all around the text
	signWidth         = 9
)

// A Frame shows a page for frames.
type Frame struct {
	Src, Title    string
	Width, Height int
}

// New is a frame for a text that is at most as wide and high as asked for; 0 asks for
// nothing.
func New(src, title, text string, maxWidth, maxHeight int) Frame {
	f := Frame{Src: src, Title: title, Width: width}
	if maxWidth > 0 {
		f.Width = min(f.Width, maxWidth)
	}
	lines := utf8.RuneCountInString(text)*signWidth/max(f.Width-40, least) + 1
	f.Height = min(max(lines*lineHeight+frame, lowest), tallest)
	if maxHeight > 0 {
		f.Height = min(f.Height, maxHeight)
	}
	return f
}

// HTML is the frame, ready to be pasted. In its sandbox nothing runs; links open beside.
func (f Frame) HTML() string {
	return `<iframe src="` + html.EscapeString(f.Src) + `" title="` + html.EscapeString(f.Title) + `" width="` + strconv.Itoa(f.Width) +
		`" height="` + strconv.Itoa(f.Height) + `" sandbox="allow-popups allow-popups-to-escape-sandbox" loading="lazy" style="border:0;max-width:100%"></iframe>`
}
