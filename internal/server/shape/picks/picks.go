// Package picks shapes reading lists: the cables and paragraphs that a reader picked,
// named by the address and by nothing else. It reads and writes that address, makes the
// page of what the entries lead to, and writes them in the forms for other programs.
package picks

import (
	"errors"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"reftel/internal/server/shape"
)

// Path is the page of a list.
const Path = "/list"

// Most is how many entries a list may have.
const Most = 200

// ErrMany tells that a list has more.
var ErrMany = errors.New("more entries than a list may have")

// A Pick is an entry: a cable, or a paragraph of it.
type Pick struct{ ID, Anchor string }

func (p Pick) String() string {
	if p.Anchor == "" {
		return p.ID
	}
	return p.ID + "/" + p.Anchor
}

// path is the page of an entry.
func (p Pick) path() string {
	if p.Anchor == "" {
		return shape.CablePath(p.ID)
	}
	return shape.ParagraphPath(p.ID, p.Anchor)
}

// A List is entries in the reader's order, each once.
type List []Pick

// anchorShape is an anchor as paragraphs have it; ids may have a slash too.
var anchorShape = regexp.MustCompile(`^(?:par[0-9]+(?:\.[0-9]+)?|p[0-9]+)(?:-[0-9]+)?$`)

// entry reads an entry.
func entry(s string) Pick {
	s = strings.TrimSpace(s)
	if i := strings.LastIndexByte(s, '/'); i > 0 && anchorShape.MatchString(s[i+1:]) {
		return Pick{s[:i], s[i+1:]}
	}
	return Pick{ID: s}
}

// Parse reads the list of an address: c has entries with commas between them, id one
// each time it stands there, and add one that somebody typed, which goes last.
func Parse(v url.Values) (List, error) {
	var l List
	for _, c := range v["c"] {
		for s := range strings.SplitSeq(c, ",") {
			l = append(l, entry(s))
		}
	}
	for _, s := range slices.Concat(v["id"], v["add"]) {
		l = append(l, entry(s))
	}
	l = l.once()
	if len(l) > Most {
		return nil, ErrMany
	}
	return l, nil
}

// once is the list without empty entries and without any a second time.
func (l List) once() List {
	var out List
	seen := map[Pick]bool{}
	for _, p := range l {
		if p.ID != "" && !seen[p] {
			seen[p] = true
			out = append(out, p)
		}
	}
	return out
}

// Address is a path with the list. Commas and slashes stay as they are: a list that is
// handed on should be short and can be read.
func (l List) Address(path string) string {
	if len(l) == 0 {
		return path
	}
	var entries []string
	for _, p := range l {
		e := url.QueryEscape(p.ID)
		if p.Anchor != "" {
			e += "/" + url.QueryEscape(p.Anchor)
		}
		entries = append(entries, e)
	}
	return path + "?c=" + strings.Join(entries, ",")
}

// IDs are those of all entries.
func (l List) IDs() []string {
	ids := make([]string, len(l))
	for i, p := range l {
		ids[i] = p.ID
	}
	return ids
}

// without is the list without an entry.
func (l List) without(i int) List { return slices.Delete(slices.Clone(l), i, i+1) }

// swapped is the list with an entry and the one behind it in each other's places.
func (l List) swapped(i int) List {
	out := slices.Clone(l)
	out[i], out[i+1] = out[i+1], out[i]
	return out
}
