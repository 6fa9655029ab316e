package index

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"reftel/internal/archive/prepare"
	"reftel/internal/index/generation"
	"reftel/internal/index/packed"
)

// Report is what the ingest wrote about the inputs of a generation.
func Report(dataDir, id string) (r prepare.Report, err error) {
	dir := generation.Path(dataDir, id)
	b, err := packed.Read(filepath.Join(dir, generation.SourcesFile))
	if errors.Is(err, os.ErrNotExist) {
		b, err = os.ReadFile(filepath.Join(dir, generation.PlainSources))
	}
	if err == nil {
		err = json.Unmarshal(b, &r)
	}
	if err != nil {
		return r, fmt.Errorf("report of the ingest: %w", err)
	}
	return r, nil
}
