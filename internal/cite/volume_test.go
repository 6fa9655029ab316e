package cite

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reftel/internal/cable"
)

// lamps is an invented document of an invented volume.
func lamps() *cable.Cable {
	c := &cable.Cable{
		ID: "frus1931v09-d12", Subject: "Telegram From the Embassy in “Ruritania”", SubjectDisplay: "Lamps — Telegram From the Embassy in “Ruritania”",
		Date: cable.Date{Year: 1931, Month: 3, Day: 8, Hour: 15, HasTime: true}, Classification: "SECRET", From: "Embassy in Ruritania",
		Edition: &cable.Edition{
			Volume: "frus1931v09", Number: "12", Name: "Foreign Relations of the United States, 1931, Volume IX", Title: "Lamps",
			Editors: []string{"Ida Holm", "Otto Dahl"}, Imprint: "Washington: Harbor Press, 1950",
		},
		Paragraphs: []cable.Paragraph{{Text: "Apples."}},
	}
	cable.SetAnchors(c.Paragraphs)
	return c
}

func TestVolume(t *testing.T) {
	t.Parallel()
	c := lamps()
	whole := Work{Cable: c, URL: "https://cables.example/cable/frus1931v09-d12"}
	want := "“Telegram From the Embassy in ‘Ruritania,’” March 8, 1931, in Foreign Relations of the United States, 1931, Volume IX, Lamps, ed. Ida Holm and Otto Dahl " +
		"(Washington: Harbor Press, 1950), Document 12; https://cables.example/cable/frus1931v09-d12."
	if diff := cmp.Diff(want, whole.Sentence()); diff != "" {
		t.Error(diff)
	}
	part := Work{Cable: c, Paragraph: &c.Paragraphs[0]}
	if s := part.Sentence(); !strings.HasSuffix(s, ", Document 12, unnumbered para. 1.") {
		t.Error(s)
	}
	if diff := cmp.Diff(`@incollection{frus1931v09-d12,
  author       = {{Embassy in Ruritania}},
  title        = {{Telegram From the Embassy in “Ruritania”}},
  booktitle    = {{Foreign Relations of the United States, 1931, Volume IX, Lamps}},
  series       = {Foreign Relations of the United States},
  volume       = {IX},
  editor       = {Holm, Ida and Dahl, Otto},
  publisher    = {Harbor Press},
  address      = {Washington},
  pages        = {Document 12},
  year         = {1950},
  note         = {dated March 8, 1931; Secret},
  url          = {https://cables.example/cable/frus1931v09-d12},
}
`, whole.BibTeX()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff("TY  - CHAP|AU  - Embassy in Ruritania|TI  - Telegram From the Embassy in “Ruritania”|T2  - Foreign Relations of the United States, 1931, Volume IX, Lamps|"+
		"T3  - Foreign Relations of the United States|VL  - IX|A2  - Holm, Ida|A2  - Dahl, Otto|CY  - Washington|PB  - Harbor Press|PY  - 1950|SP  - Document 12|"+
		"AN  - frus1931v09-d12|CN  - frus1931v09-d12|N1  - dated March 8, 1931; Secret|UR  - https://cables.example/cable/frus1931v09-d12|ER  - |",
		strings.ReplaceAll(whole.RIS(), "\r\n", "|")); diff != "" {
		t.Error(diff)
	}
	bare := &cable.Cable{ID: "x-d1", Subject: "Note", Undated: true, Edition: &cable.Edition{Name: "Papers on Light", Editors: []string{"A", "B", "C"}}}
	if got, want := (Work{Cable: bare}).Sentence(), "“Note,” undated, in Papers on Light, ed. A, B, and C, x-d1."; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestImprint(t *testing.T) {
	t.Parallel()
	for in, want := range map[string][3]string{
		"Washington: Harbor Press, 1950": {"Washington", "Harbor Press", "1950"}, "Harbor Press, 1950": {"", "Harbor Press", "1950"}, "1950": {"", "", "1950"}, "Harbor Press": {"", "Harbor Press", ""}, "": {},
	} {
		var got [3]string
		if got[0], got[1], got[2] = imprint(in); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
}

// TestSeries: what a volume is called tells its series and its number.
func TestSeries(t *testing.T) {
	t.Parallel()
	for name, want := range map[string][2]string{
		"Foreign Relations of the United States, 1961–1963, Volume V": {"Foreign Relations of the United States", "V"}, "Papers on Light": {},
		"Foreign Relations of the United States, 1964–1968, Volume XXIX, Part 2": {"Foreign Relations of the United States", "XXIX, Part 2"},
		"Foreign Relations of the United States, 1969–1976, Volume E–5, Part 1":  {"Foreign Relations of the United States", "E–5, Part 1"},
		"Papers Relating to Lamps, Transmitted on December 2, 1872, Volume V":    {"Papers Relating to Lamps", "V"},
		"Lamps, 1961–1963, Cuba, Volumes X/XI/XII, Supplement":                   {"Lamps", "X/XI/XII"},
	} {
		v := Work{Cable: &cable.Cable{ID: "x", Edition: &cable.Edition{Name: name}}}.volume()
		if got := [2]string{v.series, v.number}; got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
}
