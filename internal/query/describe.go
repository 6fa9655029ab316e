package query

import (
	"fmt"
	"slices"
	"strings"

	"reftel/internal/cable"
)

// Describe says how a query was read, for the line under the search box: cables with
// “rigid rules” and the tag PREL, not from MEXICO, dated September 2009.
func Describe(e Expr) Message {
	if e == nil {
		return Later("all cables")
	}
	return Later("cables %s", describe(e))
}

// DescribeThing says what cables are with: a word, a phrase, a value, or one of several.
func DescribeThing(e Expr) Message { return thing(e) }

// describe is what follows "cables": things that they are with, things that
// they are without, then clauses, dates last.
func describe(e Expr) Message {
	and, ok := e.(And)
	if !ok {
		return clause(e)
	}
	var with, without, clauses, dates []Message
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
	var parts []Message
	if len(with) > 0 {
		parts = append(parts, Later("with %s", allIn(with)))
	}
	if len(without) > 0 {
		parts = append(parts, Later("without %s", anyIn(without)))
	}
	return joined(slices.Concat(parts, clauses, dates))
}

// part is a thing in a list, in brackets where it is a list itself.
func part(e Expr) Message {
	if _, ok := e.(Or); ok {
		return Later("(%s)", thing(e))
	}
	return thing(e)
}

// joined is "a, b, c".
func joined(items []Message) Message {
	if len(items) == 0 {
		return Message{}
	}
	m := items[0]
	for _, next := range items[1:] {
		m = Later("%s, %s", m, next)
	}
	return m
}

// allIn is "a", "a and b", "a, b and c".
func allIn(items []Message) Message {
	n := len(items) - 1
	if n < 1 {
		return joined(items)
	}
	return Later("%s and %s", joined(items[:n]), items[n])
}

// anyIn is "a", "a or b", "a, b or c".
func anyIn(items []Message) Message {
	n := len(items) - 1
	if n < 1 {
		return joined(items)
	}
	return Later("%s or %s", joined(items[:n]), items[n])
}

// isThing reports whether a part is something that cables are with: a word, a
// phrase, a tag. An Or of things is one too.
func isThing(e Expr) bool {
	switch e := e.(type) {
	case Word, Phrase:
		return true
	case Value:
		return asValue(e.Field, "").thing && !e.None
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

// A valued is what is said of the cables that have a value, have none, or have any.
type valued struct {
	has, none, some Message
	thing           bool // has is what cables are with, and else how they are
}

// asValue is what is said of a field with a value.
func asValue(f Field, value string) valued {
	switch f {
	case FieldID:
		return valued{Later("the id %s", value), Message{}, Message{}, true}
	case FieldTag:
		return valued{Later("the tag %s", value), Later("without any tag"), Later("with some tag"), true}
	case FieldCaption:
		return valued{Later("the caption %s", value), Later("without any caption"), Later("with some caption"), true}
	case FieldPer:
		return valued{Later("the person %s", value), Later("without any person"), Later("with some person"), true}
	case FieldOrg:
		return valued{Later("the organisation %s", value), Later("without any organisation"), Later("with some organisation"), true}
	case FieldLoc:
		return valued{Later("the place %s", value), Later("without any place"), Later("with some place"), true}
	case FieldMisc:
		return valued{Later("the name %s", value), Later("without any other name"), Later("with some other name"), true}
	case FieldFrom:
		return valued{Later("from %s ‹a post›", value), Later("without any post"), Later("with some post"), false}
	case FieldTo:
		return valued{Later("to %s ‹an addressee›", value), Later("without any addressee"), Later("with some addressee"), false}
	case FieldClass:
		return valued{Later("classified %s", value), Later("without any classification"), Later("with some classification"), false}
	case FieldRef:
		return valued{Later("citing %s", value), Later("without any reference"), Later("with some reference"), false}
	case FieldCountry:
		return valued{Later("from posts in %s", value), Later("without any country"), Later("with some country"), false}
	case FieldYear:
		return valued{Later("of the year %s", value), Later("undated"), Later("not undated"), false}
	case FieldLang:
		return valued{Later("in the language %s", value), Later("without any language"), Later("with some language"), false}
	case FieldCollection:
		return valued{Later("of the collection %s", value), Later("without any collection"), Later("with some collection"), false}
	case FieldCopies:
		return valued{Later("with nearly the text of %s", value), Later("without any copy"), Later("with some copy"), false}
	}
	return valued{has: Later("with the %s %s ‹field value›", string(f), value)}
}

func thing(e Expr) Message {
	switch e := e.(type) {
	case Word:
		said := Later("“%s”", e.Text)
		switch {
		case e.Prefix && e.Wild:
			said = Later("words that begin like “%s” (? is any letter)", e.Text)
		case e.Prefix:
			said = Later("words that begin with “%s”", e.Text)
		case e.Wild:
			said = Later("words like “%s” (? is any letter)", e.Text)
		case e.Fuzzy:
			said = Later("“%s” or a word one letter off", e.Text)
		case e.Exact:
			said = Later("“%s” exactly as written", e.Text)
		}
		return inField(said, e.In)
	case Phrase:
		said := Later("“%s”", e.Text)
		if e.Slop > 0 {
			said = Later("the words of “%s” within %d words of each other", e.Text, e.Slop)
		}
		return inField(said, e.In)
	case Value:
		return asValue(e.Field, valueText(e)).has
	case Or:
		var items []Message
		for _, p := range e.Of {
			items = append(items, thing(p))
		}
		return anyIn(items)
	}
	return Message{}
}

func inField(said Message, in string) Message {
	switch in {
	case "":
		return said
	case "subject":
		return Later("%s in the subject", said)
	}
	return Later("%s in the %s ‹field›", said, in)
}

func valueText(e Value) string {
	if e.Prefix {
		return e.Text + "…"
	}
	return e.Text
}

// clause is a part that can stand by itself after "cables".
func clause(e Expr) Message {
	if isThing(e) {
		return Later("with %s", thing(e))
	}
	switch e := e.(type) {
	case Value:
		if e.None {
			return asValue(e.Field, "").none
		}
		return asValue(e.Field, valueText(e)).has
	case Dates:
		return dateClause(e)
	case Not:
		if isThing(e.Of) {
			return Later("without %s", thing(e.Of))
		}
		if d, ok := e.Of.(Dates); ok && d.None {
			return Later("not undated")
		}
		if v, ok := e.Of.(Value); ok && v.None {
			return asValue(v.Field, "").some
		}
		return Later("not %s", nested(e.Of))
	case Or:
		var items []Message
		for _, p := range e.Of {
			items = append(items, nested(p))
		}
		return anyIn(items)
	case And:
		return describe(e)
	}
	return Message{}
}

// nested is a clause in brackets where it has several parts.
func nested(e Expr) Message {
	switch e.(type) {
	case And, Or:
		return Later("(%s)", clause(e))
	}
	return clause(e)
}

func dateClause(e Dates) Message {
	switch {
	case e.None:
		return Later("undated")
	case e.From == e.To:
		return Later("dated %s", Day(e.From))
	case e.To.IsZero():
		return Later("dated %s or later", Day(e.From))
	case e.From.IsZero():
		return Later("dated %s or earlier", Day(e.To))
	}
	return Later("dated from %s to %s", Day(e.From), Day(e.To))
}

// A Message is a text for readers, which can be said in other languages: its English
// words, and what stands in the places of those: %s for a text, a [Day] or another
// message, %d for a number. Where one English text means two things, it ends in what it
// means, in ‹ ›, which no reader sees.
type Message struct {
	Key  string
	Args []any
}

// Later is a text that is said once it is known to whom.
func Later(key string, args ...any) Message { return Message{key, args} }

// String is the text in English.
func (m Message) String() string {
	text := m.Key
	if bare, _, ok := strings.Cut(text, " ‹"); ok && strings.HasSuffix(text, "›") {
		text = bare
	}
	if len(m.Args) == 0 {
		return text
	}
	return fmt.Sprintf(text, m.Args...)
}

// IsZero reports whether there is nothing to say.
func (m Message) IsZero() bool { return m.Key == "" }

// Same reports whether two messages say the same.
func (m Message) Same(o Message) bool { return m.Key == o.Key && m.String() == o.String() }

// Told is a message that stands in another one: its words and what stands in them.
func (m Message) Told() (key string, args []any) { return m.Key, m.Args }

// InEnglish are messages for programs.
func InEnglish(all []Message) []string {
	var out []string
	for _, m := range all {
		out = append(out, m.String())
	}
	return out
}

// Together are messages, each once.
func Together(lists ...[]Message) []Message {
	var out notes
	for _, m := range slices.Concat(lists...) {
		out.add(m)
	}
	return out.list
}

// A Day is a date in a message, which is written as the language does.
type Day cable.Date

// String is the date in English.
func (d Day) String() string { return cable.Date(d).Long() }

// On is what is known of the date; what is not is 0.
func (d Day) On() (year, month, day int) { return d.Year, d.Month, d.Day }
