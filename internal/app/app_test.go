package app_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reftel/internal/app"
	"reftel/internal/archive/ids"
	"reftel/internal/archive/prepare"
	"reftel/internal/archivetest"
	"reftel/internal/demo"
	"reftel/internal/index"
	"reftel/internal/ingest"
)

// folder holds so many cables of the demonstration archive.
func folder(t *testing.T, cables int) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, demo.Cables()); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.html"))
	if err != nil || len(files) < cables {
		t.Fatalf("%d files, %v", len(files), err)
	}
	texts, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	volumes, err := filepath.Glob(filepath.Join(dir, "*.xml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range slices.Concat(files[cables:], texts, volumes) {
		if err := os.Remove(f); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func ingestInto(t *testing.T, data string, paths ...string) app.IngestResult {
	t.Helper()
	r, err := app.Ingest(t.Context(), app.IngestOptions{Data: data, Paths: paths, Tool: "test"})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestIngest(t *testing.T) {
	in, data := folder(t, 4), archivetest.Dir(t)
	if err := os.WriteFile(filepath.Join(in, "empty.txt"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	var stages []string
	r, err := app.Ingest(t.Context(), app.IngestOptions{Data: data, Paths: []string{in}, Tool: "test", Progress: func(p app.Progress) {
		if !slices.Contains(stages, p.Stage) {
			stages = append(stages, p.Stage)
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	if r.Generation.Cables != 4 || r.Report.Cables != 4 || !r.Refused() || len(r.Report.Refused) != 1 {
		t.Errorf("published %+v, report %+v", r.Generation, r.Report)
	}
	for _, want := range []string{"read", "sort", "write", "verify", "publish"} {
		if !slices.Contains(stages, want) {
			t.Errorf("no progress of stage %s, only of %v", want, stages)
		}
	}
	b, err := os.ReadFile(filepath.Join(data, "reports", r.Generation.ID+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var kept ingest.Report
	if err := json.Unmarshal(b, &kept); err != nil {
		t.Fatal(err)
	}
	if kept.Cables != 4 || len(kept.Refused) != 1 || !strings.HasSuffix(kept.Refused[0].Path, "empty.txt") {
		t.Errorf("the report that is kept: %s", b)
	}
	report, err := index.Report(data, r.Generation.ID)
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Sources) != 4 || len(report.Rejected) != 1 || report.Sources[0].SHA256 == "" {
		t.Errorf("the generation keeps %+v", report)
	}
}

// TestIngestFails holds that an ingest which fails leaves the archive alone.
func TestIngestFails(t *testing.T) {
	data := archivetest.Dir(t)
	before := ingestInto(t, data, folder(t, 4)).Generation
	empty := filepath.Join(t.TempDir(), "empty.txt")
	if err := os.WriteFile(empty, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for name, o := range map[string]app.IngestOptions{
		"no such input":       {Paths: []string{filepath.Join(t.TempDir(), "none")}},
		"no such corrections": {Paths: []string{folder(t, 4)}, Corrections: filepath.Join(t.TempDir(), "none")},
		"no cable":            {Paths: []string{empty}},
		"fewer cables":        {Paths: []string{folder(t, 1)}},
	} {
		o.Data = data
		r, err := app.Ingest(t.Context(), o)
		if err == nil || errors.Is(err, app.ErrAfterPublish) || r.Generation.ID != "" {
			t.Errorf("%s: %+v, %v", name, r.Generation, err)
		}
		if err != nil && strings.Contains(err.Error(), "--allow-shrink") != (name == "fewer cables") {
			t.Errorf("%s: %v", name, err)
		}
	}
	list, err := app.Generations(data)
	if err != nil || len(list.Whole) != 1 || list.Current != before.ID {
		t.Errorf("the archive is %+v, %v; before it was %s", list, err, before.ID)
	}
	if _, err := app.Ingest(t.Context(), app.IngestOptions{Data: data, Paths: []string{folder(t, 1)}, AllowShrink: true}); err != nil {
		t.Errorf("an archive that may shrink: %v", err)
	}
}

// TestChanges holds that the report tells what became of the ids of the generation
// before, each of them.
func TestChanges(t *testing.T) {
	data, in := archivetest.Dir(t), t.TempDir()
	put := func(serial int, text string) {
		t.Helper()
		text = fmt.Sprintf("R 031505Z MAY 08\nFM AMEMBASSY OSLO\nTO SECSTATE WASHDC 100\nUNCLAS OSLO %06d\n\nSUBJECT: NETS\n\n1. (U) %s\nHOLM\n", serial, text)
		if err := os.WriteFile(filepath.Join(in, fmt.Sprintf("%d.txt", serial)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 40 {
		put(i+1, "Nets were mended at the quay.")
	}
	if r := ingestInto(t, data, in); r.Changes != nil {
		t.Errorf("the first generation: %+v", r.Changes)
	}
	before := ingestInto(t, data, in)
	if before.Changes == nil || !before.Changes.None() {
		t.Errorf("the same cables: %+v", before.Changes)
	}
	put(2, "Nets were mended at the old quay.")
	put(77, "Ropes came by the ferry.")
	if err := os.Remove(filepath.Join(in, "1.txt")); err != nil {
		t.Fatal(err)
	}
	withdrawn := filepath.Join(t.TempDir(), "withdrawn.csv")
	if err := os.WriteFile(withdrawn, []byte("id,reason,date\n08OSLO1,Sent twice,2026-03-05\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	r, err := app.Ingest(t.Context(), app.IngestOptions{Data: data, Paths: []string{in}, Withdrawn: withdrawn})
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(filepath.Join(data, "reports", r.Generation.ID+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var kept struct {
		Cables  int
		Changes ids.Changes
		Gone    []ids.Gone
	}
	if err := json.Unmarshal(b, &kept); err != nil {
		t.Fatal(err)
	}
	want := ids.Changes{Since: before.Generation.ID, Added: []string{"08OSLO77"}, Changed: []string{"08OSLO2"}, Removed: []string{"08OSLO1"}, Moved: []ids.Move{}}
	if diff := cmp.Diff(want, kept.Changes); diff != "" || kept.Cables != 40 {
		t.Errorf("%d cables; (-want +got):\n%s", kept.Cables, diff)
	}
	gone := []ids.Gone{{ID: "08OSLO1", Last: before.Generation.ID, Reason: "Sent twice", Date: "2026-03-05"}}
	if diff := cmp.Diff(gone, kept.Gone); diff != "" {
		t.Errorf("gone (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(&want, r.Changes); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestDryRun(t *testing.T) {
	data := archivetest.Dir(t)
	r, err := app.Ingest(t.Context(), app.IngestOptions{Data: data, Paths: []string{folder(t, 2)}, DryRun: true})
	if err != nil || r.Report.Cables != 2 || r.Generation.ID != "" {
		t.Errorf("%+v, %v", r, err)
	}
	if es, err := os.ReadDir(data); err != nil || len(es) != 0 {
		t.Errorf("a dry run wrote %v, %v", es, err)
	}
}

// TestAfterPublish holds that a report that can't be written does not hide
// that the generation is in force.
func TestAfterPublish(t *testing.T) {
	data := archivetest.Dir(t)
	if err := os.WriteFile(filepath.Join(data, "reports"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	r, err := app.Ingest(t.Context(), app.IngestOptions{Data: data, Paths: []string{folder(t, 2)}})
	if !errors.Is(err, app.ErrAfterPublish) || !strings.Contains(err.Error(), "writing the ingest report") {
		t.Errorf("the error is %v", err)
	}
	if got := archivetest.Archive(t, data).Generation(); got.ID != r.Generation.ID || got.Cables != 2 {
		t.Errorf("in force is %+v, told was %+v", got, r.Generation)
	}
}

func TestBuildFails(t *testing.T) {
	data, broken := archivetest.Dir(t), errors.New("the source broke off")
	g, err := app.Build(t.Context(), data, prepare.Options{}, func(app.Add) (prepare.Report, error) { return prepare.Report{}, broken })
	if !errors.Is(err, broken) || g.ID != "" {
		t.Errorf("%+v, %v", g, err)
	}
	if left, err := filepath.Glob(filepath.Join(data, "gen", "*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// TestSourcePaths holds that files of several inputs are told apart, whatever these
// are called, by paths that say nothing of where they lie.
func TestSourcePaths(t *testing.T) {
	root := t.TempDir()
	name := ""
	for i, dir := range []string{"a/telegrams", "b/telegrams", "c"} {
		from, to := folder(t, 1), filepath.Join(root, filepath.FromSlash(dir))
		if err := os.CopyFS(to, os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
		files, err := os.ReadDir(to)
		if err != nil || len(files) != 1 {
			t.Fatalf("%d: %v, %v", i, files, err)
		}
		name = files[0].Name()
	}
	t.Chdir(filepath.Join(root, "c"))
	a, b := filepath.Join(root, "a", "telegrams"), filepath.Join(root, "b", "telegrams")
	for _, x := range []struct{ paths, want []string }{
		{[]string{a}, []string{name}},
		{[]string{filepath.Join(a, name)}, []string{name}},
		{[]string{a, "."}, []string{"telegrams/" + name, "c/" + name}},
		{[]string{a + "/", ".", b}, []string{"1/telegrams/" + name, "c/" + name, "3/telegrams/" + name}},
		{[]string{"../b/telegrams/../telegrams", a}, []string{"1/telegrams/" + name, "2/telegrams/" + name}},
		{[]string{filepath.Join(a, name), b, filepath.Join(b, name)}, []string{"1/" + name, "telegrams/" + name, "3/" + name}},
	} {
		var out bytes.Buffer
		if _, err := app.Parse(t.Context(), app.ParseOptions{Paths: x.paths, Out: &out}); err != nil {
			t.Fatal(err)
		}
		var got []string
		for line := range strings.Lines(out.String()) {
			var c struct{ Source struct{ Path string } }
			if err := json.Unmarshal([]byte(line), &c); err != nil {
				t.Fatal(err)
			}
			got = append(got, c.Source.Path)
		}
		if !slices.Equal(got, x.want) {
			t.Errorf("%q: %q, want %q", x.paths, got, x.want)
		}
	}
}

func TestParse(t *testing.T) {
	in := folder(t, 3)
	if err := os.WriteFile(filepath.Join(in, "empty.txt"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	report, err := app.Parse(t.Context(), app.ParseOptions{Paths: []string{in}, Out: &out})
	if err != nil || len(report.Refused) != 1 {
		t.Fatalf("%+v, %v", report, err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	for _, line := range lines {
		var c struct{ ID string }
		if err := json.Unmarshal([]byte(line), &c); err != nil || c.ID == "" {
			t.Errorf("%v: %s", err, line)
		}
	}
	if len(lines) != 3 {
		t.Errorf("%d lines", len(lines))
	}
	if _, err := app.Parse(t.Context(), app.ParseOptions{Paths: []string{in}, Out: full{}}); !errors.Is(err, errFull) {
		t.Errorf("an output that is full: %v", err)
	}
}

func TestParseLists(t *testing.T) {
	in := filepath.Join(t.TempDir(), "v.xml")
	volume := `<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="frus1931v09"><text><list type="names"><item><persName xml:id="p_A">Adler, Rosa (Rose)</persName>, Consul &amp; poet until 1931</item></list>` +
		`<div type="document" xml:id="d1"><head>1. One</head><p>A lamp.</p></div></text></TEI>`
	if err := os.WriteFile(in, []byte(volume), 0o644); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	_, err := app.Parse(t.Context(), app.ParseOptions{Paths: []string{in}, Lists: true, Out: &out})
	want := `{"kind":"PER","name":"Rosa Adler","forms":[{"name":"Rose Adler","basis":"list","source":"frus1931v09"}],"facts":[{"text":"Consul & poet until 1931","to":1931,"basis":"list","source":"frus1931v09"}]}` + "\n"
	if err != nil || out.String() != want {
		t.Errorf("%v, got\n%s, want\n%s", err, out.String(), want)
	}
	if _, err := app.Parse(t.Context(), app.ParseOptions{Paths: []string{in}, Lists: true, Out: full{}}); !errors.Is(err, errFull) {
		t.Errorf("an output that is full: %v", err)
	}
}

var errFull = errors.New("no space left")

// full is a disk that takes no more.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestGenerations(t *testing.T) {
	data := archivetest.Dir(t)
	for name, do := range map[string]func() error{
		"verify":      func() error { _, err := app.Verify(t.Context(), data); return err },
		"generations": func() error { _, err := app.Generations(data); return err },
		"rollback":    func() error { _, _, err := app.Rollback(data, ""); return err },
		"open":        func() error { _, err := app.Open(data, nil); return err },
	} {
		if err := do(); !errors.Is(err, index.ErrNoGeneration) || !strings.Contains(err.Error(), "reftel ingest --data") {
			t.Errorf("%s of an empty folder: %v", name, err)
		}
	}
	first := ingestInto(t, data, folder(t, 2)).Generation
	if _, _, err := app.Rollback(data, ""); err == nil || !strings.Contains(err.Error(), "no generation before") {
		t.Errorf("rolled back with one generation: %v", err)
	}
	second := ingestInto(t, data, folder(t, 3)).Generation
	list, err := app.Generations(data)
	if err != nil || list.Current != second.ID || len(list.Whole) != 2 || list.Whole[0].ID != second.ID || list.Whole[1].ID != first.ID {
		t.Fatalf("%+v, %v", list, err)
	}
	from, to, err := app.Rollback(data, "")
	if err != nil || from != second.ID || to.ID != first.ID || to.Cables != 2 {
		t.Errorf("rolled back from %s to %+v, %v", from, to, err)
	}
	if list, err = app.Generations(data); err != nil || list.Current != first.ID || len(list.Whole) != 2 {
		t.Errorf("%+v, %v", list, err)
	}
	if r, err := app.Verify(t.Context(), data); err != nil || r.Generation.ID != first.ID {
		t.Errorf("%+v, %v", r, err)
	}
	// The next ingest removes what was rolled back.
	third := ingestInto(t, data, folder(t, 3)).Generation
	if list, err = app.Generations(data); err != nil || len(list.Whole) != 2 || list.Whole[0].ID != third.ID || list.Whole[1].ID != first.ID {
		t.Errorf("%+v, %v", list, err)
	}
}

func TestVerifyDamaged(t *testing.T) {
	data := archivetest.Dir(t)
	g := ingestInto(t, data, folder(t, 2)).Generation
	file := filepath.Join(data, "gen", g.ID, "ids")
	if err := os.Chmod(file, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte("other bytes"), 0o644); err != nil {
		t.Fatal(err)
	}
	r, err := app.Verify(t.Context(), data)
	if err == nil || !strings.Contains(err.Error(), g.ID+" is damaged") || len(r.Problems) == 0 {
		t.Errorf("%+v, %v", r.Problems, err)
	}
}
