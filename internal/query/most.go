package query

import "slices"

// WithWords asks for so many of the words of the text, and reports whether that can
// be asked of it; where not, the request is as it was.
func (r Request) WithWords(w Words) (Request, bool) {
	all, notes, err := parseBox(r.Text)
	if err != nil || r.Text == "" {
		return r, false
	}
	e := all
	switch w {
	case AllWords:
	case MostWords:
		e = most(all)
	case SomeWords:
		e = some(all)
	default:
		return r, false
	}
	if e == nil {
		return r, false
	}
	r.Words, r.Expr, r.Notes, r.Page = w, e, notes, 1
	return r, true
}

// mostOfAtMost is how many words a query may have for all but one of them to be
// tried: so many ways there are to leave one out, of so many words less one each.
const mostOfAtMost = 6

// most asks for all but one of the words and phrases of a query and for all the
// rest of it (fields, dates, what is left out); nil where there are not three to
// six words and phrases.
func most(e Expr) Expr {
	words, rest := wordsOf(e)
	if len(words) < 3 || len(words) > mostOfAtMost {
		return nil
	}
	ways := make([]Expr, len(words))
	for i := range words {
		ways[i] = And{Of: slices.Delete(slices.Clone(words), i, i+1)}
	}
	return together(Or{Of: ways}, rest)
}

// some asks for one or more of the words and phrases of a query and for all the
// rest of it; nil where there are not two.
func some(e Expr) Expr {
	words, rest := wordsOf(e)
	if len(words) < 2 {
		return nil
	}
	return together(Or{Of: words}, rest)
}

// wordsOf are the words and phrases that a query wants all of, and the rest of it.
func wordsOf(e Expr) (words, rest []Expr) {
	and, ok := e.(And)
	if !ok {
		return nil, nil
	}
	for _, p := range and.Of {
		switch p.(type) {
		case Word, Phrase:
			words = append(words, p)
		default:
			rest = append(rest, p)
		}
	}
	return words, rest
}

func together(words Expr, rest []Expr) Expr {
	if len(rest) == 0 {
		return words
	}
	return And{Of: append([]Expr{words}, rest...)}
}
