package things

import (
	"strings"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/internal/reference"
	"reftel/internal/server/shape"
	"reftel/web/templates"
	"reftel/web/templates/things"
)

func terms(t *testing.T) shape.Terms {
	t.Helper()
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	return shape.Terms{Tables: tables}
}

// subject is one that goes with a code, a person and a post.
func subject(tm shape.Terms, f query.Facet, value string) *Subject {
	var counts []archive.FacetCounts
	for _, g := range []query.Facet{query.Tags, query.Persons, query.Origin} {
		counts = append(counts, archive.FacetCounts{Facet: g, Distinct: 30, Buckets: []archive.Bucket{{Value: "OSLO", Label: "Embassy Oslo", Count: 9}, {Value: "BERN", Count: 1}}})
	}
	return &Subject{
		Subject: shape.Subject{Terms: tm, Facet: f, Value: value, Kind: "Thing", Request: query.Request{Filters: []query.Filter{{Facet: f, Value: value}}, Sort: query.Newest, Page: 1, Size: 20}, Result: &archive.Result{Total: 12}},
		Portrait: &archive.Portrait{
			Cables: 12, Label: "Thing of " + value, Facets: counts, First: &archive.Summary{ID: "74OSLO1", Title: "The light", Date: cable.Date{Year: 1974}},
			Company: []archive.Company{
				{Facet: query.Tags, Values: []archive.Companion{{Value: "EFIS", Label: "Fish", Together: 4, Count: 5}, {Value: "XXXX", Label: "XXXX", Together: 2, Count: 2}}},
				{Facet: query.Persons, Values: []archive.Companion{{Value: "Maude Ostrand", Label: "Maude Ostrand", Together: 3, Count: 9}}},
			},
		},
	}
}

func TestCompanyOfSubject(t *testing.T) {
	t.Parallel()
	v := subject(shape.Terms{}, query.Persons, "Kari Lund").View(templates.Page{})
	var got []string
	for _, c := range v.Company {
		for _, x := range c.Companions {
			got = append(got, strings.Join([]string{c.ID, c.Title, x.Code, x.Label, x.Href, x.Both}, " | "))
		}
	}
	want := []string{
		"with-tag | TAGS | EFIS | Fish | /tag/EFIS | /search?tag=EFIS&per=Kari+Lund",
		"with-tag | TAGS |  | XXXX | /tag/XXXX | /search?tag=XXXX&per=Kari+Lund",
		"with-per | People |  | Maude Ostrand | /entity/per/Maude%20Ostrand | /search?all-per=Kari+Lund&all-per=Maude+Ostrand",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if len(v.Related) != 1 || v.Related[0].ID != "by-post" || v.Company[0].All == nil || v.Company[0].All.Href != "/search/values/tag?per=Kari+Lund" {
		t.Errorf("plain lists %+v, all %+v", v.Related, v.Company[0].All)
	}
	if len(v.Told) != 1 || v.Told[0].Term != "First cable" {
		t.Errorf("told %+v", v.Told)
	}
	none := subject(shape.Terms{}, query.Persons, "Kari Lund")
	none.Portrait = nil
	if v := none.View(templates.Page{}); len(v.Company) != 0 || len(v.Related) != 0 || v.Name != "Kari Lund" {
		t.Errorf("no cables: %+v", v)
	}
	posts := subject(shape.Terms{}, query.Country, "Norway")
	posts.Portrait.Company = append(posts.Portrait.Company, archive.Company{Facet: query.Origin, Values: []archive.Companion{{Value: "OSLO", Together: 9, Count: 9}}})
	if v := posts.View(templates.Page{}); len(v.Company) != 2 || len(v.Related) != 1 || v.Related[0].ID != "by-post" || v.Name != "Thing of Norway" {
		t.Errorf("the posts of a country: %+v, %+v", v.Company, v.Related)
	}
}

func TestToldOfCodes(t *testing.T) {
	t.Parallel()
	tm := terms(t)
	for _, x := range []struct {
		facet query.Facet
		value string
		want  []string
	}{
		{query.Tags, "WTO", []string{
			"Meaning by time: Warsaw Pact Organization [organization] until 1979; 1974 TAGS handbook (TL:TAGS-1, 28 Jun 1974)",
			"Meaning by time: World Trade Organization [organization] 1980 to 2010; not read in any source; ",
			"First cable: 1974 [] The light",
		}},
		{query.Tags, "QQQQ", []string{"First cable: 1974 [] The light"}},
		{query.Origin, "RIODEJANEIRO", []string{
			"Country: Brazil [] ", "Also written: RIO, RIODEJAN [] abbreviation in use in cables", "First cable: 1974 [] The light",
		}},
		{query.Country, "Norway", []string{"First cable: 1974 [] The light"}},
	} {
		v := subject(tm, x.facet, x.value).View(templates.Page{})
		var got []string
		for _, f := range v.Told {
			for _, y := range f.Values {
				got = append(got, f.Term+": "+y.Text+" ["+y.Kind+"] "+y.Detail)
			}
		}
		for i := range max(len(got), len(x.want)) {
			if i >= len(got) || i >= len(x.want) || !strings.HasPrefix(got[i], x.want[i]) {
				t.Errorf("%s: got\n%s\nwant\n%s", x.value, strings.Join(got, "\n"), strings.Join(x.want, "\n"))
				break
			}
		}
		if len(v.Facts) != 0 {
			t.Errorf("%s: facts beside %+v", x.value, v.Facts)
		}
	}
	one := meanings(nil, []reference.TagMeaning{{To: 1979, Source: "a handbook"}, {From: 1980, To: 2010}, {From: 2011, To: reference.Today}})
	if len(one) != 1 || one[0].Text != "Meaning not known" || one[0].Detail != "at all times; a handbook" {
		t.Errorf("one meaning of all times: %+v", one)
	}
}

func TestWorld(t *testing.T) {
	t.Parallel()
	tm := terms(t)
	post := subject(tm, query.Origin, "OSLO").View(templates.Page{}).Map
	want := things.Point{X: 381, Y: 48, Size: onePoint, Label: "Oslo"}
	if len(post.Points) != 1 || post.Points[0] != want || !strings.HasPrefix(post.Note, "59.9° N, 10.7° E: the city, after ") {
		t.Errorf("%+v", post)
	}
	country := subject(tm, query.Country, "Norway").View(templates.Page{}).Map
	if len(country.Points) != 2 || country.Points[0].Size <= country.Points[1].Size || country.Points[0].Label != "Oslo: 9" || !strings.Contains(country.Label, "Oslo, Bern") {
		t.Errorf("%+v", country)
	}
	for _, x := range []*Subject{subject(tm, query.Origin, "PARTO"), subject(tm, query.Origin, "NOWHERE"), subject(tm, query.Tags, "OSLO"), subject(shape.Terms{}, query.Origin, "OSLO")} {
		if m := x.View(templates.Page{}).Map; len(m.Points) != 0 {
			t.Errorf("%s is on the map: %+v", x.Value, m)
		}
	}
	tables := tm.Tables
	for _, p := range tables.Posts() {
		if p.HasPlace && placeSources[p.PlaceBy].Key == "" {
			t.Errorf("%s: whose place is it: %q", p.Code, p.PlaceBy)
		}
	}
}
