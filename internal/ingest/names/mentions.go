package names

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"reftel/internal/cable"
)

// find adds mentions of known names to a text that has no annotation. Only
// words with a capital can begin a name.
func (f *Finder) find(c *cable.Cable) {
	own := newEmpty()
	for _, tag := range c.Tags {
		if tag.Kind != "person" {
			continue
		}
		name := personName(tag.Code)
		own.add(cable.PER, name, name, "")
		if last, _, ok := strings.Cut(tag.Code, ","); ok && len(last) > 3 {
			own.add(cable.PER, last, name, "")
		}
	}
	own.done()
	where := &setting{tables: f.tables, cable: c}
	dicts := []*dictionary{own, f.persons, f.known}
	f.recognise(c, func(text string) []cable.Entity { return where.mentions(text, dicts) })
}

// addPlaces adds what the editors of a printed volume left without a mark: they
// mark persons and abbreviations, countries among these. Of the tables, only the
// places are added.
func (f *Finder) addPlaces(c *cable.Cable) {
	where := &setting{tables: f.tables, cable: c}
	known := []*dictionary{f.known}
	where.settleCounts(c, known)
	c.SubjectEntities = where.settle(c.SubjectEntities, known)
	for i := range c.Paragraphs {
		c.Paragraphs[i].Entities = where.settle(c.Paragraphs[i].Entities, known)
	}
	f.recognise(c, func(text string) []cable.Entity {
		return slices.DeleteFunc(where.mentions(text, known), func(e cable.Entity) bool { return e.Kind != cable.LOC })
	})
}

// mentions finds the names in a text. Only a word with a capital begins one.
func (s *setting) mentions(text string, dicts []*dictionary) []cable.Entity {
	var out []cable.Entity
	v := view{setting: s, text: text}
	chars, at := 0, 0 // characters before byte at
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf && !letterOrDigit[c] {
			i++
			continue
		}
		r, n := rune(c), 1
		if c >= utf8.RuneSelf {
			if r, n = utf8.DecodeRuneInString(text[i:]); !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				i += n
				continue
			}
		}
		w := wordAt(text, i)
		i = max(w.next, i+n)
		if !unicode.IsUpper(r) {
			continue
		}
		e, last, ok := v.lookup(w, dicts)
		if !ok {
			continue
		}
		chars += utf8.RuneCountInString(text[at:w.start])
		at = w.start
		found := text[w.start:last.end]
		out = append(out, cable.Entity{Kind: e.kind, Text: found, Start: chars, End: chars + utf8.RuneCountInString(found), Name: s.reads(e)})
		i = max(last.next, last.end)
	}
	return out
}

// A view is a text of a cable while names are looked for in it.
type view struct {
	*setting
	text  string
	known bool // that it is in capitals, or not
	caps  bool
}

func (v *view) capitals() bool {
	if !v.known {
		v.known, v.caps = true, inCapitals(v.text)
	}
	return v.caps
}

// lookup finds the longest entry that begins with the word, and its last word.
func (v *view) lookup(w word, dicts []*dictionary) (*entry, word, bool) {
	h := keyHash(v.text[w.start:w.end])
	for _, d := range dicts {
		if e, last, ok := v.longest(d.at(h), w); ok {
			return e, last, true
		}
	}
	if w.end == w.next {
		return nil, word{}, false
	}
	// People's Republic: the ending is a part of the name.
	w.end = w.next
	return v.lookup(w, dicts)
}

func (v *view) longest(list []entry, w word) (*entry, word, bool) {
	for i := range list {
		if last, ok := v.fits(&list[i], w); ok {
			return &list[i], last, true
		}
	}
	return nil, word{}, false
}

// fits reports whether an entry stands at a word, and where it ends.
func (v *view) fits(e *entry, w word) (last word, ok bool) {
	first := v.text[w.start:w.end]
	if e.exact != "" && len(e.words) == 1 && strings.TrimSuffix(e.exact, ".") != first || !sameKey(first, e.words[0]) {
		return last, false
	}
	last = w
	for _, want := range e.words[1:] {
		i := last.next
		if !near(v.text, &i, e.loose) {
			return last, false
		}
		last = wordAt(v.text, i)
		if !sameKey(v.text[last.start:last.end], want) {
			if !sameKey(v.text[last.start:last.next], want) {
				return last, false
			}
			last.end = last.next
		}
	}
	if e.loose && strings.Contains(v.text[w.start:last.end], "(") {
		if last.end >= len(v.text) || v.text[last.end] != ')' {
			return last, false
		}
		last.end++
	}
	// The full stop at the end of U.S. is a part of it.
	if last.end < len(v.text) && v.text[last.end] == '.' && (strings.HasSuffix(e.exact, ".") || strings.Contains(v.text[last.start:last.end], ".")) {
		last.end++
	}
	return last, e.doubt == none || v.around(w, last).settles(e.doubt, v.tables)
}

func (v *view) around(w, last word) around {
	a := around{word: v.text[w.start:last.end], capitals: v.capitals(), text: v.text, start: w.start}
	a.before, a.gapBefore = wordBefore(v.text, w.start)
	a.behind, a.gapBehind = wordAfter(v.text, last.end)
	return a
}
