package locate

import (
	"strings"

	"reftel/internal/cable"
	"reftel/internal/reference"
)

// Readers have ids from many places: 09MEXICO2676, 09 Mexico 02676,
// 2009MEXICO02676_a (PlusD), "ref A (09 MEXICO 2676)", or the URL of a page
// elsewhere. Their shapes are known to package cable; here they are put to use.

// cutMRN cuts a text at its first reference number. A number may take the
// character that the next one starts after, so the rest begins with that.
func cutMRN(text string) (before, id, rest string, ok bool) {
	m, ok := cable.FindMRN(text)
	if !ok {
		return text, "", "", false
	}
	return text[:m.Start], text[m.Start:m.End], text[m.End:], true
}

// asWritten is a reference number with the post spelt as in the text, which is
// nothing else: for posts that the tables do not know.
func asWritten(text string) string {
	m, err := cable.ParseMRN(text)
	if err != nil {
		return ""
	}
	return m.String()
}

// postIn are the letters of an id as somebody wrote it.
func postIn(id string) string {
	if m, ok := cable.FindMRN(id); ok {
		return strings.ToUpper(m.Post)
	}
	return id
}

// readMRN reads a reference number in any spelling as the tables write it.
// Inferred tells that its post was taken for a misspelling.
func readMRN(t *reference.Tables, text string) (id string, inferred bool) {
	if t == nil {
		return "", false
	}
	id, _, inferred, ok := t.CanonicalMRN(text)
	if !ok {
		return "", false
	}
	return id, inferred
}

// Canonical is a reference number in any spelling as the tables write it, or "".
func Canonical(t *reference.Tables, text string) string {
	id, _ := readMRN(t, text)
	return id
}

// lettersOnly takes all but letters out of the name of a post.
var lettersOnly = strings.NewReplacer(" ", "", "_", "", "-", "", ".", "", "'", "")

// PostCode is the name of a post as it would stand in an id.
func PostCode(name string) string { return strings.ToUpper(lettersOnly.Replace(name)) }

// KnownPost is the post of a name in any spelling that is known, without
// guessing.
func KnownPost(t *reference.Tables, name string) (reference.Post, bool) {
	if t == nil {
		return reference.Post{}, false
	}
	p, how, ok := t.MatchPost(name)
	return p, ok && how != reference.Close
}
