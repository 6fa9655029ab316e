package telegram

import (
	"regexp"
	"strings"

	"reftel/internal/marking"
)

// A builder brings a field together and remembers where each byte came from.
type builder struct {
	buf    []byte
	pieces []Piece
	plain  bool // no run of blanks and no tab is in what is added
}

// add appends source text that stands at src.
func (b *builder) add(s string, src int) {
	if s == "" {
		return
	}
	if n := len(b.pieces); n > 0 {
		last := &b.pieces[n-1]
		if last.Dst+last.Len == len(b.buf) && last.Src+last.Len == src {
			last.Len += len(s)
			b.buf = append(b.buf, s...)
			return
		}
	}
	b.pieces = append(b.pieces, Piece{Dst: len(b.buf), Src: src, Len: len(s)})
	b.buf = append(b.buf, s...)
}

// glue appends text that is not in the source.
func (b *builder) glue(s string) { b.buf = append(b.buf, s...) }

// addFolded appends source text with runs of blanks folded into one.
func (b *builder) addFolded(s string, src int) {
	if b.plain {
		b.add(s, src)
		return
	}
	for i := 0; i < len(s); {
		j := i
		// Up to and with the first blank of a run.
		for j < len(s) && (s[j] > ' ' || s[j] != '\t' && !(s[j] == ' ' && j+1 < len(s) && isBlank(s[j+1]))) {
			j++
		}
		b.add(s[i:j], src+i)
		if j >= len(s) {
			return
		}
		for j < len(s) && isBlank(s[j]) {
			j++
		}
		if j < len(s) {
			b.add(" ", src+j-1)
			if s[j-1] == '\t' {
				b.buf[len(b.buf)-1] = ' '
			}
		}
		i = j
	}
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' }

func (b *builder) field() Field { return Field{Text: string(b.buf), Pieces: b.pieces} }

// addTail begins a field with what follows the label in its line.
func (f *Field) addTail(l *line, rest string) {
	b := builder{}
	b.addFolded(rest, l.off+len(l.s)-len(rest))
	*f = b.field()
}

// addLine appends a whole line. A word that a hyphen breaks at the line's end
// is joined: without the hyphen where dehyphenate says that hyphens were put
// there by the line length (1973-79), else with it.
func (f *Field) addLine(l *line, dehyphenate bool) {
	b := builder{buf: []byte(f.Text), pieces: f.Pieces}
	b.joinLine(l.t, l.toff, dehyphenate)
	*f = b.field()
}

func (b *builder) joinLine(t string, off int, dehyphenate bool) {
	n := len(b.buf)
	switch {
	case n == 0:
	case n > 1 && b.buf[n-1] == '-' && isAlnum(b.buf[n-2]) && t != "" && isAlnum(t[0]):
		if dehyphenate && !isDigit(t[0]) && !isDigit(b.buf[n-2]) {
			b.unadd()
		}
	default:
		b.glue(" ")
	}
	b.addFolded(t, off)
}

// unadd takes the last byte away.
func (b *builder) unadd() {
	b.buf = b.buf[:len(b.buf)-1]
	if n := len(b.pieces); n > 0 {
		if p := &b.pieces[n-1]; p.Dst+p.Len > len(b.buf) {
			if p.Len--; p.Len == 0 {
				b.pieces = b.pieces[:n-1]
			}
		}
	}
}

// slice keeps the bytes [from, to).
func (f *Field) slice(from, to int) {
	out := make([]Piece, 0, len(f.Pieces))
	for _, p := range f.Pieces {
		start, end := max(p.Dst, from), min(p.Dst+p.Len, to)
		if start < end {
			out = append(out, Piece{Dst: start - from, Src: p.Src + start - p.Dst, Len: end - start})
		}
	}
	f.Text, f.Pieces = f.Text[from:to], out
}

func (f *Field) truncate(n int) { f.slice(0, n) }

// trim removes characters of the set at both ends.
func (f *Field) trim(set string) {
	from, to := len(f.Text)-len(strings.TrimLeft(f.Text, set)), len(strings.TrimRight(f.Text, set))
	if from > 0 || to < len(f.Text) {
		f.slice(from, max(from, to))
	}
}

var (
	leadMark  = regexp.MustCompile(`^\(?(?:` + marking.Portions + `)\) ?[:.\-]? ?`)
	trailMark = regexp.MustCompile(` ?\((?:` + marking.Portions + `)\)\.?$`)
)

// trimSubject drops the portion mark before and after a subject and keeps all
// other brackets.
func (f *Field) trimSubject() {
	f.trim(" :;-.")
	if strings.IndexByte(f.Text, ')') >= 0 { // few have a mark
		if m := leadMark.FindStringIndex(f.Text); m != nil {
			f.slice(m[1], len(f.Text))
		}
		if m := trailMark.FindStringIndex(f.Text); m != nil {
			f.slice(0, m[0])
		}
	}
	f.trim(" ")
}

// Locate maps a span of the source text into the field, clipped to it: offsets
// are bytes of f.Text. ok is false when nothing of the span is in the field.
func (f *Field) Locate(start, end int) (from, to int, ok bool) {
	from, to = -1, -1
	for _, p := range f.Pieces {
		if p.Src+p.Len <= start || p.Src >= end {
			continue
		}
		s, e := max(start, p.Src), min(end, p.Src+p.Len)
		if from < 0 {
			from = p.Dst + s - p.Src
		}
		to = p.Dst + e - p.Src
	}
	return from, to, from >= 0 && from < to
}
