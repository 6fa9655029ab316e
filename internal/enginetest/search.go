package enginetest

import (
	"errors"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/enginetest/plain"
	"reftel/internal/query"
)

func testSummary(t *testing.T, a archive.Archive) {
	for text, want := range map[string]archive.Summary{
		"guano": {
			ID: "79LIMA601", IDInferred: true, Title: "The guano company asks for more time", Subject: "THE GUANO COMPANY ASKS FOR MORE TIME",
			Date: cable.Date{Year: 1979, Month: 1, Day: 31}, DateInferred: true, Origin: posts["LIMA"], From: "AMEMBASSY LIMA",
			To: []string{"SECSTATE WASHDC", "AMEMBASSY LA PAZ"}, Classification: "CONFIDENTIAL", Captions: []string{"EXDIS"}, Cites: []archive.Cited{},
		},
		"timetable": {
			ID: "74OSLO101", Title: "FERRY TIMETABLE FOR THE NORTHERN FJORDS", Subject: "FERRY TIMETABLE FOR THE NORTHERN FJORDS",
			Date: cable.Date{Year: 1974, Month: 3, Day: 5, Hour: 10, Minute: 20, HasTime: true}, Origin: posts["OSLO"], From: "AMEMBASSY OSLO",
			To: []string{"SECSTATE WASHDC"}, Classification: "UNCLASSIFIED", Cites: []archive.Cited{},
		},
		"memorandum": {ID: "frus1977-80v09d12", Title: "MEMORANDUM", Subject: "MEMORANDUM", Cites: []archive.Cited{}},
	} {
		res := search(t, a, request(t, text))
		if len(res.Hits) != 1 {
			t.Fatalf("%s: %d hits", text, len(res.Hits))
		}
		if diff := gocmp.Diff(want, res.Hits[0].Summary); diff != "" {
			t.Errorf("%s (-want +got)\n%s", text, diff)
		}
	}
}

// shown joins the parts of a snippet, with its paragraph and matches in brackets.
func shown(s archive.Snippet) string {
	var b strings.Builder
	b.WriteString(s.Anchor + " ")
	for _, p := range s.Parts {
		if p.Match {
			b.WriteString("[" + p.Text + "]")
		} else {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

func testSnippets(t *testing.T, a archive.Archive) {
	for _, x := range []struct {
		text string
		want []string
	}{
		// Nothing is searched, or nothing in the paragraphs: the opening.
		{"id:79LIMA604", []string{"par2 Anchovies are few."}},
		{"id:74OSLO102", []string{"par1 The line is adding a ferry, says its owner."}},
		{"subject:ferry id:74OSLO102", []string{"par1 The line is adding a ferry, says its owner."}},
		{"NOT zebra id:74OSLO102", []string{"par1 The line is adding a ferry, says its owner."}},
		{"zinnia", []string{"par1 Little was gathered."}},
		// Words, forms, phrases, compounds and signs.
		{"id:79LIMA604 story", []string{"par1 This is a long [story]."}},
		{"ferries NOT captain id:74OSLO102", []string{"par1 The line is adding a [ferry], says its owner."}},
		{"ferry id:74OSLO101", []string{"par1 The [ferries] will add two sailings in June.", "par2 [Ferry] crews are content with the hours."}},
		{`"salt of the earth"`, []string{"par1 The [salt of the earth] is sold in bags."}},
		{`"earth salt"~2 id:76TUNIS301`, []string{"par1 The [salt] of the [earth] is sold in bags."}},
		{"the salt id:76TUNIS301", []string{"par1 The [salt] of the earth is sold in bags."}},
		{"cooperation id:75SUVA201", []string{"par1 Growers wish for the [co-operation] of their neighbours before the price of copra falls further."}},
		{"bol* hawzer~1", []string{"par2 One [bollard], one [hawser].", "par3 A [bollard] and a [bollard].", "par1 A [bollard]."}},
		{"minister nee id:75SUVA204", []string{"par1 [Née] in São Tomé, the [minister]’s aide O'Neill spoke of U.S. aid to the islands."}},
	} {
		res := search(t, a, request(t, x.text))
		if len(res.Hits) != 1 {
			t.Errorf("%s: %d hits", x.text, len(res.Hits))
			continue
		}
		var got []string
		for _, s := range res.Hits[0].Snippets {
			got = append(got, shown(s))
		}
		if diff := gocmp.Diff(x.want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", x.text, diff)
		}
	}
	s := search(t, a, request(t, "id:76TUNIS301 works idle")).Hits[0].Snippets[0]
	if s.Anchor != "par2" || s.Number != 2 || s.Mark != "U" {
		t.Errorf("a snippet of %s, %d, (%s)", s.Anchor, s.Number, s.Mark)
	}
	long := shown(search(t, a, request(t, "id:77DAKAR401 cranes")).Hits[0].Snippets[0])
	if !strings.HasPrefix(long, "par1 … ") || !strings.HasSuffix(long, "the [cranes].") {
		t.Errorf("a piece of a long paragraph: %s", long)
	}
}

func testOrder(t *testing.T, a archive.Archive) {
	all := plain.Read(sample(), nil).IDs()
	dated := all[:len(all)-2]
	newest := slices.Clone(dated)
	slices.Reverse(newest)
	newest = append(newest, all[len(dated):]...)
	for _, x := range []struct {
		text string
		sort query.Sort
		want []string
	}{
		{"", query.Oldest, all}, {"", query.Newest, newest}, {"", query.Relevance, newest}, {"", "", newest},
		{"salt", query.Oldest, []string{"76TUNIS301", "76TUNIS302", "76TUNIS303"}},
		{"salt", query.Newest, []string{"76TUNIS302", "76TUNIS301", "76TUNIS303"}},
	} {
		if got, _ := found(t, a, request(t, x.text).WithSort(x.sort)); !slices.Equal(got, x.want) {
			t.Errorf("%q by %q: %v, want %v", x.text, x.sort, got, x.want)
		}
	}
	// Where words count that nothing found has, the oldest come first; where no cable has the
	// words they do not count.
	for text, as := range map[string]query.Sort{`tag:EIND OR subject:"kiln ferry"`: query.Oldest, `tag:EIND OR "kiln xqzvk"`: query.Newest} {
		want, _ := found(t, a, request(t, "tag:EIND").WithSort(as))
		if got, _ := found(t, a, request(t, text).WithSort(query.Relevance)); len(want) < 2 || !slices.Equal(got, want) {
			t.Errorf("%s by relevance: %v, want %v", text, got, want)
		}
	}
	// Relevance is an engine's own, but for this: in the subject and often in the
	// text comes before once in a long text.
	for _, sort := range []query.Sort{query.Relevance, ""} {
		req := request(t, "ferry")
		req.Sort = sort
		ids, res := found(t, a, req)
		if slices.Index(ids, "74OSLO104") > slices.Index(ids, "75SUVA201") {
			t.Errorf("ferry by %q: %v", sort, ids)
		}
		if !slices.IsSortedFunc(res.Hits, func(x, y archive.Hit) int { return int(y.Score*1e6) - int(x.Score*1e6) }) {
			t.Errorf("ferry by %q: the scores rise", sort)
		}
	}
}

func testPages(t *testing.T, a archive.Archive) {
	for _, text := range []string{"", "weekly report", "ferry OR kiln", "the", `"weekly report" fer*`, "fery~1", `tag:EIND OR "zebra ferry"`} {
		for _, sort := range query.Sorts() {
			for _, apart := range []bool{false, true} {
				req := request(t, text).WithSort(sort).WithApart(apart)
				want, _ := found(t, a, req)
				for _, size := range []int{1, 7, 20} {
					req.Page, req.Size = 1, size
					if got, _ := found(t, a, req); !slices.Equal(got, want) {
						t.Errorf("%s: pages of %d are %v, want %v", req.Encode(), size, got, want)
					}
				}
				req.Page, req.Size = 9, 50
				if res := search(t, a, req); len(res.Hits) != 0 || res.Listed() != len(want) {
					t.Errorf("%s: %d of %d hits beyond the end", req.Encode(), len(res.Hits), res.Listed())
				}
			}
		}
	}
}

// testList holds that a list is a search without facets.
func testList(t *testing.T, a archive.Archive) {
	for _, text := range []string{"", "ferry OR kiln", "zebra", "tag:EIND"} {
		req := request(t, text)
		req.Filters = filters("post=OSLO&post=LIMA&not-tag=EAGR")
		want := search(t, a, req)
		got, err := a.List(t.Context(), req)
		if err != nil {
			t.Fatal(err)
		}
		want.Facets, want.Took, got.Took = nil, 0, 0
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-search +list)\n%s", text, diff)
		}
		req.Page = 0
		if _, err := a.List(t.Context(), req); !errors.Is(err, archive.ErrBadRequest) {
			t.Errorf("page 0: %v", err)
		}
	}
}

func testFolded(t *testing.T, a archive.Archive) {
	for _, sort := range query.Sorts() {
		for _, text := range []string{"", "quay", "quay tag:PREL", "the"} {
			compareFolded(t, a, request(t, text).WithSort(sort))
		}
	}
	for text, want := range map[string]string{"quay from:DAKAR": "77DAKAR401 77DAKAR403", "quay tag:PREL": "77DAKAR401", "from:TUNIS date:1977": "77TUNIS305"} {
		req := request(t, text)
		req.Apart = false
		ids, res := found(t, a, req)
		if strings.Join(ids, " ") != want {
			t.Errorf("%s: %v, want %s", text, ids, want)
		}
		// A copy counts where it is not found itself.
		if h := res.Hits[0]; h.Copies != 2 {
			t.Errorf("%s: %s has %d copies", text, h.ID, h.Copies)
		}
	}
}

// testRefused holds that what does not exist is refused, hits or none.
func testRefused(t *testing.T, a archive.Archive) {
	ctx := t.Context()
	for name, change := range map[string]func(*query.Request){
		"page 0":         func(r *query.Request) { r.Page = 0 },
		"page -1":        func(r *query.Request) { r.Page = -1 },
		"size 0":         func(r *query.Request) { r.Size = 0 },
		"too far":        func(r *query.Request) { r.Page = 2 * query.MaxReach },
		"an order":       func(r *query.Request) { r.Sort = "nonsense" },
		"a facet":        func(r *query.Request) { r.Filters = []query.Filter{{Facet: "nonsense", Value: "x"}} },
		"not a facet":    func(r *query.Request) { r.Filters = []query.Filter{{Facet: "nonsense", Value: "x", Exclude: true}} },
		"a facet's none": func(r *query.Request) { r.Filters = []query.Filter{{Facet: "ref", Value: query.None}} },
	} {
		for _, text := range []string{"ferry", "", "zebra"} {
			req := request(t, text)
			change(&req)
			if res, err := a.Search(ctx, req); !errors.Is(err, archive.ErrBadRequest) || res != nil {
				t.Errorf("%s of %q: %v", name, text, err)
			}
			if len(req.Filters) > 0 {
				if _, err := a.Count(ctx, req); !errors.Is(err, archive.ErrBadRequest) {
					t.Errorf("count %s of %q: %v", name, text, err)
				}
			}
			if len(req.Filters) > 0 || req.Sort == "nonsense" {
				if _, err := a.Place(ctx, req, 1); !errors.Is(err, archive.ErrBadRequest) {
					t.Errorf("place %s of %q: %v", name, text, err)
				}
			}
		}
	}
	for _, n := range []int{0, -1, 2 * query.MaxReach} {
		if _, err := a.Place(ctx, request(t, ""), n); !errors.Is(err, archive.ErrBadRequest) {
			t.Errorf("place %d: %v", n, err)
		}
	}
	for f, o := range map[query.Facet]archive.FacetOptions{"nonsense": {}, "ref": {}, query.Tags: {Size: -1}, query.Persons: {Page: 2 * query.MaxReach, Size: 100}} {
		if _, err := a.FacetValues(ctx, request(t, ""), f, o); !errors.Is(err, archive.ErrBadRequest) {
			t.Errorf("values of %s, %+v: %v", f, o, err)
		}
	}
}

func testPlace(t *testing.T, a archive.Archive) {
	for _, text := range []string{"", "ferry", "quay", "zebra", "weekly report", `"weekly report"`, `tag:EIND OR "zebra ferry"`} {
		for _, sort := range query.Sorts() {
			for _, apart := range []bool{false, true} {
				req := request(t, text).WithSort(sort).WithApart(apart)
				ids, res := found(t, a, req)
				at := func(n int) string {
					if n < 1 || n > len(ids) {
						return ""
					}
					return ids[n-1]
				}
				for _, n := range []int{1, 2, len(ids) - 1, len(ids), len(ids) + 1, len(ids) + 2, 900} {
					if n < 1 {
						continue
					}
					want := archive.Place{ID: at(n), Prev: at(n - 1), Next: at(n + 1), Total: res.Listed()}
					if got, err := a.Place(t.Context(), req, n); err != nil || got != want {
						t.Errorf("%s: place %d is %+v (%v), want %+v", req.Encode(), n, got, err, want)
					}
				}
			}
		}
	}
}

// testFollowing holds that what a request finds can be had in parts, each behind the last
// cable of the one before, whole and in archive order.
func testFollowing(t *testing.T, a archive.Archive) {
	ctx := t.Context()
	for _, text := range []string{"", "ferry OR kiln", "zebra", "quay", "tag:EIND"} {
		for _, apart := range []bool{false, true} {
			req := request(t, text).WithSort(query.Newest).WithApart(apart)
			want, _ := found(t, a, req.WithSort(query.Oldest).WithApart(true))
			for _, n := range []int{1, 3, 1000} {
				var got []string
				for after := ""; ; after = got[len(got)-1] {
					ids, err := a.Following(ctx, req, after, n)
					if err != nil {
						t.Fatal(err)
					}
					if len(ids) == 0 {
						break
					}
					got = append(got, ids...)
				}
				if !slices.Equal(got, want) {
					t.Errorf("%q by %d: %v, want %v", text, n, got, want)
				}
			}
		}
	}
	if _, err := a.Following(ctx, request(t, ""), "74NOWHERE1", 1); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("behind an id of no cable: %v", err)
	}
	if _, err := a.Following(ctx, request(t, ""), "", -1); !errors.Is(err, archive.ErrBadRequest) {
		t.Errorf("-1 cables: %v", err)
	}
	// A cable that is not found itself has a place all the same.
	all, err := a.Following(ctx, request(t, ""), "", 2)
	if err != nil || len(all) != 2 {
		t.Fatal(all, err)
	}
	rest, err := a.Following(ctx, request(t, "-id:"+all[0]), all[0], 1)
	if err != nil || !slices.Equal(rest, all[1:]) {
		t.Errorf("behind %s: %v %v", all[0], rest, err)
	}
}
