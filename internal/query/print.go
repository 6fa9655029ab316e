package query

import (
	"strconv"
	"strings"
)

// The printed form has the fewest brackets that keep the tree, and AND only
// where a list stands inside an OR. It may be longer than what was typed, as
// tag:(A OR B) becomes tag:A OR tag:B, and so even longer than MaxBytes.

func (e And) String() string { return join(e.Of, " ") }

func (e Or) String() string {
	parts := make([]string, len(e.Of))
	for i, p := range e.Of {
		if and, ok := p.(And); ok {
			parts[i] = join(and.Of, " AND ")
		} else {
			parts[i] = bracketed(p)
		}
	}
	return strings.Join(parts, " OR ")
}

func (e Not) String() string { return "NOT " + bracketed(e.Of) }

func join(of []Expr, sep string) string {
	parts := make([]string, len(of))
	for i, p := range of {
		parts[i] = bracketed(p)
	}
	return strings.Join(parts, sep)
}

// bracketed prints a part, in brackets where it has several.
func bracketed(e Expr) string {
	switch e := e.(type) {
	case nil:
		return ""
	case And, Or:
		return "(" + e.String() + ")"
	}
	return e.String()
}

func (e Word) String() string {
	s := e.Text
	if e.Exact {
		s = "=" + s
	}
	if e.In != "" {
		s = e.In + ":" + s
	}
	switch {
	case e.Prefix:
		s += "*"
	case e.Fuzzy:
		s += "~1"
	}
	return s
}

func (e Phrase) String() string {
	s := `"` + e.Text + `"`
	if e.In != "" {
		s = e.In + ":" + s
	}
	if e.Slop > 0 {
		s += "~" + strconv.Itoa(e.Slop)
	}
	return s
}

func (e Value) String() string {
	if e.None {
		return string(e.Field) + ":none"
	}
	s := e.Text
	placed := !e.Prefix && holdsIDs[e.Field] && hasPlace(s)
	if !isBare(s) && !(placed && isBare(strings.Replace(s, "~", "", 1))) || isNone(s) && !e.Prefix {
		s = `"` + s + `"`
	}
	if e.Prefix {
		s += "*"
	}
	return string(e.Field) + ":" + s
}

// isBare reports whether a value can be written without quotation marks.
func isBare(s string) bool {
	return s != "" && trim(s) == s && !strings.ContainsAny(s, " ()*~") &&
		!strings.Contains(s, "&&") && !strings.ContainsAny(s, "|^") && strings.IndexFunc(s, isQuote) < 0
}

func (e Dates) String() string {
	switch {
	case e.None:
		return "date:none"
	case e.From == e.To:
		return "date:" + e.From.String()
	}
	return "date:" + e.From.String() + ".." + e.To.String()
}
