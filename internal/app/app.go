// Package app does what the sub-commands do: ingest, parse, verify, list and
// roll back generations. The binary, tests and measurements call it, so that
// the way from inputs to a published generation is written once. It takes all
// that it needs as arguments and hands back what came of it: it reads no flag
// and no variable of the environment, prints nothing and ends no process.
//
// Serving is in package serve, which knows the web; this package does not, so
// that tests of the web can publish archives by it.
package app

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"

	"reftel/internal/index"
	"reftel/internal/index/build"
	"reftel/internal/ingest"
	"reftel/internal/ingest/names"
	"reftel/internal/reference"
)

// ErrAfterPublish marks what failed once a new generation was in force: it is
// served, and something else has to be looked at.
var ErrAfterPublish = build.ErrPublished

// ErrShrunk says that ids of the archive would lead nowhere without a reason.
var ErrShrunk = build.ErrShrunk

// Open opens the archive of a data folder as it is published over time. What
// happens to it is told in the log, which may be nil.
func Open(data string, log *slog.Logger) (*index.Live, error) {
	live, err := index.OpenData(data, log)
	if err != nil {
		return nil, hinted(data, fmt.Errorf("opening the archive in %s: %w", data, err))
	}
	return live, nil
}

// hinted tells what to do about a data folder in which nothing was published.
func hinted(data string, err error) error {
	if errors.Is(err, index.ErrNoGeneration) {
		return fmt.Errorf("%s: %w; make an archive with: reftel ingest --data %s PATH…", data, index.ErrNoGeneration, data)
	}
	if errors.Is(err, index.ErrLost) {
		return fmt.Errorf("%w; put a generation in force again with: reftel rollback --data %s (the newest that is whole, or --to GENERATION; reftel generations lists them)", err, data)
	}
	return err
}

// newJob makes an ingest job with the corrections of a file, "" for none.
func newJob(corrections string) (*ingest.Job, error) {
	tables, err := reference.Open()
	if err != nil {
		return nil, err
	}
	c, err := readCorrections(corrections)
	if err != nil {
		return nil, err
	}
	return ingest.New(tables, c), nil
}

// readCorrections reads a file of corrections of names, "" for none.
func readCorrections(file string) (names.Corrections, error) {
	if file == "" {
		return nil, nil
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("opening the corrections: %w", err)
	}
	defer f.Close()
	c, err := names.ReadCorrections(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return c, nil
}

// inputsOf are the inputs at the paths. Where there are several, each has a name
// that tells its files apart from those of the others: its own, and where several
// have the same, its place on the command line in front (2/telegrams). What is
// around it on the disk is nobody's business.
func inputsOf(paths []string) ([]ingest.Input, error) {
	inputs := make([]ingest.Input, 0, len(paths))
	named := map[string]int{} // how many have a name
	for _, p := range paths {
		in, err := ingest.Path(p)
		if err != nil {
			return nil, err
		}
		if in.Name == "" && len(paths) > 1 {
			if in.Name, err = baseName(p); err != nil {
				return nil, err
			}
		}
		named[in.Name]++
		inputs = append(inputs, in)
	}
	for i := range inputs {
		if named[inputs[i].Name] > 1 {
			inputs[i].Name = strconv.Itoa(i+1) + "/" + inputs[i].Name
		}
	}
	return inputs, nil
}

// baseName is what a folder is called, also where the path does not say it (.).
func baseName(p string) (string, error) {
	abs, err := filepath.Abs(p)
	if err != nil {
		return "", fmt.Errorf("input %s: %w", p, err)
	}
	if base := filepath.Base(abs); base != string(filepath.Separator) {
		return base, nil
	}
	return "", nil // the root of the disk
}
