package build

import (
	"reftel/internal/archive/history"
	"reftel/internal/archive/ids"
	"reftel/internal/archive/prepare"
	"reftel/internal/index"
	"reftel/internal/index/generation"
)

// writeHistory writes what is told of the cables of a new generation by what the one in
// force tells of them, or an older one where that keeps no history or has lost it.
func writeHistory(p *prepare.Past, dataDir, dir string, n int, cable func(ord int) history.Cable, table *ids.Table) error {
	var withdrawn []string
	for _, g := range table.AllGone() {
		withdrawn = append(withdrawn, g.ID)
	}
	var was *history.History
	for _, name := range p.NewestFirst() {
		if was = index.PastHistory(generation.Path(dataDir, name)); was != nil {
			break
		}
	}
	return history.Write(dir, was, n, cable, p.Before, withdrawn)
}
