package words

import (
	"slices"
	"sort"
	"strings"

	"reftel/internal/text"
)

// Find is the number of a word, 0 where it does not occur.
func (v *Vocab) Find(w string) uint32 {
	i, ok := sort.Find(len(v.byText), func(i int) int { return strings.Compare(w, v.Word(v.byText[i])) })
	if !ok {
		return 0
	}
	return v.byText[i]
}

// stemEach is of how many words in the order of their stems one stem is known: to find a
// stem others take as long to make as a short search.
const stemEach = 128

// know makes the stems that are known.
func (v *Vocab) know() {
	for i := 0; i < len(v.byStem); i += stemEach {
		v.stems = append(v.stems, stemOf(v.Word(v.byStem[i])))
	}
}

// stemOf is the stem by which a word stands in order: of one with accents that of
// its folded form.
func stemOf(w string) string {
	if text.IsWritten(w) {
		w = text.Unmarked(w)
	}
	return text.Stem(w)
}

// group are the words with the stem of w, those with accents and those after an
// elided article among them.
func (v *Vocab) group(w string) []uint32 {
	s := text.Stem(w)
	after := sort.SearchStrings(v.stems, s) * stemEach // the first is behind the known one before
	from := max(0, after-stemEach)
	lo := from + sort.Search(min(after, len(v.byStem))-from, func(i int) bool {
		return stemOf(v.Word(v.byStem[from+i])) >= s
	})
	hi := lo
	for hi < len(v.byStem) && stemOf(v.Word(v.byStem[hi])) == s {
		hi++
	}
	return v.byStem[lo:hi]
}

// Forms are the folded words with the stem of w, most frequent first. What stands
// after an elided article is one of them where it is w itself.
func (v *Vocab) Forms(w string) []uint32 {
	var ids []uint32
	for _, id := range v.group(w) {
		if f := v.Word(id); !text.IsWritten(f) || f == text.Elided+w {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// Exactly are w and w after an elided article, as far as they occur.
func (v *Vocab) Exactly(w string) []uint32 {
	var ids []uint32
	for _, f := range []string{w, text.Elided + w} {
		if id := v.Find(f); id != 0 {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// Marked are the words with accents whose folded form is w, in the row or after an
// elided article.
func (v *Vocab) Marked(w string) []uint32 {
	var ids []uint32
	for _, id := range v.group(w) {
		if f := v.Word(id); text.IsWritten(strings.TrimPrefix(f, text.Elided)) && text.Unmarked(f) == w {
			ids = append(ids, id)
		}
	}
	return ids
}

// learn reads which folded words are spellings of one another off the words that
// are written with other letters.
func (v *Vocab) learn() {
	v.spelt = map[string][]string{}
	for i := 1; i < v.Len(); i++ {
		w := v.Word(uint32(i))
		if !text.HasSpellings(w) {
			continue
		}
		all := text.Spellings(w)
		for _, s := range all {
			v.spelt[s] = append(v.spelt[s], all...)
		}
	}
	for s, all := range v.spelt {
		slices.Sort(all)
		v.spelt[s] = slices.Compact(all)
	}
}

// Spellings are the folded spellings of w, itself among them: schroder and
// schroeder are those of one another where some text has schröder.
func (v *Vocab) Spellings(w string) []string {
	if all := v.spelt[w]; len(all) > 0 {
		return all
	}
	return []string{w}
}

// Prefixed are the folded words that begin with one of some texts, elided articles
// left out: the most frequent n of them, and how many there are in all.
func (v *Vocab) Prefixed(n int, texts ...string) ([]uint32, int) {
	var ids []uint32
	for _, p := range texts {
		ids = v.appendBeginning(ids, p, nil)
	}
	return mostFrequent(ids, n)
}

// Like are the folded words that are like a pattern, or begin so, as Prefixed are.
func (v *Vocab) Like(n int, pattern string, prefix bool) ([]uint32, int) {
	begin, _, _ := strings.Cut(pattern, text.AnyLetter)
	return mostFrequent(v.appendBeginning(nil, begin, func(w string) bool { return text.Like(w, pattern, prefix) }), n)
}

// appendBeginning appends the folded words that begin with p, elided articles left
// out, and fit where that is asked.
func (v *Vocab) appendBeginning(ids []uint32, p string, fits func(w string) bool) []uint32 {
	for _, p := range []string{p, text.Elided + p} {
		i := sort.Search(len(v.byText), func(i int) bool { return v.Word(v.byText[i]) >= p })
		for ; i < len(v.byText) && strings.HasPrefix(v.Word(v.byText[i]), p); i++ {
			w := strings.TrimPrefix(v.Word(v.byText[i]), text.Elided)
			if (fits == nil || fits(w)) && !text.IsWritten(w) {
				ids = append(ids, v.byText[i])
			}
		}
	}
	return ids
}

// mostFrequent are the most frequent n of some words, and how many there are.
func mostFrequent(ids []uint32, n int) ([]uint32, int) {
	slices.Sort(ids)
	ids = slices.Compact(ids)
	return ids[:min(n, len(ids))], len(ids)
}
