package e2e

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"reftel/internal/archivetest"
	"reftel/internal/reference"
	"reftel/internal/server"
	"reftel/internal/sharedtest"
	folder "reftel/internal/site"
)

// operated are additions to the sample of a site: accents that are just enough, a mark, a
// long name, and one of everything that a page may have.
var operated = map[string]string{
	"site.toml": "name = \"Historical Archive of the Province, of the Bay of Winds and of the Three Islands\"\nnotice = \"Some cables use words of their time that are offensive today.\"\n" +
		"contact = \"archive@example.org\"\nlanguage = \"es\"\nlogo = \"files/mark.svg\"\n[rights]\ntext = \"Public domain\"\nurl = \"https://rights.example\"\n[accent]\nlight = \"#5f6368\"\ndark = \"#98a0ab\"\n",
	"pages/all.md": "# All\n\n*a* **b** `c` <https://d.example> \\\ne\n\n## Lists\n\n1. f\n   - g\n\n> h\n\n### Table\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n" +
		"    " + strings.Repeat("a long line of code ", 20) + "\n\n---\n\n![a mark](files/mark.svg)\n",
	"files/mark.svg": `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="600" height="600"><circle cx="16" cy="16" r="15"/></svg>`,
}

// TestOperator holds the pages of a site that has an operator to what all pages are held
// to, on all screens and in both themes.
func TestOperator(t *testing.T) {
	if sharedtest.Size(0, 0, 1) == 0 {
		t.Skip("looked at in the long form alone")
	}
	chromium(t)
	dir := filepath.Join(t.TempDir(), "site")
	if _, err := folder.Init(dir); err != nil {
		t.Fatal(err)
	}
	for name, content := range operated {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	own, err := folder.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	h, err := server.New(server.Config{Archive: archivetest.Source(t, demonstration), Tables: tables, Demo: true, Version: "e2e", Site: own})
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	for _, screen := range screens {
		b := draw(t, screen)
		for _, path := range []string{"/", "/about", "/about/all", "/search?q=lamps", "/cable/00USUNNEWYORK1466", "/years"} {
			b.visit(s.URL + path)
			b.look("operator, "+path, screen)
		}
	}
}
