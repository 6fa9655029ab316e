package app

import (
	"context"
	"fmt"

	"reftel/internal/archive"
	"reftel/internal/index"
)

// Verify checks every file of the generation in force.
func Verify(ctx context.Context, data string) (index.VerifyReport, error) {
	r, err := index.Verify(ctx, data)
	if err != nil {
		return r, hinted(data, err)
	}
	if len(r.Problems) > 0 {
		return r, fmt.Errorf("generation %s is damaged: %d problems", r.Generation.ID, len(r.Problems))
	}
	return r, nil
}

// GenerationList is what a data folder holds.
type GenerationList struct {
	Current string               // ID of the generation in force; "" where CURRENT is lost
	Whole   []archive.Generation // those whose manifest can be read, newest first
}

// Generations lists the generations of a data folder.
func Generations(data string) (GenerationList, error) {
	whole, current, err := index.Generations(data)
	if err != nil {
		return GenerationList{}, hinted(data, err)
	}
	return GenerationList{Current: current, Whole: whole}, nil
}

// Rollback puts a generation in force, once it is open and checked: the one that is
// named or, for "", the one before the current one; where CURRENT is lost the newest
// that is whole, and from is "". A server takes it up as it does a new one.
func Rollback(data, name string) (from string, to archive.Generation, err error) {
	was, to, err := index.Rollback(data, name)
	return was.ID, to, hinted(data, err)
}
