package enginetest

import (
	"errors"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"reftel/internal/archive"
	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/enginetest/plain"
	"reftel/internal/query"
)

// things are what the cables of namedCables speak of.
func things() authority.File {
	return authority.File{
		{
			Kind: cable.PER, Name: "Maude Ostrand",
			Forms: []authority.Form{
				{Name: "OSTRAND, MAUDE E.", Basis: authority.List, Source: "vol1"}, {Name: "Mrs. Ostrand", Basis: authority.Spelling},
				{Name: "The Herring Queen", Basis: authority.Text, Source: "74OSLO1"}, {Name: "Ostrand", Basis: authority.Text},
			},
			Facts: []authority.Fact{{Text: "Minister of Fisheries until 1975", To: 1975, Basis: authority.List, Source: "74OSLO1"}},
		},
		{Kind: cable.PER, Name: "Lars Ostrand", Forms: []authority.Form{{Name: "Ostrand", Basis: authority.Text}}, Perhaps: []string{"Maude Ostrand"}},
		{Kind: cable.ORG, Name: "Northern Net Company", Forms: []authority.Form{{Name: "Company, Northern Net"}, {Name: "N.N.C.", Basis: authority.Explained, Source: "74OSLO2"}}},
		{Kind: cable.LOC, Name: "Fog Island", Describe: "An island that is not on the charts."},
		{Kind: cable.MISC, Name: "Ostrand", Forms: []authority.Form{{Name: "Maude Ostrand"}}}, // a boat
		{Kind: cable.PER, Name: "Nobody Here", Forms: []authority.Form{{Name: "N.N."}}},
	}
}

func namedCables() []*cable.Cable {
	return []*cable.Cable{
		made("74OSLO1", "1974-01-01", "HERRING", "per=Ostrand, Maude E.; per=Maude Ostrand; org=Northern Net Company; loc=FOG ISLAND", "The minister spoke of herring."),
		made("74OSLO2", "1974-01-02", "NETS", "per=MRS OSTRAND; org=NNC; misc=Ostrand", "Nets were mended."),
		made("74OSLO3", "1974-01-03", "SAILS", "per=Ostrand; per=Kari Lund; org=NNC; misc=MAUDE OSTRAND", "Which Ostrand it was is not told."),
		made("74OSLO4", "1974-01-04", "OARS", "per=Lars Ostrand; loc=Bergen", "Oars were sold."),
	}
}

// testNames holds that a thing is counted once, and found by any of its names.
func testNames(t *testing.T, e Engine) {
	a := publishedWith(t, e, inputs(namedCables()), things())
	r := plain.Read(namedCables(), things())
	t.Run("named", func(t *testing.T) { testNamed(t, a, r) })
	t.Run("found", func(t *testing.T) {
		checkFindings(t, a, []finding{
			{`per:"maude ostrand"`, "74OSLO1 74OSLO2"}, {`per:"ostrand, maude e."`, "74OSLO1 74OSLO2"}, {`per:"herring queen"`, "74OSLO1 74OSLO2"},
			{"per:Maud*", "74OSLO1 74OSLO2"}, {"per:Ostrand", "74OSLO1 74OSLO2 74OSLO3 74OSLO4"}, {"org:nnc", "74OSLO1 74OSLO2 74OSLO3"},
			{`misc:"maude ostrand"`, "74OSLO2 74OSLO3"}, {`loc:"fog island"`, "74OSLO1"}, {"-per:queen", "74OSLO3 74OSLO4"}, {"per:N.N.", ""},
		})
		for _, x := range []struct{ filters, want string }{
			{"per=Maude Ostrand", "74OSLO1 74OSLO2"}, {"per=OSTRAND, MAUDE E.", "74OSLO1 74OSLO2"}, {"per=the herring queen", "74OSLO1 74OSLO2"},
			{"per=Ostrand", "74OSLO3"}, {"per=ostrand", ""}, {"misc=maude ostrand", "74OSLO2 74OSLO3"}, {"loc=fog island", "74OSLO1"},
			{"not-per=Mrs Ostrand", "74OSLO3 74OSLO4"}, {"per=Mrs Ostrand&per=Maude Ostrand&org=N.N.C.", "74OSLO1 74OSLO2"}, {"per=N.N.", ""}, {"per=bergen", ""},
		} {
			req := request(t, "")
			req.Filters = filters(x.filters)
			if ids, _ := found(t, a, req); strings.Join(ids, " ") != x.want {
				t.Errorf("%s: finds %v, want %s", x.filters, ids, x.want)
			}
			compare(t, a, r, req)
		}
	})
	t.Run("counted", func(t *testing.T) {
		req := request(t, "")
		req.Filters = filters("per=the herring queen&not-per=Lars Ostrand")
		want := []archive.Bucket{
			{Value: "Maude Ostrand", Label: "Maude Ostrand", Count: 2, Within: 2, Selected: true}, {Value: "Kari Lund", Label: "Kari Lund", Count: 1},
			{Value: "Lars Ostrand", Label: "Lars Ostrand", Count: 1, Excluded: true}, {Value: "Ostrand", Label: "Ostrand", Count: 1},
		}
		if diff := gocmp.Diff(want, facet(search(t, a, req), query.Persons).Buckets); diff != "" {
			t.Errorf("persons (-want +got)\n%s", diff)
		}
		for name, want := range map[string]int{"Maude Ostrand": 2, "MRS. OSTRAND": 2, "Ostrand": 1, "ostrand": 0, "Lars Ostrand": 1, "Nobody Here": 0, "n.n.": 0, "Kari Lund": 1, "kari lund": 0} {
			if n, err := a.Frequency(t.Context(), query.Persons, name); err != nil || n != want {
				t.Errorf("%s: %d (%v), want %d", name, n, err, want)
			}
		}
		if st, err := a.Stats(t.Context()); err != nil || st.Entities != 8 {
			t.Errorf("%d names, %v", st.Entities, err)
		}
	})
	t.Run("listed", func(t *testing.T) {
		for prefix, want := range map[string]string{"": "Maude Ostrand 2, Kari Lund 1, Lars Ostrand 1, Ostrand 1", "herring q": "Maude Ostrand 2", "queen": "Maude Ostrand 2", "queen herring": "", "l": "Kari Lund 1, Lars Ostrand 1"} {
			p, err := a.FacetValues(t.Context(), request(t, ""), query.Persons, archive.FacetOptions{Prefix: prefix})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, b := range p.Buckets {
				got = append(got, b.Value+" "+string(rune('0'+b.Count)))
			}
			if strings.Join(got, ", ") != want || p.Letters != "EHKLMOQT" {
				t.Errorf("%q: %q, letters %s; want %s", prefix, got, p.Letters, want)
			}
		}
	})
	t.Run("suggested", func(t *testing.T) { testSuggestNames(t, a) })
}

func testNamed(t *testing.T, a archive.Archive, r *plain.Reading) {
	for _, x := range []struct {
		facet      query.Facet
		name, want string
	}{
		{query.Persons, "Maude Ostrand", "Maude Ostrand"}, {query.Persons, "ostrand maude e", "Maude Ostrand"}, {query.Persons, "Ostrand", ""},
		{query.Misc, "maude OSTRAND", "Ostrand"}, {query.Misc, "Ostrand", "Ostrand"}, {query.Places, "Fog Island", "Fog Island"}, {query.Persons, "Fog Island", ""},
		{query.Organisations, "NNC", "Northern Net Company"}, {query.Persons, "Kari Lund", ""}, {query.Persons, "N N", ""}, {query.Persons, "N.N.", "Nobody Here"},
		{query.Persons, "", ""}, {query.Persons, "…", ""}, {query.Tags, "EIND", ""}, {query.Persons, strings.Repeat("x", 10000), ""},
	} {
		got, err := a.Named(t.Context(), x.facet, x.name)
		if err != nil || (got != nil) != (x.want != "") || got != nil && got.Name != x.want {
			t.Errorf("%s %.40q: %+v, %v; want %q", x.facet, x.name, got, err, x.want)
		}
		sorted := things()
		sorted.Sort()
		for i := range sorted {
			if got != nil && sorted[i].Kind == got.Kind && sorted[i].Name == got.Name {
				if diff := gocmp.Diff(&sorted[i], got); diff != "" {
					t.Errorf("%s (-want +got)\n%s", x.name, diff)
				}
			}
		}
		if again := r.Named(x.facet, x.name); (again != nil) != (got != nil) {
			t.Errorf("%s %.40q: a plain reading says %+v", x.facet, x.name, again)
		}
	}
	if th, err := a.Named(t.Context(), "nonsense", "x"); !errors.Is(err, archive.ErrBadRequest) {
		t.Errorf("a facet that is none: %+v, %v", th, err)
	}
}

func testSuggestNames(t *testing.T, a archive.Archive) {
	for _, x := range []struct {
		text  string
		kinds []query.Field
		want  []string
	}{
		{"maude", []query.Field{query.FieldPer}, []string{"per Maude Ostrand 2"}},
		{"herring qu", nil, []string{"per Maude Ostrand 2, also The Herring Queen"}},
		{"Ostrand, Maude E.", []query.Field{query.FieldPer}, []string{"per Maude Ostrand 2, also OSTRAND, MAUDE E."}},
		{"ostrand", []query.Field{query.FieldPer}, []string{"per Ostrand 1", "per Maude Ostrand 2", "per Lars Ostrand 1"}},
		{"company northern net", nil, []string{"org Northern Net Company 3, also Company, Northern Net"}},
		{"company net", nil, []string{"org Northern Net Company 3"}},
		{"nnc", nil, []string{"org Northern Net Company 3, also N.N.C."}},
		{"maude ostrand", nil, []string{"per Maude Ostrand 2", "misc Ostrand 2, also Maude Ostrand"}},
		{"nobody", nil, nil},
	} {
		ss, err := a.Suggest(t.Context(), x.text, 10, x.kinds...)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range ss {
			line := string(s.Kind) + " " + s.Value + " " + string(rune('0'+s.Count))
			if s.Also != "" {
				line += ", also " + s.Also
			}
			got = append(got, line)
		}
		if !slices.Equal(got, x.want) {
			t.Errorf("%q: %q, want %q", x.text, got, x.want)
		}
	}
}
