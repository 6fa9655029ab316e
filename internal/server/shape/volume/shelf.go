package volume

import (
	"reftel/internal/archive"
	"reftel/internal/server/shape"
	"reftel/web/templates"
	view "reftel/web/templates/volume"
	"reftel/web/templates/words"
)

// ListPath is the list of all volumes.
const ListPath = "/volumes"

// nameOf is how a volume is called.
func nameOf(say *words.Speaker, h *archive.VolumeHead) string {
	if h.Name == "" {
		return say.Say("Volume %s", h.ID)
	}
	return h.Name
}

// titleOf is its title, or its name where it has none.
func titleOf(say *words.Speaker, h *archive.VolumeHead) string {
	if h.Title != "" {
		return h.Title
	}
	return nameOf(say, h)
}

// fullName is how a volume is cited.
func fullName(say *words.Speaker, h *archive.VolumeHead) string {
	if h.Title != "" {
		return nameOf(say, h) + ", " + h.Title
	}
	return nameOf(say, h)
}

// Shelf shapes the list of volumes.
func Shelf(say *words.Speaker, p templates.Page, heads []archive.VolumeHead) view.Shelf {
	p.Title, p.Description = say.Say("Volumes"), say.Say("The printed volumes whose documents are in this archive.")
	v := view.Shelf{Page: p, Crumbs: []templates.Link{shape.HomeLink(say)}}
	for i := range heads {
		h := &heads[i]
		v.Documents += h.Documents
		v.Volumes = append(v.Volumes, view.Entry{Name: nameOf(say, h), Title: h.Title, Href: shape.VolumePath(h.ID), Holds: holds(say, h)})
	}
	return v
}

// holds says how many documents of a volume are here, and when they were written.
func holds(say *words.Speaker, h *archive.VolumeHead) string {
	switch first, last := shape.Long(say, h.First), shape.Long(say, h.Last); {
	case h.First.IsZero():
		return say.Count(h.Documents, "%d document", "%d documents")
	case first == last:
		return say.Count(h.Documents, "%d document, %s", "%d documents, %s", first)
	default:
		return say.Count(h.Documents, "%d document, %s to %s", "%d documents, %s to %s", first, last)
	}
}
