package cable

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// OneLine folds each run of white space into one blank and takes it off both
// ends.
func OneLine(s string) string {
	if isOneLine(s) {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// isOneLine reports whether a text of ASCII alone is what OneLine makes of it, as most are.
func isOneLine(s string) bool {
	blank := s != "" // that one before it is too many
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || c < ' ' || blank && c == ' ' {
			return false
		}
		blank = s[i] == ' '
	}
	return !blank
}

// NameKey is the form under which names are the same: letters and digits in
// lower case, accents off, runs of anything else as one blank. SEDENA and
// Sedena have one key, and so have U.S. and US.
func NameKey(s string) string {
	var room [64]byte
	return string(AppendNameKey(room[:0], s))
}

// AppendNameKey appends the key of a name to room, for those who need it once.
func AppendNameKey(room []byte, s string) []byte {
	key, gap := room, false
	for i := range len(s) {
		c := s[i]
		if letter := keyLetters[c]; letter != 0 {
			if gap && len(key) > len(room) {
				key = append(key, ' ')
			}
			gap = false
			key = append(key, letter)
			continue
		}
		if c >= utf8.RuneSelf {
			return append(room, nameKey(s)...)
		}
		gap = gap || !joins(rune(c)) || partsWords(s, i)
	}
	return key
}

// keyLetters are the letters and digits of ASCII, in lower case.
var keyLetters = func() (t [256]byte) {
	for c := range t {
		switch c := byte(c); {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
			t[c] = c
		case 'A' <= c && c <= 'Z':
			t[c] = c - 'A' + 'a'
		}
	}
	return t
}()

// nameKey is NameKey for names in any letters.
func nameKey(s string) string {
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
		default:
			gap = gap || !joins(r) || partsWords(s, i)
		}
	}
	return b.String()
}

// joins reports whether nothing stands between the letters on both sides of a sign:
// O'Rourke, U.S.A.
func joins(r rune) bool {
	return r == '\'' || r == '’' || r == '.' || r >= utf8.RuneSelf && unicode.Is(unicode.Mn, r)
}

// partsWords reports whether a full stop behind a word of letters parts it from the next:
// Col. Ham.
func partsWords(s string, i int) bool { return s[i] == '.' && i+1 < len(s) && s[i+1] == ' ' }

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
