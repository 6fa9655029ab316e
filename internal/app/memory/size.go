package memory

import (
	"fmt"
	"strconv"
	"strings"
)

// A Size is a number of bytes as it is written on a command line: 2GB, 1.5GB, 800MB.
type Size int64

// UnmarshalText is called by kong.
func (s *Size) UnmarshalText(text []byte) error {
	written := strings.ToUpper(strings.TrimSpace(string(text)))
	written = strings.TrimSuffix(strings.TrimSuffix(written, "B"), "I") // GiB, GB and G are one
	unit := int64(1)
	for i, letter := range []string{"K", "M", "G", "T"} {
		if rest, ok := strings.CutSuffix(written, letter); ok {
			written, unit = rest, 1<<(10*(i+1))
		}
	}
	n, err := strconv.ParseFloat(strings.TrimSpace(written), 64)
	if err != nil || !(n > 0) || n*float64(unit) > 1<<60 {
		return fmt.Errorf("%q is no size like 2GB or 800MB", text)
	}
	*s = Size(n * float64(unit))
	return nil
}
