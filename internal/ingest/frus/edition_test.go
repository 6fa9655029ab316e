package frus

import (
	"fmt"
	"strings"
	"testing"
)

func TestEdition(t *testing.T) {
	t.Parallel()
	in := `<TEI xmlns="` + teiNamespace + `" xmlns:xi="http://www.w3.org/2001/XInclude" xml:id="frus1931v09"><text><front><pb n="[III]"/></front><body>` +
		`<div type="compilation"><head>Lamps<note n="1">Of oil.</note></head><div type="chapter"><head>Harbours</head><pb n="4"/>` +
		`<div type="document" n="1" xml:id="d1"><head>1. One</head><p>A lamp, <pb n="5"/>lit.<note n="2">See <pb n="6"/>above.</note></p><div type="document" xml:id="d2"><head>2. Inner</head><p>In it.</p></div></div>` +
		`<xi:include href="more.xml"/>` +
		`<div type="document" n="3A" xml:id="d3A"><pb n="7"/><head>3A. Memorandum of Talk. Secret. 3 pp. Archives.</head></div></div></div>` +
		`<div type="document" n="4"><head>4. Four</head><p>B</p><xi:include href="rest.xml"/></div></body></text><back><xi:include href="index.xml"/></back></TEI>`
	cs, _, err := read(t, "frus1931v09.xml", []byte(in))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range cs {
		e := c.Edition
		s := fmt.Sprintf("%s %s [%s] %v <%s >%s %s", c.ID, e.Number, e.Chapter, e.Pages, e.Previous, e.Next, strings.TrimPrefix(e.URL, "https://history.state.gov/historicaldocuments/"))
		for _, d := range c.Doubts {
			if strings.HasPrefix(d.Kind, "include") || strings.HasPrefix(d.Kind, "described") || d.Kind == "no paragraph" {
				s += " !" + d.Kind + " " + d.Detail
			}
		}
		got = append(got, s)
	}
	want := []string{
		"frus1931v09-d1 1 [Lamps — Harbours] [4 5 6] < >frus1931v09-d3A frus1931v09/d1",
		"frus1931v09-d2 2 [Lamps — Harbours] [6] < > frus1931v09/d2",
		"frus1931v09-d3A 3A [Lamps — Harbours] [7] <frus1931v09-d1 >frus1931v09-doc-4 frus1931v09/d3A !include not followed more.xml !described and not printed ",
		"frus1931v09-doc-4 4 [] [7] <frus1931v09-d3A >  !include not followed index.xml !include not followed rest.xml",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if c := parseOne(t, "", `<head>7. Letter</head><dateline>Strelsau, <date when="1978-03-08">March 8, 1978</date>.</dateline><note rend="inline">[Source: Archives, Box 3. Secret; Nodis. 2 pages not declassified.]</note>`); !c.NotPrinted || c.Classification != "SECRET" || c.Captions[0] != "NODIS" {
		t.Errorf("a document that was not declassified: %v %s %v", c.NotPrinted, c.Classification, c.Captions)
	}
	if c := cs[2]; !c.NotPrinted || cs[3].NotPrinted || len(cs[3].Warnings) != 1 {
		t.Errorf("not printed: %v, %v; warnings %q", c.NotPrinted, cs[3].NotPrinted, cs[3].Warnings)
	}
}

// TestOnlyIncludes: a volume that holds nothing but the names of its parts.
func TestOnlyIncludes(t *testing.T) {
	t.Parallel()
	_, _, err := read(t, "frus1931v09.xml", []byte(`<TEI xmlns="`+teiNamespace+`" xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="d1.xml"/></TEI>`))
	if err == nil || !strings.Contains(err.Error(), "d1.xml) is not followed") {
		t.Errorf("%v", err)
	}
}

// TestVolumeLists: entries that only lead to another one count under its name,
// and what the lists tell is handed out with the first part.
func TestVolumeLists(t *testing.T) {
	t.Parallel()
	in := `<TEI xmlns="` + teiNamespace + `" xml:id="frus1931v09"><text><front><list type="names">` +
		`<item><persName xml:id="p_A">Adler, Rosa (Rose)</persName>, Director of Lamps from 1931 until 1934</item>` +
		`<item><persName xml:id="p_B">Eagle, Rose</persName>, see <persName corresp="#p_A">Adler, Rosa</persName></item>` +
		`<item><persName xml:id="p_C">Aquila, R.</persName>, see Eagle, Rose</item>` +
		`<item><persName xml:id="p_D">Dahl, Otto</persName>, see Nobody, John</item></list>` +
		`<list type="terms"><item><term xml:id="t_U">USSR</term>, Union of Soviet Socialist Republics</item><item><term xml:id="t_S">SU</term>, see USSR</item>` +
		`<item><term xml:id="t_F">FY</term>, fiscal year</item><item><term xml:id="t_B">BL</term>, Board of Lamps</item><item><term xml:id="t_K">UK</term>, United Kingdom</item></list></front><body>` +
		`<div type="document" xml:id="d1"><head>1. One</head><p><persName corresp="#p_A">A</persName> <persName corresp="#p_B">B</persName> <persName corresp="#p_C">C</persName> <persName corresp="#p_D">D</persName>` +
		` <gloss target="#t_U">USSR</gloss> <gloss target="#t_S">SU</gloss> <gloss target="#t_F">FY</gloss> <gloss target="#t_B">BL</gloss> <gloss target="#t_K">UK</gloss></p></div>` +
		`<div type="document" xml:id="d2"><head>2. Two</head></div></body></text></TEI>`
	cs, ps, err := read(t, "frus1931v09.xml", []byte(in))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range cs[0].Paragraphs[0].Entities {
		got = append(got, e.Kind+" "+e.Normal())
	}
	want := "PER Rosa Adler|PER Rosa Adler|PER Rosa Adler|PER Otto Dahl|LOC Union of Soviet Socialist Republics|LOC Union of Soviet Socialist Republics|ORG Board of Lamps|LOC United Kingdom"
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("got\n%s, want\n%s", s, want)
	}
	if things := ps[0].Things; len(things) != 5 || things[0].Name != "Rosa Adler" || things[0].Facts[0].Source != "frus1931v09" || ps[1].Things != nil {
		t.Errorf("things %+v and %+v", things, ps[1].Things)
	}
}
