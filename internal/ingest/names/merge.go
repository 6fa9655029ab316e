package names

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"reftel/internal/cable"
	"reftel/internal/ingest/names/tagger"
)

// What a mention that no source marked rests on.
const (
	basisTables = "tables" // a list of names has it
	basisTagger = "tagger" // it was recognised by its words and those round it
)

// least is how likely a mention must be to be published at all.
const least = 0.4

// sure is how likely a mention must be for its name to count among those of the
// cable. Below it is right in six of ten cases or fewer.
const sure = 0.7

func unsure(e *cable.Entity) bool { return e.Basis == basisTagger && e.Confidence < sure }

// recognise sets the entities of a cable's subject and paragraphs: those that
// its source marked, those of a dictionary, and those that the tagger finds in
// all the texts together.
func (f *Finder) recognise(c *cable.Cable, lookup func(text string) []cable.Entity) {
	texts := make([]string, 0, 1+len(c.Paragraphs))
	texts = append(texts, c.Subject)
	for i := range c.Paragraphs {
		text := c.Paragraphs[i].Text
		if provenance(text) {
			text = ""
		}
		texts = append(texts, text)
	}
	known := make([][]cable.Entity, len(texts))
	persons := evidence(c)
	for i, text := range texts {
		known[i] = lookup(text)
		for _, e := range known[i] {
			if e.Kind == cable.PER {
				persons = append(persons, e.Text)
			}
		}
	}
	found := make([][]tagger.Name, len(texts))
	model, err := f.model()
	switch {
	case err != nil:
		c.Doubts = append(c.Doubts, cable.Doubt{Kind: "names were not recognised", Detail: err.Error()})
	case model != nil:
		found = f.tag(model, texts, persons)
	}
	of := func(i int) []cable.Entity {
		tagged := mentionsOf(texts[i], found[i])
		if model != nil {
			known[i] = slices.DeleteFunc(known[i], func(e cable.Entity) bool { return isWord(e.Text) && !touches(e, tagged) })
		}
		return merge(known[i], tagged)
	}
	c.SubjectEntities = beside(c.SubjectEntities, of(0))
	for i := range c.Paragraphs {
		c.Paragraphs[i].Entities = beside(c.Paragraphs[i].Entities, of(i+1))
	}
	year := (&setting{tables: f.tables, cable: c}).year()
	f.each(c, func(e *cable.Entity) { f.ofPeople(e, year) })
}

// provenance reports whether a paragraph says where a document is kept: what archives
// and files it names is not what the document is about.
func provenance(text string) bool {
	return strings.HasPrefix(text, "[Source:") || strings.HasPrefix(text, "Source:")
}

// shelfmark reports whether a word is the number of a box or a file, and no name:
// B01285A.
func shelfmark(s string) bool {
	digits := 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r < 'A' || r > 'Z':
			return false
		}
	}
	return digits > 2
}

// isWord reports whether a name of the tables is a word as often in a telegram:
// US. It stands where the tagger thinks so too.
func isWord(name string) bool { return len(name) == 2 && !strings.Contains(name, ".") }

// touches reports whether a mention of a list, which is in the order of the text,
// shares characters with another.
func touches(e cable.Entity, list []cable.Entity) bool {
	i := behind(e.Start, list)
	return i < len(list) && list[i].Start < e.End
}

// behind is the first mention of a list that does not end before a place.
func behind(at int, list []cable.Entity) int {
	return sort.Search(len(list), func(i int) bool { return list[i].End > at })
}

// evidence is the names of persons that the header of a cable tells.
func evidence(c *cable.Cable) []string {
	var out []string
	for _, tag := range c.Tags {
		if tag.Kind == "person" {
			out = append(out, tag.Code)
		}
	}
	return append(out, c.Signers...)
}

// mentionsOf makes entities of what the tagger found in a text.
func mentionsOf(text string, found []tagger.Name) []cable.Entity {
	var out []cable.Entity
	chars, at := 0, 0
	for k, n := range found {
		if n.Confidence < least {
			continue
		}
		chars += utf8.RuneCountInString(text[at:n.Start])
		at = n.Start
		from := chars
		for line := range strings.SplitSeq(text[n.Start:n.End], "\n") { // one under the other, as in lists of those present
			s := strings.Trim(line, " \r,;:")
			begin := from + utf8.RuneCountInString(line[:strings.Index(line, s)])
			from += utf8.RuneCountInString(line) + 1
			if s == "" || shelfmark(s) {
				continue
			}
			if out == nil {
				out = make([]cable.Entity, 0, len(found)-k)
			}
			out = append(out, cable.Entity{
				Kind: n.Kind, Text: s, Start: begin, End: begin + utf8.RuneCountInString(s),
				Inferred: true, Basis: basisTagger, Confidence: float64(int(n.Confidence*100)) / 100,
			})
		}
	}
	return out
}

// merge makes one list of what the dictionary and the tagger found in a text. A
// name of several words of the dictionary stands, unless the tagger has a longer
// one round it, and so does a place that the tagger took for something else; then what the tagger found; then the rest of the dictionary.
func merge(known, found []cable.Entity) []cable.Entity {
	if len(known) == 0 {
		return found
	}
	var strong, weak []cable.Entity
	for _, e := range known {
		e.Inferred, e.Basis = true, basisTables
		switch {
		case e.Kind == cable.LOC && otherwise(e, found):
			strong = append(strong, e)
		case e.Kind != cable.PER && !strings.ContainsAny(e.Text, " \n-–"):
			weak = append(weak, e)
		case !inLonger(e, found):
			strong = append(strong, e)
		}
	}
	out := beside(strong, found)
	rest := weak
	for i := range out {
		for len(rest) > 0 && rest[0].Start < out[i].Start {
			rest = rest[1:]
		}
		if len(rest) > 0 && rest[0].Start == out[i].Start && rest[0].End == out[i].End && rest[0].Kind == out[i].Kind {
			out[i].Name = rest[0].Name // both found it, and the dictionary knows under which name
		}
	}
	return beside(out, weak)
}

// inLonger reports whether a longer mention of a list is round another.
func inLonger(e cable.Entity, list []cable.Entity) bool {
	i := behind(e.Start, list)
	return i < len(list) && list[i].Start <= e.Start && e.End <= list[i].End && list[i].End-list[i].Start > e.End-e.Start
}

// otherwise reports whether the tagger took the very words of a name for another
// kind of thing.
func otherwise(e cable.Entity, list []cable.Entity) bool {
	i := behind(e.Start, list)
	return i < len(list) && list[i].Start == e.Start && list[i].End == e.End && list[i].Kind != e.Kind
}

// beside adds to a list the entities of another that touch none of it. Both are
// in the order of the text.
func beside(first, second []cable.Entity) []cable.Entity {
	if len(first) == 0 {
		return second
	}
	if len(second) == 0 {
		return first
	}
	out := make([]cable.Entity, 0, len(first)+len(second))
	for _, e := range second {
		for len(first) > 0 && first[0].Start < e.End {
			out, first = append(out, first[0]), first[1:]
		}
		if len(out) == 0 || out[len(out)-1].End <= e.Start {
			out = append(out, e)
		}
	}
	return append(out, first...)
}

// Guessed reports whether a mention rests on the tagger alone.
func Guessed(e *cable.Entity) bool { return e.Inferred && e.Basis == basisTagger }

// tag is what the model finds in texts: what was kept, where they and the persons are
// the same as before.
func (f *Finder) tag(model *tagger.Model, texts, persons []string) [][]tagger.Name {
	if f.kept == nil {
		return model.Tag(texts, persons)
	}
	k, ok := f.kept.KeyOf("names", texts, persons)
	var found [][]tagger.Name
	if ok && f.kept.Get(k, &found) && within(found, texts) {
		return found
	}
	found = model.Tag(texts, persons)
	if ok {
		f.kept.Put(k, found)
	}
	return found
}

// within reports whether names stand in texts, one behind another.
func within(found [][]tagger.Name, texts []string) bool {
	if len(found) != len(texts) {
		return false
	}
	for i, names := range found {
		at := 0
		for _, n := range names {
			if n.Start < at || n.End < n.Start || n.End > len(texts[i]) {
				return false
			}
			at = n.Start
		}
	}
	return true
}
