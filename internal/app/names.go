package app

import (
	"fmt"
	"io"
	"os"

	"reftel/internal/ingest/names"
	"reftel/internal/ingest/names/measure"
	"reftel/internal/reference"
)

// MeasureNames compares the names that an ingest finds with those that are
// marked in a file (docs/names.md), and prints how well they agree.
func MeasureNames(file, corrections string, out io.Writer) error {
	tables, err := reference.Open()
	if err != nil {
		return err
	}
	rules, err := readCorrections(corrections)
	if err != nil {
		return err
	}
	f, err := os.Open(file)
	if err != nil {
		return fmt.Errorf("opening marked text: %w", err)
	}
	defer f.Close()
	docs, err := measure.Read(f)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return measure.Run(names.New(tables, rules), docs).Write(out)
}
