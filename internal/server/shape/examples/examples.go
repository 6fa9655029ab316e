// Package examples draws searches to try from what an archive holds, so that none
// has to be known beforehand and none finds nothing. It is handed a sample of the
// archive and names candidates; whether they find something, others ask.
package examples

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/internal/text"
	"reftel/web/templates"
	"reftel/web/templates/words"
)

// A Sample is some cables of an archive, from all over it, and the most frequent
// values of its facets.
type Sample struct {
	Cables []archive.Summary
	Facets []archive.FacetCounts
}

// triedOfKind is how many searches of a kind are candidates.
const triedOfKind = 3

// Kinds are searches of several kinds, the likelier ones of each first.
func (s *Sample) Kinds(say *words.Speaker) [][]templates.Example {
	telling := s.words()
	var kinds [][]templates.Example
	kind := func(meaning string, texts ...string) {
		var es []templates.Example
		for _, q := range texts {
			if q != "" && len(es) < triedOfKind {
				es = append(es, templates.Example{Query: q, Href: Address(q), Meaning: meaning})
			}
		}
		if len(es) > 0 {
			kinds = append(kinds, es)
		}
	}
	var together, rows []string
	for _, p := range telling.apart {
		together = append(together, p[0]+" "+p[1])
	}
	for _, p := range telling.rows {
		rows = append(rows, `"`+p[0]+" "+p[1]+`"`)
	}
	kind(say.Say("both words, in any form"), together...)
	kind(say.Say("the phrase, exactly"), rows...)
	kind(say.Say("cables with a TAGS code"), s.fields(query.FieldTag, query.Tags)...)
	kind(say.Say("cables that name a person"), s.fields(query.FieldPer, query.Persons)...)
	kind(say.Say("cables of a month"), dates(s.months())...)
	kind(say.Say("cables from a post"), s.fields(query.FieldFrom, query.Origin)...)
	kind(say.Say("cables that name a place"), s.fields(query.FieldLoc, query.Places)...)
	return kinds
}

// Address is where a search leads.
func Address(text string) string { return query.Request{Text: text}.URL("/search") }

// values are the most frequent values of a facet that can be put into quotation marks,
// those first that tell more: codes of more than two letters, names of several words.
func (s *Sample) values(f query.Facet) (out []string) {
	for _, fc := range s.Facets {
		if fc.Facet != f {
			continue
		}
		for _, b := range fc.Buckets {
			if b.Value != query.None && b.Count > 0 && !strings.ContainsAny(b.Value, `"*~`) {
				out = append(out, b.Value)
			}
		}
	}
	dull := func(v string) int {
		switch {
		case f == query.Tags && len(v) < 3, f == query.Persons && (strings.Contains(v, ".") || !strings.Contains(v, " ")):
			return 1
		}
		return 0
	}
	slices.SortStableFunc(out, func(a, b string) int { return cmp.Compare(dull(a), dull(b)) })
	return out
}

// fields are searches for the most frequent values of a facet.
func (s *Sample) fields(field query.Field, f query.Facet) (out []string) {
	for _, v := range s.values(f) {
		out = append(out, query.Value{Field: field, Text: v}.String())
	}
	return out
}

// months are those of the sample, most frequent first.
func (s *Sample) months() []cable.Date {
	counts := map[cable.Date]int{}
	for _, c := range s.Cables {
		if c.Date.Month != 0 {
			counts[cable.Date{Year: c.Date.Year, Month: c.Date.Month}]++
		}
	}
	out := make([]cable.Date, 0, len(counts))
	for d := range counts {
		out = append(out, d)
	}
	slices.SortFunc(out, func(a, b cable.Date) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), a.Compare(b)) })
	return out
}

func dates(ds []cable.Date) (out []string) {
	for _, d := range ds {
		out = append(out, fmt.Sprintf("date:%04d-%02d", d.Year, d.Month))
	}
	return out
}

// A vocabulary is words of subjects, the most frequent first.
type vocabulary struct {
	single []string    // in at least one subject
	rows   [][2]string // side by side
	apart  [][2]string // in one subject and not side by side
}

// commonShare is in what part of the subjects a word stands that is a form of words,
// as in "Telegram From the Embassy".
const commonShare = 25

// words are those of the subjects of the sample.
func (s *Sample) words() vocabulary {
	titles := make([][]string, len(s.Cables))
	in := map[string]int{}
	for i, c := range s.Cables {
		titles[i] = tellingWords(c.Title)
		seen := map[string]bool{"": true}
		for _, w := range titles[i] {
			if !seen[w] {
				seen[w] = true
				in[w]++
			}
		}
	}
	single, rows, apart := map[string]int{}, map[[2]string]int{}, map[[2]string]int{}
	for _, telling := range titles {
		for i, w := range telling {
			if in[w] > max(2, len(titles)/commonShare) {
				telling[i] = ""
			}
		}
		seen, pairs := map[string]bool{}, map[[2]string]bool{}
		for i, w := range telling {
			if w == "" || seen[w] {
				continue
			}
			seen[w] = true
			single[w]++
			for k, other := range telling[i+1:] {
				pair := [2]string{w, other}
				if other == "" || other == w || pairs[pair] {
					continue
				}
				pairs[pair] = true
				if k == 0 {
					rows[pair]++
				} else {
					apart[pair]++
				}
			}
		}
	}
	return vocabulary{single: frequent(single, strings.Compare), rows: frequent(rows, comparePairs), apart: frequent(apart, comparePairs)}
}

// shortest is how many letters a telling word has.
const shortest = 5

// tellingWords are the words of a title in their order, with "" for those that tell
// little.
func tellingWords(title string) []string {
	ws := text.Words(title)
	for i, w := range ws {
		plain := strings.IndexFunc(w, func(r rune) bool { return r < 'a' || r > 'z' }) < 0
		if len(w) < shortest || !plain || text.IsStop(w) {
			ws[i] = ""
		}
	}
	return ws
}

func comparePairs(a, b [2]string) int {
	return cmp.Or(strings.Compare(a[0], b[0]), strings.Compare(a[1], b[1]))
}

// keptWords is how many words and pairs of words are of use.
const keptWords = 12

func frequent[T comparable](counts map[T]int, compare func(a, b T) int) []T {
	out := make([]T, 0, len(counts))
	for x := range counts {
		out = append(out, x)
	}
	slices.SortFunc(out, func(a, b T) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), compare(a, b)) })
	return out[:min(len(out), keptWords)]
}
