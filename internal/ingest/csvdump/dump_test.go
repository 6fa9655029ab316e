package csvdump_test

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"reftel/internal/cable"
	"reftel/internal/ingest/csvdump"
	"reftel/internal/ingest/source"
	"reftel/internal/reference"
	"reftel/internal/sharedtest"
)

func format(t testing.TB) source.Format {
	t.Helper()
	tb, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	return csvdump.Format(tb)
}

// run reads a dump as the job does: the cables by the name of their part, the
// refusals as "name:line: reason".
func run(t testing.TB, f source.Format, dump string) (cables map[string]*cable.Cable, order, refused []string) {
	t.Helper()
	cables = map[string]*cable.Cable{}
	err := f.Split(strings.NewReader(dump), func(p source.Part) error {
		order = append(order, p.Name)
		if !strings.Contains(dump, string(p.Raw)) {
			t.Errorf("the record %s is not that of the file, byte for byte", p.Name)
		}
		c, err := f.Parse("cables.csv#"+p.Name, p)
		if err != nil {
			r := source.AsRefusal(p.Name, err)
			refused = append(refused, fmt.Sprintf("%s:%d: %s", p.Name, r.Line, r.Reason))
			return nil
		}
		cables[p.Name] = c
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return cables, order, refused
}

// row writes a record as the dump does.
func row(n int, date, id, origin, class, refs, header, body string) string {
	return fmt.Sprintf("%q,%q,%q,%q,%q,%q,\"%s\",\"%s\"\n", fmt.Sprint(n), date, id, origin, class, refs, escaped.Replace(header), escaped.Replace(body))
}

var escaped = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

const header = "VZCZCXYZ0000\nRR RUEHWEB\n\nDE RUEHNY #0123/01 0521605\nZNR UUUUU ZZH\nR 211605Z FEB 08\nFM AMEMBASSY OSLO\nTO RUEHC/SECSTATE WASHDC 0001\nINFO RUEHDA/AMEMBASSY DAKAR\n"

const body = "UNCLAS OSLO 000123 \n\nSIPDIS \n\nE.O. 12958: N/A \nTAGS: ETRD NO\nSUBJECT: THE \"SALT COD\" QUARREL \n\nREF: A. OSLO 111 \n     B. 07 DAKAR 12 \n\n1. (U) The minister said \"no\", and left. \n\n2. (U) Path C:\\cod is a slip. \nHOLM\n"

func TestDump(t *testing.T) {
	f := format(t)
	dump := row(4711, "2/21/2008 16:05", "08OSLO123", "Embassy Oslo", "UNCLASSIFIED", "07DAKAR12|08OSLO99|08OSLO123|2008LIMA00014", header, body) +
		row(4712, "12/1/2008 9:07", "08OSLO124", "Embassy Oslo", "SECRET//NOFORN", "", "", "S E C R E T OSLO 000124\n\nSUBJECT: B\n\n1. (S) Long.\n"+strings.Repeat("Cod and more cod. \n", 8000)) +
		"\"4713\",\"12/2/2008 9:07\",\"08OSLO125\",\"Embassy Oslo\",\"UNCLASSIFIED\",\"\",\"\",\"UNCLAS OSLO 000125\\\n\\\nSUBJECT: C\\\n\\\n1. (U) Text.\\\n\"\n"
	if !f.Detect([]byte(dump)[:source.HeadSize]) {
		t.Error("not detected")
	}
	cables, order, refused := run(t, f, dump)
	if len(refused) > 0 || strings.Join(order, " ") != "4711 4712 4713" {
		t.Fatalf("order %v, refused %v", order, refused)
	}
	c := cables["4711"]
	if c.ID != "08OSLO123" || c.Date.String() != "2008-02-21T16:05" || c.Origin.Name != "Embassy Oslo" || c.Classification != "UNCLASSIFIED" || c.From != "AMEMBASSY OSLO" {
		t.Errorf("head: %s %s %q %q %q", c.ID, c.Date, c.Origin.Name, c.Classification, c.From)
	}
	var refs []string
	for _, r := range c.References {
		refs = append(refs, r.Letter+":"+r.ID)
	}
	if got := strings.Join(refs, " "); got != "A:08OSLO111 B:07DAKAR12 :08OSLO99 :08LIMA14" {
		t.Errorf("references %s", got)
	}
	if c.Subject != `THE "SALT COD" QUARREL` || len(c.Paragraphs) != 2 || c.Paragraphs[0].Text != `The minister said "no", and left.` || c.Paragraphs[1].Text != `Path C:\cod is a slip.` {
		t.Errorf("text: %q %+v", c.Subject, c.Paragraphs)
	}
	if c := cables["4712"]; c.Classification != "SECRET" || strings.Join(c.Captions, " ") != "NOFORN" || len(c.Paragraphs) != 1 || len(c.Paragraphs[0].Text) < 100000 {
		t.Errorf("long body: %s %v, %d paragraphs", c.Classification, c.Captions, len(c.Paragraphs))
	}
	if c := cables["4713"]; c.Subject != "C" || len(c.Paragraphs) != 1 || c.Paragraphs[0].Text != "Text." {
		t.Errorf("escaped line ends: %q %+v", c.Subject, c.Paragraphs)
	}
}

func good(n int) string {
	return row(n, "2/21/2008 16:05", fmt.Sprintf("08OSLO%d", n), "Embassy Oslo", "UNCLASSIFIED", "", header, strings.ReplaceAll(body, "000123", fmt.Sprintf("%06d", n)))
}

// TestBroken holds that a broken record loses itself alone and is told with
// its line.
func TestBroken(t *testing.T) {
	f := format(t)
	lines := strings.Count(good(1), "\n")
	for name, c := range map[string]struct{ bad, want string }{
		"unclosed":          {strings.TrimSuffix(good(2), "\"\n") + "\n", fmt.Sprintf("2:%d: a quote is opened in column 8 and never closed", lines+1)},
		"unclosed early":    {strings.Replace(good(2), `"Embassy Oslo"`, `"Embassy Oslo`, 1), fmt.Sprintf("2:%d: text behind the closing quote", lines+1)},
		"stray quote":       {strings.Replace(good(2), `\"no\",`, `"no",`, 1), fmt.Sprintf("2:%d: text behind the closing quote", lines+1)},
		"too few":           {"\"2\",\"2/21/2008 16:05\",\"08OSLO2\"\n", fmt.Sprintf("2:%d: a record of 3 columns; the dump has 8", lines+1)},
		"no id":             {row(2, "2/21/2008 16:05", "", "Embassy Oslo", "SECRET", "", "", body), fmt.Sprintf("2:%d: a record without a reference id", lines+1)},
		"too long":          {row(2, "2/21/2008 16:05", "08OSLO2", "Embassy Oslo", "SECRET", "", "", body+strings.Repeat("COD COD COD COD COD COD\n", source.MaxPart/20)), fmt.Sprintf("2:%d: a record larger than 5 MB", lines+1)},
		"too long, no line": {row(2, "2/21/2008 16:05", "08OSLO2", "Embassy Oslo", "SECRET", "", "", body+strings.Repeat("COD ", source.MaxPart/3)), fmt.Sprintf("2:%d: a record larger than 5 MB", lines+1)},
		"NUL":               {strings.Replace(good(2), "salt", "s\x00lt", 1), ""},
	} {
		cables, order, refused := run(t, f, good(1)+c.bad+good(3))
		if c.want == "" {
			continue
		}
		if len(refused) != 1 || !strings.HasPrefix(refused[0], c.want) {
			t.Errorf("%s: refused %q, want %q", name, refused, c.want)
		}
		if len(cables) != 2 || cables["1"] == nil || cables["3"] == nil {
			t.Errorf("%s: parts %v, %d cables", name, order, len(cables))
		}
	}
	if _, _, refused := run(t, f, good(1)+strings.TrimSuffix(good(2), "\"\n")); len(refused) != 1 || !strings.Contains(refused[0], "never closed") {
		t.Errorf("at the end of the file: %q", refused)
	}
	// A date that is none is doubted, not refused.
	cables, _, _ := run(t, f, strings.Replace(good(1), "2/21/2008 16:05", "31/31/2008", 1))
	if c := cables["1"]; c == nil || c.Date.String() != "2008-02-21T16:05" {
		t.Errorf("bad date: %+v", cables)
	}
}

// TestSeveralBroken holds that each of several broken records loses only itself
// and is told with its own line.
func TestSeveralBroken(t *testing.T) {
	parts := []string{
		"id,date,reference,origin,classification,references,header,body\n",
		good(1),
		strings.TrimSuffix(good(2), "\"\n") + "\n",
		good(3),
		"\"4\",\"2/21/2008 16:05\",\"08OSLO4\",\"too\",\"few\"\n",
		strings.Replace(good(5), "2/21/2008", "13/45/2008", 1),
		row(6, "2/21/2008 16:05", "", "Embassy Oslo", "SECRET", "", "", body),
		good(7),
	}
	line := func(part int) int { return 1 + strings.Count(strings.Join(parts[:part], ""), "\n") }
	cables, order, refused := run(t, format(t), strings.Join(parts, ""))
	want := []string{
		fmt.Sprintf("2:%d: a quote is opened in column 8 and never closed", line(2)),
		fmt.Sprintf("4:%d: a record of 5 columns; the dump has 8", line(4)),
		fmt.Sprintf("6:%d: a record without a reference id", line(6)),
	}
	if got := strings.Join(refused, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("refused\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
	for name, id := range map[string]string{"1": "08OSLO1", "3": "08OSLO3", "5": "08OSLO5", "7": "08OSLO7"} {
		if c := cables[name]; c == nil || c.ID != id || c.Date.Year != 2008 {
			t.Errorf("record %s is %+v; parts %v", name, c, order)
		}
	}
}

// TestEmitError holds that an error of who takes the parts ends the reading
// and is given back.
func TestEmitError(t *testing.T) {
	stop := errors.New("stop")
	n := 0
	err := format(t).Split(strings.NewReader(good(1)+good(2)), func(source.Part) error { n++; return stop })
	if !errors.Is(err, stop) || n != 1 {
		t.Errorf("error %v behind %d parts", err, n)
	}
}

// TestEscapedEnds holds backslashes in mid-text: one before a line end, a path,
// a quote.
func TestEscapedEnds(t *testing.T) {
	text := "UNCLAS OSLO 000123\n\nSUBJECT: X\n\n1. (U) He said \\\"ten\\\", then\neleven. A path C:\\\\x ends in \\\na new line.\nHOLM"
	cables, _, refused := run(t, format(t), "\"1\",\"2/21/2008 16:05\",\"08OSLO123\",\"Embassy Oslo\",\"UNCLASSIFIED\",\"\",\"\",\""+text+"\"\n")
	if len(refused) > 0 || cables["1"] == nil || len(cables["1"].Paragraphs) != 1 {
		t.Fatalf("refused %v, %+v", refused, cables["1"])
	}
	if got, want := cables["1"].Paragraphs[0].Text, `He said "ten", then eleven. A path C:\x ends in a new line.`; got != want {
		t.Errorf("text %q, want %q", got, want)
	}
}

func TestDetect(t *testing.T) {
	f := format(t)
	heads := "\"id\",\"date\",\"reference\",\"origin\",\"class\",\"refs\",\"header\",\"body\"\n"
	for in, want := range map[string]bool{
		good(1):                               true,
		heads + good(1):                       true,
		"\ufeff" + good(1):                    true,
		"1,2/21/2008 16:05,08OSLO1,a,b,c,d,e": true,
		"1,2/21/2008 16:05,08OSLO1":           true,
		"a,b\n\"1\",\"2/21/2008\",\"x\"":      true,
		"1. (C) Text, 2/21/2008 16:05":        false,
		"UNCLAS OSLO 000123\n\nSUBJECT: 1,2/21/2008 16:05,A\n": false,
		"name,age\nA,1\n":              false,
		"<html>":                       false,
		"":                             false,
		"\"QUOTE\" said the minister.": false,
	} {
		if got := f.Detect([]byte(in)); got != want {
			t.Errorf("%.40q: %v", in, got)
		}
	}
	cables, order, refused := run(t, f, heads+good(1))
	if len(cables) != 1 || len(refused) != 0 {
		t.Errorf("with heads: %v %v", order, refused)
	}
}

// generator writes records of invented cables, about 4 KB each and now and then much
// larger, without holding them. There are as many texts as make them differ.
func generator(bytes int) io.Reader {
	r, w := io.Pipe()
	go func() {
		out := bufio.NewWriterSize(w, 1<<20)
		texts := inventedTexts(50)
		written := 0
		for n := 1; written < bytes; n++ {
			text := fmt.Sprintf("UNCLAS OSLO %06d \n\nSIPDIS \n\nE.O. 12958: N/A \nTAGS: ETRD NO\nSUBJECT: REPORT NUMBER %d \n\nREF: OSLO %d \n\n", n, n, n-1) + texts[n%len(texts)]
			if n%500 == 0 {
				text += strings.Repeat("A long annex follows.\n", 10000)
			}
			k, err := out.WriteString(row(n, "2/21/2008 16:05", fmt.Sprintf("08OSLO%d", n), "Embassy Oslo", "UNCLASSIFIED", "08LIMA12|07DAKAR3", header, text))
			if err != nil {
				return
			}
			written += k
		}
		_ = out.Flush()
		_ = w.Close()
	}()
	return r
}

func inventedTexts(n int) (texts []string) {
	rnd := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("cod salt harbour minister price quota net boat the of and a to barrel agreement officials ton fleet")
	for range n {
		var b strings.Builder
		for p := range 4 + rnd.IntN(6) {
			fmt.Fprintf(&b, "%d. (U) ", p+1)
			for range 60 + rnd.IntN(60) {
				b.WriteString(words[rnd.IntN(len(words))])
				if rnd.IntN(11) == 0 {
					b.WriteByte('\n')
				} else {
					b.WriteByte(' ')
				}
			}
			b.WriteString("he said \"enough\".\n\n")
		}
		texts = append(texts, b.String())
	}
	return texts
}

// TestStream holds that a large dump is read in bounded memory.
func TestStream(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 64 MB or more")
	}
	sharedtest.Dear(t)
	sharedtest.CollectAsUsual(t)
	f := format(t)
	var peak uint64
	n, size := 0, 0
	total := sharedtest.Size(64, 64, 200) << 20
	err := f.Split(generator(total), func(p source.Part) error {
		n++
		size += len(p.Raw)
		if p.Name != fmt.Sprint(n) {
			return fmt.Errorf("record %d is named %s", n, p.Name)
		}
		if n%2000 == 1 {
			if c, err := f.Parse("x", p); err != nil || c.ID != fmt.Sprintf("08OSLO%d", n) {
				return errors.Join(errors.New("record "+p.Name), err)
			}
		}
		if n%5000 == 0 {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			peak = max(peak, m.HeapInuse)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d records of %d MB, heap %d MB at most", n, size>>20, peak>>20)
	if size < total-1<<20 || peak > 64<<20 {
		t.Errorf("%d MB read with a heap of %d MB", size>>20, peak>>20)
	}
}

func BenchmarkDumpSplit(b *testing.B) {
	f := format(b)
	data, err := io.ReadAll(generator(8 << 20))
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if err := f.Split(bytes.NewReader(data), func(source.Part) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDumpRecords(b *testing.B) {
	f := format(b)
	data, err := io.ReadAll(generator(8 << 20))
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		err := f.Split(bytes.NewReader(data), func(p source.Part) error {
			_, err := f.Parse("x", p)
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzDump(f *testing.F) {
	f.Add(good(1) + good(2))
	f.Add(strings.TrimSuffix(good(2), "\"\n") + "\n" + good(3))
	f.Add("\"1\",\"1/2/2006 3:04\",\"a\\\"\n\"\"b\",,\n")
	f.Add("1,1/2/2006 3:04,06OSLO1,x,y,z,\"h\",UNCLAS OSLO 1\n")
	ft := format(f)
	behind := "\n" + good(77)
	f.Fuzz(func(t *testing.T, dump string) {
		ft.Detect([]byte(dump))
		at, line := 0, 0
		err := ft.Split(strings.NewReader(dump), func(p source.Part) error {
			if p.Line <= line {
				t.Errorf("part %q begins in line %d, the one before in %d", p.Name, p.Line, line)
			}
			line = p.Line
			if p.Name == "" {
				t.Error("a part without a name")
			}
			i := strings.Index(dump[at:], string(p.Raw))
			if i < 0 {
				t.Fatalf("the record %q is not that of the file", p.Raw)
			}
			at += i + len(p.Raw)
			c, err := ft.Parse("x#"+p.Name, p)
			if err == nil && c == nil {
				t.Error("no cable and no reason")
			}
			return nil
		})
		var refused *source.Refusal
		if errors.As(err, &refused) {
			return // a table of other things
		}
		if err != nil {
			t.Fatal(err)
		}
		// What follows whatever came before must still be read, once a line
		// ends outside quotes or not.
		found := false
		_ = ft.Split(strings.NewReader(dump+behind), func(p source.Part) error {
			found = found || p.Name == "77"
			return nil
		})
		if !found && !strings.Contains(dump, "\\") && strings.HasPrefix(dump, "\"1\",\"1/2/2006 3:04\",\"") {
			t.Error("the record behind is lost")
		}
	})
}
