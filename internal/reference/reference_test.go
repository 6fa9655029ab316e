package reference

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reftel/internal/cable"
)

// open reads the tables for a test.
func open(t testing.TB) *Tables {
	t.Helper()
	tables, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	return tables
}

func TestCaptions(t *testing.T) {
	t.Parallel()
	tables := open(t)
	for code, kind := range map[string]string{
		"SECRET": "classification", "NODIS": "handling", "nodis": "handling", "FLASH": "precedence", "SIPDIS": "distribution", "CODEL": "series",
	} {
		if got, ok := tables.Caption(code); !ok || got.Kind != kind || got.Meaning == "" || got.Rank == 0 {
			t.Errorf("Caption(%q) = %+v, %v, want a %s", code, got, ok, kind)
		}
	}
	if got, ok := tables.Caption("NOTHING"); ok {
		t.Errorf("Caption(NOTHING) = %+v", got)
	}
	if n := len(tables.Captions()); n < 40 {
		t.Errorf("%d captions", n)
	}
}

func TestRoute(t *testing.T) {
	t.Parallel()
	tables := open(t)
	for in, want := range map[string]string{"RAYWEED": "AUSTEMB BANGKOK", "rayweed": "AUSTEMB BANGKOK", "XXXX": ""} {
		if got, ok := tables.Route(in); got != want || ok != (want != "") {
			t.Errorf("Route(%q) = %q, %v, want %q", in, got, ok, want)
		}
	}
}

func TestAcronym(t *testing.T) {
	t.Parallel()
	tables := open(t)
	for in, want := range map[string]string{
		"NATO": "North Atlantic Treaty Organization", "GOI": "Government of India", "goi": "Government of India",
	} {
		if got := tables.Acronym(in); len(got) == 0 || !strings.EqualFold(got[0], want) {
			t.Errorf("Acronym(%q) = %v, want %s first", in, got, want)
		}
	}
	for in, want := range map[string]bool{
		"NATO": true, "GOM": true, "SEDENA": true, "WHO": true, "AK-47": true, "AK–47": true, "Affairs": false, "MEXICO": false, "": false,
	} {
		if got := tables.IsAcronym(in); got != want {
			t.Errorf("IsAcronym(%q) = %v", in, got)
		}
	}
}

// The tables hold together: one row a key, aliases that lead somewhere, places
// on the globe, kinds that the product knows.
func TestConsistency(t *testing.T) {
	t.Parallel()
	tables := open(t)
	seen := map[string]bool{}
	once := func(parts ...string) {
		key := strings.Join(parts, " | ")
		if seen[key] {
			t.Errorf("twice: %s", key)
		}
		seen[key] = true
	}
	var aliases int
	read := func(name string, columns int, row func([]string)) {
		if err := readTable(name, columns, func(r []string) error { row(r); return nil }); err != nil {
			t.Error(err)
		}
	}
	read("posts.csv", 11, func(r []string) { once("post", r[0]) })
	read("post_aliases.csv", 3, func(r []string) {
		aliases++
		once("alias", r[0])
		target, ok := tables.Post(r[1])
		got, how, found := tables.MatchPost(r[0])
		if !ok || !found || got != target || how != Aliased {
			t.Errorf("alias %s leads to %s, %v, %v, want %s", r[0], got.Code, how, found, r[1])
		}
		if r[0] == r[1] {
			t.Errorf("alias %s is itself", r[0])
		}
	})
	read("tags.csv", 7, func(r []string) {
		once("tag", r[4], r[1], r[0])
		if !slices.Contains([]string{"1974", "2000s", "2024"}, r[4]) {
			t.Errorf("tag %s has the scheme %q", r[0], r[4])
		}
	})
	read("captions.csv", 8, func(r []string) { once("caption", r[0]) })
	read("acronyms.csv", 3, func(r []string) { once("acronym", r[0], r[1]) })
	read("routes.csv", 2, func(r []string) { once("route", r[0]) })
	if aliases < 80 {
		t.Errorf("%d aliases", aliases)
	}
	for _, p := range tables.Posts() {
		if p.HasPlace && (p.Lat < -90 || p.Lat > 90 || p.Lon < -180 || p.Lon > 180 || p.Lat == 0 && p.Lon == 0) {
			t.Errorf("%s lies at %v, %v", p.Code, p.Lat, p.Lon)
		}
		m := cable.MRN{Year: 2005, Origin: p.Code, Serial: 7}
		if got, err := cable.ParseMRN(m.String()); err != nil || got != m {
			t.Errorf("the code %s makes no message reference number: %v", p.Code, err)
		}
		if NoOrigin(p.Code) {
			t.Errorf("the code %s is refused", p.Code)
		}
	}
	if !slices.IsSortedFunc(tables.Posts(), func(a, b Post) int { return strings.Compare(a.Code, b.Code) }) {
		t.Error("posts are not in order")
	}
	kinds := map[string]bool{}
	for _, tag := range tables.AllTags() {
		kinds[tag.Kind] = true
	}
	want := map[string]bool{"geo": true, "region": true, "subject": true, "program": true, "organization": true}
	if diff := cmp.Diff(want, kinds); diff != "" {
		t.Error("kinds of tags (-want +got):\n" + diff)
	}
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		open(b)
	}
}
