package build

import (
	"errors"
	"fmt"

	"reftel/internal/archive/ids"
	"reftel/internal/index"
	"reftel/internal/index/generation"
)

// past is what earlier generations bind a new one to.
type past struct {
	name    string
	current *generation.Manifest // nil for the first generation
	ids     []pastIDs
}

type pastIDs struct {
	name string
	ids  *ids.Table
}

// readPast reads the ids of all generations that are there, of any format.
// One that is damaged is passed over, as long as another
// one can be read.
func readPast(dataDir string) (*past, error) {
	p := &past{}
	names, err := generation.Names(dataDir)
	if err != nil {
		return nil, err
	}
	var failed error
	for _, name := range names {
		t, err := index.ReadIDs(generation.Path(dataDir, name))
		if err != nil {
			failed = errors.Join(failed, err)
			continue
		}
		p.ids = append(p.ids, pastIDs{name, t})
	}
	if len(names) > 0 && len(p.ids) == 0 {
		return nil, fmt.Errorf("no earlier generation tells which ids were published: %w", failed)
	}
	cur, err := generation.ReadCurrent(dataDir)
	if errors.Is(err, generation.ErrNone) {
		return p, nil
	}
	if err != nil {
		return nil, err
	}
	p.name = cur.Name
	p.current, _, _ = generation.ReadManifest(generation.Path(dataDir, cur.Name)) // a damaged one binds to nothing
	return p, nil
}
