package reference

import (
	"slices"
	"strings"

	"reftel/internal/cable"
)

// loadTagWords makes the codes known by their meanings, as all schemes word
// them, and by the everyday words of tag_words.csv.
func loadTagWords(t *Tables) error {
	t.byMeaning = make(map[string][]cable.Tag, len(t.allTags))
	add := func(words string, tag cable.Tag) {
		key := cable.NameKey(words)
		same := func(old cable.Tag) bool { return old.Code == tag.Code }
		if key != "" && !slices.ContainsFunc(t.byMeaning[key], same) {
			t.byMeaning[key] = append(t.byMeaning[key], tag)
		}
	}
	for _, tag := range t.allTags {
		add(tag.Meaning, tag)
	}
	return readTable("tag_words.csv", 2, func(r []string) error {
		tag, _ := t.Tag(strings.Clone(r[1]), 0)
		add(r[0], tag)
		return nil
	})
}

// TagsByMeaning finds the tags that the words are the whole meaning of, in any
// scheme or in everyday words: "human rights" finds PHUM, "drug trafficking"
// SNAR. Case, accents and punctuation do not matter. Each code comes once.
func (t *Tables) TagsByMeaning(words string) []cable.Tag {
	if len(words) > maxMeaning {
		return nil
	}
	return slices.Clone(t.byMeaning[cable.NameKey(words)])
}

// maxMeaning is more bytes than any meaning has.
const maxMeaning = 200
