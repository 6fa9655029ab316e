package index

import (
	"path/filepath"

	"reftel/internal/archive/history"
	"reftel/internal/index/generation"
)

// PastHistory is the history that a generation keeps, for who builds the next one; nil
// where it keeps none, or not whole.
func PastHistory(dir string) *history.History {
	m, _, err := generation.ReadManifest(dir)
	if err != nil && m == nil || !lists(m, history.Path) || generation.CheckFile(dir, m, history.Path) != nil {
		return nil
	}
	t, err := ReadIDs(dir)
	if err != nil {
		return nil
	}
	h, err := history.Read(dir, t.Held, generation.BuiltOf(filepath.Base(dir)), true)
	if err != nil {
		return nil
	}
	return h
}
