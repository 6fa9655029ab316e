package postings

import (
	"fmt"

	index "github.com/blevesearch/bleve_index_api"

	"reftel/internal/cable"
	"reftel/internal/query"
)

// How keywords are indexed: with doc values, so that Bleve can count and sort by
// them, and without frequencies, which are one.
const keywordOptions = index.IndexField | index.DocValues | index.SkipFreqNorm

// Names of the fields of values that are no facet.
const (
	FieldID   = "_id"  // of the cable; by this Bleve knows a document
	FieldDate = "date" // as far as it is known: 1974-05-18, 1974-05, 1974; a keyword
)

// keywordFacets are the facets that are keyword fields, by the name of the field.
var keywordFacets = []struct {
	Name  string
	Facet query.Facet
}{
	{"tags", query.Tags}, {"persons", query.Persons}, {"organisations", query.Organisations}, {"places", query.Places},
	{"origin", query.Origin}, {"classification", query.Classification},
}

// Facets are the facets that are keyword fields, in order.
func Facets() []query.Facet {
	var fs []query.Facet
	for _, k := range keywordFacets {
		fs = append(fs, k.Facet)
	}
	return fs
}

// FieldOf is the name of the keyword field of a facet, "" where there is none.
func FieldOf(f query.Facet) string {
	for _, k := range keywordFacets {
		if k.Facet == f {
			return k.Name
		}
	}
	return ""
}

// Keywords are the names of all keyword fields.
func Keywords() []string {
	names := []string{FieldDate}
	for _, k := range keywordFacets {
		names = append(names, k.Name)
	}
	return names
}

// Date is a date as the index holds it, "" where there is none.
func Date(d cable.Date) string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}
