package archive

import (
	"fmt"
	"slices"

	"reftel/internal/query"
)

// Bounds of a page. The server has lower ones; these keep a mistake there from
// taking all memory.
const (
	MaxSize   = 1000
	MaxWindow = 1 << 20 // page × size
)

// CheckPage refuses a page that there cannot be, or that is too far, by an error that is
// ErrBadRequest, as all of these do.
func CheckPage(page, size int) error {
	switch {
	case page < 1 || size < 1:
		return fmt.Errorf("%w: page %d of %d hits", ErrBadRequest, page, size)
	case size > MaxSize || page > MaxWindow/size:
		return fmt.Errorf("%w: page %d of %d hits is too far", ErrBadRequest, page, size)
	}
	return nil
}

// CheckHit refuses a hit by its number, from 1, that no page can have.
func CheckHit(n int) error {
	if n < 1 || n >= MaxWindow {
		return fmt.Errorf("%w: hit %d", ErrBadRequest, n)
	}
	return nil
}

// CheckFacet refuses what is no facet.
func CheckFacet(f query.Facet) error {
	if !slices.Contains(query.Facets(), f) {
		return fmt.Errorf("%w: there is no facet %q", ErrBadRequest, f)
	}
	return nil
}

// CheckSort refuses what is no order. None is relevance.
func CheckSort(s query.Sort) error {
	if s != "" && !slices.Contains(query.Sorts(), s) {
		return fmt.Errorf("%w: there is no order %q", ErrBadRequest, s)
	}
	return nil
}
