// Package cable holds the model of a diplomatic cable: what every reader
// produces, the index stores and the pages draw. It knows no file format, no
// search engine and no web server, and imports the standard library alone.
//
// Terms are the field's own. MRN: message reference number, the id of a cable
// (09MEXICO2676). TAGS: traffic analysis by geography and subject. Caption: a
// handling mark such as NODIS. Precedence: the urgency of a telegram. Portion
// mark: the classification of one paragraph, (C). Reftel: a cable that another
// one cites.
package cable

// A Cable is one parsed document. Its JSON form is the contract of `reftel
// parse` (docs/formats.md): keys in the order of the fields, absent values left
// out.
type Cable struct {
	ID             string        `json:"id"`
	IDInferred     bool          `json:"id_inferred,omitempty"` // any part of ID was inferred
	Aliases        []string      `json:"aliases,omitempty"`     // every other id under which it was seen
	Date           Date          `json:"date,omitzero"`
	DateInferred   bool          `json:"date_inferred,omitempty"`
	Origin         Post          `json:"origin,omitzero"`
	Classification string        `json:"classification,omitempty"` // SECRET, CONFIDENTIAL, LIMITED OFFICIAL USE, UNCLASSIFIED, …
	Captions       []string      `json:"captions,omitempty"`
	Precedence     string        `json:"precedence,omitempty"` // FLASH, IMMEDIATE, PRIORITY, ROUTINE
	From           string        `json:"from,omitempty"`
	To             []string      `json:"to,omitempty"`   // plain-language names, as sent
	Info           []string      `json:"info,omitempty"` // plain-language names, as sent
	ExecutiveOrder string        `json:"executive_order,omitempty"`
	DeclassifyOn   string        `json:"declassify_on,omitempty"` // ISO date where it is a date, else the text (OADR, GDS, N/A)
	Tags           []Tag         `json:"tags,omitempty"`
	Subject        string        `json:"subject,omitempty"`
	References     []Reference   `json:"references,omitempty"`
	ClassifiedBy   string        `json:"classified_by,omitempty"`
	Reasons        []string      `json:"reasons,omitempty"` // "1.4 (b)"
	Passing        []string      `json:"passing,omitempty"` // passing instructions, one line each
	Sections       int           `json:"sections,omitempty"`
	Paragraphs     []Paragraph   `json:"paragraphs,omitempty"`
	Signers        []string      `json:"signers,omitempty"`
	Entities       []EntityCount `json:"entities,omitempty"` // whole cable, most frequent first
	Language       string        `json:"language,omitempty"` // ISO 639-1
	Warnings       []string      `json:"warnings,omitempty"`
	Source         Source        `json:"source"`

	// Details beyond the contract's keys; they follow it in the JSON form.
	SubjectDisplay  string      `json:"subject_display,omitempty"` // readable case for a subject in capitals
	SubjectEntities []Entity    `json:"subject_entities,omitempty"`
	SubjectInferred bool        `json:"subject_inferred,omitempty"` // made from the first words, the cable has none
	Addressees      []Addressee `json:"addressees,omitempty"`
	Summary         []string    `json:"summary,omitempty"` // anchors of the paragraphs of the summary
	Comment         []string    `json:"comment,omitempty"` // anchors of the paragraphs of the comment
	Redactions      int         `json:"redactions,omitempty"`
	PartialExtract  bool        `json:"partial_extract,omitempty"`
	CorrectedCopy   bool        `json:"corrected_copy,omitempty"`
	Notes           []Note      `json:"notes,omitempty"`
	DateZone        string      `json:"date_zone,omitempty"`        // of the time in Date: Z, an offset (-05:00) or local, the clock of the place; Zulu where it is left out
	DatePrinted     string      `json:"date_printed,omitempty"`     // the date in the words of the source
	DateRange       string      `json:"date_range,omitempty"`       // first and last date between which Date lies: 1953-01-01/1954-12-31
	Undated         bool        `json:"undated,omitempty"`          // the document bears no date; what Date tells was inferred by editors
	AliasesInferred bool        `json:"aliases_inferred,omitempty"` // Aliases were concluded from the text
	NotPrinted      bool        `json:"not_printed,omitempty"`      // the source describes the document and does not print it
	Edition         *Edition    `json:"edition,omitempty"`
	Collection      string      `json:"collection,omitempty"`
	Released        string      `json:"released,omitempty"` // ISO date
	Doubts          []Doubt     `json:"-"`                  // for the ingest report
	Unplaced        string      `json:"-"`                  // what of its source is in neither subject nor paragraphs, for ingest to see that nothing is lost
}

// A Post is the office that sent a cable: an embassy, a mission, a department.
type Post struct {
	Code    string `json:"code,omitempty"` // as in an MRN: MEXICO, USNATO, STATE
	Name    string `json:"name,omitempty"`
	Country string `json:"country,omitempty"`
}

// An Addressee is one line of an address list.
type Addressee struct {
	Line       string `json:"line"`            // "to" or "info"
	Name       string `json:"name"`            // AMEMBASSY LIMA
	Route      string `json:"route,omitempty"` // routing indicator: RUEHPE
	Precedence string `json:"precedence,omitempty"`
	Number     string `json:"number,omitempty"` // the sender's serial to that station
	Post       string `json:"post,omitempty"`   // code of the post, where it is known
}

// A Tag is one entry of the TAGS line. Kind is one of geo, region, subject,
// program, organization, person, phrase, unknown. Meaning is that of the
// cable's own time.
type Tag struct {
	Code    string `json:"code"`
	Kind    string `json:"kind,omitempty"`
	Meaning string `json:"meaning,omitempty"`
}

// A Reference is one entry of the REF list. Kind is one of cable, email,
// phone, fax, memo, report, osc, fam, meeting, web, dtg, other.
type Reference struct {
	Letter string `json:"letter,omitempty"` // "A"
	Kind   string `json:"kind"`
	ID     string `json:"id,omitempty"` // canonical MRN, for kind cable
	Text   string `json:"text"`         // as printed

	Inferred bool `json:"inferred,omitempty"` // a part of ID was inferred: its year, or a mistyped letter
}

// A Paragraph is the unit of a link and of a snippet.
type Paragraph struct {
	Anchor   string   `json:"anchor"`           // par3, par3.2 where the number occurs again, p1 where there is none
	Number   int      `json:"number,omitempty"` // as printed; 0 when it has none
	Mark     string   `json:"mark,omitempty"`   // portion mark: C, S/NF
	Heading  string   `json:"heading,omitempty"`
	Text     string   `json:"text"`
	Entities []Entity `json:"entities,omitempty"`
	Fixed    bool     `json:"fixed,omitempty"` // a table is in it: lines and blanks are to be kept
}

// Kinds of entities.
const (
	PER  = "PER"
	ORG  = "ORG"
	LOC  = "LOC"
	MISC = "MISC"
)

// An Entity is one mention. Start and End count characters (Unicode code
// points) of the text it stands in, End excluded.
type Entity struct {
	Kind  string `json:"kind"`
	Text  string `json:"text"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Name  string `json:"name,omitempty"` // normalised name, left out when it is Text

	Inferred   bool    `json:"inferred,omitempty"`   // that it is a name, or whose, was concluded
	Basis      string  `json:"basis,omitempty"`      // what that rests on
	Confidence float64 `json:"confidence,omitempty"` // of a recogniser, up to 1
}

// Normal is the name under which the mention is counted.
func (e Entity) Normal() string {
	if e.Name != "" {
		return e.Name
	}
	return e.Text
}

// An EntityCount says how often a name is mentioned in a whole cable.
type EntityCount struct {
	Kind  string `json:"kind"`
	Name  string `json:"name"`
	Count int    `json:"count"`
}

// A Note is an editor's note lifted out of the text (FRUS footnotes). Offset
// says where its mark stood, in characters of the text that Place names.
type Note struct {
	Number string `json:"number,omitempty"`
	Anchor string `json:"anchor,omitempty"` // of the paragraph that it belongs to
	Place  string `json:"place,omitempty"`  // subject or heading; left out for the text of the paragraph
	Offset int    `json:"offset,omitempty"`
	Text   string `json:"text"`
}

// An Edition says where a document stands in the volume that printed it.
type Edition struct {
	Volume   string   `json:"volume"`             // frus1961-63v05
	Number   string   `json:"number,omitempty"`   // of the document, as printed
	Chapter  string   `json:"chapter,omitempty"`  // headings of the divisions round it, the outermost first, ChapterSign between them
	Pages    []string `json:"pages,omitempty"`    // numbers of the pages that it stands on
	Previous string   `json:"previous,omitempty"` // id of the document before it
	Next     string   `json:"next,omitempty"`
	URL      string   `json:"url,omitempty"`      // where the editors publish it
	Place    int      `json:"place,omitempty"`    // among the documents of the volume, from 1
	Division string   `json:"division,omitempty"` // id that the volume gives the innermost division: ch2
	Kind     string   `json:"kind,omitempty"`     // what it is, where it is no document of its time: editorial-note
	Name     string   `json:"name,omitempty"`     // of the volume, as it is cited: Foreign Relations of the United States, 1961–1963, Volume V
	Title    string   `json:"title,omitempty"`    // of the volume, where its name has none: Soviet Union
	Editors  []string `json:"editors,omitempty"`
	Imprint  string   `json:"imprint,omitempty"` // Washington: United States Government Printing Office, 1998
}

// ChapterSign stands between the headings of a chapter, and in none of them.
const ChapterSign = " — "

// EditorialNote is the kind of what the editors of a volume wrote themselves.
const EditorialNote = "editorial-note"

// VolumeTitle is the name of the volume and its title.
func (e *Edition) VolumeTitle() string {
	if e.Title == "" {
		return e.Name
	}
	return e.Name + ", " + e.Title
}

// Printed is where the document stands in short, "" where the volume gives itself
// no name: Foreign Relations of the United States, 1961–1963, Volume V, Document 12.
func (e *Edition) Printed() string {
	if e == nil || e.Name == "" || e.Number == "" {
		return ""
	}
	return e.Name + ", Document " + e.Number
}

// A Source says where a cable was read. In Path the part of a container stands
// after '#' (cables.csv#4711), a member of an archive after '!'.
type Source struct {
	Path   string `json:"path"`
	Format string `json:"format"`
	SHA256 string `json:"sha256"`
	Bytes  int    `json:"bytes"`
}

// A Doubt is a thing that the ingest report counts: Kind is a short fixed
// phrase ("no subject"), Detail the case at hand.
type Doubt struct {
	Kind   string
	Detail string
}

// Title is the subject in its readable form, or failing that a name made of
// the id.
func (c *Cable) Title() string {
	switch {
	case c.SubjectDisplay != "":
		return c.SubjectDisplay
	case c.Subject != "":
		return c.Subject
	}
	return "Cable " + c.ID
}

// Paragraph returns the paragraph with the anchor and its place in the list.
func (c *Cable) Paragraph(anchor string) (int, bool) {
	for i := range c.Paragraphs {
		if c.Paragraphs[i].Anchor == anchor {
			return i, true
		}
	}
	return 0, false
}
