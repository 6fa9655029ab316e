package finding

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"reftel/internal/archive"
	"reftel/internal/exonym"
	"reftel/internal/locate"
	"reftel/internal/query"
	"reftel/internal/server/desk"
	"reftel/internal/server/shape"
	"reftel/internal/text"
)

// correct offers a request with misspelt words put right, or with its words as the
// English of the other shore writes them, in the same filters, or nil. It is offered
// alone when it finds more cables than the request.
func (s *Pages) correct(c *desk.Call, req query.Request, found int) (*shape.Counted, error) {
	if req.Expr == nil {
		return nil, nil
	}
	better, err := desk.InSlot(s.Desk, c, func(ctx context.Context) (*shape.Counted, error) {
		if better, err := s.inEnglish(ctx, c.A, req, found); better != nil || err != nil {
			return better, err
		}
		e, ok, err := c.A.Correct(ctx, req.Expr)
		if err != nil {
			return nil, err
		}
		if ok {
			e = query.KeepWords(req.Expr, e, s.Terms.IsCode)
			if better, err := s.inWords(ctx, c.A, req, e); better != nil && better.Cables > found && convincing(req.Expr, e, better.Cables) && !s.wordForName(req.Text, e.String(), found) || err != nil {
				return better, err
			}
		}
		e, err = otherEnglish(ctx, c.A, req.Expr)
		if err != nil {
			return nil, err
		}
		if better, err := s.inWords(ctx, c.A, req, e); better != nil && better.Cables >= max(1, muchMore*found) || err != nil {
			return better, err
		}
		return nil, nil
	}, req)
	if desk.RanOut(c, err) { // after the search itself was answered
		return nil, nil
	}
	return better, err
}

// inEnglish is a request that next to nothing answers with the names of countries and
// cities in English, where they are typed in another language: Griechenland 1978.
func (s *Pages) inEnglish(ctx context.Context, a archive.Archive, req query.Request, found int) (*shape.Counted, error) {
	if found > rareSearch {
		return nil, nil
	}
	english := func(name string) string {
		out := exonym.English(name)
		if s.Tables == nil || out == "" {
			return out
		}
		if st, ok := s.Tables.StateNamed(out, 0); ok {
			return st.Name
		}
		return out
	}
	e := query.Reworded(req.Expr, func(w string) string {
		if name := english(w); name != "" && !strings.Contains(name, " ") {
			return name
		}
		return w
	})
	if name := english(req.Text); name != "" {
		e = query.Request{}.WithText(name).Expr
	}
	better, err := s.inWords(ctx, a, req, e)
	if better == nil || err != nil || better.Cables < max(1, muchMore*found) {
		return nil, err
	}
	return better, nil
}

// muchMore is how many times as many cables must be found with words as they are
// written on the other shore.
const muchMore = 2

// inWords is the request in other words with its number of cables; nil where the
// words are the same, or too long to be typed.
func (s *Pages) inWords(ctx context.Context, a archive.Archive, req query.Request, e query.Expr) (*shape.Counted, error) {
	if e.String() == req.Expr.String() {
		return nil, nil
	}
	better := req.WithText(e.String())
	if better.Expr == nil || better.Expr.String() != e.String() {
		return nil, nil
	}
	n, err := a.Count(ctx, s.Terms.Widened(better))
	if err != nil {
		return nil, err
	}
	return &shape.Counted{Request: better, Cables: n}, nil
}

// otherEnglish is a query with each plain word, and the words of phrases, as the
// other shore writes them where more cables have them so.
func otherEnglish(ctx context.Context, a archive.Archive, e query.Expr) (query.Expr, error) {
	var failed error
	count := func(w string) int {
		n, err := a.Count(ctx, query.Request{}.WithText("="+w))
		if err != nil {
			failed = err
		}
		return n
	}
	mostly := func(w string) string {
		best, most := w, -1
		for _, other := range text.OtherEnglish(text.Fold(w)) {
			if most < 0 {
				most = count(w)
			}
			if n := count(other); n > most && failed == nil {
				best, most = other, n
			}
		}
		return best
	}
	wide := query.Reworded(e, func(w string) string {
		parts := strings.Split(w, "-") // most-favoured-nation
		for i := range parts {
			parts[i] = mostly(parts[i])
		}
		return strings.Join(parts, "-")
	})
	return wide, failed
}

// few is how many cables do not show by themselves that a word was misspelt.
const few = 3

// convincing reports whether a reader would take the words of a corrected query for
// those that were meant: Hafiz is not Nafiz, and Song Meiling is no long ceiling.
func convincing(typed, corrected query.Expr, cables int) bool {
	was, is := text.Words(typed.String()), text.Words(corrected.String())
	if len(was) != len(is) {
		return true
	}
	changed, begins := 0, true
	for i := range was {
		if was[i] == is[i] {
			continue
		}
		changed++
		begins = begins && beginAlike(was[i], is[i])
		if cables <= few && !alike(was[i], is[i], cables) {
			return false
		}
	}
	return changed < 2 || changed < len(was) || begins
}

// From so many letters another letter leaves no doubt about a word, or one too much
// or missing.
const longWord, sureWord = 8, 6

// alike reports whether a word that only a few cables have may be meant by another:
// they sound alike, or begin alike and there is more than one cable, or but for a
// letter too much or missing, or another one in a long word, they are the same.
func alike(was, is string, cables int) bool {
	if locate.SoundsLike(was, is) {
		return true
	}
	letters := utf8.RuneCountInString(was)
	slip := text.Within1(was, is) && (letters >= longWord || letters >= sureWord && letters != utf8.RuneCountInString(is))
	return beginAlike(was, is) && (cables > 1 || slip)
}

// shortName is how few letters of a name say little of what else was meant.
const shortName = 6

// wordForName reports whether a correction makes an ordinary word of a short name.
func (s *Pages) wordForName(typed, corrected string, found int) bool {
	return s.Tables != nil && wordForName(typed, corrected, found, func(w string) bool { return s.Tables.IsWord(w) || s.Tables.IsOrdinary(w) })
}

// wordForName: a capital shows a name, so Trent is no treat, and Viktor Bout no but.
// Where no cable has it, a letter may have been forgotten, typed twice or swapped: Turky.
func wordForName(typed, corrected string, found int, ordinary func(string) bool) bool {
	was, is := text.Words(typed), text.Words(corrected)
	if len(was) != len(is) || typed == strings.ToUpper(typed) {
		return false
	}
	for i := range was {
		letters := utf8.RuneCountInString(was[i])
		if was[i] == is[i] || letters >= shortName || !ordinary(is[i]) {
			continue
		}
		replaced := letters == utf8.RuneCountInString(is[i]) && sorted(was[i]) != sorted(is[i])
		if (found > 0 || replaced) && slices.ContainsFunc(strings.Fields(typed), func(w string) bool {
			return w != strings.ToLower(w) && slices.Contains(text.Words(w), was[i])
		}) {
			return true
		}
	}
	return false
}

// sorted are the letters of a word in order.
func sorted(word string) string {
	letters := []rune(word)
	slices.Sort(letters)
	return string(letters)
}

func beginAlike(a, b string) bool {
	first, _ := utf8.DecodeRuneInString(a)
	return strings.HasPrefix(b, string(first))
}
