package main

import (
	"cmp"
	"fmt"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"time"
)

// A card is all that was measured in one run.
type card struct {
	long    bool
	date    time.Time
	took    time.Duration
	commit  string
	results []result
	left    map[string]bool // rows of checks that were not run
}

// leave notes that checks are not run.
func (c *card) leave(checks []check) {
	if c.left == nil {
		c.left = map[string]bool{}
	}
	for _, x := range checks {
		for _, id := range x.rows {
			c.left[id] = true
		}
	}
}

// commit is that of the source, marked where it is changed.
func commit() string {
	out, err := exec.Command("git", "describe", "--always", "--dirty", "--exclude=*").Output()
	if err != nil {
		return "unknown"
	}
	return strings.TrimSpace(string(out))
}

// markdown is the card as a document, and the rows that are not met.
func (c card) markdown() (string, []string) {
	form := "short"
	if c.long {
		form = "long"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "# Scorecard\n\nWritten by `make scorecard` (`make scorecard-long`), not by hand: the %s form, on %s, commit %s, %s %s/%s on %d cores, in %s.\n"+
		"Times and loads depend on the machine and on what else it did. A row that was not run says so, and why.\n",
		form, c.date.Format(time.DateOnly), c.commit, runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), c.took.Round(time.Second))
	var faults []string
	count := map[string]int{}
	for _, ch := range chapters {
		fmt.Fprintf(&b, "\n## %s\n\n| | promise | figure | goal | |\n| --- | --- | --- | --- | --- |\n", ch.title)
		for _, r := range ch.rows {
			what := r.what
			for _, l := range c.of(r.id) {
				fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", cell(l.row), cell(what), cell(l.figure), cell(l.goal), l.verdict)
				what = ""
				count[l.verdict]++
				if l.verdict == "not met" {
					faults = append(faults, l.row)
				}
			}
		}
	}
	fmt.Fprintf(&b, "\n%d lines met, %d not met, %d not run.\n", count["met"], count["not met"], count["not run"])
	return b.String(), faults
}

// of are the lines of a row, at least one.
func (c card) of(id string) []line {
	var lines []line
	var why []string
	for _, r := range c.results {
		if !slices.Contains(r.check.rows, id) {
			continue
		}
		said := false
		for _, l := range r.lines {
			if rowOf(l.row) == id {
				said = true
				lines = append(lines, l)
			}
		}
		switch {
		case r.end == "failed":
			lines = append(lines, line{id, r.why, "it passes", "not met"})
		case r.end == "skipped" && !said:
			why = append(why, r.why)
		case !said && c.long:
			why = append(why, fmt.Sprintf("`%s` said nothing of it", r.check))
		case !said:
			why = append(why, fmt.Sprintf("`%s` measures it in the long form", r.check))
		}
	}
	if len(lines) == 0 && c.left[id] {
		why = append(why, "left out of this run")
	}
	if len(lines) == 0 {
		return []line{{id, cmp.Or(strings.Join(why, "; "), "nothing measures it yet"), "", "not run"}}
	}
	slices.SortStableFunc(lines, func(a, b line) int { return strings.Compare(a.row, b.row) })
	return lines
}

// cell is a text that breaks no table.
func cell(s string) string { return strings.NewReplacer("|", "\\|", "\n", " ").Replace(s) }
