package axis

import (
	"strconv"

	"reftel/web/templates/words"
)

// Name is what a bar is called, and in short. A far one that is the first is before
// all others.
func Name(say *words.Speaker, b Bar, first bool) (name, short string) {
	since, until := strconv.Itoa(b.First), strconv.Itoa(b.Last)
	switch {
	case b.Far && first:
		return say.Say("%s and earlier", until), "–" + until
	case b.Far:
		return say.Say("%s and later", since), since + "–"
	case b.First != b.Last:
		begins := strconv.Itoa(b.First - b.First%decade)
		return say.Say("The %ss", begins), say.Say("%ss ‹decade›", begins)
	}
	return since, since
}
