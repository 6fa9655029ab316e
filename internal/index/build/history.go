package build

import (
	"crypto/sha256"
	"time"

	"reftel/internal/archive/ids"
	"reftel/internal/cable"
	"reftel/internal/index"
	"reftel/internal/index/generation"
	"reftel/internal/index/history"
	"reftel/internal/index/store"
)

// markOf is the same for a cable of which the same is told: its text, by the print of it,
// and all else but who is named in it and what the file was called that it was read from.
// Names are found by what other cables say, so that they change where nothing was done.
func markOf(c *cable.Cable, print store.Fingerprint) (m history.Mark, err error) {
	told := *c
	told.Source, told.Warnings = cable.Source{}, nil
	told.Entities, told.SubjectEntities, told.Paragraphs = nil, nil, nil
	js, err := told.JSON()
	if err != nil {
		return m, err
	}
	h := sha256.New()
	h.Write(print[:])
	h.Write(js)
	copy(m[:], h.Sum(nil))
	return m, nil
}

// writeHistory writes what is told of the cables of a new generation by what the one in
// force tells of them, or an older one where that keeps no history or has lost it.
func (p *past) writeHistory(dataDir, dir string, cables []history.Cable, table *ids.Table) error {
	var withdrawn []string
	for _, g := range table.AllGone() {
		withdrawn = append(withdrawn, g.ID)
	}
	var was *history.History
	for _, name := range p.newestFirst() {
		if was = index.PastHistory(generation.Path(dataDir, name)); was != nil {
			break
		}
	}
	return history.Write(dir, was, cables, p.before, withdrawn)
}

// newestFirst are the names of all generations, the one in force before the others.
func (p *past) newestFirst() []string {
	if p.name == "" {
		return nil
	}
	names := []string{p.name}
	for _, g := range p.ids {
		if g.name != p.name {
			names = append(names, g.name)
		}
	}
	return names
}

// before tells of a cable that no history tells of by its id now: by which id the
// generation in force had it, and when the oldest generation was built that is there and
// has it.
func (p *past) before(id string) (own string, since time.Time) {
	if p.current == nil {
		return "", time.Time{}
	}
	if t, ok := p.current.Find(id); ok {
		own = p.current.Held[t.Ord]
	}
	for i := len(p.ids) - 1; i >= 0 && since.IsZero(); i-- {
		if _, ok := p.ids[i].ids.Find(id); ok {
			since = generation.BuiltOf(p.ids[i].name)
		}
	}
	return own, since
}
