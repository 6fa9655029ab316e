package record

import (
	"reftel/internal/archive"
	"reftel/internal/archive/snippet"
	"reftel/internal/cable"
)

// Listed is what lists show of a cable, with the snippet that stands there when no
// text was searched.
type Listed struct {
	archive.Summary
	Opening []archive.Snippet
}

// List is what lists show of a cable.
func List(c *cable.Cable) Listed {
	return Listed{
		archive.Summary{
			ID: c.ID, IDInferred: c.IDInferred, Title: c.Title(), Subject: c.Subject, Date: c.Date, DateInferred: c.DateInferred,
			Origin: c.Origin, From: c.From, To: c.To, Classification: c.Classification, Captions: c.Captions, Cites: cites(c),
			Printed: c.Edition.Printed(),
		},
		snippet.Opening(c),
	}
}

// cites are the references of a cable to others: none, and not nil, where it has none.
func cites(c *cable.Cable) []archive.Cited {
	out := []archive.Cited{}
	for _, r := range c.References {
		if r.Kind == "cable" && r.ID != "" {
			out = append(out, archive.Cited{ID: r.ID, Letter: r.Letter, Inferred: r.Inferred})
		}
	}
	return out
}
