package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// legal are the names of files that must go along with what is linked in, and licence
// those of them that say that it may be.
var (
	legal   = regexp.MustCompile(`(?i)^(un)?(licen[cs]e|copying|notice|patents|copyright)([-._].*)?$`)
	licence = regexp.MustCompile(`(?i)^(un)?(licen[cs]e|copying)`)
)

// embedded are folders of the project with works of others that are part of the binary.
var embedded = []string{"web/static/fonts"}

// A pkg is what the go command tells of a package that is linked in.
type pkg struct {
	Dir      string
	Standard bool
	Module   *struct {
		Path, Version, Dir string
		Main               bool
		Replace            *struct{ Path string }
	}
}

// A work is what stands under licences: a module, the standard library, a folder.
type work struct {
	name  string
	dir   string
	files []string // paths of its legal files
}

// licences are the legal files of all that is linked in for a target, in one text.
func (j *job) licences(t target) ([]byte, error) {
	out, err := j.command(j.root, t.env(), "go", "list", "-deps", "-json=Dir,Standard,Module", "./cmd/server")
	if err != nil {
		return nil, err
	}
	root, err := j.command(j.root, nil, "go", "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	var linked []pkg
	for d := json.NewDecoder(strings.NewReader(out)); ; {
		var p pkg
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, fmt.Errorf("what go list tells: %w", err)
		}
		linked = append(linked, p)
	}
	works, err := gather(linked)
	if err != nil {
		return nil, err
	}
	standard := work{name: "The Go standard library", dir: root}
	own := []work{standard}
	for _, e := range embedded {
		own = append(own, work{name: e, dir: filepath.Join(j.root, filepath.FromSlash(e))})
	}
	for i := range own {
		if err := own[i].look(own[i].dir); err != nil {
			return nil, err
		}
	}
	return text(append(own, works...))
}

// gather finds the legal files of each module: in its folder, and in those on the way
// down to a package that is linked in.
func gather(linked []pkg) ([]work, error) {
	works := map[string]*work{}
	for _, p := range linked {
		if p.Standard || p.Module == nil || p.Module.Main {
			continue
		}
		m := p.Module
		if m.Replace != nil {
			return nil, fmt.Errorf("module %s is replaced by %s", m.Path, m.Replace.Path)
		}
		w := works[m.Path]
		if w == nil {
			w = &work{name: m.Path + " " + m.Version, dir: m.Dir}
			works[m.Path] = w
		}
		below, err := filepath.Rel(m.Dir, p.Dir)
		if err != nil {
			return nil, err
		}
		dir := m.Dir
		for _, step := range append([]string{"."}, strings.Split(below, string(filepath.Separator))...) {
			dir = filepath.Join(dir, step)
			if err := w.look(dir); err != nil {
				return nil, err
			}
		}
	}
	var all []work
	for _, w := range works {
		all = append(all, *w)
	}
	slices.SortFunc(all, func(a, b work) int { return strings.Compare(a.name, b.name) })
	return all, nil
}

// look takes the legal files of a folder.
func (w *work) look(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("%s: %w", w.name, err)
	}
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		if e.Type().IsRegular() && legal.MatchString(e.Name()) && filepath.Ext(path) != ".go" && !slices.Contains(w.files, path) {
			w.files = append(w.files, path)
		}
	}
	return nil
}

// text is all works with their legal files. A work without a licence is an error.
func text(works []work) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("Works of others that are part of this program, and their licences.\n")
	var missing []string
	for _, w := range works {
		slices.Sort(w.files)
		if !slices.ContainsFunc(w.files, func(f string) bool { return licence.MatchString(filepath.Base(f)) }) {
			missing = append(missing, w.name)
		}
		for _, f := range w.files {
			body, err := os.ReadFile(f)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", w.name, err)
			}
			name, err := filepath.Rel(w.dir, f)
			if err != nil {
				return nil, err
			}
			body = bytes.TrimSpace(bytes.ReplaceAll(body, []byte("\r\n"), []byte("\n")))
			fmt.Fprintf(&b, "\n%s\n%s: %s\n\n%s\n", strings.Repeat("=", 80), w.name, filepath.ToSlash(name), body)
		}
	}
	if len(missing) > 0 {
		return nil, fmt.Errorf("no licence is found of %s", strings.Join(missing, ", "))
	}
	return b.Bytes(), nil
}
