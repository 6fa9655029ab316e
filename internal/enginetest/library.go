package enginetest

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/enginetest/plain"
)

func testLookup(t *testing.T, a archive.Archive) {
	asked := []struct {
		id    string
		state archive.State
		want  string
	}{
		{"74OSLO101", archive.Held, "74OSLO101"}, {"nonsense", archive.Unknown, ""}, {"1974 Oslo 00101", archive.Held, "74OSLO101"}, {"74oslo101", archive.Held, "74OSLO101"},
		{"1974OSLO00101_a", archive.Held, "74OSLO101"}, {"78lima5004", archive.Alias, "78LIMA504"}, {"1978 Lima 5004", archive.Alias, "78LIMA504"}, {"78LIMA504", archive.Held, "78LIMA504"},
		{"1969 State 77", archive.Absent, "69STATE77"}, {"69STATE77", archive.Absent, "69STATE77"}, {"69STATE78", archive.Unknown, ""}, {"FRUS1977-80v09d12", archive.Held, "frus1977-80v09d12"},
		{"", archive.Unknown, ""}, {"74OSLO101", archive.Held, "74OSLO101"}, {"EWWT", archive.Unknown, ""},
	}
	var ids []string
	for _, x := range asked {
		ids = append(ids, x.id)
	}
	got, err := a.Lookup(t.Context(), ids...)
	if err != nil || len(got) != len(asked) {
		t.Fatalf("%d answers: %v", len(got), err)
	}
	for i, x := range asked {
		f := got[i]
		if f.State != x.state || f.ID != x.want || (f.Summary != nil) != f.State.Here() || f.Summary != nil && f.Summary.ID != x.want {
			t.Errorf("%q leads to %+v, want %d %s", x.id, f, x.state, x.want)
		}
	}
	want := search(t, a, request(t, "id:74OSLO101")).Hits[0].Summary
	if diff := gocmp.Diff(&want, got[0].Summary); diff != "" {
		t.Errorf("summary (-hit +found)\n%s", diff)
	}
	if none, err := a.Lookup(t.Context()); err != nil || len(none) != 0 {
		t.Errorf("no ids: %v, %v", none, err)
	}
}

func testNumbered(t *testing.T, a archive.Archive) {
	texts := []string{"Oslo 101", "oslo-00102", "Suva 203", "OSLO104", "74OSLO101", "Oslo", "101", "nonsense 7", "", "la paz 9"}
	want := [][]string{{"74OSLO101", "80OSLO101"}, {"74OSLO102", "80OSLO102"}, {"75SUVA203"}, {"74OSLO104", "80OSLO104"}, nil, nil, nil, nil, nil, {"78LAPAZ9"}}
	got, err := a.Numbered(t.Context(), 5, texts...)
	if err != nil || len(got) != len(texts) {
		t.Fatalf("%v: %v", got, err)
	}
	for i := range texts {
		if !slices.Equal(got[i], want[i]) {
			t.Errorf("%q: %v, want %v", texts[i], got[i], want[i])
		}
	}
	if got, err := a.Numbered(t.Context(), 1, "Oslo 101"); err != nil || len(got) != 1 || !slices.Equal(got[0], []string{"74OSLO101"}) {
		t.Errorf("the oldest: %v, %v", got, err)
	}
}

// testRecord holds that a cable comes back as it was given, with its sources byte for
// byte and what was parsed of each.
func testRecord(t *testing.T, a archive.Archive) {
	byID := map[string][]Input{}
	for _, in := range inputs(sample()) {
		byID[in.Cable.ID] = append(byID[in.Cable.ID], in)
	}
	for id, versions := range byID {
		slices.SortFunc(versions, func(x, y Input) int { return len(y.Raw) - len(x.Raw) }) // the fuller is shown
		for _, depth := range []archive.Depth{archive.Parsed, archive.Sources} {
			r, err := a.Record(t.Context(), id, depth)
			if err != nil {
				t.Fatal(err)
			}
			if diff := gocmp.Diff(versions[0].Cable, r.Cable); diff != "" {
				t.Errorf("%s (-want +got)\n%s", id, diff)
			}
			if r.Versions != len(versions) {
				t.Errorf("%s: %d versions, want %d", id, r.Versions, len(versions))
			}
			if depth == archive.Parsed {
				continue
			}
			if len(r.Sources) != len(versions) {
				t.Fatalf("%s: %d sources, want %d", id, len(r.Sources), len(versions))
			}
			for i, v := range r.Sources {
				if v.Source != versions[i].Cable.Source || !bytes.Equal(v.Raw, versions[i].Raw) {
					t.Errorf("%s: source %d is %+v %q", id, i, v.Source, v.Raw)
				}
				if i == 0 {
					continue // the cable that is shown
				}
				if diff := gocmp.Diff(versions[i].Cable, v.Cable); diff != "" {
					t.Errorf("%s: version %d (-want +got)\n%s", id, i, diff)
				}
			}
		}
	}
	for asked, want := range map[string]string{"1978 lima 5004": "78LIMA504", "1974 Oslo 00101": "74OSLO101", "FRUS1977-80V09D12": "frus1977-80v09d12"} {
		if r, err := a.Record(t.Context(), asked, archive.Parsed); err != nil || r.Cable.ID != want {
			t.Errorf("record of %s: %v", asked, err)
		}
	}
	for _, id := range []string{"74OSLO999", "69STATE77", "", "nonsense"} {
		if r, err := a.Record(t.Context(), id, archive.Sources); !errors.Is(err, archive.ErrNotFound) || r != nil {
			t.Errorf("record of %q: %v", id, err)
		}
	}
}

// testVersions holds that sources come a few at a time, as Record has them, and that
// those that would be too much come without their bytes.
func testVersions(t *testing.T, a archive.Archive) {
	const all = 1 << 30
	seen := 0
	for _, in := range inputs(sample()) {
		id := in.Cable.ID
		r, err := a.Record(t.Context(), id, archive.Sources)
		if err != nil {
			t.Fatal(err)
		}
		for from := range r.Versions + 1 {
			for n := range 3 {
				got, err := a.Versions(t.Context(), id, from, n, all)
				if diff := gocmp.Diff(r.Sources[from:min(from+n, r.Versions)], got, gocmp.Transformer("", func(vs []archive.Version) []archive.Version {
					return append([]archive.Version{}, vs...)
				})); err != nil || diff != "" {
					t.Errorf("%s: %d versions from %d: %v (-want +got)\n%s", id, n, from, err, diff)
				}
			}
		}
		few, err := a.Versions(t.Context(), id, 0, r.Versions, 1)
		if err != nil || len(few) != r.Versions {
			t.Fatalf("%s: %d versions within a byte: %v", id, len(few), err)
		}
		for i, v := range few {
			if v.Source != r.Sources[i].Source || (v.Raw != nil) != (i == 0) || v.Cable != nil {
				t.Errorf("%s: version %d within a byte is %+v", id, i, v)
			}
			seen += i
		}
	}
	if seen == 0 {
		t.Error("no cable of the sample has versions")
	}
	if _, err := a.Versions(t.Context(), "nonsense", 0, 1, all); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("versions of nonsense: %v", err)
	}
}

func testRelated(t *testing.T, a archive.Archive) {
	for _, x := range []struct {
		id    string
		r     archive.Relation
		limit int
		want  string
		total int
	}{
		{"74OSLO101", archive.CitedBy, 9, "74OSLO102", 1}, {"1974 Oslo 101", archive.CitedBy, 9, "74OSLO102", 1}, {"74OSLO102", archive.CitedBy, 9, "", 0},
		{"69STATE77", archive.CitedBy, 9, "78LIMA504 78LAPAZ9", 2}, {"1969 State 00077", archive.CitedBy, 9, "78LIMA504 78LAPAZ9", 2}, {"69STATE77", archive.CitedBy, 1, "78LIMA504", 2}, {"69STATE77", archive.CitedBy, 0, "", 2},
		{"78LIMA504", archive.CitedBy, 9, "78LAPAZ9", 1}, {"78LIMA5004", archive.CitedBy, 9, "78LAPAZ9", 1}, {"nonsense", archive.CitedBy, 9, "", 0},
		{"77DAKAR402", archive.Copies, 9, "77DAKAR401 77TUNIS305", 2}, {"77DAKAR401", archive.Copies, 1, "77TUNIS305", 2}, {"77DAKAR403", archive.Copies, 9, "", 0},
		{"74OSLO104", archive.Before, 9, "74OSLO102 74OSLO101", 2}, {"74OSLO104", archive.Before, 1, "74OSLO102", 2}, {"74OSLO101", archive.Before, 9, "", 0},
		{"74OSLO102", archive.After, 3, "74OSLO104 74OSLO103 80OSLO101", 14}, {"80OSLO112", archive.After, 3, "", 0}, {"80OSLO112", archive.Before, 2, "80OSLO111 80OSLO110", 15},
		{"76TUNIS303", archive.Before, 9, "", 0}, {"76TUNIS303", archive.After, 9, "", 0}, {"77TUNIS305", archive.After, 9, "", 0}, // the undated are after none
		{"frus1977-80v09d12", archive.Before, 9, "", 0}, {"78LIMA5004", archive.Before, 1, "78LIMA503", 3},
	} {
		got, err := a.Related(t.Context(), x.id, x.r, x.limit)
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, s := range got.Cables {
			ids = append(ids, s.ID)
			if s.Title == "" {
				t.Errorf("%s has no title", s.ID)
			}
		}
		if strings.Join(ids, " ") != x.want || got.Total != x.total {
			t.Errorf("relation %d of %s, at most %d: %v of %d, want %s of %d", x.r, x.id, x.limit, ids, got.Total, x.want, x.total)
		}
	}
	for _, r := range []archive.Relation{archive.Copies, archive.Before, archive.After} {
		if _, err := a.Related(t.Context(), "69STATE77", r, 9); !errors.Is(err, archive.ErrNotFound) {
			t.Errorf("relation %d of a cable that is not there: %v", r, err)
		}
	}
	if _, err := a.Related(t.Context(), "74OSLO101", 99, 9); !errors.Is(err, archive.ErrBadRequest) {
		t.Errorf("an unknown relation: %v", err)
	}
}

func testIDs(t *testing.T, a archive.Archive) {
	want := plain.Read(sample(), nil).IDs()
	for _, size := range []int{1, 7, 100} {
		var got []string
		for {
			ids, err := a.IDs(t.Context(), len(got), size)
			if err != nil {
				t.Fatal(err)
			}
			if len(ids) == 0 {
				break
			}
			got = append(got, ids...)
		}
		if !slices.Equal(got, want) {
			t.Errorf("pages of %d: %v, want %v", size, got, want)
		}
	}
	for _, from := range []int{len(want), len(want) + 1, 1 << 40} {
		if ids, err := a.IDs(t.Context(), from, 5); err != nil || len(ids) != 0 {
			t.Errorf("from %d: %v, %v", from, ids, err)
		}
	}
	if ids, err := a.IDs(t.Context(), 1, 1<<62); err != nil || len(ids) != len(want)-1 {
		t.Errorf("all but the first: %d, %v", len(ids), err)
	}
	if ids, err := a.IDs(t.Context(), 0, 0); err != nil || len(ids) != 0 {
		t.Errorf("none: %v, %v", ids, err)
	}
	for _, x := range [][2]int{{-1, 5}, {0, -1}} {
		if _, err := a.IDs(t.Context(), x[0], x[1]); !errors.Is(err, archive.ErrBadRequest) {
			t.Errorf("%d from %d: %v", x[1], x[0], err)
		}
	}
}

func testStats(t *testing.T, a archive.Archive) {
	got, err := a.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := archive.Stats{
		Cables: 39, Paragraphs: 49, First: cable.Date{Year: 1974, Month: 3, Day: 5, Hour: 10, Minute: 20, HasTime: true}, Last: cable.Date{Year: 1980, Month: 7, Day: 23},
		Undated: 2, Posts: 6, Entities: 20, References: 5, Resolved: 3,
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("stats (-want +got)\n%s", diff)
	}
	if g := a.Generation(); g.Cables != want.Cables || g.ID == "" || g.Built.IsZero() || len(g.ManifestHash) != 64 {
		t.Errorf("generation %+v", g)
	}
}
