package archive

import (
	"context"

	"reftel/internal/cable"
)

// Shelves know the printed volumes whose documents are among the cables.
type Shelves interface {
	// Volumes are all of them, in the order of their ids.
	Volumes(ctx context.Context) ([]VolumeHead, error)
	// Volume is one of them with its documents. An id of none is ErrNotFound.
	Volume(ctx context.Context, id string) (*Volume, error)
}

// A VolumeHead is what a list shows of a volume.
type VolumeHead struct {
	ID        string     `json:"id"`
	Name      string     `json:"name,omitempty"`  // as it is cited; "" where it gives itself none
	Title     string     `json:"title,omitempty"` // where its name has none
	Editors   []string   `json:"editors,omitempty"`
	Imprint   string     `json:"imprint,omitempty"`
	URL       string     `json:"url,omitempty"`        // where the editors publish it
	Within    string     `json:"collection,omitempty"` // collection of its documents
	Documents int        `json:"documents"`            // of it that are here
	First     cable.Date `json:"first,omitzero"`
	Last      cable.Date `json:"last,omitzero"`
}

// A Volume is a volume with those of its documents that are here.
type Volume struct {
	VolumeHead
	Chapters []Chapter    `json:"chapters"` // those that have documents, in the order of the volume
	Persons  []ListedName `json:"persons,omitempty"`
	Terms    []ListedName `json:"terms,omitempty"`
}

// A Chapter is documents that stand in one division of a volume.
type Chapter struct {
	ID        string     `json:"id"`             // lasting, unique in the volume: ch2
	Path      []string   `json:"path,omitempty"` // headings, the outermost first
	Documents []Document `json:"documents"`
}

// A Document is a line of the contents of a volume.
type Document struct {
	ID           string     `json:"id"`
	Number       string     `json:"number,omitempty"` // as printed
	Head         string     `json:"head"`
	Date         cable.Date `json:"date,omitzero"`
	DateInferred bool       `json:"date_inferred,omitempty"`
	Kind         string     `json:"kind,omitempty"`        // as in cable.Edition
	NotPrinted   bool       `json:"not_printed,omitempty"` // the volume describes it by its head alone
}

// A ListedName is an entry of a volume's list of persons, or of its list of
// abbreviations that stand for names.
type ListedName struct {
	Kind  string   `json:"kind"`            // PER, ORG, LOC or MISC
	Name  string   `json:"name"`            // as the list has it
	Value string   `json:"value,omitempty"` // under which cables have it; "" where none has
	Short []string `json:"short,omitempty"` // the abbreviations
	About []string `json:"about,omitempty"` // what the list tells
}
