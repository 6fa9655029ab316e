package app

import (
	"fmt"
	"math"
	"path/filepath"

	"reftel/internal/archive/prepare"
	"reftel/internal/index/generation"
	"reftel/internal/ingest"
	"reftel/internal/ingest/kept"
)

// keptFolder is the folder in a data folder of what ingests keep for the next one.
const keptFolder = "parsed"

// Kept tells what an ingest had not to do again, and what it keeps.
type Kept struct {
	kept.Told
	// Fault is why something is not kept. It costs the next ingest time and nothing else.
	Fault error
}

// keeping is a feed that uses and keeps what was made of single sources. It runs while the
// data folder is locked.
func (o IngestOptions) keeping(job *ingest.Job, feed Feed, told *Kept) Feed {
	dir := filepath.Join(o.Data, keptFolder)
	return func(add Add) (prepare.Report, error) {
		if o.NoCache {
			told.Fault = keptError(dir, kept.Remove(dir))
			return feed(add)
		}
		store, err := openKept(dir, o.Data)
		if err != nil {
			told.Fault = keptError(dir, err)
			return feed(add)
		}
		job.Keep(store)
		report, err := feed(add)
		var fault error
		told.Told, fault = store.Close(err == nil)
		told.Fault = keptError(dir, fault)
		return report, err
	}
}

// keptShare is the part of the free disk that may be taken, one in so many: the archive
// itself needs the others.
const keptShare = 4

func openKept(dir, data string) (*kept.Store, error) {
	version, err := kept.Program()
	if err != nil {
		return nil, fmt.Errorf("reading the program itself: %w", err)
	}
	most, err := generation.FreeSpace(data)
	if err != nil {
		most = math.MaxInt64 // a full disk is noticed when it is written to
	}
	return kept.Open(dir, version, most/keptShare)
}

func keptError(dir string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("keeping what was parsed in %s: %w", dir, err)
}
