package server

import (
	"fmt"
	"strings"

	"reftel/internal/index"
	"reftel/internal/query"
	"reftel/web/templates"
)

// hit shapes a cable that was found, with the way to its copies.
func (s *server) hit(h index.Hit) templates.CableItem {
	it := s.item(h.Summary)
	if h.Copies > 0 {
		it.Copies = &templates.Link{Label: num(h.Copies) + plural(h.Copies, " near-identical cable", " near-identical cables"), Href: copiesPath(h.ID)}
	}
	return it
}

// copiesPath is the list of a cable and its copies.
func copiesPath(id string) string {
	return query.Request{Sort: query.Newest}.WithText(query.Value{Field: query.FieldCopies, Text: id}.String()).WithApart(true).URL("/search")
}

// copiesLink tells how many cables of a result stand behind others, and leads
// to the list with each of them, or back.
func copiesLink(res *index.Result, r query.Request) *templates.Link {
	switch {
	case r.Apart:
		return &templates.Link{Label: "Show near-identical cables as one", Href: r.WithApart(false).URL("/search")}
	case res.Folded > 0:
		n := res.Folded
		return &templates.Link{
			Label: num(n) + plural(n, " near-identical cable stands", " near-identical cables stand") + " behind another one: show each",
			Href:  r.WithApart(true).URL("/search"),
		}
	}
	return nil
}

// versions are the sources of a cable that was read more than once, the one
// that is shown first.
func versions(id string, vs []index.Version) []templates.Version {
	if len(vs) < 2 {
		return nil
	}
	out := make([]templates.Version, len(vs))
	for i, v := range vs {
		out[i] = templates.Version{Path: v.Source.Path, Format: v.Source.Format, Bytes: len(v.Raw), Href: rawPath(id, i), Difference: difference(vs[0], v)}
	}
	out[0].Difference = "The version that is shown here."
	return out
}

// rawPath is the source of a version, counted from 0.
func rawPath(id string, version int) string {
	if version == 0 {
		return cablePath(id) + "/raw"
	}
	return fmt.Sprintf("%s/raw?version=%d", cablePath(id), version+1)
}

// difference tells in words how far a version is from the one that is shown.
func difference(shown, other index.Version) string {
	if shown.Source.Format != other.Source.Format {
		return "Another format."
	}
	less, more := lineDifference(string(shown.Raw), string(other.Raw))
	switch {
	case string(shown.Raw) == string(other.Raw):
		return "The same, byte for byte."
	case less+more == 0:
		return "The same lines, spaced or ordered otherwise."
	}
	return fmt.Sprintf("%s %s of the version that is shown %s missing, %s %s other.",
		num(less), plural(less, "line", "lines"), plural(less, "is", "are"), num(more), plural(more, "is", "are"))
}

// lineDifference counts the lines of a that are not in b, and those of b that
// are not in a. Spaces around and between words do not matter.
func lineDifference(a, b string) (less, more int) {
	counts := map[string]int{}
	add := func(text string, n int) {
		for line := range strings.Lines(text) {
			if l := oneLine(line); l != "" {
				counts[l] += n
			}
		}
	}
	add(a, 1)
	add(b, -1)
	for _, n := range counts {
		less, more = less+max(0, n), more+max(0, -n)
	}
	return less, more
}
