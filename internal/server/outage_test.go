package server

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"

	"reftel/internal/archive"
	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/query"
)

// A watched archive notes what is asked of it, and answers with an error where
// fails says so of the n-th question to a method.
type watched struct {
	archive.Archive
	fails func(ctx context.Context, method string, n int) error
	mu    sync.Mutex
	asked map[string]int
}

func (w *watched) ask(ctx context.Context, method string) error {
	w.mu.Lock()
	w.asked[method]++
	n := w.asked[method]
	w.mu.Unlock()
	if w.fails == nil {
		return nil
	}
	return w.fails(ctx, method, n)
}

// A renewed archive is the generation that was published last.
type renewed struct{ atomic.Pointer[watched] }

func (r *renewed) Acquire(context.Context) (archive.Archive, func(), error) {
	return r.Load(), func() {}, nil
}

func (r *renewed) Degraded() string { return "" }

// answer asks the archive itself unless the question fails.
func answer[T any](ctx context.Context, w *watched, method string, ask func() (T, error)) (v T, err error) {
	if err := w.ask(ctx, method); err != nil {
		return v, err
	}
	return ask()
}

func (w *watched) Search(ctx context.Context, r query.Request) (*archive.Result, error) {
	return answer(ctx, w, "Search", func() (*archive.Result, error) { return w.Archive.Search(ctx, r) })
}

func (w *watched) List(ctx context.Context, r query.Request) (*archive.Result, error) {
	return answer(ctx, w, "List", func() (*archive.Result, error) { return w.Archive.List(ctx, r) })
}

func (w *watched) Count(ctx context.Context, r query.Request) (int, error) {
	return answer(ctx, w, "Count", func() (int, error) { return w.Archive.Count(ctx, r) })
}

func (w *watched) Cost(ctx context.Context, r query.Request) (time.Duration, error) {
	return answer(ctx, w, "Cost", func() (time.Duration, error) { return w.Archive.Cost(ctx, r) })
}

func (w *watched) Timeline(ctx context.Context, r query.Request) (archive.Timeline, error) {
	return answer(ctx, w, "Timeline", func() (archive.Timeline, error) { return w.Archive.Timeline(ctx, r) })
}

func (w *watched) Around(ctx context.Context, d cable.Date) (before, after cable.Date, err error) {
	if err := w.ask(ctx, "Around"); err != nil {
		return before, after, err
	}
	return w.Archive.Around(ctx, d)
}

func (w *watched) FacetValues(ctx context.Context, r query.Request, f query.Facet, o archive.FacetOptions) (*archive.FacetPage, error) {
	return answer(ctx, w, "FacetValues", func() (*archive.FacetPage, error) { return w.Archive.FacetValues(ctx, r, f, o) })
}

func (w *watched) Place(ctx context.Context, r query.Request, n int) (archive.Place, error) {
	return answer(ctx, w, "Place", func() (archive.Place, error) { return w.Archive.Place(ctx, r, n) })
}

func (w *watched) Suggest(ctx context.Context, prefix string, n int, kinds ...query.Field) ([]archive.Suggestion, error) {
	return answer(ctx, w, "Suggest", func() ([]archive.Suggestion, error) { return w.Archive.Suggest(ctx, prefix, n, kinds...) })
}

func (w *watched) Correct(ctx context.Context, e query.Expr) (better query.Expr, ok bool, err error) {
	if err := w.ask(ctx, "Correct"); err != nil {
		return nil, false, err
	}
	return w.Archive.Correct(ctx, e)
}

func (w *watched) Spellings(ctx context.Context, words ...string) (map[string][]string, error) {
	return answer(ctx, w, "Spellings", func() (map[string][]string, error) { return w.Archive.Spellings(ctx, words...) })
}

func (w *watched) Similar(ctx context.Context, id string, n int) ([]archive.Likeness, error) {
	return answer(ctx, w, "Similar", func() ([]archive.Likeness, error) { return w.Archive.Similar(ctx, id, n) })
}

func (w *watched) Frequency(ctx context.Context, f query.Facet, value string) (int, error) {
	return answer(ctx, w, "Frequency", func() (int, error) { return w.Archive.Frequency(ctx, f, value) })
}

func (w *watched) Portrait(ctx context.Context, f query.Facet, value string, n int, of ...query.Facet) (*archive.Portrait, error) {
	return answer(ctx, w, "Portrait", func() (*archive.Portrait, error) { return w.Archive.Portrait(ctx, f, value, n, of...) })
}

func (w *watched) Series(ctx context.Context, post string) ([]archive.Numbers, error) {
	return answer(ctx, w, "Series", func() ([]archive.Numbers, error) { return w.Archive.Series(ctx, post) })
}

func (w *watched) Named(ctx context.Context, f query.Facet, name string) (*authority.Thing, error) {
	return answer(ctx, w, "Named", func() (*authority.Thing, error) { return w.Archive.Named(ctx, f, name) })
}

func (w *watched) Lookup(ctx context.Context, ids ...string) ([]archive.Found, error) {
	return answer(ctx, w, "Lookup", func() ([]archive.Found, error) { return w.Archive.Lookup(ctx, ids...) })
}

func (w *watched) Numbered(ctx context.Context, n int, texts ...string) ([][]string, error) {
	return answer(ctx, w, "Numbered", func() ([][]string, error) { return w.Archive.Numbered(ctx, n, texts...) })
}

func (w *watched) Record(ctx context.Context, id string, depth archive.Depth) (*archive.Record, error) {
	return answer(ctx, w, "Record", func() (*archive.Record, error) { return w.Archive.Record(ctx, id, depth) })
}

func (w *watched) Versions(ctx context.Context, id string, from, n, most int) ([]archive.Version, error) {
	return answer(ctx, w, "Versions", func() ([]archive.Version, error) { return w.Archive.Versions(ctx, id, from, n, most) })
}

func (w *watched) Related(ctx context.Context, id string, r archive.Relation, limit int) (archive.Related, error) {
	return answer(ctx, w, "Related", func() (archive.Related, error) { return w.Archive.Related(ctx, id, r, limit) })
}

func (w *watched) IDs(ctx context.Context, from, n int) ([]string, error) {
	return answer(ctx, w, "IDs", func() ([]string, error) { return w.Archive.IDs(ctx, from, n) })
}

func (w *watched) History(ctx context.Context, ask archive.Past) (archive.History, error) {
	return answer(ctx, w, "History", func() (archive.History, error) { return w.Archive.History(ctx, ask) })
}

func (w *watched) Volumes(ctx context.Context) ([]archive.VolumeHead, error) {
	return answer(ctx, w, "Volumes", func() ([]archive.VolumeHead, error) { return w.Archive.Volumes(ctx) })
}

func (w *watched) Volume(ctx context.Context, id string) (*archive.Volume, error) {
	return answer(ctx, w, "Volume", func() (*archive.Volume, error) { return w.Archive.Volume(ctx, id) })
}

func (w *watched) Account(ctx context.Context) (*archive.Account, error) {
	return answer(ctx, w, "Account", func() (*archive.Account, error) { return w.Archive.Account(ctx) })
}

func (w *watched) Stats(ctx context.Context) (archive.Stats, error) {
	return answer(ctx, w, "Stats", func() (archive.Stats, error) { return w.Archive.Stats(ctx) })
}

// contract are the methods of an archive that can fail.
var contract = []string{
	"Search", "List", "Count", "Cost", "Timeline", "Around", "FacetValues", "Place", "Suggest", "Correct", "Spellings", "Similar", "Frequency", "Portrait", "Named",
	"Lookup", "Numbered", "Record", "Related", "Versions", "Series", "IDs", "Stats", "Volumes", "Volume", "Account", "History",
}

// addresses are those of each route that ask the archive for something else.
var addresses = map[string][]string{
	"/": {"/"},
	"/search": {
		"/search", "/search?q=tangerines", "/search?q=tangerinse", "/search?q=09mexico2676", "/search?q=see+ref+A,+09+Mexico+2676+and+Mexico+2600",
		"/search?q=tangerines&tag=XX", "/search?q=external+political+relations", "/search?q=" + strings.Repeat("a", 1100) + "+09MEXICO2676", "/search?since=never",
		"/search?per=Don+Gustavo", "/search?q=don+gustavo",
	},
	"/list":                  {"/list?c=09MEXICO2676,05GONE1"},
	"/list.{form}":           {"/list.json?c=09MEXICO2676/par2,77NOBODY1"},
	"/search.{form}":         {"/search.csv?q=id:09MEXICO2676", "/search.atom?tag=PREL"},
	"/search/values/{facet}": {"/search/values/tag?q=orchard", "/search/values/tag?per=Don+Gustavo", "/search/values/none"},
	"/go":                    {"/go?id=09mexico2676", "/go?id=2009MEXICO02676_a", "/go?id=Mexico+2600", "/go?id=https://x.example/2009/09/09MEXICO2676.html", "/go?id=1+2+3", "/go?id=99NOBODY1"},
	"/suggest":               {"/suggest?q=mex", "/suggest?q=tag:pre", "/suggest?q=external+political+relations", "/suggest?q=mexico+city", "/suggest?q=09mexico2676", "/suggest?q=zzzz+mex"},
	"/cable/{id}": {
		"/cable/09MEXICO2676", "/cable/09MEXICO2676?q=orchard&n=1", "/cable/09mexico2676", "/cable/09%20Mexico%2002676", "/cable/2009MEXICO02676_a", "/cable/09MEXICO02676",
		"/cable/09MEXICO2676.json", "/cable/09MEXICO2676.txt", "/cable/09MEXICO2676.bib", "/cable/09MEXICO2676.ris", "/cable/09MEXICO2676.csl.json", "/cable/09MEXICO2676/par2.biblatex", "/cable/88OSLO1", "/cable/08LIMA77", "/cable/05GONE1", "/cable/77NOBODY1",
	},
	"/cable/{id}/raw":    {"/cable/09MEXICO2676/raw", "/cable/88OSLO1/raw?version=2", "/cable/88OSLO1/raw?version=9", "/cable/09mexico2676/raw", "/cable/77NOBODY1/raw"},
	"/cable/{id}/thread": {"/cable/09MEXICO2676/thread", "/cable/09mexico2676/thread", "/cable/08LIMA77/thread", "/cable/77NOBODY1/thread"},
	"/cable/{id}/compare/{other}": {
		"/cable/88OSLO1/compare/88OSLO2", "/cable/88OSLO1/compare/version-2", "/cable/88OSLO1/compare/version-9", "/cable/88oslo1/compare/88OSLO2", "/cable/88OSLO1/compare/88oslo2",
		"/cable/88OSLO1/compare/88OSLO1", "/cable/88OSLO1/compare/08LIMA77", "/cable/77NOBODY1/compare/88OSLO1", "/cable/88OSLO1/compare/77NOBODY1",
	},
	"/cable/{id}/{anchor}":    {"/cable/09MEXICO2676/par2", "/cable/09mexico2676/par2", "/cable/09MEXICO2676/par99", "/cable/77NOBODY1/par1"},
	"/cable/{id}/part/{part}": {"/cable/88OSLO1/part/2", "/cable/88oslo00001/part/2", "/cable/88OSLO1/part/1", "/cable/88OSLO1/part/x"},
	"/cable/{id}/versions":    {"/cable/88OSLO1/versions", "/cable/88oslo00001/versions", "/cable/88OSLO2/versions", "/cable/88OSLO1/versions?page=2", "/cable/88OSLO1/versions?page=x"},
	"/tag/{code}":             {"/tag/PREL", "/tag/prel", "/tag/NONE", "/tag/PREL_0.html"},
	"/entity/{kind}/{name}":   {"/entity/per/Gustavo%20Sample", "/entity/PER/Gustavo%20Sample", "/entity/per/Don%20Gustavo", "/entity/per/Gus%20Sampel", "/entity/per/Nobody"},
	"/entity/{kind}/{name}/mentions": {
		"/entity/per/Gustavo%20Sample/mentions", "/entity/org/A%2FB%20Orchards/mentions", "/entity/per/Don%20Gustavo/mentions", "/entity/per/Gus%20Sampel/mentions",
		"/entity/per/Gustavo%20Sample/mentions?cable=09MEXICO2676", "/entity/per/Gustavo%20Sample/mentions?cable=77NOBODY1",
	},
	"/post/{code}":               {"/post/MEXICO", "/post/mexico", "/post/LIMA", "/post/NOWHERE"},
	"/post/{code}/{year}":        {"/post/MEXICO/2009", "/post/mexico/2009", "/post/MEXICO/1900", "/post/MEXICO/2009?number=2600", "/post/MEXICO/2009?page=99"},
	"/country/{name}":            {"/country/Mexico", "/country/Nowhere"},
	"/year/{year}":               {"/year/2009", "/year/1900"},
	"/year/{year}/{month}":       {"/year/2009/09", "/year/2009/9", "/year/2009/01"},
	"/year/{year}/{month}/{day}": {"/year/2009/09/08", "/year/2009/9/8", "/year/2009/09/07", "/year/1850/01/01"},
	"/compare":                   {"/compare?q=tangerines&q=orchard", "/compare?q=tangerines&year=2009&by=share", "/compare", "/compare?by=x"},
	"/tags":                      {"/tags"},
	"/posts":                     {"/posts"},
	"/countries":                 {"/countries"},
	"/people":                    {"/people"},
	"/organisations":             {"/organisations"},
	"/places":                    {"/places"},
	"/names":                     {"/names"},
	"/years":                     {"/years"},
	"/volumes":                   {"/volumes"},
	"/volume/{id}":               {"/volume/light1931", "/volume/light1932"},
	"/volume/{id}/{chapter}":     {"/volume/light1931/ch2", "/volume/light1931/ch2?page=3", "/volume/light1931/ch9", "/volume/light1932/ch1"},
	"/about":                     {"/about"},
	"/quality":                   {"/quality", "/quality?page=99"},
	"/quality/{code}":            {"/quality/MEXICO", "/quality/mexico", "/quality/NOWHERE", "/quality/MEXICO?page=99"},
	"/help/search":               {"/help/search"},
	"/opensearch.xml":            {"/opensearch.xml"},
	"/robots.txt":                {"/robots.txt"},
	"/sitemap.xml":               {"/sitemap.xml"},
	"/sitemap/{part}":            {"/sitemap/0.xml", "/sitemap/1.xml", "/sitemap/2.xml"},
	"/api":                       {"/api"},
	"/api/v1/openapi.json":       {"/api/v1/openapi.json"},
	"/api/v1/openapi.yaml":       {"/api/v1/openapi.yaml"},
	"/api/v1/search":             {"/api/v1/search?q=tangerinse", "/api/v1/search?per=Don+Gustavo", "/api/v1/search?page=x"},
	"/api/v1/values/{facet}":     {"/api/v1/values/tag?q=orchard"},
	"/api/v1/timeline":           {"/api/v1/timeline?q=orchard"},
	"/api/v1/suggest":            {"/api/v1/suggest?q=mex"},
	"/api/v1/export":             {"/api/v1/export?tag=PREL"},
	"/api/v1/cables/{id}":        {"/api/v1/cables/09MEXICO2676", "/api/v1/cables/09mexico2676", "/api/v1/cables/08LIMA77", "/api/v1/cables/05GONE1", "/api/v1/cables/77NOBODY1"},
	"/api/v1/cables/{id}/paragraphs/{anchor}": {"/api/v1/cables/09MEXICO2676/paragraphs/par2"},
	"/api/v1/cables/{id}/references":          {"/api/v1/cables/09MEXICO2676/references"},
	"/api/v1/cables/{id}/cited-by":            {"/api/v1/cables/08LIMA77/cited-by", "/api/v1/cables/77NOBODY1/cited-by"},
	"/api/v1/things/{kind}/{name}":            {"/api/v1/things/per/Don%20Gustavo", "/api/v1/things/per/Nobody"},
	"/api/v1/stats":                           {"/api/v1/stats"},
	"/healthz":                                {"/healthz"},
	"/readyz":                                 {"/readyz"},
	"/static/*":                               {"/static/none.css"},
	"/favicon.ico":                            {"/favicon.ico"},
	"/cable/{year}/{month}/{file}":            {"/cable/2009/09/09MEXICO2676.html", "/cable/2009/09/2009MEXICO02676.html", "/cable/2009/09/77NOBODY1.html"},
	"/origin/{file}":                          {"/origin/Embassy%20Mexico_0.html"},
	"/date/{file}":                            {"/date/2009-09_0.html"},
	"/classification/{file}":                  {"/classification/SECRET_0.html"},
	"/cable/{id}/{anchor}/embed":              {"/cable/09MEXICO2676/par2/embed", "/cable/09mexico2676/par2/embed", "/cable/09MEXICO2676/par99/embed", "/cable/77NOBODY1/par1/embed"},
	"/oembed":                                 {"/oembed?url=https://cables.example/cable/09MEXICO2676", "/oembed?url=https://cables.example/cable/09MEXICO2676/par2&format=xml", "/oembed?url=x"},
	"/suggest/browser":                        {"/suggest/browser?q=mex"},
	"/ark%3A*":                                {"/ark%3A12345/09MEXICO2676"},
	"/ark%3a*":                                {"/ark%3a12345/09MEXICO2676"},
	"/ark:*":                                  {"/ark:12345/09MEXICO2676", "/ark:/12345/09MEXICO2676/par2?info", "/ark:12345/77NOBODY1", "/ark:12345/09MEXICO2676/par99?info"},
	"/oai": {
		"/oai?verb=Identify", "/oai?verb=ListSets", "/oai?verb=ListMetadataFormats&identifier=oai:cables.example:09MEXICO2676", "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc",
		"/oai?verb=ListRecords&metadataPrefix=mods", "/oai?verb=ListRecords&metadataPrefix=mods&set=Plusd", "/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:cables.example:09MEXICO2676", "/oai",
	},
	"/about/{page}": {"/about/terms"},
	"/site/*":       {"/site/none.css"},
}

// alone are the routes that need no archive at all.
var alone = []string{"/healthz", "/static/*", "/site/*", "/favicon.ico"}

func TestOutage(t *testing.T) {
	a := testArchive(t)
	c := testConfig(t)
	c.OAI, c.ARKNAAN = true, "12345"
	// Each question is to a generation of its own: nothing is kept of one for another.
	now := &renewed{}
	c.Archive = now
	h, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	asks := 0
	ask := func(target string, fails func(context.Context, string, int) error) (*http.Response, map[string]int) {
		asks++
		w := &watched{Archive: anotherGeneration{a, fmt.Sprint("-", asks)}, fails: fails, asked: map[string]int{}}
		now.Store(w)
		return get(h, target), w.asked
	}
	c.Archive = away{}
	unready, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	down := fmt.Errorf("node 3: %w", archive.ErrUnavailable)
	covered := map[string]bool{}
	for _, pattern := range patterns(t, unready) {
		if len(addresses[pattern]) == 0 {
			t.Errorf("no address for %s", pattern)
		}
		for _, target := range addresses[pattern] {
			if res := get(unready, target); !slices.Contains(alone, pattern) {
				unavailable(t, target+", no generation", res)
			}
			healthy, asked := ask(target, nil)
			if healthy.StatusCode >= 500 {
				t.Errorf("%s: code %d of a healthy archive", target, healthy.StatusCode)
			}
			for method, times := range asked {
				covered[method] = true
				for n := range times {
					if n > 4 && n < times-2 && times > 20 {
						continue // of a long row of one question
					}
					res, _ := ask(target, func(_ context.Context, m string, k int) error {
						if m == method && k == n+1 {
							return down
						}
						return nil
					})
					unavailable(t, fmt.Sprintf("%s, question %d to %s fails", target, n+1, method), res)
				}
			}
			all, _ := ask(target, func(context.Context, string, int) error { return down })
			if len(asked) > 0 {
				unavailable(t, target+", all fails", all)
			} else if all.StatusCode != healthy.StatusCode {
				t.Errorf("%s: code %d, which asks nothing; it was %d", target, all.StatusCode, healthy.StatusCode)
			}
		}
	}
	t.Logf("%d questions", asks)
	for _, method := range contract {
		if !covered[method] {
			t.Errorf("no address asks for %s", method)
		}
	}
	if len(covered) != len(contract) {
		t.Errorf("asked were %v", slices.Sorted(maps.Keys(covered)))
	}
}

// patterns are those of all routes.
func patterns(t *testing.T, h http.Handler) []string {
	t.Helper()
	var out []string
	err := chi.Walk(h.(chi.Routes), func(_, pattern string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		if !slices.Contains(out, pattern) {
			out = append(out, pattern)
		}
		return nil
	})
	if err != nil || len(out) < 30 {
		t.Fatalf("%d routes, %v", len(out), err)
	}
	return out
}

// unavailable holds that an answer is a 503 that nobody keeps.
func unavailable(t *testing.T, what string, res *http.Response) {
	t.Helper()
	if res.StatusCode != http.StatusServiceUnavailable || res.Header.Get("Retry-After") == "" || res.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("%s: code %d, Retry-After %q, Cache-Control %q", what, res.StatusCode, res.Header.Get("Retry-After"), res.Header.Get("Cache-Control"))
	}
}
