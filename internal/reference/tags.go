package reference

import (
	"cmp"
	"slices"
	"strings"

	"reftel/internal/cable"
)

// The TAGS codes changed over time. A scheme is one state of them.
const (
	scheme1974  = iota // the handbook of June 1974, for telegrams to 1979
	scheme2000s        // to 2010
	scheme2024         // today's, with the country codes of ISO 3166
	schemes
)

// Kinds of tags.
const (
	kindGeo          = "geo"
	kindSubject      = "subject"
	kindProgram      = "program"
	kindOrganization = "organization"
	kindUnknown      = "unknown"
)

// A tagRow is one code of one scheme.
type tagRow struct {
	cable.Tag
	iso2 string
}

// fallback lists for each scheme where a code is looked for: in its own, then
// in the nearest ones.
var fallback = [schemes][schemes]int{
	scheme1974:  {scheme1974, scheme2000s, scheme2024},
	scheme2000s: {scheme2000s, scheme1974, scheme2024},
	scheme2024:  {scheme2024, scheme2000s, scheme1974},
}

// The last years of the schemes.
const lastOf1974, lastOf2000s = 1979, 2010

// schemeOf names the scheme of a year; year 0 is not known.
func schemeOf(year int) int {
	switch {
	case year == 0:
		return scheme2000s
	case year <= lastOf1974:
		return scheme1974
	case year <= lastOf2000s:
		return scheme2000s
	}
	return scheme2024
}

func loadTags(t *Tables) error {
	var order [schemes][]cable.Tag
	t.tagTimes = make(map[string][]TagMeaning, 1500)
	sources := map[string]string{} // each once
	for i := range t.tags {
		t.tags[i] = make(map[string]tagRow, 800)
	}
	t.places = make(map[string]bool, 1000)
	err := readTable("tags.csv", 7, func(r []string) error {
		row := tagRow{cable.Tag{Code: strings.Clone(r[0]), Kind: r[1], Meaning: r[2]}, r[3]}
		if row.Kind == "organisation" {
			row.Kind = kindOrganization
		}
		if r[5] == "code-only" {
			row.Meaning = ""
		}
		scheme := scheme2000s
		switch r[4] {
		case "1974":
			scheme = scheme1974
		case "2024":
			scheme = scheme2024
		}
		order[scheme] = append(order[scheme], row.Tag)
		key := strings.ToUpper(row.Code)
		if sources[r[6]] == "" {
			sources[r[6]] = strings.Clone(r[6])
		}
		t.tagTimes[key] = append(t.tagTimes[key], meaningIn(scheme, row.Tag, r[5], sources[r[6]]))
		// AL and BP are countries and organisations: the country is meant.
		if old, ok := t.tags[scheme][key]; !ok || old.Kind != kindGeo {
			t.tags[scheme][key] = row
		}
		if row.Kind == kindGeo {
			t.addPlaces(row.Meaning)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, p := range t.posts {
		t.addPlaces(p.Name)
		t.addPlaces(p.Country)
	}
	for _, ms := range t.tagTimes {
		slices.SortStableFunc(ms, func(a, b TagMeaning) int { return cmp.Compare(a.To, b.To) })
	}
	seen := make(map[cable.Tag]bool, 2000)
	for _, s := range fallback[scheme2000s] {
		for _, tag := range order[s] {
			if !seen[tag] {
				seen[tag] = true
				t.allTags = append(t.allTags, tag)
			}
		}
	}
	return nil
}

// Tag says what a code stood for in a year, after the rules of its time, and
// where it is not found there after those of the nearest time. A code of four
// letters with K in front is a program even when it is not known. For all other
// unknown codes ok is false.
func (t *Tables) Tag(code string, year int) (tag cable.Tag, ok bool) {
	if row, ok := t.row(code, year); ok {
		return row.Tag, true
	}
	if isProgram(code) {
		return cable.Tag{Code: strings.ToUpper(code), Kind: kindProgram}, true
	}
	return cable.Tag{Code: code, Kind: kindUnknown}, false
}

func (t *Tables) row(code string, year int) (tagRow, bool) {
	for _, s := range fallback[schemeOf(year)] {
		if row, ok := t.tags[s][code]; ok {
			return row, true
		}
	}
	if upper := strings.ToUpper(code); upper != code {
		return t.row(upper, year)
	}
	return tagRow{}, false
}

func isProgram(code string) bool {
	if len(code) != 4 || code[0]|0x20 != 'k' {
		return false
	}
	for i := range len(code) {
		if c := code[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

// TagCountry names the country of a geographic code. Its ISO 3166 code is empty
// where there is none, as for the Soviet Union.
func (t *Tables) TagCountry(code string, year int) (name, iso2 string, ok bool) {
	row, ok := t.row(code, year)
	if !ok || row.Kind != kindGeo {
		return "", "", false
	}
	return row.Meaning, row.iso2, true
}

// maxGlued bounds a run of glued codes.
const maxGlued = 64

// SplitTag takes codes apart that were sent without the spaces between them:
// MASSMNUC, ETRDEINVECINPGOVCS. The whole must be known codes, two at least, and
// one of them a subject or program: most words could be read as countries
// (PANAMA).
func (t *Tables) SplitTag(glued string, year int) ([]string, bool) {
	if len(glued) < 6 || len(glued) > maxGlued || !isASCII(glued) {
		return nil, false
	}
	glued = strings.ToUpper(glued)
	if _, known := t.row(glued, year); known {
		return nil, false
	}
	s := splitter{t: t, text: glued, year: year}
	if !s.from(0) || len(s.parts) < 2 || !s.topical {
		return nil, false
	}
	return s.parts, true
}

// A splitter tries codes from left to right and takes steps back.
type splitter struct {
	t       *Tables
	text    string
	year    int
	parts   []string
	topical bool   // a part is a subject or program
	dead    uint64 // places from which there is no way to the end
}

// codeLengths is the order in which codes are tried: subjects have four
// letters, countries two, organisations any number.
var codeLengths = [...]int{4, 8, 7, 6, 5, 3, 2}

func (s *splitter) from(at int) bool {
	if at == len(s.text) {
		return true
	}
	if s.dead&(1<<at) != 0 {
		return false
	}
	for _, n := range codeLengths {
		if at+n > len(s.text) {
			continue
		}
		row, ok := s.t.row(s.text[at:at+n], s.year)
		if !ok || n == 2 && row.Kind == kindOrganization {
			continue
		}
		was := s.topical
		s.topical = was || row.Kind == kindSubject || row.Kind == kindProgram
		s.parts = append(s.parts, row.Code)
		if s.from(at + n) {
			return true
		}
		s.topical, s.parts = was, s.parts[:len(s.parts)-1]
	}
	s.dead |= 1 << at
	return false
}

// AllTags are the codes of all times, those of the 2000s first. A code comes
// again where another time gave it another kind or meaning.
func (t *Tables) AllTags() []cable.Tag { return append([]cable.Tag(nil), t.allTags...) }

// A TagMeaning is what a code stood for under the rules of one time.
type TagMeaning struct {
	cable.Tag        // no meaning where the code alone is known
	From, To  int    // years of the rules, as far as the tables tell them apart; From 0 is the beginning, To 9999 today
	Status    string // official, attested, derived, unverified, code-only: how well it is known
	Source    string
}

// Today is the last year of rules that are in force.
const Today = 9999

// meaningIn is a meaning under the rules of a scheme.
func meaningIn(scheme int, tag cable.Tag, status, source string) TagMeaning {
	m := TagMeaning{Tag: tag, Status: strings.Clone(status), Source: source}
	switch scheme {
	case scheme1974:
		m.To = lastOf1974
	case scheme2000s:
		m.From, m.To = lastOf1974+1, lastOf2000s
	case scheme2024:
		m.From, m.To = lastOf2000s+1, Today
	}
	return m
}

// TagMeanings are all meanings of a code, those of the earliest rules first. A code of
// one time may be a country and an organisation.
func (t *Tables) TagMeanings(code string) []TagMeaning {
	return slices.Clone(t.tagTimes[strings.ToUpper(code)])
}
