package shape

import (
	"fmt"
	"strings"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/web/templates"
)

// keeper is what is told of an invented person.
func keeper() *Subject {
	return &Subject{
		Facet: query.Persons, Value: "Maude Ostrand", Kind: "Person", Result: &archive.Result{Total: 2},
		Thing: &authority.Thing{
			Kind: cable.PER, Name: "Maude Ostrand", Describe: "Kept the light.",
			Facts: []authority.Fact{
				{Text: "Keeper of the light at Utsira", From: 1971, To: 1974, Basis: authority.Text, Source: "74oslo1"},
				{Text: "Pilot", To: 1970, Basis: authority.List, Source: "vol1"}, {Text: "Owner of a boat", From: 1980, To: 1980, Basis: "hearsay"},
			},
			Forms:   []authority.Form{{Name: "OSTRAND, MAUDE", Basis: authority.List, Source: "vol1"}, {Name: "Mrs. Ostrand", Basis: authority.Spelling}},
			Perhaps: []string{"M. Ostrand"},
		},
		Sources: map[string]archive.Found{"74oslo1": {State: archive.Alias, ID: "74OSLO1"}, "vol1": {}},
		First:   &archive.Summary{ID: "74OSLO1", Title: "The light", Date: cable.Date{Year: 1974, Month: 3}, DateInferred: true},
		Last:    &archive.Summary{ID: "76TUNIS3", Title: "A survey"}, // of no date
	}
}

func TestTold(t *testing.T) {
	t.Parallel()
	x := keeper()
	var got []string
	for _, f := range x.told() {
		for _, v := range f.Values {
			s := f.Term + ": " + v.Text + " (" + v.Detail + ") " + v.Href
			if v.Inferred {
				s += " inferred"
			}
			got = append(got, s)
		}
	}
	want := []string{
		"Who it is: Keeper of the light at Utsira (1971 to 1974; in the words of a document, 74oslo1) /cable/74OSLO1",
		"Who it is: Pilot (until 1970; from a list of names, vol1) ",
		"Who it is: Owner of a boat (1980; hearsay) ",
		"Other names: OSTRAND, MAUDE (from a list of names, vol1) ",
		"Other names: Mrs. Ostrand (another spelling) ",
		"First cable: March 1974 (The light) /cable/74OSLO1 inferred",
		"Perhaps the same as: M. Ostrand () /entity/per/M.%20Ostrand",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if got := strings.Join(SourcesOf(x.Thing), " "); got != "74oslo1 vol1" {
		t.Errorf("sources %s", got)
	}
	x.Thing = nil
	if rows := x.told(); len(rows) != 1 || rows[0].Term != "First cable" || len(SourcesOf(nil)) != 0 {
		t.Errorf("of what nothing is told: %+v", rows)
	}
}

// TestToldIsBounded shows a thing with names without end.
func TestToldIsBounded(t *testing.T) {
	t.Parallel()
	x := keeper()
	long := strings.Repeat("very long ", 500)
	for i := range 1000 {
		x.Thing.Facts = append(x.Thing.Facts, authority.Fact{Text: long, Basis: authority.Text, Source: fmt.Sprint(i)})
		x.Thing.Forms = append(x.Thing.Forms, authority.Form{Name: long, Source: fmt.Sprint("f", i)})
		x.Thing.Perhaps = append(x.Thing.Perhaps, fmt.Sprint("Ostrand ", i))
	}
	size := 0
	for _, f := range x.told() {
		for _, v := range f.Values {
			size += len(v.Text) + len(v.Detail) + len(v.Href)
		}
		if last := f.Values[len(f.Values)-1].Text; f.Term != "First cable" && !strings.HasSuffix(last, " more") {
			t.Errorf("%s ends with %s", f.Term, last)
		}
	}
	if n := len(SourcesOf(x.Thing)); n > toldShown+formsShown || size > 40_000 {
		t.Errorf("%d documents, %d bytes", n, size)
	}
}

func TestLeads(t *testing.T) {
	t.Parallel()
	got := leads(nil, []archive.Suggestion{{Kind: query.FieldLoc, Value: "A/B Island", Also: "The Rock", Count: 7}})
	want := templates.Lead{Kind: "Place", Also: "The Rock", Link: templates.Link{Label: "A/B Island", Href: "/entity/loc/A%2FB%20Island", Count: 7}}
	if len(got) != 1 || got[0] != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// TestInferredNames marks names that the source does not mark, and no others.
func TestInferredNames(t *testing.T) {
	t.Parallel()
	es := []cable.Entity{
		{Kind: cable.PER, Text: "Ostrand", Start: 0, End: 7, Name: "Maude Ostrand", Inferred: true, Basis: "list"},
		{Kind: cable.LOC, Text: "Utsira", Start: 11, End: 17}, {Kind: cable.ORG, Text: "N.N.C.", Start: 18, End: 24, Inferred: true},
		{Kind: cable.ORG, Text: "Net", Start: 30, End: 33, Inferred: true, Basis: "tagger", Confidence: 0.875},
		{Kind: cable.ORG, Text: "Fog", Start: 40, End: 43, Inferred: true, Basis: "tagger", Confidence: 0.5}, // not sure enough to count
	}
	x := &Cable{Cable: &cable.Cable{Entities: []cable.EntityCount{
		{Kind: cable.PER, Name: "Maude Ostrand"}, {Kind: cable.LOC, Name: "Utsira"}, {Kind: cable.ORG, Name: "N.N.C."}, {Kind: cable.ORG, Name: "NET"},
	}}}
	var got []string
	for _, m := range entityMarks(nil, es, x.counts, x.again) {
		got = append(got, m.Href+" "+m.Name+" ["+m.Inferred+"]")
	}
	want := "/entity/per/Maude%20Ostrand Maude Ostrand [inferred: from a list of names];/entity/loc/Utsira  [];/entity/org/N.N.C.  [inferred];/entity/org/Net  [inferred: recognised by its words and those round it, confidence 0.88]"
	if s := strings.Join(got, ";"); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
	rs := runs("Ostrand of Utsira N.N.C.", entityMarks(nil, es[:2], x.counts, x.again), nil)
	if len(rs) != 4 || rs[0].Inferred == "" || rs[1].Inferred != "" || rs[2].Inferred != "" {
		t.Errorf("runs %+v", rs)
	}
}
