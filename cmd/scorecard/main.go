// Command scorecard measures what this project promises and writes docs/scorecard.md:
// a row for each promise with its figure, its goal and whether it is met; what was not
// run says so.
//
//	go run ./cmd/scorecard           # the short form
//	REFTEL_LONG=1 go run ./cmd/scorecard
//
// It measures nothing itself. Tests hand figures to sharedtest.Score, scripts of .ci
// print the same lines; it finds both, runs them, and collects what they say.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"time"
)

func main() {
	if err := measure(); err != nil {
		fmt.Fprintln(os.Stderr, "scorecard:", err)
		os.Exit(1)
	}
}

func measure() error {
	out := flag.String("out", "", "file to write; default: docs/scorecard.md, or with --rows none")
	within := flag.Duration("within", 0, "begin no more checks when so much time has passed; their rows are left out")
	part := flag.String("rows", "", "rows to measure alone, with commas between (B,D1)")
	flag.Parse()
	long := os.Getenv("REFTEL_LONG") != ""
	checks, err := find(os.DirFS("."))
	if err != nil {
		return err
	}
	start := time.Now()
	card := card{long: long, date: start.UTC(), commit: commit()}
	if *part != "" {
		all := checks
		checks = feeding(all, strings.Split(*part, ","))
		card.left = leftOut(all, checks)
	} else if *out == "" {
		*out = "docs/scorecard.md"
	}
	for _, batch := range batches(checks) {
		began := time.Now()
		if *within > 0 && began.Sub(start) > *within {
			fmt.Fprintf(os.Stderr, "%s is left out: the time is up\n", batch[0].place)
			card.leave(batch)
			continue
		}
		fmt.Fprintf(os.Stderr, "%s …\n", batch[0].place)
		for _, r := range run(batch) {
			fmt.Fprintf(os.Stderr, "  %s %s (%d lines)\n", r.check.test, r.end, len(r.lines))
			if r.last != "" {
				fmt.Fprintln(os.Stderr, r.last)
			}
			card.results = append(card.results, r)
		}
		fmt.Fprintf(os.Stderr, "  %.0f s\n", time.Since(began).Seconds())
	}
	card.took = time.Since(start)
	text, faults := card.markdown()
	if *out == "" {
		fmt.Print(text)
	} else if err := os.WriteFile(*out, []byte(text), 0o644); err != nil {
		return fmt.Errorf("writing the scorecard: %w", err)
	}
	if len(faults) > 0 {
		return errors.New("not met: " + strings.Join(faults, ", "))
	}
	return nil
}
