package reference

import (
	"strconv"

	"reftel/internal/marking"
)

// Closeness says how sure the match of a post is.
type Closeness int

const (
	Exact   Closeness = iota // its code, but for the word embassy, spaces and signs
	Aliased                  // another name or short form that is known
	Close                    // a misspelling: the match is inferred
)

func (c Closeness) String() string {
	switch c {
	case Exact:
		return "exact"
	case Aliased:
		return "aliased"
	case Close:
		return "close"
	}
	return "Closeness(" + strconv.Itoa(int(c)) + ")"
}

// firstModern is the first year in which an alias replaces a post's own code
// (the embassy TAIPEI closed in 1979, AITTAIPEI followed).
const firstModern = 1980

// MatchPost finds the post of a name in any way of writing: AMEMBASSY LA PAZ,
// Consulate Sao Paulo, SECSTATE WASHDC, N'DJAMENA, 0TTAWA. A name that nearly
// is one post's, and one post's alone, is taken as Close.
func (t *Tables) MatchPost(name string) (Post, Closeness, bool) {
	return t.MatchPostIn(name, firstModern)
}

// MatchPostIn finds the post of a name as MatchPost does, under the names of a
// year: TAIPEI was a post before it became an alias. Year 0 is long ago.
func (t *Tables) MatchPostIn(name string, year int) (Post, Closeness, bool) {
	var k postKey
	if !k.read(name) {
		return Post{}, Exact, false
	}
	s, first, last, ok := t.find(&k, year)
	if ok {
		return t.posts[s.post], s.how, true
	}
	if first >= last {
		return Post{}, Exact, false
	}
	if i, ok := t.nearest(k.letters(first, last)); ok {
		return t.posts[i], Close, true
	}
	return Post{}, Exact, false
}

// find looks the words up, without the words for embassy in front of them and
// without precedence, numbers and the place of a department behind them. First
// and last tell which words may name the post where none is found.
func (t *Tables) find(k *postKey, year int) (s spelling, first, last int, ok bool) {
	for last = k.words; last > 0; last-- {
		for first = 0; first < last; first++ {
			if s, ok = t.spelt(k.letters(first, last), year); ok {
				return s, first, last, true
			}
			if !officeWord(k.letters(first, first+1)) {
				break
			}
		}
		if last < 2 || !trailingWord(k.letters(last-1, last)) {
			break
		}
	}
	if first >= last {
		return s, first, last, false
	}
	// The words the other way round: DUBAI RPO.
	if last-first == 2 {
		turned := append(append(make([]byte, 0, maxPostName), k.letters(first+1, last)...), k.letters(first, first+1)...)
		if s, ok = t.spelt(turned, year); ok {
			return spelling{s.post, Aliased}, first, last, true
		}
	}
	// The word for embassy may be glued to the name.
	rest := k.letters(first, last)
	for _, front := range gluedFronts {
		if len(rest) > len(front) && string(rest[:len(front)]) == front {
			if s, ok = t.spelt(rest[len(front):], year); ok {
				return s, first, last, true
			}
		}
	}
	return s, first, last, false
}

func (t *Tables) spelt(key []byte, year int) (spelling, bool) {
	s, ok := t.spelling[string(key)]
	if ok && s.how == Aliased && year < firstModern {
		if i, isCode := t.byCode[string(key)]; isCode {
			return spelling{i, Exact}, true
		}
	}
	return s, ok
}

// gluedFronts are the words for embassy that are found glued to a name. EFTO
// (encrypted for transmission only) is no part of an address, but stands in
// front of some published ids.
var gluedFronts = [...]string{"EFTO", "AMEMBASSY", "EMBASSY", "AMCONSULATE", "AMCONSUL", "CONSULATE", "USMISSION", "USINT", "USLO"}

// officeWord reports whether the word tells the kind of an office, not which
// one it is.
func officeWord(w []byte) bool {
	switch string(w) {
	case "EFTO", "AMEMBASSY", "EMBASSY", "AMEMB", "EMB", "AMEMBASSIES", "AMCONSUL", "AMCONSULATE", "AMCONGEN", "CONGEN",
		"CONSUL", "CONSULATE", "GENERAL", "CONSULGENERAL", "CONSULATEGENERAL", "USMISSION", "MISSION", "AMERICAN",
		"US", "USA", "UNITED", "STATES", "USINT", "USINTS", "USLO", "USDEL", "DELEGATION", "USOFFICE", "OFFICE",
		"USBO", "BRANCH", "INTERESTS", "SECTION", "LIAISON", "REO", "REGIONAL", "TO", "THE", "OF", "AT", "IN", "FM", "FROM":
		return true
	}
	// AMMEMBASSY, AMCONUSL. No post's name begins so.
	return len(w) >= 7 && len(w) <= 11 && (w[0] == 'A' || w[0] == 'U') &&
		(distance(w, "AMEMBASSY", 2) <= 2 || distance(w, "AMCONSUL", 1) <= 1 || distance(w, "USMISSION", 2) <= 2)
}

// trailingWord reports whether the word may follow the name of a station:
// precedence, Washington behind a department, the kind of the office.
func trailingWord(w []byte) bool {
	switch string(w) {
	case "WASHDC", "WASHINGTON", "DC", "PRIO", "INFO", "EMBASSY", "REO":
		return true
	}
	return marking.Precedence(string(w)) != ""
}
