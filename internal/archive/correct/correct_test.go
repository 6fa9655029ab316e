package correct

import (
	"errors"
	"testing"

	"reftel/internal/archive/plan"
	"reftel/internal/query"
)

// words is a vocabulary of words with how many cables have each. All others are near.
type words map[string]int

func (w words) Hits(s plan.Spelling) (int, error) { return w[s.Term], nil }

func (w words) Near(word string, distance int) (near []string, err error) {
	for other := range w {
		if n := len(other) - len(word); n >= -distance && n <= distance {
			near = append(near, other)
		}
	}
	return near, nil
}

func (w words) Having(word string) (int, error) { return w[word], nil }

func TestQuery(t *testing.T) {
	t.Parallel()
	w := words{"ferry": 70, "ferries": 900, "herring": 50, "feroy": 3}
	for text, want := range map[string]string{
		"ferrx":                         "ferry",                         // no cable has it
		"feroy":                         "ferry",                         // three have it, and seventy the other
		"ferries":                       "",                              // frequent itself
		"ferry":                         "",                              //
		"her ferrx":                     "her ferry",                     // short words are left alone
		"ferrx NOT ferrx":               "ferry NOT ferrx",               // what must not be there too
		"per:ferrx ferrx*":              "",                              // and values, and words with a sign
		`"old ferrx"~3`:                 `"old ferry"~3`,                 //
		"ferrx OR ferrx":                "ferry OR ferry",                //
		"fxrrx fxrrx ferrx ferrx ferrx": "ferry ferry ferry ferry ferrx", // four of a query
		"f3rry":                         "",
	} {
		e, _, err := query.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if better, ok, err := Query(e, w); err != nil {
			t.Error(err)
		} else if ok {
			got = better.String()
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

var errAway = errors.New("away")

// away is a vocabulary that cannot be asked.
type away struct{ words }

func (away) Near(string, int) ([]string, error) { return nil, errAway }

func TestQueryFails(t *testing.T) {
	t.Parallel()
	e, _, err := query.Parse("ferrx (kiln OR glaze)")
	if err != nil {
		t.Fatal(err)
	}
	if _, ok, err := Query(e, away{}); ok || !errors.Is(err, errAway) {
		t.Errorf("%v, %v", ok, err)
	}
}
