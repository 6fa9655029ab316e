package ingest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	gocmp "github.com/google/go-cmp/cmp"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/ingest/source"
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
	for i, want := range []DoubtCount{{Kind: "no TAGS", Count: 5, Examples: make([]string, 3)}, {Kind: wordsLost, Count: 5, Examples: make([]string, 5)}, {Kind: "no date", Count: 3, Examples: make([]string, 3)}} {
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

// TestAccount holds that readers are told kinds and cases, and never a file.
func TestAccount(t *testing.T) {
	t.Parallel()
	r := newReport()
	at := cable.Source{Path: "/srv/Private Box 7/ostrand-letters.zip!74OSLO1.txt"}
	for _, d := range []cable.Doubt{
		{Kind: "unknown tag", Detail: "EOXC"}, {Kind: "several records under one id", Detail: at.Path}, {Kind: "id unknown", Detail: "Ostrand-Letters"},
		{Kind: "names were not recognised", Detail: "open model.bin: no"}, {Kind: "long", Detail: strings.Repeat("fish ", 90)},
	} {
		r.add(&cable.Cable{ID: "74OSLO1" + d.Kind[:1], Source: at, Doubts: []cable.Doubt{d}})
	}
	for _, x := range []source.Refusal{
		{Path: "a.zip", Reason: "a zip of 70123 members; no more than 65536 are read"}, {Path: "b.zip", Reason: "a zip of 90000 members; no more than 65536 are read"},
		{Path: "secret-box/c", Reason: "open secret-box/c: permission denied"}, {Path: "secret-box", Reason: "lstat secret-box: no"}, {Path: "d", Reason: "can't be read: permission denied"},
		{Path: "e", Reason: ": "},
	} {
		r.refuse(&x)
	}
	r.finish()
	a := r.Account()
	got := map[string]string{}
	for _, d := range a.Doubts {
		got[d.Kind] = d.Cases[0].Detail
	}
	long := got["long"]
	delete(got, "long")
	want := map[string]string{"unknown tag": "EOXC", "several records under one id": "", "id unknown": "", "names were not recognised": ""}
	if diff := gocmp.Diff(want, got); diff != "" || len(long) != shownCase+len("…") {
		t.Error(diff, long)
	}
	refused := []archive.Refused{{Kind: untold, Count: 3}, {Kind: "a zip of … members", Count: 2}, {Kind: "can't be read", Count: 1}}
	if diff := gocmp.Diff(refused, a.Refused); diff != "" {
		t.Error(diff)
	}
}

func FuzzTold(f *testing.F) {
	f.Add("open /srv/box/a.txt: no", "/srv/box/a.txt")
	f.Add("EDIS", "la paz.zip!x")
	f.Fuzz(func(t *testing.T, detail, path string) {
		for _, out := range []string{told(detail, path), kindOfReason(detail, path)} {
			if strings.ContainsAny(out, "/\\\n\x1b") || utf8.RuneCountInString(out) > 2*shownCase+len(detail) { // a byte that is no text is shown as a sign of three
				t.Errorf("%q is told of %q in %q", out, detail, path)
			}
		}
	})
}
