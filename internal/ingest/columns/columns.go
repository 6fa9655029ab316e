// Package columns knows what tables and lists of objects say of a cable: the
// names that they give its parts, the ways in which they write a date, and how
// a record of such values becomes a cable. The readers of single formats bring
// the values here; package telegram reads the text among them.
package columns

import (
	"strings"
)

// A Field is what a column holds.
type Field int

// The fields; Other is a column that is kept as a note.
const (
	Other Field = iota
	Number
	Date
	ID
	Origin
	Class
	Captions
	Refs
	Header
	Body
	Subject
	From
	To
	Info
	Tags
)

// fieldNames are the names of columns and keys that are known, as Key writes
// them (docs/formats.md has the same table).
var fieldNames = map[Field]string{
	Number:   "number no nr runningnumber rownumber row",
	Date:     "date datetime created createdat datesent sentdate sent draftdate authored dateauthored documentdate docdate published timestamp",
	ID:       "id mrn referenceid refid cableid identifier documentnumber documentid docid docno docnumber messagenumber telegramnumber",
	Origin:   "origin post embassy",
	Class:    "classification class classified originalclassification",
	Captions: "captions handling handlingrestrictions originalhandlingrestrictions",
	Refs:     "references reference refs ref reftel reftels",
	Header:   "header head",
	Body:     "body text content fulltext messagetext message",
	Subject:  "subject title subj",
	From:     "from sender author",
	To:       "to recipient recipients addressee addressees",
	Info:     "info cc",
	Tags:     "tags tag",
}

var byName = func() map[string]Field {
	m := map[string]Field{}
	for f, names := range fieldNames {
		for name := range strings.FieldsSeq(names) {
			m[name] = f
		}
	}
	return m
}()

// Named is the field of a name, in any case and with any signs between its
// words.
func Named(name string) (Field, bool) {
	f, ok := byName[Key(name)]
	return f, ok
}

// Key is a name in small letters alone.
func Key(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case 'A' <= r && r <= 'Z':
			return r + ('a' - 'A')
		case 'a' <= r && r <= 'z':
			return r
		}
		return -1
	}, name)
}

// Wanted says what makes a record one of a cable.
const Wanted = "wanted are the text (body, text, message text) or an id (id, MRN, document number) with a subject; date, origin, classification, references, header, from, to and TAGS are read too"

// Enough reports whether fields make a cable: a text, or a number and what the
// cable is about.
func Enough(has func(Field) bool) bool {
	return has(Body) || has(ID) && has(Subject)
}
