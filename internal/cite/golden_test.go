package cite

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reftel/internal/cable"
)

var update = flag.Bool("update", false, "write the golden files")

// telegram is an invented telegram of the years whose telegrams are in capitals.
func telegram() *cable.Cable {
	c := &cable.Cable{
		ID: "74LAPAZ60", Date: cable.Date{Year: 1974, Month: 1, Day: 4, Hour: 15, Minute: 51, HasTime: true}, From: "AMEMBASSY LA PAZ", Origin: cable.Post{Code: "LAPAZ", Name: "Embassy La Paz"},
		To: []string{"USDOC WASHDC", "SECSTATE WASHDC", "AMCONSUL PUERTO GRANDE", "AMEMBASSY LIMA"}, Classification: "LIMITED OFFICIAL USE", Precedence: "ROUTINE", Captions: []string{"NODIS"},
		Subject: "KITES, LANTERNS & THE 100% RULE", SubjectDisplay: "Kites, lanterns & the 100% rule", Collection: "Kite Files", Language: "en", Tags: []cable.Tag{{Code: "BEXP"}},
		Paragraphs: []cable.Paragraph{{Number: 1, Text: "Kites."}, {Number: 1, Text: "Lanterns."}},
	}
	cable.SetAnchors(c.Paragraphs)
	return c
}

// TestGolden writes out each style and each format for each kind of document.
func TestGolden(t *testing.T) {
	t.Parallel()
	lamp := lamps()
	lamp.Edition.Editors = []string{"Ida M. Holm", "Otto van der Dahl, Jr."}
	lamp.To = []string{"Department of State"}
	lamp.Notes = []cable.Note{{Text: "Source: Department of Lights, Central Files, 611.61/1–2961. Secret; Priority. Sent by lamp."}}
	works := []struct {
		name string
		work Work
	}{
		{"cable", Work{Cable: orchard(), URL: "https://cables.example/cable/09MEXICO2676"}},
		{"second paragraph of a telegram", Work{Cable: telegram(), Paragraph: &telegram().Paragraphs[1], URL: "https://cables.example/cable/74LAPAZ60/par1.2"}},
		{"document of a volume", Work{Cable: lamp, URL: "https://cables.example/cable/frus1931v09-d12"}},
		{"paragraph of a document", Work{Cable: lamp, Paragraph: &lamp.Paragraphs[0]}},
		{"undated", Work{Cable: &cable.Cable{ID: "74OSLO9", From: "AMEMBASSY OSLO", Subject: "Snow", Undated: true}}},
		{"without an origin", Work{Cable: &cable.Cable{ID: "X-1", Subject: "Is it snowing?", Date: cable.Date{Year: 1974}}}},
		{"inferred", Work{Cable: &cable.Cable{
			ID: "74OSLO12", IDInferred: true, From: "AMEMBASSY OSLO", Subject: "The snow fell", SubjectInferred: true, Date: cable.Date{Year: 1974, Month: 5}, DateInferred: true,
		}}},
		{"id alone", Work{Cable: &cable.Cable{ID: "74OSLO13"}}},
	}
	var b strings.Builder
	for _, w := range works {
		fmt.Fprintf(&b, "== %s\n", w.name)
		for _, s := range w.work.Styles() {
			fmt.Fprintf(&b, "%s: %s\n", s.Name, s.Text)
			if s.InText != "" {
				fmt.Fprintf(&b, "  in the text: %s\n", s.InText)
			}
		}
		csl, err := w.work.CSL()
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "\n%s\n%s\n%s\n%s", w.work.BibTeX(), w.work.BibLaTeX(), strings.ReplaceAll(w.work.RIS(), "\r", ""), csl)
		for _, m := range w.work.Metas([]string{"PREL External political relations"}) {
			fmt.Fprintf(&b, "%s: %s\n", m.Name, m.Content)
		}
		b.WriteString("\n")
	}
	const file = "testdata/citations.golden"
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Error(diff)
	}
}

// TestQuote: a quotation is its words, what stands behind them, and the source.
func TestQuote(t *testing.T) {
	t.Parallel()
	c := orchard()
	x := Work{Cable: c, Paragraph: &c.Paragraphs[1], URL: "https://cables.example/cable/09MEXICO2676/par2"}
	before, between, behind := Work{Cable: c}.Around()
	if got := before + Cited(x.Paragraph) + between + x.URL + behind; got != x.Sentence() {
		t.Errorf("put together: %q, not %q", got, x.Sentence())
	}
	for name, want := range map[string]string{
		"MLA": "“Pears are ripe.” (Embassy Mexico, par. 2)\n", "APA": "“Pears are ripe.” (Embassy Mexico, 2009, para. 2)\n", "National Archives": "“Pears are ripe.”\n",
	} {
		for _, s := range x.Styles() {
			if got := s.Quote("Pears\n are ripe."); s.Name == name && got != want+s.Text {
				t.Errorf("%s: %q", name, got)
			}
		}
	}
}

// TestSource: the file is told in the words of the editors, or not at all.
func TestSource(t *testing.T) {
	t.Parallel()
	for note, want := range map[string]string{
		"Source: National Archives, RG 59, Central Files 1970–73, POL 27 ARAB. Secret; Immediate.": "National Archives, RG 59, Central Files 1970–73, POL 27 ARAB",
		"Source: Harbor Board, box 3.":                 "Harbor Board, box 3",
		"Source: U.S. Harbor Board. Lamp oil on p. 2.": "",
		"Sent by lamp. Source: the keeper.":            "",
		"Source: " + strings.Repeat("lamps and ", 40):  "",
	} {
		if got := sourceOf(&cable.Cable{Notes: []cable.Note{{Text: "Other."}, {Text: note}}}); got != want {
			t.Errorf("%s: %q", note, got)
		}
	}
}

// TestPersonOf reads names as title pages print them.
func TestPersonOf(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]person{
		"Ida Holm": {"Holm", "Ida", ""}, "Louis J. Dahl, Jr.": {"Dahl", "Louis J.", "Jr."}, "Otto Dahl III": {"Dahl", "Otto", "III"}, "Anna van der Berg": {"van der Berg", "Anna", ""},
		"Holm": {"Holm", "", ""}, "": {},
	} {
		if got := personOf(name); got != want {
			t.Errorf("%q: %q", name, got)
		}
	}
}
