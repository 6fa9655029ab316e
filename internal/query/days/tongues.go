package days

import (
	"strings"
	"time"
)

// Dates stand in the languages of the pages, and of texts that readers copy them from,
// too: 17 de julio de 1979, 1er mai 1955, vor 1900.

// monthsOf are the months by their names in other languages, as letters are typed with
// accents and without.
var monthsOf = func() map[string]time.Month {
	out := map[string]time.Month{}
	for i, names := range strings.Split(`januar jänner janvier enero janeiro gennaio|februar feber février fevrier febrero fevereiro febbraio|märz maerz mars marzo março|
avril abril aprile|mai mayo maio maggio|juni juin junio junho giugno|juli juillet julio julho luglio|août aout agosto|septembre septiembre setiembre setembro settembre|
oktober octobre octubre outubro ottobre|novembre noviembre novembro|dezember décembre decembre diciembre dezembro dicembre`, "|") {
		for name := range strings.FieldsSeq(names) {
			out[name] = time.Month(i + 1)
		}
	}
	return out
}()

// between are the small words within dates: 17 de julio del 1979, le 14 juillet 1979.
var between = map[string]bool{"the": true, "of": true, "de": true, "del": true, "den": true, "der": true, "le": true, "el": true, "di": true}

// english says the month and the first of a month in English, other words as they are.
func english(w string) string {
	lower := strings.ToLower(w)
	if m := monthsOf[lower]; m > 0 {
		return m.String()
	}
	switch lower {
	case "1er", "1º", "1°", "1ro":
		return "1"
	}
	return w
}

// since, after and so on are how an open span begins, in other languages.
var opening = []struct{ here, english string }{
	{"seit ", "since "}, {"desde ", "since "}, {"depuis ", "since "}, {"nach ", "after "}, {"après ", "after "}, {"después de ", "after "}, {"depois de ", "after "},
	{"vor ", "before "}, {"avant ", "before "}, {"antes de ", "before "}, {"bis ", "until "}, {"hasta ", "until "}, {"até ", "until "}, {"jusqu'à ", "until "}, {"jusqu’à ", "until "},
}

// opened says how an open span begins in English.
func opened(s string) string {
	for _, o := range opening {
		if rest, ok := strings.CutPrefix(s, o.here); ok {
			return o.english + rest
		}
	}
	return s
}
