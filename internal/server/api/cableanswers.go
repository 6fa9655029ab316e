package api

import (
	"reftel/internal/authority"
	"reftel/internal/cable"
)

// The answers about cables, things and the archive.

// A CableAnswer is one cable with what stands beside it.
type CableAnswer struct {
	Cable      *cable.Cable      `json:"cable" doc:"The cable as reftel export writes it."`
	Title      string            `json:"title" doc:"Subject in readable case, or a name made of the id."`
	URL        string            `json:"url" doc:"Permalink of the cable."`
	Paragraphs map[string]string `json:"paragraph_urls" doc:"Permalinks of its paragraphs by their anchors. They bear the fingerprint of the text."`
	Forms      map[string]string `json:"forms" doc:"Addresses of the cable in other forms, by their extension."`
	Targets    []Target          `json:"targets" doc:"Its references in order, and where those to cables lead."`
	CitedBy    Relatives         `json:"cited_by" doc:"Cables here that cite it."`
	Copies     Relatives         `json:"copies" doc:"Cables here with nearly the same text."`
	SameNumber Relatives         `json:"same_number" doc:"Other cables here that bear its number."`
	Versions   int               `json:"versions" doc:"How many sources were read for it."`
	Generation string            `json:"generation" doc:"State of the archive that answered."`
}

// Relatives are the first cables that stand in a relation to one.
type Relatives struct {
	Total  int       `json:"total" doc:"How many there are."`
	Cables []Summary `json:"cables" doc:"The first of them."`
}

// A Target is a reference and where it leads.
type Target struct {
	Reference cable.Reference `json:"reference" doc:"The reference as the cable has it."`
	Leads     *Found          `json:"found,omitempty" doc:"Where it leads; absent where it is to no cable."`
}

// A ParagraphAnswer is one paragraph.
type ParagraphAnswer struct {
	ID         string          `json:"id" doc:"Id of the cable."`
	Title      string          `json:"title" doc:"Title of the cable."`
	Paragraph  cable.Paragraph `json:"paragraph" doc:"The paragraph as reftel export writes it."`
	Notes      []cable.Note    `json:"notes,omitempty" doc:"Editors' notes to it."`
	URL        string          `json:"url" doc:"Permalink of the paragraph, with the fingerprint of its text."`
	CableURL   string          `json:"cable_url" doc:"Permalink of the cable."`
	Place      int             `json:"place" doc:"Which paragraph of the cable it is, from 1."`
	Of         int             `json:"of" doc:"How many the cable has."`
	Link       string          `json:"link" enum:",moved,changed" doc:"Of an anchor with a fingerprint: moved where the text has another anchor now, changed where no paragraph has that text; else empty."`
	Previous   string          `json:"previous,omitempty" doc:"Address of the paragraph before it."`
	Next       string          `json:"next,omitempty" doc:"Address of the paragraph after it."`
	Generation string          `json:"generation" doc:"State of the archive that answered."`
}

// A ReferencesAnswer is a page of the references of a cable.
type ReferencesAnswer struct {
	ID         string   `json:"id" doc:"Id of the cable."`
	URL        string   `json:"url" doc:"Permalink of the cable."`
	Total      int      `json:"total" doc:"References on all pages."`
	Page       int      `json:"page" doc:"This page, from 1."`
	Size       int      `json:"size" doc:"References a page."`
	Next       string   `json:"next,omitempty" doc:"Address of the next page; absent on the last one."`
	References []Target `json:"references" doc:"Those of this page, in order."`
	Generation string   `json:"generation" doc:"State of the archive that answered."`
}

// A CablesAnswer is a page of cables.
type CablesAnswer struct {
	ID         string    `json:"id" doc:"Id of the cable that they cite, in its usual spelling."`
	URL        string    `json:"url" doc:"Page with the same list."`
	Total      int       `json:"total" doc:"Cables on all pages."`
	Page       int       `json:"page" doc:"This page, from 1."`
	Size       int       `json:"size" doc:"Cables a page."`
	Next       string    `json:"next,omitempty" doc:"Address of the next page; absent on the last one."`
	Cables     []Summary `json:"cables" doc:"Those of this page, the oldest first."`
	Generation string    `json:"generation" doc:"State of the archive that answered."`
}

// A ThingAnswer is a person, an organisation, a place or another thing.
type ThingAnswer struct {
	Thing      authority.Thing `json:"thing" doc:"What is known of it: its name, other names, facts."`
	Count      int             `json:"count" doc:"Cables that name it, by any of its names."`
	First      *Summary        `json:"first,omitempty" doc:"The first cable with a date that names it."`
	Last       *Summary        `json:"last,omitempty" doc:"The last one."`
	Company    []Company       `json:"company" doc:"What stands in its cables more often than chance would have it."`
	URL        string          `json:"url" doc:"Its page."`
	Cables     string          `json:"cables" doc:"Address of its cables here."`
	Generation string          `json:"generation" doc:"State of the archive that answered."`
}

// A Company is values of one facet that go with a thing.
type Company struct {
	Facet  string      `json:"facet" doc:"Name of the facet, as parameters have it."`
	Values []Companion `json:"values" doc:"What tells most first."`
}

// A Companion is one of them.
type Companion struct {
	Value    string `json:"value" doc:"The value."`
	Label    string `json:"label,omitempty" doc:"Its meaning, where that is another text."`
	Together int    `json:"together" doc:"Cables with both."`
	Count    int    `json:"count" doc:"Cables with this one."`
	URL      string `json:"url" doc:"Its page."`
}

// A SuggestAnswer completes a text.
type SuggestAnswer struct {
	Q           string       `json:"q" doc:"What was typed."`
	Suggestions []Suggestion `json:"suggestions" doc:"What it may become, at most ten."`
	Generation  string       `json:"generation" doc:"State of the archive that answered."`
}

// A Suggestion completes what was typed.
type Suggestion struct {
	Kind  string `json:"kind" doc:"What it is, in a word for people: TAGS, Person, Cable."`
	Value string `json:"value" doc:"The value."`
	Label string `json:"label,omitempty" doc:"Its meaning, or its title."`
	Count int    `json:"count,omitempty" doc:"Cables with it."`
	Q     string `json:"q,omitempty" doc:"The whole text of a search with it."`
	URL   string `json:"url,omitempty" doc:"Its page, where it leads to one."`
}

// An ExportAnswer is a list in the forms in which it can be taken out.
type ExportAnswer struct {
	Count      int          `json:"count" doc:"Cables in the list."`
	Forms      []ExportForm `json:"forms" doc:"The whole list in each form. It is written while it is sent; where it ends before the list does, its last line and a Link in the trailer say where it goes on."`
	URL        string       `json:"url" doc:"Page of the search."`
	Generation string       `json:"generation" doc:"State of the archive that answered."`
}

// An ExportForm is one of them.
type ExportForm struct {
	Form string `json:"form" doc:"Extension: csv, jsonl, ris, bib, txt, atom."`
	Type string `json:"type" doc:"Media type."`
	URL  string `json:"url" doc:"Address of the list."`
}

// A StatsAnswer describes the archive.
type StatsAnswer struct {
	Cables     int        `json:"cables" doc:"Cables."`
	Paragraphs int        `json:"paragraphs" doc:"Their paragraphs."`
	First      cable.Date `json:"first,omitzero" doc:"Date of the first cable."`
	Last       cable.Date `json:"last,omitzero" doc:"Date of the last one."`
	Undated    int        `json:"undated" doc:"Cables without a date."`
	Posts      int        `json:"posts" doc:"Posts that sent them."`
	Entities   int        `json:"entities" doc:"People, organisations, places and other names."`
	References int        `json:"references" doc:"References to cables."`
	Resolved   int        `json:"resolved" doc:"Of these lead to a cable here."`
	Volumes    int        `json:"volumes" doc:"Printed volumes that cables stand in."`
	Generation string     `json:"generation" doc:"State of the archive that answered."`
	Built      string     `json:"built,omitempty" doc:"When that was made: 2026-03-05T12:00:00Z."`
	Program    string     `json:"program,omitempty" doc:"Version of the program that answers."`
	Demo       bool       `json:"demo,omitempty" doc:"The cables are fictional."`
	URL        string     `json:"url" doc:"Page that tells the same."`
}
