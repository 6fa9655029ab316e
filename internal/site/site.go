// Package site reads the folder in which the operator of an archive says whose it is:
// site.toml with the name, rights, colours and collections, pages in Markdown, and the
// images that they show (docs/site.md). It is read once, when the server starts. All
// faults are told at once, each with its file and line; a folder with a fault is none.
//
// It reads that folder and no other, and knows neither requests nor the archive.
package site

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"reftel/web/templates/prose"
)

// A Site is what the operator says. It does not change once it was read.
type Site struct {
	Name        string
	Lead        string // a sentence under the name
	Notice      string // shown on every page
	Contact     string // an address of mail, or one that begins with https://
	Rights      Rights
	Language    string // of what the operator wrote, a tag of BCP 47; "" is English
	Base        string // where the site is: https://cables.example.org
	Logo        string // path of an image
	Style       string // path of the stylesheet
	Collections map[string]Collection
	About       *Page  // nil: about.md is not there
	Pages       []Page // by their names
	Sum         string // changes with anything in the folder

	files map[string]File
}

// Rights are what readers may do.
type Rights struct{ Text, URL string }

// A Collection is what the operator says of one of the collections of the archive.
type Collection struct {
	Title  string
	Rights Rights
	Source string // address of whom it is from
}

// A Page is one in Markdown.
type Page struct {
	Name string // of its file, without .md
	Text prose.Text
	Head string // the first heading
}

// Path is where a page is served.
func (p Page) Path() string { return pagePrefix + p.Name }

const pagePrefix = "/about/"

// A File is one that pages show.
type File struct {
	Type          string
	Content       []byte
	Width, Height int // of an image, 0 where it has none of its own

	path string
}

// File is what is served at a path.
func (s *Site) File(path string) (File, bool) {
	f, ok := s.files[path]
	return f, ok
}

// Read reads a folder.
func Read(dir string) (*Site, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("opening the folder of the site: %w", err)
	}
	defer root.Close()
	s, err := read(root.FS())
	if err != nil {
		return nil, fmt.Errorf("folder of the site %s:\n%w", dir, err)
	}
	return s, nil
}

// A reader reads a folder, and takes down what is wrong with it.
type reader struct {
	dir    fs.FS
	site   *Site
	named  map[string]File // by the names of their files: files/mark.svg
	pages  map[string]bool // by the names of their files, without .md
	faults []error
}

func (r *reader) fault(file string, line int, format string, values ...any) {
	where := file
	if line > 0 {
		where = fmt.Sprintf("%s:%d", file, line)
	}
	r.faults = append(r.faults, fmt.Errorf("%s: "+format, append([]any{where}, values...)...))
}

func read(dir fs.FS) (*Site, error) {
	r := &reader{dir: dir, site: &Site{Collections: map[string]Collection{}, files: map[string]File{}}, named: map[string]File{}, pages: map[string]bool{}}
	r.readFiles()
	r.readSettings()
	r.readPages()
	if len(r.faults) > 0 {
		return nil, errors.Join(r.faults...)
	}
	return r.site, nil
}

// add has something of the folder change the sum of the site.
func (r *reader) add(name string, content []byte) {
	sum := sha256.Sum256(append([]byte(r.site.Sum+"\x00"+name+"\x00"), content...))
	r.site.Sum = hex.EncodeToString(sum[:8])
}

// serve has something served under a name with a hash of its content.
func (r *reader) serve(name, ext string, f File) File {
	sum := sha256.Sum256(f.Content)
	f.path = FilePrefix + name + "." + hex.EncodeToString(sum[:])[:10] + ext
	r.site.files[f.path] = f
	return f
}

// FilePrefix is where files are served.
const FilePrefix = "/site/"

// content is a file of the folder, no longer than most.
func (r *reader) content(name string, most int64) ([]byte, bool) {
	info, err := fs.Stat(r.dir, name)
	if err == nil && info.Size() > most {
		r.fault(name, 0, "is larger than %s", size(most))
		return nil, false
	}
	var b []byte
	if err == nil {
		b, err = fs.ReadFile(r.dir, name)
	}
	if err != nil {
		r.fault(name, 0, "cannot be read: %w", err)
		return nil, false
	}
	r.add(name, b)
	return b, true
}

func size(n int64) string {
	if n >= 1<<20 {
		return fmt.Sprintf("%d MB", n>>20)
	}
	return fmt.Sprintf("%d kB", n>>10)
}

// Lang is the language of what the operator wrote.
func (s *Site) Lang() string { return cmp.Or(s.Language, "en") }
