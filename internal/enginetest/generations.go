package enginetest

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

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

// testHistory publishes archives over each other and holds what is told of when cables
// came, changed and went. Times are those of generations, which a test makes faster than
// they differ: what came with which is told by the order of arrival.
func testHistory(t *testing.T, e Engine) {
	one := made("74OSLO1", "1974-01-01", "KEPT", "", "The old words.")
	two := made("74OSLO2", "1974-01-02", "WITHDRAWN", "alias=74OSLO2000", "A heron.")
	three := made("74OSLO3", "1974-01-03", "NEW", "", "A pelican.")
	four := made("74OSLO4", "1974-01-04", "NEW TOO", "", "A gull.")
	changed := made("74OSLO1", "1974-01-01", "KEPT", "", "The new words are more.")
	two.Collection, three.Collection = "Coast", "Coast"
	var built []time.Time
	var last archive.Archive
	for _, cs := range [][]*cable.Cable{{one, two}, {one, three}, {changed, four}, {changed, two, four}} {
		last = published(t, e, inputs(cs))
		built = append(built, last.Generation().Built.Truncate(time.Second))
	}
	at := func(id, collection string, added, changed int, gone bool) archive.Entry {
		return archive.Entry{ID: id, Collection: collection, Added: built[added-1], Changed: built[changed-1], Gone: gone}
	}
	// A cable that is back came when it came first, and has changed.
	want := []archive.Entry{at("74OSLO1", "", 1, 3, false), at("74OSLO2", "Coast", 1, 4, false), at("74OSLO3", "Coast", 2, 3, true), at("74OSLO4", "", 3, 3, false)}
	slices.SortFunc(want, func(x, y archive.Entry) int { return cmp.Or(x.Changed.Compare(y.Changed), strings.Compare(x.ID, y.ID)) })
	ask := func(p archive.Past) archive.History {
		t.Helper()
		h, err := last.History(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		return h
	}
	for _, x := range want {
		if h := ask(archive.Past{ID: x.ID}); h.Total != 1 || !slices.Equal(h.Entries, []archive.Entry{x}) {
			t.Errorf("history of %s: %+v, want %+v", x.ID, h, x)
		}
	}
	if h := ask(archive.Past{ID: "74OSLO9"}); h.Total+len(h.Entries) > 0 {
		t.Errorf("history of an id that never was: %+v", h)
	}
	var got []archive.Entry
	for h := ask(archive.Past{N: 1}); len(h.Entries) > 0; h = ask(archive.Past{After: h.Entries[0], N: 1}) {
		if x := h.Entries[0]; x.ID != "74OSLO2000" { // another id of a cable, which went
			got = append(got, x)
		}
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("history, one by one (-want +got)\n%s", diff)
	}
	if h := ask(archive.Past{Collection: "Coast", N: 9}); h.Total != 2 || len(h.Entries) != 2 {
		t.Errorf("history of a collection: %+v", h)
	}
	until := built[0].Add(-time.Second)
	if h := ask(archive.Past{Until: until, N: 9}); h.Total+len(h.Entries) > 0 {
		t.Errorf("history before there was any: %+v", h)
	}
	if h := ask(archive.Past{Since: built[3], Until: built[3], N: 9}); !slices.Contains(h.Entries, at("74OSLO2", "Coast", 1, 4, false)) {
		t.Errorf("history of the last second: %+v", h)
	}
	if _, err := last.History(t.Context(), archive.Past{N: -1}); !errors.Is(err, archive.ErrBadRequest) {
		t.Errorf("history of -1 entries: %v", err)
	}
	ids, res := found(t, last, request(t, "").WithSort(query.Added))
	if !slices.Equal(ids, []string{"74OSLO4", "74OSLO2", "74OSLO1"}) {
		t.Errorf("by arrival: %v", ids)
	}
	for _, h := range res.Hits {
		if x := ask(archive.Past{ID: h.ID}).Entries[0]; !h.Added.Equal(x.Added) || !h.Changed.Equal(x.Changed) {
			t.Errorf("hit %s came %v and changed %v, want %+v", h.ID, h.Added, h.Changed, x)
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
		h, err := a.History(ctx, archive.Past{ID: id, N: 1})
		fails("history of "+id, h, err)
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
