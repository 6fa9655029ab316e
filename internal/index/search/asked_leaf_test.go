package search_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2"

	"reftel/internal/cable"
	"reftel/internal/enginetest/plain"
	"reftel/internal/query"
)

// leaf is a condition without others in it.
func (a asker) leaf() asked {
	switch x := a.r.IntN(20); {
	case x < 5:
		w, _ := a.word(2)
		return asked{text: a.cased(w), plain: wordQuery("", w, false), telling: true}
	case x == 5:
		ws := []string{"the", "of", "and", "in", "that", "with"}
		w := ws[a.r.IntN(len(ws))]
		return asked{text: w, plain: wordQuery("", w, false), telling: true, common: true}
	case x == 6:
		w, _ := a.word(2)
		return asked{text: "=" + w, plain: wordQuery("", w, true), telling: true}
	case x == 7:
		return a.compound()
	case x == 8:
		return a.phrase()
	case x < 11:
		return a.near()
	case x == 11:
		w, subject := a.word(5)
		begin := w[:4+a.r.IntN(len(w)-4)]
		in, field := a.in(subject)
		return asked{text: field + begin + "*", plain: prefixQuery(in, begin), telling: true}
	case x == 12:
		w, subject := a.word(5)
		w = a.slip(w)
		in, field := a.in(subject)
		return asked{text: field + w + "~1", plain: fuzzyQuery(in, w), telling: true}
	case x == 13:
		w, _ := a.word(2)
		exact := a.r.IntN(2) == 0
		return asked{text: "subject:" + map[bool]string{true: "="}[exact] + w, plain: wordQuery("subject", w, exact), telling: true}
	case x < 16:
		return a.dates()
	}
	return a.value()
}

// in is the subject alone at times, for words that stand in one.
func (a asker) in(subject bool) (in, field string) {
	if subject && a.r.IntN(2) == 0 {
		return "subject", "subject:"
	}
	return "", ""
}

// cased is a word in capitals at times; it never is an operator.
func (a asker) cased(w string) string {
	if a.r.IntN(4) == 0 {
		return strings.ToUpper(w)
	}
	return w
}

// compound is one that the cables have, or is made of two of their words.
func (a asker) compound() asked {
	ws, subject := a.stretch(2)
	if a.r.IntN(2) == 0 {
		whole := a.p.compounds[a.r.IntN(len(a.p.compounds))]
		ws = strings.Split(whole, "-")
	}
	in, field := a.in(subject || a.r.IntN(2) == 0)
	exact := a.r.IntN(3) == 0
	if exact {
		return asked{text: field + "=" + strings.Join(ws, "-"), plain: compoundQuery(in, ws, true), telling: true}
	}
	return asked{text: field + strings.Join(ws, "-"), plain: compoundQuery(in, ws, false), telling: true}
}

// phrase is words in a row as they stand somewhere, seldom the other way round.
func (a asker) phrase() asked {
	ws, subject := a.stretch(2 + a.r.IntN(4))
	if a.r.IntN(6) == 0 {
		ws = slices.Clone(ws)
		slices.Reverse(ws)
	}
	in, field := a.in(subject)
	return asked{text: field + `"` + strings.Join(ws, " ") + `"`, plain: phraseQuery(in, ws), telling: true}
}

// near is two or three words out of a stretch of text, in any order, and mostly
// as far apart as they stand there, or one word less.
func (a asker) near() asked {
	ws, subject := a.stretch(8)
	at := a.r.Perm(len(ws))[:2+a.r.IntN(2)]
	var some []string
	for _, i := range at {
		some = append(some, ws[i])
	}
	others := slices.Max(at) - slices.Min(at) + 1 - len(at)
	slop := max(1, others-a.r.IntN(2))
	if a.r.IntN(4) == 0 {
		slop = 1 + a.r.IntN(20)
	}
	in, field := a.in(subject)
	return asked{text: fmt.Sprintf(`%s"%s"~%d`, field, strings.Join(some, " "), slop), plain: a.p.nearQuery(in, some, slop), telling: true}
}

// slip is a word with a mistake behind its first letter, or without any.
func (a asker) slip(w string) string {
	i := 1 + a.r.IntN(len(w)-2)
	switch a.r.IntN(5) {
	case 0:
		return w[:i] + "x" + w[i+1:]
	case 1:
		return w[:i] + "e" + w[i:]
	case 2:
		return w[:i] + w[i+1:]
	case 3:
		return w[:i] + w[i+1:i+2] + w[i:i+1] + w[i+2:]
	}
	return w
}

// date is one of some cable, at times its month or year alone.
func (a asker) date() cable.Date {
	for {
		d := a.cable().Date
		if d.IsZero() {
			continue
		}
		if a.r.IntN(3) == 0 {
			d.Year += a.r.IntN(9) - 4
		}
		d.Hour, d.Minute, d.HasTime = 0, 0, false
		switch a.r.IntN(3) {
		case 0:
			d.Month, d.Day = 0, 0
		case 1:
			d.Day = 0
		}
		if d.Valid() {
			return d
		}
	}
}

func (a asker) dates() asked {
	from, to := a.date(), a.date()
	if plain.FirstDay(from).After(plain.FirstDay(to)) {
		from, to = to, from
	}
	switch a.r.IntN(5) {
	case 0:
		return asked{text: "date:" + from.String(), plain: dateQuery(from, from)}
	case 1:
		return asked{text: "since:" + from.String(), plain: dateQuery(from, cable.Date{})}
	case 2:
		return asked{text: "until:" + to.String(), plain: dateQuery(cable.Date{}, to)}
	case 3:
		return asked{text: "date:none", plain: term(peerNone, string(query.Year))}
	}
	return asked{text: "date:" + from.String() + ".." + to.String(), plain: dateQuery(from, to)}
}

// A valued is a field of values, and the column that holds them.
type valued struct {
	field  string
	column query.Facet
	how    string // "is" the whole value, "word" one of its words, "name" several words of it
}

var valuedFields = []valued{
	{"tag", query.Tags, "is"}, {"tag", query.Tags, "begin"}, {"from", query.Origin, "is"}, {"class", query.Classification, "is"}, {"caption", query.Captions, "is"},
	{"lang", query.Language, "is"}, {"year", query.Year, "is"}, {"year", query.Year, "begin"}, {"ref", "ref", "is"}, {"id", "id", "is"},
	{"per", query.Persons, "name"}, {"org", query.Organisations, "name"}, {"loc", query.Places, "name"}, {"misc", query.Misc, "name"},
	{"per", query.Persons, "word"}, {"org", query.Organisations, "word"}, {"country", query.Country, "name"},
	{"collection", query.Collection, "name"}, {"collection", query.Collection, "word"}, {"to", "to", "word"},
}

func (a asker) value() asked {
	v := valuedFields[a.r.IntN(len(valuedFields))]
	if v.field == "id" {
		id := a.cable().ID
		return asked{text: "id:" + id, plain: bleve.NewDocIDQuery([]string{id})}
	}
	if a.r.IntN(6) == 0 {
		return asked{text: v.field + ":none", plain: term(peerNone, string(v.column))}
	}
	var values []string
	for len(values) == 0 {
		values = peerValues(a.cable())[v.column]
	}
	value := values[a.r.IntN(len(values))]
	ws, _ := plain.Words(value)
	switch {
	case v.how == "begin":
		q := bleve.NewPrefixQuery(value[:len(value)-1])
		q.SetField(string(v.column))
		if len(value) > 2 {
			return asked{text: v.field + `:"` + value[:len(value)-1] + `"*`, plain: q}
		}
	case v.how == "word" && len(ws) > 0:
		w := ws[a.r.IntN(len(ws))]
		return asked{text: v.field + `:"` + w + `"`, plain: a.p.namedQuery(v.column, w)}
	case v.how == "name":
		return asked{text: v.field + `:"` + value + `"`, plain: a.p.namedQuery(v.column, value)}
	}
	return asked{text: v.field + `:"` + value + `"`, plain: term(string(v.column), value)}
}
