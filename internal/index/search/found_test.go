package search_test

import (
	"math/rand/v2"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/index/indextest"
	"reftel/internal/index/search"
	"reftel/internal/query"
	"reftel/internal/sharedtest"
)

// TestFound holds that what is remembered of a search answers as if it were found anew,
// in any order of pages, orders and questions, whatever is done to answers.
func TestFound(t *testing.T) {
	t.Parallel()
	dir := indextest.TempDir(t)
	indextest.Publish(t, dir, indextest.Invent(sharedtest.Size(300, 400, 2000)))
	a, fresh := indextest.OpenDir(t, dir), indextest.OpenDir(t, dir)
	var words []string
	for _, h := range indextest.Search(t, a, indextest.Request(t, "")).Hits[:6] {
		words = append(words, h.Title)
	}
	type answer struct {
		Result *archive.Result
		Place  archive.Place
		Page   *archive.FacetPage
	}
	ask := func(a *search.Archive, kind int, req query.Request) (x answer, err error) {
		ctx := t.Context()
		switch kind {
		case 0:
			x.Result, err = a.Search(ctx, req)
		case 1:
			x.Result, err = a.List(ctx, req)
		case 2:
			x.Place, err = a.Place(ctx, req, req.Page)
		default:
			x.Page, err = a.FacetValues(ctx, req, query.Tags, archive.FacetOptions{Page: 1, Size: 5})
		}
		if x.Result != nil {
			x.Result.Took = 0
		}
		return x, err
	}
	r := rand.New(rand.NewPCG(7, 8))
	questions := 150
	if sharedtest.Thorough() {
		questions = 600
	}
	for range questions {
		req := indextest.Request(t, words[r.IntN(len(words))])
		if r.IntN(3) == 0 {
			req = indextest.Request(t, "the OR of")
		}
		req.Page, req.Size = 1+r.IntN(4), []int{2, 20, 100}[r.IntN(3)]
		req.Sort = append(query.Sorts(), "")[r.IntN(len(query.Sorts())+1)]
		req.Apart = r.IntN(2) == 0
		if r.IntN(2) == 0 {
			req.Filters = []query.Filter{{Facet: query.Year, Value: query.None, Exclude: r.IntN(2) == 0}}
		}
		kind := r.IntN(4)
		got, err := ask(a, kind, req)
		if err != nil {
			t.Fatal(err)
		}
		fresh.Forget()
		want, err := ask(fresh, kind, req)
		if err != nil {
			t.Fatal(err)
		}
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Fatalf("%d %+v: (-want +got)\n%s", kind, req, diff)
		}
		if got.Result != nil { // answers are those of who asked
			for _, f := range got.Result.Facets {
				clear(f.Buckets)
			}
			clear(got.Result.Timeline.Buckets)
			clear(got.Result.Hits)
		}
	}
}

// TestKeys holds that requests which find something else are told apart, and that pages
// and orders are not.
func TestKeys(t *testing.T) {
	t.Parallel()
	keys := map[string]string{}
	for _, text := range []string{
		"", "treaty", "=treaty", "treaty*", "treaty~1", "tr?aty", "subject:treaty", `"treaty"`, "NOT treaty", "naval treaty",
		"naval OR treaty", `"naval treaty"`, `"naval treaty"~3`, `"naval treaty"~31`, `subject:"naval treaty"`, "(a OR b) c",
		"a OR (b c)", "tag:PREL", "tag:PR*", "tag:none", "per:prel", "date:1974", "date:1974..1975", "date:none",
	} {
		req := indextest.Request(t, text)
		for name, r := range map[string]query.Request{
			text:                 req,
			text + " of a tag":   req.WithFilter(query.Filter{Facet: query.Tags, Value: "PREL"}),
			text + " of no tag":  req.WithFilter(query.Filter{Facet: query.Tags, Value: "PREL", Exclude: true}),
			text + " of a name":  req.WithFilter(query.Filter{Facet: query.Persons, Value: "PREL"}),
			text + " of a day":   req.WithDates(cable.Date{Year: 1974, Month: 3, Day: 1}, cable.Date{}),
			text + " to a day":   req.WithDates(cable.Date{}, cable.Date{Year: 1974, Month: 3, Day: 1}),
			text + " and copies": req.WithApart(true).WithDates(cable.Date{Year: 1974}, cable.Date{}),
		} {
			key := search.KeyOf(r)
			if other, ok := keys[key]; ok {
				t.Errorf("%q has the key of %q: %s", name, other, key)
			}
			keys[key] = name
			if r.Page, r.Size, r.Sort = 3, 50, query.Oldest; search.KeyOf(r) != key {
				t.Errorf("%q has another key on another page", name)
			}
		}
	}
}
