package search

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reftel/internal/archive"
	"reftel/internal/opensearch/client"
	"reftel/internal/opensearch/mapping"
	"reftel/internal/opensearch/tables"
	"reftel/internal/query"
)

// selected is what an address asks an archive of some edition for, where it is known that of
// all 1,000 cables 600 have the TAGS PREL, 300 EFIS and 50 none.
func selected(t *testing.T, edition int, address string) (*Archive, *selection) {
	t.Helper()
	a := New(nil, "reftel-1", Facts{Shards: 1, Cables: 1000, Edition: edition}, new(tables.Tables))
	a.whole = &counts{total: 1000, facets: []archive.FacetCounts{{
		Facet: query.Tags, Distinct: 30, Missing: 50, Buckets: []archive.Bucket{{Value: "PREL", Count: 600}, {Value: "EFIS", Count: 300}},
	}}}
	sel, err := a.newRun(t.Context()).selection(requested(t, address))
	if err != nil {
		t.Fatal(err)
	}
	return a, sel
}

// TestOverall holds that a facet is not counted over all cables where its counts over these
// are known, and that what is told of it is the same.
func TestOverall(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		address string
		known   bool
	}{
		{"tag=MARR", true}, {"tag=MARR&not-tag=EFIS", true},
		{"tag=MARR&post=LIMA", false}, {"tag=MARR&q=lens", false}, {"tag=MARR&since=1979", false}, {"all-tag=MARR&all-tag=EFIS", false},
	} {
		a, sel := selected(t, mapping.Edition, tt.address)
		if known := a.overall(sel, query.Tags) != nil; known != tt.known {
			t.Errorf("%s: known: %v, want %v", tt.address, known, tt.known)
		}
	}

	a, sel := selected(t, mapping.Edition, "tag=MARR&not-tag=EFIS")
	var asked []string
	for _, x := range a.facetSearches(sel)[1:] {
		if len(x.of) == 1 && x.of[0] == query.Tags || len(x.of) == 0 {
			js, err := json.Marshal(x.body())
			if err != nil {
				t.Fatal(err)
			}
			asked = append(asked, string(js))
		}
	}
	want := []string{
		`{"aggs":{"chosen":{"filters":{"filters":{"0":{"term":{"tag":"MARR"}},"1":{"term":{"tag":"EFIS"}}}}},"first":{"terms":{"field":"tag","include":["PREL","EFIS"],"size":2}}},` +
			`"query":{"bool":{"filter":[{"bool":{"filter":[{"term":{"tag":"MARR"}}],"must_not":[{"term":{"tag":"EFIS"}}]}}]}},"size":0}`,
		`{"query":{"term":{"tag":"MARR"}},"size":0,"track_total_hits":true}`,
		`{"query":{"term":{"tag":"EFIS"}},"size":0,"track_total_hits":true}`,
	}
	if diff := cmp.Diff(want, asked); diff != "" {
		t.Errorf("asked (-want +got):\n%s", diff)
	}
	var answers []*client.Answer
	for _, js := range []string{
		`{"aggregations":{"first":{"buckets":[{"key":"PREL","doc_count":7}]},"chosen":{"buckets":{"0":{"doc_count":9},"1":{"doc_count":0}}}}}`,
		`{"hits":{"total":{"value":12}}}`, `{"hits":{"total":{"value":300}}}`,
	} {
		var x client.Answer
		if err := json.Unmarshal([]byte(js), &x); err != nil {
			t.Fatal(err)
		}
		answers = append(answers, &x)
	}
	n, err := readOverall(a.overall(sel, query.Tags), answers, 2)
	if err != nil {
		t.Fatal(err)
	}
	told := archive.FacetCounts{Facet: query.Tags, Distinct: 30, Missing: 50, Buckets: []archive.Bucket{
		{Value: "PREL", Label: "PREL", Count: 600, Within: 7}, {Value: "EFIS", Label: "EFIS", Count: 300, Excluded: true}, {Value: "MARR", Label: "MARR", Count: 12, Within: 9, Selected: true},
	}}
	if diff := cmp.Diff(told, a.facet(query.Tags, n, sel)); diff != "" {
		t.Errorf("told (-want +got):\n%s", diff)
	}
	if _, err := readOverall(a.overall(sel, query.Tags), []*client.Answer{{}, {}, {}}, 2); err == nil {
		t.Error("an answer without counts was taken")
	}
}

// TestEditions holds that a generation is asked only for fields that it has.
func TestEditions(t *testing.T) {
	t.Parallel()
	for edition, want := range map[int]bool{0: false, mapping.Edition: true} {
		a, sel := selected(t, edition, "q=lens*&post=LIMA")
		var b strings.Builder
		for _, x := range a.facetSearches(sel) {
			js, err := json.Marshal(x.body())
			if err != nil {
				t.Fatal(err)
			}
			b.Write(js)
		}
		for _, field := range []string{`"lacking"`, `"beginnings"`, `"per_counted"`} {
			if strings.Contains(b.String(), field) != want {
				t.Errorf("edition %d: asked for %s: %v", edition, field, !want)
			}
		}
		if missing := strings.Contains(b.String(), `"tag missing"`); missing == want {
			t.Errorf("edition %d: cables without TAGS are counted apart: %v", edition, missing)
		}
		if !strings.Contains(b.String(), `"post missing"`) {
			t.Errorf("edition %d: cables without a post are not counted, where a post is chosen", edition)
		}
	}
}

// TestLongBeginnings holds which beginnings of words have terms.
func TestLongBeginnings(t *testing.T) {
	t.Parallel()
	a := empty()
	for _, tt := range []struct {
		sign, with string
		known      bool
	}{
		{mapping.Exactly, "len", true}, {mapping.Exactly, "lights", true}, {mapping.Exactly, "lightsh", false}, {mapping.Elided, "estai", true}, {mapping.Elided, "estain", false},
		{mapping.Exactly, "ÄÖÜÄÖÜ", true},
	} {
		js, err := json.Marshal(a.beginning(mapping.Weights, tt.sign, tt.with))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(js), `"beginnings"`) != tt.known {
			t.Errorf("%s%s: %s", tt.sign, tt.with, js)
		}
	}
	if js, _ := json.Marshal(a.beginning(mapping.SubjectWeights, mapping.Exactly, "len")); strings.Contains(string(js), `"beginnings"`) {
		t.Error("words of subjects are looked for in whole cables")
	}
}

// TestIdentified holds that a hit without an id is no hit, and that hits stay as they were:
// they may be remembered, and others may have them.
func TestIdentified(t *testing.T) {
	t.Parallel()
	hits := []client.Hit{{Fields: map[string]json.RawMessage{"id": []byte(`["79LIMA1"]`)}}}
	if named, err := identified(hits); err != nil || named[0].ID != "79LIMA1" || hits[0].ID != "" {
		t.Errorf("%+v of %+v, %v", named, hits, err)
	}
	if _, err := identified([]client.Hit{{}}); err == nil {
		t.Error("a hit without an id was taken")
	}
}
