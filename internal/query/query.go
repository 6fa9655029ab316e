// Package query is what a reader can ask: a tree of words, phrases and fields,
// the filters chosen from facets, a sort order and a page. It parses the search
// box, prints a query back, and is the one codec to and from URLs. It knows
// nothing of the search engine.
package query

import (
	"strings"

	"reftel/internal/cable"
)

// An Expr is a node of a parsed query: And, Or, Not, Word, Phrase, Value or
// Dates. The set is closed. String prints it in the language of the search box
// so that parsing it again gives an equal tree.
type Expr interface {
	String() string
	expr()
}

type (
	// And holds where all of its parts hold.
	And struct{ Of []Expr }
	// Or holds where one of its parts holds.
	Or struct{ Of []Expr }
	// Not holds where its part does not.
	Not struct{ Of Expr }

	// Word is one word of full text. In is "" (subject and body) or "subject".
	Word struct {
		In     string
		Text   string // as typed; the engine folds and stems it
		Exact  bool   // =word: as written, not by its stem
		Prefix bool   // word*
		Fuzzy  bool   // word~1
		Wild   bool   // w?rd: each question mark is any letter
	}

	// Phrase is words in a row, exact and with its stop words; with Slop > 0
	// they stand within so many words of each other, in any order.
	Phrase struct {
		In   string
		Text string // as typed between the quotes
		Slop int
	}

	// Value asks for a value of a field: tag:PREL, from:MEXICO, class:SECRET,
	// per:"Gustavo Delgado". Field is the canonical name of a field.
	Value struct {
		Field  Field
		Text   string
		Prefix bool // tag:PR*
		None   bool // tag:none: has no value of the field; Text is empty
	}

	// Dates is a range of days, both ends included, either may be open (zero).
	// A day, month or year alone is From == To. None asks for the undated.
	Dates struct {
		From, To cable.Date
		None     bool
	}
)

func (And) expr()    {}
func (Or) expr()     {}
func (Not) expr()    {}
func (Word) expr()   {}
func (Phrase) expr() {}
func (Value) expr()  {}
func (Dates) expr()  {}

// A Field is a field that can be named in the search box.
type Field string

// The fields of the search box. Text fields (subject) are In of a Word or
// Phrase; all others are Field of a Value.
const (
	FieldID      Field = "id"      // any form of an MRN
	FieldTag     Field = "tag"     // TAGS code
	FieldFrom    Field = "from"    // origin post, by code or name
	FieldTo      Field = "to"      // words of an addressee
	FieldClass   Field = "class"   // classification
	FieldCaption Field = "caption" // SIPDIS, NOFORN
	FieldPer     Field = "per"     // person
	FieldOrg     Field = "org"     // organisation
	FieldLoc     Field = "loc"     // place
	FieldMisc    Field = "misc"    // any other name
	FieldRef     Field = "ref"     // cites this cable
	FieldCountry Field = "country" // country of the origin post
	FieldYear    Field = "year"
	FieldLang    Field = "lang"
	// FieldCollection is the collection that a cable was released in.
	FieldCollection Field = "collection"
	// FieldCopies is a cable whose text is nearly the same, by its id.
	FieldCopies Field = "copies"
)

// A Facet is a property whose values are counted over the hits.
type Facet string

// The facets, named as in the URL.
const (
	Tags           Facet = "tag"
	Persons        Facet = "per"
	Organisations  Facet = "org"
	Places         Facet = "loc"
	Misc           Facet = "misc"
	Origin         Facet = "post"
	Country        Facet = "country"
	Classification Facet = "class"
	Captions       Facet = "caption"
	Language       Facet = "lang"
	Collection     Facet = "collection"
	Year           Facet = "year"
)

// Facets lists all facets in the order of the panel.
func Facets() []Facet {
	return []Facet{Tags, Persons, Organisations, Places, Misc, Origin, Country, Classification, Captions, Language, Collection, Year}
}

// None is the value that stands for "has no value of this facet".
const None = "-none-"

// A Filter is a facet value that was chosen: included or excluded. Several
// included values of one facet are alternatives, unless one of them is marked
// All: then each of them must hold. Different facets all hold, an excluded value
// never holds.
type Filter struct {
	Facet   Facet
	Value   string
	Exclude bool
	All     bool // of an included value, beside others of its facet
}

// A Sort is an order of results.
type Sort string

// The orders. The default is Relevance with a query and Newest without.
const (
	Relevance Sort = "relevance"
	Oldest    Sort = "oldest"
	Newest    Sort = "newest"
	Added     Sort = "added" // the cables first that came into the archive last
)

// Words is how many of the words of a text the cables have that it finds.
type Words string

// The ways, the first where nothing is said. Another is only ever chosen by a link.
const (
	AllWords  Words = ""
	MostWords Words = "most" // all but one, of three to six
	SomeWords Words = "some" // one or more, of two and more
)

// A Request is the whole state of a search, and as such of its URL.
type Request struct {
	Text    string    // the search box, as typed
	Words   Words     // how many of its words a cable has
	Expr    Expr      // Text as it was read, with so many of its words; nil matches everything
	Notes   []Message // sentences that say how Text was read where that may surprise
	Filters []Filter  // in a canonical order
	Since   cable.Date
	Until   cable.Date
	Apart   bool // cables with nearly the same text are listed one by one
	Sort    Sort // never empty after parsing
	Page    int  // from 1
	Size    int  // hits a page
}

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
