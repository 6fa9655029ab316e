package lists

import (
	"regexp"
	"strings"

	"reftel/internal/cable"
)

// An Element is what the reader needs to know of an element that begins.
type Element struct {
	Local  string // its name
	ID     string // xml:id
	Type   string
	Target string // the xml:id of what it points to in the volume
}

// A Reader is told of the elements and the text of a volume's front. An entry
// is what stands up to the end of an item or a row: an element with an xml:id,
// or what a list of persons or abbreviations puts first, is its name, and the
// rest tells what it is.
type Reader struct {
	entries    []entry
	pseudonyms bool   // a list says that names in brackets are pseudonyms
	kinds      []kind // of the open divisions and lists

	cur    entry
	level  int  // open elements of the name, 0 outside of it
	named  bool // the name was read
	inItem bool // of a list whose kind is known
	notes  int  // open notes
	name   strings.Builder
	rest   strings.Builder
}

// A kind is what a list or a division holds.
type kind byte

const (
	unknown kind = iota
	persons
	terms
)

// maxEntry is how much of an entry is kept, in bytes.
const maxEntry = 4 << 10

// Begin tells of an element that begins.
func (r *Reader) Begin(e Element) {
	if holds(e.Local) {
		r.kinds = append(r.kinds, kindOf(e, r.kind()))
	}
	own := e.ID != "" && marks(e.Local) != unknown
	switch {
	case e.Local == "note" || r.notes > 0:
		r.notes++
	case r.level > 0:
		r.level++
		if own && r.cur.id == "" {
			r.cur.id, r.cur.person = e.ID, marks(e.Local) == persons
		}
	case r.named:
		if r.cur.see == "" {
			r.cur.see = e.Target
		}
	case own:
		r.begin(e.ID, marks(e.Local))
	case r.kind() != unknown:
		switch e.Local {
		case "item", "row":
			r.inItem = true
		case "label":
			r.begin("", r.kind())
		case "hi", "cell", "term", "persName", "abbr", "orgName", "gloss":
			if r.inItem && strings.TrimSpace(r.rest.String()) == "" {
				r.begin("", r.kind())
			}
		}
	}
	if r.named && e.Local == "cell" {
		r.rest.WriteByte(' ')
	}
}

func (r *Reader) begin(id string, k kind) {
	r.cur = entry{id: id, person: k == persons}
	r.level = 1
	r.name.Reset()
	r.rest.Reset()
}

// Text tells of text.
func (r *Reader) Text(s []byte) {
	switch {
	case r.notes > 0:
	case r.level > 0:
		r.name.Write(s)
	case (r.named || r.inItem) && r.rest.Len() < maxEntry:
		r.rest.Write(s)
	}
}

// End tells of the end of an element.
func (r *Reader) End(local string) {
	switch {
	case r.notes > 0:
		r.notes--
	case r.level > 0:
		if r.level--; r.level == 0 {
			r.named = true
		}
	default:
		switch local {
		case "item", "list", "p", "div", "row", "person":
			r.finish()
		}
	}
	if holds(local) && len(r.kinds) > 0 {
		r.kinds = r.kinds[:len(r.kinds)-1]
	}
}

// finish ends an entry.
func (r *Reader) finish() {
	e, name, rest := r.cur, r.name.String(), r.rest.String()
	if !r.named { // no element marks the name
		e = entry{person: r.kind() == persons}
		name, rest, _ = strings.Cut(rest, ", ")
		if e.person || strings.ContainsAny(cable.OneLine(name), ".;") || len(name) > maxAbbreviation {
			name = ""
		}
	}
	if r.inItem && strings.Contains(strings.ToLower(r.rest.String()), "pseudonyms are ") {
		r.pseudonyms = true
	}
	r.cur, r.named, r.inItem = entry{}, false, false
	r.name.Reset()
	r.rest.Reset()
	e.name = strings.TrimRight(cable.OneLine(name), " ,;:")
	e.about = strings.TrimLeft(cable.OneLine(rest), " ,;:—–-")
	if m := seeEntry.FindStringSubmatch(e.about); m == nil {
		e.see = ""
	} else if e.see == "" {
		e.see = strings.TrimRight(m[1], " ,;:.")
	}
	switch {
	case e.name == "" || !e.person && e.about == "":
	case e.id == "" && e.person && !strings.Contains(e.name, ", "):
		// A remark on the list, which no name begins.
	default:
		r.entries = append(r.entries, e)
	}
}

// maxAbbreviation is how long a word may be that is taken for an abbreviation
// although nothing marks it, in bytes.
const maxAbbreviation = 20

// seeEntry leads from one entry to another: see Karamanlis, Konstantine.
var seeEntry = regexp.MustCompile(`^(?:[Ss]ee(?: also| under)?|[Pp]seudonym (?:for|of)) (.+)$`)

func (r *Reader) kind() kind {
	if n := len(r.kinds); n > 0 {
		return r.kinds[n-1]
	}
	return unknown
}

func holds(local string) bool {
	return local == "list" || local == "table" || strings.HasPrefix(local, "div")
}

// kindOf is the kind of a list or division: by what it says, or that of what it
// stands in.
func kindOf(e Element, outer kind) kind {
	for _, s := range []string{e.Type, e.ID} {
		switch s {
		case "names", "persons":
			return persons
		case "terms", "abbreviations":
			return terms
		}
	}
	return outer
}

// marks is the kind of entry of which an element is the name.
func marks(local string) kind {
	switch local {
	case "persName", "person":
		return persons
	case "term", "gloss", "abbr", "orgName":
		return terms
	}
	return unknown
}
