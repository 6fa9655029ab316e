package days

import (
	"testing"

	"reftel/internal/cable"
)

func end(d cable.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

func TestSpans(t *testing.T) {
	for in, want := range map[string]string{
		// Seasons, halves, quarters, thirds.
		"summer 1974": "1974-06..1974-08", "the summer of 1974": "1974-06..1974-08", "in the fall of 1962": "1962-09..1962-11", "1974 summer": "1974-06..1974-08",
		"winter 1973-74": "1973-12..1974-02", "winter 1973/74": "1973-12..1974-02", "winter of 1974": "1973-12..1974-02", "Spring '74": "1974-03..1974-05",
		"first half of 1955": "1955-01..1955-06", "the second half of May 1974": "1974-05-16..1974-05-31", "latter half of 1955": "1955-07..1955-12",
		"third quarter of 1974": "1974-07..1974-09", "Q1 1974": "1974-01..1974-03", "1974 Q4": "1974-10..1974-12", "last quarter of 1979": "1979-10..1979-12",
		"last week of October 1962": "1962-10-25..1962-10-31", "the first week of May 1974": "1974-05-01..1974-05-07", "third week of July 1979": "1979-07-15..1979-07-21", "last week of 1974": "", "first week of the 1960s": "", "second quarter of May 1974": "",
		"late October 1962": "1962-10-21..1962-10-31", "early May 1974": "1974-05-01..1974-05-10", "mid-October 1962": "1962-10-11..1962-10-20",
		"early 1974": "1974-01..1974-04", "mid-1974": "1974-05..1974-08", "late 1974": "1974-09..1974-12", "the end of 1974": "1974-09..1974-12",
		"mid-1970s": "1974..1976", "the late 1970s": "1977..1979", "early sixties": "1960..1963", "week of 5 May 1974": "1974-05-05..1974-05-11",
		"the week of October 28, 1962": "1962-10-28..1962-11-03",
		"24.i.1974":                    "1974-01-24", "24. XII. 1974": "1974-12-24", "24/VI/1974": "1974-06-24", "24.xiii.1974": "", "31.ii.1974": "",
		// Years in words.
		"the seventies": "1970..1979", "the '70s": "1970..1979", "70s": "1970..1979", "eighteen-sixties": "1860..1869", "the nineteen sixties": "",
		"the 19th century": "1801..1900", "twentieth century": "1901..2000",
		// What stands before a date.
		"in 1974": "1974", "in the 1970s": "1970..1979", "on 24 January 1974": "1974-01-24", "during May 1974": "1974-05",
		// One end is open.
		"since 1975": "1975..", "after 1975": "1976..", "after 31 December 1974": "1975-01-01..", "since May 1974": "1974-05..", "1975 onwards": "1975..",
		"from 1975 onward": "1975..", "1975 and later": "1975..", "before 1860": "..1859", "before January 1974": "..1973-12", "until 1860": "..1860",
		"prior to 24 January 1974": "..1974-01-23", "up to 1860": "..1860", "1860 and earlier": "..1860",
		// Two spans.
		"late 1973 to early 1974": "1973-09..1974-04", "from spring to autumn 1974": "1974-03..1974-11", "between summer 1973 and May 1974": "1973-06..1974-05",
		// In other languages.
		"17 de julio de 1979": "1979-07-17", "el 17 de julio del 1979": "1979-07-17", "1er mai 1955": "1955-05-01", "le 14 juillet 1979": "1979-07-14", "juillet 1979": "1979-07",
		"14. März 1979": "1979-03-14", "den 3. Oktober 1974": "1974-10-03", "março de 1974": "1974-03", "vor 1900": "..1899", "seit Mai 1974": "1974-05..", "antes de 1900": "..1899",
		"de 1979 el": "", "Marco 1974": "", "julio y agosto": "", "vor dem Krieg": "",
		// None.
		"summer": "", "early": "", "late": "", "first half": "", "since": "", "before": "", "after the war": "", "since when": "", "in": "", "the ties": "", "quarter of 1974": "",
		"first half of talks": "", "fall of Saigon": "", "early 24 May 1974": "", "q5 1974": "", "summer of May 1974": "", "'70": "1970", "century": "", "economic ties": "", "spring 74 talks": "",
		"early 1974 to late 1973": "", "winter 1974-79": "",
	} {
		d, _, ok := Whole(in)
		got := ""
		switch {
		case ok && d.From == d.To:
			got = d.From.String()
		case ok:
			got = end(d.From) + ".." + end(d.To)
		}
		if got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
