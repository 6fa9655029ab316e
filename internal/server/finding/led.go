package finding

import (
	"fmt"

	"reftel/internal/archive"
	"reftel/internal/locate"
	"reftel/internal/server/desk"
)

// Led is where an id in an address leads. One that was published as it is asked for
// goes first, whatever it looks like: it is not taken for a misspelling.
func (s *Pages) Led(c *desk.Call, asked string) (n locate.Named, ok bool, err error) {
	found, err := c.A.Lookup(c.Ctx(), asked)
	if err != nil {
		return n, false, fmt.Errorf("looking up %.64q: %w", asked, err)
	}
	if n.Found = found[0]; n.State.Here() || n.State == archive.Gone {
		return n, true, nil
	}
	return s.Named(c, asked)
}

// Named finds the cable that a text means.
func (s *Pages) Named(c *desk.Call, text string) (n locate.Named, ok bool, err error) {
	found, err := s.cables(c.Ctx(), c.A, text)
	if err != nil {
		return n, false, err
	}
	n, ok = locate.Best(found)
	return n, ok, nil
}

// Withdrawn checks that a cable that was published once is gone for good: while the
// generation in force cannot be served it may be there, and nobody is told that it is not.
func (s *Pages) Withdrawn(f archive.Found) error {
	if f.Withdrawn == nil && s.Archive.Degraded() != "" {
		return fmt.Errorf("cable %s is not in the generation that is served: %w", f.ID, archive.ErrUnavailable)
	}
	return nil
}
