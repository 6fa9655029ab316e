package server

import (
	"flag"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"reftel/internal/app"
	"reftel/internal/archivetest"
	"reftel/internal/reference"
	"reftel/internal/sharedtest"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// A judged is a search and the cables that answer it.
type judged struct {
	query string
	ids   []string
}

// TestJudged holds how well the page of results answers searches that were
// judged by hand, over the demonstration archive and over real documents. The
// list is what a reader sees: cables that the search names by id stand first.
// Where nothing is found and another spelling is offered, the reader takes it.
// No figure may fall below the golden file.
func TestJudged(t *testing.T) {
	if testing.Short() {
		t.Skip("hundreds of searches, one after another; the run without -short does it")
	}
	for _, set := range []struct {
		name, file string
		searches   int
		site       func(*testing.T) http.Handler
	}{
		{"demonstration", "testdata/judged.tsv", 40, demoSite},
		{"real documents", "testdata/judged-real.tsv", 87, realSite},
	} {
		t.Run(set.name, func(t *testing.T) {
			if set.name == "real documents" {
				sharedtest.Dear(t)
			}
			srv := httptest.NewServer(set.site(t))
			defer srv.Close()
			searches := readJudged(t, set.file)
			if len(searches) != set.searches {
				t.Fatalf("%d searches, want %d", len(searches), set.searches)
			}
			var sum quality
			held := map[string]bool{}
			for _, j := range searches {
				for _, id := range j.ids {
					if !held[id] && fetch(t, srv.URL, "GET", "/cable/"+id+"/raw", nil).code != 200 {
						t.Errorf("%s: no cable %s", j.query, id)
					}
					held[id] = true
				}
				list := listedFor(t, srv.URL, "/search?q="+url.QueryEscape(j.query))
				q := j.measure(list)
				sum.recall += q.recall / float64(len(searches))
				sum.mrr += q.mrr / float64(len(searches))
				sum.ndcg += q.ndcg / float64(len(searches))
				t.Logf("recall %.2f, MRR %.2f, nDCG %.2f: %s %v", q.recall, q.mrr, q.ndcg, j.query, list[:min(5, len(list))])
			}
			t.Log(sum)
			compareGolden(t, strings.TrimSuffix(set.file, ".tsv")+".golden", sum)
		})
	}
}

// realSite serves real documents: marked cables, site pages, telegrams and two volumes.
func realSite(t *testing.T) http.Handler {
	t.Helper()
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, name := range []string{"seed", "site-html", "nara-text", "frus-tei/frus1894Nicaragua.xml", "frus-tei/frus1969-76ve09p1.xml"} {
		paths = append(paths, sharedtest.Dir(t, name))
	}
	dir := archivetest.Dir(t)
	if _, err := app.Ingest(t.Context(), app.IngestOptions{Data: dir, Paths: paths, Tool: "test"}); err != nil {
		t.Fatal(err)
	}
	site, err := New(Config{Archive: archivetest.Open(t, dir), Tables: tables})
	if err != nil {
		t.Fatal(err)
	}
	return site
}

// A quality is how well lists answer, of 1.
type quality struct {
	recall float64 // the part of the answers that stand among the first ten (of ten, where there are more)
	mrr    float64 // one over the place of the first answer
	ndcg   float64 // the first ten, an answer worth less the lower it stands, against the best order
}

func (q quality) String() string {
	return fmt.Sprintf("recall@10 %.4f\nMRR %.4f\nnDCG@10 %.4f\n", q.recall, q.mrr, q.ndcg)
}

func (j judged) measure(list []string) (q quality) {
	found, gain, best := 0, 0.0, 0.0
	for i, id := range list {
		if !slices.Contains(j.ids, id) {
			continue
		}
		if i < 10 {
			found++
			gain += 1 / math.Log2(float64(i+2))
		}
		if q.mrr == 0 {
			q.mrr = 1 / float64(i+1)
		}
	}
	most := min(10, len(j.ids))
	for i := range most {
		best += 1 / math.Log2(float64(i+2))
	}
	q.recall, q.ndcg = float64(found)/float64(most), gain/best
	return q
}

func readJudged(t *testing.T, path string) []judged {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []judged
	for line := range strings.Lines(string(b)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) != 3 || f[1] == "" {
			t.Fatalf("%s: a line without three columns: %s", path, line)
		}
		out = append(out, judged{f[0], strings.Fields(f[1])})
	}
	return out
}

// listedFor are the ids of the cables on a page of results, in its order.
func listedFor(t *testing.T, base, target string) []string {
	t.Helper()
	reply := fetch(t, base, "GET", target, nil)
	if reply.code != 200 {
		t.Fatalf("%s: code %d", target, reply.code)
	}
	doc, err := html.Parse(strings.NewReader(reply.body))
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	spelling := ""
	for n := range doc.Descendants() {
		href, ok := attrOf(n, "href")
		if n.Data != "a" || !ok {
			continue
		}
		if class, _ := attrOf(n.Parent, "class"); class == "better" { // Did you mean …?
			spelling = href
		}
		path, _, _ := strings.Cut(href, "?")
		id, isCable := strings.CutPrefix(path, "/cable/")
		id, _, _ = strings.Cut(id, "/") // the rest is a paragraph
		if isCable && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 && spelling != "" {
		return listedFor(t, base, spelling)
	}
	return ids
}

// compareGolden holds the figures against a golden file, to four digits.
func compareGolden(t *testing.T, path string, got quality) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var want quality
	if _, err := fmt.Sscanf(string(b), "recall@10 %f\nMRR %f\nnDCG@10 %f\n", &want.recall, &want.mrr, &want.ndcg); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	const rounding = 0.00005
	if got.recall < want.recall-rounding || got.mrr < want.mrr-rounding || got.ndcg < want.ndcg-rounding {
		t.Errorf("%v, it was %v", got, want)
	}
}
