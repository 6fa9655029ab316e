package axis

import "reftel/internal/cable"

// Name is what a bar is called, and in short. A far one that is the first is before
// all others.
func Name(b Bar, first bool) (name, short string) {
	since, until := cable.Date{Year: b.First}.Long(), cable.Date{Year: b.Last}.Long()
	switch {
	case b.Far && first:
		return until + " and earlier", "–" + until
	case b.Far:
		return since + " and later", since + "–"
	case b.First != b.Last:
		short = cable.Date{Year: b.First - b.First%decade}.Long() + "s"
		return "The " + short, short
	}
	return since, since
}
