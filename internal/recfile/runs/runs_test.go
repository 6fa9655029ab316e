package runs

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestSorter holds that records come sorted by their bytes, whatever the memory, and
// that nothing is left behind.
func TestSorter(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(9, 9))
	var all [][]byte
	for i := range 5000 {
		rec := fmt.Appendf(nil, "%02dSTATE%d\x00", rnd.IntN(100), rnd.IntN(4000))
		if i%3 == 0 {
			rec = rec[:rnd.IntN(len(rec))] // some are short, a few empty, and many equal
		}
		all = append(all, append(rec, bytes.Repeat([]byte{byte(i)}, rnd.IntN(20))...))
	}
	all = append(all, bytes.Repeat([]byte("7"), 1<<14)) // more than a run has room for
	want := slices.SortedFunc(slices.Values(all), bytes.Compare)
	for _, tt := range []struct {
		room int
		runs bool
	}{{1 << 30, false}, {40_000, true}, {1 << 10, true}, {0, true}} {
		path := filepath.Join(t.TempDir(), "sort")
		s := NewSorter(path, tt.room)
		for _, rec := range all {
			if err := s.Add(rec); err != nil {
				t.Fatal(err)
			}
		}
		if got := s.file.Runs() > 0; got != tt.runs {
			t.Errorf("room %d: %d runs", tt.room, s.file.Runs())
		}
		var got [][]byte
		if err := s.Each(func(rec []byte) error { got = append(got, bytes.Clone(rec)); return nil }); err != nil {
			t.Fatal(err)
		}
		if !slices.EqualFunc(got, want, bytes.Equal) {
			t.Errorf("room %d: %d records are not in order or not the %d that were added", tt.room, len(got), len(want))
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("room %d: its file is left: %v", tt.room, err)
		}
	}
}

// TestEnds holds that an error of who reads ends the reading, and that a file that lacks
// bytes is an error and no end.
func TestEnds(t *testing.T) {
	t.Parallel()
	f := New(filepath.Join(t.TempDir(), "runs"))
	for _, rec := range []string{"b", "d", "a", "c"} {
		if rec == "a" {
			f.End()
		}
		if err := f.Write([]byte(rec)); err != nil {
			t.Fatal(err)
		}
	}
	enough, seen := errors.New("enough"), ""
	read := func(rec []byte) error {
		if seen += string(rec); seen == "ab" {
			return enough
		}
		return nil
	}
	if err := f.Merge(0, read); !errors.Is(err, enough) || seen != "ab" {
		t.Errorf("read %q, %v", seen, err)
	}
	seen = ""
	if err := f.Merge(0, func(rec []byte) error { seen += string(rec); return nil }); err != nil || seen != "abcd" {
		t.Errorf("read again %q, %v", seen, err)
	}
	for _, size := range []int64{7, 6, 2} {
		if err := f.f.Truncate(size); err != nil {
			t.Fatal(err)
		}
		if err := f.Merge(0, func([]byte) error { return nil }); err == nil {
			t.Errorf("a file that was cut to %d bytes is read to its end", size)
		}
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
}
