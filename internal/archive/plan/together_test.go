package plan

import (
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"reftel/internal/query"
)

func TestTogether(t *testing.T) {
	t.Parallel()
	near := func(apart int, s string) Neighbour { return Neighbour{Spelling{Term: s}, apart} }
	for asked, want := range map[string][]Neighbour{
		"good offices":              {near(1, "good"), near(1, "offices")},
		"law of the sea":            {near(1, "law"), near(3, "sea")},
		"peace tag:PREL treaty":     {near(1, "peace"), near(2, "treaty")},
		"lens lighthous*":           {near(1, "lens"), {Spelling{Term: "lighthous", Prefix: true}, 1}},
		"fog co-operation":          {near(1, "fog"), near(1, "co"), near(1, "operation")},
		"lens":                      nil,
		"the of":                    nil,
		"lens OR honey":             nil,
		"lens NOT honey":            nil,
		`"good offices" lens`:       nil,
		"subject:good offices":      nil,
		"one by one two three four": {near(1, "one"), near(2, "one"), near(1, "two"), near(1, "three"), near(1, "four")},
		"a1 b2 c3 d4 e5 f6":         nil,
	} {
		if diff := gocmp.Diff(want, Together(parse(t, asked))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", asked, diff)
		}
	}
	// A meaning of TAGS widens a query by their code.
	e := query.Or{Of: []query.Expr{parse(t, "arms control"), query.Value{Field: query.FieldTag, Text: "PARM"}}}
	if diff := gocmp.Diff([]Neighbour{near(1, "arms"), near(1, "control")}, Together(e)); diff != "" {
		t.Errorf("with a code (-want +got):\n%s", diff)
	}
}
