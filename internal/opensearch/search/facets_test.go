package search

import (
	"encoding/json"
	"strings"
	"testing"

	"reftel/internal/opensearch/mapping"
	"reftel/internal/opensearch/tables"
	"reftel/internal/query"
)

// TestAbout holds that names are told apart by their numbers where they have some, that no
// more are told one by one than the cluster does, and that others are told "about".
func TestAbout(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name     string
		edition  int
		distinct int
		other    int // cables of values that are not told
		field    string
		about    bool
	}{
		{"few of them", mapping.Edition, 3000, 9, `"per_counted"`, false},
		{"many", mapping.Edition, 3001, 9, `"per_counted"`, true},
		{"all are told", mapping.Edition, 3001, 0, `"per_counted"`, false},
		{"an older generation", 0, 40000, 9, `"per"`, false},
		{"many of an older one", 0, 40001, 9, `"per"`, true},
	} {
		a := New(nil, "reftel-1", Facts{Shards: 1, Cables: 100000, Edition: tt.edition}, new(tables.Tables))
		js, err := json.Marshal(a.aggs(query.Persons, nil, nil)["per distinct"])
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(js), `"field":`+tt.field) {
			t.Errorf("%s: asked by %s, want the field %s", tt.name, js, tt.field)
		}
		n := &tally{Other: tt.other}
		n.distinct.Value = tt.distinct
		if got := a.facet(query.Persons, n, &selection{}); got.About != tt.about {
			t.Errorf("%s: %d, about: %v, want %v", tt.name, got.Distinct, got.About, tt.about)
		}
	}
}
