package ingest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"reftel/internal/cable"
)

// TestWriteRefused holds that equal refusals are one line with their number and
// three cases, that few are a line each, and that control characters of names
// and reasons are shown as signs.
func TestWriteRefused(t *testing.T) {
	r := newReport()
	for i := range 600 {
		r.Refused = append(r.Refused, Refused{Path: fmt.Sprintf("%03d.txt", i), Reason: "empty file"})
	}
	r.Refused = append(r.Refused, Refused{Path: "x\x1b[31m.txt", Line: 4, Reason: "odd \u009b2J\x07 bytes"})
	var b strings.Builder
	if err := r.WriteRefused(&b, "- "); err != nil {
		t.Fatal(err)
	}
	if want := "- 600 × empty file (000.txt; 001.txt; 002.txt; …)\n- x␛[31m.txt:4: odd \ufffd2J␇ bytes\n"; b.String() != want {
		t.Errorf("got %q", b.String())
	}
	r.add(&cable.Cable{ID: "08OSLO1", Doubts: []cable.Doubt{{Kind: "date doubtful", Detail: "\x1b]0;x\x07"}}})
	r.finish()
	b.Reset()
	if _, err := r.WriteTo(&b); err != nil || strings.ContainsAny(b.String(), "\x1b\x07\u009b") || !strings.Contains(b.String(), "refused: 601\n  600 × empty file") {
		t.Errorf("%v, %q", err, b.String())
	}
}

// TestDoubts holds that equal doubts are folded to their number and three cases, in
// print and as kept, but for lost words, of which each is kept.
func TestDoubts(t *testing.T) {
	r := newReport()
	for i := range 5 {
		doubts := []cable.Doubt{{Kind: "no TAGS"}, {Kind: wordsLost, Detail: fmt.Sprintf("1: herring%d %s", i, strings.Repeat("fish ", 60))}}
		if i < 3 {
			doubts = append(doubts, cable.Doubt{Kind: "no date"})
		}
		r.add(&cable.Cable{ID: fmt.Sprintf("08OSLO%d", i), Doubts: doubts})
	}
	r.finish()
	for i, want := range []DoubtCount{{"no TAGS", 5, make([]string, 3)}, {wordsLost, 5, make([]string, 5)}, {"no date", 3, make([]string, 3)}} {
		if got := r.Doubts[i]; got.Kind != want.Kind || got.Count != want.Count || len(got.Examples) != len(want.Examples) {
			t.Errorf("%+v, want %d cases of %d of %s", got, len(want.Examples), want.Count, want.Kind)
		}
	}
	var b strings.Builder
	if _, err := r.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"doubt: 5 × no TAGS (08OSLO0; 08OSLO1; 08OSLO2; …)\n", "doubt: 3 × no date (08OSLO0; 08OSLO1; 08OSLO2)\n", "doubt: 5 × words lost (08OSLO0: 1: herring0 fish", "fish…; …)\n"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%s\nholds no %q", b.String(), want)
		}
	}
	if strings.Contains(b.String(), "herring3") {
		t.Error(b.String())
	}
}

// TestNames holds that files and folders whose names are no UTF-8 are read, and
// that paths begin in the input.
func TestNames(t *testing.T) {
	dir := t.TempDir()
	for i, name := range []string{"caf\xe9.txt", "b\xfcro/1.txt"} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Skip("a disk of UTF-8 alone:", err)
		}
		if err := os.WriteFile(path, []byte(telegramOf(i+1)), 0o644); err != nil {
			t.Skip("a disk of UTF-8 alone:", err)
		}
	}
	read, refused, _ := outcomeOf(t, input(t, dir))
	if got := strings.Join(read, " "); got != "b\ufffdro/1.txt caf\ufffd.txt" || len(refused) != 0 {
		t.Errorf("read %q, refused %q", read, refused)
	}
	if read, _, _ := outcomeOf(t, input(t, filepath.Join(dir, "caf\xe9.txt"))); len(read) != 1 || read[0] != "caf\ufffd.txt" {
		t.Errorf("by name: %q", read)
	}
}

// TestProgress holds that the bytes read come to those of the input, also where
// an archive is read from its end.
func TestProgress(t *testing.T) {
	dir := t.TempDir()
	var size int64
	for name, data := range map[string]string{"a.txt": telegramOf(1), "b.zip": zipOf(t, entry{name: "1.txt", data: telegramOf(2)}, entry{name: "2.txt", data: noise(9000)}), "c.txt": "no telegram"} {
		size += int64(len(data))
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	j := New(tables(t), nil)
	var last Progress
	j.Progress = func(p Progress) {
		if p.Read < last.Read && p.Stage == last.Stage || p.Read > p.Size {
			t.Errorf("%+v behind %+v", p, last)
		}
		last = p
	}
	if _, err := j.Run(t.Context(), []Input{input(t, dir)}, func(*cable.Cable, []byte) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if last.Size != size || last.Read != size {
		t.Errorf("%d of %d bytes, want %d", last.Read, last.Size, size)
	}
}
