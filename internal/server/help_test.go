package server

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"reftel/internal/cable"
	"reftel/internal/demo"
	"reftel/internal/index"
	"reftel/internal/ingest"
)

// demoSite is the site over the demonstration archive.
func demoSite(t *testing.T) http.Handler {
	t.Helper()
	c := testConfig(t)
	dir := t.TempDir()
	t.Cleanup(func() { _ = index.Remove(dir) })
	b, err := index.Create(dir, index.BuildOptions{Tool: "test"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ingest.New(c.Tables, nil).Run(t.Context(), []ingest.Input{{FS: demo.Cables(), Root: ".", Name: "demo"}}, func(c *cable.Cable, raw []byte) error {
		return b.Add(c, raw)
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Publish(t.Context(), index.Report{}); err != nil {
		t.Fatal(err)
	}
	if c.Archive, err = index.OpenData(dir); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Archive.Close() })
	h, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// TestExamplesFindSomething follows every search that the help page and the
// home page offer.
func TestExamplesFindSomething(t *testing.T) {
	srv := httptest.NewServer(demoSite(t))
	defer srv.Close()
	var links []string
	for _, page := range []string{"/help/search", "/", "/search?q=zzzyzx"} {
		doc, err := html.Parse(strings.NewReader(fetch(t, srv.URL, "GET", page, nil).body))
		if err != nil {
			t.Fatal(err)
		}
		for n := range doc.Descendants() {
			if href, ok := attrOf(n, "href"); ok && n.Data == "a" && strings.HasPrefix(href, "/search?q=") && !slices.Contains(links, href) {
				links = append(links, href)
			}
		}
	}
	if len(links) < 70 {
		t.Errorf("only %d examples", len(links))
	}
	for _, link := range links {
		got := fetch(t, srv.URL, "GET", link, nil)
		if problem := got.check("select", "h1 !contains No cables found"); got.code != http.StatusOK || problem != "" {
			t.Errorf("%s: code %d, %s", link, got.code, problem)
		}
	}
}

func TestReadGuide(t *testing.T) {
	v, err := readGuide([]byte("# Title\n\nLead `x`.\n\n## One & two\n\n| You type | You find |\n|---|---|\n| `a \\|\\| b`, `c` | both `d` |\n"))
	if err != nil {
		t.Fatal(err)
	}
	if len(v.Lead) != 1 || len(v.Groups) != 1 || v.Groups[0].ID != "one-two" || v.Groups[0].Title != "One & two" {
		t.Fatalf("%+v", v)
	}
	row := v.Groups[0].Blocks[0].Rows[0]
	if len(row.Term) != 3 || row.Term[0].Text != "a || b" || row.Term[0].Href != "/search?q=a+%7C%7C+b" || row.Term[1].Text != ", " {
		t.Errorf("term %+v", row.Term)
	}
	if line := row.Lines[0]; line.Heading != "" || len(line.Text) != 2 || line.Text[1].Href != "" || !line.Text[1].Code {
		t.Errorf("line %+v", line)
	}
	if _, err := readGuide([]byte("- a list")); err == nil {
		t.Error("what cannot be shown is left out without a word")
	}
}
