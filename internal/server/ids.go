package server

import (
	"regexp"
	"strings"

	"reftel/internal/index"
)

// Readers have ids from many places: 09MEXICO2676, 09 Mexico 02676,
// 2009MEXICO02676_a (PlusD), "ref A (09 MEXICO 2676)", or the URL of a page
// elsewhere. Ids are looked up as written first and then as the tables spell
// them.

// mrnShape finds a message reference number in running text: the year with two
// or four digits, the post (one to three words), the serial.
var mrnShape = regexp.MustCompile(`(?i)(?:^|[^a-z0-9])(19[0-9]{2}|20[0-9]{2}|[0-9]{2})[ _-]{0,2}([a-z]{2}[a-z.']*(?:[ _-][a-z.']+){0,2}?)[ _-]{0,2}0*([0-9]{1,7})(?:_[a-z])?(?:$|[^a-z0-9])`)

// letters takes all but letters out of the name of a post.
var letters = strings.NewReplacer(" ", "", "_", "", "-", "", ".", "", "'", "")

// plainMRN is a reference number with the post spelt as in the text, which is
// nothing else: for posts that the tables do not know.
func plainMRN(text string) string {
	m := mrnShape.FindStringSubmatch(text)
	if m == nil || m[0] != text {
		return ""
	}
	return m[1][len(m[1])-2:] + strings.ToUpper(letters.Replace(m[2])) + m[3]
}

// resolve finds the cable that a text means: the first that is held, or else
// the first that is cited here or was withdrawn. The year must be in the text:
// what leads to one cable today may lead to two in the next generation.
func (s *server) resolve(a archive, text string) (id string, state index.Lookup) {
	for _, j := range s.jumps(a, text) {
		switch {
		case j.anyYear:
		case j.state == index.Held:
			return j.id, index.Held
		case state == index.Unknown:
			id, state = j.id, j.state
		}
	}
	return id, state
}
