package server

import (
	"context"

	"reftel/internal/archive"
	"reftel/internal/archive/volumes"
)

// bound are the volumes of the memory's cables.
func (m *memory) bound() []archive.Volume {
	var lines []volumes.Line
	for _, c := range m.cables {
		if l, ok := volumes.LineOf(c); ok {
			lines = append(lines, l)
		}
	}
	return volumes.Of(lines)
}

func (m *memory) Volumes(context.Context) (heads []archive.VolumeHead, err error) {
	for _, v := range m.bound() {
		heads = append(heads, v.VolumeHead)
	}
	return heads, nil
}

func (m *memory) Volume(_ context.Context, id string) (*archive.Volume, error) {
	for _, v := range m.bound() {
		if v.ID == id {
			return &v, nil
		}
	}
	return nil, archive.ErrNotFound
}
