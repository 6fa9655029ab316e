package plan

import (
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"reftel/internal/query"
)

func parse(t *testing.T, asked string) query.Expr {
	t.Helper()
	e, _, err := query.Parse(asked)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestMarked(t *testing.T) {
	t.Parallel()
	word := func(s string) Spelling { return Spelling{Term: s} }
	exact := func(s string) Spelling { return Spelling{Term: s, Exact: true} }
	whole := word("cooperation")
	for asked, want := range map[string][]Plan{
		"lens":                   {{Places: []Spelling{word("lens")}}},
		"=Lens":                  {{Places: []Spelling{{Term: "lens", Exact: true, AsWritten: true}}}},
		"lens*":                  {{Places: []Spelling{{Term: "lens", Prefix: true}}}},
		"lens~1":                 {{Places: []Spelling{{Term: "lens", Fuzzy: true}}}},
		"l?ns*":                  {{Places: []Spelling{{Term: "l?ns", Wild: true, Prefix: true}}}},
		"Lén":                    {{Places: []Spelling{{Term: "len", Written: "lén"}}}},
		"=Lén":                   {{Places: []Spelling{{Term: "len", Written: "lén", Exact: true, AsWritten: true}}}},
		"d'Orsay":                {{Places: []Spelling{word("dorsay")}}},
		"1,200":                  {{Places: []Spelling{word("1200")}}},
		`"1,200 tons"`:           {{Places: []Spelling{exact("1200"), exact("tons")}}, {Places: []Spelling{exact("1"), exact("200"), exact("tons")}}},
		`"1,200"`:                {{Places: []Spelling{exact("1200")}}},
		`"in 1200"`:              {{Places: []Spelling{exact("in"), exact("1200")}}, {Places: []Spelling{exact("in"), exact("1"), exact("200")}}},
		`"1974-75 and 1,5"`:      {{Places: []Spelling{exact("1974"), exact("75"), exact("and"), exact("1"), exact("5")}}, {Places: []Spelling{exact("1"), exact("974"), exact("75"), exact("and"), exact("1"), exact("5")}}},
		"co-operation":           {{Places: []Spelling{word("co"), word("operation")}, Whole: &whole}},
		`subject:"the lens"~4`:   {{In: "subject", Places: []Spelling{exact("the"), exact("lens")}, Slop: 4}},
		"the lens":               {{Places: []Spelling{word("lens")}}},
		"the":                    {{Places: []Spelling{word("the")}}},
		"lens NOT museum":        {{Places: []Spelling{word("lens")}}},
		"tag:PREL date:1974":     nil,
		"(lens OR honey) museum": {{Places: []Spelling{word("lens")}}, {Places: []Spelling{word("honey")}}, {Places: []Spelling{word("museum")}}},
	} {
		if diff := gocmp.Diff(want, Marked(parse(t, asked))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", asked, diff)
		}
	}
}

func TestFits(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		s    Spelling
		word string
		want bool
	}{
		{Spelling{Term: "locust"}, "locusts", true},
		{Spelling{Term: "locust", Exact: true}, "locusts", false},
		{Spelling{Term: "loc", Prefix: true}, "locusts", true},
		{Spelling{Term: "locustss", Prefix: true}, "locusts", false},
		{Spelling{Term: "kocust", Fuzzy: true}, "locust", true},
		{Spelling{Term: "kocust", Fuzzy: true}, "locusts", false},
		{Spelling{Term: "adding"}, "ad", false},
		{Spelling{Term: "adding"}, "adds", true},
		{Spelling{Term: "locust"}, "'locust", true},
		{Spelling{Term: "locust"}, "'locusts", false},
		{Spelling{Term: "loc", Prefix: true}, "'locusts", true},
		{Spelling{Term: "kocust", Fuzzy: true}, "'locust", false},
		{Spelling{Term: "ete"}, "été", false}, // stands beside ete, which fits
		{Spelling{Term: "ete", Written: "été", Exact: true, AsWritten: true}, "été", true},
		{Spelling{Term: "ete", Written: "été", Exact: true, AsWritten: true}, "ete", false},
		{Spelling{Term: "ete", Written: "été", Exact: true, AsWritten: true}, "'été", true},
		{Spelling{Term: "schroder", Written: "schröder"}, "schroeder", true},
		{Spelling{Term: "schroder"}, "schroeder", false},
		{Spelling{Term: "l?cust", Wild: true}, "locust", true},
	} {
		if got := c.s.Fit(c.s.Terms(func(string) []string { return nil })).Is(c.word); got != c.want {
			t.Errorf("%+v and %s: %v", c.s, c.word, got)
		}
	}
}

func TestWithoutStops(t *testing.T) {
	t.Parallel()
	for asked, want := range map[string][]string{
		"the lens of": {"the", "of"}, "the of": nil, "the -lens": nil, "=the lens": nil, "the tag:PREL": nil, `the "lens of"`: {"the"},
	} {
		and, ok := parse(t, asked).(query.And)
		if !ok {
			t.Fatalf("%s is no And", asked)
		}
		kept, left := WithoutStops(and.Of)
		if diff := gocmp.Diff(want, left); diff != "" || len(kept)+len(left) != len(and.Of) {
			t.Errorf("%s: kept %v (-want +left):\n%s", asked, kept, diff)
		}
	}
}

func TestHasRow(t *testing.T) {
	t.Parallel()
	for asked, want := range map[string]bool{
		"lens": false, "co-operation": true, `"the lens"`: true, `lens NOT "the lens"`: true, "lens OR tag:PREL": false, "U.S.": false, "1,200": false, "1,20": true, "l?ns": false,
	} {
		if got := HasRow(parse(t, asked)); got != want {
			t.Errorf("%s: %v", asked, got)
		}
	}
}
