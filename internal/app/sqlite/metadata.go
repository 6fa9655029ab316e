package sqlite

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"reftel/internal/app/whose"
)

// metadataName is the name under which Datasette is given what is told of a database.
const metadataName = "metadata.json"

// source tells whose the file is.
const source = "reftel"

type metadata struct {
	Title     string              `json:"title"`
	Text      string              `json:"description,omitempty"`
	License   string              `json:"license,omitempty"`
	Terms     string              `json:"license_url,omitempty"`
	Source    string              `json:"source"`
	Site      string              `json:"source_url,omitempty"`
	About     string              `json:"about,omitempty"`
	Contact   string              `json:"about_url,omitempty"`
	Databases map[string]database `json:"databases"`
}

type database struct {
	Tables map[string]table `json:"tables"`
}

type table struct {
	Description string   `json:"description"`
	Sort        string   `json:"sort,omitempty"`
	Label       string   `json:"label_column,omitempty"`
	Facets      []string `json:"facets,omitempty"`
	Hidden      bool     `json:"hidden,omitempty"`
}

// describe tells Datasette what the tables are.
func describe(name string, o Options, cables int) error {
	db := strings.TrimSuffix(filepath.Base(o.File), filepath.Ext(o.File))
	m := metadata{
		Title: whose.Title(o.Site, fmt.Sprintf("An archive of %d cables", cables)), Source: source, Site: o.BaseURL,
		Databases: map[string]database{db: {map[string]table{
			"cables":     {Description: "One row a cable. The date is as precise as it is known: 1974-05-18T16:05, 1974-05-18, 1974-05 or 1974.", Sort: "date", Label: "subject", Facets: []string{"year", "post", "classification"}},
			"paragraphs": {Description: "The paragraphs of the cables, in their order, with the anchors by which addresses name them."},
			"tags":       {Description: "TAGS of each cable, with what they meant at the time.", Facets: []string{"code"}},
			"addressees": {Description: "Whom each cable was sent to (to), and for information (info)."},
			"entities":   {Description: "Persons (PER), organisations (ORG), places (LOC) and other names (MISC) of each cable, and how often they are mentioned.", Facets: []string{"kind"}},
			"references": {Description: "What each cable cites. Column cited is the id of a cable, which need not be held."},
			"aliases":    {Description: "Other ids under which a cable was seen."},
			"cited":      {Description: "Which cables cite an id."},
			"years":      {Description: "How many cables each year has."},
		}}},
	}
	if s := o.Site; s != nil {
		m.Text, m.License, m.Terms, m.About = s.Lead, s.Rights.Text, s.Rights.URL, s.Name
		switch {
		case strings.HasPrefix(s.Contact, "https://"):
			m.Contact = s.Contact
		case s.Contact != "":
			m.Contact = "mailto:" + s.Contact
		}
	}
	b, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(name, append(b, '\n'), 0o644)
}

// ours refuses to write over a file that somebody else made.
func ours(name string) error {
	b, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return fmt.Errorf("looking for %s: %w", metadataName, err)
	}
	var m metadata
	if err := json.Unmarshal(b, &m); err != nil || m.Source != source {
		return fmt.Errorf("%s describes other data: export into a folder of its own", name)
	}
	return nil
}
