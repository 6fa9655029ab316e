package store

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"

	"reftel/internal/archive/record"
)

// Fingerprints is the file of what tells whether a cable has the text that it had
// in another generation: a Fingerprint each. Generations of earlier programs have
// none.
var Fingerprints = filepath.Join("docs", "fingerprints")

// A Fingerprint is the same for cables with the same subject and texts.
type Fingerprint [8]byte

// FingerprintOf is that of a subject and the texts of a record.
func FingerprintOf(subject string, r *record.Record) (f Fingerprint) {
	h := sha256.New()
	fmt.Fprintf(h, "%d %s", len(subject), subject)
	h.Write(r.Texts)
	copy(f[:], h.Sum(nil))
	return f
}

// ReadFingerprints reads those of the n cables of a generation.
func ReadFingerprints(dir string, n int) ([]Fingerprint, error) {
	b, err := os.ReadFile(filepath.Join(dir, Fingerprints))
	if err != nil {
		return nil, err
	}
	if len(b) != n*len(Fingerprint{}) {
		return nil, fmt.Errorf("%s: %d bytes for %d cables", filepath.Join(dir, Fingerprints), len(b), n)
	}
	fs := make([]Fingerprint, n)
	for i := range fs {
		copy(fs[i][:], b[i*len(fs[i]):])
	}
	return fs, nil
}
