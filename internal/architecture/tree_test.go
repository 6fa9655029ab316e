package architecture

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
)

// module is the name before the paths of all packages of the house.
const module = "reftel"

// A source is a file that somebody wrote, or that was generated. Tests are left
// out.
type source struct {
	path      string // internal/cable/mrn.go
	lines     int
	generated bool
	imports   []string // those of the house without the name of the module
	functions []function
}

// A function is one with a name, or a method.
type function struct {
	name  string
	lines int
}

func (s source) dir() string  { return path.Dir(s.path) }
func (s source) isGo() bool   { return path.Ext(s.path) == ".go" }
func (s source) isCode() bool { return s.isGo() || path.Ext(s.path) == ".templ" }

// A tree is all sources of a module in the order of their paths.
type tree []source

// readTree reads every source of a module, whatever system it is built for.
// Folders that the go command passes over, and other modules, are left out.
func readTree(fsys fs.FS) (tree, error) {
	var t tree
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name != "." && passedOver(fsys, name) {
				return fs.SkipDir
			}
			return nil
		}
		switch path.Ext(name) {
		case ".go", ".templ", ".css", ".js":
		default:
			return nil
		}
		if strings.HasSuffix(name, "_test.go") {
			return nil
		}
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		s := source{path: name, lines: bytes.Count(text, []byte("\n"))}
		if s.isGo() {
			err = s.parse(text)
		}
		t = append(t, s)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading the sources: %w", err)
	}
	return t, nil
}

// passedOver reports whether a folder is no part of the module.
func passedOver(fsys fs.FS, name string) bool {
	base := path.Base(name)
	if base == "testdata" || base == "vendor" || strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_") {
		return true
	}
	_, err := fs.Stat(fsys, path.Join(name, "go.mod"))
	return err == nil
}

// parse reads the imports and the functions of a file in Go.
func (s *source) parse(text []byte) error {
	files := token.NewFileSet()
	f, err := parser.ParseFile(files, s.path, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	s.generated = ast.IsGenerated(f)
	for _, i := range f.Imports {
		p, err := strconv.Unquote(i.Path.Value)
		if err != nil {
			return fmt.Errorf("%s: import %s: %w", s.path, i.Path.Value, err)
		}
		s.imports = append(s.imports, strings.TrimPrefix(p, module+"/"))
	}
	for _, d := range f.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok {
			from, to := files.Position(fn.Pos()).Line, files.Position(fn.End()).Line
			s.functions = append(s.functions, function{fn.Name.Name, to - from + 1})
		}
	}
	return nil
}

// packages are the imports of each package by its path.
func (t tree) packages() map[string][]string {
	all := map[string][]string{}
	for _, s := range t {
		if s.isGo() {
			all[s.dir()] = append(all[s.dir()], s.imports...)
		}
	}
	for p, imports := range all {
		slices.Sort(imports)
		all[p] = slices.Compact(imports)
	}
	return all
}

// sorted are the keys of a map in order.
func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
