package static

import (
	"bytes"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"reftel/internal/sharedtest"
)

// TestJudged holds how much of what the server finds first for the judged searches the
// copy finds first too, and how many of the cables that answer them.
func TestJudged(t *testing.T) {
	if sharedtest.Size(0, 0, 1) == 0 {
		t.Skip("the copy of the demonstration is searched in the long form")
	}
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("without Node the search in the browser is not run: ", err)
	}
	data := lamps(t)
	dir := filepath.Join(t.TempDir(), "copy")
	if _, err := Copy(t.Context(), Place{Data: data, Dir: dir, Demo: true}); err != nil {
		t.Fatal(err)
	}
	site := siteOf(t, data)
	b, err := os.ReadFile("../../server/testdata/judged.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var queries []string
	var judged [][]string
	for line := range strings.Lines(string(b)) {
		if f := strings.Split(line, "\t"); len(f) == 3 && !strings.HasPrefix(line, "#") {
			queries, judged = append(queries, f[0]), append(judged, strings.Fields(f[1]))
		}
	}
	search := exec.CommandContext(t.Context(), node, "testdata/search.js", dir)
	search.Stdin = strings.NewReader(strings.Join(queries, "\n"))
	out, err := search.Output()
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(out), "\n")
	same, ten, recall := 0, 0, 0.0
	for i, q := range queries {
		copied := strings.Fields(lines[i])
		w := httptest.NewRecorder()
		site.ServeHTTP(w, httptest.NewRequest("GET", "/search?q="+url.QueryEscape(q), nil))
		served := listed10(w.Body.Bytes())
		hits, answers := 0, 0
		for _, id := range served {
			if slices.Contains(copied, id) {
				hits++
			}
		}
		for _, id := range judged[i] {
			if slices.Contains(copied[:min(10, len(copied))], id) {
				answers++
			}
		}
		same, ten = same+hits, ten+len(served)
		recall += float64(answers) / float64(min(10, len(judged[i]))) / float64(len(queries))
		if hits < len(served) {
			t.Logf("%s: %d of %d: %v, the copy %v", q, hits, len(served), served, copied)
		}
	}
	t.Logf("%d of %d of the server's first ten are among the copy's first twenty; recall@10 %.3f", same, ten, recall)
	if float64(same) < 0.9*float64(ten) || recall < 0.85 {
		t.Error("the copy finds too little of it")
	}
}

// listed10 are the first ten cables of a page of results.
func listed10(page []byte) (ids []string) {
	z := html.NewTokenizer(bytes.NewReader(page))
	for z.Next() != html.ErrorToken && len(ids) < 10 {
		t := z.Token()
		if t.Data != "a" {
			continue
		}
		p, _, _ := strings.Cut(attr(t, "href"), "?")
		id, ok := strings.CutPrefix(p, "/cable/")
		if id, _, _ = strings.Cut(id, "/"); ok && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}
