package kept

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
)

func open(t testing.TB, dir string, v Version) *Store {
	t.Helper()
	return openUpTo(t, dir, v, math.MaxInt64)
}

func openUpTo(t testing.TB, dir string, v Version, most int64) *Store {
	t.Helper()
	s, err := Open(dir, v, most)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = s.Close(false) })
	return s
}

// cables are results by their number, of different lengths.
func cables(i int) (name string, x []string) {
	return fmt.Sprintf("88OSLO%d", i), []string{strings.Repeat(fmt.Sprintf("The lens of lighthouse %d. ", i), i%7), "Lars Holm"}
}

// use asks a store for results and makes those that it has not. It returns how many it had.
func use(t testing.TB, s *Store, numbers ...int) (had int) {
	t.Helper()
	for _, i := range numbers {
		name, want := cables(i)
		k, ok := s.KeyOf("test", name)
		if !ok {
			t.Fatal("no key")
		}
		var got []string
		if !s.Get(k, &got) {
			if got != nil {
				t.Errorf("%s is not there, and is %q", name, got)
			}
			s.Put(k, want)
			continue
		}
		if had++; !reflect.DeepEqual(got, want) {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	return had
}

func end(t testing.TB, s *Store, all bool) Told {
	t.Helper()
	told, err := s.Close(all)
	if err != nil {
		t.Fatal(err)
	}
	return told
}

func upTo(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

func files(t testing.TB, dir string) string {
	t.Helper()
	es, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	var names []string
	for _, e := range es {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

// TestStore holds the life of a folder: what was used stays, all else goes.
func TestStore(t *testing.T) {
	t.Parallel()
	dir, v := filepath.Join(t.TempDir(), "parsed"), Version{1}
	s := open(t, dir, v)
	if had := use(t, s, upTo(100)...); had != 0 {
		t.Errorf("an empty folder had %d", had)
	}
	if had := use(t, s, upTo(100)...); had != 100 {
		t.Errorf("of 100 that were made in the same ingest it had %d", had)
	}
	if told := end(t, s, true); told.Found != 0 || told.Made != 100 || told.Bytes == 0 || files(t, dir) != packName {
		t.Errorf("told %+v, files %s", told, files(t, dir))
	}
	s = open(t, dir, v)
	if had := use(t, s, 3, 50, 200, 99); had != 3 {
		t.Errorf("had %d of four", had)
	}
	if told := end(t, s, true); told.Found != 3 || told.Made != 1 {
		t.Errorf("told %+v", told)
	}
	s = open(t, dir, v)
	if had := use(t, s, upTo(201)...); had != 4 {
		t.Errorf("%d stayed of four that were used", had)
	}
	end(t, s, true)
	if s = open(t, dir, Version{2}); use(t, s, 3) != 0 {
		t.Error("a result of another version was given")
	}
	end(t, s, true)
	if err := Remove(dir); err != nil || files(t, dir) != "" {
		t.Errorf("removed, and there is %q (%v)", files(t, dir), err)
	}
	if err := Remove(dir); err != nil {
		t.Errorf("removed once more: %v", err)
	}
}

// TestCut holds that an ingest which ended early leaves what it made, and takes nothing of
// what was there.
func TestCut(t *testing.T) {
	t.Parallel()
	dir, v := t.TempDir(), Version{1}
	s := open(t, dir, v)
	use(t, s, 0, 1, 2, 3)
	end(t, s, true)
	s = open(t, dir, v)
	use(t, s, 3, 4, 5)
	end(t, s, false) // as at an error
	s = open(t, dir, v)
	use(t, s, 4)
	s.flush()
	// Another process finds the folder as a kill leaves it: the newer file is the smaller one.
	next := open(t, dir, v)
	if had := use(t, next, 0, 1, 2, 3, 4, 5, 6); had != 6 {
		t.Errorf("had %d of six", had)
	}
	if end(t, next, true); files(t, dir) != packName {
		t.Errorf("files %s", files(t, dir))
	}
	next = open(t, dir, v)
	if had := use(t, next, upTo(7)...); had != 7 {
		t.Errorf("had %d of seven", had)
	}
}

// TestDamaged holds that a pack with any byte changed, or cut anywhere, costs results and
// gives no wrong one: use compares them.
func TestDamaged(t *testing.T) {
	t.Parallel()
	dir, v := t.TempDir(), Version{1}
	s := open(t, dir, v)
	use(t, s, upTo(8)...)
	end(t, s, true)
	whole, err := os.ReadFile(filepath.Join(dir, packName))
	if err != nil {
		t.Fatal(err)
	}
	hurt := func(b []byte, what string, most int) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, packName), b, 0o644); err != nil {
			t.Fatal(err)
		}
		s := open(t, dir, v)
		if had := use(t, s, upTo(8)...); had > most {
			t.Errorf("%s: had %d, want %d at the most", what, had, most)
		}
		end(t, s, true)
	}
	for i := 0; i < len(whole); i += 3 {
		b := bytes.Clone(whole)
		b[i] ^= 0x10
		hurt(b, fmt.Sprintf("byte %d", i), 7)
		hurt(whole[:i], fmt.Sprintf("cut at %d", i), 7)
	}
	hurt(append(bytes.Clone(whole), "rubbish behind it, and more of it than a head has bytes to be read"...), "something behind", 8)
	hurt(whole, "whole", 8)
}

// TestNoRoom holds that no more is kept than may be, and that where nothing can be written
// nothing stays.
func TestNoRoom(t *testing.T) {
	t.Parallel()
	dir, v := t.TempDir(), Version{1}
	s := openUpTo(t, dir, v, 1000)
	use(t, s, upTo(100)...)
	if told := end(t, s, true); told.Bytes > 1000 || told.Bytes < 500 {
		t.Errorf("%d bytes are kept of 1000", told.Bytes)
	}
	s = open(t, dir, v)
	if had := use(t, s, upTo(100)...); had < 3 || had > 20 {
		t.Errorf("%d of 100 were kept", had)
	}
	_ = s.w.Close() // as a disk that is full, or away
	use(t, s, 200)
	if told, err := s.Close(true); err == nil || told.Bytes != 0 || files(t, dir) != "" {
		t.Errorf("told %+v, %v; files %q", told, err, files(t, dir))
	}
	if s, err := Open(filepath.Join(dir, packName, "below", "a\x00file"), v, 1); err == nil {
		t.Errorf("a folder that can't be made was opened: %+v", s)
	}
}

// TestTogether has goroutines use one store, for the race detector.
func TestTogether(t *testing.T) {
	t.Parallel()
	dir, v := t.TempDir(), Version{1}
	for range 2 {
		s := open(t, dir, v)
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() { use(t, s, upTo(300)...) })
		}
		all.Wait()
		end(t, s, true)
	}
	if s := open(t, dir, v); use(t, s, upTo(300)...) != 300 {
		t.Error("some of what was used together is not kept")
	}
}

// TestProgram holds that the version is that of the program, and not none.
func TestProgram(t *testing.T) {
	t.Parallel()
	v, err := Program()
	if err != nil || v == (Version{}) {
		t.Errorf("%x, %v", v, err)
	}
}

// FuzzPack holds that no file makes a store fail: it finds what is whole, or nothing.
func FuzzPack(f *testing.F) {
	dir, v := f.TempDir(), Version{1}
	s := open(f, dir, v)
	use(f, s, 0, 1, 2)
	end(f, s, true)
	whole, err := os.ReadFile(filepath.Join(dir, packName))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	f.Add(whole[:len(whole)-5])
	f.Add(whole[:packStart])
	// A result that has its checksums, and is none.
	s = open(f, f.TempDir(), v)
	k, _ := s.KeyOf("test", "88OSLO0")
	f.Add(appendEntry(append([]byte(magic), v[:]...), k, []byte{0xff, 0xff, 0xff, 0xff, 0x0f, 1, 2}))
	f.Fuzz(func(t *testing.T, b []byte) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, packName), b, 0o644); err != nil {
			t.Fatal(err)
		}
		s := open(t, dir, v)
		for i := range 3 {
			name, _ := cables(i)
			k, _ := s.KeyOf("test", name)
			var got []string
			s.Get(k, &got)
		}
		end(t, s, true)
		if files(t, dir) != packName {
			t.Errorf("files %s", files(t, dir))
		}
	})
}
