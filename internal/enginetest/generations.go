package enginetest

import (
	"context"
	"errors"
	"slices"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/query"
)

// testGenerations publishes archives over each other: each answers as it was
// published, and ids that are gone are known.
func testGenerations(t *testing.T, e Engine) {
	ctx := t.Context()
	first := published(t, e, inputs([]*cable.Cable{
		made("74OSLO1", "1974-01-01", "KEPT", "", "The old words."),
		made("74OSLO2", "1974-01-02", "WITHDRAWN", "alias=74OSLO2000; ref=69STATE77", "A heron."),
		made("74OSLO3", "1974-01-03", "ALSO KEPT", "", "A pelican."),
	}))
	was := first.Generation()
	second := published(t, e, inputs([]*cable.Cable{
		made("74OSLO1", "1974-01-01", "KEPT", "alias=74OSLO1000", "The new text is longer."),
		made("74OSLO3", "1974-01-03", "ALSO KEPT", "", "A pelican."),
	}))
	third := published(t, e, inputs([]*cable.Cable{
		made("74OSLO2", "1974-01-02", "BACK AGAIN", "", "A heron."),
		made("74OSLO3", "1974-01-03", "ALSO KEPT", "ref=74OSLO1", "A pelican."),
	}))

	if first.Generation() != was {
		t.Errorf("the first generation was %+v and is %+v", was, first.Generation())
	}
	ids := []string{}
	for i, a := range []archive.Archive{first, second, third} {
		g := a.Generation()
		ids = append(ids, g.ID)
		if want := []int{3, 2, 2}[i]; g.Cables != want {
			t.Errorf("generation %d has %d cables, want %d", i, g.Cables, want)
		}
		if st, err := a.Stats(ctx); err != nil || st.Cables != g.Cables {
			t.Errorf("stats of generation %d: %+v, %v", i, st, err)
		}
	}
	if slices.Sort(ids); len(slices.Compact(ids)) != 3 {
		t.Errorf("names of generations: %v", ids)
	}
	const unknown, held, alias, absent, gone = archive.Unknown, archive.Held, archive.Alias, archive.Absent, archive.Gone
	for _, x := range []struct {
		id     string
		states [3]archive.State
		ids    [3]string
	}{
		{"74OSLO1", [3]archive.State{held, held, gone}, [3]string{"74OSLO1", "74OSLO1", "74OSLO1"}},
		{"1974 Oslo 2", [3]archive.State{held, gone, held}, [3]string{"74OSLO2", "74OSLO2", "74OSLO2"}},
		{"74OSLO2000", [3]archive.State{alias, gone, gone}, [3]string{"74OSLO2", "74OSLO2000", "74OSLO2000"}},
		{"74oslo1000", [3]archive.State{unknown, alias, gone}, [3]string{"", "74OSLO1", "74OSLO1000"}},
		{"74OSLO3", [3]archive.State{held, held, held}, [3]string{"74OSLO3", "74OSLO3", "74OSLO3"}},
		{"69STATE77", [3]archive.State{absent, unknown, unknown}, [3]string{"69STATE77", "", ""}},
	} {
		for i, a := range []archive.Archive{first, second, third} {
			f, err := a.Lookup(ctx, x.id)
			if err != nil || len(f) != 1 || f[0].State != x.states[i] || f[0].ID != x.ids[i] || (f[0].Summary != nil) != f[0].State.Here() {
				t.Errorf("%s in generation %d: %+v (%v), want %d %s", x.id, i, f, err, x.states[i], x.ids[i])
			}
			_, err = a.Record(ctx, x.id, archive.Parsed)
			if here := x.states[i].Here(); here && err != nil || !here && !errors.Is(err, archive.ErrNotFound) {
				t.Errorf("record of %s in generation %d: %v", x.id, i, err)
			}
		}
	}
	for text, want := range map[string][3]int{"old": {1, 0, 0}, "new": {0, 1, 0}, "heron": {1, 0, 1}, "pelican": {1, 1, 1}, "back": {0, 0, 1}, "ref:74OSLO1": {0, 0, 1}} {
		for i, a := range []archive.Archive{first, second, third} {
			if ids, _ := found(t, a, request(t, text)); len(ids) != want[i] {
				t.Errorf("%s in generation %d: %v, want %d", text, i, ids, want[i])
			}
		}
	}
	if again := acquired(t, e); again.Generation() != third.Generation() {
		t.Errorf("acquired %+v, want the last one", again.Generation())
	}
	// What is gone stays known, however long ago it was here.
	fourth := published(t, e, inputs([]*cable.Cable{made("74OSLO4", "1974-01-04", "NEW", "", "A gull.")}))
	fs, err := fourth.Lookup(ctx, "74OSLO2000", "74OSLO1000", "74OSLO1", "74OSLO2", "74OSLO3", "74OSLO4", "74OSLO5")
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []archive.State{gone, gone, gone, gone, gone, held, unknown} {
		if fs[i].State != want {
			t.Errorf("in the fourth generation: %+v, want %d", fs[i], want)
		}
	}
}

// testCancelled holds that a question whose context has ended is an error, and
// never an empty answer.
func testCancelled(t *testing.T, a archive.Archive) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	ferry, none := request(t, "ferry"), request(t, "")
	fails := func(name string, _ any, err error) {
		t.Helper()
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, req := range []query.Request{ferry, none, request(t, "zebra"), request(t, `"salt of the earth"`), request(t, "tag:EIND")} {
		res, err := a.Search(ctx, req)
		fails("search", res, err)
		res, err = a.List(ctx, req)
		fails("list", res, err)
		n, err := a.Count(ctx, req)
		fails("count", n, err)
		cost, err := a.Cost(ctx, req)
		fails("cost", cost, err)
		p, err := a.FacetValues(ctx, req, query.Tags, archive.FacetOptions{})
		fails("facet values", p, err)
		pl, err := a.Place(ctx, req, 1)
		fails("place", pl, err)
		ids, err := a.Following(ctx, req, "", 1)
		fails("following", ids, err)
		_, ok, err := a.Correct(ctx, req.Expr)
		fails("correct", ok, err)
	}
	for _, prefix := range []string{"tun", "74oslo1", "nothing", ""} {
		s, err := a.Suggest(ctx, prefix, 5)
		fails("suggest "+prefix, s, err)
	}
	pt, err := a.Portrait(ctx, query.Tags, "EIND", 5, query.Persons)
	fails("portrait", pt, err)
	series, err := a.Series(ctx, "OSLO")
	fails("series", series, err)
	for _, id := range []string{"78LIMA501", "78LIMA5004", "69STATE77", "nonsense"} {
		l, err := a.Similar(ctx, id, 5)
		fails("similar to "+id, l, err)
		f, err := a.Lookup(ctx, id)
		fails("lookup of "+id, f, err)
		for _, depth := range []archive.Depth{archive.Parsed, archive.Sources} {
			r, err := a.Record(ctx, id, depth)
			fails("record of "+id, r, err)
		}
		for _, r := range []archive.Relation{archive.CitedBy, archive.Copies, archive.Before, archive.After} {
			for _, limit := range []int{0, 5} {
				rel, err := a.Related(ctx, id, r, limit)
				fails("related to "+id, rel, err)
			}
		}
	}
	f, err := a.Lookup(ctx)
	fails("lookup of nothing", f, err)
	n, err := a.Frequency(ctx, query.Tags, "EIND")
	fails("frequency", n, err)
	th, err := a.Named(ctx, query.Persons, "Kari Lund")
	fails("named", th, err)
	ns, err := a.Numbered(ctx, 5, "Oslo 101")
	fails("numbered", ns, err)
	ids, err := a.IDs(ctx, 0, 5)
	fails("ids", ids, err)
	ids, err = a.IDs(ctx, 1000, 5)
	fails("ids beyond the end", ids, err)
	st, err := a.Stats(ctx)
	fails("stats", st, err)
}
