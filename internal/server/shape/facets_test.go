package shape

import (
	"testing"

	"reftel/internal/archive"
	"reftel/internal/query"
)

// TestShowAll holds that how many values a facet has is told as about so many where the
// engine did not count them one by one.
func TestShowAll(t *testing.T) {
	t.Parallel()
	counts := archive.FacetCounts{Facet: query.Persons, Buckets: []archive.Bucket{{Value: "Ola Dahl", Count: 2}}, Distinct: 14000}
	for about, want := range map[bool]string{false: "Show all 14000", true: "Show all, about 14000"} {
		counts.About = about
		f, ok := facetView(nil, query.Request{Page: 1, Size: query.DefaultSize}, counts, true)
		if !ok || f.All == nil || f.All.Label != want {
			t.Errorf("%+v, want the link %q", f, want)
		}
	}
}
