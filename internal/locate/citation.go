package locate

import (
	"regexp"
	"strings"
)

// A footnote has more than the name of a volume and a number: what the document is, who
// edited the volume, and who printed it where and when. Readers paste all of it.

var (
	seriesName = regexp.MustCompile(`(?i)\b(?:frus\b|(?:papers relating to (?:the )?)?foreign relations\b)`)
	imprint    = regexp.MustCompile(`\s*[(\[][^()\[\]]{0,100}\b[12][0-9]{3}[)\]]`)
	editors    = regexp.MustCompile(`(?i),? (?:eds?\.|edited by) .{0,120}?(,? (?:documents?|docs?\.?|nos?\.|d\.? ?[0-9]|pp?\.|[0-9])|$)`)
)

// Citation is the volume and the number of a footnote, without what stands before them
// and between them; the text as it is where it names no series.
func Citation(text string) string {
	at := seriesName.FindStringIndex(text)
	if at == nil || len(text) > mostBytes {
		return text
	}
	cited := imprint.ReplaceAllString(text[at[0]:], "")
	return strings.Trim(editors.ReplaceAllString(cited, "$1"), " ,;.()[]”\"")
}

// volumeAddress finds the id of a volume in an address: of its page, of its persons, of
// one of its printed pages, of the book as a file.
var volumeAddress = regexp.MustCompile(`(?i)[/=](frus[0-9]{4}[a-z0-9-]*)(?:[/.#?&]|$)`)

// VolumeIn is the id of the volume that an address names, or "".
func VolumeIn(text string) string {
	if m := volumeAddress.FindStringSubmatch(text); m != nil && !strings.ContainsAny(strings.TrimSpace(text), " \t\n") {
		return m[1]
	}
	return ""
}
