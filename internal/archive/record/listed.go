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
			Origin: c.Origin, From: c.From, To: c.To, Classification: c.Classification, Captions: c.Captions,
			Printed: c.Edition.Printed(),
		},
		snippet.Opening(c),
	}
}
