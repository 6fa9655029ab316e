package values

import (
	"strings"

	"reftel/internal/text"
)

// IsClass reports whether a classification is what a reader asks for: itself, in
// its short form (LOU), or with prefix its beginning. SBU and FOUO are found also
// where they follow UNCLASSIFIED.
func IsClass(value, asked string, prefix bool) bool {
	want := classes(text.Squeeze(asked))
	if want == "" {
		return false
	}
	s := classes(text.Squeeze(value))
	return s == want || prefix && strings.HasPrefix(s, want) ||
		strings.HasPrefix(s, "unclassified") && classes(strings.TrimPrefix(s, "unclassified")) == want
}

// classes are the short forms of classifications, squeezed.
func classes(short string) string {
	switch short {
	case "u":
		return "unclassified"
	case "c":
		return "confidential"
	case "s":
		return "secret"
	case "ts":
		return "topsecret"
	case "lou":
		return "limitedofficialuse"
	case "sbu":
		return "sensitivebutunclassified"
	case "fouo", "ouo":
		return "forofficialuseonly"
	}
	return short
}
