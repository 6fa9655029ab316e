package lists

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"testing"

	"reftel/internal/authority"
)

// read tells a reader of a piece of a volume.
func read(t testing.TB, in string) *Lists {
	t.Helper()
	r := &Reader{}
	d := xml.NewDecoder(strings.NewReader(in))
	for {
		tok, err := d.Token()
		if err != nil {
			return r.Lists()
		}
		switch e := tok.(type) {
		case xml.StartElement:
			el := Element{Local: e.Name.Local}
			for _, a := range e.Attr {
				switch a.Name.Local {
				case "id":
					el.ID = a.Value
				case "type":
					el.Type = a.Value
				case "target":
					el.Target = a.Value
				}
			}
			r.Begin(el)
		case xml.CharData:
			r.Text(e)
		case xml.EndElement:
			r.End(e.Name.Local)
		}
	}
}

// shown is a thing in one line.
func shown(t authority.Thing) string {
	s := t.Kind + " " + t.Name
	for _, f := range t.Forms {
		s += " = " + f.Name
	}
	for _, f := range t.Facts {
		s += fmt.Sprintf(" | %s [%d %d]", f.Text, f.From, f.To)
	}
	if len(t.Perhaps) > 0 {
		s += " ? " + strings.Join(t.Perhaps, ", ")
	}
	return s
}

func TestThings(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("Director of Lamps, 1961–1962; ", 60)
	for name, tt := range map[string]struct {
		in   string
		want []string
	}{
		"persons": {`<list type="names"><head>Persons</head><item><hi>Note:</hi> The list is short.</item>
			<item><hi><persName id="p1">Adler, Rosa (Rose)</persName>,</hi> Consul from May 3, 1961<note>Or 1962.</note> until 1963; thereafter Minister</item>
			<item><persName id="p2">Eagle, Rose</persName>, see <persName target="p1">Adler, Rosa</persName></item>
			<item><persName id="p3">Dahl, Otto</persName>, see Nobody, John</item>
			<item><hi>Ek, Ada,</hi> clerk</item></list>`,
			[]string{"PER Rosa Adler = Rose Adler = Rose Eagle | Consul from May 3, 1961 until 1963 [1961 1963] | thereafter Minister [1963 0]", "PER Otto Dahl ? John Nobody", "PER Ada Ek | clerk [0 0]"}},
		"pseudonyms": {`<div id="persons"><list><item>Pseudonyms are in parentheses.</item><item><persName id="p1">Holm, Gen. Nils (Ordo)</persName>, officer</item>
			<item><persName id="p2">Fisk, Ole</persName>, pseudonym for <persName target="p1">Nils Holm</persName></item></list></div>`,
			[]string{"PER Gen. Nils Holm = Ordo = Ole Fisk | officer [0 0]"}},
		"terms": {`<list type="terms"><item><term id="t1">BL, BLP</term>, Board of Lamps</item><item><hi>C,</hi> Confidential; Office of the Cook</item><item><term id="t2">FY</term>, fiscal year</item>
			<item><term id="t3">BoL</term>, see BL, BLP</item><item>HQ, Headquarters</item><item><term id="t5">USYG</term>, Under Secretary General (United Nations)</item><item><term id="t4">FLN</term>, Fronte Lampara Nazionala (National Front of Lamps)</item></list>`,
			[]string{"ORG Board of Lamps = BL = BLP = BoL", "MISC Confidential = C", "ORG Office of the Cook = C", "ORG Headquarters = HQ",
				"MISC Under Secretary General = USYG | Under Secretary General (United Nations) [0 0]",
				"ORG Fronte Lampara Nazionala = FLN = National Front of Lamps | Fronte Lampara Nazionala (National Front of Lamps) [0 0]"}},
		"labels and tables": {`<div id="terms"><list><label>SC</label><item>Security Council</item></list><table><row><cell>MP</cell><cell>Member of Parliament</cell></row></table></div>`,
			[]string{"ORG Security Council = SC", "MISC Member of Parliament = MP"}},
		"long": {`<list type="names"><item><persName id="p1">Adler, Rosa</persName>, ` + long + `then Consul</item></list>`,
			[]string{"PER Rosa Adler" + strings.Repeat(" | Director of Lamps, 1961–1962 [1961 1962]", 60) + " | then Consul [0 0]"}},
		"no list": {`<div><list><item><hi>One,</hi> two</item></list></div>`, nil},
	} {
		var got []string
		for _, th := range read(t, tt.in).Things("v") {
			got = append(got, shown(th))
		}
		if g, w := strings.Join(got, "\n"), strings.Join(tt.want, "\n"); g != w {
			t.Errorf("%s: got\n%s\nwant\n%s", name, g, w)
		}
	}
}

func TestTerm(t *testing.T) {
	t.Parallel()
	l := read(t, `<list type="names"><item><persName id="p1">Ek, Col. Ada (Adele)</persName>, clerk</item></list><list type="terms"><item><term id="t1">BL</term>, Board of Lamps</item>
		<item><term id="t2">AF</term>, Air Force; also Bureau of Fish</item><item><term id="t3">AE</term>, Ada Ek</item><item><term id="t4">FY</term>, fiscal year</item>
		<item><term id="t5">GV</term>, Government of (Upper) Vale (Vale)</item><item><term id="t6">Kiosk</term>, Telegrams; series indicator</item></list>`)
	for id, want := range map[string]Term{"t1": {"ORG", "Board of Lamps"}, "t2": {"ORG", ""}, "t3": {"PER", "Col. Ada Ek"}, "t4": {"", "fiscal year"}, "t5": {"ORG", "Government of (Upper) Vale"}, "t6": {"MISC", "Telegrams"}} {
		if got, ok := l.Term(id); !ok || got != want {
			t.Errorf("%s: %+v, want %+v", id, got, want)
		}
	}
	if _, ok := l.Term("t9"); ok || l.Person("p1") != "Col. Ada Ek" || l.Person("p9") != "" {
		t.Error("what no list has")
	}
}

func TestReadable(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Marlowe, Edith T.":                 "Edith T. Marlowe",
		"Garrick, Thomas, Jr.":              "Thomas Garrick, Jr.",
		"Garrick, Jr.":                      "Garrick, Jr.",
		"Oduya, Sir Peter":                  "Sir Peter Oduya",
		"Tran Van Minh":                     "Tran Van Minh",
		"Bexley, Lord (John Hurst)":         "Lord Bexley",
		"Garrick (Garik, Garrik), Col. Tom": "Col. Tom Garrick",
		"Marlowe (Marlow), Edith":           "Edith Marlowe",
		"Garrick, Thomas Adam, “Tam,”":      "Thomas Adam Garrick",
		"Garrick, Thomas (“Tam”), Jr.":      "Thomas Garrick, Jr.",
		"Oduya, Peter “Pip” James":          "Peter James Oduya",
		"Oduya, Peter (Pip":                 "Peter Pip Oduya",
		"Oduya, Peter”":                     "Peter Oduya",
		"Aldous, ":                          "Aldous",
	} {
		if got := Readable(in); got != want {
			t.Errorf("Readable(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestVariants(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Marlowe, Edith T.":                     "",
		"Bexley, Lord (John Hurst)":             "John Hurst",
		"Garrick (Garik, Garrik), Col. Tom":     "Col. Tom Garik|Col. Tom Garrik",
		"Garrick, Thomas Adam, “Tam,”":          "Tam Garrick",
		"Garrick, Thomas (Tam), Jr.":            "Tam Garrick, Jr.",
		"Garrick, T. A. (Thomas Adam)":          "Thomas Adam Garrick",
		"Garrick, Tam (Thomas A.)":              "Thomas A. Garrick",
		"Oduya, P. (Hale)":                      "",
		"Oduya, Peter (USN)":                    "",
		"Oduya, Brig. Gen. (later Maj.) Peter":  "",
		"Oduya, Peter (retired)":                "",
		"Oduya, Peter (Perth, William D.)":      "William D. Perth",
		"Oduya, Peter (Pete Odua, Pit Oduia)":   "Pete Odua|Pit Oduia",
		"Oduya, Peter (also known as Pit Hale)": "Pit Hale",
		"Dao Van Lum (Dao Wan Loom)":            "Dao Wan Loom",
		"Dao Van Lum (Harry)":                   "",
	} {
		if got := strings.Join(variants(in, false), "|"); got != want {
			t.Errorf("variants(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestPeriods(t *testing.T) {
	t.Parallel()
	for in, want := range map[string][][2]int{
		"Consul":                                                {{}},
		"Consul from 1973 until 1976":                           {{1973, 1976}},
		"Consul from February until August 1973":                {{1973, 1973}},
		"Consul until February 26, 1953":                        {{0, 1953}},
		"Consul after April 1953":                               {{1953, 0}},
		"Consul from May 29, 1973, until March 4, 1974":         {{1973, 1974}},
		"Consul, 1961–1963":                                     {{1961, 1963}},
		"Consul, 1961–63":                                       {{1961, 1963}},
		"Consul January 19, 1949-January 20, 1953":              {{1949, 1953}},
		"Consul June 27-28, 1954":                               {{1954, 1954}},
		"Consul, June 30 to October 11, 1918":                   {{1918, 1918}},
		"Consul, December 16, 1918":                             {{1918, 0}},
		"Consul, 1976":                                          {{1976, 1976}},
		"Consul (until 1974, known as Agent) from 1973":         {{1973, 0}},
		"Consul—renamed Agent on May 1, 1966—from 1964 to 1969": {{1964, 1969}},
		"Consul in 1961 and 1965":                               {{}},
		"Consul from 1961 to 1962 and from 1965 to 1967":        {{1961, 1962}, {1965, 1967}},
		"Consul until June 1957, from July 1957 until 1958, and again March 1959–May 1960": {{0, 1957}, {1957, 1958}, {1959, 1960}},
		"Consul from April until June 1974 and December 1975 until May 1976":               {{1974, 1974}, {1975, 1976}},
		"Consul until 1961, when the boat of 1960 sank in 1962":                            {{}},
		"Consul from 1765 to 1751": {{}},
	} {
		if got := periods(in); !slices.Equal(got, want) {
			t.Errorf("periods(%q) = %v, want %v", in, got, want)
		}
	}
}

// FuzzThings holds that no list, however broken, ends the reader, and that names
// have letters.
func FuzzThings(f *testing.F) {
	f.Add(`<list type="names"><item><persName id="p">A, B (C</persName>, see </item><label/><item>x</list></item>`)
	f.Add(`<div id="terms"><row><cell>A</cell><cell>(B) (C); also D</cell><note><p></row>`)
	f.Fuzz(func(t *testing.T, in string) {
		for _, th := range read(t, in).Things("v") {
			if authority.Key(th.Kind, th.Name) == th.Kind+" " {
				t.Errorf("%+v", th)
			}
		}
	})
}
