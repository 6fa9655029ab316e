package values

import (
	"slices"
	"testing"

	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/query"
)

func sample() *cable.Cable {
	return &cable.Cable{
		ID: "74LIMA5", Date: cable.Date{Year: 1974, Month: 5}, Subject: "FISHMEAL", Classification: "CONFIDENTIAL", Captions: []string{"EXDIS"},
		Origin: cable.Post{Code: "LIMA", Name: "Embassy Lima", Country: "Peru"}, Language: "en",
		To: []string{"SECSTATE WASHDC"}, Info: []string{"QUITO"}, Tags: []cable.Tag{{Code: "EFIS", Meaning: "Fisheries"}},
		References: []cable.Reference{{Kind: "cable", ID: "74QUITO9"}, {Kind: "memo", Text: "MEMO"}},
		Entities:   []cable.EntityCount{{Kind: cable.PER, Name: "Ola Dahl"}, {Kind: cable.LOC, Name: "Callao"}},
		Paragraphs: []cable.Paragraph{{Heading: "Nets", Text: "Text."}}, Notes: []cable.Note{{Text: "Note."}}, Signers: []string{"DAHL"},
	}
}

func TestOf(t *testing.T) {
	t.Parallel()
	want := map[query.Facet][]Value{
		query.Tags: {{"EFIS", "Fisheries"}}, query.Persons: {{"Ola Dahl", ""}}, query.Organisations: nil, query.Places: {{"Callao", ""}},
		query.Misc: nil, query.Origin: {{"LIMA", "Embassy Lima"}}, query.Country: {{"Peru", ""}}, query.Classification: {{"CONFIDENTIAL", ""}},
		query.Captions: {{"EXDIS", ""}}, query.Language: {{"en", ""}}, query.Collection: {{"", ""}}, query.Year: {{"1974", ""}},
		To: {{"SECSTATE WASHDC", ""}, {"QUITO", ""}}, Ref: {{"74QUITO9", ""}},
	}
	if len(Names()) != len(want) {
		t.Errorf("%d properties, want %d", len(Names()), len(want))
	}
	for _, name := range Names() {
		if got := Of(sample(), name, nil); !slices.Equal(got, want[name]) {
			t.Errorf("%s: %v, want %v", name, got, want[name])
		}
	}
}

func TestOfNamed(t *testing.T) {
	t.Parallel()
	names := authority.File{{Kind: cable.PER, Name: "Ola Martin Dahl", Forms: []authority.Form{{Name: "DAHL, OLA"}, {Name: "Ola Dahl"}, {Name: "Callao"}}}}.Names()
	c := sample()
	c.Entities = append(c.Entities, cable.EntityCount{Kind: cable.PER, Name: "Dahl, Ola"}, cable.EntityCount{Kind: cable.PER, Name: "Mrs. Dahl"})
	want := []Value{{"Ola Martin Dahl", ""}, {"Ola Martin Dahl", ""}, {"Mrs. Dahl", ""}}
	if got := Of(c, query.Persons, names); !slices.Equal(got, want) {
		t.Errorf("persons %v, want %v", got, want)
	}
	if got := Of(c, query.Places, names); !slices.Equal(got, []Value{{"Callao", ""}}) { // the name of a person is no place
		t.Errorf("places %v", got)
	}
}

func TestTexts(t *testing.T) {
	t.Parallel()
	var prose, added []string
	EachProse(sample(), func(text string, subject bool) {
		if subject != (text == "FISHMEAL") {
			t.Errorf("%q is taken for a subject: %v", text, subject)
		}
		prose = append(prose, text)
	})
	EachAddition(sample(), func(text string, _ bool) { added = append(added, text) })
	if !slices.Equal(prose, []string{"FISHMEAL", "Nets", "Text."}) || !slices.Equal(added, []string{"Note.", "DAHL"}) {
		t.Errorf("prose %q, additions %q", prose, added)
	}
}

func TestDaySpan(t *testing.T) {
	t.Parallel()
	for d, want := range map[cable.Date][2]int32{
		{Year: 1974}:                     {19740101, 19741231},
		{Year: 1974, Month: 2}:           {19740201, 19740231}, // the last day of any month is 31
		{Year: 1974, Month: 2, Day: 27}:  {19740227, 19740227},
		{Year: 1974, Month: 2, Day: 28}:  {19740228, 19740231},
		{Year: 1976, Month: 2, Day: 28}:  {19760228, 19760228},
		{Year: 1974, Month: 12, Day: 31}: {19741231, 19741231},
	} {
		if from, to := DaySpan(d); [2]int32{from, to} != want {
			t.Errorf("%v: %d to %d, want %v", d, from, to, want)
		}
	}
}

func TestDates(t *testing.T) {
	t.Parallel()
	for _, d := range []cable.Date{{}, {Year: 1807}, {Year: 1974, Month: 5}, {Year: 2010, Month: 2, Day: 28, Hour: 23, Minute: 59, HasTime: true}} {
		b := AppendDate(nil, d)
		if got := DecodeDate(b); got != d || len(b) != DateSize {
			t.Errorf("%v is read as %v from %d bytes", d, got, len(b))
		}
	}
}

func TestIsClass(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		value, asked string
		prefix, want bool
	}{
		{"SECRET", "s", false, true}, {"TOP SECRET", "secret", false, false}, {"LIMITED OFFICIAL USE", "LOU", false, true},
		{"UNCLASSIFIED//FOR OFFICIAL USE ONLY", "fouo", false, true}, {"SENSITIVE BUT UNCLASSIFIED", "SBU", false, true},
		{"CONFIDENTIAL", "conf", true, true}, {"CONFIDENTIAL", "conf", false, false}, {"SECRET", "", true, false},
	} {
		if got := IsClass(c.value, c.asked, c.prefix); got != c.want {
			t.Errorf("%s asked as %q: %v", c.value, c.asked, got)
		}
	}
}
