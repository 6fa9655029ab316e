// Package reference answers from tables what the words of a cable's head mean:
// which post wrote it, what a TAGS code stood for in the cable's own time, what
// a caption orders, whose station a routing indicator is and what an
// abbreviation is short for. It also puts subjects in capitals into readable
// case.
//
// The tables under data are facts from public sources, the handbooks of the
// Department of State among them; data/SOURCES.md names each. They are read
// once, by Open, and never change after that: all methods of Tables may be
// called from many goroutines at once.
package reference

import (
	"cmp"
	"embed"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"

	"reftel/internal/cable"
)

//go:embed data/*.csv data/*.txt
var data embed.FS

// Tables holds all tables in the form in which they are asked.
type Tables struct {
	chinese  map[string][]string // other names of people, by the keys of names
	posts    []Post              // by code
	byCode   map[string]int
	spelling map[string]spelling // every known way of writing a post
	nearby   []candidate         // what a misspelling is compared with
	byCFPF   map[string]int
	aliases  map[string][]PostAlias // by code

	tags      [schemes]map[string]tagRow // by code in capitals
	allTags   []cable.Tag
	byMeaning map[string][]cable.Tag
	tagTimes  map[string][]TagMeaning // by code in capitals, the earliest scheme first
	captions  []Caption
	routes    map[string]string
	markings  map[string][]markingRow

	states               []State                // by name
	stateNames           map[string][]stateName // by the key of the name
	allPlaces            []Place                // by name
	organizations        []Organization         // by name
	governments          []Government
	givenNames, surnames map[string]bool // in small letters

	witnessed  map[string][]shortMeaning // of abbreviations, by their capitals; the most witnessed first
	stateWords map[string]string         // the state of a single word for it or its people
	governs    map[string]bool           // abbreviations of governments
	acronyms   map[string]bool           // abbreviations that are written in capitals
	ordinary   map[string]bool           // words that are no abbreviation in a subject
	places     map[string]bool           // words of the names of countries and posts
	words      map[string]bool           // words in use, in small letters, compounds with their hyphen
	capitals   map[string]bool           // abbreviations that are known in titles alone
	rows       rows                      // of the letters of words and names in use
}

// Open is the tables. They never change, so that a process reads them once.
func Open() (*Tables, error) { return tables() }

var tables = sync.OnceValues(read)

func read() (*Tables, error) {
	t := &Tables{}
	for _, load := range []func(*Tables) error{loadPosts, loadTags, loadTagWords, loadStates, loadNameLists, loadChineseNames, loadCaptions, loadMarkings, loadRoutes, loadAcronyms, loadWords, loadTitles, loadStateWords} {
		if err := load(t); err != nil {
			return nil, fmt.Errorf("reference: %w", err)
		}
	}
	return t, nil
}

// readTable calls row for each row of an embedded table. The row's slice is
// used again for the next one.
func readTable(name string, columns int, row func([]string) error) error {
	f, err := data.Open("data/" + name)
	if err != nil {
		return err
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.FieldsPerRecord, r.ReuseRecord = columns, true
	for head := true; ; head = false {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil && !head {
			err = row(record)
		}
		if err != nil {
			line, _ := r.FieldPos(0)
			return fmt.Errorf("%s, line %d: %w", name, line, err)
		}
	}
}

// readWords reads an embedded list: words between spaces, '#' begins a comment
// line.
func readWords(name string, word func(string)) error {
	text, err := data.ReadFile("data/" + name)
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for w := range strings.FieldsSeq(line) {
			word(w)
		}
	}
	return nil
}

// A Caption is one of the marks of a cable's head: a classification, a handling
// mark, a precedence.
type Caption struct {
	Code    string // NODIS
	Kind    string // classification, handling, distribution, channel, precedence, series
	Meaning string
	Rank    int // order within the kind; the strictest classification has the highest, the most urgent precedence the lowest
}

func loadCaptions(t *Tables) error {
	return readTable("captions.csv", 8, func(r []string) error {
		rank, err := strconv.Atoi(r[2])
		if err != nil {
			return err
		}
		t.captions = append(t.captions, Caption{Code: r[0], Kind: r[1], Rank: rank, Meaning: r[3]})
		return nil
	})
}

// Caption finds a mark by its code, in any case.
func (t *Tables) Caption(code string) (Caption, bool) {
	for _, c := range t.captions {
		if strings.EqualFold(c.Code, code) {
			return c, true
		}
	}
	return Caption{}, false
}

// Captions are all marks, kind by kind in the order of rank.
func (t *Tables) Captions() []Caption { return slices.Clone(t.captions) }

func loadRoutes(t *Tables) error {
	t.routes = make(map[string]string, 2000)
	return readTable("routes.csv", 2, func(r []string) error {
		t.routes[r[0]] = strings.Trim(r[1], `"`)
		return nil
	})
}

// Route names the station of a routing indicator (RUEHME), as the allied
// publication ACP 117 did.
func (t *Tables) Route(indicator string) (station string, ok bool) {
	station, ok = t.routes[indicator]
	if !ok {
		station, ok = t.routes[strings.ToUpper(indicator)]
	}
	return station, ok
}

// A shortMeaning is what an abbreviation is short for, and how many volumes say so.
type shortMeaning struct {
	text    string
	volumes int
}

func loadAcronyms(t *Tables) error {
	t.witnessed = make(map[string][]shortMeaning, 5000)
	t.acronyms = make(map[string]bool, 5000)
	err := readTable("acronyms.csv", 3, func(r []string) error {
		n, err := strconv.Atoi(r[2])
		if err != nil {
			return err
		}
		key := acronymKey(r[0])
		t.witnessed[key] = append(t.witnessed[key], shortMeaning{r[1], n})
		if strings.ToUpper(r[0]) == r[0] {
			t.acronyms[key] = true
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, ms := range t.witnessed {
		slices.SortStableFunc(ms, func(a, b shortMeaning) int { return cmp.Compare(b.volumes, a.volumes) })
	}
	t.governs = make(map[string]bool, 200)
	for _, g := range t.governments {
		t.governs[g.Abbreviation] = true
	}
	if err := readWords("acronyms-later.txt", func(w string) { t.acronyms[w] = true }); err != nil {
		return err
	}
	t.ordinary = make(map[string]bool, 1000)
	return readWords("ordinary-words.txt", func(w string) { t.ordinary[strings.ToUpper(w)] = true })
}

func loadWords(t *Tables) error {
	t.words = make(map[string]bool, 20000)
	return readWords("words.txt", func(w string) { t.words[w] = true })
}

// IsWord reports whether a word, in any case, is one in use; a compound is given
// with its hyphen. Most rare words are not known.
func (t *Tables) IsWord(s string) bool { return t.words[strings.ToLower(s)] }

// acronymKey is the form under which an abbreviation is kept: capitals, with
// plain hyphens.
func acronymKey(s string) string {
	return strings.ToUpper(strings.ReplaceAll(s, "–", "-"))
}

// Acronym lists what an abbreviation is short for, the meaning with most
// witnesses first. Many differ by country: GOI is the government of India, of
// Italy, of Iran and of Israel.
func (t *Tables) Acronym(s string) []string {
	var out []string
	for _, m := range t.witnessed[acronymKey(s)] {
		out = append(out, m.text)
	}
	return out
}

// IsAcronym reports whether the word is known as an abbreviation that is
// written in capitals. It asks only the lists: WHO is one, although most who
// are not the World Health Organization.
func (t *Tables) IsAcronym(s string) bool {
	return t.acronyms[s] || t.acronyms[acronymKey(s)]
}

// IsOrdinary reports whether a code is also a plain word of English or a part
// of names (AID, WHO, ICE), so that in a text in capitals it says nothing.
func (t *Tables) IsOrdinary(code string) bool { return t.ordinary[strings.ToUpper(code)] }
