package names

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"reftel/internal/cable"
	"reftel/internal/reference"
)

// An entry is a known name as a row of word keys.
type entry struct {
	words []string
	kind  string
	name  string
	exact string // a code that counts in this very form alone: NATO, not Nato
}

// A dictionary finds entries by the hash of their first word; of several the
// longest. Nearly every word of a text is in no dictionary, and this costs such
// a word no allocation.
type dictionary struct{ byFirst map[uint64][]entry }

func newEmpty() *dictionary { return &dictionary{byFirst: map[uint64][]entry{}} }

func (d *dictionary) add(kind, written, name, exact string) {
	words := strings.Fields(cable.NameKey(written))
	if len(words) == 0 {
		return
	}
	first := hash(words[0])
	for _, e := range d.byFirst[first] {
		if strings.Join(e.words, " ") == strings.Join(words, " ") {
			return // the first one stands
		}
	}
	d.byFirst[first] = append(d.byFirst[first], entry{words, kind, name, exact})
}

func (d *dictionary) done() {
	for _, list := range d.byFirst {
		sort.SliceStable(list, func(i, j int) bool {
			if len(list[i].words) != len(list[j].words) {
				return len(list[i].words) > len(list[j].words)
			}
			return strings.Join(list[i].words, " ") < strings.Join(list[j].words, " ")
		})
	}
}

// ordinary are places whose names are words or persons' names more often than
// places, and are left out.
var ordinary = set(`nice male split reading jordan georgia victoria florence state sale cork mission
 charlotte`)

// newDictionary collects posts and countries (LOC) and organisations (ORG).
func newDictionary(tables *reference.Tables) *dictionary {
	d := newEmpty()
	for _, t := range tables.AllTags() {
		switch t.Kind {
		case "geo":
			name := t.Meaning
			if country, _, ok := tables.TagCountry(t.Code, 0); ok {
				name = country
			}
			if name != "" && !strings.ContainsAny(name, "(,;/") && !ordinary[cable.NameKey(name)] {
				d.add(cable.LOC, name, name, "")
			}
		case "organization":
			if len(t.Code) >= 3 && !tables.IsOrdinary(t.Code) {
				d.add(cable.ORG, t.Code, t.Code, t.Code)
			}
			if long := strings.TrimSpace(beforeBracket(t.Meaning)); strings.Contains(long, " ") {
				d.add(cable.ORG, long, t.Code, "")
			}
		}
	}
	for _, p := range tables.Posts() {
		if p.Country != "" && !ordinary[cable.NameKey(p.Country)] {
			d.add(cable.LOC, p.Country, p.Country, "")
		}
		if (p.Kind == "embassy" || p.Kind == "consulate") && !ordinary[cable.NameKey(p.Name)] && !tables.IsOrdinary(strings.ToUpper(p.Name)) {
			d.add(cable.LOC, p.Name, p.Name, "")
		}
	}
	for _, x := range [...][3]string{
		{cable.LOC, "United States", "United States"}, {cable.LOC, "U.S.", "United States"}, {cable.LOC, "USSR", "Soviet Union"},
		{cable.LOC, "Soviet Union", "Soviet Union"}, {cable.LOC, "Great Britain", "United Kingdom"}, {cable.LOC, "U.K.", "United Kingdom"},
		{cable.ORG, "United Nations", "UN"}, {cable.ORG, "European Union", "EU"}, {cable.ORG, "State Department", "Department of State"},
		{cable.ORG, "Department of State", "Department of State"}, {cable.ORG, "World Bank", "World Bank"}, {cable.ORG, "White House", "White House"},
		{cable.ORG, "Foreign Ministry", "Foreign Ministry"},
	} {
		d.add(x[0], x[1], x[2], "")
	}
	d.done()
	return d
}

func beforeBracket(s string) string {
	if i := strings.IndexByte(s, '('); i > 0 {
		return s[:i]
	}
	return s
}

// hash is FNV-1a over a key.
func hash(key string) uint64 {
	h := uint64(offset64)
	for i := 0; i < len(key); i++ {
		h = (h ^ uint64(key[i])) * prime64
	}
	return h
}

const (
	offset64 = 14695981039346656037
	prime64  = 1099511628211
)

// A word of a text: where it stands, without a possessive ending.
type word struct{ start, end, next int }

// wordAt reads the word that begins at i. Full stops and apostrophes between
// letters belong to it.
func wordAt(s string, i int) word {
	j := i
	for j < len(s) {
		c := s[j]
		switch {
		case c < utf8.RuneSelf && letterOrDigit[c]:
			j++
			continue
		case c >= utf8.RuneSelf:
			r, n := utf8.DecodeRuneInString(s[j:])
			if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '’' && j+n < len(s) && isWordByte(s[j+n]) {
				j += n
				continue
			}
		case (c == '.' || c == '\'') && j+1 < len(s) && isWordByte(s[j+1]):
			j++
			continue
		}
		break
	}
	w := word{i, j, j}
	for _, tail := range [...]string{"'s", "'S", "’s", "’S"} {
		if strings.HasSuffix(s[i:j], tail) && j-i > len(tail) {
			w.end = j - len(tail)
		}
	}
	return w
}

var letterOrDigit = func() (t [utf8.RuneSelf]bool) {
	for c := range t {
		t[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
	}
	return t
}()

func isWordByte(c byte) bool { return c >= utf8.RuneSelf || letterOrDigit[c] }

// keyHash is hash(cable.NameKey(w)) for one word.
func keyHash(w string) uint64 {
	h := uint64(offset64)
	for i := 0; i < len(w); i++ {
		c := w[i]
		switch {
		case c >= utf8.RuneSelf:
			return hash(cable.NameKey(w))
		case c >= 'A' && c <= 'Z':
			c |= 0x20
		case c == '.' || c == '\'':
			continue
		}
		h = (h ^ uint64(c)) * prime64
	}
	return h
}

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
	dicts := []*dictionary{own, f.persons, f.known}
	f.recognise(c, func(text string) []cable.Entity { return mentions(text, dicts) })
}

// addPlaces adds what the editors of a printed volume left without a mark: they
// mark persons and abbreviations. Of the tables, only the places are added.
func (f *Finder) addPlaces(c *cable.Cable) {
	f.recognise(c, func(text string) []cable.Entity {
		return slices.DeleteFunc(mentions(text, []*dictionary{f.known}), func(e cable.Entity) bool { return e.Kind != cable.LOC })
	})
}

// mentions finds the names in a text. Only a word with a capital begins one.
func mentions(text string, dicts []*dictionary) []cable.Entity {
	var out []cable.Entity
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
		e, last, ok := lookup(text, w, dicts)
		if !ok {
			continue
		}
		chars += utf8.RuneCountInString(text[at:w.start])
		at = w.start
		found := text[w.start:last.end]
		out = append(out, cable.Entity{Kind: e.kind, Text: found, Start: chars, End: chars + utf8.RuneCountInString(found), Name: e.name})
		i = last.next
	}
	return out
}

// lookup finds the longest entry that begins with the word, and its last word.
func lookup(text string, w word, dicts []*dictionary) (entry, word, bool) {
	h := keyHash(text[w.start:w.end])
	for _, d := range dicts {
	entries:
		for _, e := range d.byFirst[h] {
			if cable.NameKey(text[w.start:w.end]) != e.words[0] || e.exact != "" && len(e.words) == 1 && text[w.start:w.end] != e.exact {
				continue
			}
			last := w
			for _, want := range e.words[1:] {
				i := last.next
				if !near(text, &i) {
					continue entries
				}
				last = wordAt(text, i)
				if cable.NameKey(text[last.start:last.end]) != want {
					continue entries
				}
			}
			return e, last, true
		}
	}
	return entry{}, word{}, false
}

// near steps over what may stand between two words of a name: a blank, a line
// end, a hyphen, the full stop of an abbreviation with a blank.
func near(text string, i *int) bool {
	j := *i
	if j < len(text) && text[j] == '.' {
		j++
	}
	if j >= len(text) || text[j] != ' ' && text[j] != '\n' && text[j] != '-' {
		return false
	}
	*i = j + 1
	return *i < len(text)
}
