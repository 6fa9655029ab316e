package mapping

import (
	"slices"
	"strings"

	"reftel/internal/archive/values"
	"reftel/internal/cable"
	"reftel/internal/text"
)

// A textWords is the words of a subject or a body, ready for its fields.
type textWords struct {
	row, stems []string // a text each
	beside     []string
	length     int            // words of the rows
	count      map[string]int // folded words, elided ones with their apostrophe
	marked     map[string]int // the same of those with accents
}

// wordsOf are the words of a cable.
func wordsOf(c *cable.Cable) (subject, body *textWords) {
	subject, body = newTextWords(), newTextWords()
	take := func(s string, isSubject bool) {
		w := body
		if isSubject {
			w = subject
		}
		w.take(s)
	}
	values.EachProse(c, take)
	values.EachAddition(c, take)
	return subject, body
}

func newTextWords() *textWords {
	return &textWords{count: map[string]int{}, marked: map[string]int{}}
}

func (w *textWords) take(s string) {
	var row, stems strings.Builder
	var joined []string
	text.Scan(s, func(term []byte, _, _ int, kind text.Kind) {
		t := string(term)
		switch kind {
		case text.Plain:
			w.count[t]++
			w.length++
			row.WriteString(t)
			row.WriteByte(' ')
			stems.WriteString(text.Stem(t))
			stems.WriteByte(' ')
		case text.Joined:
			w.count[t]++
			joined = append(joined, t)
		case text.Written:
			w.written(t)
		}
	})
	if row.Len() > 0 {
		w.row, w.stems = append(w.row, row.String()), append(w.stems, stems.String())
	}
	for _, t := range joined {
		w.row, w.stems = append(w.row, t), append(w.stems, text.Stem(t))
	}
}

// written takes a term that stands beside the row.
func (w *textWords) written(t string) {
	plain, elided := strings.CutPrefix(t, text.Elided)
	if !text.IsWritten(plain) { // 'estaing
		w.count[t]++
		w.beside = append(w.beside, Elided+plain)
		return
	}
	folded := text.Unmarked(plain)
	if elided {
		folded = text.Elided + folded
	}
	w.marked[folded]++
	w.beside = append(w.beside, Written+plain)
}

// allBeside are the terms beside the row. Only once all texts were taken is it known
// which words have accents wherever they stand.
func (w *textWords) allBeside() string {
	out := w.beside
	for folded, n := range w.marked {
		if n >= w.count[folded] {
			out = append(out, Only+folded)
		}
	}
	return strings.Join(out, " ")
}

// beginnings are the words of which a cable has the first letters.
func beginnings(subject, body *textWords) string {
	out := make([]string, 0, len(subject.count)+len(body.count))
	for t := range body.count {
		out = append(out, t)
	}
	for t := range subject.count {
		if body.count[t] == 0 {
			out = append(out, t)
		}
	}
	slices.Sort(out) // equal cables have equal documents
	return strings.Join(out, " ")
}

// Lengths are the numbers of words of the subject and the body of a cable.
func Lengths(c *cable.Cable) (subject, body int) {
	take := func(s string, isSubject bool) {
		n := &body
		if isSubject {
			n = &subject
		}
		text.Scan(s, func(_ []byte, _, _ int, kind text.Kind) {
			if kind == text.Plain {
				*n++
			}
		})
	}
	values.EachProse(c, take)
	values.EachAddition(c, take)
	return subject, body
}
