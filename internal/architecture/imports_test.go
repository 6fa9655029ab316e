package architecture

import (
	"fmt"
	"slices"
	"strings"
)

// A plan is what a house is held to; rooms_test.go explains its parts.
type plan struct {
	layers    []layer
	outside   []string
	homes     map[string][]string
	narrow    map[string][]string
	apart     []string
	pure      []string
	engines   []string
	noEngines []string
	forNow    []edge
	large     map[string]int
}

// An edge is an import, from a package to a package or to anything below it.
type edge struct{ from, to string }

// is reports whether a path is the package of a pattern or, where that ends in
// /..., lies below it.
func is(path, pattern string) bool {
	if base, ok := strings.CutSuffix(pattern, "/..."); ok {
		return within(path, base)
	}
	return path == pattern
}

func within(path, base string) bool { return path == base || strings.HasPrefix(path, base+"/") }

func isAny(path string, patterns []string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { return is(path, p) })
}

// A place is where a room stands: its layer, its stack there, its height in it.
type place struct {
	layer, stack, height int
	room                 string
}

func (p plan) place(path string) (place, bool) {
	for i, l := range p.layers {
		for j, s := range l {
			for k, room := range s {
				if is(path, room) {
					return place{i, j, k, room}, true
				}
			}
		}
	}
	return place{}, false
}

// mayImport reports whether a room knows another one.
func (from place) mayImport(to place) bool {
	if from.layer != to.layer || from.stack != to.stack {
		return to.layer < from.layer
	}
	return to.height <= from.height
}

// foreign reports whether an import is of another module.
func foreign(imp string) bool {
	first, _, _ := strings.Cut(imp, "/")
	return strings.Contains(first, ".")
}

// An inspection finds the faults of the imports of a house.
type inspection struct {
	plan
	packages map[string][]string
	needed   map[edge]bool // of forNow
	faults   []string
}

// imports are the faults of the imports of a tree.
func (p plan) imports(t tree) []string {
	x := inspection{plan: p, packages: t.packages(), needed: map[edge]bool{}}
	for _, from := range sorted(x.packages) {
		if isAny(from, p.outside) {
			continue
		}
		for _, to := range x.packages[from] {
			if fault := x.fault(from, to); fault != "" && !x.allowed(from, to) {
				x.faults = append(x.faults, fmt.Sprintf("%s imports %s: %s", from, to, fault))
			}
		}
		if _, ok := p.place(from); !ok {
			x.faults = append(x.faults, from+" is in no room: name it in layers")
		}
		if isAny(from, p.apart) {
			x.reach([]string{from}, map[string]bool{from: true})
		}
	}
	for _, e := range p.forNow {
		if !x.needed[e] {
			x.faults = append(x.faults, fmt.Sprintf("allowedForNow: %s → %s is not needed any more", e.from, e.to))
		}
	}
	return x.faults
}

// allowed reports whether an import stands for now.
func (x *inspection) allowed(from, to string) bool {
	for _, e := range x.forNow {
		if from == e.from && within(to, e.to) {
			x.needed[e] = true
			return true
		}
	}
	return false
}

// fault says what is wrong with an import, or "".
func (x *inspection) fault(from, to string) string {
	_, ours := x.packages[to]
	if known, ok := x.knows(from); ok && (ours || foreign(to)) && !slices.ContainsFunc(known, func(k string) bool { return within(to, k) }) {
		return fmt.Sprintf("it knows the standard library and %v alone", known)
	}
	if isAny(from, x.pure) && (to == "context" || within(to, "net/http")) {
		return "it is handed values and asks nobody"
	}
	if !ours {
		return x.homeless(from, to)
	}
	if isAny(to, x.outside) {
		return "that is for tests alone"
	}
	here, ok := x.place(from)
	there, ok2 := x.place(to)
	if ok && ok2 && !here.mayImport(there) {
		return "imports go down, and not to what stands beside"
	}
	return ""
}

// knows are the libraries and rooms of a narrow room.
func (x *inspection) knows(from string) ([]string, bool) {
	for room, known := range x.narrow {
		if is(from, room) {
			return known, true
		}
	}
	return nil, false
}

// homeless says that a library is known elsewhere alone, or nowhere.
func (x *inspection) homeless(from, to string) string {
	lib := ""
	for l := range x.homes {
		if within(to, l) && len(l) > len(lib) {
			lib = l
		}
	}
	switch {
	case lib == "" && foreign(to):
		return "the library has no home: name it in homes"
	case lib != "" && !isAny(from, x.homes[lib]):
		return fmt.Sprintf("%s is known in %v alone", lib, x.homes[lib])
	}
	return ""
}

// reach follows the imports of a room that stands apart, and reports each way
// to an engine.
func (x *inspection) reach(way []string, seen map[string]bool) {
	from := way[len(way)-1]
	for _, to := range x.packages[from] {
		engine := isAny(to, x.engines) && !isAny(to, x.noEngines)
		switch {
		case seen[to]:
		case engine && x.allowed(from, to):
		case engine:
			x.faults = append(x.faults, fmt.Sprintf("%s reaches an engine: %s", way[0], strings.Join(append(slices.Clone(way), to), " → ")))
		default:
			seen[to] = true
			x.reach(append(slices.Clone(way), to), seen)
		}
	}
}

// empty are the rooms of the table that hold no package.
func (p plan) empty(t tree) []string {
	var out []string
	packages := t.packages()
	for _, l := range p.layers {
		for _, s := range l {
			for _, room := range s {
				if !slices.ContainsFunc(sorted(packages), func(path string) bool { return is(path, room) }) {
					out = append(out, room)
				}
			}
		}
	}
	return out
}
