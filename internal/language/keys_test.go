package language

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"reftel/web/templates/words"
)

// sources are where texts of the interface are said.
var sources = []string{"../../web/templates", "../server", "../query", "../index/search", "../app/static/finder"}

// sayers are the functions that say texts, with the places of these among their
// arguments: as functions of package words, which take the context of a page or know it,
// and as methods and functions elsewhere.
var sayers = map[string]struct{ words, other []int }{
	"Say": {[]int{1}, []int{0}}, "Count": {[]int{2, 3}, []int{1, 2}},
	"With": {[]int{0}, []int{0}}, "CountWith": {[]int{1, 2}, []int{1, 2}}, "Later": {[]int{0}, []int{0}},
	"NotFound": {nil, []int{0}}, "BadRequest": {nil, []int{0}}, "BadParam": {nil, []int{1}},
}

// named are the fields that hold texts which are said later.
var named = map[string]bool{"Key": true, "Heading": true, "Sentence": true, "heading": true, "sentence": true}

// passing are the files that say what others gave them.
var passing = map[string]bool{"words.go": true, "pages.go": true, "numbers.go": true, "errors.go": true, "problem.go": true}

// A reading collects the texts of the sources.
type reading struct {
	keys   map[string]string // with a place where each is said
	faults []string
	at     string
}

// keys are the texts of the interface, those with two forms as one.
func keys(t *testing.T) map[string]string {
	t.Helper()
	r := &reading{keys: map[string]string{}}
	for _, dir := range sources {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
				return err
			}
			f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			r.at = path
			ast.Inspect(f, r.see)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, key := range scriptKeys(t) {
		r.keys[key] = "a script"
	}
	for _, f := range r.faults {
		t.Error(f)
	}
	return r.keys
}

// see looks at one node of a source.
func (r *reading) see(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.CallExpr:
		r.call(n)
	case *ast.KeyValueExpr:
		if id, ok := n.Key.(*ast.Ident); ok && named[id.Name] {
			r.add(n.Value)
		}
	case *ast.AssignStmt:
		for i, to := range n.Lhs {
			if sel, ok := to.(*ast.SelectorExpr); ok && named[sel.Sel.Name] && len(n.Rhs) == len(n.Lhs) {
				r.add(n.Rhs[i])
			}
		}
	}
	return true
}

// call takes the texts out of a call that says some.
func (r *reading) call(n *ast.CallExpr) {
	name, pkg := "", ""
	switch f := n.Fun.(type) {
	case *ast.Ident:
		name = f.Name
	case *ast.SelectorExpr:
		name = f.Sel.Name
		if id, ok := f.X.(*ast.Ident); ok {
			pkg = id.Name
		}
	}
	s, ok := sayers[name]
	places := s.other
	if pkg == "words" {
		places = s.words
	}
	if !ok || len(places) == 0 || len(n.Args) <= places[len(places)-1] {
		return
	}
	var texts []string
	for _, i := range places {
		text, ok := literal(n.Args[i])
		if !ok {
			if sel, ok := n.Args[i].(*ast.SelectorExpr); ok && sel.Sel.Name == "Key" { // of a message, which was found where it is made
				return
			}
			if strings.HasPrefix(name, "Not") || strings.HasPrefix(name, "Bad") || passing[filepath.Base(r.at)] {
				return
			}
			r.faults = append(r.faults, fmt.Sprintf("%s: %s says what is no literal", r.at, name))
			return
		}
		texts = append(texts, text)
	}
	r.note(strings.Join(texts, "|"))
}

func (r *reading) add(e ast.Expr) {
	if text, ok := literal(e); ok {
		r.note(text)
	}
}

func (r *reading) note(key string) {
	if key != "" {
		r.keys[key] = r.at
	}
}

// literal is a string that stands in a source.
func literal(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		s, err := strconv.Unquote(e.Value)
		return s, err == nil && e.Kind == token.STRING
	case *ast.BinaryExpr:
		a, ok := literal(e.X)
		b, ok2 := literal(e.Y)
		return a + b, ok && ok2 && e.Op == token.ADD
	case *ast.ParenExpr:
		return literal(e.X)
	}
	return "", false
}

// inForms reports whether a text has two forms.
func inForms(key string) bool { return strings.Contains(key, "|") }

// meaning is what an English text that means two things ends in.
var meaning = regexp.MustCompile(` ?‹[^‹›]+›`)

// places are the places of a text; of one with two forms those of the second.
func places(text string) map[int]byte {
	forms := strings.Split(text, "|")
	return words.Places(forms[len(forms)-1])
}
