package ingest

import (
	"reftel/internal/ingest/bracket"
	"reftel/internal/ingest/csvdump"
	"reftel/internal/ingest/frus"
	"reftel/internal/ingest/jsondump"
	"reftel/internal/ingest/nara"
	"reftel/internal/ingest/plain"
	"reftel/internal/ingest/sitehtml"
	"reftel/internal/ingest/source"
	"reftel/internal/reference"
)

// Formats are the readers in the order in which they are asked; the last one
// takes any text. A new reader is a package with a Format and a line here.
func Formats(tables *reference.Tables) []source.Format {
	return []source.Format{
		frus.Format(tables),
		sitehtml.Format(tables),
		nara.Format(tables),
		jsondump.Format(tables),
		csvdump.Format(tables),
		bracket.Format(tables),
		plain.Format(tables),
	}
}

// detect finds the format of a file by its first bytes.
func detect(formats []source.Format, head []byte) (source.Format, bool) {
	for _, f := range formats {
		if f.Detect(head) {
			return f, true
		}
	}
	return source.Format{}, false
}
