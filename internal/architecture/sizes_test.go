package architecture

import (
	"fmt"
	"slices"
)

// The most that one thing may be. Tests and generated files do not count.
const (
	mostFiles  = 16  // of a package
	mostLines  = 400 // of a file
	mostInOne  = 80  // lines of a function
	mostMedian = 130 // lines of the file in the middle
)

// A survey measures the things of a house.
type survey struct {
	plan
	needed map[string]bool // of largeForNow
	faults []string
}

// sizes are the faults of the sizes of a tree.
func (p plan) sizes(t tree) []string {
	x := survey{plan: p, needed: map[string]bool{}}
	files, lines := map[string]int{}, []int{}
	for _, s := range t {
		if s.generated {
			continue
		}
		x.measure(s.path, s.lines, mostLines, "lines")
		for _, f := range s.functions {
			x.measure(s.path+" "+f.name, f.lines, mostInOne, "lines")
		}
		if s.isCode() {
			files[s.dir()]++
			lines = append(lines, s.lines)
		}
	}
	for _, dir := range sorted(files) {
		x.measure(dir, files[dir], mostFiles, "files")
	}
	if slices.Sort(lines); len(lines) > 0 {
		x.measure("the median file", lines[len(lines)/2], mostMedian, "lines")
	}
	for _, thing := range sorted(p.large) {
		if !x.needed[thing] {
			x.faults = append(x.faults, "largeForNow: "+thing+" is not needed any more")
		}
	}
	return x.faults
}

// measure finds a fault where a thing is larger than anything may be, and than
// it may be for now.
func (x *survey) measure(thing string, size, most int, unit string) {
	if size <= most {
		return
	}
	x.needed[thing] = true
	if most = max(most, x.large[thing]); size > most {
		x.faults = append(x.faults, fmt.Sprintf("%s has %d %s, more than %d", thing, size, unit, most))
	}
}
