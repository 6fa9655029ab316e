package build

import (
	"errors"
	"fmt"
	"io/fs"

	"reftel/internal/archive/ids"
	"reftel/internal/archive/prepare"
	"reftel/internal/index"
	"reftel/internal/index/generation"
)

// readPast reads the ids of all generations that are there, of any format, and of those
// that are damaged as much as can be read. It fails where nothing tells which of them is
// in force.
func readPast(dataDir string) (*prepare.Past, error) {
	cur, err := generation.ReadCurrent(dataDir)
	if errors.Is(err, generation.ErrNone) {
		return &prepare.Past{}, nil
	}
	if err != nil {
		return nil, err
	}
	names, err := generation.Names(dataDir)
	if err != nil {
		return nil, err
	}
	p := &prepare.Past{Name: cur.Name}
	for _, name := range names {
		t, err := index.PastIDs(generation.Path(dataDir, name))
		p.Generations = append(p.Generations, prepare.PastIDs{Name: name, IDs: t, Built: generation.BuiltOf(name)})
		if name == cur.Name {
			p.Current, p.Unread = t, err
		}
	}
	if p.Current == nil {
		p.Current, p.Unread = ids.NewTable(nil, nil), fmt.Errorf("%s: %w", generation.Path(dataDir, cur.Name), fs.ErrNotExist)
	}
	return p, nil
}
