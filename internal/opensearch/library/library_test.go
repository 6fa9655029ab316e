package library

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/opensearch/client"
	"reftel/internal/opensearch/tables"
)

// dated is a library of cables of some dates, which asks a cluster where there is one.
func dated(t *testing.T, c *client.Client) *Library {
	t.Helper()
	tb, err := tables.Decode([]byte(`{"stats":{"Cables":100},"dates":[{"d":19740000,"n":1},{"d":19740300,"n":2},{"d":19740305,"n":1},{"d":19760615,"n":3}]}`), c, "archive-1-values")
	if err != nil {
		t.Fatal(err)
	}
	return New(Config{Client: c, Index: "archive-1", Cables: 100, Tables: tb})
}

func TestAround(t *testing.T) {
	t.Parallel()
	l := dated(t, nil)
	for asked, want := range map[string][2]string{
		"1975": {"1974", "1976"}, "1974": {"", "1976"}, "1974-02": {"", "1974-03"}, "1974-03": {"", "1976-06"}, "1976-06": {"1974-03", ""},
		"1974-03-04": {"", "1974-03-05"}, "1976-06-15": {"1974-03-05", ""}, "1980": {"1976", ""},
	} {
		d, err := cable.ParseDate(asked)
		if err != nil {
			t.Fatal(err)
		}
		before, after, err := l.Around(t.Context(), d)
		got := [2]string{before.String(), after.String()}
		for i, x := range []cable.Date{before, after} {
			if x.IsZero() {
				got[i] = ""
			}
		}
		if err != nil || got != want {
			t.Errorf("around %s: %q, %v; want %q", asked, got, err, want)
		}
	}
	if _, _, err := l.Around(t.Context(), cable.Date{Year: 1974, Month: 13}); !errors.Is(err, archive.ErrBadRequest) {
		t.Errorf("around no date: %v", err)
	}
}

// TestCompany holds that values are weighed by how often all cables have them.
func TestCompany(t *testing.T) {
	t.Parallel()
	c := company{l: dated(t, nil), cables: 10, values: [][]archive.Companion{{
		{Value: "Everywhere", Together: 10, Count: 50}, {Value: "Ola Dahl", Together: 10, Count: 10}, {Value: "Kari Lund", Together: 10, Count: 10}, {Value: "Once", Together: 1, Count: 1},
	}}}
	names := func(n int) string {
		var out []string
		for _, v := range c.best(0, n, "Kari Lund") {
			out = append(out, v.Value)
		}
		return strings.Join(out, ", ")
	}
	if got := names(5); got != "Ola Dahl, Everywhere" {
		t.Errorf("company %s", got)
	}
	if got := names(1); got != "Ola Dahl" {
		t.Errorf("the best %s", got)
	}
	for _, n := range []int{0, -1} {
		if got := names(n); got != "" {
			t.Errorf("%d of them: %s", n, got)
		}
	}
}

// TestPast holds between which seconds entries of history are asked for.
func TestPast(t *testing.T) {
	t.Parallel()
	noon := time.Date(2026, 3, 5, 12, 0, 0, 0, time.UTC)
	for name, x := range map[string]struct {
		got  map[string]any
		want string
	}{
		"whole seconds": {asked(archive.Past{Since: noon, Until: noon}), `{"bool":{"filter":[{"range":{"changed":{"gte":1772712000,"lt":1772712001}}}]}}`},
		"parts of one":  {asked(archive.Past{Since: noon.Add(1), Until: noon.Add(1)}), `{"bool":{"filter":[{"range":{"changed":{"gte":1772712001,"lt":1772712002}}}]}}`},
		"a collection":  {asked(archive.Past{Collection: "Coast"}), `{"bool":{"filter":[{"range":{"changed":{}}},{"term":{"collection":"Coast"}}]}}`},
		"behind one": {
			behind(archive.Entry{ID: "74OSLO1", Changed: noon}),
			`{"bool":{"minimum_should_match":1,"should":[{"range":{"changed":{"gt":1772712000}}},{"bool":{"filter":[{"term":{"changed":1772712000}},{"range":{"id":{"gt":"74OSLO1"}}}]}}]}}`,
		},
	} {
		if got, err := json.Marshal(x.got); err != nil || string(got) != x.want {
			t.Errorf("%s: %s, want %s", name, got, x.want)
		}
	}
	if _, err := New(Config{}).History(context.Background(), archive.Past{N: -1}); !errors.Is(err, archive.ErrBadRequest) {
		t.Errorf("less than no entries: %v", err)
	}
}
