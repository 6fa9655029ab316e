package search_test

import (
	"slices"
	"testing"

	"reftel/internal/cable"
	"reftel/internal/index/indextest"
)

func TestSearch(t *testing.T) {
	t.Parallel()
	a := indextest.Open(t, []*cable.Cable{
		indextest.Simple("74ALFA1", "1974-03-08", "TALKS ON COOPERATION", "The ministers' co-operation in São Paulo was to be or not to be.", "O’Neill met Castro’s brother in the U.S. embassy."),
		indextest.Simple("74ALFA2", "1974-03-09", "FISHERIES", "The minister said that cooperating with the embassy is the way of the sea.", "Policy-making goes on."),
		indextest.Simple("75ALFA3", "1975", "UNDER WAY", "Nothing to see: a way of life. The sea."),
		indextest.Simple("75ALFA4", "", "WAYS AND MEANS", "An oneill without apostrophe."),
	})
	for _, tt := range []struct {
		query string
		want  []string
	}{
		{"minister", []string{"74ALFA1", "74ALFA2"}},
		{"=minister", []string{"74ALFA2"}},
		{"=ministers", []string{"74ALFA1"}},
		{"cooperation", []string{"74ALFA1", "74ALFA2"}},
		{"co-operation", []string{"74ALFA1", "74ALFA2"}},
		{"sao paulo", []string{"74ALFA1"}},
		{"São", []string{"74ALFA1"}},
		{"O'Neill", []string{"74ALFA1", "75ALFA4"}},
		{"o’neill", []string{"74ALFA1", "75ALFA4"}},
		{"castro", []string{"74ALFA1"}},
		{"U.S.", []string{"74ALFA1"}},
		{`"to be or not to be"`, []string{"74ALFA1"}},
		{`"the way of the sea"`, []string{"74ALFA2"}},
		{`"way of the sea"`, []string{"74ALFA2"}},
		{`"way of life the sea"`, []string{"75ALFA3"}},
		{`"ways of life"`, nil},
		{`"sea way"~20`, []string{"74ALFA2", "75ALFA3"}},
		{`"minister sea"~2`, nil},
		{`"brother castro"~0`, nil},
		{`"castro brother"`, []string{"74ALFA1"}},
		{"policy-making", []string{"74ALFA2"}},
		{"policymaking", []string{"74ALFA2"}},
		{`"policy making"`, []string{"74ALFA2"}},
		{`"making goes policy"`, nil},
		{"embass*", []string{"74ALFA1", "74ALFA2"}},
		{"embasy~1", []string{"74ALFA1", "74ALFA2"}},
		{"subject:way", []string{"75ALFA3", "75ALFA4"}},
		{"way NOT sea", []string{"75ALFA4"}},
		{"embassy OR fisheries", []string{"74ALFA1", "74ALFA2"}},
		{"the minister", []string{"74ALFA1", "74ALFA2"}},
		{"date:1974", []string{"74ALFA1", "74ALFA2"}},
		{"date:1975", []string{"75ALFA3"}},
		{"date:1975-01", nil},
		{"date:none", []string{"75ALFA4"}},
		{"date:1974-03-09..1975", []string{"74ALFA2", "75ALFA3"}},
		{"id:74-Alfa-2", []string{"74ALFA2"}},
		{"sea date:1974", []string{"74ALFA2"}},
		{"zebra", nil},
	} {
		got := indextest.HitIDs(indextest.Search(t, a, indextest.Request(t, tt.query)))
		slices.Sort(got)
		if len(got)+len(tt.want) > 0 && !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.query, got, tt.want)
		}
	}
}

func TestValues(t *testing.T) {
	t.Parallel()
	one := indextest.Simple("74ALFA1", "1974-03-08", "ONE", "First.")
	one.Classification = "LIMITED OFFICIAL USE"
	one.Captions = []string{"EXDIS"}
	one.Tags = []cable.Tag{{Code: "PREL", Meaning: "External political relations"}}
	one.Origin = cable.Post{Code: "PORTAUPRINCE", Name: "Embassy Port-au-Prince", Country: "Haiti"}
	one.Entities = []cable.EntityCount{{Kind: cable.PER, Name: "Gustavo Delgado-Peña", Count: 2}, {Kind: cable.ORG, Name: "Ministry of Defense", Count: 1}}
	one.To = []string{"AMEMBASSY LIMA"}
	two := indextest.Simple("74ALFA2", "1974-03-09", "TWO", "Second.")
	two.Classification = "SECRET"
	two.Tags = []cable.Tag{{Code: "PRE"}}
	two.Origin = cable.Post{Code: "STATE", Name: "Department of State", Country: "United States"}
	two.Language = "es"
	two.References = []cable.Reference{{Kind: "cable", ID: "74ALFA1", Text: "ALFA 1"}, {Kind: "cable", ID: "73BRAVO9", Text: "BRAVO 9"}}
	a := indextest.Open(t, []*cable.Cable{one, two})
	for _, tt := range []struct {
		query string
		want  []string
	}{
		{"tag:prel", []string{"74ALFA1"}},
		{"tag:PRE", []string{"74ALFA2"}},
		{"tag:pre*", []string{"74ALFA1", "74ALFA2"}},
		{"class:LOU", []string{"74ALFA1"}},
		{`class:"limited official use"`, []string{"74ALFA1"}},
		{"class:s", []string{"74ALFA2"}},
		{"class:top", nil},
		{"caption:exdis", []string{"74ALFA1"}},
		{"from:PortAuPrince", []string{"74ALFA1"}},
		{`from:"port au prince"`, []string{"74ALFA1"}},
		{"from:state", []string{"74ALFA2"}},
		{"per:delgado", []string{"74ALFA1"}},
		{`per:"gustavo delgado-pena"`, []string{"74ALFA1"}},
		{"per:del*", []string{"74ALFA1"}},
		{"per:elgado", nil},
		{"org:defense", []string{"74ALFA1"}},
		{"to:lima", []string{"74ALFA1"}},
		{"country:haiti", []string{"74ALFA1"}},
		{"lang:es", []string{"74ALFA2"}},
		{"ref:74ALFA1", []string{"74ALFA2"}},
		{`ref:"73 bravo 9"`, []string{"74ALFA2"}},
		{"year:1974", []string{"74ALFA1", "74ALFA2"}},
		{"NOT class:secret", []string{"74ALFA1"}},
		{"first OR class:secret", []string{"74ALFA1", "74ALFA2"}},
	} {
		got := indextest.HitIDs(indextest.Search(t, a, indextest.Request(t, tt.query)))
		slices.Sort(got)
		if len(got)+len(tt.want) > 0 && !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.query, got, tt.want)
		}
	}
}
