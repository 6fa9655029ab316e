package query

import (
	"strconv"
	"unicode/utf8"
)

// The limits of the language. They keep every search cheap enough to answer.
const (
	MaxBytes       = 256 // of the search box
	MaxTerms       = 16  // words, phrases, fields and dates
	MaxNesting     = 8   // brackets in brackets
	MaxPhraseWords = 32  // words in one phrase or in one word with hyphens
	MaxPrefixes    = 4   // word*
	MaxFuzzy       = 4   // word~1
	MaxSlop        = 100 // "a b"~100; more is read as this
	MaxNear        = 2   // phrases with ~, each of which may take the reading of all texts

	minPrefixLetters = 3 // of a word
	minValuePrefix   = 2 // of a field, whose values are few
	minFuzzyLetters  = 3
)

// A LimitError says that a text is refused. It is the only error of Parse:
// the text is over a limit or is no text at all.
type LimitError struct {
	Reason Message // for readers
}

func (e *LimitError) Error() string { return "query: " + e.Reason.String() }

func refuse(m Message) error { return &LimitError{m} }

// checkText refuses what is too long or is not text.
func checkText(text string, maxBytes int) error {
	if !utf8.ValidString(text) {
		return refuse(Later("The search is not valid UTF-8 text."))
	}
	for i := range len(text) {
		if text[i] == 0 {
			return refuse(Later("The search contains a NUL character."))
		}
	}
	if len(text) > maxBytes {
		return refuse(Later("The search is %s bytes long; %d is the most.", strconv.Itoa(len(text)), maxBytes))
	}
	return nil
}

// checkTree refuses what would cost too much to search.
func checkTree(e Expr) error {
	var terms, prefixes, fuzzy, near, longest int
	walk(e, func(e Expr) {
		terms++
		switch e := e.(type) {
		case Word:
			longest = max(longest, countRuns(e.Text))
			if e.Prefix || e.Wild {
				prefixes++
			}
			if e.Fuzzy {
				fuzzy++
			}
		case Phrase:
			longest = max(longest, countRuns(e.Text))
			if e.Slop > 0 {
				near++
			}
		case Value:
			longest = max(longest, countRuns(e.Text))
			if e.Prefix {
				prefixes++
			}
		}
	})
	switch {
	case longest > MaxPhraseWords:
		return refuse(Later("A phrase here has %d words; %d is the most.", longest, MaxPhraseWords))
	case terms > MaxTerms:
		return refuse(Later("The search has %d words and fields; %d is the most. A sentence in quotation marks counts as one.", terms, MaxTerms))
	case prefixes > MaxPrefixes:
		return refuse(Later("The search has %d wildcards; %d is the most.", prefixes, MaxPrefixes))
	case fuzzy > MaxFuzzy:
		return refuse(Later("The search has %d words with ~; %d is the most.", fuzzy, MaxFuzzy))
	case near > MaxNear:
		return refuse(Later("The search asks %d times for words near each other; %d times is the most. More words in one pair of quotation marks count once.", near, MaxNear))
	}
	return nil
}

// walk calls f for each leaf, in order.
func walk(e Expr, f func(Expr)) {
	switch e := e.(type) {
	case nil:
	case And:
		for _, p := range e.Of {
			walk(p, f)
		}
	case Or:
		for _, p := range e.Of {
			walk(p, f)
		}
	case Not:
		walk(e.Of, f)
	default:
		f(e)
	}
}

// Terms returns the words and phrases that a match contains, in order: those
// of the text and the subject that do not stand under a Not.
func Terms(e Expr) []Expr {
	switch e := e.(type) {
	case Word, Phrase:
		return []Expr{e}
	case And:
		return termsOf(e.Of)
	case Or:
		return termsOf(e.Of)
	}
	return nil
}

func termsOf(parts []Expr) []Expr {
	var ts []Expr
	for _, p := range parts {
		ts = append(ts, Terms(p)...)
	}
	return ts
}
