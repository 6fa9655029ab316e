package app

import (
	"fmt"
	"io"
	"os"

	"reftel/internal/ingest/names"
	"reftel/internal/ingest/names/measure"
	"reftel/internal/ingest/names/tagger"
	"reftel/internal/reference"
)

// MeasureOptions say what is measured.
type MeasureOptions struct {
	File        string // of marked text
	Corrections string // file of corrections of names, "" for none
	Model       string // file of a model, "" for the one of the binary
	Out         io.Writer
}

// MeasureNames compares the names that an ingest finds with those that are
// marked in a file (docs/names.md), and prints how well they agree.
func MeasureNames(o MeasureOptions) error {
	tables, err := reference.Open()
	if err != nil {
		return err
	}
	rules, err := readCorrections(o.Corrections)
	if err != nil {
		return err
	}
	finder := names.New(tables, rules)
	if o.Model != "" {
		model, err := readModel(o.Model)
		if err != nil {
			return err
		}
		finder = finder.WithModel(model)
	}
	f, err := os.Open(o.File)
	if err != nil {
		return fmt.Errorf("opening marked text: %w", err)
	}
	defer f.Close()
	docs, err := measure.Read(f)
	if err != nil {
		return fmt.Errorf("%s: %w", o.File, err)
	}
	return measure.Run(finder, docs).Write(o.Out)
}

func readModel(file string) (*tagger.Model, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("opening a model of names: %w", err)
	}
	defer f.Close()
	m, err := tagger.Read(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return m, nil
}
