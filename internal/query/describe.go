package query

import (
	"strconv"
	"strings"
)

// Describe says in plain English how a query was read, for the line under the
// search box: cables with “rigid rules” and the tag PREL, not from MEXICO,
// dated September 2009.
func Describe(e Expr) string {
	if e == nil {
		return "all cables"
	}
	return "cables " + describe(e)
}

// describe is what follows "cables": things that they are with, things that
// they are without, then clauses, dates last.
func describe(e Expr) string {
	and, ok := e.(And)
	if !ok {
		return clause(e)
	}
	var with, without, clauses, dates []string
	for _, p := range and.Of {
		n, isNot := p.(Not)
		switch {
		case isThing(p):
			with = append(with, part(p))
		case isNot && isThing(n.Of):
			without = append(without, part(n.Of))
		default:
			c := clause(p)
			if _, ok := p.(Dates); ok {
				dates = append(dates, c)
			} else {
				clauses = append(clauses, c)
			}
		}
	}
	var parts []string
	if len(with) > 0 {
		parts = append(parts, "with "+list(with, "and"))
	}
	if len(without) > 0 {
		parts = append(parts, "without "+list(without, "or"))
	}
	return strings.Join(append(append(parts, clauses...), dates...), ", ")
}

// part is a thing in a list, in brackets where it is a list itself.
func part(e Expr) string {
	if _, ok := e.(Or); ok {
		return "(" + thing(e) + ")"
	}
	return thing(e)
}

// list joins "a", "a and b", "a, b and c".
func list(items []string, last string) string {
	n := len(items) - 1
	if n < 1 {
		return strings.Join(items, "")
	}
	return strings.Join(items[:n], ", ") + " " + last + " " + items[n]
}

// isThing reports whether a part is something that cables are with: a word, a
// phrase, a tag. An Or of things is one too.
func isThing(e Expr) bool {
	switch e := e.(type) {
	case Word, Phrase:
		return true
	case Value:
		return valueThings[e.Field] != "" && !e.None
	case Or:
		for _, p := range e.Of {
			if _, nested := p.(Or); nested || !isThing(p) {
				return false
			}
		}
		return true
	}
	return false
}

// What cables are with, and how they are otherwise.
var (
	valueThings = map[Field]string{
		FieldID:      "the id",
		FieldTag:     "the tag",
		FieldCaption: "the caption",
		FieldPer:     "the person",
		FieldOrg:     "the organisation",
		FieldLoc:     "the place",
		FieldMisc:    "the name",
	}
	valueClauses = map[Field]string{
		FieldFrom:    "from",
		FieldTo:      "to",
		FieldClass:   "classified",
		FieldRef:     "citing",
		FieldCountry: "from posts in",
		FieldYear:    "of the year",
		FieldLang:    "in the language",

		FieldCollection: "of the collection",
		FieldCopies:     "with nearly the text of",
	}
	// What cables are without: tag:none.
	valueNouns = map[Field]string{
		FieldTag:        "tag",
		FieldCaption:    "caption",
		FieldPer:        "person",
		FieldOrg:        "organisation",
		FieldLoc:        "place",
		FieldMisc:       "other name",
		FieldFrom:       "post",
		FieldTo:         "addressee",
		FieldClass:      "classification",
		FieldRef:        "reference",
		FieldCountry:    "country",
		FieldLang:       "language",
		FieldCollection: "collection",
		FieldCopies:     "copy",
	}
)

func thing(e Expr) string {
	switch e := e.(type) {
	case Word:
		s := "“" + e.Text + "”"
		switch {
		case e.Prefix && e.Wild:
			s = "words that begin like " + s + " (? is any letter)"
		case e.Prefix:
			s = "words that begin with " + s
		case e.Wild:
			s = "words like " + s + " (? is any letter)"
		case e.Fuzzy:
			s += " or a word one letter off"
		case e.Exact:
			s += " exactly as written"
		}
		return s + inField(e.In)
	case Phrase:
		s := "“" + e.Text + "”"
		if e.Slop > 0 {
			s = "the words of " + s + " within " + strconv.Itoa(e.Slop) + " words of each other"
		}
		return s + inField(e.In)
	case Value:
		return valueThings[e.Field] + " " + valueText(e)
	case Or:
		var items []string
		for _, p := range e.Of {
			items = append(items, thing(p))
		}
		return list(items, "or")
	}
	return ""
}

func inField(in string) string {
	if in == "" {
		return ""
	}
	return " in the " + in
}

func valueText(e Value) string {
	if e.Prefix {
		return e.Text + "…"
	}
	return e.Text
}

// clause is a part that can stand by itself after "cables".
func clause(e Expr) string {
	if isThing(e) {
		return "with " + thing(e)
	}
	switch e := e.(type) {
	case Value:
		if e.None {
			return "without any " + valueNouns[e.Field]
		}
		name, ok := valueClauses[e.Field]
		if !ok {
			name = "with the " + string(e.Field)
		}
		return name + " " + valueText(e)
	case Dates:
		return dateClause(e)
	case Not:
		if isThing(e.Of) {
			return "without " + thing(e.Of)
		}
		if d, ok := e.Of.(Dates); ok && d.None {
			return "not undated"
		}
		if v, ok := e.Of.(Value); ok && v.None {
			return "with some " + valueNouns[v.Field]
		}
		return "not " + nested(e.Of)
	case Or:
		var items []string
		for _, p := range e.Of {
			items = append(items, nested(p))
		}
		return list(items, "or")
	case And:
		return describe(e)
	}
	return ""
}

// nested is a clause in brackets where it has several parts.
func nested(e Expr) string {
	switch e.(type) {
	case And, Or:
		return "(" + clause(e) + ")"
	}
	return clause(e)
}

func dateClause(e Dates) string {
	switch {
	case e.None:
		return "undated"
	case e.From == e.To:
		return "dated " + e.From.Long()
	case e.To.IsZero():
		return "dated " + e.From.Long() + " or later"
	case e.From.IsZero():
		return "dated " + e.To.Long() + " or earlier"
	}
	return "dated from " + e.From.Long() + " to " + e.To.Long()
}
