package shape

import (
	"strings"
	"testing"

	"reftel/internal/cable"
	"reftel/internal/reference"
	"reftel/web/templates"
)

// sentFrom is a telegram in which abbreviations and marks of protection stand.
func sentFrom(country string, year int, text string) *cable.Cable {
	c := &cable.Cable{
		ID: "74NEWDELHI12", Origin: cable.Post{Code: "NEWDELHI", Country: country}, Date: cable.Date{Year: year},
		Classification: "CONFIDENTIAL", Captions: []string{"SENSITIVE"}, DeclassifyOn: "GDS", ExecutiveOrder: "11652", Reasons: []string{"1.4 (d)"},
		Paragraphs: []cable.Paragraph{{Number: 1, Text: text}}, Source: cable.Source{Path: "srv/secret name.csv#12", Format: "csv-dump"},
	}
	cable.SetAnchors(c.Paragraphs)
	return c
}

func tables(t *testing.T) Terms {
	t.Helper()
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	return Terms{Tables: tables}
}

func TestShorts(t *testing.T) {
	t.Parallel()
	terms := tables(t)
	for _, tt := range []struct{ country, text, want, runs string }{
		{"India", "É THE GOI TOLD THE DCM, AND THE GOI SAID NO.", "DCM Deputy Chief of Mission; GOI Government of India", "É THE |[GOI]| TOLD THE |[DCM]|, AND THE GOI SAID NO."},
		{"Indonesia", "The GOI's answer.", "GOI Government of Indonesia", "The |[GOI]|'s answer."},
		{"Bolivia", "Nothing short.", "", "Nothing short."},
	} {
		x := &Cable{Terms: terms, Cable: sentFrom(tt.country, 1974, tt.text)}
		v := x.View(templates.Page{})
		var told, runs []string
		for _, f := range v.Shorts {
			told = append(told, f.Term+" "+f.Values[0].Text)
		}
		for _, r := range v.Paragraphs[0].Runs {
			s := r.Parts[0].Text
			if r.Kind == templates.Short {
				s = "[" + s + "]"
			}
			runs = append(runs, s)
		}
		if got := strings.Join(told, "; "); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.country, got, tt.want)
		}
		if got := strings.Join(runs, "|"); got != tt.runs {
			t.Errorf("%s: %s, want %s", tt.country, got, tt.runs)
		}
		x = &Cable{Terms: terms, Cable: x.Cable, Unmarked: true}
		if v := x.View(templates.Page{}); len(v.Paragraphs[0].Runs) != 1 || len(v.Shorts) != len(told) {
			t.Errorf("%s unmarked: %+v", tt.country, v.Paragraphs[0].Runs)
		}
	}
}

// TestMarkingsByYear holds that what a mark ordered is told as of the cable's year,
// and that the facts name no file.
func TestMarkingsByYear(t *testing.T) {
	t.Parallel()
	terms := tables(t)
	for year, want := range map[int]string{
		1974: "Classification=The third and lowest level|Captions=A caution of the White House|Executive order=The order of 1 June 1972|Declassify on=General declassification schedule|Reasons=",
		2009: "Classification=The third and lowest level|Captions=On an unclassified cable: sensitive but unclassified|Executive order=|Declassify on=Date of declassification under|Reasons=foreign relations",
	} {
		x := &Cable{Terms: terms, Cable: sentFrom("India", year, "Text.")}
		told := map[string]string{}
		for _, f := range append(x.facts(), x.source()...) {
			v := f.Values[0]
			told[f.Term] = v.Detail
			if f.Term == "Classification" {
				told[f.Term] = v.Text
			}
			if strings.Contains(v.Text+v.Detail, "secret name") {
				t.Errorf("%s tells %q", f.Term, v.Text)
			}
		}
		for part := range strings.SplitSeq(want, "|") {
			term, start, _ := strings.Cut(part, "=")
			if !strings.HasPrefix(told[term], start) || start == "" && told[term] != "" {
				t.Errorf("%d: %s is %q, want %q", year, term, told[term], start)
			}
		}
	}
	if got := placeIn(nil, cable.Source{Path: "a#b/x.csv#12"}); got != "number 12" {
		t.Error(got)
	}
	for _, path := range []string{"x#y.txt", "a#1/b.txt", "z.zip!in#3/f.txt", "frus.xml#d203", ""} {
		if got := placeIn(nil, cable.Source{Path: path}); got != "" {
			t.Errorf("%q: %q", path, got)
		}
	}
}
