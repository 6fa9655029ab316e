package server

import (
	"context"
	"slices"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/cable"
)

// History is that of an archive that keeps none: all is of one time.
func (m *memory) History(_ context.Context, ask archive.Past) (h archive.History, err error) {
	built := m.Generation().Built
	cables := slices.SortedFunc(slices.Values(m.cables), func(a, b *cable.Cable) int { return strings.Compare(a.ID, b.ID) })
	for _, c := range cables {
		if ask.ID != "" && ask.ID != c.ID || ask.Collection != "" && ask.Collection != c.Collection || !ask.Until.IsZero() && ask.Until.Before(built) || ask.Since.After(built) {
			continue
		}
		h.Total++
		if c.ID > ask.After.ID && len(h.Entries) < ask.N {
			h.Entries = append(h.Entries, archive.Entry{ID: c.ID, Collection: c.Collection, Added: built, Changed: built})
		}
	}
	return h, nil
}
