// Package architecture holds the structure of the house: which package may
// import which, and where each outside library may be known. It has tests only.
package architecture

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"strings"
	"testing"
)

type pkg struct {
	ImportPath string
	Imports    []string
}

func packages(t *testing.T) []pkg {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "reftel/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []pkg
	d := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p pkg
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	if len(all) < 10 {
		t.Fatalf("only %d packages listed", len(all))
	}
	return all
}

// layers are the rooms from the bottom to the top. A package imports packages
// of lower layers, or of its own room.
var layers = [][]string{
	{"reftel/internal/cable", "reftel/internal/marking"},
	{"reftel/internal/reference", "reftel/internal/query"},
	{"reftel/internal/ingest", "reftel/internal/index", "reftel/internal/demo", "reftel/docs"},
	{"reftel/web"},
	{"reftel/internal/server"},
	{"reftel/internal/bench"},
	{"reftel/cmd"},
}

// helpers are of tests alone and stand outside.
var helpers = []string{"reftel/internal/sharedtest", "reftel/internal/e2e", "reftel/internal/architecture"}

func room(path string) (layer int, name string) {
	for i, l := range layers {
		for _, r := range l {
			if path == r || strings.HasPrefix(path, r+"/") {
				return i, r
			}
		}
	}
	return -1, ""
}

func TestDirections(t *testing.T) {
	for _, p := range packages(t) {
		if within(p.ImportPath, helpers) {
			continue
		}
		from, own := room(p.ImportPath)
		if from < 0 {
			t.Errorf("%s belongs to no room; name it in layers", p.ImportPath)
			continue
		}
		for _, imp := range p.Imports {
			if !strings.HasPrefix(imp, "reftel/") {
				continue
			}
			to, name := room(imp)
			if name != own && to >= from {
				t.Errorf("%s imports %s: imports go one way (cmd → bench → server → web, index, ingest → query, reference → cable, marking)", p.ImportPath, imp)
			}
		}
	}
}

// TestLibraries holds that the big libraries are known in one room each.
func TestLibraries(t *testing.T) {
	homes := map[string][]string{
		"github.com/blevesearch/":    {"reftel/internal/index"},
		"github.com/go-chi/":         {"reftel/internal/server"},
		"github.com/a-h/templ":       {"reftel/web/templates", "reftel/internal/server"},
		"github.com/alecthomas/kong": {"reftel/cmd"},
		"github.com/schollz/":        {"reftel/cmd"},
		"github.com/RoaringBitmap/":  {"reftel/internal/index"},
		"github.com/yuin/goldmark":   {"reftel/internal/server"},
		"github.com/xrash/smetrics":  {"reftel/internal/reference"},
		"golang.org/x/net/html":      {"reftel/internal/ingest"},
		"net/http":                   {"reftel/internal/server", "reftel/internal/bench", "reftel/web", "reftel/cmd"},
	}
	for _, p := range packages(t) {
		if p.ImportPath == "reftel/internal/cable" {
			for _, imp := range p.Imports {
				if strings.Contains(imp, ".") || strings.HasPrefix(imp, "reftel/") {
					t.Errorf("the model imports %s; it knows the standard library alone", imp)
				}
			}
		}
		for _, imp := range p.Imports {
			for lib, rooms := range homes {
				if (imp == lib || strings.HasPrefix(imp, strings.TrimSuffix(lib, "/")+"/")) && !within(p.ImportPath, rooms) {
					t.Errorf("%s imports %s, which is known in %v alone", p.ImportPath, imp, rooms)
				}
			}
		}
	}
}

func within(path string, rooms []string) bool {
	for _, r := range rooms {
		if path == r || strings.HasPrefix(path, r+"/") {
			return true
		}
	}
	return false
}
