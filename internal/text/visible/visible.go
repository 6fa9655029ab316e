// Package visible makes text fit for a terminal: what a terminal would obey, or
// what would turn the order of letters round, is shown as a sign in its place. It
// knows strings and writers alone.
package visible

import (
	"io"
	"strings"
	"sync"
	"unicode/utf8"
)

const (
	pictures = 0x2400 // signs of the control characters of ASCII: ␀ ␁ ␂ …
	deleted  = '␡'
)

// Hidden reports whether a character is a control character, turns the direction
// of writing, or parts lines or paragraphs: nothing of its own is seen of it.
func Hidden(r rune) bool {
	switch {
	case r < ' ', r >= 0x7F && r < 0xA0: // C0, DEL, C1
		return true
	case r < 0x061C:
		return false
	case r == 0x061C, r == 0x200E, r == 0x200F, r >= 0x2028 && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0xFEFF:
		return true
	}
	return false
}

// sign stands for a hidden character, and for a byte that is no UTF-8.
func sign(r rune) rune {
	switch {
	case !Hidden(r):
		return r
	case r < ' ':
		return pictures + r
	case r == 0x7F:
		return deleted
	}
	return utf8.RuneError
}

// Line is a text as one line: each hidden character is a sign, line feeds and
// tabs too.
func Line(s string) string { return strings.Map(sign, s) }

// Lines is the same of a text that keeps its lines and tabs.
func Lines(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return r
		}
		return sign(r)
	}, s)
}

// A Writer hands on what is written to it as Lines would have it, character by
// character wherever a write begins or ends.
type Writer struct {
	mu   sync.Mutex
	w    io.Writer
	rest []byte // the beginning of a character
}

// NewWriter makes a Writer that writes to w.
func NewWriter(w io.Writer) *Writer { return &Writer{w: w} }

func (v *Writer) Write(p []byte) (int, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	text := append(v.rest, p...)
	n := whole(text)
	v.rest = append([]byte(nil), text[n:]...)
	if n == 0 {
		return len(p), nil
	}
	if _, err := io.WriteString(v.w, Lines(string(text[:n]))); err != nil {
		return 0, err
	}
	return len(p), nil
}

// Flush writes a character that was begun and never ended.
func (v *Writer) Flush() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	_, err := io.WriteString(v.w, Lines(string(v.rest)))
	v.rest = nil
	return err
}

// whole is how many bytes at the front of a text are whole characters.
func whole(text []byte) int {
	for n := len(text) - 1; n >= 0 && n >= len(text)-utf8.UTFMax; n-- {
		if utf8.RuneStart(text[n]) {
			if utf8.FullRune(text[n:]) {
				break
			}
			return n
		}
	}
	return len(text)
}
