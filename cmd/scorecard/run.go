package main

import (
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
)

// A line is what a check says of a row.
type line struct{ row, figure, goal, verdict string }

// A result is a check that was run.
type result struct {
	check check
	end   string // passed, failed, skipped
	why   string // it was skipped
	lines []line
	last  string // of what it printed, where it failed
}

var (
	spoken  = regexp.MustCompile(`(?:^|[\s:])scorecard: ([^|]+) \| ([^|]*) \| ([^|]*) \| (met|not met|not run)\s*$`)
	skipped = regexp.MustCompile(`(?m)^\s*\S+_test\.go:\d+: (.*)\n--- SKIP`)
)

// run runs a check and reads what it says.
func (c check) run() result {
	cmd := exec.Command("./" + c.place)
	if c.test != "" {
		cmd = exec.Command("go", "test", "-count=1", "-v", "-timeout", "90m", "-run", "^"+c.test+"$", c.place)
	}
	cmd.Env = append(os.Environ(), "REFTEL_SCORECARD=1")
	out, err := cmd.CombinedOutput()
	return c.result(string(out), err)
}

// result is what the output of a check comes to.
func (c check) result(out string, err error) result {
	r := result{check: c, end: "passed"}
	for l := range strings.Lines(out) {
		if m := spoken.FindStringSubmatch(strings.TrimRight(l, "\n")); m != nil {
			r.lines = append(r.lines, line{strings.TrimSpace(m[1]), strings.TrimSpace(m[2]), strings.TrimSpace(m[3]), m[4]})
		}
	}
	slices.SortStableFunc(r.lines, func(a, b line) int { return strings.Compare(a.row, b.row) })
	r.lines = slices.Compact(r.lines)
	switch {
	case err != nil:
		r.end, r.why, r.last = "failed", fmt.Sprintf("`%s` failed", c), out[max(0, len(out)-2000):]
	case c.test != "" && strings.Contains(out, "\n--- SKIP: "+c.test+" "):
		r.end, r.why = "skipped", "skipped"
		if m := skipped.FindStringSubmatch(out); m != nil {
			r.why = m[1]
		}
	}
	return r
}
