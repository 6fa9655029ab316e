// Package shape turns what the archive answered into what templates draw: values
// in, views out. All that a page shows was asked before: it knows the answers of
// the contract, and neither who gave them nor HTTP, and asks nobody. What codes
// mean it reads in the tables.
//
// A page has a type with the answers that it is made of and a method View, which
// takes what all pages have and fills in the rest.
package shape

import (
	"strconv"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/cite"
	"reftel/internal/query"
	"reftel/web/templates"
)

// viewDate shapes a date.
func viewDate(d cable.Date, inferred bool) templates.Date {
	if d.IsZero() {
		return templates.Date{}
	}
	return templates.Date{Text: d.Long(), ISO: d.String(), Inferred: inferred}
}

// date is the date of the cable; of a document in a volume with its time, which is
// that of a clock that the volume tells.
func (x *Cable) date() templates.Date {
	c := x.Cable
	v := viewDate(c.Date, c.DateInferred)
	if c.Edition != nil && c.Date.HasTime && c.Date.Day != 0 {
		v.Text += ", " + c.Date.String()[11:] + zone(c.DateZone)
	}
	return v
}

// DateOf shapes a date.
func DateOf(d cable.Date, inferred bool) templates.Date { return viewDate(d, inferred) }

// PagesOf leads through a list of total items, of which a page has size.
func PagesOf(page, size, total int, url func(page int) string) templates.Pagination {
	return pagination(page, size, total, 0, url)
}

// Count is a number with its noun.
func Count(n int, one, many string) string { return num(n) + " " + plural(n, one, many) }

// Cut shortens a text to at most n characters, at a word, with an ellipsis.
func Cut(text string, n int) string {
	text = cite.OneLine(text)
	rs := []rune(text)
	if len(rs) <= n {
		return text
	}
	short := string(rs[:n])
	if i := strings.LastIndexByte(short, ' '); i > n/2 {
		short = short[:i]
	}
	return strings.TrimRight(short, " ,;:.-") + "…"
}

// firstSentence is the beginning of a text up to the end of its first
// sentence, cut at n characters.
func firstSentence(text string, n int) string {
	text = cite.OneLine(text)
	for i := 0; i+2 <= len(text); i++ {
		if (text[i] == '.' || text[i] == '!' || text[i] == '?') && i > 40 && text[i+1] == ' ' {
			return Cut(text[:i+1], n)
		}
	}
	return Cut(text, n)
}

// num writes 12345 as 12,345.
func num(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func lowerFirst(s string) string {
	if s == "" || s == strings.ToUpper(s) {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// joined joins what is not empty.
func joined(sep string, parts ...string) string {
	var ps []string
	for _, p := range parts {
		if p != "" {
			ps = append(ps, p)
		}
	}
	return strings.Join(ps, sep)
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// SearchTitle is what a list of search results is called.
func SearchTitle(r query.Request) string { return searchTitle(r) }
