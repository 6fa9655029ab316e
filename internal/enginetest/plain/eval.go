package plain

import (
	"slices"

	"reftel/internal/query"
	"reftel/internal/text"
)

// meant is an expression without the parts that ask for nothing: words without a
// letter, and very common words beside others. It is nil where nothing is left.
func meant(e query.Expr) query.Expr {
	switch e := e.(type) {
	case query.And:
		if of := eachMeant(telling(e.Of)); len(of) > 0 {
			return query.And{Of: of}
		}
		return nil
	case query.Or:
		if of := eachMeant(e.Of); len(of) > 0 {
			return query.Or{Of: of}
		}
		return nil
	case query.Not:
		if of := meant(e.Of); of != nil {
			return query.Not{Of: of}
		}
		return nil
	case query.Word:
		return unlessEmpty(e, e.Text)
	case query.Phrase:
		return unlessEmpty(e, e.Text)
	}
	return e
}

func eachMeant(es []query.Expr) []query.Expr {
	var out []query.Expr
	for _, e := range es {
		if e = meant(e); e != nil {
			out = append(out, e)
		}
	}
	return out
}

func unlessEmpty(e query.Expr, s string) query.Expr {
	if ws, _ := Words(s); len(ws) == 0 {
		return nil
	}
	return e
}

// telling are the parts of an And without the very common words, where others are
// looked for.
func telling(parts []query.Expr) []query.Expr {
	common := func(e query.Expr) bool {
		w, ok := e.(query.Word)
		if !ok || w.Exact || w.Prefix || w.Fuzzy || w.Wild {
			return false
		}
		ws, _ := Words(w.Text)
		return len(ws) == 1 && text.IsStop(ws[0])
	}
	others := slices.ContainsFunc(parts, func(e query.Expr) bool { return !common(e) && len(query.Terms(e)) > 0 })
	if !others {
		return parts
	}
	return slices.DeleteFunc(slices.Clone(parts), common)
}

// holds reports whether a meant expression holds for a cable.
func (r *Reading) holds(c *one, e query.Expr) bool {
	holds := func(e query.Expr) bool { return r.holds(c, e) }
	switch e := e.(type) {
	case query.And:
		return !slices.ContainsFunc(e.Of, func(e query.Expr) bool { return !holds(e) })
	case query.Or:
		return slices.ContainsFunc(e.Of, holds)
	case query.Not:
		return !holds(e.Of)
	case query.Word:
		return r.hasWord(c, e)
	case query.Phrase:
		return r.hasPhrase(c, e)
	case query.Value:
		return r.hasValue(c, e)
	case query.Dates:
		if e.None {
			return c.Date.IsZero()
		}
		return inRange(c.Date, e.From, e.To)
	}
	return false
}

// in reports whether a passage holds, one of the subject where that is asked.
func (c *one) in(in string, holds func(*Passage) bool) bool {
	for i := range c.passages {
		if p := &c.passages[i]; (in == "" || p.Subject) && holds(p) {
			return true
		}
	}
	return false
}

// oneSlip reports whether two words are the same but for one letter that is other,
// missing or too much, or two that are exchanged.
func oneSlip(a, b []rune) bool {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a) == 2 && len(b) == 2 {
		return a[0] == b[1] && a[1] == b[0]
	}
	return len(a) <= 1 && len(b) <= 1
}

func inRow(ws []string, places []func(string) bool) bool {
next:
	for i := 0; i+len(places) <= len(ws); i++ {
		for k, fits := range places {
			if !fits(ws[i+k]) {
				continue next
			}
		}
		return true
	}
	return false
}

// Near reports whether all words stand in one stretch of text that has at most
// slop other words.
func Near(ws, asked []string, slop int) bool {
	for i := range ws {
		if !slices.Contains(asked, ws[i]) {
			continue
		}
		rest := slices.Clone(asked)
		for _, w := range ws[i:min(len(ws), i+len(asked)+slop)] {
			if k := slices.Index(rest, w); k >= 0 {
				rest = slices.Delete(rest, k, k+1)
			}
		}
		if len(rest) == 0 {
			return true
		}
	}
	return false
}
