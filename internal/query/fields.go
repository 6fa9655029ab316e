package query

import "strings"

// A kind is how the value of a field is read.
type kind int

const (
	valueField kind = iota // a Value
	textField              // words and phrases In the field
	dateField              // Dates
	yearField              // a Value that is a year, or else Dates
)

// A fieldDef is a name that can stand before a colon.
type fieldDef struct {
	kind  kind
	field Field  // of a Value
	in    string // of a Word or Phrase
	op    string // written before a date: since:1975 is date:>=1975
}

// fields holds every name in lower case, aliases included.
var fields = func() map[string]*fieldDef {
	m := map[string]*fieldDef{}
	add := func(d fieldDef, names string) {
		for _, n := range strings.Fields(names) {
			m[n] = &d
		}
	}
	value := func(f Field, aliases string) { add(fieldDef{field: f}, string(f)+" "+aliases) }
	value(FieldID, "mrn cable")
	value(FieldTag, "tags")
	value(FieldFrom, "origin post")
	value(FieldTo, "addressee info")
	value(FieldClass, "classification classified")
	value(FieldCaption, "captions")
	value(FieldPer, "person persons people")
	value(FieldOrg, "organisation organization organisations organizations")
	value(FieldLoc, "place places location")
	value(FieldMisc, "other")
	value(FieldRef, "refs reference references reftel cites")
	value(FieldCountry, "countries")
	value(FieldLang, "language")
	value(FieldCollection, "collections")
	value(FieldCopies, "near dup")
	add(fieldDef{kind: yearField, field: FieldYear}, "year years")
	add(fieldDef{kind: textField, in: "subject"}, "subject subj title")
	add(fieldDef{kind: dateField}, "date dated dates")
	add(fieldDef{kind: dateField, op: ">="}, "since")
	add(fieldDef{kind: dateField, op: "<="}, "until")
	add(fieldDef{kind: dateField, op: ">"}, "after")
	add(fieldDef{kind: dateField, op: "<"}, "before")
	return m
}()

// FieldNamed is the field of values that a name before a colon means, in any
// case and by any of its names. Text fields and dates are none.
func FieldNamed(name string) (Field, bool) {
	d := fields[strings.ToLower(name)]
	if d == nil || d.kind != valueField {
		return "", false
	}
	return d.field, true
}
