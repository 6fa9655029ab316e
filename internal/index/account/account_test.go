package account

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reftel/internal/archive"
)

func TestAccount(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]*archive.Account{
		"none":  nil,
		"empty": {},
		"whole": {
			Formats: map[string]int{"nara": 3}, Doubts: []archive.Doubted{{Kind: "no date", Count: 2, Cases: []archive.DoubtCase{{ID: "74OSLO1", Detail: "<x>"}}}},
			Refused: []archive.Refused{{Kind: "empty file", Count: 4}},
		},
	} {
		dir := t.TempDir()
		if err := Write(dir, want); err != nil {
			t.Fatal(err)
		}
		got, err := Read(dir)
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%s: %v %s", name, err, diff)
		}
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, Path), []byte("{"), 0o644); err != nil {
		t.Fatal(err)
	}
	if a, err := Read(dir); err == nil {
		t.Errorf("damage was read as %+v", a)
	}
}
