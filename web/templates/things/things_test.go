package things_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"reftel/web/templates"
	"reftel/web/templates/things"
)

var update = flag.Bool("update", false, "write the golden pages anew")

func render(t *testing.T, c templ.Component) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// post is an invented post with all that its page shows.
func post() things.Subject {
	v := things.Subject{
		Subject: templates.Subject{
			Page: templates.Page{Title: "AUREL Aurel"}, Kind: "Embassy", Name: "Aurel", Code: "AUREL", Total: 12,
			Told:    []templates.Fact{{Term: "Country", Values: []templates.FactValue{{Text: "Aurelia", Href: "/country/Aurelia"}}}},
			Related: []templates.Way{{ID: "by-loc", Title: "Places", Items: []templates.Item{{Label: "Quay <5>", Href: "/entity/loc/Quay", Count: 1}}}},
		},
		Company: []things.Company{{
			ID: "with-tag", Title: "TAGS", All: &templates.Link{Label: "All 31", Href: "/search/values/tag?post=AUREL"},
			Companions: []things.Companion{
				{Label: "Fish & nets", Code: "EFIS", Href: "/tag/EFIS", Both: "/search?tag=EFIS&post=AUREL", Count: 1204},
				{Label: "XXXX", Code: "XXXX", Href: "/tag/XXXX", Both: "/search?tag=XXXX&post=AUREL", Count: 2},
			},
		}},
		Map:     things.Map{Label: "Aurel on the map of the world", Points: []things.Point{{X: 381, Y: 48, Size: 5, Label: "Aurel"}}, Note: "59.9° N, 10.7° E."},
		Numbers: things.Numbers{Title: "Numbers held", Note: "A post numbers what it sends."},
	}
	for y := 1979; y > 1969; y-- {
		v.Numbers.Years = append(v.Numbers.Years, things.Year{Year: y, Href: "/post/AUREL/1979", Held: y - 1969, Highest: 4410, Share: "0.2%"})
	}
	return v
}

func series() things.Series {
	return things.Series{
		Page: templates.Page{Title: "Numbers of Aurel, 1979"}, Crumbs: []templates.Link{{Label: "Posts", Href: "/posts"}},
		Kicker: "Numbers held and missing", Heading: "Aurel, 1979", Lead: "2 of the numbers from 1 to 4,410 are held here.", Notes: []string{"What is absent was not released."},
		Search: templates.Link{Label: "Cables of Aurel of 1979", Href: "/search?post=AUREL&year=1979"},
		Prev:   &templates.Link{Label: "1978", Href: "/post/AUREL/1978"}, Highest: 4410, Marks: []int{1, 2, 4410, 9999},
		Runs: []things.Run{
			{ID: "n1", Label: "1", Link: &templates.Link{Label: "Nets <torn>", Href: "/cable/79AUREL1"}, Date: templates.Date{Text: "2 January 1979", ISO: "1979-01-02"}},
			{ID: "n2", Label: "2 to 4,409", Note: "4,408 numbers not held"},
		},
		Pages: templates.Pagination{Next: "/post/AUREL/1979?page=2", Pages: []templates.PageLink{{Number: 1, Href: "/post/AUREL/1979", Current: true}, {Number: 2, Href: "/post/AUREL/1979?page=2"}}},
	}
}

func home() things.Home {
	return things.Home{
		Home: templates.Home{Lead: "Cables in full text.", Lines: []string{"What is absent is told too."}, More: []templates.Link{{Label: "About this archive", Href: "/about"}}},
		Atlas: things.Atlas{
			Title: "Where they come from", Points: []things.Point{{X: 381, Y: 48, Size: 9, Href: "/post/AUREL", Label: "Embassy Aurel: 1,204"}}, Note: "A point is a post.",
			Posts: []templates.Item{{Label: "Embassy Aurel", Href: "/post/AUREL", Count: 1204}}, More: []templates.Item{{Label: "Quay <5>", Href: "/post/QUAY", Count: 1}},
			All: &templates.Link{Label: "All 214 posts", Href: "/posts"},
		},
	}
}

func TestPages(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]templ.Component{"home": things.HomePage(home()), "post": things.SubjectPage(post()), "series": things.SeriesPage(series())} {
		got := render(t, c)
		path := filepath.Join("testdata", name+".html")
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s is not as in %s; run with -update and look at the difference", name, path)
		}
	}
}

// TestEmpty holds that nothing is drawn for what is not there.
func TestEmpty(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]templ.Component{"home": things.HomePage(things.Home{}), "subject": things.SubjectPage(things.Subject{}), "series": things.SeriesPage(things.Series{})} {
		got := render(t, c)
		for _, part := range []string{"<figure", "<table", `class="company"`, `class="strip"`, "<nav class=\"steps\"", `href=""`, "<details"} {
			if strings.Contains(got, part) {
				t.Errorf("an empty %s has %s", name, part)
			}
		}
	}
}
