// Package static holds the files that the pages need: the stylesheet, a little
// script, icons and fonts. They are embedded and served under names that carry
// a hash of their content, so a browser may keep them for ever and a new
// release is seen at once.
package static

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"path"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Prefix is the path under which [Files] must be served.
const Prefix = "/static/"

//go:embed reftel.js suggest.js list.js listpage.js icon.svg touch.png fonts/*.woff2
var embedded embed.FS

//go:embed css/*.css
var sheets embed.FS

// style names the parts of reftel.css in their order; css/base.css says what
// each is for.
var style = []string{"base", "layout", "marks", "search", "results", "cable", "volume", "reading", "trail", "lists", "things", "home", "quality", "timeline", "calendar", "compare", "thread", "beside", "narrow", "phone", "print"}

// MostBars is how many bars a timeline has at most: 80 years, and what lies before
// and behind them.
const MostBars = 82

// counts are classes that say how many bars a timeline has, before they are read: so
// they keep their places while the page arrives. A style attribute could say it, if
// the content security policy had room for one.
func counts() []byte {
	var b bytes.Buffer
	b.WriteString("@layer parts{")
	for n := 1; n <= MostBars; n++ {
		fmt.Fprintf(&b, ".n-%d{--n:%d}", n, n)
	}
	b.WriteString("}\n")
	return b.Bytes()
}

// remarks are what a stylesheet has for those who write it: comments, empty lines
// and the space that lines begin with.
var remarks = regexp.MustCompile(`(?s:/\*.*?\*/)|(?m:^[ \t]+)|(?m:^\n)`)

// types are the content types by extension, named here so that they do not
// depend on the machine's own table.
var types = map[string]string{
	".css":   "text/css; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".svg":   "image/svg+xml",
	".png":   "image/png",
	".woff2": "font/woff2",
}

// Preload names the fonts that every page uses at once.
func Preload() []string {
	return []string{"source-serif-4-latin.woff2", "public-sans-latin.woff2"}
}

// Files serves the embedded files. It is made by [New] and does not change.
type Files struct {
	urls   map[string]string // name → URL path
	byPath map[string]file   // URL path → file
}

type file struct {
	name    string
	content []byte
	etag    string
	typ     string
}

// New is the embedded files, which a process reads once.
func New() (*Files, error) { return files() }

var files = sync.OnceValues(read)

// read reads the embedded files and names them by their content. References
// from the stylesheet to the other files are rewritten to the hashed names.
func read() (*Files, error) {
	contents := make(map[string][]byte)
	err := fs.WalkDir(embedded, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(embedded, p)
		contents[path.Base(p)] = b
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("static: reading the embedded files: %w", err)
	}
	for _, name := range style {
		b, err := fs.ReadFile(sheets, "css/"+name+".css")
		if err != nil {
			return nil, fmt.Errorf("static: reading the stylesheet: %w", err)
		}
		contents["reftel.css"] = append(contents["reftel.css"], remarks.ReplaceAll(b, nil)...)
	}
	contents["reftel.css"] = append(contents["reftel.css"], counts()...)

	// Stylesheets last: their content depends on the names of the others.
	names := make([]string, 0, len(contents))
	for name := range contents {
		names = append(names, name)
	}
	sort.Slice(names, func(i, j int) bool {
		a, b := names[i], names[j]
		if ca, cb := path.Ext(a) == ".css", path.Ext(b) == ".css"; ca != cb {
			return cb
		}
		return a < b
	})

	f := &Files{urls: make(map[string]string), byPath: make(map[string]file)}
	for _, name := range names {
		content, ext := contents[name], path.Ext(name)
		if _, ok := types[ext]; !ok {
			return nil, fmt.Errorf("static: %s: no content type for %q", name, ext)
		}
		if ext == ".css" {
			content = f.rewrite(content)
		}
		f.put(name, content)
	}
	return f, nil
}

// rewrite puts hashed names in place of url("fonts/NAME").
func (f *Files) rewrite(css []byte) []byte {
	for name, url := range f.urls {
		css = bytes.ReplaceAll(css, []byte(`url("fonts/`+name+`")`), []byte(`url("`+strings.TrimPrefix(url, Prefix)+`")`))
	}
	return css
}

// said finds the texts that scripts say, by words.say and words.count.
var said = regexp.MustCompile(`words\.(?:say|count)\((?:[^"()]*, )?("(?:[^"\\]|\\.)*")(?:, ("(?:[^"\\]|\\.)*"))?`)

// Texts are the texts of the scripts, those with two forms as one.
func (f *Files) Texts() []string {
	var out []string
	for _, file := range f.byPath {
		if path.Ext(file.name) != ".js" {
			continue
		}
		for _, m := range said.FindAllSubmatch(file.content, -1) {
			text, err := strconv.Unquote(string(m[1]))
			if many, err2 := strconv.Unquote(string(m[2])); err2 == nil && bytes.HasPrefix(m[0], []byte("words.count")) {
				text += "|" + many
			}
			if err == nil && !slices.Contains(out, text) {
				out = append(out, text)
			}
		}
	}
	slices.Sort(out)
	return out
}

// And is these files and another one.
func (f *Files) And(name string, content []byte) *Files {
	out := &Files{urls: maps.Clone(f.urls), byPath: maps.Clone(f.byPath)}
	out.put(name, content)
	return out
}

// put names a file by its content.
func (f *Files) put(name string, content []byte) {
	ext := path.Ext(name)
	sum := sha256.Sum256(content)
	hash := hex.EncodeToString(sum[:])
	url := Prefix + strings.TrimSuffix(name, ext) + "." + hash[:10] + ext
	f.urls[name] = url
	f.byPath[url] = file{name: name, content: content, etag: `"` + hash[:20] + `"`, typ: types[ext]}
}

// URL is the path of a file by its plain name ("reftel.css"), or "" when there
// is no such file.
func (f *Files) URL(name string) string { return f.urls[name] }

// ServeHTTP answers for the hashed names and for nothing else.
func (f *Files) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	file, ok := f.byPath[r.URL.Path]
	if !ok {
		w.Header().Set("Cache-Control", "no-store")
		http.Error(w, "no such file", http.StatusNotFound)
		return
	}
	h := w.Header()
	h.Set("Content-Type", file.typ)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("ETag", file.etag)
	h.Set("X-Content-Type-Options", "nosniff")
	http.ServeContent(w, r, file.name, time.Time{}, bytes.NewReader(file.content))
}
