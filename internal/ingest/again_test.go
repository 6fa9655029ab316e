package ingest

import (
	"archive/tar"
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"reftel/internal/cable"
	"reftel/internal/demo"
	"reftel/internal/ingest/kept"
	"reftel/internal/ingest/names"
	"reftel/internal/ingest/source"
)

// corpus is files of all kinds: the demonstration's, which are pages with marks, texts
// without and a volume, those of testdata, and some that are packed, repaired or refused.
func corpus(t *testing.T) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	for dir, fsys := range map[string]fs.FS{"demo": demo.Cables(), "cables": os.DirFS("testdata/cables")} {
		err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			b, err := fs.ReadFile(fsys, name)
			out[dir+"/"+name] = &fstest.MapFile{Data: b}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	put := func(name, text string) { out[name] = &fstest.MapFile{Data: []byte(text)} }
	put("garbled.txt", "74OSLO00007\n\nTAGS: EFIS\nSUBJECT: CAF\xc9\n\n1. THE HERRING IS LATE.\n")
	put("unnumbered.txt", "SUBJECT: FISH\n\n1. WHAT NO POST SENT.\n2. PETER HOLM AGREED.\n")
	put("empty.txt", "")
	put("rows.csv", rows("74OSLO00011", "74OSLO00012", "74OSLO00013"))
	put("rows.json", `[{"id":"74OSLO00021","subject":"Fish","body":"1. The herring is late."},{"id":"74OSLO00022","subject":"Fish","body":"1. Lars Holm and Eva Vik agreed."}]`)
	var packed bytes.Buffer
	w := tar.NewWriter(&packed)
	for i := range 4 {
		text := fmt.Sprintf("75OSLO0003%d\n\nTAGS: EFIS, NO\nSUBJECT: FISH\n\n1. (C) FOREIGN MINISTER PETER HOLM MET EVA VIK IN BERGEN.\n", i)
		if err := w.WriteHeader(&tar.Header{Name: fmt.Sprintf("75OSLO0003%d.txt", i), Mode: 0o600, Size: int64(len(text))}); err != nil {
			t.Fatal(err)
		}
		_, _ = w.Write([]byte(text))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	put("packed.tar", packed.String())
	return out
}

func rows(ids ...string) string {
	out := "id,date,subject,body\n"
	for _, id := range ids {
		out += id + `,1974-03-05,Fish,"1. Foreign Minister Peter Holm has no herring.` + "\n" + `2. Holm said so in ` + id + `."` + "\n"
	}
	return out
}

// everything is all that a job tells of inputs: each cable with what was doubted of it, in the
// order in which they are handed on, and the report.
func everything(t *testing.T, files fstest.MapFS, s *kept.Store, c names.Corrections) string {
	t.Helper()
	job := New(tables(t), c)
	if s != nil {
		job.Keep(s)
	}
	var b strings.Builder
	report, err := job.Collect(t.Context(), []Input{{FS: files, Root: ".", Name: "in"}}, func(c *cable.Cable, raw []byte) error {
		js, err := c.JSON()
		fmt.Fprintf(&b, "%s%+v %q %d\n", js, c.Doubts, c.Unplaced, len(raw))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []any{report, report.Account(), report.Names, report.Proposals, report.Kinds} {
		js, err := json.MarshalIndent(x, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(js, '\n'))
	}
	return b.String()
}

// TestAgain holds that a job tells the same with what an earlier one kept as without, and
// makes anew no more than what changed.
func TestAgain(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "parsed")
	rules, err := names.ReadCorrections(strings.NewReader("alias PER Holm => PER Peter Holm\nadd ORG herring\nkind LOC Bergen => ORG\n"))
	if err != nil {
		t.Fatal(err)
	}
	files := corpus(t)
	put := func(name, text string) { files[name] = &fstest.MapFile{Data: []byte(text)} }
	demoText := slices.Sorted(maps.Keys(files))[slices.IndexFunc(slices.Sorted(maps.Keys(files)), func(n string) bool { return strings.HasPrefix(n, "demo/") })]
	for _, step := range []struct {
		name    string
		change  func()
		version kept.Version
		rules   names.Corrections
		made    int // at the most; -1 for all
		found   bool
	}{
		{name: "first", made: -1},
		{name: "unchanged", found: true},
		{name: "rules of the operator", rules: rules, found: true},
		{name: "one changed", change: func() { put("garbled.txt", string(files["garbled.txt"].Data)+"3. AND SO IS THE COD.\n") }, made: 2, found: true},
		{name: "one removed, one new", change: func() {
			delete(files, demoText)
			put("new.txt", "74OSLO00008\n\nSUBJECT: FISH\n\n1. MR. LARS HOLM AGREED.\n")
		}, made: 2, found: true},
		{name: "a record before the others", change: func() { put("rows.csv", rows("74OSLO00010", "74OSLO00011", "74OSLO00012", "74OSLO00013")) }, made: 2, found: true},
		{name: "a file moved", change: func() {
			files["elsewhere/unnumbered.txt"] = files["unnumbered.txt"]
			delete(files, "unnumbered.txt")
		}, found: true},
		// A person whom two cables tag is looked for in all the others.
		{name: "what the corpus knows", change: func() {
			put("tag1.txt", "74OSLO00041\n\nTAGS: PEPR (HERRING, LATE)\nSUBJECT: FISH\n\n1. LATE HERRING SPOKE.\n")
			put("tag2.txt", "74OSLO00042\n\nTAGS: PEPR (HERRING, LATE)\nSUBJECT: FISH\n\n1. LATE HERRING SPOKE.\n")
		}, made: 12, found: true},
		{name: "damaged", change: func() { spoil(t, filepath.Join(dir, "parsed")) }, made: -1, found: true},
		{name: "another version", version: kept.Version{9}, made: -1},
	} {
		if step.change != nil {
			step.change()
		}
		s, err := kept.Open(dir, step.version, math.MaxInt64)
		if err != nil {
			t.Fatal(err)
		}
		got := everything(t, files, s, step.rules)
		what, err := s.Close(true)
		if err != nil {
			t.Fatal(err)
		}
		if want := everything(t, files, nil, step.rules); got != want {
			t.Errorf("%s: %s", step.name, firstDifference(want, got))
		}
		if step.made >= 0 && what.Made > step.made || step.found != (what.Found > 0) {
			t.Errorf("%s: %d were found and %d made, want %d at the most", step.name, what.Found, what.Made, step.made)
		}
	}
}

// spoil changes a byte in the midst of a file.
func spoil(t *testing.T, path string) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b[len(b)/2] ^= 0x40
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
}

func firstDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(w), len(g)) {
		if w[i] != g[i] {
			return fmt.Sprintf("line %d is\n%s\nwant\n%s", i, g[i], w[i])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(g), len(w))
}

// TestWhatAReaderLooksAt holds the promise of source.Format on which a key rests: a part
// that stands in another folder, at another line and, where parts are numbered, at another
// number is the same cable.
func TestWhatAReaderLooksAt(t *testing.T) {
	t.Parallel()
	formats := Formats(tables(t))
	seen := map[string]int{}
	for name, f := range corpus(t) {
		format, ok := detect(formats, f.Data[:min(len(f.Data), source.HeadSize)])
		if !ok || strings.HasSuffix(name, ".tar") {
			continue
		}
		_ = format.Split(bytes.NewReader(f.Data), func(p source.Part) error {
			one := &task{path: name, part: p, format: &format}
			other := &task{path: "elsewhere/in.zip!" + name, part: p, format: &format}
			other.part.Line += 100
			if p.Name != "" {
				one.path += "#" + p.Name
				if format.Numbers {
					other.part.Name += "77"
				}
				other.path += "#" + other.part.Name
			}
			a, err := one.parseOnce([32]byte{}, nil)
			b, berr := other.parseOnce([32]byte{}, nil)
			if (err == nil) != (berr == nil) || !reflect.DeepEqual(a, b) {
				t.Errorf("%s of %s is %+v, %v; elsewhere %+v, %v", one.path, format.Name, a, err, b, berr)
			}
			seen[format.Name]++
			return nil
		})
	}
	if len(seen) < 5 {
		t.Errorf("only parts of %v were looked at", seen)
	}
}
