package gather

import (
	"cmp"
	"maps"
	"slices"
)

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

func has[K comparable, V any](m map[K]V, key K) bool {
	_, ok := m[key]
	return ok
}
