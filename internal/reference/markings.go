package reference

import (
	"cmp"
	"strconv"
	"strings"
)

// A markingRow says what a mark of protection ordered in some years. The same word
// may have meant another thing at another time.
type markingRow struct {
	from, to int // years, both included; 0 is open
	meaning  string
}

func loadMarkings(t *Tables) error {
	t.markings = make(map[string][]markingRow, 80)
	return readTable("markings.csv", 5, func(r []string) error {
		from, err := strconv.Atoi(cmp.Or(r[1], "0"))
		if err != nil {
			return err
		}
		to, err := strconv.Atoi(cmp.Or(r[2], "0"))
		if err != nil {
			return err
		}
		t.markings[r[0]] = append(t.markings[r[0]], markingRow{from, to, r[3]})
		return nil
	})
}

// Marking is what a mark ordered in a year: a classification, a caption (SENSITIVE),
// a line on declassification (XGDS-1 with what follows), an order on classification
// (E.O. 11652). It is empty where the mark was not in use in the year, or had several
// meanings and no year is given; known reports whether the mark is in the table.
func (t *Tables) Marking(code string, year int) (meaning string, known bool) {
	code = strings.ToUpper(strings.TrimSpace(code))
	rows, ok := t.markings[code]
	if !ok {
		first, _, _ := strings.Cut(code, " ")
		first = strings.TrimRight(first, ",;:")
		if rows, ok = t.markings[first]; !ok {
			first, _, _ = strings.Cut(first, "-")
			rows = t.markings[first]
		}
	}
	if year == 0 && len(rows) == 1 {
		return rows[0].meaning, true
	}
	for _, m := range rows {
		if year != 0 && m.from <= year && (m.to == 0 || year <= m.to) {
			return m.meaning, true
		}
	}
	return "", len(rows) > 0
}
