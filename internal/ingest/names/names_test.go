package names

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reftel/internal/cable"
	"reftel/internal/reference"
)

// finder knows the tables alone.
func finder(t testing.TB, rules string) *Finder {
	t.Helper()
	return whole(t, rules).WithModel(nil)
}

// whole is the finder that an ingest has, with the tagger.
func whole(t testing.TB, rules string) *Finder {
	t.Helper()
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	c, err := ReadCorrections(strings.NewReader(rules))
	if err != nil {
		t.Fatal(err)
	}
	return New(tables, c)
}

func TestNormal(t *testing.T) {
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ kind, in, want string }{
		{cable.PER, "General Maude  Ostrand", "Maude Ostrand"},
		{cable.PER, "Col. J.J. Berg", "J.J. Berg"},
		{cable.PER, "MG Jaime Holm's", "Jaime Holm"},
		{cable.PER, "HENRIK VAN DER BERG", "Henrik van der Berg"},
		{cable.PER, "MCALLISTER", "McAllister"},
		{cable.PER, "President", "President"},
		{cable.PER, "James Earl Carter, “Jimmy", "James Earl Carter, Jimmy"},
		{cable.PER, "James Earl Carter, “Jimmy”", "James Earl Carter"},
		{cable.PER, `James Earl "Jimmy" Carter`, "James Earl Carter"},
		{cable.PER, "Konstantine Karamanlis (Caramanlis)", "Konstantine Karamanlis"},
		{cable.PER, "Karamanlis)", "Karamanlis"},
		{cable.PER, "(“Holm”)", "Holm"},
		{cable.PER, "HENRY A. KISSINGER", "Henry A. Kissinger"},
		{cable.PER, "ADLAI STEVENSON III", "Adlai Stevenson III"},
		{cable.PER, "Secretary of State Henry Kissinger", "Henry Kissinger"},
		{cable.PER, "Minister for Foreign Affairs Lars Holm", "Lars Holm"},
		{cable.PER, "Mrs. Holm", "Holm"},
		{cable.PER, "Mrs. Anna Holm", "Anna Holm"},
		{cable.PER, "Mrs. John Holm", "Mrs. John Holm"},
		{cable.PER, "William. H. Holm", "William H. Holm"},
		{cable.PER, "Wm. H. Holm", "Wm. H. Holm"},
		{cable.PER, "", ""},
		{cable.ORG, "(United Nations), Atomic Energy Commission", "United Nations Atomic Energy Commission"},
		{cable.ORG, "National Action Party (PAN)", "National Action Party"},
		{cable.ORG, "Bank of Norway (Bergen Branch", "Bank of Norway Bergen Branch"},
		{cable.LOC, "Congo (Kinshasa)", "Congo (Kinshasa)"},
		{cable.LOC, "(Congo (Kinshasa))", "Congo (Kinshasa)"},
		{cable.LOC, "LA PAZ", "La Paz"},
		{cable.LOC, "U.S.", "U.S."},
		{cable.LOC, "UK", "UK"},
		{cable.ORG, "SEDENA", "SEDENA"},
		{cable.ORG, `"Fog Committee",`, "Fog Committee"},
		{cable.ORG, "MINISTRY OF FISHERIES", "Ministry of Fisheries"},
		{cable.MISC, "Mexican", "Mexican"},
		{cable.ORG, "...", ""},
	} {
		if got := Normal(tables, c.kind, c.in); got != c.want {
			t.Errorf("Normal(%s, %q) = %q, want %q", c.kind, c.in, got, c.want)
		}
	}
}

func TestFind(t *testing.T) {
	f := finder(t, "")
	for name, c := range map[string]struct {
		text string
		tags []cable.Tag
		want string
	}{
		"mixed case": {"The NATO delegation flew from Oslo to New Zealand's capital; the nato in small letters is no name.", nil,
			"ORG NATO=NATO|LOC Oslo=Oslo|LOC New Zealand=New Zealand"},
		"capitals": {"THE OAS MET IN LA PAZ. PERU AND BOLIVIA AGREED; WHO AID ARE ORDINARY WORDS.", nil,
			"ORG OAS=OAS|LOC LA PAZ=La Paz|LOC PERU=Peru|LOC BOLIVIA=Bolivia"},
		"person of the TAGS": {"MISS TVEITEN APOLOGIZED. BJORG TVEITEN LEFT.", []cable.Tag{{Code: "TVEITEN, BJORG", Kind: "person"}},
			"PER TVEITEN=Bjorg Tveiten|PER BJORG TVEITEN=Bjorg Tveiten"},
		"longest":   {"The UN General Assembly and the United Nations.", nil, "ORG UN General Assembly=UNGA|ORG United Nations=UN"},
		"no letter": {"1974 -- 12.", nil, ""},
		"accents":   {"Él visitó Perú.", nil, "LOC Perú=Peru"},
	} {
		cbl := &cable.Cable{Tags: c.tags, Paragraphs: []cable.Paragraph{{Text: c.text}}}
		f.Apply(cbl)
		var got []string
		runes := []rune(c.text)
		for _, e := range cbl.Paragraphs[0].Entities {
			if string(runes[e.Start:e.End]) != e.Text {
				t.Errorf("%s: %+v is not at its offsets", name, e)
			}
			got = append(got, e.Kind+" "+e.Text+"="+e.Normal())
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, s, c.want)
		}
	}
}

// TestKnowing holds that a person whom two cables name is found in a third.
func TestKnowing(t *testing.T) {
	f := finder(t, "")
	p := NewPersons()
	for range 2 {
		p.Add(PersonsOf(f.tables, &cable.Cable{Paragraphs: []cable.Paragraph{{Text: "General Hedi Marzouk", Entities: []cable.Entity{{Kind: cable.PER, Text: "General Hedi Marzouk", End: 20}}}}}))
	}
	p.Add(PersonsOf(f.tables, &cable.Cable{Tags: []cable.Tag{{Code: "HOLM, LARS", Kind: "person"}}}))
	c := &cable.Cable{Paragraphs: []cable.Paragraph{{Text: "HEDI MARZOUK MET LARS HOLM IN TUNIS; MARZOUK SPOKE."}}}
	f.Knowing(p).Apply(c)
	var got []string
	for _, e := range c.Paragraphs[0].Entities {
		got = append(got, e.Kind+" "+e.Normal())
	}
	if diff := cmp.Diff([]string{"PER Hedi Marzouk", "LOC Tunis"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestCount(t *testing.T) {
	f := finder(t, "PER Ostrand => PER Maude Ostrand\nORG Fog => -\n* Harbour Office => LOC Harbour Office\n")
	c := &cable.Cable{
		Date:       cable.Date{Year: 2008},
		Tags:       []cable.Tag{{Code: "NO", Kind: "geo", Meaning: "Norway"}, {Code: "NATO", Kind: "organization"}, {Code: "HOLM, LARS", Kind: "person"}},
		Addressees: []cable.Addressee{{Line: "to", Name: "AMEMBASSY OSLO", Post: "OSLO"}},
		Signers:    []string{"LACHENAL-ROUX"},
		Paragraphs: []cable.Paragraph{{Text: "SEDENA, Sedena, Mr. Ostrand, the Fog, Harbour Office", Entities: []cable.Entity{
			{Kind: cable.ORG, Text: "SEDENA", Start: 0, End: 6}, {Kind: cable.ORG, Text: "Sedena", Start: 8, End: 14},
			{Kind: cable.PER, Text: "Mr. Ostrand", Start: 16, End: 27}, {Kind: cable.ORG, Text: "Fog", Start: 33, End: 36},
			{Kind: cable.ORG, Text: "Harbour Office", Start: 38, End: 52},
		}}},
	}
	f.Apply(c)
	want := []cable.EntityCount{
		{Kind: cable.ORG, Name: "SEDENA", Count: 2}, {Kind: cable.LOC, Name: "Harbour Office", Count: 1}, {Kind: cable.LOC, Name: "Norway", Count: 1},
		{Kind: cable.ORG, Name: "Embassy Oslo", Count: 1}, {Kind: cable.ORG, Name: "NATO", Count: 1},
		{Kind: cable.PER, Name: "Lachenal-Roux", Count: 1}, {Kind: cable.PER, Name: "Lars Holm", Count: 1}, {Kind: cable.PER, Name: "Maude Ostrand", Count: 1},
	}
	if diff := cmp.Diff(want, c.Entities); diff != "" {
		t.Errorf("entities (-want +got):\n%s", diff)
	}
	if n := len(c.Paragraphs[0].Entities); n != 4 {
		t.Errorf("%d mentions are left, want 4 (one is ignored)", n)
	}
}

func TestCorrectionsErrors(t *testing.T) {
	for rules, want := range map[string]string{
		"PER A":                                    "line 1: no =>",
		"\n# x\nFOO A => PER B":                    `line 3: "FOO" is not`,
		"PER A => XX B":                            `"XX" is not`,
		"PER => PER B":                             "no name",
		"PER A => PER B\nPER a => -":               "second rule",
		"PER A => * B":                             `"*" is not`,
		"alias PER A":                              "no =>",
		"merge PER A => B":                         `"B" is not`,
		"split * A => PER B":                       `"*" is not`,
		"ignore PER A => PER B":                    "becomes nothing",
		"describe PER A =>":                        "no words",
		"describe PER A":                           "no =>",
		"add PER":                                  "no name",
		"add PER A\nadd PER a":                     "second rule",
		"kind ORG A => XX":                         `"XX" is not`,
		"kind ORG A => PER\nORG A => -":            "second rule",
		"describe PER A => x\ndescribe PER A => y": "second rule",
		"rename PER A => PER B":                    `"rename" is not`,
	} {
		_, err := ReadCorrections(strings.NewReader(rules))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q in it", rules, err, want)
		}
	}
	c, err := ReadCorrections(strings.NewReader("PER A => PER B\nPER B => PER A\n"))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, keep := c.Apply("PER", "A"); !keep {
		t.Error("rules in a circle lose the name")
	}
}

func TestVerbs(t *testing.T) {
	c, err := ReadCorrections(strings.NewReader(`# what an operator may say
alias PER Holm => PER Lars Holm
merge PER L. Holm => PER Lars Holm
merge PER L. Holm => PER Lars B. Holm
split PER Lars Holm => PER Nils Holm
kind ORG Berg => PER
ignore ORG Ltc
describe PER Lars Holm => Minister,  1973-76
add LOC Fog Harbour => 76OSLO1
`))
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range [][4]string{{"PER", "HOLM", "PER", "Lars Holm"}, {"ORG", "Berg", "PER", "Berg"}, {"ORG", "LTC", "", ""}, {"PER", "L. Holm", "PER", "L. Holm"}} {
		if kind, name, _ := c.Apply(x[0], x[1]); kind != x[2] || name != x[3] {
			t.Errorf("%s %s becomes %s %s", x[0], x[1], kind, name)
		}
	}
	p := func(a, b string) [2]Named { return [2]Named{{"PER", a}, {"PER", b}} }
	for name, got := range map[string][2][][2]Named{
		"aliases": {c.Aliases(), {p("Holm", "Lars Holm")}},
		"merges":  {c.Merges(), {p("L. Holm", "Lars Holm"), p("L. Holm", "Lars B. Holm")}},
		"splits":  {c.Splits(), {p("Lars Holm", "Nils Holm")}},
	} {
		if diff := cmp.Diff(got[1], got[0]); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	if diff := cmp.Diff(map[Named]string{{"PER", "Lars Holm"}: "Minister, 1973-76"}, c.Described()); diff != "" {
		t.Error(diff)
	}
	if !c.AreApart("PER", "nils holm", "LARS HOLM") || c.AreApart("PER", "Holm", "Lars Holm") {
		t.Error("who is apart is not known")
	}
}

// FuzzNormal holds that a name has no bracket or quote without its other half.
func FuzzNormal(f *testing.F) {
	f.Add("James Earl Carter, “Jimmy")
	f.Add("((a)[b\"c")
	fi := finder(f, "")
	f.Fuzz(func(t *testing.T, text string) {
		for _, kind := range []string{cable.PER, cable.ORG, cable.LOC, cable.MISC} {
			name := Normal(fi.tables, kind, text)
			for _, p := range [][2]string{{"(", ")"}, {"[", "]"}, {"{", "}"}, {"“", "”"}, {"«", "»"}} {
				if strings.Count(name, p[0]) != strings.Count(name, p[1]) {
					t.Errorf("%s %q: %q", kind, text, name)
				}
			}
			if strings.Count(name, `"`)%2 != 0 {
				t.Errorf("%s %q: %q", kind, text, name)
			}
		}
	})
}

func FuzzFind(f *testing.F) {
	f.Add("The NATO delegation flew from Oslo to New Zealand's capital.")
	f.Add("U.S.\xff O'\u2019 PERÚ")
	fi := whole(f, "")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "?")
		c := &cable.Cable{Subject: text, Paragraphs: []cable.Paragraph{{Text: text}}}
		fi.Apply(c)
		runes := []rune(text)
		for _, e := range c.Paragraphs[0].Entities {
			if e.Start < 0 || e.End > len(runes) || e.Start >= e.End || string(runes[e.Start:e.End]) != e.Text {
				t.Errorf("%+v is not at its offsets in %q", e, text)
			}
			if strings.ContainsAny(e.Text, "()[]\"“”") {
				t.Errorf("%q has a bracket or a quote in it", e.Text)
			}
		}
	})
}

func BenchmarkApply(b *testing.B) {
	f := whole(b, "")
	text := strings.Repeat("The Embassy told the Ministry of Fisheries in Reykjavik that the NATO delegation would pass through Oslo. ", 60)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		f.Apply(&cable.Cable{Paragraphs: []cable.Paragraph{{Text: text}}})
	}
}

// TestPlacesOfAnEdition: the editors of a volume mark persons and leave
// countries; what they marked stays theirs.
func TestPlacesOfAnEdition(t *testing.T) {
	t.Parallel()
	tb, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	text := "Holm of Norway met Anna Peru, of the Bank of Japan, in Chile and Norway."
	at := func(kind, s string) cable.Entity {
		i := strings.Index(text, s)
		return cable.Entity{Kind: kind, Text: s, Start: i, End: i + len(s)}
	}
	for _, edition := range []*cable.Edition{nil, {Volume: "frus1931v09"}} {
		c := &cable.Cable{ID: "x", Edition: edition, Paragraphs: []cable.Paragraph{{Text: text, Entities: []cable.Entity{at("PER", "Holm"), at("PER", "Anna Peru"), at("ORG", "Bank of Japan")}}}}
		New(tb, Corrections{}).WithModel(nil).Apply(c)
		var got []string
		for _, e := range c.Paragraphs[0].Entities {
			if text[e.Start:e.End] != e.Text {
				t.Errorf("%+v does not stand there", e)
			}
			got = append(got, e.Kind+" "+e.Text)
		}
		want := "PER Holm|PER Anna Peru|ORG Bank of Japan"
		if edition != nil {
			want = "PER Holm|LOC Norway|PER Anna Peru|ORG Bank of Japan|LOC Chile|LOC Norway"
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%s, want %s", s, want)
		}
	}
}
