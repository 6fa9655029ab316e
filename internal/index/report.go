package index

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"reftel/internal/archive/prepare"
	"reftel/internal/index/generation"
)

// Report is what the ingest wrote about the inputs of a generation.
func Report(dataDir, id string) (r prepare.Report, err error) {
	b, err := os.ReadFile(filepath.Join(generation.Path(dataDir, id), generation.SourcesFile))
	if err == nil {
		err = json.Unmarshal(b, &r)
	}
	if err != nil {
		return r, fmt.Errorf("report of the ingest: %w", err)
	}
	return r, nil
}
