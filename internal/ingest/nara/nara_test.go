package nara

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"reftel/internal/cable"
	"reftel/internal/ingest/source"
	"reftel/internal/ingest/telegram"
	"reftel/internal/reference"
	"reftel/internal/sharedtest"
)

func format(t testing.TB) source.Format {
	t.Helper()
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	return Format(tables)
}

func parseFile(t *testing.T, name string) *cable.Cable {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	f := format(t)
	if !f.Detect(raw) {
		t.Errorf("%s is not detected", name)
	}
	c, err := f.Parse(name, source.Part{Line: 1, Raw: raw})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestParse(t *testing.T) {
	c := parseFile(t, "1976OSLO01204.txt")
	want := &cable.Cable{
		ID: "76OSLO1204", Aliases: []string{"1976OSLO01204"},
		Date:           cable.Date{Year: 1976, Month: 3, Day: 10, Hour: 13, Minute: 10, HasTime: true},
		Origin:         cable.Post{Code: "OSLO", Name: "Embassy Oslo", Country: "Norway"},
		Classification: "CONFIDENTIAL", Captions: []string{"EXDIS"}, Precedence: "PRIORITY",
		From: "AMEMBASSY OSLO", To: []string{"SECSTATE WASHDC"}, Info: []string{"AMEMBASSY HELSINKI", "AMEMBASSY STOCKHOLM"},
		ExecutiveOrder: "11652", DeclassifyOn: "GDS",
		Subject: "HERRING QUOTA: THE BOARD'S SECOND MEETING",
		References: []cable.Reference{
			{Letter: "A", Kind: "cable", ID: "76OSLO1131", Text: "OSLO 1131"},
			{Letter: "B", Kind: "cable", ID: "76STATE48120", Text: "STATE 48120 (NOTAL)"},
		},
		Passing: []string{"DEPT PASS COMMERCE"}, Sections: 2, Signers: []string{"LINDQVIST"},
		Paragraphs: []cable.Paragraph{
			{Anchor: "p1", Text: "SUMMARY: THE BOARD MET TWICE AND WILL MEET A THIRD TIME. END SUMMARY."},
			{Anchor: "par1", Number: 1, Text: "THE QUOTA COMMITTEE OF THE FISHERIES BOARD MET ON MARCH 9 AND HEARD THE DIRECTOR OF THE MARINE INSTITUTE, WHO RECOMMENDED A CATCH OF 40,000 TONS."},
			{Anchor: "par2", Number: 2, Text: "THE OWNERS OF THE COASTAL FLEET WERE NOT CONTENT, AND THEIR SPOKESMAN ASKED FOR ANOTHER MEETING."},
			{Anchor: "par3", Number: 3, Text: "COMMENT: THE DIRECTOR'S ADVICE WILL BE FOLLOWED."},
		},
		Notes: []cable.Note{
			{Text: "TAGS of the archive's index that the text does not have: US; BERG, SIGRID"},
			{Text: "Concepts: FISHING INDUSTRY, QUOTAS, COMMITTEE MEETINGS, FOREIGN POLICY POSITION"},
		},
		Doubts:   []cable.Doubt{{Kind: "tags of the attributes beside the text's", Detail: "US; BERG, SIGRID"}},
		Released: "2006-05-04", Language: "en",
	}
	want.Unplaced = c.Unplaced
	want.Tags, want.Addressees, want.Summary, want.Comment, want.SubjectDisplay = c.Tags, c.Addressees, c.Summary, c.Comment, c.SubjectDisplay
	if d := cmp.Diff(want, c); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if got := codes(c.Tags); got != "EFIS, PFOR, NO, HALVORSEN, KNUT, US, BERG, SIGRID" {
		t.Errorf("tags %q", got)
	}
}

// TestNoText holds that a telegram of which only the attributes are there is a
// cable nevertheless.
func TestNoText(t *testing.T) {
	c := parseFile(t, "1974NEWDE00311.txt")
	type facts struct {
		ID, Date, Class, Captions, From, To, Subject, Tags, Refs string
		Inferred                                                 bool
	}
	var refs []string
	for _, r := range c.References {
		refs = append(refs, r.ID)
	}
	got := facts{c.ID, c.Date.String(), c.Classification, strings.Join(c.Captions, " "), c.From, strings.Join(c.To, "; "), c.Subject, codes(c.Tags), strings.Join(refs, " "), c.DateInferred}
	want := facts{"74NEWDELHI311", "1974-01-07", "LIMITED OFFICIAL USE", "LIMDIS ONLY", "NEW DELHI", "STATE; KUALA LUMPUR; LA PAZ",
		`VISIT OF THE "TEA BOARD" TO COLOMBO`, "OTRA, IN, CE, RAO, V K", "73NEWDELHI14112 74STATE1001", true}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if len(c.Paragraphs) != 0 || len(c.Warnings) != 1 {
		t.Errorf("paragraphs %v, warnings %v", c.Paragraphs, c.Warnings)
	}
}

// TestQuoted holds that the head and the numbers of the outer telegram count.
func TestQuoted(t *testing.T) {
	c := parseFile(t, "1976STATE301200.txt")
	var anchors []string
	for _, p := range c.Paragraphs {
		anchors = append(anchors, p.Anchor)
	}
	if got := strings.Join(anchors, " "); got != "par1 par2" {
		t.Errorf("paragraphs %q", got)
	}
	if c.ID != "76STATE301200" || c.Subject != "TELEGRAM FROM OSLO" || c.From != "SECSTATE WASHDC" || codes(c.Tags) != "OVIP, LINDQVIST, AXEL, NO" {
		t.Errorf("%s, %q, %q, %q", c.ID, c.Subject, c.From, codes(c.Tags))
	}
	if d := cmp.Diff([]string{"ROBINSON"}, c.Signers); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]cable.Note{{Text: "DRAFTED BY S/S-O: PQMARLOW"}, {Text: "APPROVED BY S/S-O: PQMARLOW"}, {Text: "TOSEC 310045"}, {Text: "TAGS of the archive's index that the text does not have: NO"}}, c.Notes); d != "" {
		t.Error(d)
	}
	if !strings.Contains(c.Paragraphs[0].Text, "THE MINISTER IS TIRED") || strings.Contains(c.Paragraphs[1].Text, "END OF DOCUMENT") {
		t.Errorf("%+v", c.Paragraphs)
	}
}

func TestDetect(t *testing.T) {
	f := format(t)
	for text, want := range map[string]bool{
		"Message Text\nUNCLASSIFIED\n\nMessage Attributes\n":                                                  true,
		"Message Text\n" + strings.Repeat("X\n", 9) + "Declassified/Released ... EO Systematic Review 1999\n": true,
		"   Message Attributes\nDocument Number: 1976OSLO01204\n":                                             true,
		"Message Text\nUNCLAS OSLO 12\n":                                                                      false,
		"THE Message Text AND THE Message Attributes WERE LOST":                                               false,
		"<html>\nMessage Text\nMessage Attributes\n":                                                          false,
		"": false,
	} {
		if got := f.Detect([]byte(text)); got != want {
			t.Errorf("Detect(%q) = %v", text, got)
		}
	}
}

func TestNumber(t *testing.T) {
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	r := reader{tables: tables}
	for _, c := range []struct{ number, from, want string }{
		{"1979LAPAZ04006", "LA PAZ", "79LAPAZ4006"},
		{"1975CARACA09559", "CARACAS", "75CARACAS9559"},
		{"1974NEWDE00311", "NEW DELHI", "74NEWDELHI311"},
		{"1974NEWDE00311", "", "74NEWDELHI311"},
		{"1979SANJO05291", "SAN JOSE OR-M", "79SANJOSE5291"},
		{"1976STATE301200", "STATE", "76STATE301200"},
		{"1976USUNN01234", "USUN NEW YORK", "76USUNNEWYORK1234"},
		{"1976SECTO16035", "SECRETARY", "76SECTO16035"},
		{"1975DACCA00292", "DACCA", "75DACCA292"},
		{"", "OSLO", ""},
	} {
		if got, _ := r.number(attributes{"Document Number": c.number, "From": c.from}); got != c.want {
			t.Errorf("%s from %q: %q, want %q", c.number, c.from, got, c.want)
		}
	}
}

func TestCaptions(t *testing.T) {
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	for in, want := range map[string]string{
		"EXDIS": "EXDIS", "STADIS, EXDIS": "STADIS EXDIS", "NODIS, ONLYSTADIS; ONLY": "NODIS ONLY STADIS", "ONLY)": "ONLY", "ROG": "ROGER",
		"LOU": "", "THEIR": "", "": "",
	} {
		if got := strings.Join((reader{tables: tables}).captions(in), " "); got != want {
			t.Errorf("captions(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestAddress(t *testing.T) {
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	for in, want := range map[string]string{
		"STATE LA PAZ":                        "STATE; LA PAZ | ",
		"NEW DELHI USUN NEW YORK INFO BEIRUT": "NEW DELHI; USUN NEW YORK | BEIRUT",
		"LIMA XYZZY STATE":                    "LIMA; XYZZY; STATE | ",
	} {
		c := &cable.Cable{}
		(reader{tables: tables}).address(c, in)
		if got := strings.Join(c.To, "; ") + " | " + strings.Join(c.Info, "; "); got != want {
			t.Errorf("address(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestDays(t *testing.T) {
	for in, want := range map[string]string{
		"01 JAN 1994": "1994-01-01", "01 jan 1994": "1994-01-01", "01-Jan-1994 12:00:00 am": "1994-01-01", "20 Mar 2014": "2014-03-20",
		"31 FEB 1976": "", "n/a": "", "": "", "JAN 1994": "", "1 XYZ 1994": "",
	} {
		if got, _ := parseDay(in); got.String() != want {
			t.Errorf("parseDay(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestDateDoubtful holds that a date-time group of another year gives way to
// the draft date.
func TestDateDoubtful(t *testing.T) {
	raw, err := os.ReadFile("testdata/1976OSLO01204.txt")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(string(raw), "101310Z MAR 76", "101310Z MAR 67")
	c, err := format(t).Parse("x", source.Part{Line: 1, Raw: []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	if c.Date.String() != "1976-03-10" || !c.DateInferred || c.ID != "76OSLO1204" {
		t.Errorf("%s, inferred %v, %s", c.Date, c.DateInferred, c.ID)
	}
}

func TestRefusals(t *testing.T) {
	f := format(t)
	for name, raw := range map[string]string{
		"empty":      "",
		"binary":     "Message Text\n\x00\nMessage Attributes\n",
		"no content": "Message Text\n\nMessage Attributes\nType: TE\n",
	} {
		if c, err := f.Parse("x.txt", source.Part{Line: 1, Raw: []byte(raw)}); err == nil {
			t.Errorf("%s: %+v is taken for a telegram", name, c)
		}
	}
}

// TestLarge holds that time grows with the size alone: each text repeats what
// the grammar has to look far for.
func TestLarge(t *testing.T) {
	sharedtest.Dear(t)
	f := format(t)
	for _, unit := range []string{
		"WORD-\nWORD AND SO ON\n", "QUOTE UNCLAS OSLO 1\n", "1. A\n", "HALVORSEN\nPAGE 01 OSLO 01204 101422Z\nFM A\nUNCLAS OSLO 1204\n", "7. ABC.\n8. DEF.\n",
	} {
		text := "Message Text\nPAGE 01 OSLO 01204 101422Z\nR 101310Z MAR 76\nFM AMEMBASSY OSLO\nUNCLAS OSLO 1204\nTAGS: PFOR\nSUBJECT: X\n\n1. A\n" + strings.Repeat(unit, min(1<<20/len(unit), telegram.MaxLines*9/10))
		begin := time.Now()
		if _, err := f.Parse("x", source.Part{Line: 1, Raw: []byte(text)}); err != nil {
			t.Errorf("%q: %v", unit, err)
		}
		if took := time.Since(begin); took > 20*time.Second {
			t.Errorf("%q repeated to 1 MB took %v", unit, took)
		}
	}
}

// FuzzNARA holds that no input makes the reader fail, and that anchors are
// unique and no stamp of the release gets into the text.
func FuzzNARA(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txt")
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Add([]byte("0\n/"))
	f.Add([]byte("Message Text\nPAGE 01\nPAGE 01 A 1\nFM A\nUNCLAS A 1\n1. QUOTE\nUNCLAS B 2\nMessage Attributes\nDocument Number: 1976OSLO00001\nTo: \nTAGS: ((\nReference: A-\n"))
	format := format(f)
	f.Fuzz(func(t *testing.T, raw []byte) {
		format.Detect(raw)
		c, err := format.Parse("fuzz/1976OSLO00001-1.txt", source.Part{Line: 1, Raw: raw})
		if err != nil {
			return
		}
		seen := map[string]bool{}
		for _, p := range c.Paragraphs {
			if seen[p.Anchor] {
				t.Errorf("anchor %s twice", p.Anchor)
			}
			seen[p.Anchor] = true
		}
		if _, err := c.JSON(); err != nil {
			t.Error(err)
		}
	})
}

// BenchmarkParse measures one core on real telegrams.
func BenchmarkParse(b *testing.B) {
	tables, all := samples(b)
	f := Format(tables)
	bytes := 0
	for _, s := range all {
		bytes += len(s.raw)
	}
	b.SetBytes(int64(bytes))
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range all {
			if _, err := f.Parse("x.txt", source.Part{Line: 1, Raw: s.raw}); err != nil {
				b.Fatal(err)
			}
		}
	}
}
