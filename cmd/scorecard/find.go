package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A check is what feeds rows: a test, or a script where the test has no name.
type check struct {
	place string   // ./internal/index, .ci/release
	test  string   // TestDamage
	rows  []string // that it may feed
}

func (c check) String() string { return strings.TrimSpace(c.place + " " + c.test) }

// find finds all checks: tests that hand figures to sharedtest.Score, and scripts of .ci
// that print lines of the scorecard.
func find(fsys fs.FS) ([]check, error) {
	checks, err := scripts(fsys)
	if err != nil {
		return nil, err
	}
	err = fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir():
			base := path.Base(name)
			if _, err := fs.Stat(fsys, path.Join(name, "go.mod")); name != "." && (err == nil || base == "testdata" || strings.HasPrefix(base, ".")) {
				return fs.SkipDir
			}
			return nil
		case !strings.HasSuffix(name, "_test.go"):
			return nil
		}
		found, err := tests(fsys, name)
		checks = append(checks, found...)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("looking for tests: %w", err)
	}
	for _, c := range checks {
		for _, r := range c.rows {
			if !known(r) {
				return nil, fmt.Errorf("%s feeds the row %s, which is not in the table", c, r)
			}
		}
	}
	return checks, nil
}

// tests are the tests of a file that feed rows.
func tests(fsys fs.FS, name string) ([]check, error) {
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	if !strings.Contains(string(text), "sharedtest.Score(") {
		return nil, nil
	}
	f, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	var found []check
	for _, d := range f.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || fn.Body == nil {
			continue
		}
		c := check{place: "./" + path.Dir(name), test: fn.Name.Name}
		ast.Inspect(fn.Body, func(n ast.Node) bool {
			if id, ok := fed(n); ok && !slices.Contains(c.rows, id) {
				c.rows = append(c.rows, id)
			}
			return true
		})
		if len(c.rows) > 0 && !strings.HasPrefix(c.test, "Test") {
			return nil, fmt.Errorf("%s: %s feeds a row and is no test: nothing would run it", name, c.test)
		}
		if len(c.rows) > 0 {
			found = append(found, c)
		}
	}
	return found, nil
}

// fed is the row that a call of sharedtest.Score feeds.
func fed(n ast.Node) (string, bool) {
	call, ok := n.(*ast.CallExpr)
	if !ok || len(call.Args) < 2 {
		return "", false
	}
	fn, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || fn.Sel.Name != "Score" {
		return "", false
	}
	if x, ok := fn.X.(*ast.Ident); !ok || x.Name != "sharedtest" {
		return "", false
	}
	lit, ok := call.Args[1].(*ast.BasicLit)
	if !ok {
		return "a row that is not written out", true
	}
	id, err := strconv.Unquote(lit.Value)
	return rowOf(id), err == nil
}

var printed = regexp.MustCompile(`scorecard: ([A-Z][0-9]+)`)

// scripts are the scripts that feed rows.
func scripts(fsys fs.FS) ([]check, error) {
	names, err := fs.Glob(fsys, ".ci/*")
	if err != nil {
		return nil, err
	}
	var found []check
	for _, name := range names {
		if at, err := fs.Stat(fsys, name); err == nil && at.IsDir() {
			continue
		}
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("looking for scripts: %w", err)
		}
		c := check{place: name}
		for _, m := range printed.FindAllStringSubmatch(string(text), -1) {
			if !slices.Contains(c.rows, m[1]) {
				c.rows = append(c.rows, m[1])
			}
		}
		if len(c.rows) > 0 {
			found = append(found, c)
		}
	}
	return found, nil
}

// feeding are the checks that feed one of the rows, or a row of a letter.
func feeding(checks []check, wanted []string) []check {
	return slices.DeleteFunc(slices.Clone(checks), func(c check) bool {
		return !slices.ContainsFunc(c.rows, func(id string) bool {
			return slices.Contains(wanted, id) || slices.Contains(wanted, id[:1])
		})
	})
}

// leftOut are the rows that checks feed which are not run.
func leftOut(all, run []check) map[string]bool {
	left := map[string]bool{}
	for _, c := range all {
		if !slices.ContainsFunc(run, func(r check) bool { return r.String() == c.String() }) {
			for _, id := range c.rows {
				left[id] = true
			}
		}
	}
	return left
}
