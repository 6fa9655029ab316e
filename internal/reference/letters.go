package reference

import "strings"

// alphabet is the number of letters, with the edge of a word.
const alphabet = 27

// rows are the rows of three letters, with the edges of words, that stand in words
// and names in use.
type rows [alphabet * alphabet * alphabet]bool

// place is the number of a letter; 0 is the edge of a word. ok is false for what is
// no plain letter.
func place(s string, i int) (n int, ok bool) {
	if i < 0 || i == len(s) {
		return 0, true
	}
	c := s[i] | 0x20
	return int(c-'a') + 1, 'a' <= c && c <= 'z'
}

// each calls row for each row of letters of a word, and whether it has no vowel,
// until row says that it is enough.
func each(s string, row func(n int, bare bool) bool) {
	for i := range len(s) {
		n, bare, plain := 0, true, true
		for j := i - 1; j <= i+1; j++ {
			p, ok := place(s, j)
			n, plain = n*alphabet+p, plain && ok
			bare = bare && (p == 0 || !isVowel(rune(s[j]&^0x20)))
		}
		if plain && !row(n, bare) {
			return
		}
	}
}

func (r *rows) add(word string) {
	each(word, func(n int, _ bool) bool { r[n] = true; return true })
}

// lettered reports whether a short word has a row of consonants that no word and no
// name in use has: USDP, MNRI. Of unknown names of up to five letters one in fifty
// has such a row, of abbreviations every second one.
func (r *rows) lettered(text string) bool {
	if len(text) < 3 || len(text) > 5 {
		return false
	}
	strange := false
	each(text, func(n int, bare bool) bool {
		strange = strange || bare && !r[n]
		return !strange
	})
	return strange
}

func loadTitles(t *Tables) error {
	t.capitals = make(map[string]bool, 500)
	if err := readWords("title-capitals.txt", func(w string) { t.capitals[w] = true }); err != nil {
		return err
	}
	for w := range t.words {
		if upper := strings.ToUpper(w); !t.acronyms[upper] && !t.capitals[upper] {
			t.rows.add(w)
		}
	}
	for _, names := range []map[string]bool{t.givenNames, t.surnames} {
		for w := range names {
			t.rows.add(w)
		}
	}
	for w := range t.places {
		t.rows.add(w)
	}
	return nil
}
