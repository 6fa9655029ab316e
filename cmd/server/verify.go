package main

import (
	"fmt"
	"os"

	"reftel/internal/index"
)

// verifyCommand checks the published generation against its manifest.
type verifyCommand struct {
	Data string `required:"" type:"path" env:"REFTEL_DATA" help:"Folder of the archive."`
}

func (c *verifyCommand) Run() error {
	r, err := index.Verify(c.Data)
	if err != nil {
		return err
	}
	for _, p := range r.Problems {
		fmt.Fprintln(os.Stderr, "problem:", p)
	}
	if len(r.Problems) > 0 {
		return fmt.Errorf("generation %s is damaged: %d problems", r.Generation.ID, len(r.Problems))
	}
	fmt.Printf("generation %s is whole: %d cables, %d files, %.1f MB\n", r.Generation.ID, r.Generation.Cables, r.Files, float64(r.Bytes)/1e6)
	return nil
}
