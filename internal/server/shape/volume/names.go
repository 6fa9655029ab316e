package volume

import (
	"strconv"
	"strings"

	"reftel/internal/server/shape"
	"reftel/web/templates"
	view "reftel/web/templates/volume"
	"reftel/web/templates/words"
)

// page is the part of a list that a page shows, and its last page.
func page[T any](all []T, n int) []T {
	lo := min((n-1)*Size, len(all))
	return all[lo:min(lo+Size, len(all))]
}

// Paged is the address of a page of a list.
func Paged(path string, n int) string {
	if n < 2 {
		return path
	}
	return path + "?page=" + strconv.Itoa(n)
}

// The lists of a volume stand where its chapters do.
const (
	Persons = "persons"
	Terms   = "terms"
)

var personsTitle, termsTitle = words.Later("Persons"), words.Later("Abbreviations")

// Names shapes a page of one of the lists, which one its id tells.
func (x Volume) Names(p templates.Page, id string, n int) view.Names {
	list, title := x.Persons, personsTitle
	if id == Terms {
		list, title = x.Terms, termsTitle
	}
	path := shape.ChapterPath(x.ID, id)
	v := view.Names{Head: x.below(p, path, x.Words.Tell(title))}
	v.Lead = x.Words.Say("As the volume lists them. Names that its documents mention lead to the cables that do.")
	if id == Terms {
		v.Lead = x.Words.Say("Those that the volume explains and that stand for names.")
	}
	for _, e := range page(list, n) {
		name := view.Name{Short: strings.Join(e.Short, ", "), Name: e.Name, About: e.About}
		if e.Value != "" {
			name.Href = shape.EntityPath(e.Kind, e.Value)
		}
		if id == Terms && name.Short == "" {
			name.Short = e.Name
		}
		v.Names = append(v.Names, name)
	}
	v.Pagination = shape.Pages(x.Words, n, Size, len(list), func(n int) string { return Paged(path, n) })
	v.PrevURL, v.NextURL = v.Pagination.Prev, v.Pagination.Next
	return v
}
