package thread

import (
	"cmp"
	"slices"
	"strings"

	"reftel/internal/cable"
)

// inTime orders cables. Of one that is not held the year is known at the most, and
// that it was sent before it was cited: it stands at the end of its year, or before
// the first that cites it.
func inTime(cs []*Cable) {
	sent := map[*Cable]cable.Date{}
	for _, c := range cs {
		if c.Summary != nil {
			sent[c] = c.Summary.Date
		}
	}
	for _, c := range cs {
		for _, r := range c.Cites {
			to := r.Cable
			if to.Summary != nil || c.Summary == nil || c.Summary.Date.IsZero() {
				continue
			}
			if at, ok := sent[to]; !ok || c.Summary.Date.Compare(at) < 0 {
				sent[to] = c.Summary.Date
			}
		}
	}
	for _, c := range cs {
		if at, ok := sent[c]; c.Summary == nil && c.Year != 0 && (!ok || c.Year < at.Year) {
			sent[c] = cable.Date{Year: c.Year, Month: 12, Day: 31, Hour: 23, Minute: 59, HasTime: true}
		}
	}
	slices.SortStableFunc(cs, func(a, b *Cable) int {
		return cmp.Or(sent[a].Compare(sent[b]), cmp.Compare(held(a), held(b)), strings.Compare(a.ID, b.ID))
	})
}

// held puts what is not held before what is.
func held(c *Cable) int {
	if c.Summary == nil {
		return 0
	}
	return 1
}
