package quality

import (
	"unicode"
	"unicode/utf8"

	"reftel/web/templates/words"
)

// doubts are the kinds of doubts that the ingest tells, as headings.
var doubts = []words.Message{
	words.Later("TAGS of the attributes"),
	words.Later("Addressees of the attributes"),
	words.Later("Alias inferred"),
	words.Later("Attributes of another text"),
	words.Later("Classification line not read"),
	words.Later("Classification misspelt"),
	words.Later("Classification of the attributes"),
	words.Later("Date doubtful"),
	words.Later("Date inferred"),
	words.Later("Date out of range"),
	words.Later("Draft date used"),
	words.Later("Id aliased"),
	words.Later("Id inferred"),
	words.Later("Id unknown"),
	words.Later("Include not followed"),
	words.Later("Label misspelt"),
	words.Later("Names were not recognised"),
	words.Later("No TAGS"),
	words.Later("No date"),
	words.Later("No header"),
	words.Later("No paragraph"),
	words.Later("No subject"),
	words.Later("No text online"),
	words.Later("Described and not printed"),
	words.Later("Paragraph number lost"),
	words.Later("Paragraph number repeated"),
	words.Later("Partial extract"),
	words.Later("Reference inferred"),
	words.Later("Reference list too long"),
	words.Later("References of the attributes"),
	words.Later("Sender of the attributes"),
	words.Later("Several records under one id"),
	words.Later("Split tag"),
	words.Later("Subject of the attributes"),
	words.Later("Tag mended by the attributes"),
	words.Later("Tags of the attributes beside the text's"),
	words.Later("Text corrected by the editors"),
	words.Later("Unknown tag"),
	words.Later("Words lost"),
	words.Later("Year of the file name used"),
}

// kind is a kind of doubt as a heading. English reports one that nobody translated.
func kind(say *words.Speaker, of string) (heading string, english bool) {
	heading = capital(of)
	for _, m := range doubts {
		if m.Key == heading {
			return say.Tell(m), false
		}
	}
	return heading, true
}

// capital begins a kind as a heading does.
func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}
