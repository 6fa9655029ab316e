package static

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"reftel/internal/app"
	"reftel/internal/archivetest"
	"reftel/internal/cable"
	"reftel/internal/language"
	"reftel/internal/reference"
	"reftel/internal/server"
	"reftel/internal/sharedtest"
)

// lamps is an archive of a few cables, or in the long form that of the demonstration.
func lamps(t *testing.T) (dir string) {
	t.Helper()
	dir = archivetest.Dir(t)
	if sharedtest.Size(0, 0, 1) == 1 {
		tables, err := reference.Open()
		if err == nil {
			err = app.Demo(t.Context(), tables, dir, "test")
		}
		if err != nil {
			t.Fatal(err)
		}
		return dir
	}
	archivetest.Publish(t, dir, func(add app.Add) error {
		for i := range 4 {
			c := &cable.Cable{ID: fmt.Sprintf("79LISBON%d", 4400+i), Aliases: []string{fmt.Sprintf("1979LISBON0%d", 4400+i)}, Subject: "Lamps", Date: cable.Date{Year: 1979, Month: 1 + i},
				Tags:       []cable.Tag{{Code: "EWWT"}, {Code: "WHAT: A TAG?"}},
				Paragraphs: []cable.Paragraph{{Anchor: "par1", Number: 1, Text: "The lens was seen by Con."}, {Anchor: "par2", Number: 2, Text: "A lamp & a <lens>."}}}
			if i > 0 {
				c.References = []cable.Reference{{Kind: "cable", ID: "79LISBON4400", Text: "Lisbon 4400"}, {Kind: "cable", ID: "78OSLO12", Text: "78 Oslo 12"}}
			}
			if err := add(c, []byte(c.ID)); err != nil {
				return err
			}
		}
		return nil
	})
	return dir
}

// TestCopy holds that the copy says at each address what the site says, that its links
// lead to files, and that there is no half copy.
func TestCopy(t *testing.T) {
	t.Parallel()
	data := lamps(t)
	dir := filepath.Join(t.TempDir(), "copy")
	r, err := Copy(t.Context(), Place{Data: data, Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%+v", r)
	if _, err := Copy(t.Context(), Place{Data: data, Dir: dir}); err == nil || !strings.Contains(err.Error(), "not empty") {
		t.Errorf("over a copy: %v", err)
	}
	site := siteOf(t, data)
	pages, files := 0, 0
	err = fs.WalkDir(os.DirFS(dir), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		files++
		if path.Ext(name) != ".html" || strings.HasPrefix(name, "_q/") || name == searchPage || name == "404.html" {
			return nil
		}
		b, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		leadsOnward(t, dir, name, b)
		pages++
		address := "/" + strings.TrimSuffix(strings.TrimSuffix(name, indexFile), "/")
		if strings.ContainsAny(address, "~%") {
			return nil // another name than that of the address
		}
		req := httptest.NewRequest(http.MethodGet, (&url.URL{Path: address}).EscapedPath(), nil)
		req.Host = ""
		w := httptest.NewRecorder()
		site.ServeHTTP(w, req)
		if w.Code == http.StatusMovedPermanently {
			if !bytes.Contains(b, []byte("http-equiv=\"refresh\"")) {
				t.Errorf("%s does not lead on", name)
			}
			return nil
		}
		if got, want := said(t, b), said(t, w.Body.Bytes()); got != want {
			t.Errorf("%s says\n%s\nand the site\n%s", name, got, want)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files != r.Files || pages < 40 {
		t.Errorf("%d files and %d pages of %+v", files, pages, r)
	}
	for _, name := range []string{"cable/79LISBON4401/par2/index.html", "cable/1979LISBON04401/index.html", "cable/79LISBON4402.bib", "cable/1979/02/79LISBON4401.html", "tag/WHAT%3A A TAG%3F/index.html", "search/data/meta.js", "nginx.conf", "sitemap.xml", "search.atom", "cable/78OSLO12/index.html"} {
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(name))); err != nil && sharedtest.Size(0, 0, 1) == 0 {
			t.Error(err)
		}
	}
}

// siteOf is the site of a data folder, as it is copied.
func siteOf(t *testing.T, data string) http.Handler {
	t.Helper()
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	site, err := server.New(server.Config{Archive: archivetest.Open(t, data), Tables: tables, Languages: language.Only(nil)})
	if err != nil {
		t.Fatal(err)
	}
	return site
}

// leadsOnward holds that the links of a page lead to files that are there.
func leadsOnward(t *testing.T, dir, name string, page []byte) {
	t.Helper()
	z := html.NewTokenizer(bytes.NewReader(page))
	for z.Next() != html.ErrorToken {
		tok := z.Token()
		if attr(tok, "data-pick") != "" && !slices.ContainsFunc(tok.Attr, func(a html.Attribute) bool { return a.Key == "hidden" }) {
			t.Errorf("%s offers a reading list, which needs a server", name)
		}
		for _, a := range tok.Attr {
			if a.Key != "href" && a.Key != "src" && a.Key != "action" || tok.Data == "link" && keepsAddress(attr(tok, "rel")) {
				continue
			}
			to, err := url.Parse(a.Val)
			if err != nil || to.Host != "" || to.Path == "" {
				continue
			}
			if strings.HasPrefix(to.Path, "/") {
				t.Errorf("%s: %s needs a server", name, a.Val)
				continue
			}
			file := path.Join(path.Dir(name), to.Path)
			if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(file))); err != nil {
				t.Errorf("%s leads to %s: %v", name, a.Val, err)
			}
		}
	}
}

// said is the title and the words of the main part of a page.
func said(t *testing.T, page []byte) string {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && (n.Data == "title" && n.Namespace == "" || n.Data == "main") {
			for m := range n.Descendants() {
				if m.Type == html.TextNode {
					b.WriteString(m.Data + " ")
				}
			}
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
