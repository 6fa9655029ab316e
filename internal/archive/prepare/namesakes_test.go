package prepare

import (
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"reftel/internal/archive/record"
	"reftel/internal/cable"
)

// TestNamesakes holds that telegrams of one number with other texts are cables of
// their own, and versions of one text are not.
func TestNamesakes(t *testing.T) {
	t.Parallel()
	long := "The harbour master of Port Ekman told the consul that nine trawlers had come in with empty nets, and that the tenth was overdue since the storm of Monday night."
	for name, c := range map[string]struct {
		texts []string
		want  []string // ids in archive order, each with how many versions it has
	}{
		"two short telegrams":      {[]string{"Walruses were seen in the harbour by the pilot.", "A narwhal was sold."}, []string{"74OSLO1 1", "74OSLO1~2 1"}},
		"the same text twice":      {[]string{long, long}, []string{"74OSLO1 2"}},
		"blotted out":              {[]string{long, strings.Replace(long, "nine trawlers", "XXXXXX", 1)}, []string{"74OSLO1 2"}},
		"in capitals, other signs": {[]string{long, strings.ReplaceAll(strings.ToUpper(long), ",", " -")}, []string{"74OSLO1 2"}},
		"an extract":               {[]string{long, long[:60]}, []string{"74OSLO1 2"}},
		"no text":                  {[]string{long, ""}, []string{"74OSLO1 2"}},
		"three, of which two are one": {
			[]string{long, "The minister was not told of the fish.", strings.ToUpper(long)}, []string{"74OSLO1 2", "74OSLO1~2 1"},
		},
	} {
		var in []*cable.Cable
		for i, text := range c.texts {
			in = append(in, &cable.Cable{
				ID: "74OSLO1", Date: cable.Date{Year: 1974, Month: 1, Day: 1 + i}, Paragraphs: []cable.Paragraph{{Text: text}},
				Source: cable.Source{Path: string(rune('a' + i)), SHA256: string(rune('a' + i))},
			})
		}
		for range 2 {
			slices.Reverse(in)
			if got := spooled(t, in); !slices.Equal(got, c.want) {
				t.Errorf("%s: %v, want %v", name, got, c.want)
			}
		}
	}
}

// spooled are the ids of cables that went through a spool, by what their records
// say, and how many sources each has.
func spooled(t *testing.T, in []*cable.Cable) (out []string) {
	t.Helper()
	s, err := New(filepath.Join(t.TempDir(), "spool"), 0)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	for _, c := range in {
		if err := s.Add(c, []byte("raw")); err != nil {
			t.Fatal(err)
		}
	}
	gs, err := s.Sorted()
	if err != nil {
		t.Fatal(err)
	}
	err = gs.Each(0, gs.Len(), func(g Group) error {
		r, err := s.Record(g, new(record.Drafter))
		if err != nil {
			return err
		}
		c, err := r.Cable()
		if err != nil || c.ID != g[0].ID {
			t.Errorf("%s is kept as %v, %v", g[0].ID, c, err)
		}
		out = append(out, c.ID+" "+string(rune('0'+r.Count)))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestTelegramsByRuns holds that the runs that telegrams have lead to the same one as
// holding a text against each of them in turn.
func TestTelegramsByRuns(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(7, 8))
	for range 60 {
		var known telegrams
		var plain []map[uint64]bool
		for range 40 {
			runs := map[uint64]bool{}
			for range r.IntN(12) { // of a few, so that many are shared
				runs[r.Uint64N(20)] = true
			}
			want := slices.IndexFunc(plain, func(head map[uint64]bool) bool {
				both := 0
				for run := range head {
					if runs[run] {
						both++
					}
				}
				return 2*both >= min(len(head), len(runs))
			})
			if got := known.find(runs); got != want {
				t.Fatalf("%v is of telegram %d, want %d of %v", runs, got, want, plain)
			}
			if want < 0 {
				known.add(runs)
				plain = append(plain, runs)
			}
		}
	}
}
