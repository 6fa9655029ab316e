//go:build !unix

package bench

import (
	"errors"
	"os"
)

func peakMemory(*os.ProcessState) (float64, error) {
	return 0, errors.New("measuring memory needs a Unix system")
}
