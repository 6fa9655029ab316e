package frus

import (
	"fmt"
	"testing"

	"reftel/internal/cable"
)

// parseOne reads a document of an invented volume; attrs are those of its div.
func parseOne(t *testing.T, attrs, inner string) *cable.Cable {
	t.Helper()
	cs, _, err := read(t, "frus1977-80v99.xml", []byte(`<TEI xmlns="`+teiNamespace+`" xmlns:frus="http://history.state.gov/frus/ns/1.0" xml:id="frus1977-80v99"><text><body>`+
		`<div type="document" n="7" xml:id="d7" `+attrs+`>`+inner+`</div></body></text></TEI>`))
	if err != nil || len(cs) != 1 {
		t.Fatalf("%d cables, %v", len(cs), err)
	}
	checkCable(t, cs[0])
	return cs[0]
}

func TestDates(t *testing.T) {
	t.Parallel()
	const undatedMark = `ana="#date_undated-inferred-from-document-content"`
	tests := []struct{ name, attrs, date, want string }{
		{"local", `frus:doc-dateTime-min="1978-03-08T18:30:00-05:00" frus:doc-dateTime-max="1978-03-08T18:30:00-05:00"`,
			`<date when="1978-03-08T18:30:00">March 8, 1978, 6:30 p.m.</date>`, `1978-03-08T18:30 false false "local" "" "March 8, 1978, 6:30 p.m."`},
		{"offset", ``, `<date when="1978-03-08T18:30:00+09:00">March 8, 1978, 6:30 p.m.</date>`, `1978-03-08T18:30 false false "+09:00" "" "March 8, 1978, 6:30 p.m."`},
		{"Zulu", ``, `<date when="1978-03-08T18:30:00">March 8, 1978, 1830Z</date>`, `1978-03-08T18:30 false false "Z" "" "March 8, 1978, 1830Z"`},
		{"Zulu, offset told", ``, `<date when="1978-03-08T18:30:00+00:00">March 8, 1978, 1830Z</date>`, `1978-03-08T18:30 false false "Z" "" "March 8, 1978, 1830Z"`},
		{"London", ``, `<date when="1978-03-08T18:30:00+00:00">March 8, 1978, 6:30 p.m.</date>`, `1978-03-08T18:30 false false "+00:00" "" "March 8, 1978, 6:30 p.m."`},
		{"undated, years", ``, `<date notBefore="1977-01-01" notAfter="1978-12-31" ` + undatedMark + `>undated</date>`, ` false true "" "1977-01-01/1978-12-31" "undated"`},
		{"undated, month", ``, `<date notBefore="1978-03-01" notAfter="1978-03-09" ` + undatedMark + `>undated</date>`, `1978-03 true true "" "1978-03-01/1978-03-09" "undated"`},
		{"undated, day", ``, `<date when="1978-03-08" ` + undatedMark + `>undated</date>`, `1978-03-08 true true "" "" "undated"`},
		{"undated, in words alone", ``, `<date when="1978-03-08">undated</date>`, `1978-03-08 true true "" "" "undated"`},
		{"no values", `frus:doc-dateTime-min="1978-03-01T00:00:00-05:00" frus:doc-dateTime-max="1979-03-31T23:59:59-05:00"`, `<date>Undated</date>`,
			` false true "" "1978-03-01/1979-03-31" ""`},
		{"not before", ``, `<date notBefore="1978-03-08">after March 8, 1978</date>`, `1978-03-08 true false "" "1978-03-08/" "after March 8, 1978"`},
		{"several days", ``, `<date from="1978-03-08" to="1978-03-10">March 8–10, 1978</date>`, `1978-03-08 false false "" "1978-03-08/1978-03-10" "March 8–10, 1978"`},
	}
	for _, tt := range tests {
		c := parseOne(t, tt.attrs, `<head>7. Paper</head><opener><dateline><placeName>Strelsau</placeName>, `+tt.date+`.</dateline></opener><p>Lamps.</p>`)
		if got := fmt.Sprintf("%s %v %v %q %q %q", c.Date, c.DateInferred, c.Undated, c.DateZone, c.DateRange, c.DatePrinted); got != tt.want {
			t.Errorf("%s:\n%s, want\n%s", tt.name, got, tt.want)
		}
	}
}

// TestNumberOfTheDocument: another number at the front of a head is its text.
func TestNumberOfTheDocument(t *testing.T) {
	t.Parallel()
	for head, want := range map[string]string{"No. 7 The Consul to Mr. Adler": "The Consul to Mr. Adler", "No. 10 Downing Street": "No. 10 Downing Street"} {
		if got := parseOne(t, "", "<head>"+head+"</head><p>Lamps.</p>").Subject; got != want {
			t.Errorf("%q is %q, want %q", head, got, want)
		}
	}
}

// TestFirstDateline: an enclosure has a dateline of its own.
func TestFirstDateline(t *testing.T) {
	t.Parallel()
	const enclosed = `<p>[Enclosure]</p><dateline>Zenda, <date when="1978-02-01">February 1, 1978</date>.</dateline><p>Report.</p>`
	for name, tt := range map[string]struct{ in, want string }{
		"two datelines": {`<dateline>Strelsau, <date when="1978-03-08">March 8, 1978</date>.</dateline><p>Enclosed.</p>` + enclosed, "1978-03-08 false"},
		"three":         {`<dateline>Strelsau, <date when="1978-03-08">March 8, 1978</date>.</dateline><p>Enclosed.</p>` + enclosed + enclosed, "1978-03-08 false"},
		"attachment":    {`<p>Enclosed.</p><attachment>` + enclosed + `</attachment>`, "1978-02-01 true"},
	} {
		c := parseOne(t, "", "<head>7. Note</head>"+tt.in)
		if got := fmt.Sprint(c.Date, " ", c.DateInferred); got != tt.want {
			t.Errorf("%s: %s, want %s", name, got, tt.want)
		}
	}
}

func TestListsAndNotes(t *testing.T) {
	t.Parallel()
	long := "The keeper counted the lamps of the harbour, of the pier and of the northern light, one after another. "
	long += long + long
	c := parseOne(t, "", `<head>7. Paper</head><list><item><label>1:</label> `+long+`</item><item><label>2:</label><p>`+long+`</p></item></list>`+
		`<p>[</p><p>1. He sat.</p><p>]</p><p>He left.<note n="2">Not printed. Tab C<note n="3">Called “Nets.”</note> was attached.</note></p>`)
	if len(c.Paragraphs) != 4 || c.Paragraphs[2].Text != "[1. He sat.]" || c.Paragraphs[0].Text[:6] != "1: The" || c.Paragraphs[1].Text[:6] != "2: The" {
		t.Errorf("the labels are not with their items: %+v", c.Paragraphs)
	}
	if want := "Not printed. Tab C [Called “Nets.”] was attached."; len(c.Notes) != 1 || c.Notes[0].Text != want {
		t.Errorf("notes %+v, want %s", c.Notes, want)
	}
}

// TestNotePlaces: each note knows where its mark stood.
func TestNotePlaces(t *testing.T) {
	t.Parallel()
	c := parseOne(t, "", `<head>7. Talk of Élan<note n="1">A ship.</note> and Other Lamps<note n="2" type="source">Source: Archives. Secret.</note></head>`+
		`<dateline>Strelsau<note n="3">By pouch.</note>, <date when="1978-03-08">March 8, 1978</date>.</dateline>`+
		`<p>Été<note n="4">Summer.</note> came, <note n="5">Late.</note>and <persName>Ann<note n="6">Of Zenda.</note> Oduya</persName> left.</p>`+
		`<p rend="sectiontitle">Next<note n="7">Added.</note></p><p>1. (S) All lamps<note n="8">Ten.</note></p><closer><signed>Adler<note n="9">Not signed.</note></signed></closer>`)
	want := `1 p1 "subject" 12|source  "" 0|3 p1 "dateline" 0|dateline  "" 0|4 p1 "" 3|5 p1 "" 9|6 p1 "" 17|7 par1 "heading" 4|8 par1 "" 9|9 par1 "" 9`
	got := ""
	for _, n := range c.Notes {
		if n.Number != "signed" {
			got += fmt.Sprintf("|%s %s %q %d", n.Number, n.Anchor, n.Place, n.Offset)
		}
	}
	if got[1:] != want {
		t.Errorf("places\n%s, want\n%s", got[1:], want)
	}
}
