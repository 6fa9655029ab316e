// Package words is the words of an archive and the texts as rows of their
// numbers: the vocabulary and its orders, what was counted while the texts were
// read, the stream of each cable, and where one frequent word follows another.
// It knows files and texts, and nothing of Bleve, whose posting lists hold the
// same words by cable.
package words

import "path/filepath"

// A Field is one of the two texts of a cable that are searched.
type Field int

// The fields.
const (
	Subject Field = iota
	Body
)

// String is the name of the field in the index.
func (f Field) String() string {
	if f == Subject {
		return "subject"
	}
	return "body"
}

// Files of the words in a generation.
var (
	VocabFile   = filepath.Join("words", "words")
	CensusFile  = filepath.Join("words", "census")
	StreamsFile = filepath.Join("words", "streams") // a record a cable
	PairsFile   = filepath.Join("words", "pairs")
)
