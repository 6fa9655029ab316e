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
	Current string               // ID of the generation in force
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

// Rollback puts the generation before the current one in force again, once it
// is open and checked. A server takes it up as it does a new one.
func Rollback(data string) (from string, to archive.Generation, err error) {
	was, to, err := index.Rollback(data)
	return was.ID, to, hinted(data, err)
}
