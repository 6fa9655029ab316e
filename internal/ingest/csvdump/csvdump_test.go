package csvdump

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reftel/internal/cable"
	"reftel/internal/ingest/source"
	"reftel/internal/reference"
)

func format(t testing.TB) source.Format {
	t.Helper()
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	return Format(tables)
}

const header = "R 031505Z MAY 08\nFM AMEMBASSY OSLO\nTO RUEHC/SECSTATE WASHDC 4119"

func record(n int, id, refs, body string) string {
	return fmt.Sprintf(`"%d","5/3/2008 15:05","%s","Embassy Oslo","UNCLASSIFIED","%s","%s","%s"`, n, id, refs, header, body) + "\n"
}

func body(n int, text string) string {
	return fmt.Sprintf("UNCLAS OSLO %06d\n\nTAGS: ETRD, NO\nSUBJECT: HERRING \\\"COUNT\\\"\nREF: OSLO 11\n\n1. (U) %s\nHOLM", n, text)
}

// read splits and parses a dump: ids, and refusals by line.
func read(t testing.TB, dump string) (cables []*cable.Cable, refused []string) {
	t.Helper()
	f := format(t)
	if !f.Detect([]byte(dump[:min(len(dump), source.HeadSize)])) {
		t.Fatal("not detected")
	}
	if err := f.Split(strings.NewReader(dump), func(p source.Part) error {
		if !strings.Contains(dump, string(p.Raw[:min(len(p.Raw), 100)])) {
			t.Errorf("part %s is not byte for byte of the dump", p.Name)
		}
		c, err := f.Parse("cables.csv#"+p.Name, p)
		if err != nil {
			r := source.AsRefusal("#"+p.Name, err)
			refused = append(refused, r.Error())
			return nil
		}
		cables = append(cables, c)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return cables, refused
}

func TestRead(t *testing.T) {
	dump := record(1, "08OSLO123", "08OSLO11|07OSLO9|08OSLO123", body(123, `He said \"ten\", then
eleven. A path C:\\x ends in \
a new line.`)) + record(2, "08OSLO124", "", body(124, strings.Repeat("A long line of text. ", 5000)))
	cables, refused := read(t, dump)
	if len(refused) > 0 || len(cables) != 2 {
		t.Fatalf("%d cables, refused %v", len(cables), refused)
	}
	c := cables[0]
	var refs []string
	for _, r := range c.References {
		refs = append(refs, r.ID)
	}
	got := []string{c.ID, c.Date.String(), c.Origin.Name, c.Classification, c.Subject, c.From, strings.Join(refs, " "), c.Paragraphs[0].Text, strings.Join(c.Signers, " ")}
	want := []string{"08OSLO123", "2008-05-03T15:05", "Embassy Oslo", "UNCLASSIFIED", `HERRING "COUNT"`, "AMEMBASSY OSLO", "08OSLO11 07OSLO9",
		`He said "ten", then eleven. A path C:\x ends in a new line.`, "HOLM"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if n := len(cables[1].Paragraphs[0].Text); n < 100000 {
		t.Errorf("a body of %d characters", n)
	}
}

// TestBroken holds that a broken record loses only itself.
func TestBroken(t *testing.T) {
	open := strings.TrimSuffix(record(2, "08OSLO124", "", body(124, "Never closed.")), "\"\n") + "\n"
	dump := "id,date,reference,origin,classification,references,header,body\n" +
		record(1, "08OSLO123", "", body(123, "One.")) + open +
		record(3, "08OSLO125", "", body(125, "Three.")) +
		`"4","5/3/2008 15:05","08OSLO126","too","few"` + "\n" +
		`"5","13/45/2008 15:05","08OSLO127","Embassy Oslo","UNCLASSIFIED","","` + header + `","` + body(127, "Bad date.") + "\"\n" +
		record(6, "", "", body(128, "No id.")) +
		record(7, "08OSLO129", "", body(129, "Seven."))
	cables, refused := read(t, dump)
	var ids []string
	for _, c := range cables {
		ids = append(ids, c.ID)
	}
	if diff := cmp.Diff([]string{"08OSLO123", "08OSLO125", "08OSLO127", "08OSLO129"}, ids); diff != "" {
		t.Error(diff)
	}
	lines := func(s string) int { return strings.Count(s, "\n") }
	second := 2 + lines(record(1, "08OSLO123", "", body(123, "One.")))
	fourth := second + lines(open) + lines(record(3, "08OSLO125", "", body(125, "Three.")))
	want := []string{
		fmt.Sprintf("#2:%d: a quote is opened in column 8 and never closed", second),
		fmt.Sprintf("#4:%d: a record of 5 columns; the dump has 8", fourth),
		fmt.Sprintf("#6:%d: a record without a reference id", fourth+1+lines(record(1, "", "", body(1, "")))),
	}
	if diff := cmp.Diff(want, refused); diff != "" {
		t.Error(diff)
	}
	for _, c := range cables {
		if c.ID == "08OSLO127" && c.Date.Year != 2008 {
			t.Errorf("a record with a bad date has %v", c.Date)
		}
	}
}

func TestDetect(t *testing.T) {
	f := format(t)
	for in, want := range map[string]bool{
		`"1","5/3/2008 15:05","08OSLO123"`: true,
		`1,5/3/2008 15:05,08OSLO123`:       true,
		"a,b\n\"1\",\"5/3/2008\",\"x\"":    true,
		"UNCLAS OSLO 000123":               false,
		"1. (C) Text":                      false,
		"":                                 false,
	} {
		if got := f.Detect([]byte(in)); got != want {
			t.Errorf("%q: %v", in, got)
		}
	}
}

// A dump is an endless dump cut at a size: a reader, so that nothing of it is
// held in memory.
type dump struct {
	left, n int
	rec     []byte
	at      int
}

func (d *dump) Read(p []byte) (int, error) {
	if d.at == len(d.rec) {
		if d.left <= 0 {
			return 0, io.EOF
		}
		d.n++
		d.rec = []byte(record(d.n, fmt.Sprintf("08OSLO%d", d.n), "", body(d.n, strings.Repeat("The herring was counted by hand and by lamp. ", 120))))
		d.at = 0
		d.left -= len(d.rec)
	}
	n := copy(p, d.rec[d.at:])
	d.at += n
	return n, nil
}

// TestMemory holds that the size of a dump does not matter.
func TestMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 200 MB")
	}
	f := format(t)
	peak := uint64(0)
	count := 0
	var stats runtime.MemStats
	if err := f.Split(&dump{left: 200 << 20}, func(p source.Part) error {
		count++
		if count%2000 == 0 {
			runtime.ReadMemStats(&stats)
			peak = max(peak, stats.HeapAlloc)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if count < 30000 {
		t.Errorf("%d records", count)
	}
	if peak > 100<<20 {
		t.Errorf("%d MB of heap on a dump of 200 MB", peak>>20)
	}
}

func TestEmitError(t *testing.T) {
	stop := errors.New("stop")
	if err := format(t).Split(&dump{left: 1 << 20}, func(source.Part) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("error %v", err)
	}
}

func FuzzCSV(f *testing.F) {
	f.Add(record(1, "08OSLO123", "a|b", body(1, "x")))
	f.Add("\"1\",\"5/3/2008 15:05\",\"x\\\"\n\"\"\",")
	fm := format(f)
	f.Fuzz(func(t *testing.T, text string) {
		total := 0
		if err := fm.Split(strings.NewReader(text), func(p source.Part) error {
			total += len(p.Raw)
			_, _ = fm.Parse("x#"+p.Name, p)
			return nil
		}); err != nil {
			t.Error(err)
		}
		if total > len(text) {
			t.Errorf("parts of %d bytes from %d", total, len(text))
		}
	})
}

func BenchmarkCSV(b *testing.B) {
	f := format(b)
	var text bytes.Buffer
	if _, err := io.Copy(&text, &dump{left: 1 << 20}); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		if err := f.Split(bytes.NewReader(text.Bytes()), func(p source.Part) error {
			_, err := f.Parse("x#"+p.Name, p)
			return err
		}); err != nil {
			b.Fatal(err)
		}
	}
}
