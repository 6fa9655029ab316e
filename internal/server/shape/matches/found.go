package matches

import (
	"slices"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/archive/snippet"
	"reftel/internal/archive/values"
	"reftel/internal/cable"
	"reftel/internal/query"
)

// Found is what a search found in a cable: stretches of its texts, by the keys of
// package snippet, and values of its properties. Nothing is found in nil.
type Found struct {
	Cable  *cable.Cable
	Spans  map[string][]archive.Span
	Values []snippet.Value
}

// In are the stretches of a text.
func (f *Found) In(key string) []archive.Span {
	if f == nil {
		return nil
	}
	return f.Spans[key]
}

// All are the stretches of all texts.
func (f *Found) All() map[string][]archive.Span {
	if f == nil {
		return nil
	}
	return f.Spans
}

// Has reports whether a value of a property was searched for.
func (f *Found) Has(of query.Facet, text string) bool {
	return f != nil && slices.Contains(f.Values, snippet.Value{Of: of, Text: text})
}

// HasName reports whether a name of a kind was searched for.
func (f *Found) HasName(kind, name string) bool {
	return f != nil && slices.ContainsFunc(f.Values, func(v snippet.Value) bool { return v.Text == name && values.KindOf(v.Of) == kind })
}

// any reports whether some value of properties was searched for.
func (f *Found) any(of ...query.Facet) bool {
	return f != nil && slices.ContainsFunc(f.Values, func(v snippet.Value) bool { return slices.Contains(of, v.Of) })
}

// Terms of rows of the header, as the page of a cable has them.
const (
	termTags         = "TAGS"
	termFrom         = "From"
	termTo           = "To"
	termInfo         = "Info"
	termClass        = "Classification"
	termCaptions     = "Captions"
	termSigned       = "Signed"
	termClassifiedBy = "Classified by"
)

// InFact reports whether the i-th value of a row of the header was searched for.
func (f *Found) InFact(term string, i int, text string) bool {
	switch term {
	case termTags:
		return f.Has(query.Tags, text)
	case termFrom:
		return f.any(query.Origin, query.Country)
	case termTo, termInfo:
		return f.Has(values.To, text)
	case termClass: // the row has its meaning
		return f.any(query.Classification)
	case termCaptions:
		return f.Has(query.Captions, text)
	case termSigned:
		return len(f.In(snippet.SignerKey(i))) > 0
	case termClassifiedBy:
		return len(f.In(snippet.ClassifierKey)) > 0
	}
	return false
}

// FactID is the id of a row of the header.
func FactID(term string) string { return "fact-" + strings.ReplaceAll(strings.ToLower(term), " ", "-") }
