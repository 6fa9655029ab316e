package names

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reftel/internal/authority"
	"reftel/internal/recfile"
)

func sample() authority.File {
	return authority.File{
		{
			Kind: "PER", Name: "Maude Ostrand", Describe: "Keeper of the light.",
			Forms: []authority.Form{{Name: "OSTRAND, MAUDE", Basis: authority.List, Source: "vol1"}, {Name: "Ostrand", Basis: authority.Text}, {Name: "Maud Øst*\n\"rand\"", Basis: authority.Correction}},
			Facts: []authority.Fact{{Text: "Keeper from 1971", From: 1971, Basis: authority.List, Source: "vol1"}, {Text: "Keeper", Basis: authority.Text, Source: "74OSLO1"}},
		},
		{Kind: "PER", Name: "Lars Ostrand", Forms: []authority.Form{{Name: "Ostrand", Basis: authority.Text}}, Perhaps: []string{"Maude Ostrand"}},
		{Kind: "LOC", Name: "Fog Island", Forms: []authority.Form{{Name: "F.I.", Basis: authority.Table}}},
		{Kind: "ORG", Name: "Fog Island"},
		{Kind: "MISC", Name: "Zephyr"},
	}
}

// written is a file of the things, open until the test ends.
func written(t testing.TB, things authority.File) (*File, string) {
	t.Helper()
	dir := t.TempDir()
	if err := Write(dir, things); err != nil {
		t.Fatal(err)
	}
	f, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f, dir
}

func TestFind(t *testing.T) {
	t.Parallel()
	f, _ := written(t, sample())
	for asked, want := range map[string]string{
		"PER|Maude Ostrand": "Maude Ostrand", "PER|ostrand maude": "Maude Ostrand", "PER|maud øst rand": "Maude Ostrand", "PER|LARS OSTRAND": "Lars Ostrand",
		"PER|Ostrand": "", "PER|Fog Island": "", "LOC|fog island": "Fog Island", "LOC|FI": "Fog Island", "ORG|FI": "", "ORG|Fog Island": "Fog Island",
		"MISC|zephyr": "Zephyr", "MISC|zz": "", "AAA|x": "", "ZZZ|x": "", "PER|": "",
	} {
		kind, name, _ := strings.Cut(asked, "|")
		got, err := f.Find(kind, name)
		if err != nil || (got == nil) != (want == "") || got != nil && (got.Name != want || got.Kind != kind) {
			t.Errorf("%s: %+v, %v; want %q", asked, got, err, want)
		}
	}
	want := sample()
	want.Sort()
	var got authority.File
	for _, kind := range []string{"LOC", "MISC", "ORG", "PER", "NONE"} {
		if err := f.EachOfKind(kind, func(t *authority.Thing) error { got = append(got, *t); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("all things (-want +got)\n%s", diff)
	}
	names, err := f.Verify()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(sample().Names(), names); diff != "" {
		t.Errorf("names (-want +got)\n%s", diff)
	}
}

// TestNone holds that a generation without names has none, and no file.
func TestNone(t *testing.T) {
	t.Parallel()
	f, dir := written(t, nil)
	if es, err := os.ReadDir(dir); err != nil || len(es) > 0 {
		t.Errorf("%v, %v", es, err)
	}
	if got, err := f.Find("PER", "Maude Ostrand"); got != nil || err != nil {
		t.Errorf("%+v, %v", got, err)
	}
	if err := f.EachOfKind("PER", func(*authority.Thing) error { return os.ErrInvalid }); err != nil {
		t.Error(err)
	}
	if names, err := f.Verify(); len(names) > 0 || err != nil {
		t.Errorf("%v, %v", names, err)
	}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	for want, things := range map[string]authority.File{
		"is of no kind":  {{Kind: "DOG", Name: "Rex"}},
		"has no letters": {{Kind: "PER", Name: "..."}},
		"have one name":  {{Kind: "PER", Name: "Maude Ostrand"}, {Kind: "PER", Name: "MAUDE OSTRAND"}},
	} {
		dir := t.TempDir()
		if err := Write(dir, things); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: %v, want %q", things, err, want)
		}
		if es, _ := os.ReadDir(dir); len(es) > 0 {
			t.Errorf("%v: a file was left", things)
		}
	}
}

// TestDamaged changes the records of a file, which Verify must tell.
func TestDamaged(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(recs []string) []string{
		"a thing is gone":        func(recs []string) []string { return recs[1:] },
		"a name is gone":         func(recs []string) []string { return without(recs, "PER ostrand maude\n") },
		"a name leads elsewhere": func(recs []string) []string { return replaced(recs, "\nPER maude ostrand", "\nPER lars ostrand") },
		"the order is another":   func(recs []string) []string { recs[0], recs[1] = recs[1], recs[0]; return recs },
		"a key is not its own":   func(recs []string) []string { return replaced(recs, "MISC zephyr\n", "MISC zephyrus\n") },
		"no record":              func(recs []string) []string { return append(recs, "ZZZ") },
		"no line end":            func(recs []string) []string { return append(recs, "ZZZ\n{}") },
		"no JSON":                func(recs []string) []string { return append(recs, "ZZZ\n{\n") },
		"a name too many":        func(recs []string) []string { return append(recs, "ZZZ a\nPER maude ostrand\n") },
	} {
		f, dir := written(t, sample())
		var recs []string
		for i := range f.n {
			recs = append(recs, string(f.recs.Get(uint32(i))))
		}
		w, err := recfile.Create(filepath.Join(dir, Path))
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range change(recs) {
			if err := w.Write([]byte(r)); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		g, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		if names, err := g.Verify(); err == nil {
			t.Errorf("%s: %v", name, names)
		}
		g.Close()
	}
}

func without(recs []string, begin string) []string {
	var out []string
	for _, r := range recs {
		if !strings.HasPrefix(r, begin) {
			out = append(out, r)
		}
	}
	return out
}

func replaced(recs []string, old, with string) []string {
	for i := range recs {
		recs[i] = strings.Replace(recs[i], old, with, 1)
	}
	return recs
}

// many are so many things, each with two names more.
func many(n int) authority.File {
	f := make(authority.File, n)
	for i := range f {
		f[i] = authority.Thing{
			Kind: "PER", Name: fmt.Sprintf("Given%d Family%d", i%977, i),
			Forms: []authority.Form{{Name: fmt.Sprintf("FAMILY%d, GIVEN%d", i, i%977), Basis: authority.List, Source: "vol1"}, {Name: fmt.Sprintf("Dr. Family%d", i), Basis: authority.Spelling}},
			Facts: []authority.Fact{{Text: "Minister of Fisheries from May 1971 until June 1974", From: 1971, To: 1974, Basis: authority.List, Source: "vol1"}},
		}
	}
	return f
}

// BenchmarkFind looks up names of half a million things.
func BenchmarkFind(b *testing.B) {
	f, _ := written(b, many(500_000))
	b.ResetTimer()
	for i := 0; b.Loop(); i++ {
		n := i * 7919 % 500_000
		if t, err := f.Find("PER", fmt.Sprintf("family%d given%d", n, n%977)); err != nil || t == nil {
			b.Fatal(n, err)
		}
	}
}

// BenchmarkEach reads half a million things, as opening an archive does.
func BenchmarkEach(b *testing.B) {
	f, _ := written(b, many(500_000))
	b.ResetTimer()
	for b.Loop() {
		if err := f.EachOfKind("PER", func(*authority.Thing) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
}
