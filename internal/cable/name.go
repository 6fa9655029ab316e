package cable

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// OneLine folds each run of white space into one blank and takes it off both
// ends.
func OneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// NameKey is the form under which names are the same: letters and digits in
// lower case, accents off, runs of anything else as one blank. SEDENA and
// Sedena have one key, and so have U.S. and US.
func NameKey(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for i, r := range s {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			if r < utf8.RuneSelf {
				if r >= 'A' && r <= 'Z' {
					r += 'a' - 'A'
				}
				b.WriteByte(byte(r))
				continue
			}
			b.WriteString(unaccented(unicode.ToLower(r)))
		case r == '\'' || r == '’' || r == '.' || unicode.Is(unicode.Mn, r):
			// O'Rourke, U.S.A.: nothing stands between the letters. A full stop
			// behind a word of letters parts it from the next: Col. Ham.
			if r == '.' && i+1 < len(s) && s[i+1] == ' ' {
				gap = true
			}
		default:
			gap = true
		}
	}
	return b.String()
}

// unaccented gives the base letters of the accented Latin letters that names
// in cables have.
func unaccented(r rune) string {
	switch r {
	case 'à', 'á', 'â', 'ã', 'ä', 'å', 'ā', 'ă', 'ą':
		return "a"
	case 'ç', 'ć', 'č':
		return "c"
	case 'ď', 'đ', 'ð':
		return "d"
	case 'è', 'é', 'ê', 'ë', 'ē', 'ė', 'ę', 'ě':
		return "e"
	case 'ğ', 'ģ':
		return "g"
	case 'ì', 'í', 'î', 'ï', 'ī', 'į', 'ı':
		return "i"
	case 'ķ':
		return "k"
	case 'ł', 'ļ', 'ľ', 'ĺ':
		return "l"
	case 'ñ', 'ń', 'ņ', 'ň':
		return "n"
	case 'ò', 'ó', 'ô', 'õ', 'ö', 'ø', 'ō', 'ő':
		return "o"
	case 'ř', 'ŕ':
		return "r"
	case 'ś', 'š', 'ş', 'ș':
		return "s"
	case 'ß':
		return "ss"
	case 'ţ', 'ť', 'ț':
		return "t"
	case 'ù', 'ú', 'û', 'ü', 'ū', 'ů', 'ű', 'ų':
		return "u"
	case 'ý', 'ÿ':
		return "y"
	case 'ź', 'ż', 'ž':
		return "z"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'þ':
		return "th"
	}
	return string(r)
}
