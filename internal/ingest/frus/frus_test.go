package frus

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"reftel/internal/cable"
	"reftel/internal/ingest/source"
	"reftel/internal/reference"
)

var update = flag.Bool("update", false, "write the expected files anew")

var openTables = sync.OnceValues(reference.Open)

func tables(t testing.TB) *reference.Tables {
	t.Helper()
	tb, err := openTables()
	if err != nil {
		t.Fatal(err)
	}
	return tb
}

// read splits and parses a volume.
func read(t testing.TB, path string, raw []byte) (cs []*cable.Cable, parts []source.Part, err error) {
	t.Helper()
	f := Format(tables(t))
	err = f.Split(bytes.NewReader(raw), func(p source.Part) error {
		c, err := f.Parse(path+"#"+p.Name, p)
		if err != nil {
			t.Errorf("%s#%s: %v", path, p.Name, err)
			return nil
		}
		cs, parts = append(cs, c), append(parts, p)
		return nil
	})
	return cs, parts, err
}

// TestGolden reads the samples of both encodings and compares with what was
// reviewed.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.xml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !detect(raw) {
			t.Errorf("%s: not detected", file)
		}
		cs, parts, err := read(t, file, raw)
		if err != nil {
			t.Errorf("%s: %v", file, err)
		}
		var out bytes.Buffer
		for i, c := range cs {
			checkCable(t, c)
			if at := bytes.Index(raw, parts[i].Raw); at < 0 || source.LineAt(raw, at) != parts[i].Line {
				t.Errorf("%s#%s: the part is not what stands in line %d", file, parts[i].Name, parts[i].Line)
			}
			line, err := c.JSON()
			if err != nil {
				t.Fatal(err)
			}
			out.Write(line)
		}
		golden := strings.TrimSuffix(file, ".xml") + ".jsonl"
		if *update {
			if err := os.WriteFile(golden, out.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(out.String(), "\n")); d != "" {
			t.Errorf("%s (run with -update after review):\n%s", golden, d)
		}
	}
}

// checkCable holds what is true of every cable of this reader.
func checkCable(t testing.TB, c *cable.Cable) {
	t.Helper()
	anchors := map[string]bool{}
	for _, p := range c.Paragraphs {
		if p.Text == "" || anchors[p.Anchor] {
			t.Errorf("%s: paragraph %q is empty or not alone", c.ID, p.Anchor)
		}
		anchors[p.Anchor] = true
		checkEntities(t, c.ID, p.Text, p.Entities)
	}
	checkEntities(t, c.ID, c.Subject, c.SubjectEntities)
	for _, n := range c.Notes {
		if n.Text == "" || n.Anchor != "" && !anchors[n.Anchor] {
			t.Errorf("%s: note %q %q leads nowhere", c.ID, n.Number, n.Anchor)
		}
	}
	for _, r := range c.References {
		if r.Kind == "cable" && r.ID == "" || r.ID == c.ID || r.Text == "" {
			t.Errorf("%s: reference %+v", c.ID, r)
		}
	}
	if !c.Date.IsZero() && !c.Date.Valid() {
		t.Errorf("%s: date %v", c.ID, c.Date)
	}
}

func checkEntities(t testing.TB, id, text string, es []cable.Entity) {
	t.Helper()
	rs := []rune(text)
	for _, e := range es {
		if e.Start < 0 || e.End > len(rs) || e.Start >= e.End || string(rs[e.Start:e.End]) != e.Text {
			t.Errorf("%s: mention %+v does not stand in %q", id, e, text)
		}
	}
}

func TestDetect(t *testing.T) {
	t.Parallel()
	const root = `<TEI xmlns="http://www.tei-c.org/ns/1.0">`
	for in, want := range map[string]bool{
		root: true,
		"\ufeff<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<?xml-model href=\"x\"?>\n<!-- a comment -->\n" + root: true,
		`<tei:TEI xmlns:tei="http://www.tei-c.org/ns/1.0">`:                                                       true,
		`<TEI>`: false,
		`<html xmlns="http://www.w3.org/1999/xhtml"><p>http://www.tei-c.org/ns/1.0</p></html>`: false,
		`The schema is http://www.tei-c.org/ns/1.0 and <TEI> its root.`:                        false,
		"": false,
	} {
		if got := detect([]byte(in)); got != want {
			t.Errorf("detect(%q) = %v", in, got)
		}
	}
}

// TestFaults reads volumes that are cut off or hostile: what is whole is kept,
// the rest is refused with its line.
func TestFaults(t *testing.T) {
	t.Parallel()
	const begin = "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\" xml:id=\"frus1931v09\">\n<text><body>\n"
	const one = "<div type=\"document\" xml:id=\"d1\"><head>1. Editorial Note</head><p>A text.</p></div>\n"
	tests := []struct {
		name, in string
		parts    int
		line     int
		reason   string
	}{
		{"no documents", begin + "<p>Nothing</p></body></text></TEI>", 0, 0, "without any"},
		{"cut off", begin + one + "<div type=\"document\" xml:id=\"d2\"><p>Half", 1, 4, "in d2, which begins in line 4"},
		{"wrong end", begin + one + "<p>\n</i>", 1, 5, "malformed XML"},
		{"inner document whole", begin + "<div type=\"document\" xml:id=\"d1\">" + "<div type=\"document\"><p>In.</p></div>\n<p", 1, 4, "malformed XML"},
		{"not UTF-8", begin + one + "<p>\xff\xfe</p>", 1, 4, "UTF-8"},
		{"other encoding", `<?xml version="1.0" encoding="windows-1252"?>` + begin, 0, 1, "UTF-8"},
		{"entities", "<!DOCTYPE TEI [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]>" + begin + "<p>&b;</p>", 0, 1, "entities of its own"},
		{"unknown entity", begin + one + "<p>&b;</p>", 1, 4, "malformed XML"},
		{"nested", begin + one + strings.Repeat("<div type=\"document\">", 30), 1, 4, "inside of each other"},
		{"deep", begin + one + strings.Repeat("<p>", 300), 1, 4, "nested"},
	}
	for _, tt := range tests {
		parts := 0
		err := split(strings.NewReader(tt.in), func(source.Part) error { parts++; return nil })
		var r *source.Refusal
		if !errors.As(err, &r) {
			t.Errorf("%s: %v, want a refusal", tt.name, err)
			continue
		}
		if parts != tt.parts || r.Line != tt.line || !strings.Contains(r.Reason, tt.reason) {
			t.Errorf("%s: %d parts, line %d: %s", tt.name, parts, r.Line, r.Reason)
		}
	}
}

// TestLarge holds the memory bound: what is longer than a cable may be is
// refused and never held.
func TestLarge(t *testing.T) {
	t.Parallel()
	endless := io.MultiReader(strings.NewReader(`<TEI xmlns="`+teiNamespace+`"><div type="document"><p>`), repeated{})
	err := split(endless, func(source.Part) error { return nil })
	if err == nil || !strings.Contains(err.Error(), "5 MB") {
		t.Errorf("an endless document: %v", err)
	}
}

type repeated struct{}

func (repeated) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = "word "[i%5]
	}
	return len(p), nil
}

// TestEmitError hands an error of the job back as it is.
func TestEmitError(t *testing.T) {
	t.Parallel()
	stop := errors.New("stop")
	err := split(strings.NewReader(`<TEI><div type="document"/><div type="document"/></TEI>`), func(source.Part) error { return stop })
	if err != stop {
		t.Errorf("%v", err)
	}
}

func FuzzParse(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.xml")
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
		_ = split(bytes.NewReader(raw), func(p source.Part) error { f.Add(p.Raw); return nil })
	}
	f.Add([]byte(`<div type="document"><p>1. A<note><note>b</note></note><pb/>c</p><list><label/><item><table><row><cell/></row></table></item></list></div>`))
	format := Format(tables(f))
	f.Fuzz(func(t *testing.T, raw []byte) {
		check := func(p source.Part) error {
			c, err := format.Parse("x.xml#"+p.Name, p)
			if err != nil {
				return nil
			}
			checkCable(t, c)
			line, err := c.JSON()
			if err != nil || !utf8.Valid(line) {
				t.Errorf("%v: %q", err, line)
			}
			return nil
		}
		_ = format.Split(bytes.NewReader(raw), check)
		_ = check(source.Part{Raw: raw, Line: 1})
		detect(raw)
	})
}

func BenchmarkVolumes(b *testing.B) {
	var raws [][]byte
	size := 0
	for _, file := range volumes(b) {
		raw, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		raws = append(raws, raw)
		size += len(raw)
	}
	f := Format(tables(b))
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, raw := range raws {
			err := f.Split(bytes.NewReader(raw), func(p source.Part) error {
				_, err := f.Parse("x.xml#"+p.Name, p)
				return err
			})
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}
