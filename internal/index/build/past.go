package build

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"reftel/internal/archive/ids"
	"reftel/internal/archive/prepare"
	"reftel/internal/index"
	"reftel/internal/index/generation"
	"reftel/internal/index/postings"
	"reftel/internal/index/store"
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

// A taken is what is taken over of the generation in force where it did not change.
type taken struct {
	index  *postings.Past
	frames *store.Past
}

// taken opens the generation in force to take over of it. Nothing is taken of one that is not to be
// used, was not written as this one is, or is not as it was published: then all is made anew.
func (b *Builder) taken(p *prepare.Past, now *generation.Manifest) (taken, error) {
	if b.o.Anew || p.Name == "" || p.Unread != nil {
		return taken{}, nil
	}
	dir := generation.Path(b.dataDir, p.Name)
	m, _, err := generation.ReadManifest(dir)
	if err != nil || m.Format != now.Format || m.Bleve != now.Bleve || m.Zap != now.Zap || len(p.Current.Held) != m.Cables {
		return taken{}, nil
	}
	docs := filepath.ToSlash(store.Digests)
	if !slices.ContainsFunc(m.Files, func(f generation.FileSum) bool { return f.Path == docs }) {
		return taken{}, nil // an earlier program wrote none
	}
	for _, f := range m.Files {
		used := path.Dir(f.Path) == path.Dir(docs) || strings.HasPrefix(f.Path, postings.Folder+"/")
		if used && generation.CheckFile(dir, m, f.Path) != nil {
			return taken{}, nil
		}
	}
	find := func(id string) (int, bool) {
		t, ok := p.Current.Find(id)
		return int(t.Ord), ok && !t.Alias && p.Current.Held[t.Ord] == id
	}
	frames, err := store.OpenPast(dir, m.Cables, find)
	return taken{&postings.Past{Dir: dir, Sizes: m.Shards, Find: find}, frames}, err
}
