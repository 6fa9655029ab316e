package static

import (
	"fmt"
	"hash/fnv"
	"net/url"
	"path"
	"slices"
	"strings"

	"reftel/internal/app/filename"
)

// queries is the folder of pages whose addresses have a query, which a server of files
// does not look at: /tags?page=2 is _q/tags/page=2/index.html.
const queries = "_q"

// A book knows which addresses are in the copy, and the file of each.
type book struct {
	files map[string]string // by address: a path as it is written in links, and a query
	taken map[string]bool   // files in small letters
}

func newBook() *book {
	return &book{files: map[string]string{}, taken: map[string]bool{searchPage: true, searchFolder: true}}
}

// kept reports whether an address of the site is in the copy. What depends on a question
// that nobody has asked yet is not.
func kept(u *url.URL) bool {
	first, rest, _ := strings.Cut(strings.TrimPrefix(u.Path, "/"), "/")
	switch first {
	case "search", "go", "suggest", "compare", "list", "healthz", "readyz":
		return false
	case "api": // what describes the API stays; its answers are a server's
		return rest == ""
	}
	if ext := path.Ext(first); strings.HasPrefix(first, "search.") && ext != ".atom" {
		return false
	}
	if u.RawQuery == "" {
		return true
	}
	q := u.Query()
	for name := range q {
		switch {
		case first == "search.atom", name == "page":
		case rest == "" && (name == "prefix" || name == "order"):
		default:
			return false
		}
	}
	return true
}

// address is how the book names what a link leads to.
func address(u *url.URL) string {
	if u.RawQuery == "" {
		return u.EscapedPath()
	}
	return u.EscapedPath() + "?" + u.Query().Encode()
}

// enter finds a file for an address, and reports whether the address is new. Where two
// addresses would have one file, or files that differ by case alone, the later one has a
// number at the end of its name.
func (b *book) enter(u *url.URL) (file string, isNew bool) {
	a := address(u)
	if file, ok := b.files[a]; ok {
		return file, false
	}
	file = fileOf(u)
	if b.taken[strings.ToLower(file)] {
		file = apart(file, a)
	}
	b.files[a] = file
	b.taken[strings.ToLower(file)] = true
	return file, true
}

// apart is another name for a file, by its address.
func apart(file, address string) string {
	h := fnv.New32a()
	_, _ = h.Write([]byte(address)) // never fails
	mark := fmt.Sprintf("~%08x", h.Sum32())
	if dir, ok := strings.CutSuffix(file, "/"+indexFile); ok {
		return dir + mark + "/" + indexFile
	}
	return strings.TrimSuffix(file, path.Ext(file)) + mark + path.Ext(file)
}

// indexFile is the file that stands for its folder.
const indexFile = "index.html"

// fileOf is the file that the address of a page has by itself.
func fileOf(u *url.URL) string {
	parts := strings.Split(strings.Trim(u.EscapedPath(), "/"), "/")
	for i, p := range parts {
		if name, err := url.PathUnescape(p); err == nil {
			p = name
		}
		parts[i] = filename.Safe(p)
	}
	name := strings.Join(parts, "/")
	if u.RawQuery != "" {
		query := u.Query().Encode() // of signs that every system takes, % among them
		if query != strings.TrimRight(query, ".") || len(query) > filename.Longest {
			query = filename.Safe(query)
		}
		name = queries + "/" + name + "/" + query
		if path.Ext(u.Path) == ".atom" {
			return name + ".atom"
		}
	}
	if u.RawQuery == "" && isFile(u.Path) {
		return name
	}
	return strings.TrimPrefix(name+"/"+indexFile, "/")
}

// endings are those of addresses that are files and no pages.
var endings = []string{".atom", ".xml", ".txt", ".json", ".bib", ".biblatex", ".ris", ".ico", ".html", ".htm"}

func isFile(p string) bool {
	return strings.HasPrefix(p, "/static/") || strings.HasPrefix(p, "/cable/") && path.Base(p) == "raw" ||
		slices.ContainsFunc(endings, func(e string) bool { return strings.HasSuffix(p, e) })
}

// link is how a page leads to a file: relative, and to the file itself, so that it
// works without a server.
func link(from, to string) string {
	here := strings.Split(from, "/")
	there := strings.Split(to, "/")
	same := 0
	for same < len(here)-1 && same < len(there)-1 && here[same] == there[same] {
		same++
	}
	parts := slices.Repeat([]string{".."}, len(here)-1-same)
	for _, p := range there[same:] {
		parts = append(parts, url.PathEscape(p))
	}
	rel := strings.Join(parts, "/")
	if first, _, _ := strings.Cut(rel, "/"); strings.Contains(first, ":") {
		return "./" + rel
	}
	return rel
}
