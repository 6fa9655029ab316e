package bench

import (
	"bytes"
	"flag"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"reftel/internal/app"
	"reftel/internal/archivetest"
	"reftel/internal/bench/corpus"
	"reftel/internal/reference"
	"reftel/internal/sharedtest"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const smallCables = 180

// small publishes a small synthetic archive and returns its folder.
func small(t *testing.T) string {
	t.Helper()
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	c, err := corpus.New(tables, smallCables, 1, corpus.Dense)
	if err != nil {
		t.Fatal(err)
	}
	in, data := t.TempDir(), archivetest.Dir(t)
	if _, err := c.Write(t.Context(), in, 1); err != nil {
		t.Fatal(err)
	}
	if _, err := app.Ingest(t.Context(), app.IngestOptions{Data: data, Paths: []string{in}}); err != nil {
		t.Fatal(err)
	}
	return data
}

// TestMeasurements holds that each measurement of an archive runs every query
// and fills its tables.
func TestMeasurements(t *testing.T) {
	if testing.Short() {
		t.Skip("a whole ingest; the run without -short does it")
	}
	sharedtest.Dear(t)
	if runtime.GOOS != "linux" {
		t.Skip("measuring needs Linux")
	}
	data := small(t)
	t.Run("queries", func(t *testing.T) { testQueries(t, data) })
	t.Run("search", func(t *testing.T) { testSearch(t, data) })
	t.Run("hostile", func(t *testing.T) { testHostile(t, data) })
}

// testQueries holds that an archive always gives the same queries, that each
// says what its class is, and that what stands in the texts is found.
func testQueries(t *testing.T, data string) {
	a := archivetest.Archive(t, data)
	first, err := Queries(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Queries(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first, again); diff != "" {
		t.Error("other queries the second time:\n", diff)
	}
	count := map[string]int{}
	for _, q := range first {
		count[q.Class]++
		req, err := q.Request()
		if err != nil {
			t.Fatal(err)
		}
		if len(req.Notes) > 0 {
			t.Errorf("%s: %s is read with a note: %v", q.Class, q.Values.Encode(), req.Notes)
		}
		if q.Class == Filtered && len(req.Filters) < 2 {
			t.Errorf("%s: %v", q.Class, req.Filters)
		}
		res, err := a.Search(t.Context(), req)
		if err != nil {
			t.Fatal(err)
		}
		switch q.Class {
		case "frequent word", "rare word", "OR", "phrase, rare", "phrase, frequent", "prefix", "fuzzy", "browse", "browse a tag":
			if res.Total == 0 {
				t.Errorf("%s: nothing is found by %s", q.Class, q.Values.Encode())
			}
		}
	}
	for _, c := range classes {
		if count[c.name] != c.count {
			t.Errorf("%d queries of class %s, want %d", count[c.name], c.name, c.count)
		}
	}
}

func testSearch(t *testing.T, data string) {
	r := record(t, "search")
	if err := Search(t.Context(), r, data); err != nil {
		t.Fatal(err)
	}
	if r.Cables != smallCables || r.Bytes < 1e6 || len(r.Tables) != 4 || len(r.Bars) != 3 {
		t.Fatalf("%+v", r)
	}
	for i, table := range r.Tables {
		rows := len(classes) + 1
		if i >= 2 {
			rows = len(corners)
		}
		if len(table.Rows) != rows {
			t.Errorf("%s: %d rows", table.Title, len(table.Rows))
		}
		for _, row := range table.Rows {
			if len(row.Values) != len(table.Columns)-1 || row.Values[2] <= 0 {
				t.Errorf("%s, %s: %v", table.Title, row.Name, row.Values)
			}
		}
	}
}

// testHostile holds which hostile searches are refused and that random ones
// are not: they are within the grammar. The gate asks more of these (.ci/bench).
func testHostile(t *testing.T, data string) {
	r := record(t, "hostile")
	e := effort{sharedtest.Size(250, 250, randomCount), sharedtest.Size(50, 50, deadlineRuns)}
	if err := hostileSearches(t.Context(), r, data, e); err != nil {
		t.Fatal(err)
	}
	refused := map[string]float64{}
	for _, row := range r.Tables[0].Rows {
		refused[row.Name] = row.Values[0]
	}
	for name, want := range map[string]float64{
		"*a*, 40 times": 1, "a phrase of 2,000 words": 1, "a word of 1 MB": 1, "NUL": 1, "invalid UTF-8": 1, "1,000 filters": 1, "page -1": 1,
		"*": 0, "an open quote": 0, "4 prefixes": 0, "a NOT alone": 0,
	} {
		if got, ok := refused[name]; !ok || got != want {
			t.Errorf("%s: refused %v, want %v", name, got, want)
		}
	}
	if random := r.Tables[1].Rows[0]; random.Values[0] != float64(e.random) || random.Values[1] != 0 {
		t.Errorf("random: %v", random.Values)
	}
}

func record(t *testing.T, kind string) *Record {
	t.Helper()
	r, err := NewRecord(kind, "reftel bench "+kind, "test")
	if err != nil {
		t.Fatal(err)
	}
	if r.Machine.CPU == "" || r.Machine.Memory == 0 || r.Machine.Cores == 0 {
		t.Errorf("what machine this is: %+v", r.Machine)
	}
	return r
}

func TestSpread(t *testing.T) {
	var hundred []time.Duration
	for i := 100; i > 0; i-- {
		hundred = append(hundred, time.Duration(i)*time.Millisecond)
	}
	for _, x := range []struct {
		in   []time.Duration
		want []float64
	}{
		{nil, []float64{0, 0, 0, 0, 0}},
		{hundred[:1], []float64{100, 100, 100, 100, 100}},
		{hundred, []float64{50.5, 50, 95, 99, 100}},
		{hundred[98:], []float64{1.5, 1, 2, 2, 2}},
	} {
		if diff := cmp.Diff(x.want, Spread(x.in)); diff != "" {
			t.Errorf("%d durations:\n%s", len(x.in), diff)
		}
	}
}

func TestFigure(t *testing.T) {
	for in, want := range map[float64]string{
		0: "0", 7: "7", 1234567: "1,234,567", -1234: "-1,234", 0.0123: "0.012", 0.5: "0.50", 9.999: "10.00", 12.34: "12.3", 123.4: "123", 1234.5: "1,234",
	} {
		if got := figure(in); got != want {
			t.Errorf("figure(%v) = %q, want %q", in, got, want)
		}
	}
}

// TestMarkdown holds the document that records make, after a way through JSON.
func TestMarkdown(t *testing.T) {
	machine := Machine{CPU: "A CPU", Cores: 2, Memory: 8 << 30, Kernel: "Linux 6", Go: "go1.26 amd64"}
	made := []*Record{
		{Kind: "search", Command: "reftel bench search", Version: "v1", Machine: machine, Cables: 1000, Bytes: 6400000,
			When:   time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC),
			Tables: []Table{{Title: "Warm", Columns: []string{"class", "mean"}, Rows: []Row{{"*a* | b", []float64{1.5}}}}},
			Bars:   []Bar{{"search page, p95, ms", true, 15, 20}}, Notes: []string{"A note."}},
		{Kind: "index", Command: "reftel bench index", Version: "v1", Machine: machine, Cables: 1000, Bytes: 6400000, Formats: map[string]int{"frus": 20, "bracket": 980},
			When: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), Bars: []Bar{{"ingest, cables per CPU second", false, 400, 500}}},
	}
	var read []*Record
	for _, r := range made {
		path := filepath.Join(t.TempDir(), "record.json")
		if err := r.WriteFile(path); err != nil {
			t.Fatal(err)
		}
		back, err := ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		read = append(read, back)
	}
	var got bytes.Buffer
	if err := Markdown(&got, read); err != nil {
		t.Fatal(err)
	}
	compareFile(t, filepath.Join("testdata", "report.md"), got.Bytes())
	var out strings.Builder
	if err := read[0].Finish(&out, ""); err != nil || !strings.Contains(out.String(), "20 of 15, not met") {
		t.Errorf("printed %q, %v", out.String(), err)
	}
}

// compareFile holds that a file is what was made, or rewrites it.
func compareFile(t *testing.T, path string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Error(diff)
	}
}

// TestDocument holds that docs/benchmarks.md is what the measurements in docs/benchmarks
// tell: one of them can be taken again, and the others stay.
func TestDocument(t *testing.T) {
	docs := filepath.Join("..", "..", "docs")
	files, err := filepath.Glob(filepath.Join(docs, "benchmarks", "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%d measurements: %v", len(files), err)
	}
	var records []*Record
	for _, f := range files {
		r, err := ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if want := fmt.Sprintf("%s-%d.json", r.Kind, r.Cables); filepath.Base(f) != want {
			t.Errorf("%s is %s", f, want)
		}
		records = append(records, r)
	}
	var got bytes.Buffer
	if err := Markdown(&got, records); err != nil {
		t.Fatal(err)
	}
	compareFile(t, filepath.Join(docs, "benchmarks.md"), got.Bytes())
}

func TestBadQuery(t *testing.T) {
	if _, err := (Query{"", url.Values{"size": {"7"}}}).Request(); err == nil {
		t.Error("a size that may not be chosen is taken")
	}
}
