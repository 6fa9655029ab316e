package store

import (
	"fmt"
	"os"
	"path/filepath"

	"reftel/internal/archive/record"
)

// Fingerprints is the file of what tells whether a cable has the text that it had
// in another generation: a record.Fingerprint each. Generations of earlier programs have
// none.
var Fingerprints = filepath.Join("docs", "fingerprints")

// ReadFingerprints reads those of the n cables of a generation.
func ReadFingerprints(dir string, n int) ([]record.Fingerprint, error) {
	b, err := os.ReadFile(filepath.Join(dir, Fingerprints))
	if err != nil {
		return nil, err
	}
	if len(b) != n*len(record.Fingerprint{}) {
		return nil, fmt.Errorf("%s: %d bytes for %d cables", filepath.Join(dir, Fingerprints), len(b), n)
	}
	fs := make([]record.Fingerprint, n)
	for i := range fs {
		copy(fs[i][:], b[i*len(fs[i]):])
	}
	return fs, nil
}
