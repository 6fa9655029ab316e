package ingest

import (
	"fmt"
	"io"
	"strings"

	"reftel/internal/text/visible"
)

// shownExamples is how many cases of a refusal or doubt are printed, and shownCase
// how many bytes of one.
const (
	shownExamples = 3
	shownCase     = 200
)

// shownCases are the first of so many cases, in one line.
func shownCases(cases []string, count int) string {
	var shown []string
	for _, c := range cases[:min(len(cases), shownExamples)] {
		if len(c) > shownCase {
			c = strings.ToValidUTF8(c[:shownCase], "") + "…"
		}
		shown = append(shown, c)
	}
	if count > len(shown) {
		shown = append(shown, "…")
	}
	return visible.Line(strings.Join(shown, "; "))
}

// WriteRefused writes what was refused for people, a line each behind a prefix;
// equal reasons are one line with their number and the first cases. What comes
// from the input goes out without control characters: a terminal would obey
// them.
func (r *Report) WriteRefused(w io.Writer, prefix string) error {
	cases := map[string][]string{}
	var order []string
	for _, x := range r.Refused {
		at := x.Path
		if x.Line > 0 {
			at = fmt.Sprintf("%s:%d", x.Path, x.Line)
		}
		if cases[x.Reason] == nil {
			order = append(order, x.Reason)
		}
		cases[x.Reason] = append(cases[x.Reason], at)
	}
	for _, reason := range order {
		list := cases[reason]
		var err error
		if len(list) > shownExamples {
			_, err = fmt.Fprintf(w, "%s%d × %s (%s)\n", prefix, len(list), visible.Line(reason), shownCases(list, len(list)))
		} else {
			for _, at := range list {
				if _, err = fmt.Fprintf(w, "%s%s: %s\n", prefix, visible.Line(at), visible.Line(reason)); err != nil {
					break
				}
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}
