package ingest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"reftel/internal/cable"
	"reftel/internal/demo"
	"reftel/internal/reference"
	"reftel/internal/sharedtest"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func tables(t testing.TB) *reference.Tables {
	t.Helper()
	tb, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	return tb
}

// parse runs the job and returns the cables by path.
func parse(t testing.TB, inputs ...Input) (map[string]*cable.Cable, *Report) {
	t.Helper()
	out := map[string]*cable.Cable{}
	report, err := New(tables(t), nil).Run(t.Context(), inputs, func(c *cable.Cable, raw []byte) error {
		out[c.Source.Path] = c
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out, report
}

func input(t testing.TB, p string) Input {
	t.Helper()
	in, err := Path(p)
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// TestGolden holds the parse of each invented cable in testdata/cables, one
// trap of real sources or several in each.
func TestGolden(t *testing.T) {
	cables, report := parse(t, input(t, "testdata/cables"))
	var got bytes.Buffer
	files, err := filepath.Glob("testdata/cables/*")
	if err != nil || len(files) == 0 {
		t.Fatal("no input", err)
	}
	for _, f := range files {
		got.WriteString("== " + f + "\n")
		c := cables[filepath.Base(f)]
		if c == nil {
			for _, r := range report.Refused {
				if r.Path == filepath.Base(f) {
					got.WriteString("refused: " + r.Reason + "\n")
				}
			}
			continue
		}
		b, err := json.MarshalIndent(c, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		var plain bytes.Buffer
		enc := json.NewEncoder(&plain)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		if err := enc.Encode(json.RawMessage(b)); err != nil {
			t.Fatal(err)
		}
		got.Write(plain.Bytes())
		for _, d := range c.Doubts {
			got.WriteString("doubt: " + d.Kind + ": " + d.Detail + "\n")
		}
	}
	golden := "testdata/cables.golden"
	if *update {
		if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("parse differs from %s (-want +got):\n%s", golden, diff)
	}
}

// TestSeed holds what the first real document must give.
func TestSeed(t *testing.T) {
	cables, report := parse(t, input(t, sharedtest.Dir(t, "seed")))
	if len(cables) != 1 || len(report.Refused) != 0 {
		t.Fatalf("%d cables, refused %v", len(cables), report.Refused)
	}
	for _, c := range cables {
		got := map[string]any{
			"id": c.ID, "inferred": c.IDInferred, "origin": c.Origin.Code, "class": c.Classification, "captions": c.Captions,
			"declassify": c.DeclassifyOn, "subject": c.Subject, "by": c.ClassifiedBy, "reasons": c.Reasons, "sections": c.Sections,
			"signers": c.Signers, "summary": c.Summary, "comment": c.Comment,
		}
		var codes, anchors, headings []string
		for _, tag := range c.Tags {
			codes = append(codes, tag.Code)
			if tag.Meaning == "" {
				t.Errorf("tag %s has no meaning", tag.Code)
			}
		}
		for _, p := range c.Paragraphs {
			anchors = append(anchors, p.Anchor+" "+p.Mark)
			headings = append(headings, p.Heading)
			for _, bad := range []string{"[", "]", " ,", " .", " ;", "002 OF 002", "---", "¶", "PASCUAL"} {
				if strings.Contains(p.Text, bad) {
					t.Errorf("%s holds %q: %s", p.Anchor, bad, p.Text)
				}
			}
			runes := []rune(p.Text)
			for _, e := range p.Entities {
				if e.Start < 0 || e.End > len(runes) || string(runes[e.Start:e.End]) != e.Text {
					t.Errorf("%s: entity %+v is not at its offsets", p.Anchor, e)
				}
			}
		}
		got["tags"], got["paragraphs"], got["headings"] = codes, anchors, headings
		want := map[string]any{
			"id": "09MEXICO2676", "inferred": true, "origin": "MEXICO", "class": "CONFIDENTIAL", "captions": []string{"SENSITIVE", "SIPDIS"},
			"declassify": "2019-09-08", "subject": "MEXICO: PROMISING FIRST TALKS WITH SEDENA ON HUMAN RIGHTS",
			"by": "Political Minister Counselor Gustavo Delgado", "reasons": []string{"1.4 (b)", "1.4 (d)"}, "sections": 2,
			"signers": []string{"PASCUAL"}, "summary": []string{"par1"}, "comment": []string{"par6"},
			"tags":       []string{"PREL", "MARR", "MASS", "PHUM", "PGOV", "PINR", "MX"},
			"paragraphs": []string{"par1 C", "par2 C", "par3 C", "par4 C", "par5 C", "par6 C", "par7 C"},
			"headings":   []string{"", "Willing to Talk but a Dialogue Will Take Work", "", "SEDENA AND SRE SUGGEST A WAY FORWARD", "", "COMMENT", "PARTICIPANTS"},
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("seed differs (-want +got):\n%s", diff)
		}
		var names []string
		for _, e := range c.Entities {
			names = append(names, e.Kind+" "+e.Name)
		}
		for _, want := range []string{"ORG SEDENA", "PER Gustavo Delgado"} {
			if !strings.Contains("|"+strings.Join(names, "|")+"|", "|"+want+"|") {
				t.Errorf("%s is not among the entities %v", want, names)
			}
		}
		if !strings.Contains(c.Paragraphs[4].Text, "new questions about additional cases") {
			t.Error("the sentence that the page line cuts is not whole:", c.Paragraphs[4].Text)
		}
	}
}

// TestDemo holds that the demonstration archive is parsed whole: each file a
// cable under the id that its name begins with, each cable with subject, TAGS,
// paragraphs and signer; of the volume each document with head and date.
func TestDemo(t *testing.T) {
	cables, report := parse(t, Input{FS: demo.Cables(), Root: ".", Name: "demo"})
	if len(cables) < 60 {
		t.Errorf("%d cables, want 60 or more", len(cables))
	}
	for _, r := range report.Refused {
		t.Errorf("refused: %+v", r)
	}
	held := map[string]bool{}
	for p, c := range cables {
		held[c.ID] = true
		if e := c.Edition; e != nil {
			if c.ID != e.Volume+"-d"+e.Number || c.Subject == "" || c.SubjectInferred || c.Date.IsZero() || len(c.Paragraphs) == 0 && !c.NotPrinted {
				t.Errorf("%s lacks something: %+v", c.ID, c)
			}
			continue
		}
		want, _, _ := strings.Cut(strings.TrimSuffix(filepath.Base(p), filepath.Ext(p)), "-") // behind it, when it was released
		if c.ID != want || c.IDInferred {
			t.Errorf("%s has the id %s (inferred %v)", p, c.ID, c.IDInferred)
		}
		if c.Subject == "" || c.SubjectInferred || len(c.Tags) == 0 || len(c.Paragraphs) == 0 || len(c.Signers) != 1 || c.Classification == "" || c.Language == "" {
			t.Errorf("%s lacks something: subject %q, %d tags, %d paragraphs, signers %v, %q, language %q", c.ID, c.Subject, len(c.Tags), len(c.Paragraphs), c.Signers, c.Classification, c.Language)
		}
		for i, q := range c.Paragraphs {
			if q.Number != i+1 {
				t.Errorf("%s: paragraph %d has the number %d", c.ID, i+1, q.Number)
			}
		}
	}
	resolved := 0
	for _, c := range cables {
		for _, r := range c.References {
			if held[r.ID] {
				resolved++
			}
		}
	}
	if resolved < 100 {
		t.Errorf("%d references lead to a cable of the archive, want 100 or more", resolved)
	}
}

// TestRefusals holds that bad files are named with their reason and never
// stop the job.
func TestRefusals(t *testing.T) {
	good := "UNCLAS OSLO 000123\n\nTAGS: ETRD NO\nSUBJECT: HERRING\n\n1. (U) THE HERRING CAME.\nHOLM\n"
	page := "<code><pre>UNCLAS [LOC OSLO  ] 000124 SUBJECT: HERRING <a id='par1' href='#par1'>¶</a>1 . \n( u ) The herring went . \n"
	files := fstest.MapFS{
		"a/good.txt":         {Data: []byte(good)},
		"a/empty.txt":        {Data: nil},
		"a/blank.txt":        {Data: []byte(" \n\t\n")},
		"a/binary.txt":       {Data: []byte("UNCLAS OSLO 1\x00\x01\x02")},
		"a/bytes.txt":        {Data: []byte("UNCLAS OSLO 000125\nSUBJECT: A\n\n1. \xc3\x28\xff B.\n")},
		"a/cut.html":         {Data: []byte(page)},
		"a/cut-in-tag.html":  {Data: []byte(page + "<a id='par2' hr")},
		"a/whole.html":       {Data: []byte(page + "</pre></code>")},
		"a/no-telegram.txt":  {Data: []byte("Two plain lines\nof nothing.\n")},
		"a/other.xml":        {Data: []byte("<?xml version='1.0'?><a>b</a>")},
		"a/empty-page.html":  {Data: []byte("<code><pre> </pre></code>")},
		"a/zz/last/ones.txt": {Data: []byte(strings.ReplaceAll(good, "000123", "000126"))},
	}
	cables, report := parse(t, Input{FS: files, Root: "a", Name: "in"})
	var refused []string
	for _, r := range report.Refused {
		line := ""
		if r.Line > 0 {
			line = ":" + string(rune('0'+r.Line))
		}
		refused = append(refused, r.Path+line+": "+r.Reason)
	}
	want := []string{
		"in/binary.txt:1: binary data (a NUL byte), not text",
		"in/blank.txt: empty file",
		"in/bytes.txt:4: invalid UTF-8 (byte 0xC3 at offset 34)",
		"in/cut-in-tag.html:3: the page is cut off: <pre> is never closed",
		"in/cut.html:3: the page is cut off: <pre> is never closed",
		"in/empty-page.html:1: the page has no text",
		"in/empty.txt: empty file",
		"in/no-telegram.txt:1: no telegram: it has no two of a classification line with a number, sender, date-time group, E.O., TAGS, SUBJECT and numbered paragraphs with marks",
		"in/other.xml: no reader knows this format",
	}
	if diff := cmp.Diff(want, refused); diff != "" {
		t.Errorf("refusals (-want +got):\n%s", diff)
	}
	for _, p := range []string{"in/good.txt", "in/whole.html", "in/zz/last/ones.txt"} {
		if cables[p] == nil {
			t.Errorf("%s was not read", p)
		}
	}
	if report.Files != len(files) {
		t.Errorf("%d files read, want %d", report.Files, len(files))
	}
}

// TestSinkError holds that an error of the sink ends the job with that error.
func TestSinkError(t *testing.T) {
	full := errors.New("disk full")
	_, err := New(tables(t), nil).Run(t.Context(), []Input{{FS: demo.Cables(), Root: ".", Name: "demo"}}, func(*cable.Cable, []byte) error { return full })
	if !errors.Is(err, full) {
		t.Errorf("error %v, want %v", err, full)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := New(tables(t), nil).Run(ctx, []Input{{FS: demo.Cables(), Root: ".", Name: "demo"}}, func(*cable.Cable, []byte) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled job returns %v", err)
	}
}

// TestSame holds that the output does not depend on the number of workers.
func TestSame(t *testing.T) {
	run := func(workers int) string {
		j := New(tables(t), nil)
		j.workers = workers
		var out bytes.Buffer
		report, err := j.Run(t.Context(), []Input{{FS: demo.Cables(), Root: ".", Name: "demo"}}, func(c *cable.Cable, _ []byte) error {
			b, err := c.JSON()
			out.Write(b)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if len(report.Names) == 0 {
			t.Error("no names were taken")
		}
		if err := json.NewEncoder(&out).Encode([]any{report.Names, report.Proposals}); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	if run(1) != run(7) {
		t.Error("one worker and seven give different output")
	}
}

// TestCollect holds that the same cables are collected as are read in order, and
// the same is reported.
func TestCollect(t *testing.T) {
	t.Run("demo", func(t *testing.T) {
		inputs := []Input{{FS: demo.Cables(), Root: ".", Name: "demo"}}
		run, err := take(t.Context(), New(tables(t), nil).Run, inputs)
		if err != nil {
			t.Fatal(err)
		}
		compareCollected(t, run, inputs)
	})
	t.Run("real", func(t *testing.T) {
		if testing.Short() {
			t.Skip("reads all real documents twice")
		}
		sharedtest.Dear(t)
		inputs, _ := realInputs(t)
		compareCollected(t, readReal(t), inputs)
	})
}

func compareCollected(t *testing.T, run taken, inputs []Input) {
	t.Helper()
	collected, err := take(t.Context(), New(tables(t), nil).Collect, inputs)
	if err != nil {
		t.Fatal(err)
	}
	read := [2][]string{run.texts(t), collected.texts(t)}
	slices.Sort(read[0])
	slices.Sort(read[1])
	if len(read[0]) == 0 || !slices.Equal(read[0], read[1]) {
		t.Errorf("%d cables are read in order, and %d, or others, collected", len(read[0]), len(read[1]))
	}
	reports := [2]Report{*run.report, *collected.report}
	for i := range reports {
		r := &reports[i]
		r.References.Examples = nil
		r.Doubts = slices.Clone(r.Doubts)
		for i := range r.Doubts {
			r.Doubts[i].Examples = nil
		}
	}
	if diff := cmp.Diff(reports[0], reports[1], cmpopts.IgnoreUnexported(Report{})); diff != "" {
		t.Error(diff)
	}
}
