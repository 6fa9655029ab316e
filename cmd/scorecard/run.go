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

var spoken = regexp.MustCompile(`(?:^|[\s:])scorecard: ([^|]+) \| ([^|]*) \| ([^|]*) \| (met|not met|not run)\s*$`)

// batches are checks that are run together: the tests of a package, which is built once
// for all of them, or one script.
func batches(checks []check) [][]check {
	var out [][]check
	at := map[string]int{}
	for _, c := range checks {
		i, ok := at[c.place]
		if !ok || c.test == "" {
			i = len(out)
			out, at[c.place] = append(out, nil), i
		}
		out[i] = append(out[i], c)
	}
	return out
}

// run runs the checks of a batch, one after another, and reads what they say.
func run(batch []check) []result {
	cmd := exec.Command("./" + batch[0].place)
	if batch[0].test != "" {
		var names []string
		for _, c := range batch {
			names = append(names, c.test)
		}
		cmd = exec.Command("go", "test", "-count=1", "-v", "-parallel", "1", "-timeout", "90m", "-run", "^("+strings.Join(names, "|")+")$", batch[0].place)
	}
	cmd.Env = append(os.Environ(), "REFTEL_SCORECARD=1")
	out, err := cmd.CombinedOutput()
	var rs []result
	for _, c := range batch {
		rs = append(rs, c.result(string(out), err))
	}
	return rs
}

// result is what the output of a batch comes to for one of its checks.
func (c check) result(out string, err error) result {
	r := result{check: c, end: "passed"}
	for l := range strings.Lines(out) {
		if m := spoken.FindStringSubmatch(strings.TrimRight(l, "\n")); m != nil && slices.Contains(c.rows, rowOf(m[1])) {
			r.lines = append(r.lines, line{strings.TrimSpace(m[1]), strings.TrimSpace(m[2]), strings.TrimSpace(m[3]), m[4]})
		}
	}
	slices.SortStableFunc(r.lines, func(a, b line) int { return strings.Compare(a.row, b.row) })
	r.lines = slices.Compact(r.lines)
	ended := func(how string) bool { return strings.Contains(out, "--- "+how+": "+c.test+" ") }
	skipped := regexp.MustCompile(`(?m)^\s*\S+_test\.go:\d+: (.*)\n--- SKIP: ` + c.test + " ")
	switch {
	case c.test != "" && ended("SKIP"):
		r.end, r.why = "skipped", "skipped"
		if m := skipped.FindStringSubmatch(out); m != nil {
			r.why = m[1]
		}
	case err != nil && (c.test == "" || !ended("PASS")): // where it was not reached, too
		r.end, r.why, r.last = "failed", fmt.Sprintf("`%s` failed", c), out[max(0, len(out)-2000):]
	}
	return r
}
