package build_test

import (
	"maps"
	"path/filepath"
	"strings"
	"testing"

	"reftel/internal/archive/prepare"
	"reftel/internal/archive/values"
	"reftel/internal/cable"
	"reftel/internal/index"
	"reftel/internal/index/build"
	"reftel/internal/index/columns"
	"reftel/internal/index/indextest"
	"reftel/internal/index/postings"
	"reftel/internal/index/words"
	"reftel/internal/query"
	"reftel/internal/recfile"
	"reftel/internal/sharedtest"
)

// Faults are put into the index on purpose. Each must be refused before it is
// published, and found in an archive that was published all the same.

// TestWordsDropped leaves every third word of all texts out of the index.
func TestWordsDropped(t *testing.T) {
	t.Parallel()
	refused(t, "cables with", func(t *testing.T, cs []*cable.Cable, src *postings.Source) {
		n := 0
		rewrite(t, src, len(cs), func(_ int, s *words.Stream) {
			kept := s.Body[:0]
			for _, id := range s.Body {
				if n++; n%3 != 0 {
					kept = append(kept, id)
				}
			}
			s.Body = kept
		})
	})
}

// TestListShortened leaves one word out of one cable.
func TestListShortened(t *testing.T) {
	t.Parallel()
	refused(t, "cables with", func(t *testing.T, cs []*cable.Cable, src *postings.Source) {
		rewrite(t, src, len(cs), func(ord int, s *words.Stream) {
			if ord != len(cs)/2 {
				return
			}
			gone := s.Body[0]
			kept := s.Body[:0]
			for _, id := range s.Body {
				if id != gone {
					kept = append(kept, id)
				}
			}
			s.Body = kept
		})
	})
}

// TestOccurrenceDropped leaves out one of several occurrences of a word: as many
// cables have it as before.
func TestOccurrenceDropped(t *testing.T) {
	t.Parallel()
	refused(t, "times instead of", func(t *testing.T, cs []*cable.Cable, src *postings.Source) {
		rewrite(t, src, len(cs), func(ord int, s *words.Stream) {
			if ord != 3 {
				return
			}
			seen := map[uint32]bool{}
			for i, id := range s.Body {
				if seen[id] && id != 0 {
					s.Body = append(s.Body[:i], s.Body[i+1:]...)
					return
				}
				seen[id] = true
			}
			t.Fatal("no word occurs twice")
		})
	})
}

// TestValueMoved gives a person of one cable to another: as many cables have each
// person as before.
func TestValueMoved(t *testing.T) {
	t.Parallel()
	refused(t, "are the same", func(t *testing.T, cs []*cable.Cable, src *postings.Source) {
		src.Values = maps.Clone(src.Values)
		of := map[string]*cable.Cable{}
		for _, c := range cs {
			of[c.ID] = c
		}
		var all [][]values.Value
		for _, id := range src.IDs {
			all = append(all, values.Of(of[id], query.Persons, nil))
		}
		from, to := -1, -1
		for i, vs := range all {
			if len(vs) > 0 && from < 0 {
				from = i
			} else if len(vs) == 0 && from >= 0 {
				to = i
				break
			}
		}
		all[from], all[to] = all[to], all[from]
		b, err := columns.NewBuilder(filepath.Join(t.TempDir(), "persons"))
		if err != nil {
			t.Fatal(err)
		}
		for _, vs := range all {
			if err := b.Add(vs); err != nil {
				t.Fatal(err)
			}
		}
		if err := b.Write(); err != nil {
			t.Fatal(err)
		}
		src.Values[query.Persons] = b
	})
}

// TestDateMoved gives one cable the date of another.
func TestDateMoved(t *testing.T) {
	t.Parallel()
	refused(t, "field date", func(_ *testing.T, _ []*cable.Cable, src *postings.Source) {
		was := src.Date
		src.Date = func(ord int) string {
			if ord == 4 {
				return was(40)
			}
			return was(ord)
		}
	})
}

func refused(t *testing.T, reason string, fault func(*testing.T, []*cable.Cable, *postings.Source)) {
	t.Helper()
	cs := indextest.Invent(sharedtest.Size(60, 60, 150))
	dir := indextest.TempDir(t)
	good := indextest.Publish(t, dir, cs)
	begin := func() *build.Builder {
		b, err := build.Create(dir, prepare.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = b.Abort() })
		for _, c := range cs {
			if err := b.Add(c, indextest.Source(c)); err != nil {
				t.Fatal(err)
			}
		}
		b.Spoil(func(src *postings.Source) { fault(t, cs, src) })
		return b
	}
	if _, err := begin().Publish(t.Context(), prepare.Report{}); err == nil || !strings.Contains(err.Error(), reason) {
		t.Errorf("published: %v", err)
	}
	if _, current, err := index.Generations(dir); err != nil || current != good.ID {
		t.Errorf("in force: %s, %v", current, err)
	}
	b := begin()
	b.Unchecked()
	if _, err := b.Publish(t.Context(), prepare.Report{}); err != nil {
		t.Fatal(err)
	}
	r, err := index.Verify(t.Context(), dir)
	if err != nil || len(r.Problems) != 1 || !strings.Contains(r.Problems[0], reason) {
		t.Errorf("verified: %q, %v", r.Problems, err)
	}
}

// rewrite lets the index be built of other streams than those that are searched.
func rewrite(t *testing.T, src *postings.Source, n int, f func(ord int, s *words.Stream)) {
	t.Helper()
	in, err := recfile.Open(src.Streams, n)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = in.Close() }()
	path := filepath.Join(t.TempDir(), "streams")
	out, err := recfile.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	var s words.Stream
	err = in.Each(0, n, func(ord int, rec []byte) error {
		if err := s.Decode(rec); err != nil {
			return err
		}
		f(ord, &s)
		return out.Write(s.Encode(nil))
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	src.Streams = path
}
