package record

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/klauspost/compress/s2"
)

// A draft is a record that waits for its place in the archive, and may be put right
// there: it is packed lightly, in a tenth of the time that a frame takes, and read in a fifth.

// Draft packs a record.
func Draft(r *Record) ([]byte, error) {
	parts, err := r.parts()
	if err != nil {
		return nil, err
	}
	return s2.Encode(nil, slices.Concat(parts...)), nil
}

// ReadDraft reads one as far as is asked.
func ReadDraft(b []byte, far Depth) (*Record, error) {
	all, err := s2.Decode(nil, b)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errRecord, err)
	}
	r, err := readRecord(bytes.NewReader(all), far)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errRecord, err)
	}
	return r, nil
}
