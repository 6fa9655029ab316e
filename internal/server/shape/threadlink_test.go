package shape

import (
	"testing"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/web/templates"
)

// TestThreadLink holds when the page of a cable leads to its thread, and what it says
// of it.
func TestThreadLink(t *testing.T) {
	sum := func(id string, year int, cites ...archive.Cited) archive.Summary {
		return archive.Summary{ID: id, Date: cable.Date{Year: year}, Cites: cites}
	}
	held := func(s archive.Summary) Target {
		return Target{cable.Reference{Kind: "cable", ID: s.ID}, archive.Found{State: archive.Held, ID: s.ID, Summary: &s}}
	}
	absent := Target{cable.Reference{Kind: "cable", ID: "74STATE9"}, archive.Found{State: archive.Absent, ID: "74STATE9"}}
	for _, c := range []struct {
		name    string
		targets []Target
		citing  archive.Related
		want    string
		beside  int
	}{
		{"nothing", nil, archive.Related{}, "none", 0},
		{"what is not held", []Target{absent}, archive.Related{}, "none", 0},
		{"itself", []Target{held(sum("75OSLO1", 1975))}, archive.Related{}, "none", 0},
		{"what is held", []Target{held(sum("74OSLO1", 1974)), absent}, archive.Related{}, "1974 to 1975", 1},
		{"both ways", []Target{held(sum("74OSLO1", 1974))}, archive.Related{Cables: []archive.Summary{sum("74OSLO1", 1974), sum("76OSLO1", 1976)}, Total: 2}, "1974 to 1976", 2},
		{"many, one undated", nil, archive.Related{Cables: []archive.Summary{sum("75OSLO2", 1975), sum("OSLO3", 0)}, Total: 40}, "1975", 40},
	} {
		x := lens()
		x.Cable.ID, x.Cable.Date, x.Targets, x.CitedBy = "75OSLO1", cable.Date{Year: 1975}, c.targets, c.citing
		got := x.View(templates.Page{}).Thread
		switch {
		case c.want == "none" && got != nil:
			t.Errorf("%s: %+v", c.name, got)
		case c.want != "none" && (got == nil || got.Years != c.want || got.Beside != c.beside || got.Href != "/cable/75OSLO1/thread"):
			t.Errorf("%s: %+v, want %s", c.name, got, c.want)
		}
	}

	x := lens()
	x.Cable.ID, x.Cable.Aliases = "75OSLO1", []string{"1975OSLO00001"}
	for want, cites := range map[string][]archive.Cited{
		"":             {{ID: "75OSLO1"}, {ID: "75OSLO9", Letter: "A"}},
		"As ref B":     {{ID: "75OSLO9", Letter: "A"}, {ID: "75OSLO1", Letter: "B"}},
		"As refs A, C": {{ID: "1975OSLO00001", Letter: "A"}, {ID: "75OSLO1", Letter: "C"}},
	} {
		x.CitedBy = archive.Related{Cables: []archive.Summary{sum("76OSLO1", 1976, cites...)}, Total: 1}
		if got := x.View(templates.Page{}).CitedBy[0].Note; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
