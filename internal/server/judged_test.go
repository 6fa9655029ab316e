package server

import (
	"flag"
	"fmt"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// A judged is a search and the cables that answer it.
type judged struct {
	query string
	ids   []string
}

// TestJudged holds how well the page of results answers searches that were
// judged by hand: recall@5, the part of the cables that answer a search which
// stand among the first five (of five, where there are more), and the mean of
// one over the place of the first that answers it (MRR). Both are means over
// all searches; neither may fall below the golden file.
//
// The list is what a reader sees: cables that the search names by id stand
// first. Where nothing is found and another spelling is offered, the reader
// takes it.
func TestJudged(t *testing.T) {
	srv := httptest.NewServer(demoSite(t))
	defer srv.Close()
	searches := readJudged(t, "testdata/judged.tsv")
	if len(searches) != 40 {
		t.Fatalf("%d searches, want 40", len(searches))
	}
	var recall, mrr float64
	for _, j := range searches {
		for _, id := range j.ids {
			if got := fetch(t, srv.URL, "GET", "/cable/"+id, nil); got.code != 200 {
				t.Errorf("%s: no cable %s", j.query, id)
			}
		}
		list := listedFor(t, srv.URL, "/search?q="+url.QueryEscape(j.query))
		r, place := j.measure(list)
		recall += r / float64(len(searches))
		if place > 0 {
			mrr += 1 / float64(place) / float64(len(searches))
		}
		t.Logf("recall@5 %.2f, first at %d: %s %v", r, place, j.query, list[:min(5, len(list))])
	}
	t.Logf("recall@5 %.4f, MRR %.4f over %d searches", recall, mrr, len(searches))
	compareGolden(t, "testdata/judged.golden", recall, mrr)
}

// measure is the recall among the first five of a list and the place of the
// first answer, from 1; 0 where there is none.
func (j judged) measure(list []string) (recall float64, place int) {
	found := 0
	for i, id := range list {
		if !slices.Contains(j.ids, id) {
			continue
		}
		if i < 5 {
			found++
		}
		if place == 0 {
			place = i + 1
		}
	}
	return float64(found) / float64(min(5, len(j.ids))), place
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

// compareGolden holds both figures against the golden file, to four digits.
func compareGolden(t *testing.T, path string, recall, mrr float64) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, fmt.Appendf(nil, "recall@5 %.4f\nMRR %.4f\n", recall, mrr), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var wantRecall, wantMRR float64
	if _, err := fmt.Sscanf(string(b), "recall@5 %f\nMRR %f\n", &wantRecall, &wantMRR); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	const rounding = 0.00005
	if recall < wantRecall-rounding || mrr < wantMRR-rounding {
		t.Errorf("recall@5 %.4f and MRR %.4f, they were %.4f and %.4f", recall, mrr, wantRecall, wantMRR)
	}
}
