package cable

import (
	"crypto/sha256"
	"encoding/base32"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// SetAnchors names the paragraphs. A numbered paragraph is par{number}; when a
// number occurs again the later ones are par{number}.2, par{number}.3 (annexes,
// quoted notes). Text without a number is p1, p2 … counted among its own kind,
// so that a change of numbered paragraphs does not move it. The names depend on
// the text alone and are therefore the same after each ingest.
func SetAnchors(ps []Paragraph) {
	seen := map[int]int{}
	for i := range ps {
		n := ps[i].Number
		seen[n]++
		switch {
		case n == 0:
			ps[i].Anchor = "p" + strconv.Itoa(seen[0])
		case seen[n] == 1:
			ps[i].Anchor = "par" + strconv.Itoa(n)
		default:
			ps[i].Anchor = "par" + strconv.Itoa(n) + "." + strconv.Itoa(seen[n])
		}
	}
}

// Fingerprint is four characters (a-z, 2-7) made from the letters and digits
// of a paragraph's text alone, so that spacing, punctuation and case do not
// change it. A permalink carries it after '~': /cable/09MEXICO2676/par3~k3f9.
func Fingerprint(text string) string {
	b := make([]byte, 0, len(text)+utf8.UTFMax)
	for _, r := range text {
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			b = append(b, byte(r))
		case 'A' <= r && r <= 'Z':
			b = append(b, byte(r)+'a'-'A')
		case r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b = utf8.AppendRune(b, unicode.ToLower(r))
		}
	}
	sum := sha256.Sum256(b)
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:5])[:4])
}
