package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"reftel/internal/app/whose"
	"reftel/internal/server/shape/forms"
)

// DescriptorName is the name that a descriptor must have.
const DescriptorName = "datapackage.json"

// packageName begins the names of our data packages.
const packageName = "reftel-archive"

// A descriptor is that of Frictionless Data, as far as we have something to tell.
type descriptor struct {
	Schema  string `json:"$schema"`
	Name    string `json:"name"`
	Title   string `json:"title"`
	Version string `json:"version"` // the generation
	whose.Fields
	Created   string     `json:"created,omitempty"`
	Resources []resource `json:"resources"`
}

type resource struct {
	Name        string   `json:"name"`
	Type        string   `json:"type,omitempty"`
	Profile     string   `json:"profile,omitempty"`
	Path        string   `json:"path"`
	Description string   `json:"description"`
	Format      string   `json:"format"`
	MediaType   string   `json:"mediatype"`
	Encoding    string   `json:"encoding"`
	Bytes       int64    `json:"bytes"`
	Hash        string   `json:"hash"`
	Rows        int      `json:"rowcount"`
	Dialect     *dialect `json:"dialect,omitempty"`
	Schema      *schema  `json:"schema,omitempty"`
}

type dialect struct {
	Delimiter      string `json:"delimiter"`
	LineTerminator string `json:"lineTerminator"`
	QuoteChar      string `json:"quoteChar"`
	DoubleQuote    bool   `json:"doubleQuote"`
	Header         bool   `json:"header"`
}

type schema struct {
	Fields     []field `json:"fields"`
	PrimaryKey string  `json:"primaryKey"`
}

type field struct {
	Name        string `json:"name"`
	Type        string `json:"type"`
	Description string `json:"description"`
}

// describe tells what a file holds.
func describe(r Report, form forms.Form, file, sum string, o Options) ([]byte, error) {
	mediaType, _, _ := strings.Cut(form.Type, ";")
	res := resource{
		Name: "cables", Path: file, Format: form.Ext, MediaType: mediaType, Encoding: "utf-8", Bytes: r.Bytes, Hash: "sha256:" + sum, Rows: r.Cables,
		Description: "One cable a line, as JSON. The keys are those that reftel parse writes (docs/formats.md).",
	}
	if form.Ext == "csv" {
		res.Description = "One cable a row, by date, the undated last. A cell that a spreadsheet would take for a formula begins with an apostrophe."
		res.Type, res.Profile = "table", "tabular-data-resource"
		res.Dialect = &dialect{",", "\r\n", `"`, true, true}
		res.Schema = &schema{PrimaryKey: "id"}
		for _, c := range forms.Columns() {
			res.Schema.Fields = append(res.Schema.Fields, field{c.Name, c.Type, c.About})
		}
	}
	d := descriptor{
		Schema: "https://datapackage.org/profiles/2.0/datapackage.json", Name: packageName, Title: whose.Title(o.Site, fmt.Sprintf("An archive of %d cables", r.Cables)),
		Version: r.Generation.ID, Fields: whose.Of(o.Site, o.BaseURL), Resources: []resource{res},
	}
	if !r.Generation.Built.IsZero() {
		d.Created = r.Generation.Built.UTC().Format(time.RFC3339)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(d); err != nil {
		return nil, fmt.Errorf("describing %s: %w", file, err)
	}
	return b.Bytes(), nil
}

// ours refuses to write over a descriptor that somebody else made.
func ours(file string) error {
	b, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("looking for a descriptor: %w", err)
	}
	var d descriptor
	if err := json.Unmarshal(b, &d); err != nil || d.Name != packageName {
		return fmt.Errorf("%s describes other data: export into a folder of its own", file)
	}
	return nil
}
