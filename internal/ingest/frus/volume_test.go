package frus

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reftel/internal/cable"
	"reftel/internal/ingest/source"
)

// TestSettle holds how a volume is cited: its title stands apart where its number
// stands before it.
func TestSettle(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ complete, series, years, number, volume, name, title string }{
		{"Foreign Relations of the United States, 1931-1936, Volume E-4, Part 2, Documents on Lamps, 1935-1936", "", "", "Volume E-4, Part 2", "Documents on Lamps, 1935–1936",
			"Foreign Relations of the United States, 1931–1936, Volume E–4, Part 2", "Documents on Lamps, 1935–1936"},
		{"Foreign Relations of the United States, 1931, Lamps, Volume II", "", "", "Volume II", "Lamps", "Foreign Relations of the United States, 1931, Lamps, Volume II", ""},
		{"Papers on Light, 1872, Volume V", "", "", "Volume V", "Lamps of the Harbor", "Papers on Light, 1872, Volume V", "Lamps of the Harbor"},
		{"", "Papers on Light", "1872", "Volume V", "Lamps", "Papers on Light, 1872, Volume V", "Lamps"},
		{"", "", "", "", "Lamps", "Lamps", ""},
		{"", "", "", "", "", "", ""},
	} {
		v := newVolume()
		for kind, s := range map[string]string{"complete": c.complete, "series": c.series, "subseries": c.years, "volumenumber": c.number, "volume": c.volume} {
			v.titles[kind] = s
		}
		if v.settle(); v.name != c.name || v.title != c.title {
			t.Errorf("%+v: %q, %q", c, v.name, v.title)
		}
	}
}

// TestDivisions: a document knows the divisions round it and its place, one whose
// heading has the sign between headings too, and one without a heading.
func TestDivisions(t *testing.T) {
	t.Parallel()
	const volume = `<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="frus1931v09"><teiHeader><fileDesc>
<titleStmt><title type="complete">Foreign Relations, 1931, Volume IX</title><editor role="primary">Ida Holm</editor><editor role="general">Otto Dahl</editor></titleStmt>
<publicationStmt><publisher>Harbor Press</publisher><pubPlace>Oslo</pubPlace><date>1950</date></publicationStmt></fileDesc></teiHeader><text><body>
<div xml:id="comp1"><head>Lights — and<lb/>lamps<note>See <date>1930</date>.</note></head>
<div xml:id="ch1"><head>Oslo</head><div type="document" n="1" xml:id="d1"><head>1. Editorial Note</head><p>A</p></div></div>
<div xml:id="ch2"><div type="document" n="2" xml:id="d2" subtype="historical-document"><head>2. Letter</head><p>A</p></div></div></div>
<div xml:id="ch3"><head>Since <date>1930</date></head><div type="document" n="3" xml:id="d3" subtype="errata"><head>3. Letter</head><p>A</p></div></div>
</body></text></TEI>`
	edition := func(place int, number, division, chapter, kind string) cable.Edition {
		return cable.Edition{Volume: "frus1931v09", Number: number, Chapter: chapter, Place: place, Division: division, Kind: kind,
			Name: "Foreign Relations, 1931, Volume IX", Editors: []string{"Ida Holm"}, Imprint: "Oslo: Harbor Press, 1950"}
	}
	want := []cable.Edition{
		edition(1, "1", "ch1", "Lights—and lamps — Oslo", cable.EditorialNote),
		edition(2, "2", "ch2", "Lights—and lamps", ""),
		edition(3, "3", "ch3", "Since 1930", "errata"),
	}
	var got []cable.Edition
	f := Format(tables(t))
	err := f.Split(strings.NewReader(volume), func(p source.Part) error {
		c, err := f.Parse("frus1931v09.xml#"+p.Name, p)
		if err != nil {
			return err
		}
		c.Edition.Previous, c.Edition.Next, c.Edition.URL = "", "", ""
		got = append(got, *c.Edition)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if s := got[0].Printed(); s != "Foreign Relations, 1931, Volume IX, Document 1" {
		t.Error(s)
	}
}
