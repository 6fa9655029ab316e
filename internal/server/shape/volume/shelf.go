package volume

import (
	"reftel/internal/archive"
	"reftel/internal/server/shape"
	"reftel/web/templates"
	view "reftel/web/templates/volume"
)

// ListPath is the list of all volumes.
const ListPath = "/volumes"

// nameOf is how a volume is called.
func nameOf(h *archive.VolumeHead) string {
	if h.Name == "" {
		return "Volume " + h.ID
	}
	return h.Name
}

// titleOf is its title, or its name where it has none.
func titleOf(h *archive.VolumeHead) string {
	if h.Title != "" {
		return h.Title
	}
	return nameOf(h)
}

// fullName is how a volume is cited.
func fullName(h *archive.VolumeHead) string {
	if h.Title != "" {
		return nameOf(h) + ", " + h.Title
	}
	return nameOf(h)
}

// Shelf shapes the list of volumes.
func Shelf(p templates.Page, heads []archive.VolumeHead) view.Shelf {
	p.Title, p.Description = "Volumes", "The printed volumes whose documents are in this archive."
	v := view.Shelf{Page: p, Crumbs: []templates.Link{{Label: "Home", Href: "/"}}}
	for i := range heads {
		h := &heads[i]
		v.Documents += h.Documents
		v.Volumes = append(v.Volumes, view.Entry{Name: nameOf(h), Title: h.Title, Href: shape.VolumePath(h.ID), Holds: holds(h)})
	}
	return v
}

// holds says how many documents of a volume are here, and when they were written.
func holds(h *archive.VolumeHead) string {
	s := shape.Count(h.Documents, "document", "documents")
	switch first, last := h.First.Long(), h.Last.Long(); {
	case h.First.IsZero():
		return s
	case first == last:
		return s + ", " + first
	default:
		return s + ", " + first + " to " + last
	}
}
