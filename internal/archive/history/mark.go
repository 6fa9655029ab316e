package history

import (
	"crypto/sha256"

	"reftel/internal/archive/record"
	"reftel/internal/cable"
)

// MarkOf is the same for a cable of which the same is told: its text, by the print of it,
// and all else but who is named in it and what the file was called that it was read from.
// Names are found by what other cables say, so that they change where nothing was done.
func MarkOf(c *cable.Cable, print record.Fingerprint) (m Mark, err error) {
	told := *c
	told.Source, told.Warnings = cable.Source{}, nil
	told.Entities, told.SubjectEntities, told.Paragraphs = nil, nil, nil
	js, err := told.JSON()
	if err != nil {
		return m, err
	}
	h := sha256.New()
	h.Write(print[:])
	h.Write(js)
	copy(m[:], h.Sum(nil))
	return m, nil
}
