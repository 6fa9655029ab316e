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
			Origin: c.Origin, From: c.From, To: c.To, Classification: c.Classification, Captions: c.Captions, Calls: calls(c),
		},
		snippet.Opening(c),
	}
}

// calls are the references of a cable to others that have a letter.
func calls(c *cable.Cable) []archive.Call {
	var out []archive.Call
	for _, r := range c.References {
		if r.Kind == "cable" && r.ID != "" && r.Letter != "" {
			out = append(out, archive.Call{Letter: r.Letter, ID: r.ID})
		}
	}
	return out
}
