package desk

import (
	"runtime/debug"
	"strings"

	"reftel/internal/server/middleware"
)

// oftenBytes is how much is kept of pages that are too many to be kept all, and oftenMost
// how large one of them may be, compressed. The page of a cable takes some twelve kilobytes.
const (
	oftenBytes = 64 << 20
	oftenMost  = 256 << 10
)

// oftenRoom is how much of them is kept where the collector of garbage is to stay below a
// limit: an eighth of that at the most.
func oftenRoom() int { return int(min(oftenBytes, debug.SetMemoryLimit(-1)/8)) }

// Often makes a handler of one whose pages are the same for all who ask without parameters,
// but too many for each of them to be drawn beforehand or kept for good: those of cables.
// What was asked for last is kept, compressed alone. What has parameters, a trail or
// another way to read, is drawn for who asks, and so is what can be had in parts.
func (s *Desk) Often(h Handler) Handler {
	return func(c *Call) error {
		if c.R.URL.RawQuery != "" || c.R.Header.Get("Range") != "" {
			return h(c)
		}
		var plain []byte // of the one who has it drawn
		a, err := s.often.of(c.Ctx(), s.onceKey(c, nil), func() (*answer, bool, error) {
			a, err := s.record(c, h, nil)
			if err != nil || !a.lasts() || !strings.HasPrefix(a.header.Get("Content-Type"), "text/html") {
				return a, false, err
			}
			packed, err := s.packer.Pack(a.body)
			if err != nil || packed == nil || len(packed) > oftenMost {
				return a, false, err
			}
			plain = a.body
			return &answer{status: a.status, header: a.header, packed: packed, length: a.length}, true, nil
		})
		if err != nil {
			return err
		}
		if plain != nil && !middleware.TakesPacked(c.R) {
			own := *a
			own.body, a = plain, &own
		}
		s.give(c, a)
		return nil
	}
}
