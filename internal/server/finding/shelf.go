package finding

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/locate"
)

// shelf are the printed volumes that a text names, the first few.
func (s *Pages) shelf(ctx context.Context, a archive.Archive, text string) ([]archive.VolumeHead, error) {
	heads, err := a.Volumes(ctx)
	if err != nil || len(heads) == 0 {
		return nil, err
	}
	var found []archive.VolumeHead
	for _, asked := range []string{text, locate.Citation(text), locate.VolumeIn(text)} {
		if found = locate.Volumes(heads, asked); len(found) > 0 {
			break
		}
		if m := printedPage.FindStringSubmatch(asked); m != nil {
			if found = locate.Volumes(heads, m[1]); len(found) > 0 {
				break
			}
		}
	}
	if len(found) == 0 {
		found = locate.VolumesTitled(heads, text)
	}
	return found[:min(len(found), volumesShown)], nil
}

// volumesShown is how many volumes a page offers: a series of a few years.
const volumesShown = 6

// printedNumber finds the number of a document behind the name of its volume.
var printedNumber = regexp.MustCompile(`(?i)^(.+?),? (?:documents?|docs?\.?|nos?\.|#|d)(?:,? nos?\.?)?[ .]{0,2}([0-9]{1,5})(?:[,;(].{0,60})?\.?$`)

// printedPage finds the pages behind the name of a volume, as footnotes give them.
var printedPage = regexp.MustCompile(`^(.+?),? (?:pp?\.? ?)?[0-9]{1,4}(?:[-–][0-9]{1,4})?\.?$`)

// cables are those that a text names: by their ids, or as documents of a volume that is
// named by its series and its subject: Foreign Relations, 1951–1954, Tordal, Document 4.
func (s *Pages) cables(ctx context.Context, a archive.Archive, text string) ([]locate.Named, error) {
	found, err := s.Finder.Find(ctx, a, text)
	if err != nil || len(found) > 0 {
		return found, err
	}
	if cited := locate.Citation(text); cited != text {
		if found, err = s.Finder.Find(ctx, a, cited); err != nil || len(found) > 0 {
			return found, err
		}
		text = cited
	}
	m := printedNumber.FindStringSubmatch(strings.TrimSpace(text))
	if m == nil {
		return nil, nil
	}
	volumes, err := s.shelf(ctx, a, strings.TrimRight(m[1], " ,"))
	if err != nil || len(volumes) != 1 {
		return nil, err
	}
	there, err := a.Lookup(ctx, volumes[0].ID+"-d"+m[2])
	if err != nil {
		return nil, fmt.Errorf("looking up document %s of %s: %w", m[2], volumes[0].ID, err)
	}
	if !there[0].State.Here() {
		return nil, nil
	}
	return []locate.Named{{Found: there[0]}}, nil
}
