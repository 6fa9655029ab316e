package query

import (
	"net/url"
	"testing"
)

func TestWhole(t *testing.T) {
	for _, tt := range []struct{ in, want, said string }{
		{"", "", "all cables"},
		{"q=lens", "lens", "cables with “lens”"},
		{"tag=EFIS", "tag:EFIS", "cables with the tag EFIS"},
		{"q=lens+OR+honey&tag=EFIS", "(lens OR honey) tag:EFIS", "cables with (“lens” or “honey”) and the tag EFIS"},
		{"q=lens+honey&tag=EFIS&tag=PREL", "lens honey (tag:EFIS OR tag:PREL)", "cables with “lens”, “honey” and (the tag EFIS or the tag PREL)"},
		{"all-tag=EFIS&all-tag=PREL&since=1979", "tag:EFIS tag:PREL date:1979..", "cables with the tag EFIS and the tag PREL, dated 1979 or later"},
		{"q=lens&not-post=LISBON&not-tag=PREL&since=1979&until=1979", "lens NOT tag:PREL NOT from:LISBON date:1979", "cables with “lens”, without the tag PREL, not from LISBON, dated 1979"},
		{"per=Agnete+Brandstrup&tag=-none-", `tag:none per:"Agnete Brandstrup"`, "cables with the person Agnete Brandstrup, without any tag"},
		{"year=1979&year=1980", "year:1979 OR year:1980", "cables of the year 1979 or of the year 1980"},
	} {
		v, err := url.ParseQuery(tt.in)
		if err != nil {
			t.Fatal(err)
		}
		r, err := ParseRequest(v)
		if err != nil {
			t.Fatal(err)
		}
		e := r.Whole()
		got := ""
		if e != nil {
			got = e.String()
		}
		if got != tt.want || Describe(e).String() != tt.said {
			t.Errorf("%s: %s, %s\nwant %s, %s", tt.in, got, Describe(e), tt.want, tt.said)
		}
	}
	if len(fieldsOf) != len(Facets()) {
		t.Errorf("%d of %d facets have a field", len(fieldsOf), len(Facets()))
	}
}
