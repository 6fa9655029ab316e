package finding

import (
	"context"

	"reftel/internal/archive"
	"reftel/internal/locate"
)

// shelf are the printed volumes that a text names, the first few.
func (s *Pages) shelf(ctx context.Context, a archive.Archive, text string) ([]archive.VolumeHead, error) {
	heads, err := a.Volumes(ctx)
	if err != nil || len(heads) == 0 {
		return nil, err
	}
	found := locate.Volumes(heads, text)
	return found[:min(len(found), volumesShown)], nil
}

// volumesShown is how many volumes a page offers: a series of a few years.
const volumesShown = 6
