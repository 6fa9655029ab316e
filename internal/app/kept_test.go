package app_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"reftel/internal/app"
	"reftel/internal/archivetest"
)

// contents are the files of a generation and its report, but for what tells when they
// were made, and for the segments of Bleve, which are never the same twice.
func contents(t *testing.T, data, generation string) map[string]string {
	t.Helper()
	out := map[string]string{}
	dated := map[string]bool{"MANIFEST.json": true, "history": true, "ids": true}
	dir := filepath.Join(data, "gen", generation)
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || dated[name] || strings.HasPrefix(name, "index/") {
			return err
		}
		b, err := os.ReadFile(filepath.Join(dir, name))
		out[name] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	report, err := os.ReadFile(filepath.Join(data, "reports", generation+".json"))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(report), "\n")
	for i, l := range lines {
		if strings.Contains(l, `"since":`) || strings.Contains(l, `"last":`) {
			lines[i] = "" // it names the generation before
		}
	}
	out["report"] = strings.Join(lines, "\n")
	return out
}

// TestIngestAgain holds that an archive of which most was not parsed again is the same to
// the byte as one of which all was, through changes of the sources; and what stays in the
// data folder.
func TestIngestAgain(t *testing.T) {
	t.Parallel()
	in, with, without := folder(t, 6), archivetest.Dir(t), archivetest.Dir(t)
	put := func(name, text string) {
		if err := os.WriteFile(filepath.Join(in, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put("74OSLO00001.txt", "74OSLO00001\n\nTAGS: EFIS\nSUBJECT: FISH\n\n1. FOREIGN MINISTER LARS HOLM HAS NO HERRING.\n")
	put("74OSLO00002.txt", "74OSLO00002\n\nTAGS: EFIS\nSUBJECT: COD\n\n1. HOLM SAID SO TO EVA VIK IN BERGEN.\n")
	ingest := func(data string, noCache bool) app.IngestResult {
		t.Helper()
		r, err := app.Ingest(t.Context(), app.IngestOptions{Data: data, Paths: []string{in}, Tool: "test", AllowShrink: true, NoCache: noCache})
		if err != nil || r.Kept.Fault != nil {
			t.Fatal(err, r.Kept.Fault)
		}
		return r
	}
	for _, step := range []struct {
		name        string
		change      func()
		found, made int // results: a text without marks has two
	}{
		{"first", func() {}, 0, 10},
		{"one changed, one removed, one new", func() {
			put("74OSLO00001.txt", "74OSLO00001\n\nTAGS: EFIS\nSUBJECT: FISH\n\n1. FOREIGN MINISTER LARS HOLM HAS HERRING.\n")
			put("74OSLO00003.txt", "74OSLO00003\n\nTAGS: EFIS, PEPR (HOLM, LARS)\nSUBJECT: HADDOCK\n\n1. HOLM AGREED.\n")
			files, err := filepath.Glob(filepath.Join(in, "*.html"))
			if err != nil || os.Remove(files[0]) != nil {
				t.Fatal(err)
			}
		}, 7, 4},
		{"damaged", func() {
			path := filepath.Join(with, "parsed", "parsed")
			b, err := os.ReadFile(path)
			if err != nil || os.WriteFile(path, b[:100], 0o644) != nil {
				t.Fatal(err)
			}
		}, 0, 11},
		{"as it was", func() {}, 11, 0},
	} {
		step.change()
		r, want := ingest(with, false), ingest(without, true)
		if r.Kept.Found != step.found || r.Kept.Made != step.made {
			t.Errorf("%s: %+v, want %d found, %d made", step.name, r.Kept, step.found, step.made)
		}
		all, fresh := contents(t, with, r.Generation.ID), contents(t, without, want.Generation.ID)
		if len(all) != len(fresh) || len(all) < 10 {
			t.Errorf("%s: %d files, want %d", step.name, len(all), len(fresh))
		}
		for name := range fresh {
			if all[name] != fresh[name] {
				t.Errorf("%s: %s is another", step.name, name)
			}
		}
	}
	if _, err := os.Stat(filepath.Join(without, "parsed")); !os.IsNotExist(err) {
		t.Errorf("without a cache there is one: %v", err)
	}
	ingest(with, true)
	if _, err := os.Stat(filepath.Join(with, "parsed")); !os.IsNotExist(err) {
		t.Errorf("--no-cache leaves what was kept: %v", err)
	}
}

// TestIngestWhereNothingCanBeKept holds that an ingest goes on, and says so, where the
// folder can't be made.
func TestIngestWhereNothingCanBeKept(t *testing.T) {
	t.Parallel()
	in, data := folder(t, 2), archivetest.Dir(t)
	if err := os.WriteFile(filepath.Join(data, "parsed"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	r, err := app.Ingest(t.Context(), app.IngestOptions{Data: data, Paths: []string{in}, Tool: "test"})
	if err != nil || r.Generation.Cables != 2 || r.Kept.Fault == nil || !strings.Contains(r.Kept.Fault.Error(), filepath.Join(data, "parsed")) {
		t.Errorf("%+v, %v, fault %v", r.Generation, err, r.Kept.Fault)
	}
}
