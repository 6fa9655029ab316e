// Package locate finds what a text speaks of: cables that it names by their ids,
// in any spelling, and mentions of the references of a cable. It reads texts by
// itself and asks a library where the ids lead, all of them at once; it knows
// reference numbers and the tables of posts, and neither pages nor an engine.
package locate

import (
	"context"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/reference"
)

// The bounds of what is found in a text.
const (
	Most       = 8    // cables
	mostBytes  = 2000 // of a text that was pasted
	mostID     = 80   // bytes of a text that may be an id and nothing else
	sameNumber = 4    // cables of several years for a number without one
)

// A Library knows where ids lead. Each archive.Archive is one.
type Library interface {
	Lookup(ctx context.Context, ids ...string) ([]archive.Found, error)
	Numbered(ctx context.Context, n int, texts ...string) ([][]string, error)
}

// A Named is a cable that a text names by its id. Its state is Held, Absent or
// Gone.
type Named struct {
	archive.Found
	Inferred string // the post as it was written, where it was taken for a misspelling
	AnyYear  bool   // the text names no year
}

// A Finder finds cables in texts. Without tables it knows posts as they are
// spelt in ids alone.
type Finder struct{ Tables *reference.Tables }

// Find finds the cables that a text names, in the order of the text: an id in
// any form alone, in an address of any site, or in a sentence; with the year or,
// where the post has a cable of this number, without.
func (f Finder) Find(ctx context.Context, lib Library, text string) ([]Named, error) {
	if len(text) > mostBytes {
		text = strings.ToValidUTF8(text[:mostBytes], "")
	}
	if !strings.ContainsAny(text, "0123456789") {
		return nil, nil
	}
	spots := f.spots(text)
	known, err := ask(ctx, lib, spots)
	if err != nil {
		return nil, fmt.Errorf("looking for ids in a text: %w", err)
	}
	var found []Named
	for _, s := range spots {
		for _, n := range known.at(s) {
			if !slices.ContainsFunc(found, func(old Named) bool { return old.ID == n.ID }) {
				found = append(found, n)
			}
		}
		if s.whole && len(found) > 0 {
			break // the text is an id and nothing else
		}
	}
	return found[:min(len(found), Most)], nil
}

// Best is the cable that a text means which should name one: the first that is
// held, or else the first that is cited here or was withdrawn. The year must be
// in the text: what leads to one cable today may lead to two in the next
// generation.
func Best(found []Named) (best Named, ok bool) {
	for _, n := range found {
		switch {
		case n.AnyYear:
		case n.State == archive.Held:
			return n, true
		case !ok:
			best, ok = n, true
		}
	}
	return best, ok
}

// A spot is a place in a text that may name a cable: by spellings of one id, or
// by numbers without a year, the first of which that is known counts.
type spot struct {
	forms   []string
	guessed string // the one of the forms whose post was taken for a misspelling
	post    string // as it was written
	numbers []string
	years   []string // the number in each year, for cables that are cited and not held
	whole   bool     // it is all of the text
}

// spots are the places of a text in its order. What is all of the text is looked
// at first.
func (f Finder) spots(text string) []spot {
	var out []spot
	if len(text) <= mostID {
		s := f.id(text)
		s.whole = true
		out = append(out, s)
	}
	out = append(out, inVolumes(text)...)
	out = append(out, f.inAddress(text)...)
	for {
		before, id, rest, ok := cutMRN(text)
		if !ok {
			return append(out, f.withoutYear(text)...)
		}
		out = append(append(out, f.withoutYear(before)...), f.id(id))
		text = rest
	}
}

// id is the spot of a text that is nothing but an id. It is looked up as written
// first and then as the tables spell it.
func (f Finder) id(text string) spot {
	text = strings.TrimSpace(text)
	canonical, inferred := readMRN(f.Tables, text)
	var s spot
	for _, form := range []string{text, strings.ToUpper(text), canonical, asWritten(text)} {
		if form != "" && !slices.Contains(s.forms, form) {
			s.forms = append(s.forms, form)
		}
	}
	if inferred {
		s.guessed, s.post = canonical, postIn(text)
	}
	return s
}

// inAddress are the spots in URLs: in the parts of the path, in the parameters
// (cable.php?id=09MEXICO2676) and behind the number sign.
func (f Finder) inAddress(text string) []spot {
	var out []spot
	for word := range strings.FieldsSeq(text) {
		u, err := url.Parse(strings.Trim(word, `"'()<>[],;`))
		if err != nil || !strings.ContainsAny(word, "/?") {
			continue
		}
		parts := append(strings.Split(u.Path, "/"), strings.Split(u.Fragment, "/")...)
		for name, values := range u.Query() {
			if name != "q" {
				parts = append(parts, values...)
			}
		}
		for _, part := range parts {
			part = strings.TrimSuffix(strings.TrimSuffix(part, ".html"), ".txt")
			if strings.ContainsAny(part, "0123456789") && len(part) > 4 && len(part) <= mostID {
				out = append(out, f.id(part))
			}
		}
	}
	return out
}

// withoutYear are the spots that name a post and a number alone: "Mexico 2676".
func (f Finder) withoutYear(text string) []spot {
	var out []spot
	for _, n := range cable.FindSerials(turned(text), Most) {
		var s spot
		for i := range n.Words {
			s.numbers = append(s.numbers, strings.Join(n.Words[i:], "")+n.Digits)
			if p, ok := KnownPost(f.Tables, strings.Join(n.Words[i:], " ")); ok {
				s.numbers = append(s.numbers, p.Code+n.Digits)
				s.years = append(s.years, inYears(p.Code, n.Digits)...)
			}
		}
		out = append(out, s)
	}
	return out
}

// numberFrom finds the number of a message before its post, and numberAfter the word for
// it between the two: telegram 2676 from Mexico, Mexico telegram 2676.
var (
	numberFrom  = regexp.MustCompile(`(?i)\b` + message + ` ([0-9]{1,6}),? (?:from|of|by) (?:the )?(?:(?:u\.?s\.? |american )?(?:embassy|consulate(?: general)?|legation|mission)(?: (?:in|at))? )?([\p{L}][\p{L} .'’-]{1,39})`)
	numberAfter = regexp.MustCompile(`(?i)\b(\p{L}[\p{L}.'’-]*),? ` + message + ` ([0-9]{1,6})\b`)
)

const message = `(?:(?:cable|telegram|tel|message|emb(?:assy )?tel|despatch|dispatch|airgram)\.?)(?: (?:no|number|nr)\.?)?`

// turned is a text with the posts of messages right before their numbers.
func turned(text string) string {
	return numberAfter.ReplaceAllString(numberFrom.ReplaceAllString(text, "$2 $1"), "$1 $2")
}

// IsNumber reports whether a text is the number of a message and nothing else, with
// its year or, behind a post that is known, without: 74 STATE 12345, Lisbon 4410.
func (f Finder) IsNumber(text string) bool {
	text = strings.TrimSpace(refBefore.ReplaceAllString(text, ""))
	if len(text) > mostID {
		return false
	}
	if Canonical(f.Tables, text) != "" {
		return true
	}
	i := strings.LastIndexByte(text, ' ')
	if i < 0 || strings.Trim(text[i+1:], "0123456789") != "" || aYear(text[i+1:]) {
		return false
	}
	_, known := KnownPost(f.Tables, text[:i])
	return known
}

// refBefore is what stands before a number where it was copied from a cable.
var refBefore = regexp.MustCompile(`(?i)^\s*ref(?:tels?|s)?(?:\s*\(?[a-z]\)?)?\s*[:.]\s*`)

// aYear reports whether figures are rather a year of which documents are held.
func aYear(figures string) bool {
	return len(figures) == 4 && figures > "1774" && figures < "2050"
}

// inYears are the ids that a number of a post may have: those of the years whose
// telegrams bear numbers of this kind.
func inYears(post, digits string) []string {
	var out []string
	digits = strings.TrimLeft(digits, "0")
	for year := firstNumbered; year <= lastNumbered; year++ {
		out = append(out, fmt.Sprintf("%02d%s%s", year%100, post, digits))
	}
	return out
}

// The first and the last year of numbers of messages, as package cable reads them.
const (
	firstNumbered = 1966
	lastNumbered  = 2010
)
