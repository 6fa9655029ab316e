// Package volumes makes the printed volumes of an archive out of its cables, each of
// which says where in its volume it stands, and of the lists of names in the front of
// the volumes. It is handed values and reads nothing.
package volumes

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/authority"
	"reftel/internal/cable"
)

// Persons and Terms are no ids of chapters: they name the lists of a volume where its
// chapters are named.
const (
	Persons = "persons"
	Terms   = "terms"
)

// A Line is a document with where it stands.
type Line struct {
	archive.Document
	edition    cable.Edition
	collection string
}

// LineOf is the line of a cable in the contents of its volume. ok is false for one
// that stands in none.
func LineOf(c *cable.Cable) (l Line, ok bool) {
	e := c.Edition
	if e == nil || e.Volume == "" {
		return l, false
	}
	head := c.Subject
	if head == "" || c.SubjectInferred {
		head = c.Title()
	}
	l = Line{archive.Document{
		ID: c.ID, Number: e.Number, Head: head, Date: c.Date, DateInferred: c.DateInferred, Kind: e.Kind, NotPrinted: c.NotPrinted,
	}, *e, c.Collection}
	return l, true
}

// Of are the volumes of lines, in the order of their ids. Those that say of no place
// stand behind the others, in the order in which they come.
func Of(lines []Line) []archive.Volume {
	lines = slices.Clone(lines)
	slices.SortStableFunc(lines, func(a, b Line) int {
		return cmp.Or(strings.Compare(a.edition.Volume, b.edition.Volume), cmp.Compare(last(a.edition.Place), last(b.edition.Place)))
	})
	var out []archive.Volume
	for len(lines) > 0 {
		n := 1
		for n < len(lines) && lines[n].edition.Volume == lines[0].edition.Volume {
			n++
		}
		out = append(out, volume(lines[:n]))
		lines = lines[n:]
	}
	return out
}

// last puts no place behind all others.
func last(place int) uint { return uint(place - 1) }

// volume is made of lines in their order.
func volume(lines []Line) archive.Volume {
	v := archive.Volume{VolumeHead: archive.VolumeHead{ID: lines[0].edition.Volume, Documents: len(lines)}}
	ids := map[string]bool{Persons: true, Terms: true}
	for i, l := range lines {
		e := &l.edition
		if v.Name == "" {
			v.Name, v.Title, v.Editors, v.Imprint = e.Name, e.Title, e.Editors, e.Imprint
		}
		if v.Within == "" {
			v.Within = l.collection
		}
		if v.URL == "" {
			v.URL = strings.TrimSuffix(e.URL, "/"+strings.TrimPrefix(l.ID, e.Volume+"-"))
		}
		if i == 0 || e.Chapter != lines[i-1].edition.Chapter || e.Division != lines[i-1].edition.Division {
			v.Chapters = append(v.Chapters, archive.Chapter{ID: unique(ids, e.Division, len(v.Chapters)+1), Path: path(e.Chapter)})
		}
		c := &v.Chapters[len(v.Chapters)-1]
		c.Documents = append(c.Documents, l.Document)
		if d := l.Date; !d.IsZero() {
			if v.First.IsZero() || d.Compare(v.First) < 0 {
				v.First = d
			}
			if v.Last.IsZero() || d.Compare(v.Last) > 0 {
				v.Last = d
			}
		}
	}
	return v
}

// path are the headings of a chapter.
func path(chapter string) []string {
	if chapter == "" {
		return nil
	}
	return strings.Split(chapter, cable.ChapterSign)
}

// unique is an id that no chapter of the volume has yet: the one of the division, or
// one made of the place of the chapter.
func unique(ids map[string]bool, division string, n int) string {
	id := division
	if id == "" {
		id = "part" + strconv.Itoa(n)
	}
	for k := 2; ids[id]; k++ {
		id = cmp.Or(division, "part"+strconv.Itoa(n)) + "-" + strconv.Itoa(k)
	}
	ids[id] = true
	return id
}

// Name gives volumes the names of their lists, one list a volume. Names lead from the
// keys of all names to those under which they are counted; counted tells which cables
// have.
func Name(vs []archive.Volume, lists [][]authority.Thing, names map[string]string, counted func(kind, name string) bool) {
	for _, list := range lists {
		id := source(list)
		i := slices.IndexFunc(vs, func(v archive.Volume) bool { return v.ID == id })
		if i < 0 {
			continue
		}
		v := &vs[i]
		v.Persons, v.Terms = nil, nil // of the same volume in another file
		for k := range list {
			t := &list[k]
			n := archive.ListedName{Kind: t.Kind, Name: t.Name}
			for _, name := range append([]string{t.Name}, forms(t)...) {
				value := cmp.Or(names[authority.Key(t.Kind, name)], name)
				if counted(t.Kind, value) {
					n.Value = value
					break
				}
			}
			for _, f := range t.Facts {
				n.About = append(n.About, f.Text)
			}
			if t.Kind == cable.PER {
				v.Persons = append(v.Persons, n)
			} else {
				n.Short = forms(t)
				v.Terms = append(v.Terms, n)
			}
		}
	}
}

// source is the volume that a list stands in, "" where nothing tells it.
func source(list []authority.Thing) string {
	for i := range list {
		for _, f := range list[i].Facts {
			return f.Source
		}
		for _, f := range list[i].Forms {
			return f.Source
		}
	}
	return ""
}

func forms(t *authority.Thing) []string {
	var out []string
	for _, f := range t.Forms {
		out = append(out, f.Name)
	}
	return out
}
