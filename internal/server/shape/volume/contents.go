package volume

import (
	"slices"
	"strconv"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/server/shape"
	"reftel/web/templates"
	view "reftel/web/templates/volume"
)

// contents are the chapters as a table of contents has them: each below the headings
// round it, which stand once.
func (x Volume) contents() []view.Chapter {
	skip := x.common()
	inline := x.VolumeHead.Documents <= contentsShown
	var out []view.Chapter
	var above []string // headings that the last chapter stood below, and its own
	for i := range x.Chapters {
		c := &x.Chapters[i]
		path := x.pathOf(c)[skip:]
		same := 0
		for same < len(path)-1 && same < len(above) && above[same] == path[same] {
			same++
		}
		for k := same; k < len(path)-1; k++ {
			out = append(out, view.Chapter{ID: "above-" + c.ID + "-" + strconv.Itoa(k), Title: path[k], Level: k})
		}
		above = path
		line := view.Chapter{ID: c.ID, Title: path[len(path)-1], Level: len(path) - 1, Href: shape.ChapterPath(x.ID, c.ID), Count: len(c.Documents)}
		if inline {
			line.Documents = documents(x.Words, c.Documents)
		}
		out = append(out, line)
	}
	return out
}

// pathOf are the headings of a chapter, one at least.
func (x Volume) pathOf(c *archive.Chapter) []string {
	if len(c.Path) == 0 {
		return []string{x.Words.Say("Documents")}
	}
	return c.Path
}

// common is how many of their first headings all chapters share. Each keeps one.
func (x Volume) common() int {
	first := x.pathOf(&x.Chapters[0])
	n := len(first) - 1
	for i := range x.Chapters {
		path := x.pathOf(&x.Chapters[i])
		n = min(n, len(path)-1)
		for k := range n {
			if path[k] != first[k] {
				n = k
				break
			}
		}
	}
	return n
}

// ChapterOf is the place of the chapter with the id, -1 where there is none.
func (x Volume) ChapterOf(id string) int {
	return slices.IndexFunc(x.Chapters, func(c archive.Chapter) bool { return c.ID == id })
}

// Chapter shapes a page of the documents of a chapter.
func (x Volume) Chapter(p templates.Page, i, n int) view.Contents {
	c := &x.Chapters[i]
	path := shape.ChapterPath(x.ID, c.ID)
	heads := x.pathOf(c)
	v := view.Contents{Head: x.below(p, path, heads[len(heads)-1]), Documents: documents(x.Words, page(c.Documents, n))}
	if k := x.common(); k < len(heads)-1 {
		v.Kicker = strings.Join(heads[k:len(heads)-1], " › ")
	}
	v.Lead = x.Words.Count(len(c.Documents), "%d document", "%d documents")
	v.Pagination = shape.Pages(x.Words, n, Size, len(c.Documents), func(n int) string { return Paged(path, n) })
	v.PrevURL, v.NextURL = v.Pagination.Prev, v.Pagination.Next
	v.Previous, v.Next = x.link(i-1), x.link(i+1)
	return v
}

// link leads to a chapter where there is one.
func (x Volume) link(i int) *templates.Link {
	if i < 0 || i >= len(x.Chapters) {
		return nil
	}
	c := &x.Chapters[i]
	path := x.pathOf(c)
	return &templates.Link{Label: shape.Cut(path[len(path)-1], 120), Href: shape.ChapterPath(x.ID, c.ID)}
}
