package generation

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func file(t *testing.T, dir, name, text string) {
	t.Helper()
	p := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestLock(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	l, err := TakeLock(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := TakeLock(dir); !errors.Is(err, ErrBusy) {
		t.Errorf("taken twice: %v", err)
	}
	if err := l.Release(); err != nil {
		t.Fatal(err)
	}
	if l, err = TakeLock(dir); err != nil {
		t.Fatalf("not free again: %v", err)
	}
	if err := l.Release(); err != nil {
		t.Error(err)
	}
}

func TestCurrent(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if _, err := ReadCurrent(dir); !errors.Is(err, ErrNone) {
		t.Errorf("nothing published: %v", err)
	}
	want := Current{"20260102T030405.000Z-0123456789ab", strings.Repeat("0123456789abcdef", 4)}
	if err := WriteCurrent(dir, want); err != nil {
		t.Fatal(err)
	}
	if got, err := ReadCurrent(dir); err != nil || got != want {
		t.Errorf("%+v, %v", got, err)
	}
	for _, bad := range []string{"", "one", "../up " + want.Hash, ".tmp-1 " + want.Hash, want.Name + " short", want.Name + " " + want.Hash + " more"} {
		file(t, dir, "CURRENT", bad)
		if c, err := ReadCurrent(dir); err == nil {
			t.Errorf("%q is read as %+v", bad, c)
		}
	}
}

// TestManifest writes one and reads it again, whole, changed, and of other formats.
func TestManifest(t *testing.T) {
	t.Parallel()
	for format, want := range map[int]error{Format: nil, Oldest: nil, Format + 1: ErrNewer, Oldest - 1: ErrOlder} {
		dir := t.TempDir()
		m := &Manifest{Format: format, Built: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), Cables: 7, Files: []FileSum{{Path: "ids", Size: 3}}}
		c, err := m.Write(dir)
		if err != nil {
			t.Fatal(err)
		}
		named := filepath.Join(filepath.Dir(dir), c.Name)
		if err := os.Rename(dir, named); err != nil {
			t.Fatal(err)
		}
		got, hash, err := ReadManifest(named)
		if !errors.Is(err, want) || got == nil || got.Cables != 7 || len(got.Files) != 1 || hash != c.Hash {
			t.Errorf("format %d: %+v, %v", format, got, err)
		}
		file(t, named, "MANIFEST.json", "{}")
		if _, _, err := ReadManifest(named); err == nil || !strings.Contains(err.Error(), "SHA-256") {
			t.Errorf("format %d, changed: %v", format, err)
		}
	}
}

// TestCompare tells each file that is not what was wanted, by name.
func TestCompare(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, text := range map[string]string{"ids": "H\tone\n", "words/words": "lens", "docs/records": "frames", "MANIFEST.json": "{}"} {
		file(t, dir, name, text)
	}
	var ledger Ledger
	if _, err := io.WriteString(ledger.File(filepath.Join("docs", "records")), "frames"); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(ledger.File("ids"), "H\t"); err != nil { // not all of it
		t.Fatal(err)
	}
	plain, err := Sum(dir, 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	known, err := Sum(dir, 2, &ledger)
	if err != nil || !slices.Equal(plain, known) || len(plain) != 3 {
		t.Errorf("%v, by the ledger %v, %v", plain, known, err)
	}
	if ps := Compare(dir, plain, known); len(ps) != 0 {
		t.Errorf("problems %v", ps)
	}
	file(t, dir, "ids", "H\ttwo\n")
	file(t, dir, "words/words", "lenses")
	file(t, dir, "extra", "x")
	if err := os.Remove(filepath.Join(dir, "docs", "records")); err != nil {
		t.Fatal(err)
	}
	now, err := Sum(dir, 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	ps := Compare(dir, plain, now)
	var got []string
	for _, p := range ps {
		got = append(got, p.Error())
	}
	all := strings.Join(got, "\n")
	for _, want := range []string{"records: file does not exist", "ids: damaged", "words: 6 bytes instead of 4", "extra: this file does not belong here"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not told in:\n%s", want, all)
		}
	}
	if len(ps) != 4 {
		t.Errorf("%d problems", len(ps))
	}
	m := &Manifest{Files: plain}
	if err := CheckFile(dir, m, "ids"); err == nil || !strings.Contains(err.Error(), "damaged") {
		t.Errorf("a changed file: %v", err)
	}
	if err := CheckFile(dir, m, "nothing"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file that the manifest does not name: %v", err)
	}
}

func TestSealAndRemove(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "gen")
	file(t, dir, "a/b/c", "x")
	if err := Seal(dir); err != nil {
		t.Fatal(err)
	}
	st, err := os.Stat(filepath.Join(dir, "a", "b", "c"))
	if err != nil || st.Mode().Perm()&0o222 != 0 {
		t.Errorf("mode %v, %v", st.Mode(), err)
	}
	if err := RemoveTree(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("still there: %v", err)
	}
	if free, err := FreeSpace(t.TempDir()); err != nil || free <= 0 {
		t.Errorf("%d bytes free, %v", free, err)
	}
}
