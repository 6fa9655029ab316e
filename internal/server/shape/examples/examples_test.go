package examples

import (
	"slices"
	"strings"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/query"
)

func sample(titles ...string) *Sample {
	x := &Sample{}
	for i, title := range titles {
		x.Cables = append(x.Cables, archive.Summary{ID: "74OSLO" + string(rune('1'+i)), Title: title, Date: cable.Date{Year: 1974, Month: 3, Day: 1 + i}})
	}
	return x
}

func counted(f query.Facet, values ...string) archive.FacetCounts {
	fc := archive.FacetCounts{Facet: f}
	for i, v := range values {
		fc.Buckets = append(fc.Buckets, archive.Bucket{Value: v, Label: v, Count: 100 - i})
	}
	return fc
}

func TestKinds(t *testing.T) {
	t.Parallel()
	x := sample("Herring quota talks", "The herring quota, again", "Whaling: quota of the northern fleet")
	x.Facets = []archive.FacetCounts{
		counted(query.Tags, "NO", query.None, "EFIS"), counted(query.Persons, "Lund", "Odd A. Vik", "Maude Ostrand", `Bjørn "Bo" Lie`), counted(query.Origin, "OSLO"),
		counted(query.Places, "Fog Island"),
	}
	var got []string
	for _, kind := range x.Kinds(nil) {
		got = append(got, kind[0].Query)
		if kind[0].Href != Address(kind[0].Query) || kind[0].Meaning == "" {
			t.Errorf("%+v", kind[0])
		}
	}
	want := []string{"again herring", `"again talks"`, "tag:EFIS", `per:"Maude Ostrand"`, "date:1974-03", "from:OSLO", `loc:"Fog Island"`}
	for i, w := range want[2:] {
		if at := len(got) - len(want) + 2 + i; at < 0 || got[at] != w {
			t.Errorf("got %v, want %v", got, want)
			break
		}
	}
	if kinds := (&Sample{}).Kinds(nil); kinds != nil {
		t.Errorf("an empty sample has %v", kinds)
	}
}

// TestForms holds that words that most subjects have are no examples.
func TestForms(t *testing.T) {
	t.Parallel()
	var titles []string
	for range 30 {
		titles = append(titles, "Telegram From the Embassy to the Department")
	}
	titles = append(titles, "Herring quota", "On the herring quota")
	v := sample(titles...).words()
	if len(v.rows) != 1 || v.rows[0] != [2]string{"herring", "quota"} || !slices.Equal(v.single, []string{"herring", "quota"}) {
		t.Errorf("%+v", v)
	}
}

func TestWording(t *testing.T) {
	t.Parallel()
	x := sample("Herring quota", "Herring quota", "Price of the trawler")
	x.Cables[0].Cites = []archive.Cited{{ID: "73BERGEN7"}}
	x.Facets = []archive.FacetCounts{counted(query.Tags, "EFIS", "PREL"), counted(query.Persons, "Maude Ostrand"), counted(query.Origin, "OSLO"), counted(query.Country, "United States")}
	w := x.Wording()
	for in, want := range map[string]string{
		"lighthouse lens":          "herring quota",
		`"lens of the lighthouse"`: `"price of the trawler"`,
		"l?ns":                     "q?ota",
		"79LISBON4410":             "74OSLO1",
		"1979LISBON04410_a":        "1974OSLO00001_a",
		"79 LISBNO 4410":           "74 OSOL 1",
		"ref:79LISBON4410":         "ref:73BERGEN7",
		"from:LISBON":              "from:OSLO",
		"tag:PR*":                  "tag:EF*",
		"Brandstrop~1":             "Ostran~1",
		"12 June 1979":             "1 March 1974",
		"121530Z JUN 79":           "011530Z MAR 74",
		"1970s":                    "1970s",
		"country:Portugal":         `country:"United States"`,
		"misc:Christmas":           "misc:Christmas",
	} {
		if got := w.Replace(in); got != want {
			t.Errorf("%s became %s, want %s", in, got, want)
		}
	}
	if got := (&Sample{}).Wording().Replace("lens 79LISBON4410 12 June 1979"); got != "lens 79LISBON4410 12 June 1979" {
		t.Errorf("nothing is known, and it became %s", got)
	}
}

func FuzzWording(f *testing.F) {
	f.Add("Of the of the", "74OSLO1", "Lund")
	f.Add("Quota ÆØ", "x", "")
	f.Fuzz(func(t *testing.T, title, id, name string) {
		x := &Sample{Cables: []archive.Summary{{ID: id, Title: title}, {ID: id, Title: title + " " + name, Date: cable.Date{Year: 1900, Month: 12, Day: 26}}}}
		x.Facets = []archive.FacetCounts{counted(query.Persons, name), counted(query.Tags, name)}
		if got := x.Wording().Replace("lens"); strings.TrimSpace(got) == "" {
			t.Errorf("%q", got)
		}
		x.Kinds(nil)
	})
}
