package record

import (
	"crypto/sha256"
	"fmt"
)

// A Fingerprint is the same for cables with the same subject and texts.
type Fingerprint [8]byte

// FingerprintOf is that of a subject and the texts of a record.
func FingerprintOf(subject string, r *Record) (f Fingerprint) {
	h := sha256.New()
	fmt.Fprintf(h, "%d %s", len(subject), subject)
	h.Write(r.Texts)
	copy(f[:], h.Sum(nil))
	return f
}
