package telegram

import (
	"cmp"
	"slices"

	"reftel/internal/cable"
)

// SortEntities puts the most frequent names first, then by kind and name.
func SortEntities(es []cable.EntityCount) {
	slices.SortFunc(es, func(a, b cable.EntityCount) int {
		return cmp.Or(b.Count-a.Count, cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Name, b.Name))
	})
}
