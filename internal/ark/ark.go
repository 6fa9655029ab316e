// Package ark writes and reads Archival Resource Keys: names of cables and of their
// paragraphs that last longer than the address of a site, ark:12345/09MEXICO2676/par3
// (docs/harvesting.md). It is handed texts and asks nobody.
//
// In an ARK a hyphen means nothing and may be lost or added, a full stop and a slash
// divide it, and a sign outside of a few may be changed on the way. So each byte of an
// id that is not a letter, a digit or one of = * + @ _ $ stands as ~ and two hexadecimal
// digits, which leads back to the one id.
package ark

import (
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
)

// An ARK names a cable, or one of its paragraphs.
type ARK struct {
	NAAN   string // of the authority
	ID     string // of the cable
	Anchor string // of the paragraph; "" for the whole cable
}

// naanSigns are those of a NAAN: digits, and letters that are no vowels, nor l.
const naanSigns = "0123456789bcdfghjkmnpqrstvwxz"

// longest is how many bytes an ARK may have.
const longest = 1024

// CheckNAAN says what is wrong with a NAAN.
func CheckNAAN(naan string) error {
	if len(naan) < 5 || len(naan) > 16 || strings.Trim(naan, naanSigns) != "" {
		return fmt.Errorf("NAAN %q is not five or more digits, or small letters of bcdfghjkmnpqrstvwxz", naan)
	}
	return nil
}

// String is the ARK as it is cited.
func (a ARK) String() string {
	s := "ark:" + a.NAAN + "/" + encode(a.ID)
	if a.Anchor != "" {
		s += "/" + encode(a.Anchor)
	}
	return s
}

// Parse reads an ARK of the form ark:12345/ID or ark:/12345/ID, with an anchor behind it
// or without. Hyphens are passed over, and slashes and full stops at its end.
func Parse(text string) (ARK, error) {
	if len(text) > longest {
		return ARK{}, errors.New("an ARK is not so long")
	}
	if len(text) < 4 || !strings.EqualFold(text[:4], "ark:") {
		return ARK{}, errors.New("an ARK begins with the label ark")
	}
	rest := strings.TrimPrefix(noHyphens.Replace(text[4:]), "/")
	naan, name, ok := strings.Cut(strings.TrimRight(rest, "/."), "/")
	if !ok || name == "" {
		return ARK{}, errors.New("an ARK has a number and a name, with a slash between them")
	}
	a := ARK{NAAN: strings.ToLower(naan)}
	if err := CheckNAAN(a.NAAN); err != nil {
		return ARK{}, err
	}
	base, anchor, _ := strings.Cut(name, "/")
	if strings.Contains(anchor, "/") || strings.Contains(base, ".") {
		return ARK{}, errors.New("a cable has paragraphs and no other parts or variants")
	}
	var err error
	if a.ID, err = decode(base); err != nil {
		return ARK{}, err
	}
	a.Anchor, err = decode(anchor)
	return a, err
}

// noHyphens takes out all that word processors make of a hyphen.
var noHyphens = strings.NewReplacer("-", "", "\u00ad", "", "\u2010", "", "\u2011", "", "\u2012", "", "\u2013", "", "\u2014", "", "\u2015", "")

func plain(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("=*+@_$", c) >= 0
}

func encode(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if plain(s[i]) {
			b.WriteByte(s[i])
		} else {
			b.WriteString("~" + hex.EncodeToString([]byte{s[i]}))
		}
	}
	return b.String()
}

// decode leaves what is not encoded as it stands, also what encode would not.
func decode(s string) (string, error) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '~' {
			b.WriteByte(s[i])
			continue
		}
		one, err := hex.DecodeString(s[i+1 : min(i+3, len(s))])
		if err != nil || len(one) != 1 {
			return "", errors.New("behind ~ stand two hexadecimal digits")
		}
		b.WriteByte(one[0])
		i += 2
	}
	return b.String(), nil
}
