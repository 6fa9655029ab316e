package beside

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"

	"reftel/internal/cable"
	"reftel/internal/compare"
	"reftel/web/templates"
	pages "reftel/web/templates/beside"
)

var update = flag.Bool("update", false, "write the golden page anew")

// lamp is a telegram with these paragraphs.
func lamp(id string, texts ...string) *cable.Cable {
	c := &cable.Cable{
		ID: id, Subject: "The lamp & the <lens>", Date: cable.Date{Year: 1988, Month: 4, Day: 2, Hour: 9, Minute: 5, HasTime: true},
		Classification: "SECRET", From: "AMEMBASSY OSLO", To: []string{"SECSTATE WASHDC"}, Language: "en",
		References: []cable.Reference{{Letter: "A", Kind: "cable", ID: "87STATE45", Text: "STATE 45"}}, Source: cable.Source{Format: "plain"},
	}
	for i, t := range texts {
		c.Paragraphs = append(c.Paragraphs, cable.Paragraph{Number: i + 1, Mark: "S", Text: t})
	}
	cable.SetAnchors(c.Paragraphs)
	return c
}

// page compares two cables.
func page(t *testing.T, a, b *cable.Cable, version int) pages.View {
	t.Helper()
	rows, err := compare.Paragraphs(t.Context(), a.Paragraphs, b.Paragraphs)
	if err != nil {
		t.Fatal(err)
	}
	x := Page{First: a, Second: b, Version: version, Rows: rows}
	return x.View(templates.Page{})
}

var full = []string{
	"The keeper reports that the lamp is out.", "He was paid by Mr. Vessel, who asked for silence.",
	"No ship has come nearer than a mile.", "The harbour master knows of it.", "The lens is whole.",
}

// TestPage holds the page of a text and its release with cuts.
func TestPage(t *testing.T) {
	t.Parallel()
	a := lamp("88OSLO7", full...)
	b := lamp("88OSLO7", full[0], "He was paid by XXXXXXXXXX, who asked for silence.", full[2], "XXXXXXXXXXXXXXXX", full[4], "[1 paragraph (5 lines) not declassified]")
	b.Classification, b.Info, b.To = "CONFIDENTIAL", []string{"AMEMBASSY LIMA"}, nil
	b.Paragraphs[2].Heading = "Ships"
	var out bytes.Buffer
	if err := pages.Page(page(t, a, b, 2)).Render(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	_, main, _ := strings.Cut(out.String(), "<main")
	main, _, _ = strings.Cut(main, "</main>")
	got := "<main" + strings.ReplaceAll(main, "><", ">\n<") + "\n"
	if *update {
		if err := os.WriteFile("testdata/beside.html", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/beside.html")
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Error("the page is not as in testdata/beside.html; run with -update and look at the difference")
	}
}

func TestLead(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		first, second *cable.Cable
		want, cuts    string
	}{
		{lamp("88OSLO7"), lamp("88OSLO8"), "No text on either side", ""},
		{lamp("88OSLO7", full...), lamp("88OSLO8", full...), "The same text, word by word", ""},
		{lamp("88OSLO7", full...), lamp("88OSLO8", full[1:]...), "4 paragraphs are the same, 0 differ, 1 in the first alone", ""},
		{lamp("88OSLO7", full[0]), lamp("88OSLO8", full[:2]...), "1 paragraph is the same, 0 differ, 1 in the second alone", ""},
		{lamp("88OSLO7", "Paid by XXXXXX, he said."), lamp("88OSLO8", "Paid by him, he said."), "0 paragraphs are the same, 1 differs", "1 place is cut in 88OSLO7 and not in 88OSLO8."},
	} {
		v := page(t, c.first, c.second, 0)
		if got := strings.Join(v.Cuts, " "); v.Lead != c.want || got != c.cuts {
			t.Errorf("%q, %q; want %q, %q", v.Lead, got, c.want, c.cuts)
		}
	}
}

// TestLong holds that a page stays small: what is too long is told to be left out.
func TestLong(t *testing.T) {
	t.Parallel()
	a, b := lamp("88OSLO7"), lamp("88OSLO8")
	for i := range 40 {
		text := strings.Repeat("The lamp of the harbour is out. ", 200)
		a.Paragraphs = append(a.Paragraphs, cable.Paragraph{Number: i + 1, Text: text})
		if i < 30 {
			text = "Again: " + text
		}
		b.Paragraphs = append(b.Paragraphs, cable.Paragraph{Number: i + 1, Text: text})
	}
	cable.SetAnchors(a.Paragraphs)
	cable.SetAnchors(b.Paragraphs)
	v := page(t, a, b, 0)
	size, left := 0, 0
	for _, r := range v.Rows {
		for _, p := range r.Parts {
			size += len(p.Text)
		}
		if r.Long != "" {
			left++
		}
	}
	if size > mostText || left == 0 || v.Rows[len(v.Rows)-1].Same != nil {
		t.Errorf("%d characters, %d paragraphs left out", size, left)
	}
}
