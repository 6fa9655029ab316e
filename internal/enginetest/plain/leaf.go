package plain

import (
	"fmt"
	"slices"
	"strings"

	"reftel/internal/archive/values"
	"reftel/internal/cable"
	"reftel/internal/query"
)

// leaf is a condition without others in it, as typed.
func (a Asker) leaf() string {
	switch x := a.r.IntN(20); {
	case x < 5:
		w, _ := a.word(2)
		return a.cased(w)
	case x == 5:
		ws := []string{"the", "of", "and", "in", "that", "with"}
		return ws[a.r.IntN(len(ws))]
	case x == 6:
		w, _ := a.word(2)
		return "=" + w
	case x == 7:
		return a.compound()
	case x == 8:
		return a.phrase()
	case x < 11:
		return a.near()
	case x == 11:
		w, subject := a.word(5)
		letters := []rune(w)
		return a.in(subject) + string(letters[:min(len(letters), 4+a.r.IntN(len(w)-4))]) + "*"
	case x == 12:
		w, subject := a.word(5)
		return a.in(subject) + a.slip(w) + "~1"
	case x == 13:
		w, _ := a.word(2)
		sign := ""
		if a.r.IntN(2) == 0 {
			sign = "="
		}
		return "subject:" + sign + w
	case x < 16:
		return a.dates()
	case x == 16:
		return a.spelt()
	}
	return a.value()
}

// in is the subject alone at times, for words that stand in one.
func (a Asker) in(subject bool) string {
	if subject && a.r.IntN(2) == 0 {
		return "subject:"
	}
	return ""
}

// cased is a word in capitals at times; it never is an operator.
func (a Asker) cased(w string) string {
	if a.r.IntN(4) == 0 {
		return strings.ToUpper(w)
	}
	return w
}

// spelt is a word that the cables write in some other way, a number, or a phrase
// around one.
func (a Asker) spelt() string {
	if len(a.odd) == 0 {
		return a.compound()
	}
	p := a.odd[a.r.IntN(len(a.odd))]
	sign := ""
	if a.r.IntN(3) == 0 {
		sign = "="
	}
	switch x := a.r.IntN(6); {
	case x == 0 && len(p.Elided) > 0:
		return sign + p.Elided[a.r.IntN(len(p.Elided))].Written
	case x == 1 && len(p.Joined) > 0:
		return p.Joined[a.r.IntN(len(p.Joined))]
	case x == 2:
		return a.one("25,000", "25000", "=25.000", `"25,000"`, `"1250000"`, "1,250,000")
	}
	i := slices.IndexFunc(p.Written, func(w string) bool { return !slices.Contains(p.Words, w) })
	if i < 0 {
		i = a.r.IntN(len(p.Words))
	}
	ways := spellings(p.Written[i])
	w := ways[a.r.IntN(len(ways))]
	switch a.r.IntN(4) {
	case 0:
		return sign + w
	case 1:
		return sign + p.Written[i]
	case 2:
		if letters := []rune(p.Written[i]); len(letters) > 4 {
			return string(letters[:4]) + "*"
		}
	}
	if i+1 < len(p.Words) {
		return `"` + w + " " + p.Words[i+1] + `"`
	}
	return w
}

func (a Asker) one(of ...string) string { return of[a.r.IntN(len(of))] }

// compound is one that the cables have, or is made of two of their words.
func (a Asker) compound() string {
	ws, subject := a.stretch(2)
	whole := strings.Join(ws, "-")
	if len(a.compounds) > 0 && a.r.IntN(2) == 0 {
		whole = a.compounds[a.r.IntN(len(a.compounds))]
	}
	field := a.in(subject || a.r.IntN(2) == 0)
	if a.r.IntN(3) == 0 {
		field += "="
	}
	return field + whole
}

// phrase is words in a row as they stand somewhere, seldom the other way round.
func (a Asker) phrase() string {
	ws, subject := a.stretch(2 + a.r.IntN(4))
	if a.r.IntN(6) == 0 {
		ws = slices.Clone(ws)
		slices.Reverse(ws)
	}
	return a.in(subject) + `"` + strings.Join(ws, " ") + `"`
}

// near is two or three words out of a stretch of text, in any order, and mostly
// as far apart as they stand there, or one word less.
func (a Asker) near() string {
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
	return fmt.Sprintf(`%s"%s"~%d`, a.in(subject), strings.Join(some, " "), slop)
}

// slip is a word with a mistake, or without any.
func (a Asker) slip(word string) string {
	w := []rune(word)
	i := a.r.IntN(len(w) - 1)
	switch a.r.IntN(5) {
	case 0:
		return string(w[:i]) + "x" + string(w[i+1:])
	case 1:
		return string(w[:i]) + "e" + string(w[i:])
	case 2:
		return string(w[:i]) + string(w[i+1:])
	case 3:
		return string(w[:i]) + string(w[i+1]) + string(w[i]) + string(w[i+2:])
	}
	return word
}

// date is one of some cable, at times its month or year alone.
func (a Asker) date() cable.Date {
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

func (a Asker) dates() string {
	from, to := a.date(), a.date()
	if FirstDay(from).After(FirstDay(to)) {
		from, to = to, from
	}
	switch a.r.IntN(5) {
	case 0:
		return "date:" + from.String()
	case 1:
		return "since:" + from.String()
	case 2:
		return "until:" + to.String()
	case 3:
		return "date:none"
	}
	return "date:" + from.String() + ".." + to.String()
}

// valued are the fields of values, and how they are asked: by the whole value, by
// its beginning, or by one of its words.
var valued = []struct {
	field string
	facet query.Facet
	how   string
}{
	{"tag", query.Tags, ""}, {"tag", query.Tags, "begin"}, {"from", query.Origin, ""}, {"class", query.Classification, ""}, {"caption", query.Captions, ""},
	{"lang", query.Language, ""}, {"year", query.Year, ""}, {"year", query.Year, "begin"}, {"ref", values.Ref, ""}, {"id", "", ""},
	{"per", query.Persons, ""}, {"org", query.Organisations, ""}, {"loc", query.Places, ""}, {"misc", query.Misc, ""},
	{"per", query.Persons, "word"}, {"org", query.Organisations, "word"}, {"per", query.Persons, "begin"}, {"country", query.Country, ""},
	{"collection", query.Collection, ""}, {"collection", query.Collection, "word"}, {"to", values.To, "word"},
}

// other is a value, or at times another name of it.
func (a Asker) other(f query.Facet, value string) string {
	if names := a.reading.otherNames(f, value); len(names) > 0 && a.r.IntN(2) == 0 {
		return names[a.r.IntN(len(names))]
	}
	return value
}

func (a Asker) value() string {
	v := valued[a.r.IntN(len(valued))]
	if v.field == "id" {
		return "id:" + a.cable().ID
	}
	if a.r.IntN(6) == 0 {
		return v.field + ":none"
	}
	vs := a.cable().values[v.facet]
	for tried := 0; len(vs) == 0; tried++ {
		if tried == 100 {
			return v.field + ":none"
		}
		vs = a.cable().values[v.facet]
	}
	value := a.other(v.facet, vs[a.r.IntN(len(vs))])
	ws, _ := Words(value)
	switch {
	case v.how == "begin" && len([]rune(value)) > 2:
		letters := []rune(value)
		return v.field + `:"` + strings.TrimSpace(string(letters[:len(letters)-1])) + `"*`
	case v.how == "word" && len(ws) > 0:
		return v.field + `:"` + ws[a.r.IntN(len(ws))] + `"`
	}
	return v.field + `:"` + value + `"`
}
