package ingest

import (
	"cmp"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"reftel/internal/archive"
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

// Account is the report as readers of the archive may have it: what was doubted and
// refused by kind, without the name of a file.
func (r *Report) Account() *archive.Account {
	a := &archive.Account{Formats: r.Formats}
	for _, d := range r.Doubts {
		a.Doubts = append(a.Doubts, archive.Doubted{Kind: d.Kind, Count: d.Count, Cases: r.cases[d.Kind]})
	}
	at := map[string]int{}
	for _, x := range r.Refused {
		kind := kindOfReason(x.Reason, x.Path)
		i, ok := at[kind]
		if !ok {
			i = len(a.Refused)
			at[kind] = i
			a.Refused = append(a.Refused, archive.Refused{Kind: kind})
		}
		a.Refused[i].Count++
	}
	slices.SortFunc(a.Refused, func(x, y archive.Refused) int {
		return cmp.Or(cmp.Compare(y.Count, x.Count), strings.Compare(x.Kind, y.Kind))
	})
	return a
}

// untold is the kind of a reason that would name a file.
const untold = "not readable, for a reason that names a file"

var figures = regexp.MustCompile(`[0-9]+`)

// kindOfReason is the beginning of a reason, without what is of the one file.
func kindOfReason(reason, path string) string {
	kind := reason
	if i := strings.IndexAny(kind, ":;("); i >= 0 {
		kind = kind[:i]
	}
	kind = strings.TrimSpace(kind)
	if kind == "" || told(kind, path) == "" {
		return untold
	}
	return visible.Line(figures.ReplaceAllString(kind, "…"))
}

// fileName is what looks like the name of a file.
var fileName = regexp.MustCompile(`[/\\]|[^\s.]\.[A-Za-z][A-Za-z0-9]{1,4}\b`)

// told is a detail that readers may have: nothing where it may name a file.
func told(detail, path string) string {
	if fileName.MatchString(detail) {
		return ""
	}
	folded := strings.ToLower(detail)
	for _, part := range strings.FieldsFunc(strings.ToLower(path), func(r rune) bool { return strings.ContainsRune(`/\!#:`, r) }) {
		stem, _, _ := strings.Cut(part, ".")
		if len(stem) > 2 && strings.Contains(folded, stem) {
			return ""
		}
	}
	if len(detail) > shownCase {
		detail = strings.ToValidUTF8(detail[:shownCase], "") + "…"
	}
	return visible.Line(detail)
}
