package frus

import (
	"regexp"
	"slices"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/marking"
)

// mark reads classification, captions and precedence out of the source note,
// the corner opposite to the dateline and, for documents that are only listed,
// the head.
func (r reader) mark(c *cable.Cable, b *body) {
	for _, s := range b.sources {
		if i := strings.Index(s, "Source: "); i >= 0 {
			s = s[i:]
		}
		if r.markOf(c, s) {
			return
		}
	}
	for _, s := range b.corner {
		r.corner(c, s)
	}
	if head, _ := b.head.finish(); c.Classification == "" && len(b.paras) == 0 {
		r.markOf(c, head)
	}
}

// markOf reads a marking inside of a note and reports whether it found one.
func (r reader) markOf(c *cable.Cable, s string) bool {
	class, behind, ok := marking.FindInNote(s)
	if ok {
		c.Classification = class
		r.captions(c, behind)
	}
	return ok
}

// captions reads the words behind a classification.
func (r reader) captions(c *cable.Cable, s string) {
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r == ';' || r == ',' || r == '(' || r == ')' }) {
		w = strings.ToUpper(strings.Trim(w, " .*“”\""))
		w = strings.TrimPrefix(w, "AND ")
		for _, piece := range strings.Split(w, " AND ") {
			if !r.joinedCaptions(c, piece) {
				r.caption(c, piece)
			}
		}
	}
}

var (
	strokes     = regexp.MustCompile(`[/\-–—]`)
	aChannel    = regexp.MustCompile(`^[A-Z]{2,12}$`)
	exceptWords = regexp.MustCompile(`^([A-Z]+) EXCEPT [A-Z]`)
)

// joinedCaptions reads captions that strokes join, NODIS/FJORD/PLUS: the first
// is a known one, the others may be names of channels that no table lists. One
// with an exception, NOFORN EXCEPT UK, is kept as printed behind its code.
func (r reader) joinedCaptions(c *cable.Cable, w string) bool {
	if r.isCaption(w) || len(w) > 60 {
		return false
	}
	if m := exceptWords.FindStringSubmatch(w); m != nil && r.isCaption(m[1]) {
		r.caption(c, m[1])
		addCaption(c, w)
		return true
	}
	w = strings.TrimLeft(w, "/-–— ")
	pieces := strokes.Split(w, -1)
	if !r.isCaption(pieces[0]) {
		return false
	}
	for _, p := range pieces {
		switch p = strings.TrimSpace(p); {
		case r.isCaption(p) || marking.Precedence(p) != "":
			r.caption(c, p)
		case aChannel.MatchString(p):
			addCaption(c, p)
		}
	}
	return true
}

// isCaption reports whether the words are a caption of the tables.
func (r reader) isCaption(w string) bool {
	known, ok := r.tables.Caption(marking.CaptionCode(w))
	return ok && (known.Kind == "handling" || known.Kind == "distribution" || known.Kind == "channel")
}

func addCaption(c *cable.Cable, code string) {
	if !slices.Contains(c.Captions, code) {
		c.Captions = append(c.Captions, code)
	}
}

func (r reader) caption(c *cable.Cable, w string) {
	if w == "" || len(w) > 60 {
		return
	}
	if p := marking.Precedence(w); p != "" {
		if c.Precedence == "" || w == "FLASH" {
			c.Precedence = p
		}
		return
	}
	if i := strings.Index(w, "EYES ONLY"); i >= 0 {
		w = "EYES ONLY"
	}
	known, ok := r.tables.Caption(marking.CaptionCode(w))
	switch {
	case !ok:
	case known.Kind == "handling" || known.Kind == "distribution" || known.Kind == "channel":
		addCaption(c, known.Code)
	}
}

// corner reads "top secret us urgent", which stands in small letters.
func (r reader) corner(c *cable.Cable, s string) {
	s = strings.ToUpper(cable.OneLine(strings.NewReplacer(",", " ", ";", " ", ".", " ").Replace(s)))
	if c.Classification == "" {
		c.Classification = marking.FindWords(s)
	}
	for _, name := range []string{"FLASH", "NIACT", "IMMEDIATE", "PRIORITY", "ROUTINE", "EYES ONLY", "NODIS", "EXDIS", "LIMDIS", "NOFORN"} {
		if strings.Contains(" "+s+" ", " "+name+" ") {
			r.caption(c, name)
		}
	}
}
