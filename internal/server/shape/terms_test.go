package shape

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"reftel/internal/query"
	"reftel/internal/reference"
)

// asked is the request of a text.
func asked(t *testing.T, text string) query.Request {
	t.Helper()
	r, err := query.ParseRequest(url.Values{"q": {text}})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestTypedCodes holds which words are codes: what is a word of the language too
// stays one, but among codes.
func TestTypedCodes(t *testing.T) {
	t.Parallel()
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	terms := Terms{Tables: tables}
	for text, want := range map[string]string{
		"PREL": "PREL OR tag:PREL", "prel": "prel OR tag:PREL", "Prel": "Prel OR tag:PREL", "KNNP": "KNNP OR tag:KNNP", "OPEC": "OPEC OR tag:OPEC", "opec": "opec OR tag:OPEC", "WHO": "WHO", "UK": "UK",
		"EFIN BL": "(EFIN OR tag:EFIN) (BL OR tag:BL)", "efin bl": "(efin OR tag:EFIN) (bl OR tag:BL)", "BL": "BL OR tag:BL", "bl": "bl",
		"FR": "FR OR tag:FR", "US": "US", "us": "us", "US policy": "US policy", "IN": "IN", "in": "in", "MASS": "MASS OR tag:MASS", "MASS graves": "MASS graves", "mass": "mass",
		"PREL US": "(PREL OR tag:PREL) (US OR tag:US)", "PREL MASS": "(PREL OR tag:PREL) (MASS OR tag:MASS)", "PREL mass": "(PREL OR tag:PREL) mass",
		"PREL US talks": "(PREL OR tag:PREL) US talks", "SNAR OR PREL": "SNAR OR tag:SNAR OR PREL OR tag:PREL", "NOT PREL": "NOT PREL", `"PREL"`: `"PREL"`,
		"=PREL": "=PREL", "tag:PREL": "tag:PREL", "king": "king", "KENT": "KENT", "orchard": "orchard", "1974": "date:1974",
		"human rights": "human AND rights OR tag:PHUM OR tag:SHUM",
	} {
		got := terms.Widened(asked(t, text)).Expr.String()
		if got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
	for text, want := range map[string]string{
		"PREL": "PREL searched", "US": "US United States", "us": "US United States", "FR": "FR searched", "fr": "FR France", "IN": "IN India", "in": "", "mass": "",
		"MASS": "MASS searched", "MASS graves": "", "PREL US": "PREL searched, US searched", "orchard": "",
	} {
		var got []string
		for _, m := range terms.Meanings(asked(t, text).Expr) {
			said := m.Tag.Meaning
			if m.Searched {
				said = "searched"
			}
			got = append(got, fmt.Sprint(m.Tag.Code, " ", said))
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if !terms.IsCode("snar") || terms.IsCode("orchard") || (Terms{}).IsCode("PREL") {
		t.Error("what is a code")
	}
}

// TestDatesOf holds which dates a search is offered.
func TestDatesOf(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"24 January 1974":       "Date 24 January 1974 /year/1974/01/24; Words “24 January 1974” or “January 24, 1974” /search?q=%2224+January+1974%22+OR+%22January+24%2C+1974%22",
		"January 1974":          "Date January 1974 /year/1974/01; Words “January 1974” /search?q=%22January+1974%22",
		"1973-75":               "Words “1973-75” /search?q=%221973-75%22",
		"3/4/1974":              "Date 3 April 1974 /year/1974/04/03; Date 4 March 1974 /year/1974/03/04",
		"orchards July 1974":    "Date orchards, July 1974 /search?q=orchards&since=1974-07&until=1974-07",
		"orchards 1973 to 1975": "Date orchards, 1973 to 1975 /search?q=orchards&since=1973&until=1975",
		"orchards":              "",
	} {
		var got []string
		for _, d := range DatesOf(nil, asked(t, text)) {
			got = append(got, d.Kind+" "+d.Label+" "+d.Href)
		}
		if s := strings.Join(got, "; "); s != want {
			t.Errorf("%q: %s, want %s", text, s, want)
		}
	}
	r := asked(t, "3/4/1974")
	r.Filters = []query.Filter{{Facet: query.Tags, Value: "PREL"}}
	if ds := DatesOf(nil, r); len(ds) != 2 || !strings.Contains(ds[0].Href, "tag=PREL") {
		t.Errorf("with a filter: %v", ds)
	}
}
