package snippet

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/query"
)

// nets is an invented cable with something in every field.
func nets() *cable.Cable {
	return &cable.Cable{
		ID: "74LIMA5", Date: cable.Date{Year: 1974}, Subject: "OLA DAHL ON NETS", SubjectDisplay: "Ola Dahl on Nets", Classification: "CONFIDENTIAL",
		SubjectEntities: []cable.Entity{{Kind: cable.PER, Text: "OLA DAHL", Start: 0, End: 8, Name: "Ola Dahl"}},
		Origin:          cable.Post{Code: "LIMA", Name: "Embassy Lima", Country: "Peru"},
		To:              []string{"SECSTATE WASHDC", "AMEMBASSY QUITO"}, Tags: []cable.Tag{{Code: "EFIS"}, {Code: "PE"}, {Code: "PREL"}},
		References: []cable.Reference{{Kind: "cable", ID: "74QUITO9"}, {Kind: "memo", Text: "memo of May 3"}},
		Entities:   []cable.EntityCount{{Kind: cable.PER, Name: "Ola Dahl"}, {Kind: cable.PER, Name: "Dahl, O. M."}, {Kind: cable.PER, Name: "Ines Vega"}, {Kind: cable.LOC, Name: "Callao"}},
		Paragraphs: []cable.Paragraph{
			{Anchor: "par1", Number: 1, Heading: "Trawlers and nets", Text: "In Callao Mr. Dahl spoke of fishing boats.", Entities: []cable.Entity{
				{Kind: cable.LOC, Text: "Callao", Start: 3, End: 9}, {Kind: cable.PER, Text: "Mr. Dahl", Start: 10, End: 18, Name: "Dahl, O. M."}}},
			{Anchor: "par2", Number: 2, Text: "Vega fished for the São Paulo museum.", Entities: []cable.Entity{{Kind: cable.PER, Text: "Vega", Start: 0, End: 4, Name: "Ines Vega"}}},
		},
		Notes: []cable.Note{{Number: "1", Anchor: "par1", Text: "The boats were sold."}}, Signers: []string{"STRAND"}, ClassifiedBy: "Charge Strand",
	}
}

// dahl is one thing under three names.
func dahl(_ query.Facet, name string) []string {
	all := []string{"Ola Martin Dahl", "Ola Dahl", "Dahl, O. M."}
	if slices.Contains(all, name) {
		return all
	}
	return nil
}

func TestAsked(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text    string
		filters []query.Filter
		want    string
	}{
		{"", nil, ""},
		{"nets", nil, ""},
		{"tag:prel", nil, "tag PREL"},
		{"tag:P*", nil, ""}, // one letter is no beginning
		{"tag:PR* nets", nil, "tag PREL"},
		{"tag:EFIS OR tag:PREL", nil, "tag EFIS, tag PREL"},
		{"nets -tag:PREL", nil, ""},
		{"tag:none", nil, ""},
		{`per:"ola dahl"`, nil, "per Ola Dahl, per Dahl, O. M."},
		{"per:martin", nil, "per Ola Dahl, per Dahl, O. M."},
		{"per:veg*", nil, "per Ines Vega"},
		{"loc:callao org:callao", nil, "loc Callao"},
		{"from:lima", nil, "post LIMA"},
		{"from:embassy", nil, "post LIMA"},
		{"to:quito", nil, "to AMEMBASSY QUITO"},
		{"ref:74QUITO9", nil, "ref 74QUITO9"},
		{`ref:"74 quito 0009"`, nil, "ref 74QUITO9"},
		{"class:c country:peru", nil, "class CONFIDENTIAL, country Peru"},
		{"", []query.Filter{{Facet: query.Persons, Value: "Ola Martin Dahl"}}, "per Ola Dahl, per Dahl, O. M."},
		{"", []query.Filter{{Facet: query.Persons, Value: "Ola Dahl", Exclude: true}, {Facet: query.Tags, Value: query.None}, {Facet: query.Tags, Value: "PE"}}, "tag PE"},
	} {
		e, _, err := query.Parse(tt.text)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, v := range Asked(nets(), e, tt.filters, dahl) {
			got = append(got, fmt.Sprint(v.Of, " ", v.Text))
		}
		if s := strings.Join(got, ", "); s != tt.want {
			t.Errorf("%s %v: %s, want %s", tt.text, tt.filters, s, tt.want)
		}
	}
}

// TestHighlightTexts holds what is marked in each text for each kind of search.
func TestHighlightTexts(t *testing.T) {
	t.Parallel()
	c := nets()
	for _, tt := range []struct{ text, want string }{
		{"fishing", "par1: fishing; par2: fished"},
		{"=fishing", "par1: fishing"},
		{"fish*", "par1: fishing; par2: fished"},
		{"fihing~1", "par1: fishing"},
		{`"fishing boats"`, "par1: fishing boats"},
		{`"boats spoke"~3`, "par1: spoke, boats"},
		{"boats", "par1: boats; note-0: boats"},
		{"net", "subject: NETS; title: Nets; heading-of-par1: nets"},
		{"subject:net", "subject: NETS; title: Nets"},
		{"strand", "classified-by: Strand; signer-0: STRAND"},
		{"sao", "par2: São"},
		{"boats -fishing", "par1: boats; note-0: boats"},
		{"per:dahl", "subject: OLA DAHL; title: Ola Dahl; par1: Mr. Dahl"},
		{"per:dahl dahl", "subject: OLA DAHL; title: Ola Dahl; par1: Mr. Dahl"},
		{"loc:callao museum", "par1: Callao; par2: museum"},
		{"tag:PREL", ""},
	} {
		e, _, err := query.Parse(tt.text)
		if err != nil {
			t.Fatal(err)
		}
		found := Highlight(c, e, nil)
		MarkMentions(c, Asked(c, e, nil, dahl), found)
		texts := map[string]string{}
		var got []string
		eachText(c, func(key, text string) { texts[key] = text })
		for _, key := range []string{SubjectKey, TitleKey, ClassifierKey, HeadingKey("par1"), "par1", "par2", NoteKey(0), SignerKey(0)} {
			var ms []string
			for _, s := range found[key] {
				ms = append(ms, string([]rune(texts[key])[s.Start:s.End]))
			}
			if len(ms) > 0 {
				got = append(got, key+": "+strings.Join(ms, ", "))
			}
		}
		if s := strings.Join(got, "; "); s != tt.want {
			t.Errorf("%s: %s, want %s", tt.text, s, tt.want)
		}
	}
}

func TestBest(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"museum": "par2", "fishing boats": "par1", "zeppelin": "", "tag:PREL": "", "nets": ""} {
		e, _, err := query.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := Best(nets(), e, nil); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// TestFarBehind holds that a text which begins far behind spaces is shown from its beginning.
func TestFarBehind(t *testing.T) {
	t.Parallel()
	far := strings.Repeat(" ", 300)
	c := &cable.Cable{Paragraphs: []cable.Paragraph{{Anchor: "p1", Text: far + "The nets were mended." + far}}}
	if got := Opening(c); len(got) != 1 || len(got[0].Parts) != 1 || got[0].Parts[0].Text != "The nets were mended." {
		t.Errorf("%+v", got)
	}
	if got := Piece(far, nil); len(got) != 0 {
		t.Errorf("of spaces: %+v", got)
	}
}

// FuzzPiece: whatever is said to have been found, a piece is of the text.
func FuzzPiece(f *testing.F) {
	f.Add("The São Paulo ministers met.", 4, 13, 20, 40)
	f.Add("", 0, 0, -1, 3)
	f.Fuzz(func(t *testing.T, text string, a, b, c, d int) {
		if len(text) > 4000 {
			return
		}
		spans := apart([]archive.Span{{Start: a, End: b}, {Start: c, End: d}})
		for _, p := range Piece(text, spans) {
			if plain := strings.TrimSuffix(strings.TrimPrefix(p.Text, "… "), " …"); !strings.Contains(oneLine(text), plain) {
				t.Errorf("%q is not of %q", p.Text, text)
			}
		}
	})
}
