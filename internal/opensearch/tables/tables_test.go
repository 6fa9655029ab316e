package tables

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"reftel/internal/archive"
	"reftel/internal/archive/ids"
	"reftel/internal/archive/prepare"
	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/opensearch/client"
	"reftel/internal/opensearch/nodetest"
	"reftel/internal/query"
)

func people() authority.File {
	return authority.File{
		{Kind: cable.PER, Name: "Ola Dahl", Forms: []authority.Form{{Name: "DAHL, OLA M."}, {Name: "The Cod King"}}},
		{Kind: cable.PER, Name: "Nobody Here", Forms: []authority.Form{{Name: "N.N."}}},
	}
}

func built() *Builder {
	tagged := func(id string, day int, people ...string) *cable.Cable {
		c := &cable.Cable{
			ID: id, Date: cable.Date{Year: 1974, Month: 1, Day: day}, Origin: cable.Post{Code: "OSLO", Name: "Embassy Oslo"},
			Tags: []cable.Tag{{Code: "EFIS", Meaning: "Fish"}}, References: []cable.Reference{{Kind: "cable", ID: "73OSLO9"}, {Kind: "cable", ID: "74OSLO1"}},
			Paragraphs: []cable.Paragraph{{Text: "Brödersen of Århavn."}},
		}
		for _, p := range people {
			c.Entities = append(c.Entities, cable.EntityCount{Kind: cable.PER, Name: p, Count: 1})
		}
		return c
	}
	table := ids.NewTable([]string{"74OSLO1", "74OSLO2"}, [][]string{{"74OSLO11"}, nil})
	table.Withdraw(ids.NewTable([]string{"74OSLO3"}, nil), "one")
	names := people()
	b := NewBuilder(names.Names(), prepare.Report{Names: names}, table)
	b.Add(tagged("74OSLO1", 1, "Dahl, Ola M", "Kari Lund"))
	b.Add(tagged("74OSLO2", 2, "OLA DAHL"))
	return b
}

func TestBuilder(t *testing.T) {
	t.Parallel()
	b := built()
	want := archive.Stats{
		Cables: 2, Paragraphs: 2, First: cable.Date{Year: 1974, Month: 1, Day: 1}, Last: cable.Date{Year: 1974, Month: 1, Day: 2},
		Posts: 1, Entities: 2, References: 4, Resolved: 2,
	}
	if diff := gocmp.Diff(want, b.Stats()); diff != "" {
		t.Errorf("stats (-want +got)\n%s", diff)
	}
	var docs []string
	err := b.write(func(id string, doc any) error {
		d := doc.(document)
		docs = append(docs, fmt.Sprintf("%s %s %q %d %v", id, cmp.Or(d.Value, d.ID), d.Words, d.Count, d.Keys))
		return nil
	}, []archive.Entry{{ID: "74OSLO3"}, {ID: "74OSLO11"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`per-0 Ola Dahl "ola dahl \t dahl ola m \t the cod king" 2 [PER ola dahl PER dahl ola m PER the cod king]`,
		`per-1 Kari Lund "kari lund" 1 []`, `thing-0 Nobody Here "" 0 [PER nobody here PER nn]`, `tag-0 EFIS "efis \t fish" 2 []`, `ref-0 73OSLO9 "" 2 []`,
		`gone-0 74OSLO11 "" 0 []`, `gone-1 74OSLO3 "" 0 [74OSLO3]`, `series-0 OSLO "" 0 []`, `series-1 OSLO "" 0 []`,
	} {
		if !slices.Contains(docs, want) {
			t.Errorf("%s is not among\n%q", want, docs)
		}
	}
	series := b.series()
	if diff := gocmp.Diff(&archive.Numbers{Year: 1974, Held: []int{1, 2, 11}}, series[yearOf{"OSLO", 1974}]); diff != "" {
		t.Errorf("series (-want +got)\n%s", diff)
	}
	w := b.whole()
	js, err := json.Marshal(w)
	if err != nil || len(w.Spellings) != 2 || len(w.Dates) != 2 {
		t.Errorf("%s, %v", js, err)
	}
}

// TestAsk holds that a cluster gives back what was written.
func TestAsk(t *testing.T) {
	t.Parallel()
	c := nodetest.Client(t)
	ctx, index := t.Context(), nodetest.Prefix(t, c)+"-values"
	send := func(method, path string, body any) {
		t.Helper()
		if err := c.Do(ctx, client.Request{Method: method, Path: "/" + index + path, Body: body}, nil); err != nil {
			t.Fatal(err, client.Detail(err))
		}
	}
	send("PUT", "", Index(1))
	b := built()
	if err := b.Write(ctx, c, index, []archive.Entry{{ID: "74OSLO3"}}); err != nil {
		t.Fatal(err)
	}
	send("POST", "/_refresh", nil)
	tb, err := Open(ctx, c, index)
	if err != nil {
		t.Fatal(err, client.Detail(err))
	}
	if diff := gocmp.Diff(b.whole(), tb.whole); diff != "" {
		t.Errorf("the whole (-want +got)\n%s", diff)
	}
	if got := tb.Spellings("brodersen"); !slices.Equal(got, []string{"brodersen", "broedersen"}) {
		t.Errorf("spellings %q", got)
	}
	for name, want := range map[string]string{"Ola Dahl": "Ola Dahl", "the cod king": "Ola Dahl", "ola": "", "N.N.": "", "Kari Lund": "Kari Lund"} {
		if v, ok, err := tb.Counted(ctx, query.Persons, name); err != nil || v.Text != want || ok != (want != "") {
			t.Errorf("%s is %+v, %v", name, v, err)
		}
	}
	vs, err := tb.Ask(ctx, Question{Facet: query.Persons, Texts: []string{"ki ola", "king o", "l"}, Begun: true, N: 9, Held: true}, Question{Facet: query.Persons, Names: []string{"nn"}, N: 1})
	if err != nil || len(vs[0]) != 2 || vs[0][0].Thing == nil || len(vs[1]) != 1 || vs[1][0].Count != 0 {
		t.Errorf("%+v, %v", vs, err)
	}
	all, err := tb.All(ctx, query.Persons)
	if err != nil || len(all) != 2 || all[1].Text != "Kari Lund" || all[1].Rank != 1 {
		t.Errorf("all persons: %+v, %v", all, err)
	}
	w, err := tb.Missing(ctx, []string{"74 oslo 3", "73oslo9", "none"})
	if err != nil {
		t.Fatal(err)
	}
	if g, ok := w.Gone("1974 Oslo 00003"); !ok || g.Last != "one" {
		t.Errorf("gone: %+v", g)
	}
	if id, ok := w.Cited("73oslo9"); !ok || id != "73OSLO9" {
		t.Errorf("cited: %s", id)
	}
}
